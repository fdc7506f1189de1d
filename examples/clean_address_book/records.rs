use std::{
    io::{Cursor, SeekFrom},
    ops::Range,
};

use csv::{ByteRecord, Position, Reader, ReaderBuilder};

/// The records of a CSV text, each with the bytes that it was read from.
pub struct Records<'a> {
    text: &'a [u8],
    delimiter: u8,
    reader: Reader<Cursor<&'a [u8]>>,
    /// Where the next record, or empty lines before it, start.
    offset: usize,
    line: usize,
}

/// A record.
pub struct Record {
    /// The line on which it starts, from 1.
    pub line: usize,
    /// Where it is in the text, with the end of its line. Empty lines belong to no record.
    pub bytes: Range<usize>,
    /// Its fields; `None` for a line with quotes that do not match or do not enclose a whole field.
    pub fields: Option<ByteRecord>,
}

impl<'a> Records<'a> {
    pub fn new(text: &'a [u8], delimiter: u8) -> Self {
        let reader =
            ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(Cursor::new(text));
        let offset = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        Self { text, delimiter, reader, offset, line: 1 }
    }

    /// The record at the offset, as the CSV reader understands it, and where it ends.
    fn read(&mut self) -> csv::Result<(ByteRecord, usize)> {
        let mut position = Position::new();
        position.set_byte(self.offset as u64);
        self.reader.seek_raw(SeekFrom::Start(self.offset as u64), position)?;
        let mut fields = ByteRecord::new();
        self.reader.read_byte_record(&mut fields)?;
        let end = usize::try_from(self.reader.position().byte()).unwrap_or(self.text.len());
        Ok((fields, end))
    }

    fn skip_to(&mut self, offset: usize) {
        self.line += self.text[self.offset..offset].iter().map(|&byte| usize::from(byte == b'\n')).sum::<usize>();
        self.offset = offset;
    }
}

impl Iterator for Records<'_> {
    type Item = csv::Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        let empty_lines = self.text[self.offset..].iter().take_while(|&&byte| is_line_end(byte)).count();
        self.skip_to(self.offset + empty_lines);
        if self.offset == self.text.len() {
            return None;
        }
        let (start, line) = (self.offset, self.line);
        let (fields, mut end) = match self.read() {
            Ok(read) => read,
            Err(error) => {
                self.offset = self.text.len();
                return Some(Err(error));
            }
        };
        // The reader may stop in the middle of a CR LF.
        if self.text[..end].ends_with(b"\r") && self.text[end..].starts_with(b"\n") {
            end += 1;
        }
        let is_well_quoted = is_spelled(without_line_end(&self.text[start..end]), &fields, self.delimiter);
        if !is_well_quoted {
            // A quote that is never closed would swallow the lines that follow.
            end = start + line_length(&self.text[start..]);
        }
        self.skip_to(end);
        Some(Ok(Record { line, bytes: start..end, fields: is_well_quoted.then_some(fields) }))
    }
}

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
const LINE_ENDS: [&[u8]; 3] = [b"\r\n", b"\n", b"\r"];

/// Whether the text is exactly these fields, each as it is or in quotes.
fn is_spelled(text: &[u8], fields: &ByteRecord, delimiter: u8) -> bool {
    let mut rest = text;
    for (column, field) in fields.iter().enumerate() {
        if column > 0 {
            let Some(after) = rest.strip_prefix(&[delimiter]) else { return false };
            rest = after;
        }
        let after = if rest.starts_with(b"\"") { rest.strip_prefix(&*quoted(field)) } else { rest.strip_prefix(field) };
        let Some(after) = after else { return false };
        rest = after;
    }
    rest.is_empty()
}

fn quoted(field: &[u8]) -> Vec<u8> {
    let mut quoted = vec![b'"'];
    for &byte in field {
        quoted.extend(if byte == b'"' { &b"\"\""[..] } else { std::slice::from_ref(&byte) });
    }
    quoted.push(b'"');
    quoted
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

fn without_line_end(line: &[u8]) -> &[u8] {
    LINE_ENDS.iter().find_map(|end| line.strip_suffix(*end)).unwrap_or(line)
}

/// The length of the first line, with its end.
fn line_length(text: &[u8]) -> usize {
    let length = text.iter().take_while(|&&byte| !is_line_end(byte)).count();
    length + LINE_ENDS.iter().find(|end| text[length..].starts_with(end)).map_or(0, |end| end.len())
}
