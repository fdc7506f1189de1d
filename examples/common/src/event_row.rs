use std::{io, str};

use anyhow::{Context, Result, anyhow};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder, Terminator};
use serde_json::{Map, Value};

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
    pub fn take(next_line: impl FnMut() -> io::Result<Option<String>>) -> Result<Option<Self>> {
        let Some((delimiter, text)) = take_line(next_line)? else { return Ok(None) };
        let mut reader = RowReader::new(delimiter);
        let row = reader.read(&text).map_err(|reason| anyhow!(reason)).context("the header")?;
        Ok(Some(Self { delimiter, columns: Columns::of(&row)? }))
    }
}

/// Takes the line of the header from the lines of a file, and finds its delimiter.
fn take_line(mut next_line: impl FnMut() -> io::Result<Option<String>>) -> Result<Option<(u8, String)>> {
    let mut delimiter = None;
    while let Some(mut line) = next_line()? {
        line.truncate(line.trim_end_matches(['\r', '\n']).len());
        if line.trim().is_empty() {
            continue;
        }
        if delimiter.is_none() {
            delimiter = header::separator_line(&line);
            if delimiter.is_some() {
                continue;
            }
        }
        return Ok(Some((delimiter.unwrap_or_else(|| header::delimiter(&line)), line)));
    }
    Ok(None)
}

/// The rows of a file with the columns of a platform, each as the object that the platform reads.
pub struct PlatformRows {
    names: Vec<String>,
    reader: RowReader,
}

/// The clone of a `Reader` of `csv_core` finds no delimiter.
impl Clone for PlatformRows {
    fn clone(&self) -> Self {
        Self { names: self.names.clone(), reader: RowReader::new(self.reader.delimiter) }
    }
}

impl PlatformRows {
    /// Whether the first line of a file is a header, and no request.
    pub fn is_header(line: &str) -> bool {
        let line = line.trim_start();
        !line.is_empty() && (header::separator_line(line.trim_end()).is_some() || !line.contains(['{', '<', '=', '?']))
    }

    /// Takes the header from the lines of a file, which has none if it is blank.
    ///
    /// # Errors
    ///
    /// Returns an error if a line cannot be read, or if a quoted name is open at its end.
    pub fn take(next_line: impl FnMut() -> io::Result<Option<String>>) -> Result<Option<Self>> {
        let Some((delimiter, text)) = take_line(next_line)? else { return Ok(None) };
        let mut reader = RowReader::new(delimiter);
        let row = reader.read(&text).map_err(|reason| anyhow!(reason)).context("the header")?;
        let names = (0..row.len()).map(|column| row.field(column).to_owned()).collect();
        Ok(Some(Self { names, reader }))
    }

    /// Returns the object of a row, without the fields that are empty.
    ///
    /// # Errors
    ///
    /// Returns an error if the row is longer than the header, or if a quoted field is open at its end.
    pub fn object(&mut self, line: &str) -> Result<String, Reason> {
        let row = self.reader.read(line.trim_end_matches(['\r', '\n']))?;
        if row.len() > self.names.len() {
            return Err(Reason::TooManyFields);
        }
        let fields = self.names.iter().enumerate().map(|(column, name)| (name, row.field(column)));
        let fields: Map<String, Value> =
            fields.filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name.clone(), text.into())).collect();
        Ok(Value::Object(fields).to_string())
    }
}

/// The columns that a file need not have.
#[derive(Clone, Copy)]
struct More {
    platform: Option<usize>,
    word: Option<usize>,
    cause: Option<usize>,
    reported_at: Option<usize>,
}

/// Where the fields of an event are.
#[derive(Clone, Copy)]
pub struct Columns {
    message_id: usize,
    recipient: usize,
    code: usize,
    campaign: Option<usize>,
    /// Few files have them.
    more: Option<More>,
    /// How many columns there are.
    len: usize,
}

impl Columns {
    fn of(header: &Row) -> Result<Self> {
        let names: Vec<_> = (0..header.len()).map(|column| header.field(column)).collect();
        let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
        let given = |wanted: &str| has(wanted).then(|| header::find(&names, wanted)).transpose();
        let needed = |wanted: &str| {
            let hint = if has(wanted) { "" } else { "; a file with the columns of a platform is read with --from" };
            header::find(&names, wanted).map_err(|error| anyhow!("{error}{hint}"))
        };
        let (message_id, recipient) = (needed("message_id")?, needed("recipient")?);
        let more = More {
            platform: given("platform")?,
            word: given("word")?,
            cause: given("cause")?,
            reported_at: given("reported_at")?,
        };
        let code = match (given("code")?, more.platform.and(more.word)) {
            (Some(code), _) | (None, Some(code)) => code,
            (None, None) => needed("code")?,
        };
        Ok(Self {
            message_id,
            recipient,
            code,
            campaign: given("campaign")?,
            more: (more.platform.is_some() || more.reported_at.is_some()).then_some(more),
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
        let mut fields = EventFields {
            message_id: row.field(self.message_id),
            recipient: row.field(self.recipient),
            code: row.field(self.code),
            campaign: self.campaign.map_or("", |column| row.field(column)),
            ..EventFields::default()
        };
        if let Some(more) = &self.more {
            let text = |column: Option<usize>| column.map_or("", |column| row.field(column));
            fields.platform = text(more.platform);
            fields.cause = text(more.cause);
            fields.reported_at = text(more.reported_at);
            if !fields.platform.is_empty() && !text(more.word).is_empty() {
                fields.code = text(more.word);
            }
        }
        Ok(fields)
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
