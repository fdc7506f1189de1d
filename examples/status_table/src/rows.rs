use std::fmt::Write;

use anyhow::Result;
use serde::{Serialize, Serializer};
use sms_status::{DeliveryStatus, Language, Of, Platform, Value};

/// Rows for a table of a database.
pub struct Rows {
    table: &'static str,
    /// The name of each column, and its type in SQL.
    columns: &'static [(&'static str, &'static str)],
    cells: Vec<Vec<Cell>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Cell {
    Number(u16),
    Text(String),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Returns a row for each status, in the order in which they replace one another.
pub fn statuses() -> Rows {
    let row = |status: &DeliveryStatus| {
        let texts = [
            status.category().name(),
            status.outcome().name(),
            status.action().name(),
            status.label(Language::English),
            status.label(Language::French),
            status.description(Language::English),
            status.description(Language::French),
        ];
        let start = [Cell::Number(status.code()), status.name().into(), Cell::Number(status.rank())];
        start.into_iter().chain(texts.map(Cell::from)).collect()
    };
    Rows {
        table: "sms_status",
        columns: &[
            ("code", "integer PRIMARY KEY"),
            ("name", "text NOT NULL UNIQUE"),
            ("rank", "integer NOT NULL UNIQUE"),
            ("category", "text NOT NULL"),
            ("outcome", "text NOT NULL"),
            ("action", "text NOT NULL"),
            ("label_en", "text NOT NULL"),
            ("label_fr", "text NOT NULL"),
            ("description_en", "text NOT NULL"),
            ("description_fr", "text NOT NULL"),
        ],
        cells: DeliveryStatus::VARIANTS.iter().map(row).collect(),
    }
}

/// Returns a row for each value that a platform reports: a number and its name are two, and a range has one for each number.
pub fn values(platform: Platform) -> Rows {
    let mut rows = Vec::new();
    for table in platform.tables() {
        let of = match table.of {
            Of::Word => "word",
            Of::Cause => "cause",
        };
        for row in table.rows {
            for value in spellings(row.value) {
                let status = [row.status.name().into(), Cell::Number(row.status.code()), row.reason.into()];
                let value = [platform.name().into(), table.field.into(), of.into(), Cell::Text(value)];
                rows.push(value.into_iter().chain(status).collect());
            }
        }
    }
    Rows {
        table: "platform_value",
        columns: &[
            ("platform", "text NOT NULL"),
            ("field", "text NOT NULL"),
            ("of", "text NOT NULL"),
            ("value", "text NOT NULL"),
            ("status", "text NOT NULL"),
            ("code", "integer NOT NULL"),
            ("reason", "text NOT NULL"),
        ],
        cells: rows,
    }
}

fn spellings(value: Value) -> Vec<String> {
    match value {
        Value::Numbers(first, last) => (first..=last).map(|number| number.to_string()).collect(),
        Value::Named(number, name) => vec![number.to_string(), name.to_owned()],
        value => vec![value.to_string()],
    }
}

impl Rows {
    /// Returns CSV (RFC 4180) with a header.
    pub fn csv(&self) -> Result<String> {
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(self.columns.iter().map(|(name, _)| name))?;
        for row in &self.cells {
            csv.serialize(row)?;
        }
        Ok(String::from_utf8(csv.into_inner()?)?)
    }

    /// Returns a JSON list with an object for each row.
    pub fn json(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// Returns SQL that makes the table, if it is not there, and fills it.
    pub fn sql(&self) -> String {
        let columns: Vec<_> = self.columns.iter().map(|(name, kind)| format!("    \"{name}\" {kind}")).collect();
        let mut sql = format!("CREATE TABLE IF NOT EXISTS {} (\n{}\n);\n", self.table, columns.join(",\n"));
        let rows: Vec<_> = self
            .cells
            .iter()
            .map(|row| format!("({})", row.iter().map(literal).collect::<Vec<_>>().join(", ")))
            .collect();
        _ = writeln!(sql, "INSERT INTO {} VALUES\n{};", self.table, rows.join(",\n"));
        sql
    }
}

fn literal(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) => format!("'{}'", text.replace('\'', "''")),
    }
}

impl Serialize for Rows {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = || self.columns.iter().map(|(name, _)| name);
        serializer.collect_seq(self.cells.iter().map(|row| Object(names().zip(row).collect())))
    }
}

/// The cells of a row with the names of their columns, in their order.
struct Object<'a>(Vec<(&'a &'static str, &'a Cell)>);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}
