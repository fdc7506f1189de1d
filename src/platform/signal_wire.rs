//! SignalWire: status callbacks, message lists, logs and Relay events.
//!
//! Callbacks from the compatibility API are forms with Twilio's field names, but many of their codes differ in meaning
//! from Twilio's. Callbacks from the REST API and SWML are JSON. Relay events have `message_state`.
//!
//! - Id: `MessageSid`, `sid` or `message_id` identifies one message. The `id` in a REST callback identifies one segment of
//!   the message.
//! - Time: none in a form; `timestamp` in JSON; `date_updated` or `created_at` in lists.
//! - The sources disagree on whether 30004, 21610 and `message_blocked_by_carrier` mean an opt-out or another kind of block.
//!
//! Sources: SignalWire: error codes of the compatibility API and of the REST API, and status callbacks (documentation, August
//! 2026); Troubleshooting Messaging Issues (support article 15178339912347); the Relay SDK for Node.

use crate::table::tables;

tables! {
    /// The values of `MessageStatus`, `SmsStatus`, `status` and `message_state`.
    STATUSES: Word "MessageStatus" {
        "queued" => InProgress, "waiting to be sent";
        "initiated" => InProgress, "sending begun";
        "sending" => InProgress, "being sent";
        "sent" => Sent, "left SignalWire; the last status of an MMS";
        "delivered" => Delivered, "receipt of the operator: entered its network";
        "undelivered" => Undeliverable, "not delivered; the code says why";
        "failed" => NotDelivered, "not sent; the code says why";
        "invalid" => Rejected, "refused as invalid";
        "read" => Read, "read by the recipient";
        "receiving" => Undefined, "incoming message";
        "received" => Undefined, "incoming message";
    }

    /// The numbers in the compatibility API's `ErrorCode`.
    ERRORS: Cause "ErrorCode" {
        4001 => InsufficientCredit, "price above the account's balance";
        11751 => MessageTooLong, "media too large";
        21210 => Rejected, "sender number not owned by the account";
        21211 => InvalidRecipient, "invalid number";
        21212 => Rejected, "malformed sender number";
        21217 => InvalidRecipient, "malformed number";
        21219 => Rejected, "number not verified for a trial account";
        21601 => RoutingError, "number without SMS";
        21602 => MessageError, "no content";
        21603 => Rejected, "sender or recipient missing";
        21604 => InvalidRecipient, "number missing";
        21606 => RoutingError, "number without SMS";
        21610 => Blacklisted, "SignalWire, error 21610: blocked by the user, or sender blacklisted";
        21611 => Rejected, "queue of the sender full";
        21612 => MessageError, "media not supported";
        21614 => RoutingError, "not a mobile number";
        21617 => MessageTooLong, "text too long";
        21620 => MessageError, "invalid media address";
        21623 => MessageError, "too many media";
        21624 => MessageError, "invalid validity period";
        21703 => Rejected, "no number in the number group";
        21705 => Rejected, "invalid number group";
        21717 => Rejected, "sender without a campaign";
        30001 => Expired, "validity period expired";
        30002 => InsufficientCredit, "balance insufficient";
        30003 => TemporaryAbsenceError, "phone off, busy, full or without SMS; often temporary";
        30004 => Blacklisted, "SignalWire, support article: opt-out; other pages: blocked by the operator";
        30005 => InvalidRecipient, "unknown phone";
        30006 => RoutingError, "not routable";
        30007 => PermanentAntiSpamError, "violation or filter of the operator";
        30008 => OtherError, "unknown error";
        30009 => Expired, "validity period expired at the operator";
        30010 => Rejected, "maximum price exceeded";
        30011..=30012 => Undeliverable, "MMS expired, rejected or not supported";
        30022 => Rejected, "rate limit of the sender";
        30027 => Rejected, "daily limit of the sender";
        35125 => Rejected, "daily limit of the sender";
        63011 => TemporaryOperatorError, "could not be handed to the operator";
        63019 => MessageError, "media not loaded";
    }

    /// The words in the REST API's `error_code`.
    ERROR_WORDS: Cause "error_code" {
        "associated_campaign_inactive" => Rejected, "campaign inactive";
        "associated_campaign_suspended" => Rejected, "campaign suspended";
        "campaign_throughput_exceeded" => Rejected, "rate limit of the campaign";
        "carrier_violation" => PermanentAntiSpamError, "violation of the operator's rules";
        "character_limit_exceeded" => MessageTooLong, "text too long";
        "destination_number_not_supported" => RoutingError, "number not supported";
        "inactive_campaign" => Rejected, "campaign inactive";
        "insufficient_balance" => InsufficientCredit, "balance insufficient";
        "insufficient_balance_to_send_message" => InsufficientCredit, "balance insufficient";
        "internal_error_occurred" => InternalError, "internal error of SignalWire";
        "invalid_destination_number" => InvalidRecipient, "invalid number";
        "invalid_from_number" => Rejected, "invalid sender number";
        "invalid_media_type" => MessageError, "media not supported";
        "invalid_media_url" => MessageError, "invalid media address";
        "invalid_message_body" => MessageError, "invalid text";
        "invalid_to_number" => InvalidRecipient, "invalid number";
        "max_queued_messages_exceeded" => Rejected, "queue of the sender full";
        "media_connection_timeout" => MessageError, "media not loaded";
        "media_download_failed" => MessageError, "media not loaded";
        "media_exceeds_size_limit" => MessageTooLong, "media too large";
        "media_limit_exceeded" => MessageError, "too many media";
        "media_processing_failed" => MessageError, "media not processed";
        "media_request_failed" => MessageError, "media not loaded";
        "media_size_exceeds_limit" => MessageTooLong, "media too large";
        "message_backlog_limit_exceeded" => Rejected, "queue of the sender full";
        "message_blocked_by_carrier" => Blacklisted, "SignalWire, error codes: blocked by the operator, for example an opt-out";
        "message_blocked_by_number" => Blacklisted, "SignalWire, error codes: the recipient blocks this sender";
        "message_filtered" => PermanentAntiSpamError, "filtered";
        "message_length_exceeds_limit" => MessageTooLong, "text too long";
        "message_validity_period_expired_at_carrier" => Expired, "validity period expired at the operator";
        "mms_expired_rejected_failed_or_unsupported" => Undeliverable, "MMS expired, rejected or not supported";
        "not_routable" => RoutingError, "no route";
        "not_routeable" => RoutingError, "no route";
        "number_blacklisted" => Rejected, "number blocked; which one is not specified";
        "pft_daily_limit_exceeded" => Rejected, "daily limit of the sender";
        "rate_limit_exceeded" => Rejected, "rate limit of the sender";
        "rejected_by_receiving_carrier_for_unspecified_reason" => Rejected, "rejected by the operator; no cause";
        "sending_disabled_for_space" => Rejected, "sending disabled for the account";
        "sending_restricted_to_verified" => Rejected, "sending to verified numbers only";
        "sole_proprietor_daily_limit_exceeded" => Rejected, "daily limit of the sender";
        "tmobile_daily_limit_reached" => Rejected, "daily limit of the sender";
        "to_destination_unresolvable" => RoutingError, "no route";
        "unable_to_deliver_to_carrier" => TemporaryOperatorError, "could not be handed to the operator";
        "unknown_destination_handset" => InvalidRecipient, "phone unknown or unreachable";
        "unknown_error" => OtherError, "unknown error";
        "unreachable_destination_handset" => TemporaryAbsenceError, "phone unreachable";
        "unrouteable_message" => RoutingError, "no route";
        "unsupported_media_type" => MessageError, "media not supported";
        "unsupported_region" => RoutingError, "region not supported";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::{Mark, Wire};

    Wire {
        reports: &["/messages", "/data", "/params/params", "/params"],
        word: &["MessageStatus", "SmsStatus", "status", "message_state"],
        cause: &["ErrorCode", "error_code", "reason"],
        message_id: &["MessageSid", "SmsSid", "sid", "message_id", "id"],
        recipient: &["To", "to", "to_number"],
        sender: &["From", "from", "from_number"],
        time: &["timestamp", "date_updated", "date_sent", "created_at"],
        time_unix: &["../timestamp"],
        others: &[
            Mark { field: "MessageStatus", values: &["received", "receiving"] },
            Mark { field: "SmsStatus", values: &["received", "receiving"] },
            Mark { field: "status", values: &["received", "receiving"] },
            Mark { field: "direction", values: &["inbound…"] },
            Mark { field: "/message/direction", values: &["inbound…"] },
            Mark { field: "event_category", values: &[] },
        ],
        incoming: &["Body", "NumMedia"],
        ..Wire::EMPTY
    }
};
