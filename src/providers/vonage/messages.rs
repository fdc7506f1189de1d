//! Vonage: the status callbacks of the Messages API.
//!
//! Vonage sends a callback as the JSON body of a POST request, for SMS and for other channels. Version 0.1 of the API
//! has the number in an object and the error's code in `code`; version 1 has a plain number, and the code in `title`.
//! Both are read.
//!
//! ```
//! use sms_status::{DeliveryStatus, providers::vonage::messages};
//!
//! assert_eq!(messages::status("undeliverable", Some("1180")), DeliveryStatus::TemporaryAbsenceError);
//! ```
//!
//! The codes are in [`ERRORS`](super::ERRORS), and count only with `rejected` and `undeliverable`.
//!
//! Source: Vonage, [Messages API](https://developer.vonage.com/en/messages/overview), status webhook and Errors, in the
//! documents of 2021; SMS status callbacks, read in 2026.

use super::{cause, table};
use crate::{mapping::Mapping, status::DeliveryStatus};

/// The values of `status`.
pub const STATUSES: &[Mapping<&str>] = &[
    Mapping::new("submitted", DeliveryStatus::Sent, "It was passed on to the provider."),
    Mapping::new("delivered", DeliveryStatus::Delivered, "It was delivered."),
    Mapping::new("read", DeliveryStatus::Read, "The recipient read it; only channels other than SMS report that."),
    Mapping::new("rejected", DeliveryStatus::Rejected, "It was refused or failed. The error says why."),
    Mapping::new("undeliverable", DeliveryStatus::Undeliverable, "It cannot be delivered. The error says why."),
];

/// Returns the status of what a callback of the Messages API says: its `status` and, if there is one, the code of its
/// error.
#[must_use]
pub fn status(status: &str, error: Option<&str>) -> DeliveryStatus {
    table::refined(table::of_word(STATUSES, status), cause(error))
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

    /// A status callback of the Messages API.
    ///
    /// ```
    /// use sms_status::{DeliveryStatus, providers::vonage::messages};
    ///
    /// let body = r#"{"message_uuid":"aaaaaaaa-bbbb-cccc-dddd-0123456789ab","to":"447700900000","from":"Sender",
    ///     "timestamp":"2026-01-01T14:00:00.000Z","status":"rejected","error":{"title":"1240","detail":"Illegal Number"}}"#;
    /// let report: messages::Report = serde_json::from_str(body)?;
    /// assert_eq!(report.status(), DeliveryStatus::Blacklisted);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[serde(from = "Body")]
    #[non_exhaustive]
    pub struct Report {
        /// `status`: the word, as it was received.
        pub word: String,
        /// `error.code` or `error.title`: the code, as it was received.
        pub error: Option<String>,
        /// `message_uuid`: Vonage's id of the message.
        pub message_id: Option<String>,
        /// `to`, or `to.number`: the recipient's number.
        pub recipient: Option<String>,
        /// `client_ref`: your own reference.
        pub reference: Option<String>,
        /// `timestamp`: when the status was reached, as in RFC 3339.
        pub timestamp: Option<String>,
    }

    impl Report {
        /// Returns the status of the message.
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

    /// The body as it is nested on the wire.
    #[derive(Deserialize)]
    struct Body {
        #[serde(deserialize_with = "field::word")]
        status: String,
        error: Option<Cause>,
        #[serde(default, deserialize_with = "field::text")]
        message_uuid: Option<String>,
        to: Option<To>,
        #[serde(default, deserialize_with = "field::text")]
        client_ref: Option<String>,
        #[serde(default, deserialize_with = "field::text")]
        timestamp: Option<String>,
    }

    #[derive(Deserialize)]
    struct Cause {
        #[serde(default, deserialize_with = "field::text")]
        code: Option<String>,
        #[serde(default, deserialize_with = "field::text")]
        title: Option<String>,
    }

    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a number, or an object that has one")]
    enum To {
        Plain(#[serde(deserialize_with = "field::text")] Option<String>),
        Nested {
            #[serde(default, deserialize_with = "field::text")]
            number: Option<String>,
        },
    }

    impl From<Body> for Report {
        fn from(body: Body) -> Self {
            Self {
                word: body.status,
                error: body.error.and_then(|error| error.code.or(error.title)),
                message_id: body.message_uuid,
                recipient: body.to.and_then(|to| match to {
                    To::Plain(number) | To::Nested { number } => number,
                }),
                reference: body.client_ref,
                timestamp: body.timestamp,
            }
        }
    }
}
