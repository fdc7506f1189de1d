use std::io::{BufRead, Read};

use anyhow::{Result, ensure};
use memchr::memchr_iter;

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
        part_bodies(&mut part[..end]);
        read_part(&String::from_utf8_lossy(&part[..end]), place)?;
        if at_end {
            return Ok(());
        }
        part.drain(..end);
        place += end as u64;
    }
}

/// Puts a `|` between bodies that were appended to one another, each on a line: in place of a line break between a code and a
/// number.
pub fn part_bodies(text: &mut [u8]) {
    let digits = |byte: &&u8| byte.is_ascii_digit();
    let line_breaks: Vec<_> = memchr_iter(b'\n', text).collect();
    for at in line_breaks {
        let code = text[..at].trim_ascii_end().iter().rev().take_while(digits).count();
        let next = text[at..].trim_ascii_start();
        let number = next.strip_prefix(b"+").unwrap_or(next).iter().take_while(digits).count();
        if matches!(code, 1..=5) && number >= 7 {
            text[at] = b'|';
        }
    }
}
