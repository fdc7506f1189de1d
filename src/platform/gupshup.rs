//! Gupshup: real-time SMS delivery reports.
//!
//! A report is the query string of a GET request. If you ask for it, Gupshup sends up to twenty reports at a time, as a JSON
//! list in the form field `response`. The two formats use different names for the same fields. The sample list in the
//! documentation is not valid JSON.
//!
//! - Id: `externalId` identifies one message.
//! - Time: `deliveredTS` or `eventTs`, in Unix milliseconds.
//!
//! Codes 006 (registered for do-not-disturb) and 007 (blocked by the user) mean an opt-out. Code 003 means that the number is
//! unknown or invalid.
//!
//! Sources: Gupshup, Real time delivery reports (November 2025); for the codes, SuprSend's list of Gupshup errors.

use crate::table::tables;

tables! {
    /// The values of `status` and of `eventType`.
    STATUSES: Word "status" {
        "SUCCESS" => Delivered, "delivered";
        "DELIVERED" => Delivered, "delivered";
        "FAILURE" => NotDelivered, "not delivered; the code says why";
        "FAILED" => NotDelivered, "not delivered; the code says why";
        "UNKNOWN" => Undefined, "status unknown";
    }

    /// The values of `errCode`, and of `cause`.
    ERRORS: Cause "errCode" {
        (1, "ABSENT_SUBSCRIBER") => TemporaryAbsenceError, "absent subscriber: network, roaming or SIM inactive";
        (2, "CALL_BARRED") => Undeliverable, "barring on the number";
        (3, "UNKNOWN_SUBSCRIBER") => InvalidRecipient, "number unknown or invalid";
        (4, "SERVICE_DOWN") => TemporaryOperatorError, "operator down";
        (5, "SYSTEM_FAILURE") => TemporaryOperatorError, "failure at the operator";
        (6, "DND_FAIL") => Blacklisted, "Gupshup, errors: do-not-disturb, or blocked for a complaint";
        (7, "BLOCKED") => Blacklisted, "Gupshup, errors: the user blocks the sender";
        (8, "DND_TIMEOUT") => TemporaryOperatorError, "do-not-disturb check not finished; retry after a day";
        (9, "OUTSIDE_WORKING_HOURS") => Rejected, "outside the hours for promotions";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        embedded: &["response"],
        word: &["status", "eventType"],
        cause: &["errCode", "cause"],
        message_id: &["externalId"],
        recipient: &["phoneNo", "destAddr"],
        sender: &["mask", "srcAddr"],
        time_unix_millis: &["deliveredTS", "eventTs"],
        ..Wire::EMPTY
    }
};
