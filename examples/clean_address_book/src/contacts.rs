use std::{
    io::{self, Read, Write},
    panic,
    sync::mpsc::{SyncSender, sync_channel},
    thread,
};

use anyhow::{Result, anyhow, bail};
use common::{
    escaped::excerpt,
    header::{delimiter, names, separator_line},
    lines::Lines,
};
use memchr::memchr_iter;
use phonenumber::country;

use crate::{
    columns::{Kind, number_column},
    number::E164,
    rows::{Content, Plain, Row, Rows},
};

/// A contact list in CSV whose rows can be left out while every other byte stays.
pub struct Contacts<R> {
    rows: Rows<R>,
    /// Everything before the first row.
    start: Vec<u8>,
    /// The name of the column of numbers, or its place, for messages.
    pub column_name: String,
    /// The first row, of a file without a header.
    first: Option<Row>,
    pub layout: Layout,
}

/// Where the numbers are in a row.
pub struct Layout {
    pub delimiter: u8,
    columns: usize,
    column: usize,
    /// The other columns that may hold numbers of the same person.
    others: Vec<usize>,
    has_names: bool,
    region: Option<country::Id>,
}

/// A row below the header.
#[derive(Debug, PartialEq, Eq)]
pub struct Contact {
    /// The line of the file on which it starts, from 1.
    pub line: u64,
    pub number: Result<E164, RowError>,
    /// The numbers in other columns.
    pub others: Vec<E164>,
}

/// Why a row has no number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    #[error("misplaced quotation marks")]
    BadQuoting,
    #[error("number of fields: {found} instead of {expected}")]
    TooManyFields { found: usize, expected: usize },
    #[error("longer than 1 MiB")]
    TooLong,
    #[error("no phone number")]
    NoNumber,
    #[error("not a phone number: {0}")]
    NotANumber(String),
    #[error("not an international number; give its country with --region: {0}")]
    National(String),
}

/// How a contact list is written.
#[derive(Clone, Debug, Default)]
pub struct Format {
    /// The name of the column of numbers, or its place; without it, the only column that is named like one.
    pub column: Option<String>,
    /// Without it, the one that splits the header into the most columns.
    pub delimiter: Option<u8>,
    /// The country of the numbers in national form.
    pub region: Option<country::Id>,
}

impl<R: Read> Contacts<R> {
    /// Opens a contact list and reads its header.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read or is empty, or if its header does not show which column holds the numbers.
    pub fn open(input: R, format: &Format) -> Result<Self> {
        let lines = Lines::new(input)?;
        let mut start = lines.byte_order_mark().to_vec();
        let mut rows = Rows::new(lines);
        let mut given = format.delimiter;
        if let Some(delimiter) = rows.peek()?.and_then(separator_line) {
            given = given.or(Some(delimiter));
            start.extend(rows.next_line()?.map(|line| line.bytes).unwrap_or_default());
        }
        let mut error = None;
        for _ in 0..=MOST_BEFORE_HEADER {
            while rows.peek()?.is_some_and(|line| line.trim().is_empty()) {
                start.extend(rows.next_line()?.map(|line| line.bytes).unwrap_or_default());
            }
            let Some(first_line) = rows.peek()? else { break };
            let delimiter = given.unwrap_or_else(|| delimiter(first_line));
            rows.set_delimiter(delimiter);
            let Some(row) = rows.next()? else { break };
            let header = match &row.content {
                Content::Fields(header) => header,
                Content::TooLong => bail!("the header is longer than 1 MiB"),
                Content::BadQuoting | Content::Nothing => bail!("the header has misplaced quotation marks"),
            };
            match Header::of(header, format) {
                Ok(Header { column, has_names }) => {
                    let is_other = |&at: &usize| at != column && (!has_names || Kind::is_mentioned_in(&header[at]));
                    let others = (0..header.len()).filter(is_other).collect();
                    let column_name =
                        if has_names { names(&header[column..=column]) } else { format!("column {}", column + 1) };
                    let columns = header.len();
                    let first = if has_names {
                        start.extend(row.bytes);
                        None
                    } else {
                        Some(row)
                    };
                    let region = format.region;
                    let layout = Layout { delimiter, columns, column, others, has_names, region };
                    return Ok(Self { rows, start, column_name, first, layout });
                }
                Err(reason) => {
                    let is_title = header.iter().filter(|field| !field.trim().is_empty()).count() <= 1;
                    if !is_title {
                        return Err(reason);
                    }
                    error.get_or_insert(reason);
                }
            }
            start.extend(row.bytes);
        }
        Err(error.unwrap_or_else(|| anyhow!("the file is empty")))
    }

    /// Copies the list without the contacts that are not to be kept. It is read by one thread, and written by the other.
    ///
    /// # Errors
    ///
    /// Returns an error if the list cannot be read or the copy cannot be written.
    pub fn copy(&mut self, mut copy: impl Write, mut is_kept: impl FnMut(Contact) -> bool) -> Result<()>
    where
        R: Send,
    {
        copy.write_all(&self.start)?;
        let Self { rows, layout, first, .. } = self;
        thread::scope(|scope| {
            let (sender, batches) = sync_channel(BATCHES);
            let reader = scope.spawn(move || read(rows, layout, first.take(), &sender));
            for Batch { bytes, rows } in batches {
                let (mut unwritten, mut start) = (0, 0);
                for (end, contact) in rows {
                    if contact.is_some_and(|contact| !is_kept(contact)) {
                        copy.write_all(&bytes[unwritten..start])?;
                        unwritten = end;
                    }
                    start = end;
                }
                copy.write_all(&bytes[unwritten..])?;
            }
            Ok(reader.join().unwrap_or_else(|panic| panic::resume_unwind(panic))?)
        })
    }

    /// Returns `true` if a byte that was read so far is not UTF-8.
    pub fn has_8_bit(&self) -> bool {
        self.rows.lines().has_8_bit()
    }
}

impl Layout {
    fn contact(&self, row: &Row) -> Option<Contact> {
        let refused = |error| Some(Contact { line: row.line, number: Err(error), others: Vec::new() });
        match &row.content {
            Content::Nothing => None,
            Content::Fields(fields) => {
                Some(self.contact_of(row.line, fields.len(), |column| fields.get(column).map(String::as_str)))
            }
            Content::BadQuoting => refused(RowError::BadQuoting),
            Content::TooLong => refused(RowError::TooLong),
        }
    }

    /// Returns the contact of a line without quotation marks, whose fields are found in a buffer.
    fn plain_contact(&self, line: u64, text: &str, ends: &mut Vec<usize>) -> Contact {
        ends.clear();
        ends.extend(memchr_iter(self.delimiter, text.as_bytes()));
        ends.push(text.len());
        self.contact_of(line, ends.len(), |column| {
            let end = *ends.get(column)?;
            let start = column.checked_sub(1).map_or(0, |before| ends[before] + 1);
            Some(&text[start..end])
        })
    }

    /// Returns the contact of a row with so many fields.
    fn contact_of<'a>(&self, line: u64, fields: usize, field: impl Fn(usize) -> Option<&'a str>) -> Contact {
        let number = if fields > self.columns {
            Err(RowError::TooManyFields { found: fields, expected: self.columns })
        } else {
            // Spreadsheets leave out the cells at the end of a row that are empty.
            self.read(field(self.column).unwrap_or_default())
        };
        let others = self.others.iter().filter_map(|&column| self.other(field(column)?)).collect();
        Contact { line, number, others }
    }

    fn read(&self, text: &str) -> Result<E164, RowError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(RowError::NoNumber);
        }
        E164::read(text, self.region).ok_or_else(|| {
            // It is a number, in some country.
            let is_national = self.region.is_none() && text.starts_with('0') && !text.starts_with("00");
            if is_national && E164::read(text, Some(country::FR)).is_some() {
                RowError::National(excerpt(text))
            } else {
                RowError::NotANumber(excerpt(text))
            }
        })
    }

    fn other(&self, text: &str) -> Option<E164> {
        let text = text.trim();
        // Digits alone may be the id of anything.
        let is_written = text.starts_with(['+', '0', '(']) || self.has_names;
        if is_written { E164::read(text, self.region) } else { None }
    }
}

/// So many batches may wait.
const BATCHES: usize = 4;

/// Some rows.
#[derive(Default)]
struct Batch {
    /// What they are in the file.
    bytes: Vec<u8>,
    /// Where each ends in it, and its contact; what is between two rows has none.
    rows: Vec<(usize, Option<Contact>)>,
}

impl Batch {
    const LENGTH: usize = 256 * 1024;

    fn push(&mut self, bytes: &[u8], contact: Option<Contact>) {
        self.bytes.extend_from_slice(bytes);
        self.rows.push((self.bytes.len(), contact));
    }
}

/// Sends all rows, as long as somebody takes them.
fn read(
    rows: &mut Rows<impl Read>,
    layout: &Layout,
    mut first: Option<Row>,
    sender: &SyncSender<Batch>,
) -> io::Result<()> {
    let (mut batch, mut ends) = (Batch::default(), Vec::new());
    loop {
        let row = match first.take() {
            Some(row) => Some(row),
            None => match rows.next_plain()? {
                Plain::Line(line) => {
                    let is_row = !line.text.trim().is_empty();
                    let contact = is_row.then(|| layout.plain_contact(line.number, &line.text, &mut ends));
                    batch.push(line.bytes, contact);
                    None
                }
                Plain::Other => match rows.next()? {
                    Some(row) => Some(row),
                    None => break,
                },
                Plain::End => break,
            },
        };
        if let Some(row) = row {
            batch.push(&row.bytes, layout.contact(&row));
        }
        if batch.bytes.len() >= Batch::LENGTH && sender.send(std::mem::take(&mut batch)).is_err() {
            return Ok(());
        }
    }
    // Nobody takes it if it cannot be written.
    _ = sender.send(batch);
    Ok(())
}

/// A title and the like may be before the header, in so many lines.
const MOST_BEFORE_HEADER: usize = 10;

/// What the first row says.
struct Header {
    column: usize,
    /// Whether it names the columns, and is no contact.
    has_names: bool,
}

impl Header {
    fn of(row: &[String], format: &Format) -> Result<Self> {
        let is_number = |&at: &usize| E164::read(row[at].trim(), format.region.or(Some(country::FR))).is_some();
        let numbers: Vec<_> = (0..row.len()).filter(is_number).collect();
        match (number_column(row, format.column.as_deref()), &numbers[..], &format.column) {
            (Ok(column), ..) => Ok(Self { column, has_names: !numbers.contains(&column) }),
            (Err(_), &[column], None) => Ok(Self { column, has_names: false }),
            (Err(error), ..) => Err(error),
        }
    }
}
