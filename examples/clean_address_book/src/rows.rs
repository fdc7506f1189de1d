use std::{
    collections::VecDeque,
    io::{self, Read},
};

use common::lines::{LONGEST, Line, Lines};

/// The rows of a CSV file, each with the bytes that it was read from.
pub struct Rows<R> {
    lines: Lines<R>,
    /// Lines that have been read and are not part of the row before.
    ahead: VecDeque<OwnedLine>,
    delimiter: char,
    /// The line that has no end yet.
    long_line: u64,
}

/// A row, or what is between two rows.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// The line on which it starts, from 1.
    pub line: u64,
    /// What it is in the file, with the end of its line.
    pub bytes: Vec<u8>,
    pub content: Content,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Content {
    Fields(Vec<String>),
    /// Quotation marks do not match or do not enclose a whole field.
    BadQuoting,
    /// The first piece of a line that is too long.
    TooLong,
    /// A line without text, or a later piece of a line that is too long.
    Nothing,
}

/// What [`Rows::next_plain`] reads.
pub enum Plain<'a> {
    Line(Line<'a>),
    /// The next row is to be read by [`Rows::next`].
    Other,
    End,
}

struct OwnedLine {
    number: u64,
    bytes: Vec<u8>,
    text: String,
    is_whole: bool,
}

impl<R: Read> Rows<R> {
    pub fn new(lines: Lines<R>) -> Self {
        Self { lines, ahead: VecDeque::new(), delimiter: ',', long_line: 0 }
    }

    pub fn lines(&self) -> &Lines<R> {
        &self.lines
    }

    pub fn set_delimiter(&mut self, delimiter: u8) {
        self.delimiter = delimiter.into();
    }

    /// The text of the next line, which is not taken.
    pub fn peek(&mut self) -> io::Result<Option<&str>> {
        if self.ahead.is_empty() {
            self.ahead.extend(read_line(&mut self.lines)?);
        }
        Ok(self.ahead.front().map(|line| line.text.as_str()))
    }

    /// Takes a line without reading its fields.
    pub fn next_line(&mut self) -> io::Result<Option<Row>> {
        let line = self.take_line()?;
        Ok(line.map(|OwnedLine { number, bytes, .. }| Row { line: number, bytes, content: Content::Nothing }))
    }

    /// Reads the next line if it is a row or blank, whatever stands before and after it: without a quotation mark it is.
    pub fn next_plain(&mut self) -> io::Result<Plain<'_>> {
        if !self.ahead.is_empty() {
            return Ok(Plain::Other);
        }
        match self.lines.next()? {
            None => Ok(Plain::End),
            Some(line) if line.is_whole && !line.text.contains('"') => Ok(Plain::Line(line)),
            Some(line) => {
                self.ahead.push_back(OwnedLine::of(line));
                Ok(Plain::Other)
            }
        }
    }

    /// Reads the next row.
    ///
    /// A row goes on over lines as long as quotation marks are open. If they do not close well, its first line is a row of
    /// its own, so that a mark out of place does not take the rows that follow with it.
    pub fn next(&mut self) -> io::Result<Option<Row>> {
        let Some(first) = self.take_line()? else { return Ok(None) };
        let row = |bytes, content| Ok(Some(Row { line: first.number, bytes, content }));
        if !first.is_whole {
            let is_start = self.long_line != first.number;
            self.long_line = first.number;
            return row(first.bytes, if is_start { Content::TooLong } else { Content::Nothing });
        }
        if first.text.trim().is_empty() {
            return row(first.bytes, Content::Nothing);
        }
        let mut text = first.text;
        let mut fields = fields(&text, self.delimiter, doubled);
        let mut more = Vec::new();
        while fields == Fields::Open && text.len() <= LONGEST {
            let Some(line) = self.take_line()? else { break };
            let is_whole = line.is_whole;
            if is_whole {
                text.push('\n');
                text.push_str(&line.text);
                // Nothing but a quotation mark can end a field that is open.
                if line.text.contains('"') {
                    fields = self::fields(&text, self.delimiter, doubled);
                }
            }
            more.push(line);
            if !is_whole {
                break;
            }
        }
        match fields {
            Fields::Read(fields) => {
                let more = more.into_iter().flat_map(|line| line.bytes);
                row(first.bytes.into_iter().chain(more).collect(), Content::Fields(fields))
            }
            Fields::Open | Fields::Bad => {
                more.into_iter().rev().for_each(|line| self.ahead.push_front(line));
                let first_line = text.split('\n').next().unwrap_or_default();
                match self::fields(first_line, self.delimiter, escaped) {
                    Fields::Read(fields) => row(first.bytes, Content::Fields(fields)),
                    Fields::Open | Fields::Bad => row(first.bytes, Content::BadQuoting),
                }
            }
        }
    }

    fn take_line(&mut self) -> io::Result<Option<OwnedLine>> {
        if let Some(line) = self.ahead.pop_front() {
            return Ok(Some(line));
        }
        read_line(&mut self.lines)
    }
}

impl OwnedLine {
    fn of(Line { number, bytes, text, is_whole }: Line<'_>) -> Self {
        Self { number, bytes: bytes.to_vec(), text: text.into_owned(), is_whole }
    }
}

fn read_line<R: Read>(lines: &mut Lines<R>) -> io::Result<Option<OwnedLine>> {
    Ok(lines.next()?.map(OwnedLine::of))
}

/// What a text is as a row.
#[derive(PartialEq, Eq)]
enum Fields {
    Read(Vec<String>),
    /// It ends within quotation marks.
    Open,
    Bad,
}

/// The fields of a row, each as it is or as a whole in quotation marks, of which `unquoted` reads one.
///
/// The `csv` crate reads any text as fields. Here a field that is not well quoted must not be read, for it may hold others.
fn fields(text: &str, delimiter: char, unquoted: impl Fn(&str) -> Option<(String, &str)>) -> Fields {
    let mut fields = Vec::new();
    let mut rest = text;
    loop {
        let (field, after) = if let Some(inner) = rest.strip_prefix('"') {
            let Some(field) = unquoted(inner) else { return Fields::Open };
            field
        } else {
            let (field, after) = rest.split_at(rest.find(delimiter).unwrap_or(rest.len()));
            (field.to_owned(), after)
        };
        fields.push(field);
        match after.strip_prefix(delimiter) {
            Some(next) => rest = next,
            None if after.is_empty() => return Fields::Read(fields),
            None => return Fields::Bad,
        }
    }
}

/// The rest of a field behind its quotation mark, in which those of its own are doubled, and what follows it.
fn doubled(text: &str) -> Option<(String, &str)> {
    let end = closing_quote(text)?;
    Some((text[..end].replace("\"\"", "\""), &text[end + 1..]))
}

/// The same, if a backslash stands before its own quotation marks, as `MySQL` and PHP write it.
fn escaped(text: &str) -> Option<(String, &str)> {
    let mut is_escaped = false;
    let end = text.find(|character| {
        let is_end = character == '"' && !is_escaped;
        is_escaped = character == '\\' && !is_escaped;
        is_end
    })?;
    Some((text[..end].replace("\\\"", "\""), &text[end + 1..]))
}

/// The first quotation mark that is not one of two.
fn closing_quote(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text[at..].find('"')?;
        if !text[at + 1..].starts_with('"') {
            return Some(at);
        }
        at += 2;
    }
}
