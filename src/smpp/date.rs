use crate::{date_time::DateTime, report_time::from_digits};

/// Reads a date of a receipt, whose form the vendors choose: the digits that [`from_digits`] reads, also as `yyyy-MM-dd HH:mm:ss`.
///
/// A fraction, also after a point or comma, is left out, as are the zone and the sign at the end.
pub(super) fn read(text: &str) -> Option<DateTime> {
    let text = text.strip_suffix(['+', '-']).unwrap_or(text);
    let (date, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    date.parse().ok().or_else(|| from_digits(date)).filter(|date| is_after_unix_time_0(*date))
}

/// Returns `false` for what message centres write if they have no date: Unix time 0 in any zone, or an earlier date.
fn is_after_unix_time_0(date: DateTime) -> bool {
    (date.year, date.month, date.day) > (1970, 1, 1)
}
