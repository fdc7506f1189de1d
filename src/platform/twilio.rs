//! Twilio: status callbacks, messages that the API lists or exports, and Event Streams.
//!
//! A status callback is a form. Twilio sends no callback for the first status, and callbacks may come in any order. An
//! incoming message with `OptOutType=STOP` means an opt-out.
//!
//! - Id: `MessageSid`, or `sid` in a list, identifies one message.
//! - Time: `RawDlrDoneDate`, which has no zone. Operators use different zones, and the crate reads it as UTC. Lists
//!   have `date_updated`, and Event Streams have `timestamp`.
//!
//! No Twilio documentation says that a number may be removed: for error 30005, “may no longer exist” is one of four causes.
//!
//! Sources: Twilio: [Outbound message status in status
//! callbacks](https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks); Message resource
//! (OpenAPI specification, April 2026) and Event Streams (August 2026); [Error and warning
//! dictionary](https://www.twilio.com/docs/api/errors), read in April and November 2026.

use crate::table::tables;

tables! {
    /// The values of `MessageStatus`.
    STATUSES: Word "MessageStatus" {
        "accepted" => InProgress, "accepted; no sender chosen yet";
        "queued" => InProgress, "waiting to be sent";
        "sending" => InProgress, "being handed to the operator";
        "scheduled" => Scheduled, "waiting for its send time";
        "sent" => Sent, "accepted by the operator";
        "delivered" => Delivered, "confirmed by the operator and, if possible, the phone";
        "undelivered" => Undeliverable, "not delivered; the code says why";
        "failed" => NotDelivered, "not sent; the code says why";
        "canceled" => NotDelivered, "cancelled by the sender";
        "read" => Read, "read by the recipient; not reported for SMS";
        "partially_delivered" => PartiallyDelivered, "some parts delivered";
        "receiving" => Undefined, "incoming message";
        "received" => Undefined, "incoming message";
    }

    /// The values of `ErrorCode`.
    ERRORS: Cause "ErrorCode" {
        14107 => Rejected, "rate limit of the account";
        21211 => InvalidRecipient, "invalid number";
        21214 => RoutingError, "number cannot be reached";
        21408 => Rejected, "region not enabled for the account";
        21606 => Rejected, "sender not allowed";
        21608 => Rejected, "number not verified for a trial account";
        21610 => Blacklisted, "Twilio, error 21610: the recipient unsubscribed from this sender";
        21611 => Rejected, "queue of the sender full";
        21612 => RoutingError, "number cannot be reached from this sender";
        21614 => RoutingError, "not a mobile number";
        21617 => MessageTooLong, "text too long";
        21635 => RoutingError, "landline";
        21703..=21705 => Rejected, "no usable sender in the messaging service";
        30001 => Rejected, "queue of the sender full";
        30002 => Rejected, "account suspended";
        30003 => TemporaryAbsenceError, "phone off or without service; retry later";
        30004 => Rejected, "blocked for one of six causes, such as STOP";
        30005 => InvalidRecipient, "number may no longer exist, or phone off, or landline";
        30006 => RoutingError, "landline or unreachable operator";
        30007 => PermanentAntiSpamError, "filtered as spam";
        30008 => OtherError, "unknown error";
        30010 => Rejected, "maximum price exceeded";
        30011 => Undeliverable, "no MMS in the recipient's network";
        30016 => Undeliverable, "recipient not reachable on the channel";
        30017 => TemporaryOperatorError, "operator network congested";
        30018 => Rejected, "sender not registered with the operator";
        30019 => MessageTooLong, "too large for the operator";
        30020..=30021 => InternalError, "fault of Twilio";
        30022..=30023 => Rejected, "quota of the sender used up";
        30024 => Rejected, "sender not provisioned with the operator";
        30025..=30027 => Rejected, "quota of the sender nearly or wholly used up";
        30032 => Rejected, "toll-free number not verified";
        30033 => Rejected, "campaign suspended";
        30034 => Rejected, "sender not registered for a campaign";
        30035 => Rejected, "sender still being configured";
        30036 => Expired, "validity period expired";
        30037 => Rejected, "outbound messages disabled";
        30040..=30041 => Rejected, "sender not registered with the operator";
        30042 => Rejected, "sender id blocked";
        30043 => Rejected, "international traffic through a domestic gateway";
        30044 => MessageTooLong, "too long for a trial account";
        30046 => Undefined, "delivery not confirmed";
        30410 => TemporaryOperatorError, "provider timed out";
        30450 => PermanentAntiSpamError, "blocked as suspected fraud";
        30453 => PermanentAntiSpamError, "blocked as suspected fraud";
        30454 => Rejected, "message limit of the account";
        30485 => PermanentAntiSpamError, "blocked as suspected fraud";
        30500 => InternalError, "internal error of Twilio";
        63001..=63002 => Rejected, "sender not allowed on the channel";
        63003 => InvalidRecipient, "recipient inactive or invalid on the channel";
        63005 => Rejected, "content not accepted by the channel";
        63007..=63008 => Rejected, "sender not allowed on the channel";
        63009 => TemporaryOperatorError, "fault of the channel's provider";
        63010 => InternalError, "internal error of the channel";
        63011 => Rejected, "refused by the channel";
        63012 => TemporaryOperatorError, "fault of the channel's provider";
        63013 => Rejected, "policy of the channel violated";
        63014 => Blacklisted, "Twilio, error 63014: the recipient blocked the sender or opted out";
        63015..=63016 => Rejected, "outside the window that the channel allows";
        63017..=63018 => Rejected, "rate limit of the channel";
        63021 => MessageError, "content invalid for the channel";
        63024 => InvalidRecipient, "invalid recipient on the channel";
        63026 => PermanentAntiSpamError, "filtered by the channel";
        63032 => Rejected, "restricted by the channel";
        63033 => Blacklisted, "Twilio, error 63033: the recipient opted out of the channel's marketing";
        63038 => Rejected, "daily limit of the account";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::{Mark, OptOut, Wire};

    Wire {
        reports: &["/messages"],
        word: &["MessageStatus", "SmsStatus", "status", "/data/messageStatus"],
        cause: &["ErrorCode", "error_code", "/data/errorCode"],
        message_id: &["MessageSid", "SmsSid", "sid", "/data/messageSid"],
        recipient: &["To", "to", "/data/to"],
        sender: &["From", "from", "/data/from"],
        time: &["RawDlrDoneDate", "/data/timestamp", "date_updated", "date_sent"],
        opt_outs: &[OptOut { mark: Mark { field: "OptOutType", values: &["STOP"] }, recipient: &["From"] }],
        others: &[
            Mark { field: "SmsStatus", values: &["received", "receiving"] },
            Mark { field: "MessageStatus", values: &["received", "receiving"] },
            Mark { field: "OptOutType", values: &[] },
            Mark { field: "direction", values: &["inbound…"] },
            Mark { field: "type", values: &["com.twilio.messaging.inbound…"] },
        ],
        ..Wire::EMPTY
    }
};
