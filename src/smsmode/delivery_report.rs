use core::{iter::FusedIterator, ops::Range};

use super::RequestError;
use crate::{BulkReport, DeliveryStatus};

/// One recipient's report in the body of a delivery report response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct DeliveryReport<'a> {
    /// The recipient's number in international form, as it was received: digits, without `+` as a rule.
    pub recipient: &'a str,
    /// The status code, as it was received.
    pub code: u16,
}

impl DeliveryReport<'_> {
    /// The status; [`Undefined`](DeliveryStatus::Undefined) where the code is not known.
    #[must_use]
    pub fn status(&self) -> DeliveryStatus {
        DeliveryStatus::from_code(self.code).unwrap_or(DeliveryStatus::Undefined)
    }
}

/// Reads the body of a delivery report response (`compteRendu.do`), record by record, without allocation.
///
/// Records are `recipient code`, separated by `|`. ASCII white space around a token does not matter, and nothing at all
/// between two separators is no record.
///
/// ```
/// use sms_status::{DeliveryStatus, smsmode};
///
/// let reports = smsmode::delivery_reports("33600000000 11 | 33611111111 13")?;
/// let statuses: Vec<_> = reports.flatten().map(|report| report.status()).collect();
/// assert_eq!(statuses, [DeliveryStatus::Received, DeliveryStatus::DeliveredToOperator]);
/// # Ok::<(), smsmode::RequestError>(())
/// ```
///
/// # Errors
///
/// The body is the error form of a response, `31 | Internal error`. A record that cannot be read is an error of its own,
/// from the iterator, which then goes on with the next record.
pub fn delivery_reports(body: &str) -> Result<DeliveryReports<'_>, RequestError> {
    match request_error(body) {
        Some(error) => Err(error),
        None => Ok(DeliveryReports { body, offset: 0 }),
    }
}

/// Counts the statuses of the body of a delivery report response.
///
/// The counts are those of [`delivery_reports`], on every input.
///
/// ```
/// use sms_status::{DeliveryStatus, smsmode};
///
/// let counted = smsmode::count_delivery_reports("33600000000 11 | 33611111111")?;
/// assert_eq!(counted.report.count(DeliveryStatus::Received), 1);
/// assert_eq!(counted.unreadable, 1);
/// # Ok::<(), smsmode::RequestError>(())
/// ```
///
/// # Errors
///
/// The body is the error form of a response.
pub fn count_delivery_reports(body: &str) -> Result<Counted, RequestError> {
    let mut counted = Counted::default();
    for record in delivery_reports(body)? {
        match record {
            Ok(report) => counted.report.record(report.status()),
            Err(_) => counted.unreadable += 1,
        }
    }
    Ok(counted)
}

/// What [`count_delivery_reports`] counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Counted {
    /// The statuses of the records that could be read; an unknown code counts as
    /// [`Undefined`](DeliveryStatus::Undefined).
    pub report: BulkReport,
    /// The number of records that could not be read.
    pub unreadable: u64,
}

/// The records of a delivery report body, from [`delivery_reports`].
#[derive(Clone, Debug)]
pub struct DeliveryReports<'a> {
    body: &'a str,
    /// Where the next record starts.
    offset: usize,
}

impl<'a> Iterator for DeliveryReports<'a> {
    type Item = Result<DeliveryReport<'a>, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let start = self.offset;
            let rest = self.body.get(start..).filter(|rest| !rest.is_empty())?;
            let record = rest.split('|').next().unwrap_or(rest);
            self.offset = start + record.len() + 1;
            let leading = record.len() - record.trim_ascii_start().len();
            let record = record.trim_ascii();
            if !record.is_empty() {
                let error = |reason| RecordError { offset: start + leading, length: record.len(), reason };
                return Some(read_record(record).map_err(error));
            }
        }
    }
}

impl FusedIterator for DeliveryReports<'_> {}

fn read_record(record: &str) -> Result<DeliveryReport<'_>, RecordErrorReason> {
    let mut tokens = record.split_ascii_whitespace();
    let recipient = tokens.next().unwrap_or_default();
    if !is_number(recipient.strip_prefix('+').unwrap_or(recipient)) {
        return Err(RecordErrorReason::InvalidRecipient);
    }
    let code = tokens.next().ok_or(RecordErrorReason::MissingCode)?;
    let code = parse_code(code).ok_or(RecordErrorReason::InvalidCode)?;
    match tokens.next() {
        Some(_) => Err(RecordErrorReason::UnexpectedText),
        None => Ok(DeliveryReport { recipient, code }),
    }
}

/// The error of the request, where the body starts with a code of 2 to 4 digits and a separator.
fn request_error(body: &str) -> Option<RequestError> {
    let (code, _) = body.split_once('|')?;
    let code = code.trim_ascii();
    (2..=4).contains(&code.len()).then(|| parse_code(code)).flatten().map(RequestError::new)
}

pub(super) fn parse_code(text: &str) -> Option<u16> {
    is_number(text).then(|| text.parse().ok()).flatten()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A record of a delivery report body cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("record at byte {offset}: {reason}")]
#[non_exhaustive]
pub struct RecordError {
    /// Where the record starts in the body, in bytes.
    pub offset: usize,
    /// How long the record is, in bytes, without the space around it.
    pub length: usize,
    /// What is wrong with it.
    pub reason: RecordErrorReason,
}

impl RecordError {
    /// Where the record is in the body, in bytes.
    ///
    /// ```
    /// # use sms_status::smsmode;
    /// let body = "33600000000 11 | 33611111111 eleven";
    /// let error = smsmode::delivery_reports(body)?.find_map(Result::err);
    /// assert_eq!(error.map(|error| &body[error.range()]), Some("33611111111 eleven"));
    /// # Ok::<(), smsmode::RequestError>(())
    /// ```
    #[must_use]
    pub const fn range(&self) -> Range<usize> {
        self.offset..self.offset + self.length
    }
}

/// What is wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum RecordErrorReason {
    /// The first token is not a number: digits, with or without `+`.
    #[error("the recipient is not a number")]
    InvalidRecipient,
    /// There is a recipient and nothing else.
    #[error("the code is missing")]
    MissingCode,
    /// The second token is not a whole number from 0 to 65535.
    #[error("the code is not a number from 0 to 65535")]
    InvalidCode,
    /// Something follows the code.
    #[error("unexpected text after the code")]
    UnexpectedText,
}
