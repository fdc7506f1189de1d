//! Octopush: the acknowledgements of receipt.
//!
//! Octopush sends one as the JSON body of a POST request.
//!
//! ```
//! use sms_status::{DeliveryStatus, providers::octopush};
//!
//! assert_eq!(octopush::status("BAD_DESTINATION"), DeliveryStatus::InvalidRecipient);
//! ```
//!
//! # What each value is read as
//!
#![doc = include_str!("../../docs/providers/octopush.md")]
//!
//! Source: Octopush, [Acknowledge receipt](https://dev.octopush.com/en/sms-gateway-api-documentation/), and its
//! reference on octopush-api.readme.io, read in 2026.

use super::table;
use crate::{mapping::Mapping, status::DeliveryStatus};

/// The values of `status`.
pub const STATUSES: &[Mapping<&str>] = &[
    Mapping::new("PROCESSED", DeliveryStatus::InProgress, "The platform is working on it."),
    Mapping::new("ACK", DeliveryStatus::Sent, "The first carrier took it."),
    Mapping::new("DELIVERED", DeliveryStatus::Delivered, "It was delivered."),
    Mapping::new("READ", DeliveryStatus::Read, "The recipient read it."),
    Mapping::new("NOT_DELIVERED", DeliveryStatus::NotDelivered, "It was not delivered, and no cause is given."),
    Mapping::new("NOT_ALLOWED", DeliveryStatus::Rejected, "It was not allowed."),
    Mapping::new("BAD_DESTINATION", DeliveryStatus::InvalidRecipient, "The number is not valid."),
    Mapping::new(
        "BLACKLISTED_NUMBER",
        DeliveryStatus::Blacklisted,
        "Octopush, Acknowledge receipt: the number is blacklisted.",
    ),
    Mapping::new("UNKNOWN_DELIVERY", DeliveryStatus::Undefined, "No report came."),
    Mapping::new("UNDEFINED", DeliveryStatus::Undefined, "Nothing is known."),
];

/// Returns the status of what an acknowledgement says: its `status`.
#[must_use]
pub fn status(status: &str) -> DeliveryStatus {
    table::of_word(STATUSES, status)
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

    /// An acknowledgement of receipt.
    ///
    /// ```
    /// use sms_status::{DeliveryStatus, providers::octopush};
    ///
    /// let body = r#"{"channel":"SMS","message_id":"sms_made_up_1","number":"+33600000000","status":"DELIVERED",
    ///     "delivery_date":"2026-01-01 09:00:05"}"#;
    /// let report: octopush::Report = serde_json::from_str(body)?;
    /// assert_eq!(report.status(), DeliveryStatus::Delivered);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[non_exhaustive]
    pub struct Report {
        /// `status`: the word, as it was received.
        #[serde(rename = "status", deserialize_with = "field::word")]
        pub word: String,
        /// `message_id`: Octopush's id of the message.
        #[serde(default, deserialize_with = "field::text")]
        pub message_id: Option<String>,
        /// `number`: the recipient's number, with `+`.
        #[serde(rename = "number", default, deserialize_with = "field::text")]
        pub recipient: Option<String>,
        /// `channel`: the channel of the message.
        #[serde(default, deserialize_with = "field::text")]
        pub channel: Option<String>,
        /// `delivery_date`: when the status was reached, as `yyyy-MM-dd HH:mm:ss`.
        #[serde(default, deserialize_with = "field::text")]
        pub delivery_date: Option<String>,
    }

    impl Report {
        /// Returns the status of the message.
        #[must_use]
        pub fn status(&self) -> DeliveryStatus {
            super::status(&self.word)
        }

        /// Returns Octopush's id of the message.
        #[must_use]
        pub fn message_id(&self) -> Option<&str> {
            self.message_id.as_deref()
        }

        /// Returns the recipient's number.
        #[must_use]
        pub fn recipient(&self) -> Option<&str> {
            self.recipient.as_deref()
        }

        /// Returns `None`: Octopush reports no reference of yours.
        #[must_use]
        pub const fn reference(&self) -> Option<&str> {
            None
        }
    }

    platform_report!(Report);
}
