use std::{io::Read, num::NonZero, str};

use anyhow::{Context, Result, anyhow};
use common::header;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder, Terminator};

use crate::{
    chunks::{Chunk, Chunks},
    event::{self, Event},
    reading::Reading,
    separators::Separators,
    unreadable::Reason,
    workers::{self, Parser},
};

/// Reads a CSV file of report events.
///
/// A row is a line, so that a quotation mark out of place spoils one row and not the rest of the file.
pub fn read(input: impl Read + Send, file: &str, threads: NonZero<usize>, reading: &mut Reading) -> Result<()> {
    let mut chunks = Chunks::new(input)?;
    let mut first = Chunk::default();
    chunks.read(&mut first)?;
    let Some(header) = Header::take(&mut first)? else { return Ok(()) };
    workers::read(chunks, first, || Rows::new(&header), threads, file, reading)
}

/// What the header says of the rows.
pub struct Header {
    delimiter: u8,
    columns: Columns,
}

impl Header {
    /// Takes the header out of the first chunk of a file, which has none if it is blank.
    pub fn take(first: &mut Chunk) -> Result<Option<Self>> {
        let mut delimiter = None;
        while let Some(line) = first.take_line() {
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

    #[inline]
    fn event<'a>(&self, row: &Row<'a>) -> Result<Event<'a>, Reason> {
        if row.len() > self.len {
            return Err(Reason::TooManyFields);
        }
        let recipient = event::recipient(row.field(self.recipient));
        let campaign = self.campaign.map_or("", |column| row.field(column));
        Event::new(row.field(self.message_id), recipient, row.field(self.code), campaign)
    }
}

/// Makes events of rows.
pub struct Rows {
    columns: Columns,
    reader: RowReader,
    ends: Vec<usize>,
}

impl Rows {
    pub fn new(header: &Header) -> Self {
        Self { columns: header.columns, reader: RowReader::new(header.delimiter), ends: Vec::new() }
    }
}

impl Parser for Rows {
    #[inline]
    fn read<'a>(
        &mut self,
        text: &'a str,
        first_line: u64,
        mut take: impl FnMut(u64, &'a str, Result<Option<Event<'_>>, Reason>),
    ) {
        let Self { columns, reader, ends } = self;
        let mut separators = Separators::new(text.as_bytes(), [reader.delimiter, b'"', b'\n']);
        let mut number = first_line;
        let mut start = 0;
        let mut has_quotes = false;
        while start < text.len() {
            let at = separators.next().unwrap_or(text.len());
            match text.as_bytes().get(at) {
                Some(b'"') => has_quotes = true,
                Some(&byte) if byte != b'\n' => ends.push(at),
                _ => {
                    let line = &text[start..at];
                    if has_quotes || !ends.is_empty() || !line.trim_ascii().is_empty() {
                        ends.push(at);
                        // It is what csv-core makes of a row without quotation marks.
                        let row = || Ok(Row { text, start, gap: 1, ends });
                        let row = if has_quotes { reader.read(line) } else { row() };
                        let event = row.and_then(|row| columns.event(&row));
                        take(number, line, event.map(Some));
                        ends.clear();
                    }
                    number += 1;
                    start = at + 1;
                    has_quotes = false;
                }
            }
        }
    }
}

/// A row of a file.
struct Row<'a> {
    text: &'a str,
    /// Where the first field starts in the text.
    start: usize,
    /// How many bytes are between two fields.
    gap: usize,
    /// Where each field ends in the text.
    ends: &'a [usize],
}

impl<'a> Row<'a> {
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
struct RowReader {
    delimiter: u8,
    reader: Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl RowReader {
    fn new(delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).terminator(Terminator::Any(b'\n')).build();
        Self { delimiter, reader, bytes: Vec::new(), ends: Vec::new() }
    }

    fn read(&mut self, line: &str) -> Result<Row<'_>, Reason> {
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
