//! ClickSend: delivery receipts, pushed or listed.
//!
//! A receipt is a form or a JSON object about one message; a list has its receipts in `data`. A receipt does not
//! contain the recipient. We know the fields of a push only from public code that receives pushes.
//!
//! - Id: `message_id` identifies one message.
//! - Time: `timestamp`, in Unix seconds.
//!
//! None of the values means an opt-out. Errors 1 to 4 and 6 repeat the word. Error 20 means that the receipt expired, so
//! nobody knows what happened to the message. A newer edition of the error list gives the errors different codes; receipts
//! from 2026 have the codes in this table.
//!
//! Sources: ClickSend: List of SMS gateway error codes, in two editions (undated copies); automation of SMS receipts; its
//! clients; receipts from May to September 2026 in a public project's notes.

use crate::table::tables;

tables! {
    /// The values of `status_code`.
    STATUSES: Word "status_code" {
        200 => Sent, "queued, scheduled, or sent to the network";
        201 => Received, "delivered to the phone";
        300 => TemporaryOperatorError, "temporary network error; being retried";
        301 => NotDelivered, "failed or cancelled; the error says why";
    }

    /// The values of `error_code`.
    ERRORS: Cause "error_code" {
        5 => NotDelivered, "cancelled";
        7 => OtherError, "unknown failure";
        8 => InvalidRecipient, "unknown subscriber: number inactive or invalid";
        9 => InvalidRecipient, "unidentified subscriber: invalid, or a routing problem";
        10 => Undeliverable, "illegal subscriber: failed authentication, or filtering";
        11 => Undeliverable, "subscription, phone or network without SMS";
        12 => TemporaryAbsenceError, "absent, likely for 12 hours or more";
        13 => TemporaryPhoneError, "memory full";
        14 => TemporaryOperatorError, "recipient's network: error or congestion";
        15 => Rejected, "refused by the recipient's network";
        16 => TemporaryOperatorError, "temporary network error; being retried";
        17 => TemporaryOperatorError, "network timed out";
        18 => RoutingError, "routing error in the network";
        19 => PermanentAntiSpamError, "refused as spam by the recipient's network";
        20 => Undefined, "receipt expired; outcome unknown";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        reports: &["/data/data", "/data"],
        word: &["status_code"],
        cause: &["error_code"],
        message_id: &["message_id"],
        reference: &["custom_string"],
        time_unix: &["timestamp"],
        ..Wire::EMPTY
    }
};
