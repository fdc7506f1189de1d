use std::io::{Read, Write};

use anyhow::{Result, anyhow, bail};
use common::{
    escaped::excerpt,
    header::{delimiter, names, separator_line},
    lines::Lines,
};
use phonenumber::country;

use crate::{
    columns::{Kind, number_column},
    number::E164,
    rows::{Content, Row, Rows},
};

/// A contact list in CSV whose rows can be left out while every other byte stays.
pub struct Contacts<R> {
    rows: Rows<R>,
    /// Everything before the first row.
    start: Vec<u8>,
    pub delimiter: u8,
    columns: usize,
    column: usize,
    /// The name of the column of numbers, or its place, for messages.
    pub column_name: String,
    /// The other columns that may hold numbers of the same person.
    others: Vec<usize>,
    has_names: bool,
    /// The first row, of a file without a header.
    first: Option<Row>,
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
                    return Ok(Self {
                        rows,
                        start,
                        delimiter,
                        columns,
                        column,
                        column_name,
                        others,
                        has_names,
                        first,
                        region,
                    });
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

    /// Copies the list without the contacts that are not to be kept.
    ///
    /// # Errors
    ///
    /// Returns an error if the list cannot be read or the copy cannot be written.
    pub fn copy(&mut self, mut copy: impl Write, mut is_kept: impl FnMut(Contact) -> bool) -> Result<()> {
        copy.write_all(&self.start)?;
        loop {
            let row = match self.first.take() {
                Some(row) => row,
                None => match self.rows.next()? {
                    Some(row) => row,
                    None => return Ok(()),
                },
            };
            let mut others = Vec::new();
            let number = match row.content {
                Content::Nothing => None,
                Content::Fields(fields) => {
                    others = self.others(&fields);
                    Some(self.number(&fields))
                }
                Content::BadQuoting => Some(Err(RowError::BadQuoting)),
                Content::TooLong => Some(Err(RowError::TooLong)),
            };
            if number.is_none_or(|number| is_kept(Contact { line: row.line, number, others })) {
                copy.write_all(&row.bytes)?;
            }
        }
    }

    /// Returns `true` if a byte that was read so far is not UTF-8.
    pub fn has_8_bit(&self) -> bool {
        self.rows.lines().has_8_bit()
    }

    fn number(&self, fields: &[String]) -> Result<E164, RowError> {
        if fields.len() > self.columns {
            return Err(RowError::TooManyFields { found: fields.len(), expected: self.columns });
        }
        // Spreadsheets leave out the cells at the end of a row that are empty.
        let text = fields.get(self.column).map_or("", |field| field.trim());
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

    fn others(&self, fields: &[String]) -> Vec<E164> {
        let texts = self.others.iter().filter_map(|&at| fields.get(at)).map(|field| field.trim());
        // Digits alone may be the id of anything.
        let written = texts.filter(|text| text.starts_with(['+', '0', '(']) || self.has_names);
        written.filter_map(|text| E164::read(text, self.region)).collect()
    }
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
