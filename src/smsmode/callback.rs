use alloc::string::String;

use serde::{Deserialize, Deserializer, de::Error};

use crate::{date_time::DateTime, status::DeliveryStatus};

/// A delivery report that smsmode sends to your URL, as the parameters of a GET request.
///
/// It deserializes from a query string with any serde format for those: `serde_urlencoded`, or the `Query` extractor of a web
/// framework. Only the recipient and the code are required. An empty parameter counts as missing, unknown parameters are
/// ignored, and a repeated one is an error.
///
/// Callbacks are not signed; a genuine one is recognised by an unguessable path segment in the registered URL. A callback that is
/// not answered with a 2xx is sent again for 24 hours, so it may arrive twice, late, or after a newer one;
/// [`DeliveryStatus::supersedes`] tells which of two reports counts.
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
    /// `numero`: the recipient's number in international form, as received: usually digits without a `+`.
    #[serde(rename = "numero", deserialize_with = "required")]
    pub recipient: String,
    /// `statut`: the status code, as received.
    #[serde(rename = "statut")]
    pub code: u16,
    /// `date_reception`: when the status was reached, as `yyyy-MM-dd HH:mm:ss` in the time of Paris; see
    /// [`received_at`](Self::received_at).
    #[serde(default, deserialize_with = "non_empty")]
    pub date_reception: Option<String>,
    /// `smsID`: smsmode's own id of the message, 12 letters and digits.
    #[serde(default, rename = "smsID", deserialize_with = "non_empty")]
    pub message_id: Option<String>,
    /// `refClient`: your own reference, if you gave one when sending.
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
    /// Returns the status, or [`Undefined`](DeliveryStatus::Undefined) if the code is unknown.
    #[must_use]
    pub const fn status(&self) -> DeliveryStatus {
        DeliveryStatus::from_code_lossy(self.code)
    }

    /// Returns the date and time of [`date_reception`](Self::date_reception), in the time of Paris, or `None` if it is missing or
    /// is not a date.
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
