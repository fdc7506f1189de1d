//! Prints all statuses, or all values of a platform: for people as tables, and for databases as CSV, JSON or SQL.
//!
//! ```sh
//! cargo run --example status_table -- --lang fr
//! cargo run --example status_table -- --sql | sqlite3 sms.db
//! cargo run --example status_table -- --platform twilio --csv >twilio.csv
//! ```

mod rows;

use std::{fmt::Write, process::ExitCode};

use anyhow::Result;
use clap::Parser;
use common::{program, table, wording::Wording};
use sms_status::{Category, DeliveryStatus, Language, Of, Platform};

/// Prints all delivery statuses by category, with their meaning and the advice on the number.
#[derive(Parser)]
struct Arguments {
    /// Print the values that this platform reports, with the status of each and why.
    #[arg(long, value_name = "NAME")]
    platform: Option<Platform>,
    /// The language of the tables for people: `en` or `fr`.
    #[arg(long, default_value = "en")]
    lang: Language,
    #[command(flatten)]
    format: Format,
}

/// A form for databases, which has both languages.
#[derive(clap::Args)]
#[group(multiple = false)]
struct Format {
    /// Print CSV with a header.
    #[arg(long)]
    csv: bool,
    /// Print JSON: a list of objects.
    #[arg(long)]
    json: bool,
    /// Print SQL that makes a table and fills it, for PostgreSQL, SQLite, DuckDB and others.
    #[arg(long)]
    sql: bool,
}

fn main() -> ExitCode {
    program::exit(run(&program::arguments()))
}

fn run(Arguments { platform, lang, format }: &Arguments) -> Result<()> {
    let rows = || platform.map_or_else(rows::statuses, rows::values);
    program::print(match format {
        Format { csv: true, .. } => rows().csv()?,
        Format { json: true, .. } => rows().json()?,
        Format { sql: true, .. } => rows().sql(),
        _ => match platform {
            Some(platform) => value_page(*platform, *lang)?,
            None => status_page(*lang)?,
        },
    })
}

/// A table of the statuses of each category.
fn status_page(lang: Language) -> Result<String> {
    let wording = Wording { language: lang };
    let header = [
        "Code",
        wording.text("Status", "Statut"),
        wording.text("Meaning", "Signification"),
        wording.text("Address book", "Carnet d'adresses"),
    ];
    let mut page = String::new();
    for &category in Category::VARIANTS {
        let mut table = table::wrapped(header, 120);
        for status in DeliveryStatus::VARIANTS.iter().filter(|status| status.category() == category) {
            let code = status.code().to_string();
            table.add_row([&code, status.label(lang), status.description(lang), status.action().label(lang)]);
        }
        writeln!(page, "{}\n{table}\n", category.label(lang))?;
    }
    Ok(page)
}

/// A table of the values of each field.
fn value_page(platform: Platform, lang: Language) -> Result<String> {
    let wording = Wording { language: lang };
    let header = [
        wording.text("Value", "Valeur"),
        wording.text("Status", "Statut"),
        wording.text("Address book", "Carnet d'adresses"),
        wording.text("Reason (in English)", "Raison (en anglais)"),
    ];
    let mut page = String::new();
    for values in platform.tables() {
        let of = match values.of {
            Of::Word => wording.text("what happened", "ce qui s'est passé"),
            Of::Cause => wording.text("why a message failed", "pourquoi un message a échoué"),
        };
        let mut table = table::wrapped(header, 120);
        for row in values.rows {
            let (status, action) = (row.status.label(lang), row.status.action().label(lang));
            table.add_row([&row.value.to_string(), status, action, row.reason]);
        }
        let colon = wording.text(":", "\u{A0}:");
        writeln!(page, "{}{colon} {of}\n{table}\n", values.field)?;
    }
    Ok(page)
}
