use core::{cmp::Ordering, fmt, str::FromStr};

use crate::date_time::DateTime;

/// The time of an event in a report: a local time and, if the report gives one, its offset from UTC.
///
/// A time without an offset compares as UTC, because few platforms say which zone they mean. Times are ordered by instant and
/// then by offset, so that a [`NumberHistory`](crate::NumberHistory) comes out the same on every machine.
///
/// It parses from these formats:
///
/// | form | example |
/// |---|---|
/// | ISO 8601 and SQL | `2026-04-29T09:30:00.000Z`, `2026-04-29 09:30:00`, `2026/04/29 09:30`, `2026-04-29` |
/// | day first | `29-04-2026 09:30:00`, `29.04.2026 09:30` |
/// | RFC 2822 | `Wed, 29 Apr 2026 09:30:00 +0000` |
/// | digits | 10: `yyMMddHHmm`; 12: `yyMMddHHmmss` or, if that is not a date, `yyyyMMddHHmm`; 13: `yyMMddHHmmss`, with tenths; 14: `yyyyMMddHHmmss`; 15: as 12, with tenths and a zone in quarter hours, or as 14, with tenths; 17: as 14, with milliseconds |
///
/// The parser ignores fractions of a second. An offset is `Z`, `UTC`, `GMT`, `+01:00`, `+0100` or `+01`; a space stands for a
/// `+` that was lost in a form. Ten or thirteen digits may also be Unix time. If a field contains Unix time, use
/// [`from_unix_seconds`](Self::from_unix_seconds) or [`from_unix_millis`](Self::from_unix_millis).
///
/// ```
/// use sms_status::ReportTime;
///
/// let time: ReportTime = "2026-04-29T10:30:00.000+0100".parse()?;
/// assert_eq!(time.unix_seconds(), "2026-04-29 09:30:00".parse().map(ReportTime::unix_seconds)?);
/// assert_eq!(time.to_string(), "2026-04-29T10:30:00+01:00");
/// # Ok::<(), sms_status::ParseReportTimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ReportTime {
    /// The date and time of day, as reported.
    pub local: DateTime,
    /// The offset of the local time from UTC, in minutes.
    pub offset: Option<i16>,
}

impl ReportTime {
    /// Returns the time with this offset from UTC in minutes. `None` means that the offset is unknown.
    #[must_use]
    pub const fn new(local: DateTime, offset: Option<i16>) -> Self {
        Self { local, offset }
    }

    /// Returns the number of seconds since 1970-01-01 00:00 UTC. A time without an offset counts as UTC.
    #[must_use]
    pub const fn unix_seconds(self) -> i64 {
        let DateTime { year, month, day, hour, minute, second } = self.local;
        let minutes = hour as i64 * 60 + minute as i64
            - match self.offset {
                Some(offset) => offset as i64,
                None => 0,
            };
        days_since_1970(year, month, day) * 86_400 + minutes * 60 + second as i64
    }

    /// Returns the time that is this many seconds after 1970-01-01 00:00 UTC, or `None` if it is outside the years 0 to
    /// 9999.
    ///
    /// ```
    /// # use sms_status::ReportTime;
    /// let time = ReportTime::from_unix_seconds(1_777_455_000).map(|time| time.to_string());
    /// assert_eq!(time.as_deref(), Some("2026-04-29T09:30:00Z"));
    /// ```
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let (year, month, day) = date_of_day(days)?;
        let part = |unit: i64, limit: i64| u8::try_from(second / unit % limit).ok();
        Some(Self {
            local: DateTime::new(year, month, day, part(3600, 24)?, part(60, 60)?, part(1, 60)?)?,
            offset: Some(0),
        })
    }

    /// Returns the time that is this many milliseconds after 1970-01-01 00:00 UTC, or `None` if it is outside the years 0
    /// to 9999.
    #[must_use]
    pub fn from_unix_millis(millis: i64) -> Option<Self> {
        Self::from_unix_seconds(millis.div_euclid(1000))
    }
}

/// Returns the number of days from 1970-01-01 to a date of the Gregorian calendar.
///
/// A year begins in March here, so that the leap day is its last day.
const fn days_since_1970(year: u16, month: u8, day: u8) -> i64 {
    let year = year as i64 - (month <= 2) as i64;
    let day_of_year = (153 * ((month as i64 + 9) % 12) + 2) / 5 + day as i64 - 1;
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year - 719_468
}

/// Returns the year, month and day of a number of days since 1970-01-01.
fn date_of_day(days: i64) -> Option<(u16, u8, u8)> {
    const DAYS_IN_400_YEARS: i64 = 146_097;
    let days = days.checked_add(719_468)?;
    let (era, day) = (days.div_euclid(DAYS_IN_400_YEARS), days.rem_euclid(DAYS_IN_400_YEARS));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    Some((u16::try_from(era * 400 + year + next).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

/// Compares the instants, and then the offsets.
impl Ord for ReportTime {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.unix_seconds(), self.offset).cmp(&(other.unix_seconds(), other.offset))
    }
}

impl PartialOrd for ReportTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Prints the time in ISO 8601 format, such as `2026-04-29T10:30:00+01:00`. If the offset is unknown, it prints none.
impl fmt::Display for ReportTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DateTime { year, month, day, hour, minute, second } = self.local;
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

impl FromStr for ReportTime {
    type Err = ParseReportTimeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text.trim()).ok_or(ParseReportTimeError(()))
    }
}

impl TryFrom<&str> for ReportTime {
    type Error = ParseReportTimeError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        text.parse()
    }
}

fn read(text: &str) -> Option<ReportTime> {
    if let Some((local, rest)) = common_form(text) {
        return Some(ReportTime { local, offset: zone(after_fraction(rest))? });
    }
    if text.len() >= 10 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(ReportTime { local: from_digits(text)?, offset: None });
    }
    let ((year, month, day), rest) = date(text)?;
    let rest = rest.strip_prefix(['T', 't']).unwrap_or(rest).trim_start();
    let ((hour, minute, second), rest) = time_of_day(rest).unwrap_or(((0, 0, 0), rest));
    Some(ReportTime { local: DateTime::new(year, month, day, hour, minute, second)?, offset: zone(rest)? })
}

/// Reads `yyyy-MM-dd HH:mm:ss`, which most reports have, and returns what comes after it.
fn common_form(text: &str) -> Option<(DateTime, &str)> {
    let (start, rest) = text.split_at_checked(19)?;
    Some((start.parse().ok()?, rest))
}

/// Reads a year, a month and a day.
fn date(text: &str) -> Option<((u16, u8, u8), &str)> {
    let (first, rest) = match number(text, 4) {
        Some(number) => number,
        // `Wed, ` before the day.
        None => number(text.split_once(',')?.1.trim_start(), 2)?,
    };
    let separator = rest.chars().next()?;
    let rest = &rest[separator.len_utf8()..];
    match separator {
        '-' | '/' | '.' if first.length == 4 => {
            let (month, rest) = number(rest, 2)?;
            let (day, rest) = number(rest.strip_prefix(separator)?, 2)?;
            Some(((first.value, month.small()?, day.small()?), rest))
        }
        '-' | '.' if first.length <= 2 && rest.starts_with(|next: char| next.is_ascii_digit()) => {
            let (month, rest) = number(rest, 2)?;
            let (year, rest) = number(rest.strip_prefix(separator)?, 4)?;
            (year.length == 4).then_some(((year.value, month.small()?, first.small()?), rest))
        }
        ' ' | '-' if first.length <= 2 => {
            let (month, rest) = month_by_name(rest)?;
            let (year, rest) = number(rest.strip_prefix(separator)?, 4)?;
            (year.length == 4).then_some(((year.value, month, first.small()?), rest))
        }
        _ => None,
    }
}

fn month_by_name(text: &str) -> Option<(u8, &str)> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let (name, rest) = text.split_at_checked(3)?;
    let month = (1..).zip(MONTHS).find(|(_, month)| month.eq_ignore_ascii_case(name))?.0;
    Some((month, rest))
}

/// Reads an hour, a minute and, if they are there, a second and its fraction.
fn time_of_day(text: &str) -> Option<((u8, u8, u8), &str)> {
    let (hour, rest) = number(text, 2)?;
    let (minute, rest) = number(rest.strip_prefix(':')?, 2)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => number(rest, 2).map(|(second, rest)| (second.small(), after_fraction(rest)))?,
        None => (Some(0), rest),
    };
    Some(((hour.small()?, minute.small()?, second?), rest))
}

/// Returns what comes after a fraction of a second, if there is one.
fn after_fraction(text: &str) -> &str {
    match text.strip_prefix(['.', ',']) {
        Some(fraction) => fraction.trim_start_matches(|digit: char| digit.is_ascii_digit()),
        None => text,
    }
}

/// Reads an offset from UTC, or nothing: the outer `None` is a text that is neither.
#[allow(clippy::option_option, reason = "a text without an offset is not an error")]
fn zone(text: &str) -> Option<Option<i16>> {
    let name = text.trim();
    if name.is_empty() {
        return Some(None);
    }
    if ["Z", "UTC", "GMT"].iter().any(|utc| utc.eq_ignore_ascii_case(name)) {
        return Some(Some(0));
    }
    let (sign, rest) = match name.strip_prefix('-') {
        Some(rest) => (-1, rest),
        // A form turns a `+` that was not escaped into a space.
        None => (1, name.strip_prefix('+').or_else(|| text.strip_prefix(' ').map(str::trim_start))?),
    };
    let (hours, rest) = number(rest, 2).filter(|(hours, _)| hours.length == 2)?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let (minutes, rest) =
        if rest.is_empty() { (0, rest) } else { number(rest, 2).map(|(minutes, rest)| (minutes.value, rest))? };
    let minutes = i16::try_from(hours.value * 60 + minutes).ok()?;
    (rest.is_empty() && hours.value <= 18).then_some(Some(sign * minutes))
}

struct Digits {
    value: u16,
    length: usize,
}

impl Digits {
    fn small(&self) -> Option<u8> {
        u8::try_from(self.value).ok()
    }
}

/// Reads at most this many digits, but at least one, and returns what comes after them.
fn number(text: &str, most: usize) -> Option<(Digits, &str)> {
    let length = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at(length);
    Some((Digits { value: digits.parse().ok()?, length }, rest))
}

/// Reads a date and time that is nothing but digits. Their number gives the format; see [`ReportTime`].
pub(crate) fn from_digits(digits: &str) -> Option<DateTime> {
    let of_short_year = || of_parts(&[century(digits), digits.get(..12)?]);
    let of_long_year = || of_parts(&[digits.get(..14)?]);
    match digits.len() {
        10 => of_parts(&[century(digits), digits, "00"]),
        12 => of_short_year().or_else(|| of_parts(&[digits, "00"])),
        13 => of_short_year(),
        14 | 17 => of_long_year(),
        15 => of_short_year().or_else(of_long_year),
        _ => None,
    }
}

/// Returns the first two digits of the year whose last two digits start the text.
///
/// The last day of 69 belongs to the last century, since it is Unix time 0 west of Greenwich.
fn century(digits: &str) -> &'static str {
    if digits >= "691231" { "19" } else { "20" }
}

/// Reads the `yyyyMMddHHmmss` that the parts are together.
fn of_parts(parts: &[&str]) -> Option<DateTime> {
    let mut digits = [0; 14];
    let mut places = digits.iter_mut();
    for byte in parts.iter().flat_map(|part| part.bytes()) {
        *places.next()? = byte;
    }
    DateTime::from_digits(digits)
}

/// Writes the string that it prints as.
#[cfg(feature = "serde")]
impl serde::Serialize for ReportTime {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Reads a string that parses as a time.
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for ReportTime {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(crate::vocabulary::ParsedVisitor::new("a date and time"))
    }
}

/// The string is not a date and time in a format that [`ReportTime`] parses from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("expected a date and time such as `2026-04-29T09:30:00Z`, `2026-04-29 09:30:00` or `2604290930`")]
pub struct ParseReportTimeError(());
