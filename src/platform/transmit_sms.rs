//! TransmitSMS: delivery callbacks from the older API of Kudosity (formerly Burst SMS).
//!
//! A callback is the query string of a GET request about one recipient. The company's newer API uses the same words
//! with different meanings: see [`kudosity`](super::kudosity).
//!
//! - Id: `message_id` identifies the send, so the recipient is part of the key.
//! - Time: `datetime`, as `yyyy-MM-dd HH:mm:ss` in UTC.
//! - `delivered` means that the phone confirmed the message or, if the phone sends no receipt, that the operator did. `failed`
//!   appears only in polled lists.
//!
//! Sources: Kudosity: Transmit SMS API (OpenAPI specification); Webhooks (v1), both copied in August 2026.

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        "delivered" => Delivered, "receipt of the phone, or the operator's";
        "pending" => Sent, "no receipt from the operator yet";
        "soft-bounce" => TemporaryAbsenceError, "phone off or out of range, or message expired";
        "hard-bounce" => InvalidRecipient, "phone disconnected";
        "failed" => NotDelivered, "bounced; kind not specified";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::{message_key::IdNames, wire::Wire};

    Wire {
        word: &["status"],
        message_id: &["message_id"],
        recipient: &["mobile"],
        time: &["datetime"],
        time_is_utc: true,
        id_names: IdNames::Sending,
        ..Wire::EMPTY
    }
};
