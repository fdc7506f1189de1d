use std::io::{Read, Write};

use anyhow::{Context, Result, bail};
use common::{
    escaped::excerpt,
    header::{delimiter, separator_line},
    lines::Lines,
};
use phonenumber::country;

use crate::{
    columns::number_column,
    number::E164,
    rows::{Content, Rows},
};

/// A contact list in CSV whose rows can be left out while every other byte stays.
pub struct Contacts<R> {
    rows: Rows<R>,
    /// Everything before the first row.
    start: Vec<u8>,
    pub delimiter: u8,
    columns: usize,
    column: usize,
    region: Option<country::Id>,
}

/// A row below the header.
#[derive(Debug, PartialEq, Eq)]
pub struct Contact {
    /// The line of the file on which it starts, from 1.
    pub line: u64,
    pub number: Result<E164, RowError>,
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
        while rows.peek()?.is_some_and(|line| line.trim().is_empty()) {
            start.extend(rows.next_line()?.map(|line| line.bytes).unwrap_or_default());
        }
        let first_line = rows.peek()?.context("the file is empty")?;
        let delimiter = given.unwrap_or_else(|| delimiter(first_line));
        rows.set_delimiter(delimiter);
        let header = rows.next()?.context("the file is empty")?;
        start.extend(header.bytes);
        let header = match header.content {
            Content::Fields(header) => header,
            Content::TooLong => bail!("the header is longer than 1 MiB"),
            Content::BadQuoting | Content::Nothing => bail!("the header has misplaced quotation marks"),
        };
        let column = number_column(&header, format.column.as_deref())?;
        Ok(Self { rows, start, delimiter, columns: header.len(), column, region: format.region })
    }

    /// Copies the list without the contacts that are not to be kept.
    ///
    /// # Errors
    ///
    /// Returns an error if the list cannot be read or the copy cannot be written.
    pub fn copy(&mut self, mut copy: impl Write, mut is_kept: impl FnMut(Contact) -> bool) -> Result<()> {
        copy.write_all(&self.start)?;
        while let Some(row) = self.rows.next()? {
            let number = match row.content {
                Content::Nothing => None,
                Content::Fields(fields) => Some(self.number(&fields)),
                Content::BadQuoting => Some(Err(RowError::BadQuoting)),
                Content::TooLong => Some(Err(RowError::TooLong)),
            };
            if number.is_none_or(|number| is_kept(Contact { line: row.line, number })) {
                copy.write_all(&row.bytes)?;
            }
        }
        Ok(())
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
        E164::read(text, self.region).ok_or_else(|| RowError::NotANumber(excerpt(text)))
    }
}
