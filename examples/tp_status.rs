//! Prints what the TP-Status bytes of GSM status reports mean, by ranges.
//!
//! ```sh
//! cargo run --example tp_status -- --lang fr
//! ```

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;
use common::{program, table, wording::Wording};
use sms_status::{DeliveryStatus, Language, gsm::TpStatus};

/// Prints the 256 values of TP-Status, with their meaning, their delivery status and the advice on the number.
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
        "TP-Status",
        wording.text("Meaning", "Signification"),
        wording.text("Group", "Groupe"),
        wording.text("Status", "Statut"),
        wording.text("Address book", "Carnet d'adresses"),
    ];
    let mut table = table::wrapped(header, 160);
    let values: Vec<_> = (0..=u8::MAX).map(TpStatus).collect();
    for range in values.chunk_by(|a, b| a.meaning(lang) == b.meaning(lang)) {
        let (first, last) = (range[0], range[range.len() - 1]);
        let values = if first == last { first.to_string() } else { format!("{first}–{last}") };
        let status = DeliveryStatus::from(first);
        let group = first.group().label(lang);
        table.add_row([&values, first.meaning(lang), group, status.label(lang), status.action().label(lang)]);
    }
    program::print(format_args!("{table}\n"))
}
