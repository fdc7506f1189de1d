use core::{fmt, str::FromStr};

#[cfg(feature = "serde")]
use crate::vocabulary::ParsedVisitor;

/// A date and time of day without a time zone, because most sources give none.
///
/// Every value that the crate creates is a valid date of the Gregorian calendar and a valid time of day. Values are ordered
/// chronologically.
///
/// It parses from `yyyy-MM-dd HH:mm:ss`, with a space or a `T` between the date and the time, and prints with a space.
///
/// ```
/// use sms_status::DateTime;
/// assert_eq!("2010-03-25 09:52:17".parse(), Ok(DateTime::new(2010, 3, 25, 9, 52, 17).unwrap()));
/// assert_eq!(DateTime::new(2010, 2, 29, 0, 0, 0), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct DateTime {
    /// The year, from 0 to 9999.
    pub year: u16,
    /// The month, from 1 to 12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
    /// The hour, from 0 to 23.
    pub hour: u8,
    /// The minute, from 0 to 59.
    pub minute: u8,
    /// The second, from 0 to 59.
    pub second: u8,
}

impl DateTime {
    /// Returns the date and time with these values, or `None` if there is no such date or time.
    #[must_use]
    pub const fn new(year: u16, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Option<Self> {
        let is_date = year <= 9999 && 1 <= day && day <= days_in_month(year, month);
        let is_time = hour < 24 && minute < 60 && second < 60;
        if is_date && is_time { Some(Self { year, month, day, hour, minute, second }) } else { None }
    }

    /// Returns the date and time of the text `yyyyMMddHHmmss`.
    pub(crate) fn from_digits(text: [u8; 14]) -> Option<Self> {
        if !text.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let pair = |at: usize| (text[at] - b'0') * 10 + (text[at + 1] - b'0');
        let year = u16::from(pair(0)) * 100 + u16::from(pair(2));
        Self::new(year, pair(4), pair(6), pair(8), pair(10), pair(12))
    }
}

/// Returns the number of days of a month, or 0 for a number that is not a month.
const fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

impl FromStr for DateTime {
    type Err = ParseDateTimeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text.as_bytes()).ok_or(ParseDateTimeError(()))
    }
}

/// Reads what [`FromStr`] reads.
impl TryFrom<&str> for DateTime {
    type Error = ParseDateTimeError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// The form of a text: a digit at each zero, and a space or a `T` at the space.
const FORM: &[u8; 19] = b"0000-00-00 00:00:00";

fn read(text: &[u8]) -> Option<DateTime> {
    if text.len() != FORM.len() {
        return None;
    }
    let mut digits = [0; 14];
    let mut places = digits.iter_mut();
    for (&byte, &form) in text.iter().zip(FORM) {
        match form {
            b'0' => *places.next()? = byte,
            b' ' if byte == b'T' => {}
            _ if byte == form => {}
            _ => return None,
        }
    }
    DateTime::from_digits(digits)
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day, hour, minute, second } = self;
        write!(f, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

/// Writes the string that it prints as.
#[cfg(feature = "serde")]
impl serde::Serialize for DateTime {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Reads the string that it parses from; anything else is an error.
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for DateTime {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(ParsedVisitor::new("a date and time of the form `yyyy-MM-dd HH:mm:ss`"))
    }
}

/// The string is not a date and time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("expected a date and time such as `2010-03-25 09:52:17`")]
pub struct ParseDateTimeError(());
