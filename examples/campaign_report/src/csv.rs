use std::{io::Read, num::NonZero};

use anyhow::Result;
use common::event_row::{Columns, Header, Row, RowReader};

use crate::{
    chunks::{Chunk, Chunks},
    event::{Event, LineEvent},
    reading::Reading,
    separators::Separators,
    workers::{self, Parser},
};

/// Reads a CSV file of report events.
///
/// A row is a line, so that a quotation mark out of place spoils one row and not the rest of the file.
pub fn read(input: impl Read + Send, file: &str, threads: NonZero<usize>, reading: &mut Reading) -> Result<()> {
    let mut chunks = Chunks::new(input)?;
    let mut first = Chunk::default();
    chunks.read(&mut first)?;
    let Some(header) = Header::take(|| Ok(first.take_line()))? else { return Ok(()) };
    workers::read(chunks, first, || Rows::new(&header), threads, file, reading)
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
    fn read<'a>(&mut self, text: &'a str, first_line: u64, mut take: impl FnMut(u64, &'a str, LineEvent<'_>)) {
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
                        let row = || Ok(Row::new(text, start, ends));
                        let row = if has_quotes { reader.read(line) } else { row() };
                        let event = row.map_err(Box::from).and_then(|row| Event::of_fields(columns.fields(&row)?));
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
