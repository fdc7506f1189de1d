//! The smsmode APIs: delivery reports, the status of a message, and the callbacks of both.
//!
//! | what | read with |
//! |---|---|
//! | the body of a delivery report response (`compteRendu.do`) | [`delivery_reports`], [`count_delivery_reports`] |
//! | the body of a status response (`smsStatus.do`) | [`MessageStatus::parse`] |
#![cfg_attr(all(feature = "alloc", feature = "serde"), doc = "| a report callback, a GET request | [`Callback`] |")]
#![cfg_attr(
    all(feature = "alloc", feature = "serde"),
    doc = "| a status callback of the REST API, a POST request | [`rest::StatusCallback`] |"
)]
//!
//! [`DeliveryStatus`](crate::DeliveryStatus#all-statuses) lists what each code maps to.
//!
//! Sources: the smsmode HTTP API documents, versions 2.7 to 3.5, and the pages of the [smsmode support].
//!
//! [smsmode support]: https://support.smsmode.com/

#[cfg(all(feature = "alloc", feature = "serde"))]
mod callback;
mod delivery_reports;
mod errors;
mod message_status;
mod record_reader;
pub mod rest;

#[cfg(all(feature = "alloc", feature = "serde"))]
pub use callback::Callback;
pub use delivery_reports::{
    DeliveryReport, DeliveryReportCounts, DeliveryReports, count_delivery_reports, count_delivery_reports_with,
    delivery_reports,
};
pub use errors::{RecordError, RecordErrorKind, RequestError};
pub use message_status::{MessageStatus, MessageStatusError};
