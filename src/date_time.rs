use core::{fmt, str::FromStr};

/// A date and a time of day, of the zone that its source is known to use: reports give none.
///
/// Every value that the crate makes is a valid date of the Gregorian calendar and a valid time of day. The order is that
/// of time.
///
/// It parses from `yyyy-MM-dd HH:mm:ss`, also with a `T` between date and time, and prints with a space there.
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
    /// The date and time of these numbers, `None` where there is no such day or time.
    #[must_use]
    pub const fn new(year: u16, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Option<Self> {
        let is_date = year <= 9999 && 1 <= day && day <= days_in_month(year, month);
        let is_time = hour < 24 && minute < 60 && second < 60;
        if is_date && is_time { Some(Self { year, month, day, hour, minute, second }) } else { None }
    }
}

/// The number of days of a month, 0 for a number that is no month.
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

/// Reads `yyyy-MM-dd HH:mm:ss`, digits at the places of letters and the rest as it stands.
fn read(text: &[u8]) -> Option<DateTime> {
    let mut digits = [0; 14];
    let mut places = digits.iter_mut();
    if text.len() != FORM.len() {
        return None;
    }
    for (&byte, &form) in text.iter().zip(FORM) {
        match form {
            b'0' => *places.next()? = byte,
            b' ' if byte == b'T' => {}
            _ if byte == form => {}
            _ => return None,
        }
    }
    from_digits(&digits)
}

const FORM: &[u8; 19] = b"0000-00-00 00:00:00";

/// The date and time of the 14 digits `yyyyMMddHHmmss`.
pub(crate) fn from_digits(digits: &[u8; 14]) -> Option<DateTime> {
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let pair = |at: usize| (digits[at] - b'0') * 10 + (digits[at + 1] - b'0');
    let year = u16::from(pair(0)) * 100 + u16::from(pair(2));
    DateTime::new(year, pair(4), pair(6), pair(8), pair(10), pair(12))
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day, hour, minute, second } = self;
        write!(f, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

/// A text is no date and time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date and time of the form `yyyy-MM-dd HH:mm:ss`")]
pub struct ParseDateTimeError(());
