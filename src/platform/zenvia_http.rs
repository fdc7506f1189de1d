//! Zenvia HTTP: callbacks from Zenvia's older API.
//!
//! A callback is a JSON object about one message. It may report an intermediate state, and does not contain the recipient.
//! The newer API uses other words: see [`zenvia`](super::zenvia).
//!
//! - Id: `id` identifies one message, and is an id that you supply.
//! - Time: `received`, in RFC 3339 format with an offset.
//! - `callbackMoRequest` means an incoming message.
//!
//! Code 06 means that the number is on a blacklist; the documentation does not say whose. Code 145 means that the number is
//! inactive, so the advice is to review it. In one document, 08 means that the message expired; elsewhere it means that the
//! content is not allowed.
//!
//! Sources: [client in PHP](https://github.com/zetta-code/zenvia) with both lists of codes (12 July 2021); Mesago, API of a
//! gateway with the same interface (19 April 2017). We did not find a table from Zenvia itself.

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        0 => InProgress, "accepted";
        1 => Scheduled, "waiting for its send time";
        2 => Sent, "sent";
        3 => Delivered, "delivered";
        4 => NotDelivered, "not received; the detail says why";
        5 => RoutingError, "blocked: number not covered";
        6 => Blacklisted, "Zenvia, status codes: number blacklisted";
        7 => InvalidRecipient, "blocked: invalid number";
        8 => PermanentContentError, "blocked: content not allowed";
        9 => Rejected, "blocked; the detail says why";
        10 => OtherError, "error; the detail says why";
    }

    /// The values of `statusDetail`.
    DETAILS: Cause "statusDetail" {
        2 => NotDelivered, "cancelled";
        10..=11 => MessageError, "content missing or invalid";
        12 => MessageTooLong, "text too long";
        13..=14 => InvalidRecipient, "incorrect or missing number";
        15..=18 => MessageError, "field of the request invalid";
        21 => MessageError, "field of the request invalid";
        80 => Rejected, "duplicate";
        100 => InProgress, "queued";
        110 => Sent, "with the operator";
        111 => Undefined, "confirmation not available";
        120 => Received, "received by the phone";
        130 => Rejected, "blocked";
        131 => Rejected, "blocked when lists were cleaned";
        132 => NotDelivered, "cancelled";
        133 => InProgress, "content under review";
        134 => PermanentContentError, "forbidden content";
        135 => Rejected, "group inactive";
        136 => Expired, "expired";
        140 => RoutingError, "number not covered";
        141 => RoutingError, "number abroad";
        145 => InvalidRecipient, "inactive mobile number";
        150 => Expired, "expired at the operator";
        160 => TemporaryOperatorError, "fault of the operator's network";
        161 => Rejected, "rejected by the operator";
        162 => Rejected, "cancelled or blocked by the operator";
        170 => MessageError, "message invalid";
        171 => InvalidRecipient, "invalid number";
        172 => MessageError, "message invalid";
        180 => Undefined, "id not found";
        190 => OtherError, "unknown error";
        901 => Rejected, "account not allowed to send";
        990 => Rejected, "limit of the account";
        999 => OtherError, "unknown error";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::{Mark, Wire};

    Wire {
        reports: &["/callbackMtRequest"],
        word: &["status"],
        cause: &["statusDetail"],
        message_id: &["id"],
        time: &["received"],
        others: &[Mark { field: "callbackMoRequest", values: &[] }],
        ..Wire::EMPTY
    }
};
