use alloc::string::String;

use serde::{Deserialize, Deserializer, de::Error};

use crate::{DateTime, DeliveryStatus};

/// A delivery report that smsmode sends to your URL, as the parameters of a GET request.
///
/// Any serde reader of query strings makes one: `serde_urlencoded`, the `Query` extractor of a web framework. Only
/// the recipient and the code are required. A parameter that is empty is read as missing, one that is not known is
/// ignored, and one that comes twice is an error.
///
/// Callbacks are not signed: what tells a true one is a path segment of the registered URL that nobody can guess. One
/// that is not answered with a success is sent again, for 24 hours, so each may arrive twice, late, and after a newer
/// one; [`DeliveryStatus::supersedes`] tells which of two reports counts.
///
/// Source: the smsmode HTTP API documents, section on delivery report callbacks.
///
/// ```
/// use sms_status::{DeliveryStatus, smsmode};
///
/// let query = "numero=33600000000&date_reception=2010-03-25+09%3A52%3A17&statut=11&smsID=S7EpYZ5kmS87";
/// let callback: smsmode::Callback = serde_urlencoded::from_str(query)?;
/// assert_eq!(callback.status(), DeliveryStatus::Received);
/// assert_eq!(callback.message_id.as_deref(), Some("S7EpYZ5kmS87"));
/// # Ok::<(), serde_urlencoded::de::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[non_exhaustive]
pub struct Callback {
    /// `numero`: the recipient's number in international form, as it was received: digits, without `+` as a rule.
    #[serde(rename = "numero", deserialize_with = "required")]
    pub recipient: String,
    /// `statut`: the status code, as it was received.
    #[serde(rename = "statut")]
    pub code: u16,
    /// `date_reception`: when the status was reached, as `yyyy-MM-dd HH:mm:ss` in the time of Paris; see
    /// [`received_at`](Self::received_at).
    #[serde(default, deserialize_with = "non_empty")]
    pub date_reception: Option<String>,
    /// `smsID`: smsmode's own id of the message, 12 letters and digits.
    #[serde(default, rename = "smsID", deserialize_with = "non_empty")]
    pub message_id: Option<String>,
    /// `refClient`: your own reference, where one was given when sending.
    #[serde(default, rename = "refClient", deserialize_with = "non_empty")]
    pub reference: Option<String>,
    /// `mcc_mnc`: the mobile country code and network code of the operator, `20801`.
    #[serde(default, deserialize_with = "non_empty")]
    pub mcc_mnc: Option<String>,
    /// `cost`: the price, in credits.
    #[serde(default, deserialize_with = "non_empty")]
    pub cost: Option<String>,
}

impl Callback {
    /// The status; [`Undefined`](DeliveryStatus::Undefined) where the code is not known.
    #[must_use]
    pub fn status(&self) -> DeliveryStatus {
        DeliveryStatus::from_code(self.code).unwrap_or(DeliveryStatus::Undefined)
    }

    /// The date and time of [`date_reception`](Self::date_reception), in the time of Paris; `None` where it is missing
    /// or no date.
    #[must_use]
    pub fn received_at(&self) -> Option<DateTime> {
        self.date_reception.as_deref()?.parse().ok()
    }
}

fn required<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    non_empty(deserializer)?.ok_or_else(|| D::Error::missing_field("numero"))
}

fn non_empty<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Option::deserialize(deserializer)?.filter(|text: &String| !text.is_empty()))
}
