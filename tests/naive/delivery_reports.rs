//! The naive way to read a delivery report body, and what it must agree with.

use sms_status::{
    BulkReport, DeliveryStatus,
    smsmode::{self, RecordErrorKind, RecordErrorKind::*},
};

/// A record in the words of the tests: recipient and code, or what is wrong and with which part of the body.
pub type Record<'a> = Result<(&'a str, u16), (usize, &'a str, RecordErrorKind)>;

/// What the crate reads in a body, or the code of the error form.
pub fn read(body: &str) -> Result<Vec<Record<'_>>, u16> {
    let reports = smsmode::delivery_reports(body).map_err(|error| error.code)?;
    let reports = reports.map(|record| match record {
        Ok(report) => Ok((report.recipient, report.code)),
        Err(error) => Err((error.offset, &body[error.range()], error.kind)),
    });
    Ok(reports.collect())
}

/// The naive way to read a body.
pub fn oracle(body: &str) -> Result<Vec<Record<'_>>, u16> {
    let mut offset = if body.starts_with('\u{FEFF}') { 3 } else { 0 };
    let parts: Vec<&str> = body[offset..].split('|').collect();
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let space = [' ', '\t', '\n', '\r', '\x0c'];
    let first = parts[0].trim_matches(space);
    if parts.len() > 1 && digits(first) && (2..=4).contains(&first.len()) {
        return Err(first.parse().unwrap());
    }
    let mut records = Vec::new();
    for part in parts {
        let trimmed = part.trim_matches(space);
        let at = offset + part.find(trimmed).unwrap();
        offset += part.len() + 1;
        let tokens: Vec<&str> = trimmed.split(space).filter(|token| !token.is_empty()).collect();
        let error = |reason| Err((at, trimmed, reason));
        records.push(match tokens.as_slice() {
            [] => continue,
            [recipient, ..] if !digits(recipient.strip_prefix('+').unwrap_or(recipient)) => error(InvalidRecipient),
            [_] => error(MissingCode),
            [_, code, ..] if !digits(code) || code.parse::<u16>().is_err() => error(InvalidCode),
            [recipient, code] => Ok((*recipient, code.parse().unwrap())),
            _ => error(UnexpectedText),
        });
    }
    Ok(records)
}

/// Panics unless the crate reads a body, and counts it, as the naive way does.
#[track_caller]
pub fn check(body: &str) {
    let records = read(body);
    assert_eq!(records, oracle(body), "{body:?}");
    let counted = smsmode::count_delivery_reports(body).map_err(|error| error.code);
    let mut notes = Vec::new();
    let counted_with = smsmode::count_delivery_reports_with(body, |record| notes.push(record));
    assert_eq!(counted_with.map_err(|error| error.code), counted, "{body:?}");
    let expected_notes = smsmode::delivery_reports(body).into_iter().flatten().filter(|record| match record {
        Ok(report) => DeliveryStatus::from_code(report.code).is_none(),
        Err(_) => true,
    });
    assert_eq!(notes, expected_notes.collect::<Vec<_>>(), "{body:?}");
    let expected = records.map(|records| {
        let statuses = records.iter().flatten().map(|&(_, code)| DeliveryStatus::from_code(code));
        let report: BulkReport = statuses.map(|status| status.unwrap_or(DeliveryStatus::Undefined)).collect();
        (report, records.iter().filter(|record| record.is_err()).count() as u64)
    });
    assert_eq!(counted.map(|counted| (counted.report, counted.unreadable)), expected, "{body:?}");
}
