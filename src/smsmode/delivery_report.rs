mod record;

use core::{iter::FusedIterator, ops::Range};

pub(super) use record::parse_code;
use record::{Record, RecordReader};

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
        None => Ok(DeliveryReports { body, reader: RecordReader::new(body.as_bytes()) }),
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
    let mut reader = delivery_reports(body)?.reader;
    while let Some(record) = reader.read() {
        match record {
            Ok(record) => counted.report.record(status_of(record.code)),
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
    reader: RecordReader<'a>,
}

impl<'a> Iterator for DeliveryReports<'a> {
    type Item = Result<DeliveryReport<'a>, RecordError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let start = self.body.len() - self.reader.remaining();
        let record = self.reader.read();
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
