//! Prints the status of every message reported on in a file of SMPP PDUs.
//!
//! ```sh
//! cargo run --example smpp_receipts -- --lang fr
//! ```

use std::{fs::File, path::PathBuf, process::ExitCode};

use anyhow::{Context, Result, anyhow, ensure};
use clap::Parser;
use common::{
    escaped::Escaped,
    pdus::{Content, Pdu, Pdus},
    program, table,
    wording::Wording,
};
use sms_status::{Language, Report};

/// Prints the status of every message reported on in a file of delivery receipts, and the advice on its number.
///
/// The exit status is 1 if a PDU cannot be read, or if there are no delivery receipts; what can be read is still printed.
#[derive(Parser)]
struct Arguments {
    /// A file of SMPP PDUs, one after another, as received over the connection.
    #[arg(default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/deliver_sm.pdus"))]
    pdus: PathBuf,
    /// The language of the table: `en` or `fr`.
    #[arg(long, default_value = "en")]
    lang: Language,
}

fn main() -> ExitCode {
    program::exit(run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let file = arguments.pdus.display();
    let mut pdus = File::open(&arguments.pdus).and_then(Pdus::read).with_context(|| file.to_string())?;
    let (mut receipts, mut messages, mut others, mut unreadable) = (Vec::new(), 0, 0, 0_u64);
    while let Some(Pdu { offset, content, .. }) = pdus.next_pdu() {
        match content {
            Ok(Content::Receipt(receipt)) => receipts.push(*receipt),
            Ok(Content::Message) => messages += 1,
            Ok(Content::Other) => others += 1,
            Err(reason) => {
                unreadable += 1;
                program::print_error(&anyhow!(reason).context(format!("{file}: PDU at byte {offset}")));
            }
        }
    }
    if receipts.is_empty() {
        ensure!(unreadable > 0, "{file}: no delivery receipt; PDUs of other kinds: {}", messages + others);
        return Ok(ExitCode::FAILURE);
    }
    print(&receipts, messages, others, Wording { language: arguments.lang })?;
    Ok(if unreadable > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn print(receipts: &[Report], messages: u64, others: u64, wording: Wording) -> Result<()> {
    let header = [
        "Message",
        wording.text("Recipient", "Destinataire"),
        "Date",
        wording.text("Status", "Statut"),
        wording.text("Address book", "Carnet d'adresses"),
    ];
    let mut table = table::wrapped(header, 120);
    for Report { message_id, recipient, reported_at, status, .. } in receipts {
        let [message, recipient] =
            [message_id, recipient].map(|text| Escaped(text.as_deref().unwrap_or_default()).to_string());
        let (label, advice) = (status.label(wording.language), status.action().label(wording.language));
        let date = reported_at.map(|time| wording.date_time(time.local)).unwrap_or_default();
        table.add_row([&message, &recipient, &date, label, advice]);
    }
    program::print(format_args!(
        "{table}\n{}{}\n{}{}\n",
        wording.text("Messages from phones: ", "Messages envoyés par des téléphones\u{A0}: "),
        wording.number(messages),
        wording.text("Other PDUs: ", "Autres PDU\u{A0}: "),
        wording.number(others),
    ))
}
