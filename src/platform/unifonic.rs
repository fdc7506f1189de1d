//! Unifonic: delivery webhooks.
//!
//! A webhook is JSON or a form for one message. We could not see the page of the newer webhook, and no documentation says whether
//! a report contains one of the error codes, so they have their own table.
//!
//! - Id: `MessageID` names one message.
//! - Time: `DLRTimestamp`, as `yyyy-MM-dd HH:mm:ss`; the zone is not documented.
//!
//! ER-05 is a number that may no longer exist, a landline, or a fault of the operator.
//!
//! Sources: Unifonic, Receiving delivery status via webhook, SMPP DLR status codes, Understanding reasons of SMS non-delivery
//! (undated copies; the last one is cut after ER-09); the samples of its OpenAPI specification.

use crate::table::tables;

tables! {
    /// The values of `DLR`.
    STATUSES: Word "DLR" {
        "Delivered" => Received, "delivered to the phone";
        "Undeliverable" => Undeliverable, "negative receipt, such as absent for 48 hours";
        "Queued" => InProgress, "queued";
        "Sent" => Sent, "sent";
    }

    /// The error codes of messages that were not delivered.
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
pub(super) static WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        word: &["DLR"],
        message_id: &["MessageID"],
        recipient: &["Recipient"],
        time: &["DLRTimestamp", "SCTS"],
        ..Wire::EMPTY
    }
};
