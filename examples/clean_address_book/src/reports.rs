use std::{fmt, io::Read, path::Path};

use anyhow::Result;
use common::{
    body,
    escaped::excerpt,
    event_object::Object,
    event_row::{Header, PlatformRows, RowReader},
    format::Format,
    json_line,
    lines::{Line, Lines},
    pdus::{Content, Pdu, Pdus},
    reason::Reason,
    source::{Explained, Source},
    text::Text,
};
use sms_status::{
    DeliveryStatus, Report,
    smsmode::{self, RecordErrorKind},
};

/// How the files of delivery reports are read.
#[derive(Clone, Debug, Default)]
pub struct Reports {
    /// The platform whose callbacks all files hold, one per line.
    pub from: Option<Source>,
    /// The format of all files, whatever their names.
    pub format: Option<Format>,
}

/// What is read of a file, one after the other.
pub enum Reading<'a> {
    /// A record of a body.
    Record {
        recipient: &'a str,
        status: DeliveryStatus,
        place: Place,
    },
    Report(Box<Report>, Place),
    /// What is no delivery report, such as an incoming message.
    Other,
    Unreadable(Unreadable),
}

/// Where something is in a file, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Record(u64),
    Line(u64),
    /// A PDU, by the offset of its first byte.
    Pdu(u64),
}

/// What cannot be read, and why.
#[derive(Clone, Debug)]
pub struct Unreadable {
    pub place: Place,
    pub reason: Reason,
    /// The start of it.
    pub text: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, reason, text } = self;
        match place {
            Place::Record(place) => write!(f, "in record {place}, {reason}: {text}"),
            Place::Line(place) => write!(f, "on line {place}, {reason}: {text}"),
            Place::Pdu(place) => write!(f, "in the PDU at byte {place}, {reason}: {text}"),
        }
    }
}

impl Place {
    fn unreadable(self, reason: impl Into<Reason>, text: &str) -> Unreadable {
        Unreadable { place: self, reason: reason.into(), text: excerpt(text) }
    }

    /// Returns what is to be listed of a report without a number.
    pub fn no_recipient(self, recipient: &str, message_id: Option<&str>) -> Unreadable {
        let text = if recipient.is_empty() { message_id.unwrap_or_default() } else { recipient };
        self.unreadable(RecordErrorKind::InvalidRecipient, text)
    }
}

impl Reports {
    /// Reads a file to its end. Returns `true` if a byte of it is not UTF-8.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read or is not in the expected form.
    pub fn read(&self, input: impl Read, path: &Path, take: impl FnMut(Reading)) -> Result<bool> {
        match (&self.from, self.format.unwrap_or_else(|| Format::of(path))) {
            (Some(source), _) => {
                let input = match Pdus::of_source(input, source)? {
                    Ok(pdus) => {
                        read_pdus(pdus, take);
                        return Ok(false);
                    }
                    Err(input) => input,
                };
                let may_be_table = Format::of(path) == Format::Csv;
                read_callbacks(Lines::new(input)?, source, may_be_table, take)
            }
            (None, Format::Body) => read_body(Text::new(input)?, take),
            (None, Format::Csv) => read_rows(Lines::new(input)?, take),
            (None, Format::Ndjson) => read_objects(Lines::new(input)?, take),
        }
    }
}

fn read_pdus(mut pdus: Pdus, mut take: impl FnMut(Reading)) {
    while let Some(Pdu { offset, bytes, content }) = pdus.next_pdu() {
        let place = Place::Pdu(offset as u64);
        take(match content {
            Ok(Content::Receipt(report)) => Reading::Report(report, place),
            Ok(Content::Message) => Reading::Other,
            Ok(Content::Other) => continue,
            Err(reason) => Reading::Unreadable(place.unreadable(reason, &bytes.escape_ascii().to_string())),
        });
    }
}

fn read_body(mut text: Text<impl Read>, mut take: impl FnMut(Reading)) -> Result<bool> {
    let mut place = 0;
    body::read(&mut text, |part, _| {
        for record in smsmode::delivery_reports(part)? {
            place += 1;
            take(match record {
                Ok(record) => Reading::Record {
                    recipient: record.recipient,
                    status: record.status(),
                    place: Place::Record(place),
                },
                Err(error) => Reading::Unreadable(Place::Record(place).unreadable(error.kind, &part[error.range()])),
            });
        }
        Ok(())
    })?;
    Ok(text.has_8_bit())
}

fn read_rows(mut lines: Lines<impl Read>, take: impl FnMut(Reading)) -> Result<bool> {
    let next_line = || Ok(lines.next()?.map(|line| line.text.into_owned()));
    let Some(header) = Header::take(next_line)? else { return Ok(lines.has_8_bit()) };
    let mut reader = RowReader::new(header.delimiter);
    each_line(lines, take, |line, take| {
        let row = reader.read(line).and_then(|row| header.columns.fields(&row)?.report());
        take(row.map(Some));
    })
}

fn read_objects(lines: Lines<impl Read>, take: impl FnMut(Reading)) -> Result<bool> {
    each_line(lines, take, |line, take| {
        take(Object::read(json_line::value(line).unwrap_or(line)).and_then(|object| match object {
            Object::Event(fields) => fields.texts()?.report().map(Some),
            Object::Callback(report) | Object::Report(report) => Ok(Some(report)),
            Object::NoReport => Ok(None),
        }));
    })
}

fn read_callbacks(
    lines: Lines<impl Read>,
    source: &Source,
    may_be_table: bool,
    take: impl FnMut(Reading),
) -> Result<bool> {
    let mut explained = Explained::new(source);
    // The lines of a header come one by one.
    let mut header = Some(String::new()).filter(|_| may_be_table);
    let mut rows = None;
    each_line(lines, take, |line, take| {
        if header.as_ref().is_some_and(String::is_empty) && !PlatformRows::is_header(line) {
            header = None;
        }
        if let Some(text) = &mut header {
            text.push_str(line);
            text.push('\n');
            let mut read = text.lines().map(str::to_owned);
            match PlatformRows::take(|| Ok(read.next())) {
                Ok(None) => return,
                Ok(found) => rows = found,
                Err(_) => take(Err(Reason::OpenQuote)),
            }
            header = None;
            return;
        }
        let object = match rows.as_mut().map(|rows: &mut PlatformRows| rows.object(line)).transpose() {
            Ok(object) => object,
            Err(reason) => return take(Err(reason)),
        };
        let line = object.as_deref().unwrap_or(line);
        if line.starts_with('#') {
            return;
        }
        match source.read(line) {
            Ok(reports) => {
                (0..reports.others()).for_each(|_| take(Ok(None)));
                for report in reports {
                    take(report.map(Some).map_err(|error| explained.reason(line, error.into())));
                }
            }
            Err(error) => take(Err(explained.reason(line, error.into()))),
        }
    })
}

/// Takes what a line holds: a report, something else, or why it cannot be read.
type Found<'a> = &'a mut dyn FnMut(Result<Option<Report>, Reason>);

/// Reads each line that is not blank. Returns `true` if a byte is not UTF-8.
fn each_line(
    mut lines: Lines<impl Read>,
    mut take: impl FnMut(Reading),
    mut read: impl FnMut(&str, Found<'_>),
) -> Result<bool> {
    let mut long_line = 0;
    while let Some(Line { number, text, is_whole, .. }) = lines.next()? {
        let place = Place::Line(number);
        if !is_whole {
            if long_line != number {
                take(Reading::Unreadable(place.unreadable(Reason::TooLong, &text)));
            }
            long_line = number;
        } else if json_line::value(&text).is_some() {
            read(&text, &mut |found| {
                take(match found {
                    Ok(Some(report)) => Reading::Report(Box::new(report), place),
                    Ok(None) => Reading::Other,
                    Err(reason) => Reading::Unreadable(place.unreadable(reason, &text)),
                });
            });
        }
    }
    Ok(lines.has_8_bit())
}
