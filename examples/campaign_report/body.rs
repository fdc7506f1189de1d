use std::{borrow::Cow, io::Read};

use anyhow::{Result, ensure};
use memchr::{memchr, memmem, memrchr};
use sms_status::{
    DeliveryStatus,
    smsmode::{self, Counted, RequestError},
};

use crate::{reading::Reading, unreadable::Place};

/// How much is read at a time.
const CHUNK: usize = 256 * 1024;
/// How much is looked at record by record where something in it needs that.
const PIECE: usize = 4 * 1024;
/// Where so many bytes hold no separator, they are no delivery report.
const LONGEST_RECORD: usize = 64 * CHUNK;

/// Reads the body of a delivery report response to its end, in chunks, so that its size does not matter.
pub fn read(mut input: impl Read, file: &str, reading: &mut Reading) -> Result<()> {
    let mut buffer = Vec::new();
    // Where the buffer starts in the body.
    let mut offset = 0;
    loop {
        let at_end = input.by_ref().take(CHUNK as u64).read_to_end(&mut buffer)? == 0;
        if offset == 0 {
            // Only the start of the body can be the error form of a response.
            smsmode::delivery_reports(&text(&buffer))?;
        }
        // A chunk ends before a separator, and the next one starts with it, so that no record is cut in two.
        let end = if at_end { Some(buffer.len()) } else { memrchr(b'|', &buffer) };
        if let Some(end) = end {
            add(&text(&buffer[..end]), offset, file, reading)?;
            buffer.drain(..end);
            offset += end;
        }
        ensure!(buffer.len() <= LONGEST_RECORD, "no `|` in {LONGEST_RECORD} bytes from byte {offset} on");
        if at_end {
            return Ok(());
        }
    }
}

fn add(chunk: &str, offset: usize, file: &str, reading: &mut Reading) -> Result<(), RequestError> {
    let counted = smsmode::count_delivery_reports(chunk)?;
    reading.count(file, &counted.report);
    if !needs_details(&counted, chunk) {
        return Ok(());
    }
    let mut start = 0;
    while start < chunk.len() {
        let rest = chunk.as_bytes().get(start + PIECE..).unwrap_or_default();
        let end = memchr(b'|', rest).map_or(chunk.len(), |length| start + PIECE + length);
        let piece = &chunk[start..end];
        if needs_details(&smsmode::count_delivery_reports(piece)?, piece) {
            note(piece, offset + start, file, reading)?;
        }
        start = end;
    }
    Ok(())
}

/// Whether the counts do not tell all: what is unreadable, or which codes are undefined.
fn needs_details(counted: &Counted, text: &str) -> bool {
    let undefined = counted.report.count(DeliveryStatus::Undefined);
    counted.unreadable > 0 || undefined > 0 && undefined > known_undefined(text.as_bytes())
}

/// How often the code of a status that is known to be undefined stands behind a number, and so is no number itself.
///
/// Where all records can be read, so many of them have this code; more may have it where there is more space.
fn known_undefined(text: &[u8]) -> u64 {
    const CODE: &[u8] = b" 999";

    let is_code = |&at: &usize| {
        let behind_number = at > 0 && text[at - 1].is_ascii_digit();
        behind_number && text.get(at + CODE.len()).is_none_or(|byte| matches!(byte, b' ' | b'|'))
    };
    memmem::find_iter(text, CODE).filter(is_code).count() as u64
}

/// Notes what the counts do not tell.
fn note(piece: &str, offset: usize, file: &str, reading: &mut Reading) -> Result<(), RequestError> {
    for record in smsmode::delivery_reports(piece)? {
        match record {
            Ok(report) if DeliveryStatus::from_code(report.code).is_none() => reading.count_unknown(report.code),
            Ok(_) => {}
            Err(error) => {
                let place = Place::Byte((offset + error.offset) as u64);
                reading.unreadable.add(file, place, error.reason.into(), piece[error.range()].as_bytes());
            }
        }
    }
    Ok(())
}

/// The text of a chunk, with a `?` for each byte that is not UTF-8, so that positions stay.
fn text(chunk: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(chunk).map_or_else(
        |_| {
            let mut text = String::with_capacity(chunk.len());
            for part in chunk.utf8_chunks() {
                text.push_str(part.valid());
                text.extend(part.invalid().iter().map(|_| '?'));
            }
            text.into()
        },
        Cow::from,
    )
}
