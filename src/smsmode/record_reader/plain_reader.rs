use super::Record;

/// Reads plain records, the form that nearly all records have: 8 to 15 digits, a space, 1 to 4 digits, and `|` or ` | `.
///
/// Eight bytes are looked at at a time, as one little-endian number, so the first byte of the text is the lowest byte:
///
/// ```text
///  text      3  3  6  0  0  0  0  0  0  0  0  ␠  1  1  ␠  |  ␠  …          at least 24 bytes: the window
///  words     └──────── first ────────┘
///                     └──────── last ─────────┘                            both together cover the recipient
///                                                └──────── text ────────┘  the code and its separator
/// ```
///
/// *Is each of eight bytes a digit?* `word ^ ZEROS` turns the digits into 0 to 9 and every other byte into something greater.
/// Adding 0x76 to a byte sets its high bit if it is 10 or more; a byte that already had its high bit set is not a digit either. So
/// all are digits if no high bit is set in the sum or in the word. A carry from one byte into the next only comes from a byte of
/// 0x8A or more, which is itself found, so the test as a whole is right even if the next byte is not.
///
/// *Where does the record end?* A processor waits for that before it can start on the next record. So a recipient is first taken
/// to be as long as the one before, and a code to have two digits, which is right for nearly all records and is checked at the
/// same time. If it is not, the slower ways below measure.
///
/// Everything that is not plain, or too near the end of the body for a window, is left to the reader of any form. To change this
/// code, change `naive` in the tests first: both must agree on every byte in every place.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlainReader {
    /// How many digits the last recipient had, from 8 to 15.
    recipient: usize,
}

/// The number of bytes that decide whether a record is plain: 15 digits, a space, and eight bytes with code and separator.
const WINDOW: usize = 24;

const ZEROS: u64 = u64::from_le_bytes(*b"00000000");
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;
/// Added to the value of a byte, sets its high bit if the value is ten or more.
const TEN_SETS_HIGH_BIT: u64 = 0x7676_7676_7676_7676;

impl PlainReader {
    pub(super) const fn new() -> Self {
        Self { recipient: 11 }
    }

    /// Reads the first record of a body if it is plain.
    #[inline]
    pub(super) fn read<'a>(&mut self, body: &'a [u8]) -> Option<(Record, &'a [u8])> {
        let window = body.first_chunk()?;
        if !self.fits(window) {
            self.recipient = recipient(window)?;
        }
        let text = word(window, self.recipient + 1);
        let (code, length) = two_digits(text).or_else(|| code(text))?;
        let rest = body.get(self.recipient + 1 + length..)?;
        Some((Record { recipient: 0..self.recipient, code }, rest))
    }

    /// Returns `true` if the recipient is as long as the one before.
    #[inline]
    fn fits(self, window: &[u8; WINDOW]) -> bool {
        let (first, last) = (word(window, 0) ^ ZEROS, word(window, self.recipient - 8) ^ ZEROS);
        let others = first.wrapping_add(TEN_SETS_HIGH_BIT) | first | last.wrapping_add(TEN_SETS_HIGH_BIT) | last;
        others & HIGH_BITS == 0 && window.get(self.recipient) == Some(&b' ')
    }
}

/// Measures the recipient.
#[cold]
fn recipient(window: &[u8; WINDOW]) -> Option<usize> {
    let more = digits(word(window, 8));
    let recipient = 8 + more;
    (digits(word(window, 0)) == 8 && more < 8 && window.get(recipient) == Some(&b' ')).then_some(recipient)
}

/// Reads a code of two digits and ` | `, and returns it with the length of both.
#[inline]
fn two_digits(text: u64) -> Option<(u16, usize)> {
    let values = text ^ u64::from_le_bytes(*b"00 | \0\0\0");
    let (tens, ones) = (values & 0xFF, values >> 8 & 0xFF);
    #[allow(clippy::cast_possible_truncation, reason = "two digits are at most 99")]
    (values & 0xFF_FFFF_0000 == 0 && tens < 10 && ones < 10).then_some(((tens * 10 + ones) as u16, 5))
}

/// Reads a code of 1 to 4 digits and its separator, and returns it with the length of both.
#[inline]
fn code(text: u64) -> Option<(u16, usize)> {
    let count = digits(text);
    if !(1..=4).contains(&count) {
        return None;
    }
    let separator = match text >> (8 * count) {
        text if text & 0xFF == u64::from(b'|') => 1,
        text if text & 0xFF_FFFF == u64::from_le_bytes(*b" | \0\0\0\0\0") => 3,
        _ => return None,
    };
    // The digits move to the end of four bytes; zeros come in before them.
    #[allow(clippy::cast_possible_truncation, reason = "the code is in the first four bytes")]
    let digits = ((text ^ ZEROS) as u32) << (32 - 8 * count);
    let pairs = (digits.wrapping_mul(10).wrapping_add(digits >> 8)) & 0x00FF_00FF;
    #[allow(clippy::cast_possible_truncation, reason = "four digits are at most 9999")]
    let code = ((pairs & 0xFF) * 100 + (pairs >> 16)) as u16;
    Some((code, count + separator))
}

/// Returns the eight bytes at a place in the window.
#[inline]
fn word(window: &[u8; WINDOW], at: usize) -> u64 {
    window.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |&bytes| u64::from_le_bytes(bytes))
}

/// Returns how many of the first bytes are digits.
#[inline]
const fn digits(text: u64) -> usize {
    let values = text ^ ZEROS;
    let others = (((values & !HIGH_BITS) + TEN_SETS_HIGH_BIT) | values) & HIGH_BITS;
    (others.trailing_zeros() / 8) as usize
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::{format, string::String, vec::Vec};

    use super::*;

    /// The length of the recipient, the code, and the length of the whole record, found byte by byte.
    fn naive(body: &[u8]) -> Option<(usize, u16, usize)> {
        let digits = |from: usize| body[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let recipient = digits(0);
        if body.len() < WINDOW || !(8..=15).contains(&recipient) || body[recipient] != b' ' {
            return None;
        }
        let start = recipient + 1;
        let end = start + digits(start);
        let code = std::str::from_utf8(&body[start..end]).ok().filter(|code| code.len() <= 4)?.parse().ok()?;
        let separator = ["|", " | "].iter().find(|separator| body[end..].starts_with(separator.as_bytes()))?;
        Some((recipient, code, end + separator.len()))
    }

    /// Checks a body with a reader that expects each length of a recipient.
    fn check(body: &[u8]) {
        for expected in 8..=15 {
            let mut reader = PlainReader { recipient: expected };
            let read = reader.read(body).map(|(record, rest)| {
                assert_eq!(record.recipient.start, 0);
                (record.recipient.end, record.code, body.len() - rest.len())
            });
            assert_eq!(read, naive(body), "{:?}", String::from_utf8_lossy(body));
            assert!((8..=15).contains(&reader.recipient));
            if let (Some((recipient, ..)), Some(window)) = (read, body.first_chunk()) {
                assert_eq!((reader.recipient, reader.fits(window)), (recipient, true));
            }
        }
    }

    /// Records of all lengths, with digits that differ, some of them plain.
    fn records() -> Vec<String> {
        let mut records = Vec::new();
        for (recipient, code) in (0..=17).flat_map(|recipient| (0..=6).map(move |code| (recipient, code))) {
            for separator in ["|", " | ", " |", "| ", "  | ", ""] {
                let (recipient, code) = (&"90817263549081726"[..recipient], &"907182"[..code]);
                records.push(format!("{recipient} {code}{separator}33600000000 11"));
            }
        }
        records
    }

    /// Every fifth of the plain ones, so that each length of a recipient is among them.
    fn plain_records() -> impl Iterator<Item = String> {
        records().into_iter().filter(|record| naive(record.as_bytes()).is_some()).step_by(5)
    }

    #[test]
    fn exactly_the_plain_records_are_read() {
        for record in records() {
            (0..=record.len()).for_each(|end| check(&record.as_bytes()[..end]));
        }
        assert!(plain_records().count() > 10);
    }

    #[test]
    fn every_byte_in_every_place_is_told_from_a_digit_and_a_separator() {
        for record in plain_records() {
            for at in 0..WINDOW {
                let mut body = record.clone().into_bytes();
                for byte in 0..=u8::MAX {
                    body[at] = byte;
                    check(&body);
                }
            }
        }
    }

    #[test]
    fn two_bytes_that_are_no_digits_do_not_hide_each_other() {
        for record in plain_records() {
            for (first, second) in (0..WINDOW).flat_map(|first| (0..WINDOW).map(move |second| (first, second))) {
                for bytes in [*b":\xFF", *b"\xFF:", *b"/\x80", *b"\x80/", *b"\xB0\xBA"] {
                    let mut body = record.clone().into_bytes();
                    [body[first], body[second]] = bytes;
                    check(&body);
                }
            }
        }
    }

    #[test]
    fn exactly_the_codes_of_two_digits_are_read_at_once() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                for code in ["00", "11", "90", "99"] {
                    let mut text = format!("{code} | 336").into_bytes();
                    text[at] = byte;
                    let plain = text[..2].iter().all(u8::is_ascii_digit) && &text[2..5] == b" | ";
                    let expected = plain.then(|| (u16::from(text[0] - b'0') * 10 + u16::from(text[1] - b'0'), 5));
                    let word = text.first_chunk().map_or(0, |&bytes| u64::from_le_bytes(bytes));
                    assert_eq!(two_digits(word), expected, "{:?}", String::from_utf8_lossy(&text));
                }
            }
        }
    }
}
