use std::{
    io::BufRead,
    str::{self, Utf8Error},
};

use anyhow::{Context, Result};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder, Terminator};

use crate::{
    event::{self, Event},
    lines::Lines,
    reading::Reading,
    unreadable::{Place, Reason},
};

/// Reads a CSV file of report events.
///
/// A row is a line, so that a quotation mark out of place spoils one row and not the rest of the file.
pub fn read(input: impl BufRead, file: &str, reading: &mut Reading) -> Result<()> {
    let mut lines = Lines::new(input);
    let Some(header) = lines.next()? else { return Ok(()) };
    let mut row = Row::new(header.bytes);
    row.read(header.bytes).map_err(anyhow::Error::from).context("line 1")?;
    let columns = Columns::of(&row)?;
    while let Some(line) = lines.next()? {
        let event =
            if line.cut { Err(Reason::TooLong) } else { row.read(line.bytes).and_then(|()| columns.event(&row)) };
        match event {
            Ok(event) => reading.record(event),
            Err(reason) => reading.unreadable.add(file, Place::Line(line.number), reason, line.bytes),
        }
    }
    Ok(())
}

/// Where the fields of an event are.
struct Columns {
    message_id: usize,
    recipient: usize,
    code: usize,
    campaign: Option<usize>,
    /// How many columns there are.
    len: usize,
}

impl Columns {
    fn of(header: &Row) -> Result<Self> {
        let position =
            |name: &str| (0..header.len()).find(|&column| header.field(column).eq_ignore_ascii_case(name.as_bytes()));
        let required = |name: &str| position(name).with_context(|| format!("the header has no column `{name}`"));
        Ok(Self {
            message_id: required("message_id")?,
            recipient: required("recipient")?,
            code: required("code")?,
            campaign: position("campaign"),
            len: header.len(),
        })
    }

    fn event<'a>(&self, row: &'a Row) -> Result<Event<'a>, Reason> {
        if row.len() > self.len {
            return Err(Reason::TooManyFields);
        }
        let campaign = self.campaign.map(|column| String::from_utf8_lossy(row.field(column)));
        let code = event::code(row.text(self.code)?);
        Event::new(row.text(self.message_id)?, row.text(self.recipient)?, code, campaign)
    }
}

/// A row of the file.
struct Row {
    reader: Reader,
    bytes: Vec<u8>,
    /// Where each field ends in `bytes`.
    ends: Vec<usize>,
    len: usize,
}

impl Row {
    /// A row of a file with this header, of which it has the delimiter: a comma, or the semicolon of French spreadsheets.
    fn new(header: &[u8]) -> Self {
        let delimiter = if header.contains(&b';') && !header.contains(&b',') { b';' } else { b',' };
        let reader = ReaderBuilder::new().delimiter(delimiter).terminator(Terminator::Any(b'\n')).build();
        Self { reader, bytes: Vec::new(), ends: Vec::new(), len: 0 }
    }

    fn read(&mut self, line: &[u8]) -> Result<(), Reason> {
        // A row has no more bytes than its line, and one field more than it has delimiters.
        if self.bytes.len() < line.len() {
            self.bytes.resize(line.len(), 0);
            self.ends.resize(line.len() + 1, 0);
        }
        self.reader.reset();
        let (result, _, _, len) = self.reader.read_record(line, &mut self.bytes, &mut self.ends);
        self.len = len;
        if result == ReadRecordResult::Record { Ok(()) } else { Err(Reason::OpenQuote) }
    }

    const fn len(&self) -> usize {
        self.len
    }

    /// A field without the space around it; nothing where the row ends before it.
    fn field(&self, column: usize) -> &[u8] {
        if column >= self.len {
            return &[];
        }
        let start = if column == 0 { 0 } else { self.ends[column - 1] };
        self.bytes[start..self.ends[column]].trim_ascii()
    }

    fn text(&self, column: usize) -> Result<&str, Reason> {
        str::from_utf8(self.field(column)).map_err(|_: Utf8Error| Reason::NotUtf8)
    }
}
