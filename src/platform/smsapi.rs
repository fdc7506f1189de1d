//! SMSAPI (smsapi.com, smsapi.pl): delivery report callbacks.
//!
//! A callback is the query string of a GET request, or a form. For several messages, each field has comma-separated values.
//! The crate ignores a field if it has more or fewer values than the list of statuses.
//!
//! - Id: `MsgId` identifies one message; `idx` is an id that you supply.
//! - Time: `donedate`, in Unix seconds.
//!
//! No source says that status 412, `STOP`, means an opt-out. Status 404 means *delivered*: these are not HTTP status codes.
//!
//! Source: SMSAPI, [API documentation](https://www.smsapi.pl/docs), sections 9 and 18, as quoted by public code of 2026.

use crate::table::tables;

tables! {
    /// The values of `status`, and of `status_name`.
    STATUSES: Word "status" {
        (401, "NOT_FOUND") => Undefined, "incorrect id, or report too old";
        (402, "EXPIRED") => Expired, "validity period expired";
        (403, "SENT") => Sent, "sent";
        (404, "DELIVERED") => Delivered, "delivered";
        (405, "UNDELIVERED") => Undeliverable, "incorrect or unavailable number";
        (406, "FAILED") => InternalError, "fault of the gateway";
        (407, "REJECTED") => Rejected, "refused by the operator";
        (408, "UNKNOWN") => Undefined, "no report came";
        (409, "QUEUE") => Sent, "waiting in a queue";
        (410, "ACCEPTED") => Sent, "accepted by the operator";
        (411, "RENEWAL") => DeliveredToOperator, "operator is retrying";
        (412, "STOP") => NotDelivered, "stopped";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        separator: Some(','),
        word: &["status", "status_name"],
        message_id: &["MsgId"],
        recipient: &["to"],
        sender: &["from"],
        reference: &["idx"],
        time_unix: &["donedate"],
        mcc_mnc: &["mcc", "mnc"],
        ..Wire::EMPTY
    }
};
