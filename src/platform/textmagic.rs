//! Textmagic: status callbacks.
//!
//! A callback is a JSON object about one message. Textmagic sends it only for final states. The old HTTPS API sends
//! multipart forms, which the crate does not read.
//!
//! - Id: `id` identifies one message; `referenceId` is an id that you supply.
//! - Time: `messageTime`, the time at which the message was sent, in ISO 8601 format with an offset.
//! - `rejectReason` is a single letter.
//!
//! Reason `g` means that the contact had unsubscribed. Reason `f` covers too many cases to say anything about the number.
//!
//! Sources: Textmagic: [Java client](https://github.com/textmagic/textmagic-rest-java-v2) with the OpenAPI specification (20
//! November 2025); Delivery status callback; Delivery status codes (undated copies).

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        "q" => InProgress, "queued at Textmagic";
        "s" => Scheduled, "waiting for its send time";
        "r" => Sent, "sent to the operator";
        "a" => Sent, "acknowledged by the operator";
        "b" => DeliveredToOperator, "queued by the operator";
        "d" => Received, "delivered to the phone";
        "e" => NotDelivered, "error while sending";
        "f" => NotDelivered, "error while delivering, such as phone off";
        "j" => Rejected, "rejected by the operator";
        "g" => Blacklisted, "Textmagic, delivery status codes: the contact had unsubscribed";
        "u" => Undefined, "unknown";
        "i" => Undefined, "without a text";
        "p" => Undefined, "without a text";
        "h" => Undefined, "without a text";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        word: &["status"],
        cause: &["rejectReason"],
        message_id: &["id"],
        recipient: &["receiver"],
        sender: &["sender"],
        reference: &["referenceId"],
        time: &["messageTime"],
        ..Wire::EMPTY
    }
};
