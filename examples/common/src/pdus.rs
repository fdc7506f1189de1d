use std::io::{self, Cursor, Read};

use sms_status::{
    IdNames, Platform, Report, ReportTime,
    smpp::{self, Delivery, DeliveryKind, PduError, ReceiptError},
};

use super::{reason::Reason, source::Source};

/// SMPP PDUs, one after another, as they come over a connection.
#[derive(Debug)]
pub struct Pdus {
    bytes: Vec<u8>,
    offset: usize,
}

/// A PDU of a file.
#[derive(Debug)]
pub struct Pdu<'a> {
    /// Where it begins in the file, in bytes.
    pub offset: usize,
    pub bytes: &'a [u8],
    pub content: Result<Content, Reason>,
}

/// What a PDU has.
#[derive(Debug)]
pub enum Content {
    Receipt(Box<Report>),
    /// A message that a phone has sent.
    Message,
    /// Anything else, such as the upkeep of the connection.
    Other,
}

impl Pdus {
    /// Reads a file to its end if it is one of PDUs, which only the platform [`Smpp`](Platform::Smpp) has. Returns any other file from its
    /// beginning.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read.
    pub fn of_source<R: Read>(mut input: R, source: &Source) -> io::Result<Result<Self, impl Read>> {
        /// The length of a PDU comes first.
        const LENGTH: u64 = 4;

        let mut bytes = Vec::new();
        if matches!(source, Source::Platform(Platform::Smpp)) {
            input.by_ref().take(LENGTH).read_to_end(&mut bytes)?;
        }
        // Less than 64 KiB. No text begins so: in UTF-16 it would be a NUL.
        if matches!(bytes[..], [0, 0, high, low] if (high, low) != (0, 0)) {
            input.read_to_end(&mut bytes)?;
            return Ok(Ok(Self { bytes, offset: 0 }));
        }
        Ok(Err(Cursor::new(bytes).chain(input)))
    }

    /// Reads a file to its end.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read.
    pub fn read(mut input: impl Read) -> io::Result<Self> {
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes)?;
        Ok(Self { bytes, offset: 0 })
    }

    /// Returns the next PDU. One that is cut short is the last, as nothing tells where another begins.
    pub fn next_pdu(&mut self) -> Option<Pdu<'_>> {
        let offset = self.offset;
        let rest = self.bytes.get(offset..).filter(|rest| !rest.is_empty())?;
        let (bytes, content) = match first_of(rest) {
            Some(pdu) => (pdu, content(pdu)),
            None => (rest, Err(Reason::CutPdu)),
        };
        self.offset += bytes.len();
        Some(Pdu { offset, bytes, content })
    }
}

/// Returns the first PDU of some bytes.
fn first_of(bytes: &[u8]) -> Option<&[u8]> {
    const HEADER: usize = 16;

    let length = u32::from_be_bytes(*bytes.first_chunk()?);
    bytes.get(..length.try_into().ok()?).filter(|pdu| pdu.len() >= HEADER)
}

fn content(pdu: &[u8]) -> Result<Content, Reason> {
    let delivery = match Delivery::from_pdu(pdu) {
        Ok(delivery) => delivery,
        Err(PduError::OtherCommand { .. }) => return Ok(Content::Other),
        Err(error) => return Err(error.into()),
    };
    let text = delivery.decode_text();
    let delivery = delivery.with_text(&text);
    match delivery.kind() {
        DeliveryKind::Message => Ok(Content::Message),
        DeliveryKind::Neither => Err(ReceiptError::MissingStat.into()),
        DeliveryKind::Receipt => Ok(Content::Receipt(Box::new(report(&delivery)?))),
    }
}

fn report(delivery: &Delivery<'_>) -> Result<Report, Reason> {
    let stat = delivery.receipt.map(|receipt| receipt.stat);
    let mut report = Report::new(stat.unwrap_or_default(), delivery.status());
    report.platform = Some(Platform::Smpp);
    report.known = stat.is_none_or(|stat| smpp::find(stat).is_some());
    report.message_id = Some(delivery.message_id().ok_or(Reason::MissingMessageId)?.to_owned());
    report.recipient = delivery.source.map(str::to_owned);
    if report.recipient.is_some() {
        // A message centre that restarts may give the id of one message to another.
        report.id_names = IdNames::Sending;
    }
    report.sender = delivery.destination.map(str::to_owned);
    report.reference = delivery.reference.map(|reference| reference.to_string());
    report.reported_at = delivery.done_at().map(|date| ReportTime::new(date, None));
    Ok(report)
}
