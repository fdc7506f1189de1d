//! Bandwidth: the events of its messaging API, version 2.
//!
//! Bandwidth sends events as an array, the JSON body of a POST request: `Reports`. Events of incoming messages are
//! among them if one URL is set for all; they are [`Undefined`](DeliveryStatus::Undefined).
//!
//! ```
//! use sms_status::{DeliveryStatus, providers::bandwidth};
//!
//! assert_eq!(bandwidth::status("message-failed", Some(4702)), DeliveryStatus::TemporaryAbsenceError);
//! assert_eq!(bandwidth::status("message-failed", None), DeliveryStatus::NotDelivered);
//! ```
//!
//! # What each value is read as
//!
//! A code counts only with `message-failed`. Codes are read by family where a family has one meaning; that of 4775, an
//! opt-out, is to keep the entry and never to send to it, although Bandwidth says "remove".
//!
#![doc = include_str!("../../docs/providers/bandwidth.md")]
//!
//! Source: Bandwidth, [Messaging errors](https://dev.bandwidth.com/docs/messaging/errors/), of November 2023.

use core::ops::RangeInclusive;

use super::table::{self, code, codes};
use crate::{mapping::Mapping, status::DeliveryStatus};

/// The values of `type`.
pub const STATUSES: &[Mapping<&str>] = &[
    Mapping::new("message-sending", DeliveryStatus::Sent, "It was sent to the carrier."),
    Mapping::new("message-delivered", DeliveryStatus::Delivered, "It was delivered."),
    Mapping::new("message-failed", DeliveryStatus::NotDelivered, "It was not delivered. The code says why."),
    Mapping::new("message-received", DeliveryStatus::Undefined, "It is an incoming message, not a delivery report."),
];

/// The values of `errorCode`.
pub const ERRORS: &[Mapping<RangeInclusive<u32>>] = &[
    code(4001, DeliveryStatus::Rejected, "The service is not allowed."),
    code(4301, DeliveryStatus::MessageError, "The message has an invalid encoding."),
    code(4302, DeliveryStatus::Rejected, "The sender's number is malformed."),
    code(4303, DeliveryStatus::InvalidRecipient, "The recipient's number is malformed."),
    code(4350, DeliveryStatus::InvalidRecipient, "The recipient's number is likely to be invalid."),
    code(4360, DeliveryStatus::Expired, "It expired before it could be sent."),
    code(4401, DeliveryStatus::RoutingError, "No route leads to the number."),
    code(4403, DeliveryStatus::Rejected, "Sending from this number is forbidden."),
    code(
        4404,
        DeliveryStatus::InvalidRecipient,
        "The recipient's number is not active, not enabled for messages, or invalid. Check the number.",
    ),
    code(4405, DeliveryStatus::Rejected, "The sender's number is not allocated."),
    code(
        4406,
        DeliveryStatus::PermanentPhoneError,
        "Bandwidth, Messaging errors: the number is valid and not yet assigned to a carrier.",
    ),
    code(4407, DeliveryStatus::Rejected, "The sender's number does not belong to the account."),
    code(4408, DeliveryStatus::InvalidRecipient, "The recipient's number is invalid or not set up. Check the number."),
    code(4409, DeliveryStatus::Undeliverable, "The recipient's number does not support MMS."),
    code(4410, DeliveryStatus::MessageError, "Its media could not be fetched."),
    code(4411, DeliveryStatus::MessageTooLong, "Its media are too large."),
    code(4412, DeliveryStatus::MessageError, "Its media are of a type that is not supported."),
    codes(4420, 4421, DeliveryStatus::RoutingError, "No route leads to the carrier."),
    code(4431, DeliveryStatus::Rejected, "The account may not send from short codes."),
    code(4432, DeliveryStatus::RoutingError, "The account may not send to this country."),
    code(4433, DeliveryStatus::Rejected, "The account may not send from toll-free numbers."),
    code(4434, DeliveryStatus::InvalidRecipient, "The recipient's toll-free number is not enabled or not active."),
    code(4435, DeliveryStatus::Rejected, "The group message has too many recipients."),
    codes(4451, 4452, DeliveryStatus::Rejected, "The user or the application of the request is invalid."),
    code(4470, DeliveryStatus::PermanentAntiSpamError, "A filter of Bandwidth took it for spam."),
    code(4481, DeliveryStatus::Rejected, "The sender's number is on a blacklist."),
    code(
        4482,
        DeliveryStatus::Blacklisted,
        "Bandwidth, Messaging errors: the recipient's number is on a blacklist and may not receive messages.",
    ),
    code(4492, DeliveryStatus::Rejected, "The number is an emergency number."),
    code(4493, DeliveryStatus::Rejected, "The sender may not send from the account."),
    code(4700, DeliveryStatus::Undeliverable, "The carrier or the phone does not support such messages."),
    code(4701, DeliveryStatus::Undeliverable, "The number cannot be reached, or has no SMS service."),
    code(
        4702,
        DeliveryStatus::TemporaryAbsenceError,
        "The phone is off, busy or full, or cannot be reached; the carrier may try again.",
    ),
    code(4711, DeliveryStatus::MessageTooLong, "Its media are too large for the carrier."),
    code(4712, DeliveryStatus::MessageError, "Its media are of a type that is not supported."),
    code(
        4720,
        DeliveryStatus::InvalidRecipient,
        "The number is in no numbering plan, or is a landline, or its user blocks such senders. Check the number.",
    ),
    code(
        4721,
        DeliveryStatus::InvalidRecipient,
        "The number is on the deactivation list: it has no carrier or is inactive. Check the number.",
    ),
    code(4730, DeliveryStatus::RoutingError, "No route leads to the carrier or to where the phone is roaming."),
    code(4740, DeliveryStatus::Rejected, "The carrier considers the sender's number invalid."),
    code(4750, DeliveryStatus::Rejected, "The carrier refused it, and no cause is given."),
    code(4751, DeliveryStatus::MessageTooLong, "It is too long for the carrier."),
    code(4752, DeliveryStatus::MessageError, "The carrier considers it malformed."),
    code(4753, DeliveryStatus::Rejected, "The carrier or the phone refused it."),
    codes(4770, 4771, DeliveryStatus::PermanentAntiSpamError, "The carrier took it or a link in it for spam."),
    code(4772, DeliveryStatus::Rejected, "The sender or the recipient is blocked; which is not said."),
    codes(4773, 4774, DeliveryStatus::Rejected, "The sender's campaign or number is not set up."),
    code(
        4775,
        DeliveryStatus::Blacklisted,
        "Bandwidth, Messaging errors: the user opted out; cease to send to the number.",
    ),
    codes(4776, 4779, DeliveryStatus::Rejected, "The carrier refused it because of the sender."),
    codes(4780, 4789, DeliveryStatus::Rejected, "The sender's volume is too great for the carrier."),
    codes(4790, 4799, DeliveryStatus::Rejected, "The carrier does not admit the sender's number or campaign."),
    codes(5100, 5299, DeliveryStatus::InternalError, "Bandwidth failed."),
    codes(5500, 5501, DeliveryStatus::TemporaryOperatorError, "The carrier failed."),
    codes(5600, 5699, DeliveryStatus::TemporaryOperatorError, "The carrier failed."),
    code(5999, DeliveryStatus::InternalError, "Bandwidth failed, and the cause is unknown."),
    code(9902, DeliveryStatus::Undefined, "No receipt came in time, so its fate is unknown."),
    code(9999, DeliveryStatus::OtherError, "The carrier reported an error that Bandwidth does not know."),
];

/// Returns the status of what an event says: its `type` and, if there is one, its `errorCode`.
#[must_use]
pub fn status(event: &str, error: Option<u32>) -> DeliveryStatus {
    table::refined(table::of_word(STATUSES, event), table::of_code(ERRORS, error))
}

#[cfg(all(feature = "alloc", feature = "serde"))]
pub use self::report::{Report, Reports};

#[cfg(all(feature = "alloc", feature = "serde"))]
mod report {
    use alloc::{string::String, vec, vec::Vec};
    use core::slice;

    use serde::Deserialize;

    use crate::{
        providers::{field, report::platform_report},
        status::DeliveryStatus,
    };

    /// A request with many events.
    ///
    /// An event that cannot be read makes the whole request an error, so that you can refuse it and none is lost.
    ///
    /// ```
    /// use sms_status::{AddressBookAction, providers::bandwidth};
    ///
    /// let body = r#"[{"type":"message-failed","time":"2026-01-01T09:00:05.000Z","to":"+15005550006","errorCode":4775,
    ///     "description":"destination-rejected-due-to-user-opt-out","message":{"id":"made-up-1","tag":"spring"}}]"#;
    /// let reports: bandwidth::Reports = serde_json::from_str(body)?;
    /// let actions: Vec<_> = reports.iter().map(|report| report.status().action()).collect();
    /// assert_eq!(actions, [AddressBookAction::Suppress]);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[serde(transparent)]
    pub struct Reports {
        events: Vec<Report>,
    }

    impl Reports {
        /// Returns an iterator over the reports, in the order of the request.
        pub fn iter(&self) -> slice::Iter<'_, Report> {
            self.events.iter()
        }
    }

    impl<'a> IntoIterator for &'a Reports {
        type Item = &'a Report;
        type IntoIter = slice::Iter<'a, Report>;

        fn into_iter(self) -> Self::IntoIter {
            self.iter()
        }
    }

    impl IntoIterator for Reports {
        type Item = Report;
        type IntoIter = vec::IntoIter<Report>;

        fn into_iter(self) -> Self::IntoIter {
            self.events.into_iter()
        }
    }

    /// An event.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[serde(from = "Body")]
    #[non_exhaustive]
    pub struct Report {
        /// `type`: the kind of event, as it was received.
        pub event: String,
        /// `errorCode`: the code.
        pub error: Option<u32>,
        /// `description`: what Bandwidth says of it, in words.
        pub description: Option<String>,
        /// `message.id`: Bandwidth's id of the message.
        pub message_id: Option<String>,
        /// `to`: the recipient's number, with `+`.
        pub recipient: Option<String>,
        /// `message.tag`: your own reference.
        pub reference: Option<String>,
        /// `time`: when it happened, as in RFC 3339.
        pub time: Option<String>,
    }

    impl Report {
        /// Returns the status of the message.
        #[must_use]
        pub fn status(&self) -> DeliveryStatus {
            super::status(&self.event, self.error)
        }

        /// Returns Bandwidth's id of the message.
        #[must_use]
        pub fn message_id(&self) -> Option<&str> {
            self.message_id.as_deref()
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

    /// An event as it is nested on the wire.
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Body {
        #[serde(rename = "type", deserialize_with = "field::word")]
        event: String,
        #[serde(default, deserialize_with = "field::number")]
        error_code: Option<u32>,
        #[serde(default, deserialize_with = "field::text")]
        description: Option<String>,
        #[serde(default, deserialize_with = "field::text")]
        to: Option<String>,
        #[serde(default, deserialize_with = "field::text")]
        time: Option<String>,
        message: Option<Message>,
    }

    #[derive(Default, Deserialize)]
    struct Message {
        #[serde(default, deserialize_with = "field::text")]
        id: Option<String>,
        #[serde(default, deserialize_with = "field::text")]
        tag: Option<String>,
    }

    impl From<Body> for Report {
        fn from(body: Body) -> Self {
            let message = body.message.unwrap_or_default();
            Self {
                event: body.event,
                error: body.error_code,
                description: body.description,
                message_id: message.id,
                recipient: body.to,
                reference: message.tag,
                time: body.time,
            }
        }
    }
}
