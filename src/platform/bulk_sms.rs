//! BulkSMS: webhooks from the JSON API, and pushes from the older EAPI.
//!
//! A webhook is a list of up to ten messages; an empty list is a test of the URL. An EAPI push is a form or a query string
//! about one message; its status is a numeric code.
//!
//! - Id: `id` identifies one message; `userSuppliedId` is an id that you supply. In EAPI, `batch_id` identifies the send, so
//!   the recipient is part of the key.
//! - Time: `submission.date`, the time at which you submitted the message, in RFC 3339 format. In EAPI,
//!   `completed_time`, as `yy-MM-dd HH:mm:ss` without a zone.
//! - In an incoming message, the top-level `type` (not the one in `status`) is `RECEIVED`.
//!
//! `BLOCKED` means that your account may not send to the phone, for example after a STOP reply. Code 32 means that the
//! recipient is blocked, probably after a complaint.
//!
//! Sources: BulkSMS: JSON API (OpenAPI specification 1.0.0); EAPI `get_report` 1.0 and 2 (undated copies). Codes 1, 54 to 57
//! and 63 come from clients that copy the list. The fields of a push come from a plugin for playSMS.

use crate::table::tables;

tables! {
    /// The values of `status.type`.
    STATUSES: Word "status.type" {
        "ACCEPTED" => InProgress, "accepted";
        "SCHEDULED" => Scheduled, "waiting for its send time";
        "SENT" => Sent, "passed on";
        "DELIVERED" => Received, "delivered to the phone";
        "UNKNOWN" => Undefined, "unknown";
        "FAILED" => NotDelivered, "failed; the subtype says why";
    }

    /// The values of `status.subtype`.
    SUBTYPES: Cause "status.subtype" {
        "EXPIRED" => Expired, "expired before delivery was possible";
        "HANDSET_ERROR" => TemporaryPhoneError, "error of the phone, such as memory full";
        "BLOCKED" => Blacklisted, "BulkSMS, message status: sending blocked, such as after STOP";
        "NOT_SENT" => NotDelivered, "never attempted, for example without a route";
    }

    /// The values of `status` in EAPI.
    EAPI: Word "status" {
        0 => InProgress, "in progress";
        1 => Scheduled, "waiting for its send time";
        10 => Sent, "delivered upstream";
        11 => Received, "delivered to the phone";
        12 => Sent, "delivered upstream without acknowledgement";
        22 => InternalError, "internal error";
        23 => Rejected, "authentication failed";
        24 => MessageError, "invalid data";
        25 => InsufficientCredit, "account without credit";
        26 => InternalError, "no credit upstream";
        27 => Rejected, "daily quota of the account";
        28 => Rejected, "upstream quota";
        29 => NotDelivered, "cancelled";
        30 => Undefined, "test";
        31 => RoutingError, "no route";
        32 => Blacklisted, "BulkSMS EAPI, get_report: blocked, probably after a complaint";
        33 => PermanentContentError, "censored";
        40 => InternalError, "temporarily unavailable";
        50 => NotDelivered, "failed; cause unknown";
        51 => NotDelivered, "not delivered to the phone";
        52 => TemporaryOperatorError, "not delivered to the network";
        53 => Expired, "expired";
        54 => OtherError, "failed in the remote network";
        55 => Rejected, "blocked by the remote side";
        56 => PermanentContentError, "censored by the remote side";
        57 => TemporaryPhoneError, "error of the phone";
        60..=62 => InProgress, "temporary upstream state";
        63 => InProgress, "queued for a retry";
        70 => Undefined, "unknown status upstream";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::{
        message_key::IdNames,
        wire::{Mark, Wire},
    };

    Wire {
        word: &["/status/type", "status"],
        cause: &["/status/subtype"],
        message_id: &["id", "batch_id"],
        recipient: &["to", "msisdn"],
        sender: &["from"],
        reference: &["userSuppliedId", "source_id"],
        time: &["/submission/date"],
        others: &[Mark { field: "type", values: &["RECEIVED"] }],
        also: &["completed_time"],
        finish: Some(|item, draft| {
            if item.text("id").is_none() {
                draft.id_names = IdNames::Sending;
            }
            if let Some(time) = item.text("completed_time") {
                draft.reported_at = alloc::format!("20{time}").parse().ok();
            }
        }),
        ..Wire::EMPTY
    }
};
