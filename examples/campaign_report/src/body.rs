use std::io::{Cursor, Read};

use anyhow::{Result, ensure};
use common::{
    encoding::{Encoding, Sniffed, sniff},
    text::Text,
};
use memchr::memrchr;
use sms_status::smsmode::{self, RequestError};

use crate::{reading::Reading, unreadable::Place};

/// How much is read at a time.
const CHUNK: usize = 256 * 1024;
/// So many bytes without a separator are not a delivery report.
const LONGEST_RECORD: usize = 64 * CHUNK;

/// Reads the body of a delivery report response to its end, in chunks, so that its size does not matter.
pub fn read(input: impl Read, file: &str, reading: &mut Reading) -> Result<()> {
    let Sniffed { encoding, byte_order_mark, input } = sniff(input)?;
    let mut body = Body { file, reading, offset: 0, has_8_bit: false };
    match encoding {
        Encoding::Utf8 => {
            body.offset = byte_order_mark.len();
            body.read(input)?;
        }
        Encoding::Utf16Le | Encoding::Utf16Be => body.read(Text::new(Cursor::new(byte_order_mark).chain(input))?)?,
    }
    if body.has_8_bit {
        reading.files_with_8_bit.push(file.to_owned());
    }
    Ok(())
}

struct Body<'a> {
    file: &'a str,
    reading: &'a mut Reading,
    /// Where the next chunk starts in the file; in UTF-16, as if it were in UTF-8.
    offset: usize,
    has_8_bit: bool,
}

impl Body<'_> {
    fn read(&mut self, mut input: impl Read) -> Result<()> {
        let mut buffer = Vec::new();
        let mut is_start = true;
        loop {
            let read = input.by_ref().take(CHUNK as u64).read_to_end(&mut buffer);
            let at_end = matches!(read, Ok(0));
            if is_start {
                // Only the start of the body can be the error form of a response.
                smsmode::delivery_reports(&Encoding::Utf8.decode(&buffer).0)?;
                is_start = false;
            }
            // A chunk ends before a separator, and the next one starts with it, so that no record is cut in two.
            let end = if at_end { Some(buffer.len()) } else { memrchr(b'|', &buffer) };
            if let Some(end) = end {
                common::body::part_bodies(&mut buffer[..end]);
                self.count(&buffer[..end])?;
                buffer.drain(..end);
                self.offset += end;
            }
            // What came before an error counts, but for the last record, which may go on.
            read?;
            let start = self.offset;
            ensure!(buffer.len() <= LONGEST_RECORD, "no `|` found within {LONGEST_RECORD} bytes of byte {start}");
            if at_end {
                return Ok(());
            }
        }
    }

    fn count(&mut self, chunk: &[u8]) -> Result<(), RequestError> {
        let (text, has_8_bit) = Encoding::Utf8.decode(chunk);
        self.has_8_bit |= has_8_bit;
        let counted = smsmode::count_delivery_reports_with(&text, |record| match record {
            Ok(report) => self.reading.count_unknown(report.code),
            Err(error) => {
                let offset = if has_8_bit { offset_in_file(chunk, error.offset) } else { error.offset };
                let place = Place::Byte((self.offset + offset) as u64);
                self.reading.unreadable.add(self.file, place, error.kind.into(), &text[error.range()]);
            }
        })?;
        self.reading.count(self.file, &counted.report);
        Ok(())
    }
}

/// Returns the place of what is at this offset in the text of a chunk, in which bytes that are not UTF-8 are longer.
fn offset_in_file(chunk: &[u8], offset: usize) -> usize {
    let (mut in_file, mut in_text) = (0, 0);
    for byte in chunk.utf8_chunks().flat_map(|part| {
        let invalid = part.invalid().iter().map(|byte| Encoding::Utf8.decode(&[*byte]).0.len());
        std::iter::repeat_n(1, part.valid().len()).chain(invalid.collect::<Vec<_>>())
    }) {
        if in_text >= offset {
            break;
        }
        in_text += byte;
        in_file += 1;
    }
    in_file
}
