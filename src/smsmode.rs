//! The smsmode APIs: delivery reports, the status of a message, and the callbacks of both.
//!
//! | what | read with |
//! |---|---|
//! | the body of a delivery report response (`compteRendu.do`) | [`delivery_reports`], [`count_delivery_reports`] |
//! | the body of a status response (`smsStatus.do`) | [`message_status`] |
#![cfg_attr(all(feature = "alloc", feature = "serde"), doc = "| a report callback, a GET request | [`Callback`] |")]
#![cfg_attr(
    all(feature = "alloc", feature = "serde"),
    doc = "| a status callback of the REST API, a POST request | [`rest::StatusCallback`] |"
)]
//!
//! What each code is read as is the table of [`DeliveryStatus`](crate::DeliveryStatus#all-statuses).
//!
//! Source: the smsmode HTTP API documents, versions 2.7 to 3.5.

#[cfg(all(feature = "alloc", feature = "serde"))]
mod callback;
mod delivery_report;
mod message_status;
mod request_error;
#[cfg(all(feature = "alloc", feature = "serde"))]
pub mod rest;

#[cfg(all(feature = "alloc", feature = "serde"))]
pub use callback::Callback;
pub use delivery_report::{
    Counted, DeliveryReport, DeliveryReports, RecordError, RecordErrorReason, count_delivery_reports, delivery_reports,
};
pub use message_status::{MessageStatus, MessageStatusError, message_status};
pub use request_error::RequestError;
