use std::{
    borrow::Cow,
    io::{self, Chain, Cursor, Read},
};

use memchr::memchr2;

use super::encoding::{Encoding, sniff};

/// The most that is read of a line at a time, in bytes.
pub const LONGEST: usize = 1024 * 1024;
/// How much is read at a time, in bytes.
const CHUNK: usize = 64 * 1024;

/// The lines of a text file of any size and encoding, held in memory a little at a time. They end in LF, CR or CR LF.
#[derive(Debug)]
pub struct Lines<R> {
    input: Chain<Cursor<Vec<u8>>, R>,
    encoding: Encoding,
    byte_order_mark: &'static [u8],
    buffer: Vec<u8>,
    /// How much of the buffer has been handed out.
    used: usize,
    at_end: bool,
    number: u64,
    /// Whether the line before is still going on.
    goes_on: bool,
    longest: usize,
    has_8_bit: bool,
}

/// A line, or a piece of one that is too long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The first line is line 1.
    pub number: u64,
    /// The bytes in the file, with the end of the line.
    pub bytes: &'a [u8],
    /// The text, without the end of the line.
    pub text: Cow<'a, str>,
    /// Whether this is all of the line. Each piece of a line that is too long is handed out by itself.
    pub is_whole: bool,
}

impl<R: Read> Lines<R> {
    /// Opens a file.
    ///
    /// # Errors
    ///
    /// Returns an error if its start cannot be read.
    pub fn new(input: R) -> io::Result<Self> {
        Self::with_longest(input, LONGEST)
    }

    /// Opens a file to read at most so many bytes of a line at a time.
    pub fn with_longest(input: R, longest: usize) -> io::Result<Self> {
        let sniffed = sniff(input)?;
        Ok(Self {
            input: sniffed.input,
            encoding: sniffed.encoding,
            byte_order_mark: sniffed.byte_order_mark,
            buffer: Vec::new(),
            used: 0,
            at_end: false,
            number: 0,
            goes_on: false,
            // No character of UTF-16 is cut in two.
            longest: longest.max(4).next_multiple_of(4),
            has_8_bit: false,
        })
    }

    /// Returns the bytes before the first line.
    pub const fn byte_order_mark(&self) -> &'static [u8] {
        self.byte_order_mark
    }

    /// Returns `true` if a byte that was read so far is not UTF-8, and was read as Windows-1252.
    pub const fn has_8_bit(&self) -> bool {
        self.has_8_bit
    }

    /// Reads the next line, or the next piece of one.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read.
    #[allow(clippy::should_implement_trait, reason = "a line borrows from the reader, which no iterator allows")]
    pub fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        let mut available = self.fill(1)?;
        if available == 0 {
            return Ok(None);
        }
        let (length, end) = loop {
            let bytes = &self.buffer[self.used..];
            match end_of_line(bytes, self.encoding) {
                Some((start, end)) if start <= self.longest => {
                    // The LF of a CR LF may be still to come.
                    if self.at_end || end + self.encoding.width() <= bytes.len() {
                        break (end, end - start);
                    }
                    available = self.fill(available + 1)?;
                }
                _ if available >= self.longest => break (self.longest, 0),
                _ if self.at_end => break (available, 0),
                _ => available = self.fill(available + 1)?,
            }
        };
        let is_start = !self.goes_on;
        self.goes_on = end == 0 && !(self.at_end && length == available);
        self.number += u64::from(is_start);
        let bytes = &self.buffer[self.used..self.used + length];
        self.used += length;
        let is_whole = is_start && !self.goes_on;
        let (text, has_8_bit) = self.encoding.decode(&bytes[..length - end]);
        // A piece may end within a character.
        self.has_8_bit |= has_8_bit && is_whole;
        Ok(Some(Line { number: self.number, bytes, text, is_whole }))
    }

    /// Reads until there are so many bytes that have not been handed out, or the file ends. Returns how many there are.
    fn fill(&mut self, wanted: usize) -> io::Result<usize> {
        if self.buffer.len() - self.used < wanted && !self.at_end {
            self.buffer.drain(..self.used);
            self.used = 0;
            self.at_end = self.input.by_ref().take(CHUNK as u64).read_to_end(&mut self.buffer)? < CHUNK;
        }
        Ok(self.buffer.len() - self.used)
    }
}

/// Where the end of the first line starts and ends.
fn end_of_line(bytes: &[u8], encoding: Encoding) -> Option<(usize, usize)> {
    let is = |at: usize, character: u8| match (encoding, bytes.get(at), bytes.get(at + 1)) {
        (Encoding::Utf8, Some(&byte), _) => byte == character,
        (Encoding::Utf16Le, Some(&low), Some(0)) | (Encoding::Utf16Be, Some(0), Some(&low)) => low == character,
        _ => false,
    };
    let start = match encoding {
        Encoding::Utf8 => memchr2(b'\r', b'\n', bytes)?,
        _ => (0..bytes.len()).step_by(2).find(|&at| is(at, b'\r') || is(at, b'\n'))?,
    };
    let width = encoding.width();
    let end = if is(start, b'\r') && is(start + width, b'\n') { start + 2 * width } else { start + width };
    Some((start, end))
}
