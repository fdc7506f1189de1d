//! AWS: the events of End User Messaging, which was a part of Pinpoint, and the delivery logs of SNS.
//!
//! An event is a JSON object that comes by SNS, Firehose or CloudWatch. The older events of Pinpoint, which have the
//! same words without `TEXT_` in `attributes.record_status`, are read too. If no carrier answers for 72 hours, the
//! service itself reports `TEXT_UNKNOWN`. SNS writes a sentence into its log; that is for [`sns_status`].
//!
//! ```
//! use sms_status::{DeliveryStatus, providers::aws};
//!
//! assert_eq!(aws::status("TEXT_UNREACHABLE", Some(true)), DeliveryStatus::TemporaryAbsenceError);
//! assert_eq!(aws::status("UNREACHABLE", None), DeliveryStatus::TemporaryAbsenceError);
//! assert_eq!(aws::status("TEXT_SUCCESSFUL", Some(false)), DeliveryStatus::DeliveredToOperator);
//! ```
//!
//! # What each value is read as
//!
//! `TEXT_SUCCESSFUL` says that the carrier took the message; where carriers report no more than that, the event has
//! `isFinal`, and it is read as [`Delivered`](DeliveryStatus::Delivered).
//!
#![doc = include_str!("../../docs/providers/aws.md")]
//!
//! Source: AWS End User Messaging SMS, user guide, [Event types for SMS, MMS and
//! voice](https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-types.html) and Messaging
//! events, as of 2026; Amazon SNS, developer guide, reasons for failed SMS deliveries. The words without `TEXT_` in the
//! table and `TEXT_PROTECT_BLOCKED` were read in public code, `department-of-veterans-affairs/notification-api`.

use crate::{mapping::Mapping, status::DeliveryStatus};

/// The values of `eventType`, and those of `record_status` that have no event type of the same name.
pub const STATUSES: &[Mapping<&str>] = &[
    Mapping::new("TEXT_QUEUED", DeliveryStatus::InProgress, "It waits to be sent."),
    Mapping::new("TEXT_PENDING", DeliveryStatus::InProgress, "It is on its way to the carrier."),
    Mapping::new("TEXT_SENT", DeliveryStatus::Sent, "The carrier has it."),
    Mapping::new(
        "TEXT_SUCCESSFUL",
        DeliveryStatus::DeliveredToOperator,
        "The carrier took it. With `isFinal` no more is to come, and it is Delivered.",
    ),
    Mapping::new("TEXT_DELIVERED", DeliveryStatus::Delivered, "It was delivered."),
    Mapping::new("TEXT_TTL_EXPIRED", DeliveryStatus::Expired, "Its time to live ended before it was delivered."),
    Mapping::new("TEXT_UNREACHABLE", DeliveryStatus::TemporaryAbsenceError, "The phone was off or not connected."),
    Mapping::new("TEXT_CARRIER_UNREACHABLE", DeliveryStatus::TemporaryOperatorError, "The carrier's network failed."),
    Mapping::new("TEXT_INVALID", DeliveryStatus::InvalidRecipient, "The number is not valid."),
    Mapping::new("TEXT_INVALID_MESSAGE", DeliveryStatus::MessageError, "The text is not valid."),
    Mapping::new("TEXT_BLOCKED", DeliveryStatus::Rejected, "The phone or the carrier blocks messages to the number."),
    Mapping::new("TEXT_CARRIER_BLOCKED", DeliveryStatus::PermanentContentError, "The carrier considers it harmful."),
    Mapping::new("TEXT_SPAM", DeliveryStatus::PermanentAntiSpamError, "The carrier took it for spam."),
    Mapping::new("TEXT_UNKNOWN", DeliveryStatus::Undefined, "The cause is unknown, or no answer came in 72 hours."),
    Mapping::new("TEXT_PROTECT_BLOCKED", DeliveryStatus::Rejected, "A rule of the account does not allow the country."),
    Mapping::new(
        "OPTED_OUT",
        DeliveryStatus::Blacklisted,
        "Amazon Pinpoint, `record_status`: the recipient opted out of messages.",
    ),
    Mapping::new("_SMS.OPTOUT", DeliveryStatus::Blacklisted, "Amazon Pinpoint, `event_type`: the recipient opted out."),
    Mapping::new(
        "MAX_PRICE_EXCEEDED",
        DeliveryStatus::Rejected,
        "It would cost more than the maximum price that was set.",
    ),
];

/// The sentences of `providerResponse` in the delivery logs of SNS, by how they begin.
pub const SNS_RESPONSES: &[Mapping<&str>] = &[
    Mapping::new(
        "Phone number is opted out",
        DeliveryStatus::Blacklisted,
        "Amazon SNS, reasons for failed SMS deliveries: the phone number is opted out.",
    ),
    Mapping::new("Invalid phone number", DeliveryStatus::InvalidRecipient, "The number is not valid."),
    Mapping::new("Message body is invalid", DeliveryStatus::MessageError, "The text is not valid."),
    Mapping::new(
        "Blocked as spam by phone carrier",
        DeliveryStatus::PermanentAntiSpamError,
        "The carrier took it for spam.",
    ),
    Mapping::new("Phone carrier has blocked this message", DeliveryStatus::Rejected, "The carrier blocks it."),
    Mapping::new("Destination is on a blocked list", DeliveryStatus::Rejected, "Whose list that is, is not said."),
    Mapping::new("Phone is on a blocked list", DeliveryStatus::Rejected, "Whose list that is, is not said."),
    Mapping::new("Phone has blocked SMS", DeliveryStatus::Rejected, "The phone blocks SMS."),
    Mapping::new(
        "Phone carrier is currently unreachable/unavailable",
        DeliveryStatus::TemporaryOperatorError,
        "The carrier's network failed.",
    ),
    Mapping::new(
        "Phone is currently unreachable/unavailable",
        DeliveryStatus::TemporaryAbsenceError,
        "The phone was off or not connected.",
    ),
    Mapping::new(
        "This delivery would exceed max price",
        DeliveryStatus::Rejected,
        "It would cost more than the maximum price that was set.",
    ),
    Mapping::new(
        "Unknown error attempting to reach phone",
        DeliveryStatus::OtherError,
        "It failed, and no cause is given.",
    ),
];

/// Returns the status of what an event says: its `eventType` or `record_status` and, if it is there, `isFinal`.
#[must_use]
pub fn status(event_type: &str, is_final: Option<bool>) -> DeliveryStatus {
    let row = STATUSES.iter().find(|row| {
        [Some(row.value), row.value.strip_prefix("TEXT_")]
            .into_iter()
            .flatten()
            .any(|word| word.eq_ignore_ascii_case(event_type))
    });
    match row.map_or(DeliveryStatus::Undefined, |row| row.status) {
        DeliveryStatus::DeliveredToOperator if is_final == Some(true) => DeliveryStatus::Delivered,
        status => status,
    }
}

/// Returns the status of the sentence that SNS has in `delivery.providerResponse` of a delivery log.
///
/// ```
/// use sms_status::{DeliveryStatus, providers::aws};
///
/// assert_eq!(aws::sns_status("Phone is currently unreachable/unavailable"), DeliveryStatus::TemporaryAbsenceError);
/// ```
#[must_use]
pub fn sns_status(provider_response: &str) -> DeliveryStatus {
    let response = provider_response.as_bytes();
    let row = SNS_RESPONSES.iter().find(|row| {
        response.get(..row.value.len()).is_some_and(|start| start.eq_ignore_ascii_case(row.value.as_bytes()))
    });
    row.map_or(DeliveryStatus::Undefined, |row| row.status)
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

    /// An event of End User Messaging or of Pinpoint.
    ///
    /// ```
    /// use sms_status::{DeliveryStatus, providers::aws};
    ///
    /// let body = r#"{"eventType":"TEXT_SUCCESSFUL","isFinal":true,"eventTimestamp":1686975103470,
    ///     "messageId":"11111111-2222-3333-4444-555555555555","destinationPhoneNumber":"+14255550156"}"#;
    /// let report: aws::Report = serde_json::from_str(body)?;
    /// assert_eq!(report.status(), DeliveryStatus::Delivered);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[serde(from = "Body")]
    #[non_exhaustive]
    pub struct Report {
        /// `eventType` or `event_type`: the type, as it was received.
        pub event_type: String,
        /// `isFinal`: whether no other event is to come for the message.
        pub is_final: Option<bool>,
        /// `attributes.record_status` of Pinpoint: the word, as it was received.
        pub record_status: Option<String>,
        /// `messageId` or `attributes.message_id`: the id of the message.
        pub message_id: Option<String>,
        /// `destinationPhoneNumber` or `attributes.destination_phone_number`: the recipient's number, with `+`.
        pub recipient: Option<String>,
        /// `eventTimestamp` or `event_timestamp`: when it was reported, in milliseconds of Unix time.
        pub event_timestamp: Option<u64>,
    }

    impl Report {
        /// Returns the status of the message: that of the event type or, if that is not known, of the record status.
        #[must_use]
        pub fn status(&self) -> DeliveryStatus {
            match (super::status(&self.event_type, self.is_final), &self.record_status) {
                (DeliveryStatus::Undefined, Some(word)) => super::status(word, self.is_final),
                (status, _) => status,
            }
        }

        /// Returns the id of the message.
        #[must_use]
        pub fn message_id(&self) -> Option<&str> {
            self.message_id.as_deref()
        }

        /// Returns the recipient's number.
        #[must_use]
        pub fn recipient(&self) -> Option<&str> {
            self.recipient.as_deref()
        }

        /// Returns `None`: an event has your own values in `context`, under names that are yours.
        #[must_use]
        pub const fn reference(&self) -> Option<&str> {
            None
        }
    }

    platform_report!(Report);

    /// The event as it is on the wire.
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Body {
        #[serde(alias = "event_type", deserialize_with = "field::word")]
        event_type: String,
        #[serde(default, deserialize_with = "field::flag")]
        is_final: Option<bool>,
        #[serde(default, deserialize_with = "field::text")]
        message_id: Option<String>,
        #[serde(default, deserialize_with = "field::text")]
        destination_phone_number: Option<String>,
        #[serde(alias = "event_timestamp", default, deserialize_with = "field::number")]
        event_timestamp: Option<u64>,
        attributes: Option<Attributes>,
    }

    #[derive(Default, Deserialize)]
    struct Attributes {
        #[serde(default, deserialize_with = "field::text")]
        record_status: Option<String>,
        #[serde(default, deserialize_with = "field::text")]
        message_id: Option<String>,
        #[serde(default, deserialize_with = "field::text")]
        destination_phone_number: Option<String>,
    }

    impl From<Body> for Report {
        fn from(body: Body) -> Self {
            let attributes = body.attributes.unwrap_or_default();
            Self {
                event_type: body.event_type,
                is_final: body.is_final,
                record_status: attributes.record_status,
                message_id: body.message_id.or(attributes.message_id),
                recipient: body.destination_phone_number.or(attributes.destination_phone_number),
                event_timestamp: body.event_timestamp,
            }
        }
    }
}
