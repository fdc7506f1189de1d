use alloc::string::String;

use serde::Deserialize;

use crate::status::DeliveryStatus;

/// A status that smsmode sends to your URL, as the JSON body of a POST request.
///
/// Only the message id and the status value are required. A `null` field counts as missing, unknown fields are ignored, a
/// repeated field is an error, and an empty text is kept.
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
    /// `status.value`: the status, as received.
    pub value: String,
    /// `status.detail`: why the message failed, as received.
    pub detail: Option<String>,
    /// `recipient.to`: the recipient's number in international form.
    pub recipient: Option<String>,
    /// `refClient`: your own reference, if you gave one when sending.
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
    /// Returns the status, or [`Undefined`](DeliveryStatus::Undefined) if the value is unknown; see [`status`](super::status).
    #[must_use]
    pub fn status(&self) -> DeliveryStatus {
        super::status(&self.value, self.detail.as_deref())
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
