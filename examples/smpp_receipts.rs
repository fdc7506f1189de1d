//! Prints the status of every message reported on in a file of SMPP PDUs.
//!
//! ```sh
//! cargo run --example smpp_receipts -- --lang fr
//! ```

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::{Context, Result, anyhow, ensure};
use clap::Parser;
use common::{escaped::Escaped, program, table, wording::Wording};
use rusmpp_core::{
    command::borrowed::Command,
    decode::borrowed::DecodeWithLength,
    pdus::borrowed::Pdu,
    tlvs::borrowed::{Tlv, TlvValue},
    values::{EsmClass, MessageType},
};
use sms_status::{
    DateTime, DeliveryStatus, Language,
    smpp::{self, MessageState, NetworkErrorCode, Receipt},
};

/// Prints the status of every message reported on in a file of delivery receipts, and the advice on its number.
///
/// The exit status is 1 if a PDU cannot be read, or if there are no delivery receipts; what can be read is still printed.
#[derive(Parser)]
struct Arguments {
    /// A file of SMPP PDUs, one after another, as received over the connection.
    #[arg(default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/data/deliver_sm.pdus"))]
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
    let (command, _) = Command::<16>::decode(pdu, pdu.len()).map_err(|error| anyhow!("{error:?}"))?;
    let (recipient, esm_class, short_message, tlvs) = match command.pdu() {
        Some(Pdu::DeliverSm(pdu)) => (&pdu.source_addr, pdu.esm_class, pdu.short_message().as_ref(), pdu.tlvs()),
        Some(Pdu::DataSm(pdu)) => (&pdu.source_addr, pdu.esm_class, &[][..], pdu.tlvs()),
        _ => return Ok(Content::Other),
    };
    report(recipient.as_str(), esm_class, short_message, tlvs)
}

fn report(recipient: &str, esm_class: EsmClass, short_message: &[u8], tlvs: &[Tlv<'_>]) -> Result<Content> {
    let (mut text, mut id, mut state, mut network_error) = (short_message, None, None, None);
    for tlv in tlvs {
        match tlv.value() {
            Some(TlvValue::MessagePayload(payload)) => text = payload.value.as_ref(),
            Some(TlvValue::ReceiptedMessageId(value)) => id = Some(value.as_str()),
            Some(TlvValue::MessageState(value)) => state = Some(MessageState::from(u8::from(*value))),
            Some(TlvValue::NetworkErrorCode(value)) => {
                let network = u8::from(value.network_type).into();
                network_error = Some(NetworkErrorCode { network, code: value.error_code });
            }
            _ => {}
        }
    }
    // Some message centres do not mark a receipt in `esm_class`.
    if esm_class.message_type == MessageType::Default && id.is_none() && state.is_none() {
        return Ok(Content::Message);
    }
    let text = smpp::decode_text(text);
    let receipt = Receipt::parse(&text);
    let status = match (&receipt, state) {
        (Ok(receipt), state) => receipt.status_with(state),
        (Err(_), Some(state)) => state.into(),
        (Err(error), None) => return Err((*error).into()),
    };
    let receipt = receipt.ok();
    let id = id
        .or(receipt.and_then(|receipt| receipt.id))
        .context("neither the text nor a TLV has the id of the message")?;
    Ok(Content::Receipt(Report {
        message: Escaped(id).to_string(),
        recipient: Escaped(recipient).to_string(),
        date: receipt.and_then(|receipt| receipt.done_at()),
        status: network_error.map_or(status, |error| error.refine(status)),
    }))
}
