use std::io::{self, BufRead, Chain, Cursor, Read};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE};

use super::encoding::{Encoding, eight_bit, sniff};

/// How much is read at a time, in bytes.
const CHUNK: usize = 256 * 1024;

/// The text of a file of any size and encoding, in UTF-8 and without its byte order mark.
///
/// UTF-8 is handed out unchanged.
pub struct Text<R> {
    input: Chain<Cursor<Vec<u8>>, R>,
    encoding: Encoding,
    /// What reads UTF-16.
    decoder: Option<Decoder>,
    chunk: usize,
    decoded: String,
    /// How much of it has been consumed.
    consumed: usize,
    /// The start of a character that the next chunk will complete.
    unfinished: Vec<u8>,
    at_end: bool,
    /// What is wrong behind the text that was decoded.
    error: Option<io::Error>,
    has_8_bit: bool,
}

impl<R: Read> Text<R> {
    /// Opens a file.
    ///
    /// # Errors
    ///
    /// Returns an error if its start cannot be read.
    pub fn new(input: R) -> io::Result<Self> {
        Self::with_chunk(input, CHUNK)
    }

    /// Opens a file to read so many bytes at a time.
    pub fn with_chunk(input: R, chunk: usize) -> io::Result<Self> {
        let sniffed = sniff(input)?;
        let decoder = match sniffed.encoding {
            Encoding::Utf8 => None,
            Encoding::Utf16Le => Some(UTF_16LE.new_decoder_without_bom_handling()),
            Encoding::Utf16Be => Some(UTF_16BE.new_decoder_without_bom_handling()),
        };
        Ok(Self {
            input: sniffed.input,
            encoding: sniffed.encoding,
            decoder,
            chunk: chunk.max(1),
            decoded: String::new(),
            consumed: 0,
            unfinished: Vec::new(),
            at_end: false,
            error: None,
            has_8_bit: false,
        })
    }

    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Whether a byte that was read so far is not UTF-8, and was read as Windows-1252.
    pub const fn has_8_bit(&self) -> bool {
        self.has_8_bit
    }

    /// Returns what [`BufRead::fill_buf`] does, as a text.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read, or if the bytes that were consumed end within a character.
    pub fn fill_text(&mut self) -> io::Result<&str> {
        self.fill()?;
        self.decoded.get(self.consumed..).ok_or_else(|| io::Error::other("half a character was consumed"))
    }

    fn fill(&mut self) -> io::Result<()> {
        while self.consumed == self.decoded.len() && !self.at_end {
            self.read_chunk();
        }
        if self.consumed < self.decoded.len() { Ok(()) } else { self.error.take().map_or(Ok(()), Err) }
    }

    fn read_chunk(&mut self) {
        // The memory of the text that was consumed is used again.
        let mut bytes = std::mem::take(&mut self.decoded).into_bytes();
        bytes.clear();
        bytes.append(&mut self.unfinished);
        self.consumed = 0;
        let read = self.input.by_ref().take(self.chunk as u64).read_to_end(&mut bytes);
        self.at_end = read.as_ref().map_or(true, |&read| read < self.chunk);
        self.error = read.err();
        if let Some(decoder) = &mut self.decoder {
            let mut text = String::new();
            text.reserve(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(4 * bytes.len()));
            // There is room for all of it, so that nothing is left to read.
            _ = decoder.decode_to_string(&bytes, &mut text, self.at_end);
            self.decoded = text;
            return;
        }
        if !self.at_end {
            self.unfinished = bytes.split_off(bytes.len() - unfinished(&bytes));
        }
        self.decoded = String::from_utf8(bytes).unwrap_or_else(|error| {
            self.has_8_bit = true;
            eight_bit(error.as_bytes())
        });
    }
}

impl<R: Read> BufRead for Text<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.fill()?;
        Ok(&self.decoded.as_bytes()[self.consumed..])
    }

    fn consume(&mut self, bytes: usize) {
        self.consumed = (self.consumed + bytes).min(self.decoded.len());
    }
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

/// Returns how many bytes at the end are the start of an unfinished character in UTF-8.
fn unfinished(bytes: &[u8]) -> usize {
    let tail = bytes.iter().rev().take(3).zip(1..);
    let first = tail.map(|(&byte, length)| (byte, length)).find(|(byte, _)| !matches!(byte, 0x80..=0xBF));
    let length = |byte| match byte {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    };
    first.map_or(0, |(byte, there)| if length(byte) > there { there } else { 0 })
}
