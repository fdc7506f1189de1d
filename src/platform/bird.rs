//! Bird, formerly MessageBird: SMS API events, status reports from MessageBird's REST API, and Channels API messages.
//!
//! An event is a JSON object about one message. A status report from MessageBird is the query string of a GET request. The
//! Channels API gives the cause as a sentence, and has its own codes. Incoming messages and other kinds of events are not
//! reports. The crate also reads lists of messages.
//!
//! - Id: `sms_id` or, elsewhere, `id` identifies one message.
//! - Time: `timestamp`, `statusDatetime` or `lastStatusAt`, in ISO 8601 format with an offset; in a listed message,
//!   `delivered_at` or `sent_at`.
//!
//! The words have the same meanings in all three APIs. `recipient_opted_out` and `blocked_by_recipient` mean an opt-out.
//! We did not find MessageBird's list of error codes, so the table has only code 1, which Bird's Channels API calls an
//! unknown subscriber.
//!
//! Sources: Bird, [bird-sdk-go](https://github.com/messagebird/bird-sdk-go), generated from its OpenAPI specification (July
//! 2026); MessageBird's clients for PHP (February 2026) and Java (April 2025); docs.bird.com: Message failure codes; SMS
//! platform extended error codes (undated copies, the second only in part).

use crate::table::tables;

tables! {
    /// The values of `type` in an event.
    EVENTS: Word "type" {
        "sms.accepted" => InProgress, "accepted, not yet with the operator";
        "sms.sent" => Sent, "accepted by the operator";
        "sms.delivered" => Delivered, "delivery confirmed";
        "sms.undelivered" => TemporaryAbsenceError, "phone off or unreachable; not permanent";
        "sms.failed" => NotDelivered, "permanent failure; the code says why";
        "sms.rejected" => Rejected, "refused by the platform; the code says why";
        "sms.expired" => Expired, "validity period expired without a final receipt";
        "sms.received" => Undefined, "incoming message";
    }

    /// The values of `status` in a message.
    STATUSES: Word "status" {
        "scheduled" => Scheduled, "waiting for its send time";
        "accepted" => InProgress, "accepted, not yet with the operator";
        "sent" => Sent, "accepted by the operator";
        "buffered" => DeliveredToOperator, "held by the operator (MessageBird)";
        "delivered" => Delivered, "delivery confirmed";
        "undelivered" => TemporaryAbsenceError, "phone off or unreachable; not permanent";
        "failed" => NotDelivered, "permanent failure; the code says why";
        "delivery_failed" => NotDelivered, "not delivered; the code says why (MessageBird, Channels)";
        "sending_failed" => NotDelivered, "not sent; the code says why (Channels)";
        "rejected" => Rejected, "refused by the platform; the code says why";
        "expired" => Expired, "validity period expired";
        "canceled" => NotDelivered, "cancelled by the sender";
        "received" => Undefined, "incoming message";
    }

    /// The values of `code` in an error.
    CODES: Cause "code" {
        "invalid_destination" => InvalidRecipient, "number not assigned, ported out or malformed";
        "unreachable" => TemporaryAbsenceError, "phone off or out of coverage";
        "blocked_by_carrier" => PermanentAntiSpamError, "filtered by the operator";
        "blocked_by_recipient" => Blacklisted, "Bird, SMS API: sender blocked by the recipient's phone";
        "landline_unreachable" => RoutingError, "landline without SMS";
        "content_rejected" => PermanentContentError, "content refused by the operator";
        "sender_unregistered" => Rejected, "sender not registered for the destination";
        "recipient_opted_out" => Blacklisted, "Bird, SMS API: recipient on a suppression list";
        "provider_unavailable" => TemporaryOperatorError, "upstream failure after retries";
        "insufficient_balance" => InsufficientCredit, "workspace without credit";
        "unknown" => OtherError, "unknown error";
        1 => InvalidRecipient, "unknown subscriber";
    }

    /// Phrases in `statusReason` or, in the Channels API, in `reason`.
    REASONS: Cause "reason" {
        "…unknown subscriber…" => InvalidRecipient, "no active line with this number";
        "…DLR not received…" => Undefined, "no receipt within the validity period";
        "…expired…" => Expired, "expired before it could be sent";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::{Mark, Wire};

    Wire {
        reports: &["/payload", "/data"],
        word: &["//type", "status"],
        cause: &[
            "/error/code",
            "/last_error/code",
            "statusErrorCode",
            "/failure/source/code",
            "statusReason",
            "reason",
        ],
        message_id: &["sms_id", "id"],
        recipient: &["to", "recipient", "/receiver/contacts/0/identifierValue"],
        sender: &["from"],
        reference: &["reference"],
        network: &["mcc_mnc", "mccmnc"],
        time: &["//timestamp", "statusDatetime", "lastStatusAt", "delivered_at", "sent_at"],
        others: &[
            Mark {
                field: "//type",
                values: &[
                    "sms.received",
                    "sms.tfn_verification…",
                    "domain.…",
                    "email…",
                    "realtime.…",
                    "voice_call.…",
                    "whatsapp.…",
                ],
            },
            Mark { field: "direction", values: &["inbound", "incoming"] },
        ],
        ..Wire::EMPTY
    }
};
