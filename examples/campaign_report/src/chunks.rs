use std::{
    borrow::Cow,
    io::{self, Cursor, ErrorKind, Read},
};

use common::{
    encoding::{Encoding, Sniffed, sniff},
    text::Text,
};
use memchr::{memchr, memchr_iter, memrchr};

/// How much is read at a time: it stays in the cache until it is recorded.
const LENGTH: usize = 256 * 1024;
/// A longer line is not a record.
pub const LONGEST_LINE: usize = 1024 * 1024;

/// A text file of any encoding in chunks of whole lines, which end in LF or CR LF here; a CR alone is read as LF.
pub struct Chunks<'a> {
    input: Box<dyn Read + Send + 'a>,
    /// The start of the next chunk, which came with the last one.
    rest: Vec<u8>,
    next_line: u64,
    at_end: bool,
    /// What is wrong behind the last line that was read.
    error: Option<io::Error>,
    length: usize,
    longest_line: usize,
}

/// Some lines of a file.
#[derive(Default)]
pub struct Chunk {
    /// The lines, then room for more.
    buffer: Vec<u8>,
    start: usize,
    length: usize,
    /// The first line of a file is line 1.
    pub first_line: u64,
}

impl<'a> Chunks<'a> {
    /// Opens a file.
    ///
    /// # Errors
    ///
    /// Returns an error if its start cannot be read.
    pub fn new(input: impl Read + Send + 'a) -> io::Result<Self> {
        Self::with_lengths(input, LENGTH, LONGEST_LINE)
    }

    /// Opens a file to read so many bytes at a time, or more if a line is longer, up to the longest line.
    pub fn with_lengths(input: impl Read + Send + 'a, length: usize, longest_line: usize) -> io::Result<Self> {
        let Sniffed { encoding, byte_order_mark, input } = sniff(input)?;
        let input: Box<dyn Read + Send> = match encoding {
            Encoding::Utf8 => Box::new(input),
            Encoding::Utf16Le | Encoding::Utf16Be => Box::new(Text::new(Cursor::new(byte_order_mark).chain(input))?),
        };
        Ok(Self { input, rest: Vec::new(), next_line: 1, at_end: false, error: None, length, longest_line })
    }

    /// Reads the next chunk, which is empty after the end of the file.
    ///
    /// The rest of a line that is too long is left out.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read further. The whole lines before that are read first.
    pub fn read(&mut self, chunk: &mut Chunk) -> io::Result<()> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let Chunk { buffer, start, length, first_line } = chunk;
        *first_line = self.next_line;
        *start = 0;
        *length = self.rest.len();
        if buffer.len() < *length + self.length {
            buffer.resize(*length + self.length, 0);
        }
        buffer[..*length].copy_from_slice(&self.rest);
        self.rest.clear();
        while !self.at_end {
            if *length == buffer.len() {
                if let Some(line_break) = memrchr(b'\n', buffer) {
                    *length = line_break + 1;
                    self.rest.extend_from_slice(&buffer[*length..]);
                    break;
                }
                if *length > self.longest_line {
                    self.skip_line(buffer.last() == Some(&b'\r'));
                    break;
                }
                buffer.resize(2 * *length, 0);
            }
            *length = self.fill(buffer, *length);
            if self.error.is_some() {
                // The last line may go on, and say something else.
                *length = memrchr(b'\n', &buffer[..*length]).map_or(0, |line_break| line_break + 1);
            }
        }
        if *length == 0 {
            return self.error.take().map_or(Ok(()), Err);
        }
        let lines = memchr_iter(b'\n', chunk.bytes()).count() as u64;
        self.next_line += lines + u64::from(!chunk.bytes().ends_with(b"\n"));
        Ok(())
    }

    /// Whether there is nothing left to read.
    pub fn is_at_end(&self) -> bool {
        self.at_end && self.rest.is_empty() && self.error.is_none()
    }

    /// Skips the rest of a line, which may have ended already by a CR.
    fn skip_line(&mut self, after_cr: bool) {
        let mut buffer = vec![b'\r'; 1 + self.length];
        let mut length = usize::from(after_cr);
        while !self.at_end {
            length = self.fill(&mut buffer, length);
            if let Some(line_break) = memchr(b'\n', &buffer[..length]) {
                self.rest.extend_from_slice(&buffer[line_break + 1..length]);
                break;
            }
            // What is not known of a CR at the end is told by what follows.
            length = usize::from(buffer[..length].ends_with(b"\r"));
            buffer[0] = b'\r';
        }
    }

    /// Reads what there is into the buffer behind so many bytes, and returns how many there are then.
    fn fill(&mut self, buffer: &mut [u8], length: usize) -> usize {
        let read = loop {
            match self.input.read(&mut buffer[length..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.error = Some(error);
                    break 0;
                }
                Ok(read) => break read,
            }
        };
        self.at_end = read == 0;
        let buffer = &mut buffer[..length + read];
        // Whether the last byte was a CR alone is told by the first of these.
        let mut start = length.saturating_sub(1);
        while let Some(at) = memchr(b'\r', &buffer[start..]) {
            start += at + 1;
            if buffer.get(start).map_or(self.at_end, |&next| next != b'\n') {
                buffer[start - 1] = b'\n';
            }
        }
        buffer.len()
    }
}

impl Chunk {
    pub const fn is_empty(&self) -> bool {
        self.start == self.length
    }

    /// Returns the lines, and whether a byte of them was read as Windows-1252.
    pub fn text(&self) -> (Cow<'_, str>, bool) {
        Encoding::Utf8.decode(self.bytes())
    }

    /// Takes the first line out of the chunk.
    pub fn take_line(&mut self) -> Option<String> {
        if self.is_empty() {
            return None;
        }
        let end = memchr(b'\n', self.bytes()).map_or(self.length, |line_break| self.start + line_break + 1);
        let line = Encoding::Utf8.decode(&self.buffer[self.start..end]).0.into_owned();
        self.start = end;
        self.first_line += 1;
        Some(line)
    }

    fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..self.length]
    }
}
