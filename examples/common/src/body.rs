use std::io::{BufRead, Read};

use anyhow::{Result, ensure};

use super::text::Text;

/// How much is read at a time, in bytes.
const PART: u64 = 256 * 1024;
/// A longer record is not a delivery report.
const LONGEST_RECORD: u64 = 1024 * 1024;

/// Hands out the body of a delivery report response in parts that cut no record, with the place of each in the text.
///
/// Only the first part can be the error form of a response: the others start with the `|` before their first record.
///
/// # Errors
///
/// Returns an error if the file cannot be read, if a record is longer than 1 MiB, and that of `read_part`.
pub fn read(text: &mut Text<impl Read>, mut read_part: impl FnMut(&str, u64) -> Result<()>) -> Result<()> {
    let (mut part, mut place) = (Vec::new(), 0);
    loop {
        text.by_ref().take(PART).read_to_end(&mut part)?;
        let rest_of_record = text.by_ref().take(LONGEST_RECORD).read_until(b'|', &mut part)? as u64;
        ensure!(
            rest_of_record < LONGEST_RECORD,
            "no `|` found in the {LONGEST_RECORD} bytes before byte {}",
            place + part.len() as u64
        );
        let at_end = rest_of_record == 0 || part.last() != Some(&b'|');
        let end = if at_end { part.len() } else { part.len() - 1 };
        read_part(&String::from_utf8_lossy(&part[..end]), place)?;
        if at_end {
            return Ok(());
        }
        part.drain(..end);
        place += end as u64;
    }
}
