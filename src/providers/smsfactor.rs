//! smsfactor, also known as smsup: delivery reports.
//!
//! smsfactor sends a report as the JSON body of a POST request.
//!
//! ```
//! use sms_status::{DeliveryStatus, providers::smsfactor};
//!
//! assert_eq!(smsfactor::status(2), DeliveryStatus::Sent);
//! assert_eq!(smsfactor::status(5), DeliveryStatus::InvalidRecipient);
//! ```
//!
//! # What each value is read as
//!
//! Note 2: in spite of its name, it is not a failure.
//!
#![doc = include_str!("../../docs/providers/smsfactor.md")]
//!
//! Source: smsfactor, [SMS API](https://dev.smsfactor.com/), and smsup, [SMS API](https://doc.smsup.ch/), webhooks,
//! read in 2026.

use super::table;
use crate::{mapping::Mapping, status::DeliveryStatus};

/// The values of `status`.
pub const STATUSES: &[Mapping<u16>] = &[
    Mapping::new(0, DeliveryStatus::InProgress, "It is not sent yet."),
    Mapping::new(1, DeliveryStatus::Sent, "It was sent."),
    Mapping::new(2, DeliveryStatus::Sent, "`NOT_DELIVERED`: it was sent and is not delivered yet."),
    Mapping::new(3, DeliveryStatus::Delivered, "It was delivered."),
    Mapping::new(4, DeliveryStatus::Rejected, "It was not allowed."),
    Mapping::new(5, DeliveryStatus::InvalidRecipient, "The number is not valid."),
    Mapping::new(6, DeliveryStatus::Rejected, "The sender's name is not valid."),
    Mapping::new(7, DeliveryStatus::RoutingError, "No route leads to the number."),
    Mapping::new(9, DeliveryStatus::Rejected, "It was refused."),
    Mapping::new(11, DeliveryStatus::TemporaryOperatorError, "The network failed."),
    Mapping::new(12, DeliveryStatus::Expired, "It expired before a report came."),
];

/// Returns the status of what a report says: its `status`.
#[must_use]
pub const fn status(status: u16) -> DeliveryStatus {
    table::of_number(STATUSES, status)
}

#[cfg(all(feature = "alloc", feature = "serde"))]
pub use self::report::Report;

#[cfg(all(feature = "alloc", feature = "serde"))]
mod report {
    use alloc::string::String;

    use serde::Deserialize;

    use crate::{
        providers::{field, report::platform_report},
        status::DeliveryStatus,
    };

    /// A delivery report.
    ///
    /// ```
    /// use sms_status::{DeliveryStatus, providers::smsfactor};
    ///
    /// let body = r#"{"status":3,"destination":"33600000000","message_id":1,"campaign_id":2,"date":"2026-01-01T09:00:05+01:00"}"#;
    /// let report: smsfactor::Report = serde_json::from_str(body)?;
    /// assert_eq!(report.status(), DeliveryStatus::Delivered);
    /// assert_eq!(report.message_id(), Some("1"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[non_exhaustive]
    pub struct Report {
        /// `status`: the number, as it was received.
        #[serde(rename = "status", deserialize_with = "field::required_number")]
        pub code: u16,
        /// `message_id`: smsfactor's id of the message.
        #[serde(default, deserialize_with = "field::text")]
        pub message_id: Option<String>,
        /// `campaign_id`: smsfactor's id of the sending.
        #[serde(default, deserialize_with = "field::text")]
        pub campaign_id: Option<String>,
        /// `destination`: the recipient's number.
        #[serde(rename = "destination", default, deserialize_with = "field::text")]
        pub recipient: Option<String>,
        /// `date`: when the status was reached, as in RFC 3339.
        #[serde(default, deserialize_with = "field::text")]
        pub date: Option<String>,
    }

    impl Report {
        /// Returns the status of the message.
        #[must_use]
        pub const fn status(&self) -> DeliveryStatus {
            super::status(self.code)
        }

        /// Returns smsfactor's id of the message.
        #[must_use]
        pub fn message_id(&self) -> Option<&str> {
            self.message_id.as_deref()
        }

        /// Returns the recipient's number.
        #[must_use]
        pub fn recipient(&self) -> Option<&str> {
            self.recipient.as_deref()
        }

        /// Returns `None`: smsfactor reports no reference of yours.
        #[must_use]
        pub const fn reference(&self) -> Option<&str> {
            None
        }
    }

    platform_report!(Report);
}
