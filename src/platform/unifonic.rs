//! Unifonic: delivery webhooks.
//!
//! A webhook is a JSON object or a form about one message. We could not read the page on the newer webhook. No documentation
//! says whether a report contains an error code, so the codes have a separate table.
//!
//! - Id: `MessageID` identifies one message.
//! - Time: `DLRTimestamp`, as `yyyy-MM-dd HH:mm:ss`; Unifonic does not document the zone.
//!
//! Code ER-05 means that the number may no longer exist, that it is a landline, or that the operator is at fault.
//!
//! Sources: Unifonic: Receiving delivery status via webhook; SMPP DLR status codes; Understanding reasons of SMS non-delivery
//! (undated copies; the last one ends after ER-09); the samples in its OpenAPI specification.

use crate::table::tables;

tables! {
    /// The values of `DLR`.
    STATUSES: Word "DLR" {
        "Delivered" => Received, "delivered to the phone";
        "Undeliverable" => Undeliverable, "negative receipt, such as absent for 48 hours";
        "Queued" => InProgress, "queued";
        "Sent" => Sent, "sent";
    }

    /// The error codes for messages that were not delivered.
    ERRORS: Cause "error code" {
        "ER-01" => InsufficientCredit, "no price for the route, or no credit";
        "ER-02" => InvalidRecipient, "incorrect number";
        "ER-03" => InvalidRecipient, "number too long";
        "ER-04" => InvalidRecipient, "number too short";
        "ER-05" => RoutingError, "number unknown, landline, or fault of the operator";
        "ER-06" => MessageError, "empty text";
        "ER-07" => PermanentContentError, "content filtered";
        "ER-08" => Rejected, "sender not registered";
        "ER-09" => Rejected, "duplicate";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        word: &["DLR"],
        message_id: &["MessageID"],
        recipient: &["Recipient"],
        time: &["DLRTimestamp", "SCTS"],
        ..Wire::EMPTY
    }
};
