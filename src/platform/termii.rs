//! Termii: message events.
//!
//! An event is a JSON object about one message. The word for a delivered message is a phrase that contains a `|`. There is
//! no code.
//!
//! - Id: `message_id` identifies one message; `id` identifies the event.
//! - Time: `sent_at`, the time at which the message was sent, as `yyyy-MM-dd HH:mm:ss`; Termii does not document the zone.
//! - `type` is `inbound` for incoming messages and `device_status` for devices.
//!
//! None of the words means an opt-out: the Nigerian do-not-disturb register stops promotions, but the same number still
//! receives service messages. One truncated copy of the documentation also names the register as the reason for “Rejected”.
//!
//! Source: Termii, Events and report (undated copies of two versions; the table follows the newer one).

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        "DELIVERED | Message delivered to handset" => Received, "delivered to the phone";
        "Delivered" => Received, "at the recipient";
        "Message Sent" => Sent, "with the operator; no report yet";
        "Message Failed" => NotDelivered, "poor network at the recipient";
        "Expired" => Expired, "phone off or without signal until the end";
        "DND Active on Phone Number" => Rejected, "registered against promotions; service messages may still go";
        "Rejected" => Rejected, "rejected, perhaps for the do-not-disturb register";
        "Received" => Undefined, "incoming message";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::{Mark, Wire};

    Wire {
        word: &["status"],
        message_id: &["message_id"],
        recipient: &["receiver"],
        sender: &["sender"],
        time: &["sent_at"],
        others: &[Mark { field: "type", values: &["inbound", "device_status"] }],
        ..Wire::EMPTY
    }
};
