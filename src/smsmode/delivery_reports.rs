use core::iter::FusedIterator;

use super::{
    RecordError, RequestError,
    record_reader::{Record, RecordReader, error_form},
};
use crate::{bulk_report::BulkReport, status::DeliveryStatus};

/// The report on one recipient, in the body of a delivery report response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct DeliveryReport<'a> {
    /// The recipient's number in international form, as received: usually digits without a `+`.
    pub recipient: &'a str,
    /// The status code, as received.
    pub code: u16,
}

impl DeliveryReport<'_> {
    /// Returns the status, or [`Undefined`](DeliveryStatus::Undefined) if the code is unknown.
    #[must_use]
    pub const fn status(&self) -> DeliveryStatus {
        DeliveryStatus::from_code_lossy(self.code)
    }
}

/// An iterator over the records of a delivery report body, returned by [`delivery_reports`].
#[derive(Clone, Debug)]
pub struct DeliveryReports<'a> {
    body: &'a str,
    reader: RecordReader<'a>,
}

/// Reads the body of a delivery report response (`compteRendu.do`), record by record, without allocation.
///
/// A record is `recipient code`, and records are separated by `|`. The reader ignores ASCII white space around tokens, empty
/// records, and a byte order mark at the start.
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
/// Returns an error if the body is an error response, such as `31 | Internal error`. If a record cannot be read, the iterator
/// returns an `Err` and continues with the next record.
pub fn delivery_reports(body: &str) -> Result<DeliveryReports<'_>, RequestError> {
    let records = body.strip_prefix('\u{FEFF}').unwrap_or(body).as_bytes();
    match error_form(records) {
        Some(code) => Err(RequestError::new(code)),
        None => Ok(DeliveryReports { body, reader: RecordReader::new(records) }),
    }
}

impl<'a> DeliveryReports<'a> {
    /// Returns the report of a record that starts at this offset, or the error of one that cannot be read.
    #[inline]
    fn resolve(&self, start: usize, record: Result<Record, RecordError>) -> Result<DeliveryReport<'a>, RecordError> {
        match record {
            Ok(Record { recipient, code }) => {
                let recipient = start + recipient.start..start + recipient.end;
                Ok(DeliveryReport { recipient: self.body.get(recipient).unwrap_or_default(), code })
            }
            Err(error) => Err(RecordError { offset: start + error.offset, ..error }),
        }
    }
}

impl<'a> Iterator for DeliveryReports<'a> {
    type Item = Result<DeliveryReport<'a>, RecordError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let start = self.body.len() - self.reader.remaining();
        let record = self.reader.read()?;
        Some(self.resolve(start, record))
    }
}

impl FusedIterator for DeliveryReports<'_> {}

/// Counts the statuses in the body of a delivery report response.
///
/// For every body, the counts match the items of [`delivery_reports`].
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
/// Returns an error if the body is an error response.
pub fn count_delivery_reports(body: &str) -> Result<DeliveryReportCounts, RequestError> {
    count_delivery_reports_with(body, |_| {})
}

/// Counts the statuses in the body of a delivery report response, and passes on each record that needs attention.
///
/// It calls `note` with each report whose code is unknown, and with the error of each record that cannot be read, in the order
/// of the body. This takes one pass, and is as fast as counting alone.
///
/// ```
/// use sms_status::smsmode;
///
/// let (mut unknown, mut unreadable) = (Vec::new(), Vec::new());
/// let counted = smsmode::count_delivery_reports_with("33600000000 11 | 33611111111 4711 | oops", |record| match record {
///     Ok(report) => unknown.push(report.code),
///     Err(error) => unreadable.push(error.offset),
/// })?;
/// assert_eq!(counted.report.total(), 2);
/// assert_eq!((unknown, unreadable), (vec![4711], vec![36]));
/// # Ok::<(), smsmode::RequestError>(())
/// ```
///
/// # Errors
///
/// Returns an error if the body is an error response.
pub fn count_delivery_reports_with<'a>(
    body: &'a str,
    mut note: impl FnMut(Result<DeliveryReport<'a>, RecordError>),
) -> Result<DeliveryReportCounts, RequestError> {
    let mut counted = DeliveryReportCounts::default();
    let mut reports = delivery_reports(body)?;
    loop {
        let start = body.len() - reports.reader.remaining();
        let Some(record) = reports.reader.read() else { return Ok(counted) };
        match record.as_ref().map(|record| DeliveryStatus::from_code(record.code)) {
            Ok(Some(status)) => {
                counted.report.record(status);
                continue;
            }
            Ok(None) => counted.report.record(DeliveryStatus::Undefined),
            Err(_) => counted.unreadable += 1,
        }
        note(reports.resolve(start, record));
    }
}

/// The number of reports with each status in a body, returned by [`count_delivery_reports`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct DeliveryReportCounts {
    /// The statuses of the records that could be read. An unknown code counts as
    /// [`Undefined`](DeliveryStatus::Undefined).
    pub report: BulkReport,
    /// The number of records that could not be read.
    pub unreadable: u64,
}
