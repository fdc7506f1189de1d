//! Prints the status of every message reported on in a file of SMPP PDUs.
//!
//! ```sh
//! cargo run --example smpp_receipts -- --lang fr
//! ```

mod pdu;

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::{Context, Result, anyhow, ensure};
use clap::Parser;
use common::{escaped::Escaped, program, table, wording::Wording};
use sms_status::{
    DateTime, DeliveryStatus, Language,
    smpp::{self, Receipt},
};

use crate::pdu::{Delivery, Pdu};

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
        ensure!(unreadable > 0, "{file}: no delivery receipts among {} PDUs", messages + others);
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

/// Returns the first PDU of some bytes without its length, and the bytes after it.
fn next_pdu(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = u32::from_be_bytes(*bytes.first_chunk()?);
    let (pdu, rest) = bytes.split_at_checked(length.try_into().ok()?)?;
    Some((pdu.get(4..)?, rest))
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
    match Pdu::read(pdu).context("a field is cut short")? {
        Pdu::Delivery(delivery) => report(&delivery),
        Pdu::Other => Ok(Content::Other),
    }
}

fn report(delivery: &Delivery) -> Result<Content> {
    // Some message centres do not mark a receipt in `esm_class`.
    if !delivery.is_marked && delivery.receipted_message_id.is_none() && delivery.message_state.is_none() {
        return Ok(Content::Message);
    }
    let text = smpp::decode_text(delivery.text);
    let receipt = Receipt::parse(&text);
    let status = match (&receipt, delivery.message_state) {
        (Ok(receipt), state) => receipt.status_with(state),
        (Err(_), Some(state)) => state.into(),
        (Err(error), None) => return Err((*error).into()),
    };
    let receipt = receipt.ok();
    let id = delivery.receipted_message_id.map(smpp::decode_text);
    let id = id
        .as_deref()
        .or(receipt.and_then(|receipt| receipt.id))
        .context("neither the text nor a TLV has the id of the message")?;
    Ok(Content::Receipt(Report {
        message: Escaped(id).to_string(),
        recipient: Escaped(smpp::decode_text(delivery.source)).to_string(),
        date: receipt.and_then(|receipt| receipt.done_at()),
        status: delivery.network_error.map_or(status, |error| status.refined_by(error.status())),
    }))
}
