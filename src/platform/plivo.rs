//! Plivo: message status callbacks.
//!
//! A callback is a form, or the query string of a GET request, about one message.
//!
//! - Id: `MessageUUID` identifies one message.
//! - Time: the first of `DeliveryReportTime`, `SentTime` and `QueuedTime` that the callback has, as
//!   `yyyy-MM-dd HH:mm:ss.SSSSSS`; Plivo does not document the zone.
//! - If an operator sends no receipts, the last status may be `sent`. Few operators send codes.
//!
//! Sources: Plivo: Message status callbacks; The message object; Error codes (undated copies); the blog "Introducing SMS error
//! codes" (2017, updated on 1 April 2025, read on 23 April 2026). We saw the codes 300, 900 and 910 in a copy that names
//! Plivo.

use crate::table::tables;

tables! {
    /// The values of `Status`.
    STATUSES: Word "Status" {
        "queued" => InProgress, "accepted, not yet with the operator";
        "sent" => Sent, "accepted by the operator";
        "delivered" => Delivered, "receipt of the destination operator";
        "undelivered" => Undeliverable, "not delivered by the operator; the code says why";
        "failed" => NotDelivered, "never reached an operator; the code says why";
        "rejected" => Rejected, "rejected; the code says why";
        "read" => Read, "read by the recipient (WhatsApp)";
    }

    /// The values of `ErrorCode`.
    ERRORS: Cause "ErrorCode" {
        10 => MessageError, "message refused as invalid by an operator";
        20 => TemporaryOperatorError, "operator network fault; temporary";
        30 => PermanentAntiSpamError, "spam filter";
        40 => Rejected, "invalid sender number";
        50 => InvalidRecipient, "invalid number, number without SMS, or landline";
        60 => Rejected, "loop detected";
        70 => InvalidRecipient, "permanently unavailable: number not active; check it";
        80 => TemporaryAbsenceError, "phone off or out of coverage";
        90 => RoutingError, "no route";
        100 => Undeliverable, "message type not supported by the network";
        110 => MessageTooLong, "message too long";
        200 => Blacklisted, "Plivo, error codes: recipient sent STOP to the sender";
        201 => Rejected, "US toll-free number to Canada";
        300 => InternalError, "could not be dispatched";
        420 => Expired, "expired in the queue";
        450 => Rejected, "country barred by the account's settings";
        900 => InsufficientCredit, "account without credit";
        910 => Rejected, "account disabled";
        1000 => OtherError, "unknown error";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        word: &["Status"],
        cause: &["ErrorCode"],
        message_id: &["MessageUUID"],
        recipient: &["To"],
        sender: &["From"],
        time: &["DeliveryReportTime", "SentTime", "QueuedTime"],
        mcc_mnc: &["MCC", "MNC"],
        ..Wire::EMPTY
    }
};
