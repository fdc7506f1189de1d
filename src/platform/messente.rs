//! Messente: delivery reports from the Omnichannel API and the older SMS API.
//!
//! A report from the Omnichannel API is a JSON object about one message on one channel. A polled list has its reports
//! in `statuses`. A report from the older API is the query string of a GET request, in which `stat` says more than
//! `status`.
//!
//! - Id: `message_id` or `sms_unique_id` identifies one message; `omnimessage_id` identifies it on all channels.
//! - Time: `timestamp`, in ISO 8601 format without a zone. The older API has none.
//!
//! None of the values means an opt-out. Code 8 means that the number is on a blacklist. The new documentation says that it
//! is the operator's blacklist; we could read only part of the old documentation.
//!
//! Sources: Messente: documentation (source text), Delivery report; messente.com: Delivery report, Error codes, and the
//! support pages (undated copies); the Python client, July 2025.

use crate::table::tables;

tables! {
    /// The values of `status`, and of `stat` in the older API.
    STATUSES: Word "status" {
        "ACK" => Sent, "accepted by the operator";
        "ACCEPTD" => DeliveredToOperator, "in the operator's queue";
        "DELIVRD" => Delivered, "delivered to the phone or, in some markets, the operator";
        "SEEN" => Read, "seen by the recipient";
        "UNDELIV" => Undeliverable, "could not be delivered; the code says why";
        "FAILED" => NotDelivered, "failed; the code says why";
        "REJECTD" => Rejected, "refused by the operator; the code says why";
        "NACK" => Rejected, "not accepted; the code says why";
        "EXPIRED" => Expired, "expired";
        "DELETED" => NotDelivered, "removed from the queue";
        "UNKNOWN" => Undefined, "unknown status at the operator";
        "DELIVERED" => Delivered, "delivered (older API)";
        "SENT" => Sent, "sent (older API)";
    }

    /// The values of `dlr-mask` in the older API.
    MASKS: Word "dlr-mask" {
        1 => Delivered, "delivered";
        2 => NotDelivered, "failed";
        4 => Sent, "sent";
        8 => Sent, "sent";
        16 => NotDelivered, "failed";
    }

    /// The values of `err`.
    ERRORS: Cause "err" {
        1 => NotDelivered, "delivery failure";
        2 => Expired, "expired";
        3 => InvalidRecipient, "invalid number";
        4 => InsufficientCredit, "account could not be charged";
        5 => InvalidRecipient, "malformed number, or country or operator not found";
        6 => Rejected, "too many identical messages";
        7 => Rejected, "sender name not allowed";
        8 => Rejected, "blacklisted; list not specified";
        9 => RoutingError, "cannot be routed";
        999 => TemporaryOperatorError, "temporary error; send again";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        reports: &["/statuses"],
        word: &["stat", "status", "dlr-mask"],
        cause: &["err"],
        message_id: &["message_id", "sms_unique_id"],
        recipient: &["to"],
        sender: &["sender"],
        time: &["timestamp"],
        ..Wire::EMPTY
    }
};
