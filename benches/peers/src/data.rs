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
use sms_status::{DeliveryStatus, MessageId};

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
}

/// An event of a message: it was sent, delivered to the operator, or has come to its end.
pub struct Event {
    pub id: MessageId,
    pub recipient: u64,
    pub code: u16,
    pub campaign: u32,
}

/// Three events of each message, shuffled. Each message has another recipient.
#[allow(clippy::expect_used, reason = "12 letters and digits are an id")]
pub fn events(messages: usize, campaigns: u32) -> Vec<Event> {
    let mut random = Rng::with_seed(21);
    let mut events = Vec::with_capacity(messages * 3);
    for (n, campaign) in (0..).zip((1..=campaigns).cycle()).take(messages) {
        let id: String = (0..12).map(|_| random.alphanumeric()).collect();
        let id = MessageId::new(&id).expect("12 letters and digits");
        let (_, last) = record(&mut random);
        let recipient = 33_600_000_000 + n * 61_803_399 % 200_000_000;
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
    for event in events(messages, campaigns) {
        event.write(format, &mut to)?;
    }
    to.flush()
}

impl Event {
    fn write(&self, format: Format, to: &mut impl Write) -> io::Result<()> {
        let Self { id, recipient, code, campaign } = self;
        match format {
            Format::Csv => writeln!(to, "{id},{recipient},{code},c{campaign}"),
            Format::Ndjson => {
                write!(to, r#"{{"message_id":"{id}","recipient":"{recipient}","#)?;
                writeln!(to, r#""code":{code},"campaign":"c{campaign}"}}"#)
            }
        }
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
