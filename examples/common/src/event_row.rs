use std::{io, str};

use anyhow::{Context, Result, anyhow};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder, Terminator};

use super::{event_fields::EventFields, header, reason::Reason};

/// What the header says of the rows of report events.
pub struct Header {
    pub delimiter: u8,
    pub columns: Columns,
}

impl Header {
    /// Takes the header from the lines of a file, which has none if it is blank.
    ///
    /// # Errors
    ///
    /// Returns an error if a line cannot be read, or if the header lacks a column.
    pub fn take(mut next_line: impl FnMut() -> io::Result<Option<String>>) -> Result<Option<Self>> {
        let mut delimiter = None;
        while let Some(line) = next_line()? {
            let text = line.trim_end_matches(['\r', '\n']);
            if text.trim().is_empty() {
                continue;
            }
            if delimiter.is_none() {
                delimiter = header::separator_line(text);
                if delimiter.is_some() {
                    continue;
                }
            }
            let delimiter = delimiter.unwrap_or_else(|| header::delimiter(text));
            let mut reader = RowReader::new(delimiter);
            let row = reader.read(text).map_err(|reason| anyhow!(reason)).context("the header")?;
            return Ok(Some(Self { delimiter, columns: Columns::of(&row)? }));
        }
        Ok(None)
    }
}

/// Where the fields of an event are.
#[derive(Clone, Copy)]
pub struct Columns {
    message_id: usize,
    recipient: usize,
    code: usize,
    campaign: Option<usize>,
    /// How many columns there are.
    len: usize,
}

impl Columns {
    fn of(header: &Row) -> Result<Self> {
        let names: Vec<_> = (0..header.len()).map(|column| header.field(column)).collect();
        let campaign = names.iter().any(|name| name.eq_ignore_ascii_case("campaign"));
        Ok(Self {
            message_id: header::find(&names, "message_id")?,
            recipient: header::find(&names, "recipient")?,
            code: header::find(&names, "code")?,
            campaign: campaign.then(|| header::find(&names, "campaign")).transpose()?,
            len: names.len(),
        })
    }

    /// Returns the texts of the event of a row.
    ///
    /// # Errors
    ///
    /// Returns an error if the row is longer than the header.
    #[inline]
    pub fn fields<'a>(&self, row: &Row<'a>) -> Result<EventFields<'a>, Reason> {
        if row.len() > self.len {
            return Err(Reason::TooManyFields);
        }
        Ok(EventFields {
            message_id: row.field(self.message_id),
            recipient: row.field(self.recipient),
            code: row.field(self.code),
            campaign: self.campaign.map_or("", |column| row.field(column)),
        })
    }
}

/// A row of a file.
pub struct Row<'a> {
    text: &'a str,
    /// Where the first field starts in the text.
    start: usize,
    /// How many bytes are between two fields.
    gap: usize,
    /// Where each field ends in the text.
    ends: &'a [usize],
}

impl<'a> Row<'a> {
    /// Returns the row that starts here and whose fields end there, each one byte before the next.
    #[inline]
    pub const fn new(text: &'a str, start: usize, ends: &'a [usize]) -> Self {
        Self { text, start, gap: 1, ends }
    }

    #[inline]
    const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns a field without the space around it, and nothing if the row ends before it.
    #[inline]
    fn field(&self, column: usize) -> &'a str {
        let Some(&end) = self.ends.get(column) else { return "" };
        let start = if column == 0 { self.start } else { self.ends[column - 1] + self.gap };
        self.text[start..end].trim_ascii()
    }
}

/// Reads rows of any content.
pub struct RowReader {
    pub delimiter: u8,
    reader: Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl RowReader {
    pub fn new(delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).terminator(Terminator::Any(b'\n')).build();
        Self { delimiter, reader, bytes: Vec::new(), ends: Vec::new() }
    }

    /// Reads a line as a row.
    ///
    /// # Errors
    ///
    /// Returns an error if a quoted field is open at its end.
    pub fn read(&mut self, line: &str) -> Result<Row<'_>, Reason> {
        // A row has no more bytes than its line, and one field more than it has delimiters.
        self.bytes.resize(line.len() + 1, 0);
        self.ends.resize(line.len() + 2, 0);
        self.reader.reset();
        let (_, _, written, len) = self.reader.read_record(line.as_bytes(), &mut self.bytes, &mut self.ends);
        let (result, _, _, last) = self.reader.read_record(b"\n", &mut self.bytes[written..], &mut self.ends[len..]);
        self.ends.truncate(len + last);
        match str::from_utf8(&self.bytes[..written]) {
            Ok(text) if result == ReadRecordResult::Record => Ok(Row { text, start: 0, gap: 0, ends: &self.ends }),
            _ => Err(Reason::OpenQuote),
        }
    }
}
