//! Prints all statuses: what they mean, and what they advise for the number.
//!
//! ```sh
//! cargo run --example status_table -- --lang fr
//! ```

use std::{fmt::Write, process::ExitCode};

use anyhow::Result;
use clap::Parser;
use common::{program, table, wording::Wording};
use sms_status::{Category, DeliveryStatus, Language};

/// Prints all delivery statuses by category, with their meaning and the advice on the number.
#[derive(Parser)]
struct Arguments {
    /// The language of the table: `en` or `fr`.
    #[arg(long, default_value = "en")]
    lang: Language,
}

fn main() -> ExitCode {
    program::exit(run(&program::arguments()))
}

fn run(&Arguments { lang }: &Arguments) -> Result<()> {
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
    program::print(page)
}
