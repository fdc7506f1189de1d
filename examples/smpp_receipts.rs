//! Prints what became of the messages that a file of SMPP `deliver_sm` PDUs reports on.
//!
//! ```sh
//! cargo run --example smpp_receipts -- --lang fr
//! ```

use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, Result, anyhow, ensure};
use clap::Parser;
use comfy_table::{ContentArrangement, Table, presets::UTF8_FULL_CONDENSED};
use rusmpp_core::{
    command::borrowed::Command, decode::borrowed::DecodeWithLength, pdus::borrowed::Pdu, tlvs::borrowed::TlvValue,
    values::MessageType,
};
use sms_status::{
    DeliveryStatus, Language,
    smpp::{MessageState, Receipt},
};

/// Prints the status of each message that the delivery receipts of a file report on, and the advice on its number.
#[derive(Parser)]
struct Arguments {
    /// A file of SMPP PDUs, one after the other, as they come over the connection.
    #[arg(default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/deliver_sm.pdus"))]
    pdus: PathBuf,
    /// The language of the table: `en` or `fr`.
    #[arg(long, default_value = "en")]
    lang: Language,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let (path, lang) = (&arguments.pdus, arguments.lang);
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    let header = match lang {
        Language::French => ["Message", "Destinataire", "Date", "Statut", "Numéro"],
        _ => ["Message", "Recipient", "Date", "Status", "Number"],
    };
    let mut table = Table::new();
    table.load_preset(UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic).set_header(header);
    if !table.is_tty() {
        table.set_width(120);
    }
    let mut rest = &bytes[..];
    while let Some((pdu, after)) = next_pdu(rest) {
        let offset = bytes.len() - rest.len();
        rest = after;
        match report(pdu) {
            Ok(Some(report)) => {
                let (label, advice) = (report.status.label(lang), report.status.action().label(lang));
                table.add_row([&report.message, &report.recipient, &report.date, label, advice]);
            }
            Ok(None) => {}
            Err(error) => eprintln!("error: {}: PDU at byte {offset}: {error}", path.display()),
        }
    }
    writeln!(io::stdout(), "{table}")?;
    ensure!(rest.is_empty(), "{}: PDU at byte {}: cut", path.display(), bytes.len() - rest.len());
    Ok(())
}

/// The first PDU of some bytes without its length, and the bytes after it.
fn next_pdu(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = u32::from_be_bytes(*bytes.first_chunk()?);
    let (pdu, rest) = bytes.split_at_checked(length.try_into().ok()?)?;
    Some((pdu.get(4..)?, rest))
}

/// What a delivery receipt says.
struct Report {
    message: String,
    recipient: String,
    date: String,
    status: DeliveryStatus,
}

/// What a PDU says of a message, `None` where it is no delivery receipt but a message of a phone, or another PDU.
fn report(pdu: &[u8]) -> Result<Option<Report>> {
    let (command, _) = Command::<16>::decode(pdu, pdu.len()).map_err(|error| anyhow!("{error:?}"))?;
    let Some(Pdu::DeliverSm(deliver_sm)) = command.pdu() else { return Ok(None) };
    if deliver_sm.esm_class.message_type == MessageType::Default {
        return Ok(None);
    }
    let (mut text, mut state, mut id) = (deliver_sm.short_message().as_ref(), None, None);
    for tlv in deliver_sm.tlvs() {
        match tlv.value() {
            Some(TlvValue::MessageState(value)) => state = Some(MessageState::from(u8::from(*value))),
            Some(TlvValue::ReceiptedMessageId(value)) => id = Some(value.as_str()),
            Some(TlvValue::MessagePayload(payload)) => text = payload.value.as_ref(),
            _ => {}
        }
    }
    let (message, date, status) = match (Receipt::from_bytes(text), state, id) {
        (Ok(receipt), ..) => {
            let id = id.or(receipt.id).context("neither the text nor a TLV has the id of the message")?;
            (id, receipt.done_at(), receipt.status_with(state))
        }
        (Err(_), Some(state), Some(id)) => (id, None, state.into()),
        (Err(error), ..) => return Err(error.into()),
    };
    Ok(Some(Report {
        message: message.to_owned(),
        recipient: deliver_sm.source_addr.as_str().to_owned(),
        date: date.map(|date| date.to_string()).unwrap_or_default(),
        status,
    }))
}
