use std::{borrow::Cow, collections::BTreeMap, io::Read};

use anyhow::{Result, ensure};
use sms_status::{
    BulkReport, DeliveryStatus,
    smsmode::{self, RecordError, RequestError},
};

/// How much is read at a time.
const CHUNK: usize = 256 * 1024;
/// Where so many bytes hold no separator, they are no delivery report.
const LONGEST_RECORD: usize = 64 * CHUNK;

/// What was read from the body of a delivery report response.
#[derive(Debug, Default)]
pub struct Reading {
    pub report: BulkReport,
    /// How often each code came that is not known.
    pub unknown_codes: BTreeMap<u16, u64>,
    pub unreadable: u64,
    /// The first unreadable records, with their text.
    pub errors: Vec<(RecordError, String)>,
}

impl Reading {
    /// Reads a body to its end, in chunks, so that its size does not matter, and keeps up to `max_errors` errors.
    pub fn of(mut input: impl Read, max_errors: usize) -> Result<Self> {
        let mut reading = Self::default();
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
            let end = if at_end { Some(buffer.len()) } else { buffer.iter().rposition(|&byte| byte == b'|') };
            if let Some(end) = end {
                reading.add(&text(&buffer[..end]), offset, max_errors)?;
                buffer.drain(..end);
                offset += end;
            }
            ensure!(buffer.len() <= LONGEST_RECORD, "no `|` in {LONGEST_RECORD} bytes from byte {offset} on");
            if at_end {
                return Ok(reading);
            }
        }
    }

    /// Whether there was something, and none of it could be read.
    pub fn found_nothing_readable(&self) -> bool {
        self.report.is_empty() && self.unreadable > 0
    }

    fn add(&mut self, chunk: &str, offset: usize, max_errors: usize) -> Result<(), RequestError> {
        let counted = smsmode::count_delivery_reports(chunk)?;
        self.report += counted.report;
        self.unreadable += counted.unreadable;
        if counted.unreadable > 0 || counted.report.count(DeliveryStatus::Undefined) > 0 {
            for record in smsmode::delivery_reports(chunk)? {
                self.note(record, chunk, offset, max_errors);
            }
        }
        Ok(())
    }

    /// Notes what the counts do not tell of a record.
    fn note(
        &mut self,
        record: Result<smsmode::DeliveryReport<'_>, RecordError>,
        chunk: &str,
        offset: usize,
        max_errors: usize,
    ) {
        match record {
            Ok(report) if DeliveryStatus::from_code(report.code).is_none() => {
                *self.unknown_codes.entry(report.code).or_default() += 1;
            }
            Err(mut error) if self.errors.len() < max_errors => {
                let text = chunk[error.range()].chars().take(60).collect();
                error.offset += offset;
                self.errors.push((error, text));
            }
            _ => {}
        }
    }
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
