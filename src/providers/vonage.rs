//! Vonage, once Nexmo: the delivery receipts of the SMS API. Those of the Messages API are in [`messages`].
//!
//! Vonage sends a receipt as the query of a GET request, or as the form or the JSON body of a POST request; all three
//! are read. A long message has a receipt for each of its parts. A receipt may come from the phone or only from the
//! carrier, so `delivered` is not [`Received`](DeliveryStatus::Received).
//!
//! ```
//! use sms_status::{DeliveryStatus, providers::vonage};
//!
//! assert_eq!(vonage::status("failed", Some("7")), DeliveryStatus::TemporaryPhoneError);
//! assert_eq!(vonage::status("accepted", Some("7")), DeliveryStatus::Sent);
//! ```
//!
//! # What each value is read as
//!
//! A code counts only with `failed` and `rejected`; with `accepted` and `buffered` the message is still being retried.
//! `0` is no error. Codes of four digits belong to the Messages API.
//!
#![doc = include_str!("../../docs/providers/vonage.md")]
//!
//! Source: Vonage, SMS API, [Delivery
//! Receipts](https://developer.vonage.com/en/messaging/sms/guides/delivery-receipts), and Messages API, Errors, in the
//! documents of 2021; the names of the codes were read again in August 2026.

pub mod messages;

use super::table;
use crate::{mapping::Mapping, status::DeliveryStatus};

/// The values of `status`.
pub const STATUSES: &[Mapping<&str>] = &[
    Mapping::new("accepted", DeliveryStatus::Sent, "It was taken for delivery and is not delivered yet."),
    Mapping::new("buffered", DeliveryStatus::DeliveredToOperator, "It is held, to be delivered later."),
    Mapping::new("delivered", DeliveryStatus::Delivered, "It was delivered. The receipt may be only the carrier's."),
    Mapping::new("expired", DeliveryStatus::Expired, "The carrier could not deliver it within its retry time."),
    Mapping::new("failed", DeliveryStatus::NotDelivered, "It was not delivered. The code says why."),
    Mapping::new("rejected", DeliveryStatus::Rejected, "The carrier refused it. The code says why."),
    Mapping::new("unknown", DeliveryStatus::Undefined, "No useful report came."),
];

/// The values of `err-code`, and the error codes of the Messages API, which have four digits.
pub const ERRORS: &[Mapping<&str>] = &[
    Mapping::new("1", DeliveryStatus::OtherError, "The carrier gave no reason that is known."),
    Mapping::new("2", DeliveryStatus::TemporaryAbsenceError, "The phone was off or out of coverage. Try again later."),
    Mapping::new(
        "3",
        DeliveryStatus::PermanentAbsenceError,
        "Vonage, SMS API, Delivery Receipts: the number is no longer active and should be removed from the database.",
    ),
    Mapping::new(
        "4",
        DeliveryStatus::Undeliverable,
        "The user had the number barred, so it is assigned; only the user can have that lifted.",
    ),
    Mapping::new("5", DeliveryStatus::PermanentPortabilityError, "The number was ported, and that went wrong."),
    Mapping::new("6", DeliveryStatus::PermanentAntiSpamError, "The carrier's filter took it for spam."),
    Mapping::new("7", DeliveryStatus::TemporaryPhoneError, "The phone was busy. Try again later."),
    Mapping::new("8", DeliveryStatus::TemporaryOperatorError, "The network failed. Try again later."),
    Mapping::new(
        "9",
        DeliveryStatus::Blacklisted,
        "Vonage, SMS API, Delivery Receipts: the user answered STOP and wants no more messages.",
    ),
    Mapping::new("10", DeliveryStatus::MessageError, "A parameter of the message was wrong."),
    Mapping::new("11", DeliveryStatus::RoutingError, "The route cannot reach the network that the number is on."),
    Mapping::new("12", DeliveryStatus::RoutingError, "No route leads to the number. Check the number."),
    Mapping::new("13", DeliveryStatus::PermanentContentError, "The content is not for the age of the subscriber."),
    Mapping::new("14", DeliveryStatus::Rejected, "The carrier blocks it, such as for a plan without SMS."),
    Mapping::new("15", DeliveryStatus::Undeliverable, "The recipient's prepaid credit is used up, not the sender's."),
    Mapping::new("16", DeliveryStatus::Rejected, "A quota of the gateway is used up."),
    Mapping::new("50", DeliveryStatus::Rejected, "The sending entity is not registered as the regulator asks."),
    Mapping::new("51", DeliveryStatus::Rejected, "The sender's name is not registered as the regulator asks."),
    Mapping::new("52", DeliveryStatus::PermanentContentError, "The content is not registered as the regulator asks."),
    Mapping::new("53", DeliveryStatus::Rejected, "The consent is not registered as the regulator asks."),
    Mapping::new("54", DeliveryStatus::Rejected, "Another rule of the regulator is not met."),
    Mapping::new("99", DeliveryStatus::OtherError, "A general error, mostly of the route."),
    Mapping::new("1000", DeliveryStatus::Rejected, "Too many messages were submitted at a time."),
    Mapping::new("1010", DeliveryStatus::MessageError, "A parameter of the request is missing."),
    Mapping::new("1020", DeliveryStatus::MessageError, "A parameter of the request is invalid."),
    Mapping::new("1021", DeliveryStatus::MessageError, "The tag is invalid."),
    Mapping::new("1022", DeliveryStatus::MessageError, "The parameters of the template are invalid."),
    Mapping::new("1030", DeliveryStatus::InternalError, "The platform failed."),
    Mapping::new("1040", DeliveryStatus::InvalidRecipient, "The message was invalid, such as for an unknown prefix."),
    Mapping::new(
        "1050",
        DeliveryStatus::Blacklisted,
        "Vonage, Messages API, Errors: the number is blacklisted and may not receive messages.",
    ),
    Mapping::new("1060", DeliveryStatus::Rejected, "The sender's account is barred."),
    Mapping::new("1070", DeliveryStatus::InsufficientCredit, "The sender's account lacks credit."),
    Mapping::new("1080", DeliveryStatus::Rejected, "The sender's account may not use this interface."),
    Mapping::new("1090", DeliveryStatus::MessageTooLong, "It is too long."),
    Mapping::new("1100", DeliveryStatus::Rejected, "It was not submitted, because the communication failed."),
    Mapping::new("1110", DeliveryStatus::Rejected, "The signature of the request is invalid."),
    Mapping::new("1120", DeliveryStatus::Rejected, "Local rules do not allow the sender's name."),
    Mapping::new("1130", DeliveryStatus::MessageError, "The time to live is invalid."),
    Mapping::new("1140", DeliveryStatus::Rejected, "The sender's account may not use the facility."),
    Mapping::new("1150", DeliveryStatus::MessageError, "The message class is invalid."),
    Mapping::new(
        "1160",
        DeliveryStatus::Rejected,
        "The account may send to approved numbers only, and this is not one.",
    ),
    Mapping::new("1170", DeliveryStatus::InvalidRecipient, "The number is missing or invalid."),
    Mapping::new("1180", DeliveryStatus::TemporaryAbsenceError, "As 2: the phone was off or out of coverage."),
    Mapping::new(
        "1190",
        DeliveryStatus::PermanentAbsenceError,
        "Vonage, Messages API, Errors: the number is no longer active and should be removed from the database.",
    ),
    Mapping::new(
        "1200",
        DeliveryStatus::PermanentPortabilityError,
        "As 5: the number was ported, and that went wrong.",
    ),
    Mapping::new("1210", DeliveryStatus::PermanentAntiSpamError, "As 6: the carrier's filter took it for spam."),
    Mapping::new("1220", DeliveryStatus::TemporaryPhoneError, "As 7: the phone was busy."),
    Mapping::new("1230", DeliveryStatus::TemporaryOperatorError, "As 8: the network failed."),
    Mapping::new(
        "1240",
        DeliveryStatus::Blacklisted,
        "Vonage, Messages API, Errors: the user answered STOP and wants no more messages.",
    ),
    Mapping::new("1241", DeliveryStatus::Rejected, "Too many messages were sent to the number."),
    Mapping::new("1250", DeliveryStatus::RoutingError, "As 11: the route cannot reach the network of the number."),
    Mapping::new("1260", DeliveryStatus::RoutingError, "As 12: no route leads to the number."),
    Mapping::new("1270", DeliveryStatus::PermanentContentError, "As 13: not for the age of the subscriber."),
    Mapping::new("1280", DeliveryStatus::Rejected, "As 14: the carrier blocks it."),
    Mapping::new("1290", DeliveryStatus::Undeliverable, "As 15: the recipient's prepaid credit is used up."),
    Mapping::new("1300", DeliveryStatus::Rejected, "The recipient does not use the network that was asked for."),
    Mapping::new("1310", DeliveryStatus::Rejected, "The recipient's device cannot take such a message."),
    Mapping::new("1320", DeliveryStatus::Rejected, "It was sent before."),
    Mapping::new("1330", DeliveryStatus::OtherError, "As 1: no reason that is known."),
    Mapping::new("1340", DeliveryStatus::Rejected, "It was sent outside the time in which an answer is allowed."),
    Mapping::new("1350", DeliveryStatus::Rejected, "A fee for finding the recipient was not paid."),
    Mapping::new(
        "1360",
        DeliveryStatus::Expired,
        "Its time to live ended. So the Messages API reports an SMS that expired.",
    ),
    Mapping::new("1370", DeliveryStatus::Rejected, "The sender's token has expired."),
];

/// Returns the status of what a receipt of the SMS API says: its `status` and, if there is one, its `err-code`.
#[must_use]
pub fn status(status: &str, error: Option<&str>) -> DeliveryStatus {
    table::refined(table::of_word(STATUSES, status), cause(error))
}

fn cause(error: Option<&str>) -> Option<DeliveryStatus> {
    Some(Mapping::of_word(ERRORS, error?)?.status)
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

    /// A delivery receipt of the SMS API.
    ///
    /// ```
    /// use sms_status::{AddressBookAction, providers::vonage};
    ///
    /// let query = "msisdn=447700900000&to=Sender&messageId=0A0000000123ABCD1&status=failed&err-code=3&client-ref=spring";
    /// let report: vonage::Report = serde_urlencoded::from_str(query)?;
    /// assert_eq!(report.status().action(), AddressBookAction::Remove);
    /// assert_eq!(report.recipient(), Some("447700900000"));
    /// # Ok::<(), serde_urlencoded::de::Error>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[non_exhaustive]
    pub struct Report {
        /// `status`: the word, as it was received.
        #[serde(rename = "status", deserialize_with = "field::word")]
        pub word: String,
        /// `err-code`: the code, as it was received.
        #[serde(rename = "err-code", default, deserialize_with = "field::text")]
        pub error: Option<String>,
        /// `messageId`: Vonage's id of the message.
        #[serde(rename = "messageId", default, deserialize_with = "field::text")]
        pub message_id: Option<String>,
        /// `msisdn`: the recipient's number. The `to` of a receipt is the sender, whom the recipient could answer.
        #[serde(rename = "msisdn", default, deserialize_with = "field::text")]
        pub recipient: Option<String>,
        /// `client-ref`: your own reference.
        #[serde(rename = "client-ref", default, deserialize_with = "field::text")]
        pub reference: Option<String>,
        /// `network-code`: the mobile country code and network code of the operator, `20801`.
        #[serde(rename = "network-code", default, deserialize_with = "field::text")]
        pub mcc_mnc: Option<String>,
        /// `scts`: when the carrier made the receipt, as `yyMMddHHmm`.
        #[serde(default, deserialize_with = "field::text")]
        pub scts: Option<String>,
        /// `message-timestamp`: when Vonage sent the receipt, as `yyyy-MM-dd HH:mm:ss` in UTC.
        #[serde(rename = "message-timestamp", default, deserialize_with = "field::text")]
        pub message_timestamp: Option<String>,
    }

    impl Report {
        /// Returns the status of the message, or of the part of it that the receipt is for.
        #[must_use]
        pub fn status(&self) -> DeliveryStatus {
            super::status(&self.word, self.error.as_deref())
        }

        /// Returns Vonage's id of the message.
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
}
