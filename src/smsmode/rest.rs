//! The smsmode REST API, version 1: the values of its status callbacks.
//!
//! [`Platform::Smsmode`](crate::Platform::Smsmode) reads the callbacks.
//!
//! The tables [`STATUSES`] and [`DETAILS`] list the values. The crate keeps any other value as received and maps it to
//! [`Undefined`].
//!
//! Source: the reference of the smsmode REST API, section on status callbacks.

use crate::{
    status::DeliveryStatus::{self, Undefined},
    table::{find, tables},
};

tables! {
    /// The values of `status.value`.
    STATUSES: Word "status.value" {
        "SCHEDULED" => Scheduled, "accepted; waiting for its send time";
        "ENROUTE" => Sent, "with the operator; nothing more known";
        "DELIVERED" => Received, "on the phone, as the operator confirms";
        "READ" => Read, "opened by the recipient; seen in practice, not documented";
        "UNDELIVERABLE" => Undeliverable, "failed; the detail says why";
        "UNDELIVERED" => NotDelivered, "failed; the detail says why";
    }

    /// The values of `status.detail`, which count only with a failure.
    DETAILS: Cause "status.detail" {
        "INVALID_PHONE_NUMBER" => InvalidRecipient, "number refused by the platform";
        "BLACKLISTED" => Blacklisted, "smsmode, REST API, status callbacks: recipient on a blacklist";
        "SPAM" => PermanentAntiSpamError, "content refused by a filter";
    }
}

/// Returns the status of a value and its detail, or [`Undefined`] if the value is unknown.
///
/// Case does not matter. If the value is a failure, a known detail counts, because it is more specific.
///
/// ```
/// use sms_status::{DeliveryStatus, smsmode::rest};
/// assert_eq!(rest::status("UNDELIVERED", Some("SPAM")), DeliveryStatus::PermanentAntiSpamError);
/// assert_eq!(rest::status("DELIVERED", Some("SPAM")), DeliveryStatus::Received);
/// ```
#[must_use]
pub fn status(value: &str, detail: Option<&str>) -> DeliveryStatus {
    find(TABLES, value, detail).map_or(Undefined, |row| row.status)
}
