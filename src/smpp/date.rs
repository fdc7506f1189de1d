use crate::date_time::DateTime;

/// Reads a date of a receipt, whose form the vendors choose.
///
/// | digits | form |
/// |--:|---|
/// | 10 | `yyMMddHHmm` |
/// | 12 | `yyMMddHHmmss`, or `yyyyMMddHHmm` where the first is no date |
/// | 13 | `yyMMddHHmmss` and tenths |
/// | 14 | `yyyyMMddHHmmss` |
/// | 15 | `yyMMddHHmmss`, tenths, and the quarter hours of a zone (SMPP 3.4, 7.1.1); or as 14, and tenths |
/// | 17 | `yyyyMMddHHmmss` and milliseconds |
///
/// A fraction, also after a point or comma, is left out, as are the zone and the sign at the end. Years of two digits
/// are those from 2000 to 2099.
pub(super) fn read(text: &str) -> Option<DateTime> {
    let text = text.strip_suffix(['+', '-']).unwrap_or(text);
    let (digits, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    if !digits.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let of_short_year = || read_digits(&["20", digits.get(..12)?]);
    let of_long_year = || read_digits(&[digits.get(..14)?]);
    match digits.len() {
        10 => read_digits(&["20", digits, "00"]),
        12 => of_short_year().or_else(|| read_digits(&[digits, "00"])),
        13 => of_short_year(),
        14 | 17 => of_long_year(),
        15 => of_short_year().or_else(of_long_year),
        _ => None,
    }
}

/// Reads the `yyyyMMddHHmmss` that the parts are together.
fn read_digits(parts: &[&str]) -> Option<DateTime> {
    let mut digits = [0; 14];
    let mut places = digits.iter_mut();
    for byte in parts.iter().flat_map(|part| part.bytes()) {
        *places.next()? = byte;
    }
    DateTime::from_digits(digits)
}
