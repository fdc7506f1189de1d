//! Prints all statuses: what they mean, and what they advise for the number.
//!
//! ```sh
//! cargo run --example status_table -- --lang fr
//! ```

use std::io::{self, Write};

use clap::Parser;
use comfy_table::{ContentArrangement, Table, presets::UTF8_FULL_CONDENSED};
use sms_status::{Category, DeliveryStatus, Language};

/// Prints all delivery statuses by category, with their meaning and the advice on the number.
#[derive(Parser)]
struct Arguments {
    /// The language of the table: `en` or `fr`.
    #[arg(long, default_value = "en")]
    lang: Language,
}

fn main() -> io::Result<()> {
    let Arguments { lang } = Arguments::parse();
    let header = match lang {
        Language::French => ["Code", "Statut", "Signification", "Numéro"],
        _ => ["Code", "Status", "Meaning", "Number"],
    };
    for &category in Category::VARIANTS {
        let mut table = Table::new();
        table.load_preset(UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic).set_header(header);
        if !table.is_tty() {
            table.set_width(120);
        }
        for status in DeliveryStatus::VARIANTS.iter().filter(|status| status.category() == category) {
            let code = status.code().to_string();
            table.add_row([&code, status.label(lang), status.description(lang), status.action().label(lang)]);
        }
        writeln!(io::stdout(), "{}\n{table}\n", category.label(lang))?;
    }
    Ok(())
}
