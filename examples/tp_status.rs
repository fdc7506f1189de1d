//! Prints what the TP-Status bytes of GSM status reports mean, by ranges.
//!
//! ```sh
//! cargo run --example tp_status -- --lang fr
//! ```

use std::io::{self, Write};

use clap::Parser;
use comfy_table::{ContentArrangement, Table, presets::UTF8_FULL_CONDENSED};
use sms_status::{DeliveryStatus, Language, gsm::TpStatus};

/// Prints the 256 values of TP-Status, with their meaning, their delivery status and the advice on the number.
#[derive(Parser)]
struct Arguments {
    /// The language of the table: `en` or `fr`.
    #[arg(long, default_value = "en")]
    lang: Language,
}

fn main() -> io::Result<()> {
    let Arguments { lang } = Arguments::parse();
    let header = match lang {
        Language::French => ["TP-Status", "Signification", "Groupe", "Statut", "Numéro"],
        _ => ["TP-Status", "Meaning", "Group", "Status", "Number"],
    };
    let mut table = Table::new();
    table.load_preset(UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic).set_header(header);
    if !table.is_tty() {
        table.set_width(160);
    }
    let values: Vec<_> = (0..=u8::MAX).map(TpStatus).collect();
    for range in values.chunk_by(|a, b| a.meaning(lang) == b.meaning(lang)) {
        let (first, last) = (range[0], range[range.len() - 1]);
        let values = if first == last { first.to_string() } else { format!("{first}–{last}") };
        let status = DeliveryStatus::from(first);
        let group = first.group().label(lang);
        table.add_row([&values, first.meaning(lang), group, status.label(lang), status.action().label(lang)]);
    }
    writeln!(io::stdout(), "{table}")
}
