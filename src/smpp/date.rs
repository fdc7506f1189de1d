use crate::date_time::DateTime;

/// Reads a date of a receipt, whose form the vendors choose.
///
/// | digits | form |
/// |--:|---|
/// | 10 | `yyMMddHHmm` |
/// | 12 | `yyMMddHHmmss`, or `yyyyMMddHHmm` if the first is not a date |
/// | 13 | `yyMMddHHmmss` and tenths |
/// | 14 | `yyyyMMddHHmmss`, also as `yyyy-MM-dd HH:mm:ss` |
/// | 15 | `yyMMddHHmmss`, tenths, and the quarter hours of a zone (SMPP 3.4, 7.1.1); or as 14, and tenths |
/// | 17 | `yyyyMMddHHmmss` and milliseconds |
///
/// A fraction, also after a point or comma, is left out, as are the zone and the sign at the end.
pub(super) fn read(text: &str) -> Option<DateTime> {
    let text = text.strip_suffix(['+', '-']).unwrap_or(text);
    let (date, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    date.parse().ok().or_else(|| read_digits(date)).filter(|date| is_after_unix_time_0(*date))
}

/// Returns `false` for what message centres write if they have no date: Unix time 0 in any zone, or an earlier date.
fn is_after_unix_time_0(date: DateTime) -> bool {
    (date.year, date.month, date.day) > (1970, 1, 1)
}

fn read_digits(digits: &str) -> Option<DateTime> {
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
