//! Twilio: status callbacks, also those of services that copy its interface, such as SignalWire.
//!
//! Twilio sends a callback as the form of a POST request to the `StatusCallback` of a message. There is none for the
//! first status, and they may come in any order. Both `MessageStatus` and the older `SmsStatus` are usually there; the
//! former is read if it is.
//!
//! ```
//! use sms_status::{DeliveryStatus, providers::twilio};
//!
//! assert_eq!(twilio::status("failed", Some(21610)), DeliveryStatus::Blacklisted);
//! assert_eq!(twilio::status("delivered", Some(30008)), DeliveryStatus::Delivered);
//! ```
//!
//! # What each value is read as
//!
//! A code counts only with `undelivered`, `failed` and `canceled`. No page of Twilio says that a number is to be
//! removed: its text on 30005 has "may no longer exist" as one of four causes.
//!
#![doc = include_str!("../../docs/providers/twilio.md")]
//!
//! Source: Twilio, [Outbound message status in status
//! callbacks](https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks) and [Error and
//! warning dictionary](https://www.twilio.com/docs/api/errors), read in April 2026; the words of `MessageStatus` as in
//! version 1.37.3 of its API.

use core::ops::RangeInclusive;

use super::table::{self, code, codes};
use crate::{mapping::Mapping, status::DeliveryStatus};

/// The values of `MessageStatus`.
pub const STATUSES: &[Mapping<&str>] = &[
    Mapping::new("accepted", DeliveryStatus::InProgress, "Twilio has it, and has not chosen a sender yet."),
    Mapping::new("queued", DeliveryStatus::InProgress, "It waits to be sent."),
    Mapping::new("sending", DeliveryStatus::InProgress, "It is being handed to the carrier."),
    Mapping::new("scheduled", DeliveryStatus::Scheduled, "It waits for its sending time."),
    Mapping::new("sent", DeliveryStatus::Sent, "The carrier took it."),
    Mapping::new("delivered", DeliveryStatus::Delivered, "The carrier, and if possible the phone, confirmed it."),
    Mapping::new("undelivered", DeliveryStatus::Undeliverable, "It was not delivered. The code says why."),
    Mapping::new("failed", DeliveryStatus::NotDelivered, "It was not sent. The code says why."),
    Mapping::new("canceled", DeliveryStatus::NotDelivered, "The sender cancelled it before its sending time."),
    Mapping::new("read", DeliveryStatus::Read, "The recipient read it; only channels other than SMS report that."),
    Mapping::new("partially_delivered", DeliveryStatus::PartiallyDelivered, "Some of its parts were delivered."),
    Mapping::new("receiving", DeliveryStatus::Undefined, "It is an incoming message, not a delivery report."),
    Mapping::new("received", DeliveryStatus::Undefined, "It is an incoming message, not a delivery report."),
];

/// The values of `ErrorCode`.
pub const ERRORS: &[Mapping<RangeInclusive<u32>>] = &[
    code(21211, DeliveryStatus::InvalidRecipient, "The number is invalid."),
    code(21214, DeliveryStatus::RoutingError, "The number cannot be reached."),
    code(21217, DeliveryStatus::InvalidRecipient, "The number is invalid."),
    code(21401, DeliveryStatus::InvalidRecipient, "The number is invalid."),
    code(21408, DeliveryStatus::RoutingError, "The account may not send to this region."),
    code(21421, DeliveryStatus::InvalidRecipient, "The number is invalid."),
    code(
        21610,
        DeliveryStatus::Blacklisted,
        "Twilio, error 21610: the recipient unsubscribed from messages of this sender.",
    ),
    code(21612, DeliveryStatus::RoutingError, "The number cannot be reached from this sender."),
    code(21614, DeliveryStatus::RoutingError, "The number is not a mobile number."),
    code(21617, DeliveryStatus::MessageTooLong, "The text is too long."),
    code(21635, DeliveryStatus::RoutingError, "The number is a landline."),
    code(30001, DeliveryStatus::TemporaryOperatorError, "The queue of the sender is full."),
    code(30002, DeliveryStatus::Rejected, "The sender's account is suspended."),
    code(
        30003,
        DeliveryStatus::TemporaryAbsenceError,
        "The phone was off or without service, or cannot take SMS. Try again later.",
    ),
    code(30004, DeliveryStatus::Rejected, "It was blocked; by whom and why is not said."),
    code(
        30005,
        DeliveryStatus::InvalidRecipient,
        "The number may no longer exist, or the phone is off, or it is a landline, or the carrier failed. Check the number.",
    ),
    code(30006, DeliveryStatus::RoutingError, "The number is a landline, or its carrier cannot be reached."),
    code(30007, DeliveryStatus::PermanentAntiSpamError, "A filter of Twilio or of the carrier took it for spam."),
    code(30008, DeliveryStatus::OtherError, "It failed for an unknown reason."),
    code(30010, DeliveryStatus::Rejected, "It would cost more than the maximum price that was set."),
    code(30011, DeliveryStatus::Undeliverable, "The network of the recipient takes no MMS."),
    code(30016, DeliveryStatus::Undeliverable, "The channel cannot reach the recipient."),
    code(30017, DeliveryStatus::TemporaryOperatorError, "The network of the carrier is congested."),
    code(30018, DeliveryStatus::Rejected, "The sender is not registered with the carrier."),
    code(30019, DeliveryStatus::MessageTooLong, "It is too large for the carrier."),
    codes(30020, 30021, DeliveryStatus::InternalError, "Twilio failed."),
    codes(30022, 30023, DeliveryStatus::Rejected, "A quota of the sender is used up."),
    code(30024, DeliveryStatus::Rejected, "The sender is not set up with the carrier."),
    code(30027, DeliveryStatus::Rejected, "A quota of the sender is used up."),
    code(30032, DeliveryStatus::Rejected, "The sender's toll-free number is not verified."),
    code(30034, DeliveryStatus::Rejected, "The sender's number is not registered for a campaign."),
];

/// Returns the status of what a callback says: its `MessageStatus` and, if there is one, its `ErrorCode`.
#[must_use]
pub fn status(message_status: &str, error: Option<u32>) -> DeliveryStatus {
    table::refined(table::of_word(STATUSES, message_status), table::of_code(ERRORS, error))
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

    /// A status callback.
    ///
    /// ```
    /// use sms_status::{DeliveryStatus, providers::twilio};
    ///
    /// let form = "MessageSid=SM00000000000000000000000000000001&MessageStatus=undelivered&ErrorCode=30003&To=%2B15005550006";
    /// let report: twilio::Report = serde_urlencoded::from_str(form)?;
    /// assert_eq!(report.status(), DeliveryStatus::TemporaryAbsenceError);
    /// assert_eq!(report.recipient(), Some("+15005550006"));
    /// # Ok::<(), serde_urlencoded::de::Error>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[serde(try_from = "Form")]
    #[non_exhaustive]
    pub struct Report {
        /// `MessageStatus`, or `SmsStatus` if that is missing: the word, as it was received.
        pub word: String,
        /// `ErrorCode`: the code.
        pub error: Option<u32>,
        /// `MessageSid`, or `SmsSid` if that is missing: Twilio's id of the message.
        pub message_id: Option<String>,
        /// `To`: the recipient's number, with `+`.
        pub recipient: Option<String>,
        /// `From`: the sender's number or name.
        pub sender: Option<String>,
    }

    impl Report {
        /// Returns the status of the message.
        #[must_use]
        pub fn status(&self) -> DeliveryStatus {
            super::status(&self.word, self.error)
        }

        /// Returns Twilio's id of the message.
        #[must_use]
        pub fn message_id(&self) -> Option<&str> {
            self.message_id.as_deref()
        }

        /// Returns the recipient's number.
        #[must_use]
        pub fn recipient(&self) -> Option<&str> {
            self.recipient.as_deref()
        }

        /// Returns `None`: Twilio reports no reference of yours. Put one into the URL of the callback.
        #[must_use]
        pub const fn reference(&self) -> Option<&str> {
            None
        }
    }

    platform_report!(Report);

    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Form {
        #[serde(default, deserialize_with = "field::text")]
        message_status: Option<String>,
        #[serde(default, deserialize_with = "field::text")]
        sms_status: Option<String>,
        #[serde(default, deserialize_with = "field::number")]
        error_code: Option<u32>,
        #[serde(default, deserialize_with = "field::text")]
        message_sid: Option<String>,
        #[serde(default, deserialize_with = "field::text")]
        sms_sid: Option<String>,
        #[serde(default, deserialize_with = "field::text")]
        to: Option<String>,
        #[serde(default, deserialize_with = "field::text")]
        from: Option<String>,
    }

    impl TryFrom<Form> for Report {
        type Error = &'static str;

        fn try_from(form: Form) -> Result<Self, Self::Error> {
            Ok(Self {
                word: form.message_status.or(form.sms_status).ok_or("missing field `MessageStatus`")?,
                error: form.error_code,
                message_id: form.message_sid.or(form.sms_sid),
                recipient: form.to,
                sender: form.from,
            })
        }
    }
}
