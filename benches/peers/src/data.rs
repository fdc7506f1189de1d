//! The data, the same on each run.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read, Write},
    path::Path,
};

use anyhow::{Context, Result};
use clap::ValueEnum;
use fastrand::Rng;
use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;
use sms_status::{DeliveryStatus, MessageId, Platform, smsmode::rest};

use crate::{record::record, reports::shuffled_reports};

pub type Report = (MessageId, DeliveryStatus);

/// Writes the body of a delivery report response.
pub fn write_body(recipients: usize, to: impl Write) -> io::Result<()> {
    let mut random = Rng::with_seed(11);
    let mut to = BufWriter::new(to);
    for n in 0..recipients {
        let (recipient, code) = record(&mut random);
        let separator = if n == 0 { "" } else { " | " };
        write!(to, "{separator}{recipient} {code}")?;
    }
    to.flush()
}

/// How events are written: one per line.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A header, then rows.
    Csv,
    /// JSON objects with the same fields.
    Ndjson,
    /// Callbacks of the REST API of smsmode.
    Rest,
    /// Delivery receipts of Vonage, as JSON.
    Vonage,
}

/// An event of a message: it was sent, delivered to the operator, or has come to its end.
struct Event {
    id: MessageId,
    recipient: u64,
    code: u16,
    campaign: u32,
}

/// Three events of each message, shuffled.
#[allow(clippy::expect_used, reason = "12 letters and digits are an id")]
fn events(messages: usize, campaigns: u32) -> Vec<Event> {
    let mut random = Rng::with_seed(21);
    let mut events = Vec::with_capacity(messages * 3);
    for campaign in (1..=campaigns).cycle().take(messages) {
        let id: String = (0..12).map(|_| random.alphanumeric()).collect();
        let id = MessageId::new(&id).expect("12 letters and digits");
        let (recipient, last) = record(&mut random);
        events.extend([0, 13, last].map(|code| Event { id, recipient, code, campaign }));
    }
    random.shuffle(&mut events);
    events
}

pub fn write_events(format: Format, messages: usize, campaigns: u32, to: impl Write) -> io::Result<()> {
    let mut to = BufWriter::new(to);
    if format == Format::Csv {
        writeln!(to, "message_id,recipient,code,campaign")?;
    }
    for (second, event) in (0..60).cycle().zip(events(messages, campaigns)) {
        event.write(format, second, &mut to)?;
    }
    to.flush()
}

impl Event {
    fn write(&self, format: Format, second: u8, to: &mut impl Write) -> io::Result<()> {
        let Self { id, recipient, code, campaign } = self;
        let [word, detail] = format.words(*code);
        match format {
            Format::Csv => writeln!(to, "{id},{recipient},{code},c{campaign}"),
            Format::Ndjson => {
                write!(to, r#"{{"message_id":"{id}","recipient":"{recipient}","#)?;
                writeln!(to, r#""code":{code},"campaign":"c{campaign}"}}"#)
            }
            Format::Rest => {
                let bytes: [u8; 12] = id.as_str().as_bytes().try_into().unwrap_or_default();
                let id = bytes.iter().fold(0_u128, |id, byte| id << 8 | u128::from(*byte));
                let id = format!("{:08x}-{:04x}-4000-8000-{:012x}", id >> 64, id >> 48 & 0xFFFF, id & 0xFFFF_FFFF_FFFF);
                let detail = if detail.is_empty() { String::new() } else { format!(r#","detail":"{detail}""#) };
                write!(
                    to,
                    r#"{{"messageId":"{id}","acceptedAt":"2025-04-01T16:00:00","sentDate":"2025-04-01T16:00:{second:02}","#
                )?;
                write!(
                    to,
                    r#""channel":{{"channelId":"ch-1","name":"marketing_channel","type":"SMS","flow":"MARKETING"}},"#
                )?;
                write!(to, r#""type":"SMS","direction":"MT","recipient":{{"to":"{recipient}"}},"from":"Sender","#)?;
                write!(to, r#""body":{{"text":"Hello"}},"price":{{"amount":0.05,"currency":"EUR"}},"#)?;
                write!(to, r#""status":{{"deliveryDate":"2025-04-01T16:01:{second:02}","value":"{word}"{detail},"#)?;
                write!(to, r#""lookup":{{"mccMnc":"20820","country":"France","network":"BOUYGUES"}}}},"#)?;
                writeln!(to, r#""refClient":"c{campaign}"}}"#)
            }
            Format::Vonage => {
                write!(to, r#"{{"msisdn":"{recipient}","to":"Sender","network-code":"20801","messageId":"{id}","#)?;
                write!(to, r#""price":"0.03330000","status":"{word}","scts":"2601010900","err-code":"{detail}","#)?;
                write!(to, r#""api-key":"abcd1234","client-ref":"c{campaign}","#)?;
                writeln!(to, r#""message-timestamp":"2026-01-01 09:00:{second:02}"}}"#)
            }
        }
    }
}

impl Format {
    /// The word and the detail that report what a code does, if they are written so.
    const fn words(self, code: u16) -> [&'static str; 2] {
        match (self, code) {
            (Self::Csv | Self::Ndjson, _) => ["", ""],
            (Self::Rest, 0) => ["SCHEDULED", ""],
            (Self::Rest, 13) => ["ENROUTE", ""],
            (Self::Rest, 11) => ["DELIVERED", ""],
            (Self::Rest, 3502) => ["UNDELIVERED", ""],
            (Self::Rest, 3522) => ["UNDELIVERABLE", "INVALID_PHONE_NUMBER"],
            (Self::Rest, _) => ["UNDELIVERED", "SPAM"],
            (Self::Vonage, 0) => ["accepted", "0"],
            (Self::Vonage, 13) => ["buffered", "0"],
            (Self::Vonage, 11) => ["delivered", "0"],
            (Self::Vonage, 3502) => ["failed", "2"],
            (Self::Vonage, 3522) => ["failed", "3"],
            (Self::Vonage, _) => ["rejected", "14"],
        }
    }

    /// Returns the code of the status of all words that are written.
    pub fn statuses(self) -> Vec<(&'static str, &'static str, u16)> {
        let status = |[word, detail]: [&'static str; 2]| {
            let some = Some(detail).filter(|detail| !detail.is_empty());
            let status = match self {
                Self::Csv | Self::Ndjson => return None,
                Self::Rest => rest::status(word, some),
                Self::Vonage => Platform::Vonage.status(word, some),
            };
            Some((word, detail, status.code()))
        };
        [0, 13, 11, 3502, 3522, 35].into_iter().filter_map(|code| status(self.words(code))).collect()
    }
}

/// The reports of messages, with their ids as the campaign takes them.
#[allow(clippy::expect_used, reason = "12 letters and digits are an id")]
pub fn reports(messages: usize) -> Vec<Report> {
    shuffled_reports(messages, |id| MessageId::new(&id).expect("12 letters and digits"))
}

pub fn write_reports(messages: usize, to: impl Write) -> io::Result<()> {
    let mut to = BufWriter::new(to);
    writeln!(to, "id,code")?;
    for (id, status) in reports(messages) {
        writeln!(to, "{id},{}", status.code())?;
    }
    to.flush()
}

pub fn read_reports(file: &Path) -> Result<Vec<Report>> {
    let mut reader = csv::Reader::from_path(file)?;
    let mut row = csv::StringRecord::new();
    let mut reports = Vec::new();
    while reader.read_record(&mut row)? {
        let status = DeliveryStatus::from_code(row[1].parse()?).with_context(|| format!("{} is no status", &row[1]))?;
        reports.push((MessageId::new(&row[0])?, status));
    }
    Ok(reports)
}

/// Decompresses a file with the decoders of the example programs, and returns how many bytes it holds.
pub fn unpack(file: &Path) -> Result<u64> {
    let input = BufReader::with_capacity(64 * 1024, File::open(file)?);
    let mut content: Box<dyn Read> = match file.extension() {
        Some(extension) if extension == "gz" => Box::new(MultiGzDecoder::new(input)),
        _ => Box::new(StreamingDecoder::new(input)?),
    };
    let mut buffer = vec![0; 64 * 1024];
    let mut length = 0;
    loop {
        match content.read(&mut buffer)? {
            0 => return Ok(length),
            read => length += read as u64,
        }
    }
}
