//! Kudosity: Transmit Message API events (version 2).
//!
//! An event is a JSON object about one message; each message has several events. Transmit SMS, the company's older API, uses
//! the same words with different meanings: see [`transmit_sms`](super::transmit_sms).
//!
//! - Id: `status.id` identifies one message; `status.message_ref` is a reference that you supply.
//! - Time: `timestamp`, in RFC 3339 format and in UTC.
//! - Incoming messages and clicked links are not reports. The event `OPT_OUT` means that the recipient of its `source_message`
//!   opted out.
//!
//! Three documents explain `HARD_BOUNCE` in three ways: as a disconnected number, as a problem such as a disconnected
//! number, and as an invalid or disconnected number. So the advice is to review the number.
//!
//! Sources: Kudosity, Transmit Message API (OpenAPI specification 20250101, copied in August 2026); About webhooks (undated
//! copies).

use crate::table::tables;

tables! {
    /// The values of `status.status`.
    STATUSES: Word "status.status" {
        "PENDING" => InProgress, "queued";
        "PENDING_APPROVAL" => InProgress, "waiting for Kudosity's staff";
        "SENT" => Sent, "submitted to the operator";
        "SUBMITTED" => Sent, "submitted to the operator";
        "ACCEPTED" => DeliveredToOperator, "accepted by the operator; delivery not confirmed";
        "DELIVERED" => Received, "delivered to the phone";
        "READ" => Read, "read by the recipient";
        "SOFT_BOUNCE" => TemporaryAbsenceError, "phone off, out of range or otherwise absent";
        "HARD_BOUNCE" => InvalidRecipient, "permanent problem, such as a disconnected number";
        "FAILED" => NotDelivered, "error at the provider, operator or phone";
        "UNDELIVERABLE" => Undeliverable, "undeliverable";
        "REJECTED" => Rejected, "rejected by Kudosity's staff";
        "OTHER" => Undefined, "status of the operator that is not listed";
        "INVALID" => Undefined, "invalid";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::{Mark, OptOut, Wire};

    Wire {
        word: &["/status/status"],
        cause: &["/status/description"],
        message_id: &["/status/id"],
        recipient: &["/status/recipient"],
        sender: &["/status/sender"],
        reference: &["/status/message_ref"],
        time: &["timestamp"],
        others: &[Mark { field: "event_type", values: &["…_INBOUND", "LINK_HIT"] }],
        opt_outs: &[OptOut {
            mark: Mark { field: "event_type", values: &["OPT_OUT"] },
            recipient: &["/opt_out/source_message/recipient"],
        }],
        ..Wire::EMPTY
    }
};
