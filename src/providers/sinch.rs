//! Sinch: the delivery reports of its REST API for SMS.
//!
//! Sinch sends a report as the JSON body of a POST request. Read here is `recipient_delivery_report_sms`, the report on
//! one recipient, which you get if you ask for `per_recipient` reports. A `delivery_report_sms` is about a whole batch
//! and has no recipients by default: it is not read.
//!
//! ```
//! use sms_status::{DeliveryStatus, providers::sinch};
//!
//! assert_eq!(sinch::status("Failed", Some(404)), DeliveryStatus::TemporaryOperatorError);
//! assert_eq!(sinch::status("Dispatched", Some(401)), DeliveryStatus::Sent);
//! ```
//!
//! # What each value is read as
//!
//! A code counts only with `Aborted`, `Cancelled`, `Rejected`, `Deleted` and `Failed`; `0` is no error. Codes below 400
//! are those of Sinch's SMPP interface. No page of Sinch says that a number is to be removed. `Deleted` may be for a
//! incorrect number or for an opt-out, which call for different actions, so it is read as neither.
//!
#![doc = include_str!("../../docs/providers/sinch.md")]
//!
//! Source: Sinch, [SMS API, Delivery
//! reports](https://developers.sinch.com/docs/sms/api-reference/sms/tag/Delivery-reports/), and the
//! `DeliveryReceiptStatusCode` of its SDK, as of July 2026; Sinch, [SMPP error
//! codes](https://developers.sinch.com/docs/sms/smpp/error-codes) and [10DLC
//! errors](https://developers.sinch.com/docs/sms/smpp/10dlc-errors), read in 2026.

use core::ops::RangeInclusive;

use super::table::{self, code, codes};
use crate::{mapping::Mapping, status::DeliveryStatus};

/// The values of `status`.
pub const STATUSES: &[Mapping<&str>] = &[
    Mapping::new("Queued", DeliveryStatus::InProgress, "It waits to be sent."),
    Mapping::new("Dispatched", DeliveryStatus::Sent, "The message centre took it."),
    Mapping::new("Aborted", DeliveryStatus::Rejected, "It was stopped before it reached the message centre."),
    Mapping::new("Cancelled", DeliveryStatus::NotDelivered, "The sender cancelled it."),
    Mapping::new("Rejected", DeliveryStatus::Rejected, "The message centre refused it."),
    Mapping::new(
        "Deleted",
        DeliveryStatus::NotDelivered,
        "A message centre deleted it, for an incorrect number or for an opt-out; which one is not said.",
    ),
    Mapping::new("Delivered", DeliveryStatus::Delivered, "It was delivered."),
    Mapping::new("Failed", DeliveryStatus::NotDelivered, "It was not delivered."),
    Mapping::new("Expired", DeliveryStatus::Expired, "It expired before it was delivered."),
    Mapping::new("Unknown", DeliveryStatus::Undefined, "No receipt came, or none that could be read."),
];

/// The values of `code`.
pub const ERRORS: &[Mapping<RangeInclusive<u32>>] = &[
    code(15, DeliveryStatus::PermanentAntiSpamError, "A filter took it for spam."),
    code(60, DeliveryStatus::Rejected, "The sender's campaign is not active."),
    code(62, DeliveryStatus::PermanentAntiSpamError, "A filter took it for spam."),
    code(64, DeliveryStatus::Rejected, "A quota of the sender is used up."),
    code(100, DeliveryStatus::InvalidRecipient, "The network does not know the subscriber. Check the number."),
    codes(101, 102, DeliveryStatus::TemporaryOperatorError, "The network failed."),
    codes(106, 107, DeliveryStatus::TemporaryOperatorError, "The network failed."),
    code(150, DeliveryStatus::InvalidRecipient, "The network does not know the subscriber. Check the number."),
    code(151, DeliveryStatus::Undeliverable, "The network does not admit the subscriber."),
    code(152, DeliveryStatus::Undeliverable, "The subscription has no SMS service."),
    code(153, DeliveryStatus::TemporaryAbsenceError, "The phone was off or out of coverage."),
    code(154, DeliveryStatus::Undeliverable, "The network does not support the service."),
    code(155, DeliveryStatus::TemporaryOperatorError, "The network failed."),
    code(158, DeliveryStatus::TemporaryPhoneError, "Too many messages wait for the phone."),
    code(159, DeliveryStatus::TemporaryAbsenceError, "The phone was off or out of coverage."),
    code(200, DeliveryStatus::TemporaryAbsenceError, "The network could not identify the phone."),
    codes(201, 202, DeliveryStatus::TemporaryAbsenceError, "The phone was off or out of coverage."),
    code(203, DeliveryStatus::TemporaryPhoneError, "The phone was busy."),
    code(204, DeliveryStatus::Undeliverable, "The network does not support the service."),
    codes(205, 206, DeliveryStatus::Undeliverable, "The network does not admit the subscriber or the phone."),
    code(207, DeliveryStatus::TemporaryOperatorError, "The network failed."),
    codes(210, 212, DeliveryStatus::TemporaryPhoneError, "The phone did not take it, such as for lack of memory."),
    codes(250, 257, DeliveryStatus::Rejected, "The number is barred; who asked for that is not said."),
    codes(300, 304, DeliveryStatus::InvalidRecipient, "The number is not valid."),
    code(400, DeliveryStatus::InProgress, "It waits to be sent."),
    code(401, DeliveryStatus::Sent, "The message centre took it."),
    code(402, DeliveryStatus::Rejected, "The message centre refused it: it has no route."),
    code(403, DeliveryStatus::InternalError, "The platform failed."),
    code(404, DeliveryStatus::TemporaryOperatorError, "It failed for now. Try again later."),
    code(405, DeliveryStatus::MessageError, "A parameter of the text has no value for this recipient."),
    code(406, DeliveryStatus::Expired, "It expired before it reached the message centre."),
    code(407, DeliveryStatus::NotDelivered, "The sender cancelled it."),
    code(408, DeliveryStatus::Rejected, "The message centre refused it."),
    code(410, DeliveryStatus::Rejected, "There is no sender for this recipient."),
    code(411, DeliveryStatus::MessageTooLong, "It needs more parts than are allowed."),
    code(412, DeliveryStatus::Rejected, "The account may not send to this region."),
    code(413, DeliveryStatus::Rejected, "The account is blocked, perhaps for lack of credit."),
    code(414, DeliveryStatus::MessageError, "The address of a media file is bad."),
    code(415, DeliveryStatus::Rejected, "The MMS gateway or the network refused it."),
    code(416, DeliveryStatus::Undeliverable, "MMS is not supported there."),
    code(417, DeliveryStatus::Undeliverable, "The network or the subscriber cannot be reached by MMS."),
    code(418, DeliveryStatus::MessageError, "The phone does not understand the content."),
];

/// Returns the status of what a report says: its `status` and, if there is one, its `code`.
#[must_use]
pub fn status(status: &str, code: Option<u32>) -> DeliveryStatus {
    table::refined(table::of_word(STATUSES, status), table::of_code(ERRORS, code))
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

    /// A delivery report on one recipient.
    ///
    /// ```
    /// use sms_status::{DeliveryStatus, providers::sinch};
    ///
    /// let body = r#"{"type":"recipient_delivery_report_sms","batch_id":"01MADEUPBATCH","recipient":"447700900000","code":411,
    ///     "status":"Rejected","at":"2026-01-01T09:00:05.000Z"}"#;
    /// let report: sinch::Report = serde_json::from_str(body)?;
    /// assert_eq!(report.status(), DeliveryStatus::MessageTooLong);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[non_exhaustive]
    pub struct Report {
        /// `status`: the word, as it was received.
        #[serde(rename = "status", deserialize_with = "field::word")]
        pub word: String,
        /// `code`: the code.
        #[serde(rename = "code", default, deserialize_with = "field::number")]
        pub error: Option<u32>,
        /// `batch_id`: Sinch's id of the batch that the message belongs to. Together with the recipient it names the
        /// message.
        #[serde(default, deserialize_with = "field::text")]
        pub batch_id: Option<String>,
        /// `recipient`: the recipient's number.
        #[serde(default, deserialize_with = "field::text")]
        pub recipient: Option<String>,
        /// `client_reference`: your own reference.
        #[serde(rename = "client_reference", default, deserialize_with = "field::text")]
        pub reference: Option<String>,
        /// `at`: when Sinch made the report, as in RFC 3339.
        #[serde(default, deserialize_with = "field::text")]
        pub at: Option<String>,
        /// `operator_status_at`: when the operator reported the status, as in RFC 3339.
        #[serde(default, deserialize_with = "field::text")]
        pub operator_status_at: Option<String>,
    }

    impl Report {
        /// Returns the status of the message.
        #[must_use]
        pub fn status(&self) -> DeliveryStatus {
            super::status(&self.word, self.error)
        }

        /// Returns Sinch's id of the batch, which all messages of the batch share.
        #[must_use]
        pub fn message_id(&self) -> Option<&str> {
            self.batch_id.as_deref()
        }

        /// Returns the recipient's number.
        #[must_use]
        pub fn recipient(&self) -> Option<&str> {
            self.recipient.as_deref()
        }

        /// Returns your own reference.
        #[must_use]
        pub fn reference(&self) -> Option<&str> {
            self.reference.as_deref()
        }
    }

    platform_report!(Report);
}
