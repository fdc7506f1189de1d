//! The smsmode REST API, version 1: status callbacks.
//!
//! # What each value maps to
//!
//! Any other value is kept as received and maps to [`Undefined`]. A detail counts only with the two
//! values of a failure.
//!
#![doc = include_str!("../../docs/rest.md")]
//!
//! Source: the reference of the smsmode REST API, section on status callbacks.

#[cfg(all(feature = "alloc", feature = "serde"))]
mod status_callback;

#[cfg(all(feature = "alloc", feature = "serde"))]
pub use status_callback::StatusCallback;

use crate::{
    mapping::Mapping,
    status::DeliveryStatus::{
        self, Blacklisted, InvalidRecipient, NotDelivered, PermanentAntiSpamError, Read, Received, Scheduled, Sent,
        Undefined, Undeliverable,
    },
};

/// The values of `status.value`.
#[rustfmt::skip]
pub const STATUSES: &[Mapping<&str>] = &[
    Mapping::new("SCHEDULED", Scheduled, "It was accepted and is waiting for its send time."),
    Mapping::new("ENROUTE", Sent, "It was handed over to the operator; nothing more is known."),
    Mapping::new("DELIVERED", Received, "The operator confirmed that the phone has it."),
    Mapping::new("READ", Read, "The recipient opened it. Not in the documented list, but seen in practice."),
    Mapping::new("UNDELIVERABLE", Undeliverable, "It failed, and no known cause is given."),
    Mapping::new("UNDELIVERED", NotDelivered, "It failed, and no known cause is given."),
];

/// The values of `status.detail`, which count on a failure.
#[rustfmt::skip]
pub const DETAILS: &[Mapping<&str>] = &[
    Mapping::new("INVALID_PHONE_NUMBER", InvalidRecipient, "The platform refused the number; have somebody check it."),
    Mapping::new("BLACKLISTED", Blacklisted, "The recipient no longer wants messages from this sender."),
    Mapping::new("SPAM", PermanentAntiSpamError, "A filter refused the content, not the number."),
];

/// Returns the status of a value and its detail, or [`Undefined`] if the value is unknown.
///
/// For the two failure values a known detail takes precedence, because it is more specific.
///
/// ```
/// use sms_status::{DeliveryStatus, smsmode::rest};
/// assert_eq!(rest::status("UNDELIVERED", Some("SPAM")), DeliveryStatus::PermanentAntiSpamError);
/// assert_eq!(rest::status("DELIVERED", Some("SPAM")), DeliveryStatus::Received);
/// ```
#[must_use]
pub fn status(value: &str, detail: Option<&str>) -> DeliveryStatus {
    let find = |rows: &[Mapping<&str>], text| rows.iter().find(|row| row.value == text).map(|row| row.status);
    match find(STATUSES, value) {
        Some(failure @ (Undeliverable | NotDelivered)) => {
            detail.and_then(|detail| find(DETAILS, detail)).unwrap_or(failure)
        }
        Some(status) => status,
        None => Undefined,
    }
}
