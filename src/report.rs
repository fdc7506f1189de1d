use alloc::string::String;

use crate::{
    message_key::{IdNames, MessageKey},
    msisdn::Msisdn,
    platform::Platform,
    report_time::ReportTime,
    status::DeliveryStatus,
};

/// A delivery report from any platform.
///
/// All strings are as received. [`Platform::read`] reads reports from requests, and [`new`](Self::new) creates one from its
/// parts. serde writes a report as a map and leaves out the missing fields, so a line of NDJSON stays short.
///
/// ```
/// use sms_status::{DeliveryStatus, MessageKey, Platform, Report};
///
/// let mut report = Report::new("failed", DeliveryStatus::Blacklisted);
/// report.platform = Some(Platform::Twilio);
/// report.cause = Some("21610".into());
/// report.message_id = Some("SM01".into());
/// assert_eq!(report.key(), Some(MessageKey::new("SM01")));
/// assert!(report.reason().is_some_and(|reason| reason.contains("21610")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[doc(alias = "DLR")]
#[doc(alias = "delivery receipt")]
#[doc(alias = "callback")]
#[doc(alias = "webhook")]
#[non_exhaustive]
pub struct Report {
    /// The status of the message. It may depend on other fields of the request as well as on the word and the cause.
    pub status: DeliveryStatus,
    /// The word that says what happened.
    pub word: String,
    /// The code or word that says why.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub cause: Option<String>,
    /// The id of the message, or of the send that it belongs to; see [`id_names`](Self::id_names).
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub message_id: Option<String>,
    /// The recipient, usually a phone number; see [`msisdn`](Self::msisdn).
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub recipient: Option<String>,
    /// The sender: a number or a name.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub sender: Option<String>,
    /// Your own reference, if you gave one when sending.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub reference: Option<String>,
    /// The mobile country code and network code of the recipient's operator, such as `20801`.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub network: Option<String>,
    /// The time of the event; see [`time_or`](Self::time_or).
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub reported_at: Option<ReportTime>,
    /// If the report is about one part of a long message, the number of that part, from 1, and the number of parts.
    ///
    /// The key does not contain the part. To follow the parts, use the key and the part together as the id, and take
    /// the [`BulkReport::status`](crate::BulkReport::status) of all parts.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub part: Option<(u16, u16)>,
    /// Whether the recipient has opted out, whatever happened to the message. If so, record
    /// [`Blacklisted`](DeliveryStatus::Blacklisted) in the number's [`NumberHistory`](crate::NumberHistory).
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "core::ops::Not::not"))]
    pub opted_out: bool,
    /// The platform that sent the report; `None` for a [`CustomPlatform`](crate::CustomPlatform).
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub platform: Option<Platform>,
    /// What [`message_id`](Self::message_id) names.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "IdNames::is_default"))]
    pub id_names: IdNames,
    /// Whether the word is in a table of the platform. This distinguishes an unknown word from one that means
    /// [`Undefined`](DeliveryStatus::Undefined).
    #[cfg_attr(feature = "serde", serde(default = "yes", skip_serializing_if = "is_yes"))]
    pub known: bool,
}

#[cfg(feature = "serde")]
const fn yes() -> bool {
    true
}

#[cfg(feature = "serde")]
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes the field by reference")]
const fn is_yes(flag: &bool) -> bool {
    *flag
}

impl Report {
    /// Creates a report from a word and its status. The other fields are empty, except that the word counts as known.
    #[must_use]
    pub fn new(word: impl Into<String>, status: DeliveryStatus) -> Self {
        Self {
            status,
            word: word.into(),
            cause: None,
            message_id: None,
            recipient: None,
            sender: None,
            reference: None,
            network: None,
            reported_at: None,
            part: None,
            opted_out: false,
            platform: None,
            id_names: IdNames::Message,
            known: true,
        }
    }

    /// Returns the key of the message on its platform, or `None` if the report does not identify a message: it has no id, or
    /// its id names a send and the recipient is missing.
    #[must_use]
    pub fn key(&self) -> Option<MessageKey> {
        let id = self.message_id.as_deref()?;
        match self.id_names {
            IdNames::Message => Some(MessageKey::new(id)),
            IdNames::Sending => Some(MessageKey::of_recipient(id, self.recipient.as_deref()?)),
        }
    }

    /// Returns the recipient as a phone number, or `None` if the recipient is missing or is not a phone number.
    #[must_use]
    pub fn msisdn(&self) -> Option<Msisdn> {
        self.recipient.as_deref()?.parse().ok()
    }

    /// Returns the time of the event or, if the report does not give one, the time at which you received it.
    ///
    /// Use this as the time in a [`NumberHistory`](crate::NumberHistory). Do not use an `Option` there, because an opt-out
    /// without a time would be older than any opt-in.
    #[must_use]
    pub fn time_or(&self, received: ReportTime) -> ReportTime {
        self.reported_at.unwrap_or(received)
    }

    /// Returns the reason for the status from the platform's table, or `None` if no table has the word or if the status depends
    /// on something else.
    #[must_use]
    pub fn reason(&self) -> Option<&'static str> {
        let row = self.platform?.find(&self.word, self.cause.as_deref())?;
        (row.status == self.status).then_some(row.reason)
    }
}
