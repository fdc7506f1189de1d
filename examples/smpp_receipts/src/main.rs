//! Prints the status of every message reported on in a file of SMPP PDUs.
//!
//! ```sh
//! cargo run --example smpp_receipts -- --lang fr
//! ```

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::{Context, Result, anyhow, ensure};
use clap::Parser;
use common::{escaped::Escaped, program, table, wording::Wording};
use sms_status::{
    DateTime, DeliveryStatus, Language,
    smpp::{Delivery, DeliveryKind, PduError, ReceiptError},
};

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
    let bytes = fs::read(&arguments.pdus).with_context(|| file.to_string())?;
    let (mut receipts, mut messages, mut others, mut unreadable) = (Vec::new(), 0, 0, 0_u64);
    let mut rest = &bytes[..];
    while !rest.is_empty() {
        let offset = bytes.len() - rest.len();
        let (content, after) = match next_pdu(rest) {
            Some((pdu, after)) => (content(pdu), after),
            None => (Err(anyhow!("cut short")), &[][..]),
        };
        match content {
            Ok(Content::Receipt(receipt)) => receipts.push(receipt),
            Ok(Content::Message) => messages += 1,
            Ok(Content::Other) => others += 1,
            Err(error) => {
                unreadable += 1;
                program::print_error(&error.context(format!("{file}: PDU at byte {offset}")));
            }
        }
        rest = after;
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
    for Report { message, recipient, date, status } in receipts {
        let (label, advice) = (status.label(wording.language), status.action().label(wording.language));
        let date = date.map(|date| wording.date_time(date)).unwrap_or_default();
        table.add_row([message, recipient, &date, label, advice]);
    }
    program::print(format_args!(
        "{table}\n{}{}\n{}{}\n",
        wording.text("Messages from phones: ", "Messages envoyés par des téléphones\u{A0}: "),
        wording.number(messages),
        wording.text("Other PDUs: ", "Autres PDU\u{A0}: "),
        wording.number(others),
    ))
}

/// Returns the first PDU of some bytes, and the bytes after it.
fn next_pdu(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    const HEADER: usize = 16;

    let length = u32::from_be_bytes(*bytes.first_chunk()?);
    bytes.split_at_checked(length.try_into().ok()?).filter(|(pdu, _)| pdu.len() >= HEADER)
}

/// What a PDU has.
enum Content {
    Receipt(Report),
    /// A message that a phone has sent.
    Message,
    /// Anything else, such as the upkeep of the connection.
    Other,
}

/// What a delivery receipt says.
struct Report {
    message: String,
    recipient: String,
    date: Option<DateTime>,
    status: DeliveryStatus,
}

fn content(pdu: &[u8]) -> Result<Content> {
    let delivery = match Delivery::from_pdu(pdu) {
        Ok(delivery) => delivery,
        Err(PduError::OtherCommand { .. }) => return Ok(Content::Other),
        Err(error) => return Err(error.into()),
    };
    let text = delivery.decode_text();
    let delivery = delivery.with_text(&text);
    match delivery.kind() {
        DeliveryKind::Message => return Ok(Content::Message),
        DeliveryKind::Neither => return Err(ReceiptError::MissingStat.into()),
        DeliveryKind::Receipt => {}
    }
    let id = delivery.message_id().context("neither the text nor a TLV has the id of the message")?;
    Ok(Content::Receipt(Report {
        message: Escaped(id).to_string(),
        recipient: Escaped(delivery.source.unwrap_or_default()).to_string(),
        date: delivery.done_at(),
        status: delivery.status(),
    }))
}
