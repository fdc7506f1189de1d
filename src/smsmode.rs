//! The smsmode APIs: delivery reports, message statuses, and callbacks from the HTTP and REST APIs.
//!
//! | what | read with |
//! |---|---|
//! | the body of a delivery report response (`compteRendu.do`) | [`delivery_reports`], [`count_delivery_reports`] |
//! | the body of a status response (`smsStatus.do`) | [`MessageStatus::parse`] |
//! | callbacks from both APIs, message lists | [`Platform::Smsmode`](crate::Platform::Smsmode) |
//!
//! [`DeliveryStatus`](crate::DeliveryStatus#all-statuses) lists what each code maps to.
//!
//! Sources: the smsmode HTTP API documentation, versions 2.7 to 3.5, and the pages of the [smsmode support].
//!
//! [smsmode support]: https://support.smsmode.com/

mod delivery_reports;
mod errors;
mod message_status;
mod record_reader;
pub mod rest;

pub use delivery_reports::{
    DeliveryReport, DeliveryReportCounts, DeliveryReports, count_delivery_reports, count_delivery_reports_with,
    delivery_reports,
};
pub use errors::{RecordError, RecordErrorKind, RequestError};
pub use message_status::{MessageStatus, MessageStatusError};
