//! Jasmin: the delivery receipts of its HTTP API.
//!
//! Jasmin requests your `dlr-url` with the values in the query of a GET request or the form of a POST request, and
//! expects the answer `ACK/Jasmin`. A receipt of level 1 says what the message centre answered, `ESME_ROK` or another
//! name of SMPP; one of level 2 has the word of an SMPP receipt.
//!
//! ```
//! use sms_status::{DeliveryStatus, providers::jasmin};
//!
//! assert_eq!(jasmin::status("UNDELIV"), DeliveryStatus::Undeliverable);
//! assert_eq!(jasmin::status("ESME_RINVSRCADR"), DeliveryStatus::Rejected);
//! ```
//!
//! # What each value is read as
//!
//! The words of a level 2 receipt are read as [`smpp::MessageState`](crate::smpp::MessageState) reads them.
//!
#![doc = include_str!("../../docs/providers/jasmin.md")]
//!
//! Source: Jasmin, [HTTP API](https://docs.jasminsms.com/en/latest/apis/http/index.html), section "Receiving DLR", and
//! `jasmin/managers/content.py`, as of April 2026.

use crate::{mapping::Mapping, status::DeliveryStatus};

/// The row of every other name of an SMPP error.
const OTHER_ERROR: Mapping<&str> =
    Mapping::new("ESME_*", DeliveryStatus::Rejected, "Any other name of an SMPP error: the message centre refused it.");

/// The values of `message_status`. `ESME_*` stands for any other name that begins so.
pub const STATUSES: &[Mapping<&str>] = &[
    Mapping::new("ESME_ROK", DeliveryStatus::Sent, "The message centre took it."),
    Mapping::new(
        "ESME_RINVDSTADR",
        DeliveryStatus::InvalidRecipient,
        "The message centre considers the number invalid.",
    ),
    Mapping::new("ESME_RTHROTTLED", DeliveryStatus::TemporaryOperatorError, "Too many messages were sent at a time."),
    Mapping::new("ESME_RMSGQFUL", DeliveryStatus::TemporaryOperatorError, "The queue of the message centre is full."),
    Mapping::new("ESME_RSYSERR", DeliveryStatus::TemporaryOperatorError, "The message centre failed."),
    OTHER_ERROR,
    Mapping::new("DELIVRD", DeliveryStatus::Received, "It was delivered to its destination."),
    Mapping::new("EXPIRED", DeliveryStatus::Expired, "Its validity period ended before it was delivered."),
    Mapping::new("DELETED", DeliveryStatus::NotDelivered, "It was cancelled; nothing is wrong with the number."),
    Mapping::new("UNDELIV", DeliveryStatus::Undeliverable, "It failed for good, and no cause is given."),
    Mapping::new("ACCEPTD", DeliveryStatus::InProgress, "In practice a relay has accepted it; nothing more is known."),
    Mapping::new("UNKNOWN", DeliveryStatus::Undefined, "The message centre does not know its state."),
    Mapping::new("REJECTD", DeliveryStatus::Rejected, "It was rejected, and no cause is given."),
];

/// Returns the status of what a receipt says: its `message_status`.
#[must_use]
pub fn status(message_status: &str) -> DeliveryStatus {
    let is_error = || message_status.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("ESME_"));
    match Mapping::of_word(STATUSES, message_status) {
        Some(row) => row.status,
        None if is_error() => OTHER_ERROR.status,
        None => DeliveryStatus::Undefined,
    }
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

    /// A delivery receipt.
    ///
    /// ```
    /// use sms_status::{DeliveryStatus, providers::jasmin};
    ///
    /// let form = "id=11111111-2222-3333-4444-555555555555&message_status=DELIVRD&level=2&id_smsc=42&donedate=2601010901&err=000";
    /// let report: jasmin::Report = serde_urlencoded::from_str(form)?;
    /// assert_eq!(report.status(), DeliveryStatus::Received);
    /// # Ok::<(), serde_urlencoded::de::Error>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[non_exhaustive]
    pub struct Report {
        /// `message_status`: the word, as it was received.
        #[serde(rename = "message_status", deserialize_with = "field::word")]
        pub word: String,
        /// `err`: the error of the SMPP receipt, as it was received. What it means is up to the message centre, so it
        /// is not read.
        #[serde(rename = "err", default, deserialize_with = "field::text")]
        pub error: Option<String>,
        /// `id`: Jasmin's id of the message.
        #[serde(rename = "id", default, deserialize_with = "field::text")]
        pub message_id: Option<String>,
        /// `id_smsc`: the message centre's id of the message.
        #[serde(default, deserialize_with = "field::text")]
        pub id_smsc: Option<String>,
        /// `level`: 1 if the message centre answered, 2 if the phone or the network reported.
        #[serde(default, deserialize_with = "field::text")]
        pub level: Option<String>,
        /// `connector`: the connector that the message went through.
        #[serde(default, deserialize_with = "field::text")]
        pub connector: Option<String>,
        /// `subdate`: when it was submitted, as `yyMMddHHmm`.
        #[serde(default, deserialize_with = "field::text")]
        pub subdate: Option<String>,
        /// `donedate`: when the status was reached, as `yyMMddHHmm`.
        #[serde(default, deserialize_with = "field::text")]
        pub donedate: Option<String>,
    }

    impl Report {
        /// Returns the status of the message.
        #[must_use]
        pub fn status(&self) -> DeliveryStatus {
            super::status(&self.word)
        }

        /// Returns Jasmin's id of the message.
        #[must_use]
        pub fn message_id(&self) -> Option<&str> {
            self.message_id.as_deref()
        }

        /// Returns `None`: Jasmin does not report the recipient.
        #[must_use]
        pub const fn recipient(&self) -> Option<&str> {
            None
        }

        /// Returns `None`: Jasmin reports no reference of yours. Put one into the `dlr-url`.
        #[must_use]
        pub const fn reference(&self) -> Option<&str> {
            None
        }
    }

    platform_report!(Report);
}
