//! How the tables of all platforms are looked up, and what a code may add to a word.

use core::ops::RangeInclusive;

use crate::{mapping::Mapping, status::DeliveryStatus, vocabulary::Outcome};

/// Returns the row of one code.
pub(super) const fn code(code: u32, status: DeliveryStatus, reason: &'static str) -> Mapping<RangeInclusive<u32>> {
    codes(code, code, status, reason)
}

/// Returns the row of all codes from the first to the last.
pub(super) const fn codes(
    first: u32,
    last: u32,
    status: DeliveryStatus,
    reason: &'static str,
) -> Mapping<RangeInclusive<u32>> {
    Mapping::new(RangeInclusive::new(first, last), status, reason)
}

/// Returns the status of a code, if there is one and the table knows it.
pub(super) const fn of_code(rows: &[Mapping<RangeInclusive<u32>>], code: Option<u32>) -> Option<DeliveryStatus> {
    let Some(code) = code else { return None };
    let mut row = 0;
    while row < rows.len() {
        if *rows[row].value.start() <= code && code <= *rows[row].value.end() {
            return Some(rows[row].status);
        }
        row += 1;
    }
    None
}

/// Returns the status of a number; [`Undefined`](DeliveryStatus::Undefined) if the table does not know it.
pub(super) const fn of_number(rows: &[Mapping<u16>], number: u16) -> DeliveryStatus {
    let mut row = 0;
    while row < rows.len() {
        if rows[row].value == number {
            return rows[row].status;
        }
        row += 1;
    }
    DeliveryStatus::Undefined
}

/// Returns the status of a word, in upper or lower case; [`Undefined`](DeliveryStatus::Undefined) if the table does not
/// know it.
pub(super) fn of_word(rows: &'static [Mapping<&'static str>], word: &str) -> DeliveryStatus {
    Mapping::of_word(rows, word).map_or(DeliveryStatus::Undefined, |row| row.status)
}

/// Returns the status of the word or, if that is a failure without a cause, of the code.
///
/// What a code says of a message that is on its way or was received does not count. Nor does a code that belongs to such a
/// message count beside a failure.
pub(super) const fn refined(word: DeliveryStatus, code: Option<DeliveryStatus>) -> DeliveryStatus {
    match (word, code) {
        (DeliveryStatus::NotDelivered | DeliveryStatus::Undeliverable | DeliveryStatus::Rejected, Some(cause))
            if matches!(cause.outcome(), Outcome::Failed | Outcome::Unknown) =>
        {
            cause
        }
        _ => word,
    }
}
