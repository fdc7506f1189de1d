mod record;

use core::{iter::FusedIterator, ops::Range};

use record::Record;
pub(super) use record::parse_code;

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
    pub const fn status(&self) -> DeliveryStatus {
        status_of(self.code)
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
    match record::error_form(body.as_bytes()) {
        Some(code) => Err(RequestError::new(code)),
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
    let body = delivery_reports(body)?.body.as_bytes();
    // Four parts in turn, so that none waits for another to know where its next record starts.
    let (left, right) = record::split(body);
    let ((first, second), (third, fourth)) = (record::split(left), record::split(right));
    let mut parts = [first, second, third, fourth];
    let mut counts = [Counted::default(); 4];
    while parts.iter().any(|part| !part.is_empty()) {
        for (part, counted) in parts.iter_mut().zip(&mut counts) {
            let (record, rest) = Record::read(part);
            match record {
                Some(Ok(record)) => counted.report.record(status_of(record.code)),
                Some(Err(_)) => counted.unreadable += 1,
                None => {}
            }
            *part = rest;
        }
    }
    Ok(counts.into_iter().fold(Counted::default(), |sum, part| Counted {
        report: sum.report + part.report,
        unreadable: sum.unreadable + part.unreadable,
    }))
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

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.body.as_bytes().get(self.offset..).unwrap_or_default();
        let (record, after) = Record::read(rest);
        let start = self.offset;
        self.offset += rest.len() - after.len();
        Some(match record? {
            Ok(Record { recipient, code }) => {
                let recipient = start + recipient.start..start + recipient.end;
                Ok(DeliveryReport { recipient: self.body.get(recipient).unwrap_or_default(), code })
            }
            Err(error) => Err(RecordError { offset: start + error.offset, ..error }),
        })
    }
}

impl FusedIterator for DeliveryReports<'_> {}

const fn status_of(code: u16) -> DeliveryStatus {
    match DeliveryStatus::from_code(code) {
        Some(status) => status,
        None => DeliveryStatus::Undefined,
    }
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
