use serde::{Serialize, Serializer};
use serde_json::Value;

use super::format::Format;

/// The value of each column.
pub type Row<const N: usize> = [Value; N];

/// Writes the rows of a list, some at a time.
#[derive(Debug)]
pub struct Encoder<const N: usize> {
    format: Format,
    columns: [&'static str; N],
    has_begun: bool,
}

impl<const N: usize> Encoder<N> {
    pub fn new(format: Format, columns: [&'static str; N]) -> Self {
        Self { format, columns, has_begun: false }
    }

    /// Returns the next rows as they are written; `last` if no others follow.
    pub fn encode(&mut self, rows: &[Row<N>], last: bool) -> anyhow::Result<Vec<u8>> {
        match self.format {
            Format::Csv => self.csv(rows),
            Format::Json => self.json(rows, last),
        }
    }

    fn csv(&mut self, rows: &[Row<N>]) -> anyhow::Result<Vec<u8>> {
        let mut csv = csv::Writer::from_writer(Vec::new());
        if !self.has_begun {
            csv.write_record(self.columns)?;
        }
        self.has_begun = true;
        for row in rows {
            csv.write_record(row.iter().map(cell))?;
        }
        Ok(csv.into_inner().map_err(csv::IntoInnerError::into_error)?)
    }

    fn json(&mut self, rows: &[Row<N>], last: bool) -> anyhow::Result<Vec<u8>> {
        let mut json = Vec::new();
        for row in rows {
            json.extend(if self.has_begun { b",\n" } else { b"[\n" });
            self.has_begun = true;
            serde_json::to_writer(&mut json, &Object { columns: &self.columns, row })?;
        }
        if last {
            json.extend(if self.has_begun { &b"\n]\n"[..] } else { b"[]\n" });
        }
        Ok(json)
    }
}

/// A row as a map from columns to values.
struct Object<'a, const N: usize> {
    columns: &'a [&'static str; N],
    row: &'a Row<N>,
}

impl<const N: usize> Serialize for Object<'_, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().zip(self.row))
    }
}

/// Returns a cell of a CSV file.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => harmless(text),
        other => other.to_string(),
    }
}

/// Returns a text with an apostrophe before it if a spreadsheet would take it for a formula. One that has an apostrophe there already
/// gets another, so that to take one away restores every text.
fn harmless(text: &str) -> String {
    // Some spreadsheets take the space before a formula away, and some know the signs of full width.
    let first = text.trim_start().chars().next();
    let formula = first.is_some_and(|c| "=+-@＝＋－＠".contains(c)) || text.starts_with(['\'', '\t', '\r', '\n']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;

    const COLUMNS: [&str; 3] = ["text", "count", "none"];

    fn random_row(rng: &mut Rng) -> Row<3> {
        const PARTS: [&str; 16] =
            ["=", "+", "-", "@", "'", "\t", "\r", "\n", ",", ";", "\"", " ", "\0", "\u{202e}", "a", "＝"];

        let text: String = (0..rng.usize(..6)).map(|_| PARTS[rng.usize(..PARTS.len())]).collect();
        [text.into(), rng.u64(..).into(), Value::Null]
    }

    /// Encodes rows in pieces of random length.
    fn encode(rows: &[Row<3>], format: Format, rng: &mut Rng) -> Vec<u8> {
        let (mut encoder, mut bytes, mut rest) = (Encoder::new(format, COLUMNS), Vec::new(), rows);
        loop {
            let (piece, others) = rest.split_at(rng.usize(..=rest.len()));
            bytes.extend(encoder.encode(piece, others.is_empty()).unwrap());
            rest = others;
            if rest.is_empty() {
                return bytes;
            }
        }
    }

    #[test]
    fn what_is_written_is_read_again_and_no_cell_of_csv_is_a_formula() {
        let mut rng = Rng::with_seed(1);
        for length in 0..200 {
            let rows: Vec<Row<3>> = (0..length).map(|_| random_row(&mut rng)).collect();
            let json = encode(&rows, Format::Json, &mut rng);
            let objects: Vec<serde_json::Map<String, Value>> = serde_json::from_slice(&json).unwrap();
            let read: Vec<Row<3>> = objects.iter().map(|object| COLUMNS.map(|column| object[column].clone())).collect();
            assert_eq!(read, rows);

            let csv = encode(&rows, Format::Csv, &mut rng);
            let mut reader = csv::Reader::from_reader(&csv[..]);
            assert_eq!(reader.headers().unwrap(), &COLUMNS[..]);
            let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            assert_eq!(records.len(), rows.len());
            for (record, row) in records.iter().zip(&rows) {
                assert!(!record[0].trim_start().starts_with(['=', '+', '-', '@']), "{record:?}");
                let text = record[0].strip_prefix('\'').unwrap_or(&record[0]);
                assert_eq!([text, &record[1]], [row[0].as_str().unwrap(), &row[1].to_string()]);
            }
        }
    }
}
