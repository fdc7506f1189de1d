//! The smsmode REST API, version 1: callbacks.
//!
//! # What each value is read as
//!
//! Any other value is kept as it is and read as [`Undefined`](DeliveryStatus::Undefined). A detail counts only with the
//! two values of a failure.
//!
#![doc = include_str!("../../docs/rest.md")]
//!
//! Source: the reference of the smsmode REST API, section on status callbacks.

use alloc::string::String;

use serde::Deserialize;

use crate::DeliveryStatus;

/// A status that smsmode sends to your URL, as the JSON body of a POST request.
///
/// Only the message id and the status value are required. A field that is `null` is read as missing, one that is not
/// known is ignored, one that comes twice is an error, and an empty text is kept.
///
/// ```
/// use sms_status::{DeliveryStatus, smsmode::rest};
///
/// let body = r#"{"messageId":"e5ab32e9","status":{"value":"UNDELIVERABLE","detail":"BLACKLISTED"}}"#;
/// let callback: rest::StatusCallback = serde_json::from_str(body)?;
/// assert_eq!(callback.status(), DeliveryStatus::Blacklisted);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "Body")]
#[non_exhaustive]
pub struct StatusCallback {
    /// `messageId`: smsmode's own id of the message, a UUID.
    pub message_id: String,
    /// `status.value`: the status, as it was received.
    pub value: String,
    /// `status.detail`: why the message failed, as it was received.
    pub detail: Option<String>,
    /// `recipient.to`: the recipient's number in international form.
    pub recipient: Option<String>,
    /// `refClient`: your own reference, where one was given when sending.
    pub reference: Option<String>,
    /// `acceptedAt`: when the platform accepted the message, as `yyyy-MM-ddTHH:mm:ss`; it parses as a
    /// [`DateTime`](crate::DateTime).
    pub accepted_at: Option<String>,
    /// `sentDate`: when the platform sent the message, in the same form.
    pub sent_date: Option<String>,
    /// `status.deliveryDate`: when the message was delivered, in the same form.
    pub delivery_date: Option<String>,
    /// `status.lookup.mccMnc`: the mobile country code and network code of the operator, `20820`.
    pub mcc_mnc: Option<String>,
}

impl StatusCallback {
    /// The status; [`Undefined`](DeliveryStatus::Undefined) where the value is not known.
    ///
    /// On the two failures a known detail wins, because it says more than the value.
    #[must_use]
    pub fn status(&self) -> DeliveryStatus {
        match self.value.as_str() {
            "SCHEDULED" => DeliveryStatus::Scheduled,
            "ENROUTE" => DeliveryStatus::Sent,
            "DELIVERED" => DeliveryStatus::Received,
            "READ" => DeliveryStatus::Read,
            "UNDELIVERABLE" => self.cause().unwrap_or(DeliveryStatus::Undeliverable),
            "UNDELIVERED" => self.cause().unwrap_or(DeliveryStatus::NotDelivered),
            _ => DeliveryStatus::Undefined,
        }
    }

    /// The status of the detail of a failure.
    fn cause(&self) -> Option<DeliveryStatus> {
        match self.detail.as_deref()? {
            "INVALID_PHONE_NUMBER" => Some(DeliveryStatus::InvalidRecipient),
            "BLACKLISTED" => Some(DeliveryStatus::Blacklisted),
            "SPAM" => Some(DeliveryStatus::PermanentAntiSpamError),
            _ => None,
        }
    }
}

/// The body as it is nested on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    message_id: String,
    status: Status,
    recipient: Option<Recipient>,
    ref_client: Option<String>,
    accepted_at: Option<String>,
    sent_date: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Status {
    value: String,
    detail: Option<String>,
    delivery_date: Option<String>,
    lookup: Option<Lookup>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Lookup {
    mcc_mnc: Option<String>,
}

#[derive(Deserialize)]
struct Recipient {
    to: Option<String>,
}

impl From<Body> for StatusCallback {
    fn from(body: Body) -> Self {
        Self {
            message_id: body.message_id,
            value: body.status.value,
            detail: body.status.detail,
            recipient: body.recipient.and_then(|recipient| recipient.to),
            reference: body.ref_client,
            accepted_at: body.accepted_at,
            sent_date: body.sent_date,
            delivery_date: body.status.delivery_date,
            mcc_mnc: body.status.lookup.and_then(|lookup| lookup.mcc_mnc),
        }
    }
}
