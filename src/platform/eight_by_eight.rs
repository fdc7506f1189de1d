//! 8x8 (formerly Wavecell): SMS delivery receipts.
//!
//! A receipt is a JSON object about one message. `detail` says more than `state`, because `delivered` may mean only that the
//! operator has the message. In SMPP receipts, `err` has the same codes.
//!
//! - Id: `umid` identifies one message; `clientMessageId` is an id that you supply.
//! - Time: `timestamp` in the status, in ISO 8601 format and in UTC.
//! - The namespace `ChatApps` belongs to another product, whose codes have different meanings.
//!
//! None of the values advises removing a number: the text for code 28 says only “permanent phone error”, and no text says
//! that the number is unassigned.
//!
//! Sources: 8x8: Delivery receipts for outbound SMS; Message status reference (two versions); SMS delivery receipt error codes
//! (undated copies); OpenAPI specification (copy of August 2026); Wavecell's help page on receipts.

use crate::table::tables;

tables! {
    /// The values of `detail`.
    DETAILS: Word "detail" {
        "delivered_to_recipient" => Received, "delivered to the recipient";
        "delivered_to_operator" => DeliveredToOperator, "delivered to the operator only";
        "rejected_by_operator" => Rejected, "rejected by the operator";
        "undelivered_to_recipient" => NotDelivered, "refused by the phone";
    }

    /// The values of `state`.
    STATES: Word "state" {
        "queued" => InProgress, "accepted by 8x8";
        "sent" => Sent, "with the operator; not acknowledged";
        "delivered" => Delivered, "confirmed by the operator";
        "undelivered" => Undeliverable, "negative receipt";
        "rejected" => Rejected, "rejected by 8x8";
        "failed" => Rejected, "older word for rejected";
        "read" => Read, "read by the recipient";
        "unknown" => Undefined, "unknown";
        "ok" => Undefined, "about an operation, not a message";
        "error" => Undefined, "about an operation, not a message";
    }

    /// The values of `errorCode`.
    ERRORS: Cause "errorCode" {
        1 => TemporaryAbsenceError, "absent subscriber";
        2 => PermanentContentError, "content error";
        3 => TemporaryOperatorError, "data missing";
        4 => InProgress, "deferred";
        5 => InProgress, "pending upstream";
        7 => NotDelivered, "delivery failure";
        8 => Rejected, "denied";
        9 => TemporaryPhoneError, "protocol error of the equipment";
        10 => OtherError, "external error";
        11 => PermanentAntiSpamError, "flooding";
        12 => TemporaryOperatorError, "error of the home register";
        13 => Undeliverable, "illegal subscriber or equipment";
        14 => InternalError, "internal error";
        15 => InvalidRecipient, "invalid number";
        16..=18 => MessageError, "format, length or parameter";
        19 => Rejected, "invalid sender";
        20 => NotDelivered, "cancelled locally";
        21 => TemporaryPhoneError, "memory of the phone full";
        22 => InProgress, "being retried";
        23 => TemporaryOperatorError, "network error";
        24 => PermanentContentError, "age of the recipient";
        25 => NotDelivered, "aborted by network or user";
        26 => Undeliverable, "barred";
        27 => PermanentOperatorError, "permanent error of the operator";
        28 => Undeliverable, "permanent error of the phone; number not reported as unassigned";
        29 => TemporaryPhoneError, "error of the phone";
        30 => PermanentPortabilityError, "portability";
        31 => Undeliverable, "premium messages not possible";
        32 => TemporaryAbsenceError, "roaming";
        33 => RoutingError, "error of the route";
        34 => Rejected, "screening";
        35 => TemporaryOperatorError, "congestion";
        36 => Expired, "expired";
        37 => Undeliverable, "subscriber without SMS";
        38 => MessageError, "malformed";
        39 => NotDelivered, "cancelled by the message centre";
        40 => TemporaryOperatorError, "error of the message centre";
        41 => Rejected, "rejected by the message centre";
        42 => InsufficientCredit, "sender without credit";
        43 => PermanentAntiSpamError, "spam";
        44 => Undeliverable, "billing of the subscriber";
        45 => TemporaryPhoneError, "busy";
        46 => TemporaryAbsenceError, "not reachable";
        47 => TemporaryAbsenceError, "temporarily unavailable";
        48 => TemporaryOperatorError, "system failure";
        49 => TemporaryOperatorError, "signalling error";
        50 => Rejected, "throttling";
        51 => TemporaryOperatorError, "network timed out";
        52 => TemporaryOperatorError, "not decodable";
        53 => TemporaryOperatorError, "unexpected data";
        54 => OtherError, "unexpected error";
        55 => TemporaryAbsenceError, "unidentified subscriber";
        56 => Undefined, "delivery state unknown";
        57 => OtherError, "unknown error";
        58 => TemporaryOperatorError, "message centre unknown";
        59 => InvalidRecipient, "unknown subscriber";
        60 => PermanentContentError, "content filtered";
        61 => NotDelivered, "session expired";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::{Mark, Wire};

    Wire {
        word: &["/payload/status/detail", "/payload/status/state"],
        cause: &["/payload/status/errorCode"],
        message_id: &["/payload/umid"],
        recipient: &["/payload/destination"],
        sender: &["/payload/source"],
        reference: &["/payload/clientMessageId"],
        time: &["/payload/status/timestamp"],
        others: &[
            Mark { field: "namespace", values: &["ChatApps"] },
            Mark { field: "eventType", values: &["inbound…"] },
        ],
        ..Wire::EMPTY
    }
};
