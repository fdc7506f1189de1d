use crate::{date_time::DateTime, report_time::from_digits};

/// Reads a date in a receipt, in the formats that vendors use: the digits that [`from_digits`] reads, or `yyyy-MM-dd HH:mm:ss`.
///
/// A fraction is ignored, with or without a dot or comma before it, and so are the zone and the sign at the end.
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
