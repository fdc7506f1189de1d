//! The smsmode HTTP API: delivery report bodies.
//!
//! Source: the smsmode HTTP API documents, versions 2.7 to 3.5.

mod delivery_report;
mod request_error;

pub use delivery_report::{
    Counted, DeliveryReport, DeliveryReports, RecordError, RecordErrorReason, count_delivery_reports, delivery_reports,
};
pub use request_error::RequestError;
