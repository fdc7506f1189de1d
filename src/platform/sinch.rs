//! Sinch: delivery reports from the SMS and Conversation APIs.
//!
//! The SMS API reports on one recipient or on a batch. A full batch report lists the recipients for each status, and the crate
//! reads a report for each recipient. A summary gives only the number of recipients, so the crate counts it as an event that
//! is not a report. The crate also reads pages of reports. Codes below 400 come from SMPP receipts.
//!
//! - Id: `batch_id` identifies a send to many recipients, so the recipient is part of the key; `message_id` in the
//!   Conversation API identifies one message.
//! - Time: `at`, the time at which Sinch created the report, or, if it is missing, `operator_status_at`; `event_time` in the
//!   Conversation API. All are in RFC 3339 format.
//! - Opt-out: the event `opt_out_notification`. Code 254 refers to a personal list of the recipient. Codes 256 and 257 refer
//!   to the operator's blacklist or, for toll-free numbers, to a STOP reply.
//!
//! `Deleted` means an invalid number or an opt-out. These need different actions, so the word maps to neither.
//!
//! Sources: Sinch: SMS API, Delivery reports; the SDKs for Java, Node and Python (July 2026); SMPP error codes (older copies,
//! and the page of 2026); 10DLC and toll-free error codes (2026); community article on STOP; Conversation API, Callbacks.

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        "Queued" => InProgress, "waiting to be sent";
        "Dispatched" => Sent, "accepted by the message centre";
        "Aborted" => Rejected, "stopped before reaching the message centre";
        "Cancelled" => NotDelivered, "cancelled by the sender";
        "Rejected" => Rejected, "rejected by the message centre";
        "Deleted" => NotDelivered, "invalid number or opt-out; which is not specified";
        "Delivered" => Delivered, "delivered";
        "Failed" => NotDelivered, "not delivered; the code says why";
        "Expired" => Expired, "expired";
        "Unknown" => Undefined, "no receipt, or an unreadable one";
        "QUEUED_ON_CHANNEL" => Sent, "accepted by the channel (Conversation API)";
        "READ" => Read, "read by the recipient (Conversation API)";
        "SWITCHING_CHANNEL" => InProgress, "tried on another channel (Conversation API)";
    }

    /// The values of `code`.
    ERRORS: Cause "code" {
        1..=8 => InternalError, "fault of Sinch";
        9 => RoutingError, "numbering plan not supported";
        10 => RoutingError, "type of number not supported";
        11 => NotDelivered, "not delivered";
        12 => RoutingError, "zone not found";
        13 => RoutingError, "not the home zone";
        14 => TemporaryOperatorError, "identity look-up failed";
        15 => PermanentAntiSpamError, "blocked by screening; spam on 10DLC";
        16 => Rejected, "identity blocked";
        17 => RoutingError, "kind of network not found";
        18 => OtherError, "error of the client";
        19 => Rejected, "sender not suitable";
        40 => InternalError, "fault of Sinch";
        50..=55 => InternalError, "fault of Sinch";
        60 => Rejected, "sender's campaign inactive";
        61 => Rejected, "destination blocked";
        62 => PermanentAntiSpamError, "spam filter";
        63 => Rejected, "address of the message centre blocked";
        64 => Rejected, "sender's quota used up, or toll-free number not verified";
        65 => Rejected, "loop";
        66 => Rejected, "data coding blocked";
        67 => Rejected, "information element blocked";
        70..=76 => InternalError, "fault of Sinch";
        77 => OtherError, "look-up blocked";
        100 => InvalidRecipient, "unidentified subscriber; permanent";
        101 => Undeliverable, "facility not supported";
        102 => TemporaryOperatorError, "system failure of the network";
        103..=104 => TemporaryOperatorError, "data error of the network";
        105 => TemporaryPhoneError, "equipment protocol error";
        106..=107 => TemporaryOperatorError, "fault of the network";
        108 => InvalidRecipient, "invalid address; whose is not specified";
        109 => Rejected, "not a subscriber of the message centre";
        110..=112 => TemporaryOperatorError, "rejected, cancelled or aborted in the network; temporary";
        113 => InternalError, "exception";
        114 => OtherError, "unknown error";
        150 => InvalidRecipient, "unknown subscriber";
        151 => Undeliverable, "call barred";
        152 => Undeliverable, "subscription without SMS";
        153 => TemporaryAbsenceError, "absent subscriber";
        154 => Undeliverable, "facility not supported";
        155 => TemporaryOperatorError, "system failure of the network";
        156..=157 => TemporaryOperatorError, "data error of the network";
        158 => TemporaryPhoneError, "memory full";
        159 => TemporaryAbsenceError, "absent subscriber";
        160..=162 => TemporaryOperatorError, "rejected, cancelled or aborted in the network; temporary";
        163 => InternalError, "exception";
        164 => OtherError, "unknown error";
        200 => TemporaryAbsenceError, "unidentified subscriber; temporary";
        201..=202 => TemporaryAbsenceError, "absent subscriber";
        203 => TemporaryPhoneError, "phone busy";
        204 => Undeliverable, "facility not supported";
        205 => Undeliverable, "illegal subscriber";
        206 => Undeliverable, "illegal equipment";
        207 => TemporaryOperatorError, "system failure of the network";
        208..=209 => TemporaryOperatorError, "data error of the network";
        210 => TemporaryPhoneError, "memory full";
        211 => TemporaryPhoneError, "equipment protocol error";
        212 => TemporaryPhoneError, "phone without SMS; marked temporary";
        213..=215 => TemporaryOperatorError, "rejected, cancelled or aborted in the network; temporary";
        216 => InternalError, "exception";
        217 => OtherError, "unknown error";
        250..=253 => Rejected, "barred by a list for outgoing messages";
        254 => Blacklisted, "Sinch, SMPP error codes: list of the subscriber";
        255 => Rejected, "list of the subscriber; spam on toll-free";
        256 => Blacklisted, "Sinch, SMPP error codes: list of the operator";
        257 => Blacklisted, "Sinch, community: STOP on toll-free; else operator's list";
        300..=304 => InvalidRecipient, "invalid number";
        310..=312 => Rejected, "invalid sender";
        320 => NotDelivered, "permanent error of the receiver";
        321 => Rejected, "rejected by the receiver";
        322 => TemporaryOperatorError, "temporary error of the receiver";
        330..=342 => MessageError, "invalid parameter";
        343 => MessageTooLong, "invalid length";
        344..=348 => MessageError, "invalid parameter";
        349 => Rejected, "request failed; on 10DLC, no route or blocked";
        350 => MessageError, "invalid parameter";
        360 => TemporaryOperatorError, "queue full";
        361..=362 => OtherError, "external error";
        370 => OtherError, "not found";
        399 => OtherError, "unknown error";
        400 => InProgress, "waiting to be sent";
        401 => Sent, "accepted by the message centre";
        402 => Rejected, "rejected by the message centre; no route";
        403 => InternalError, "internal error of Sinch";
        404 => TemporaryOperatorError, "temporary failure; retry later";
        405 => MessageError, "parameter of the text without a value";
        406 => Expired, "expired before reaching the message centre";
        407 => NotDelivered, "cancelled by the sender";
        408 => Rejected, "rejected by the message centre";
        410 => Rejected, "no sender for this recipient";
        411 => MessageTooLong, "more parts than allowed";
        412 => Rejected, "account without this region";
        413 => Rejected, "account blocked, perhaps without credit";
        414 => MessageError, "invalid media address";
        415 => Rejected, "rejected by MMS gateway or network";
        416 => Undeliverable, "MMS not supported";
        417 => Undeliverable, "network or subscriber unreachable by MMS";
        418 => MessageError, "content not understood by the phone";
    }

    /// The values of `reason.code` in the Conversation API.
    REASONS: Cause "reason.code" {
        "UNKNOWN" => OtherError, "unknown error";
        "INTERNAL_ERROR" => InternalError, "internal error of Sinch";
        "RATE_LIMITED" => Rejected, "rate limit of the sender";
        "RECIPIENT_INVALID_CHANNEL_IDENTITY" => InvalidRecipient, "malformed recipient";
        "RECIPIENT_NOT_REACHABLE" => TemporaryAbsenceError, "recipient not reachable";
        "RECIPIENT_NOT_OPTED_IN" => Rejected, "no consent of the recipient";
        "OUTSIDE_ALLOWED_SENDING_WINDOW" => Rejected, "outside the window that the channel allows";
        "CHANNEL_FAILURE" => TemporaryOperatorError, "failure of the channel";
        "CHANNEL_BAD_CONFIGURATION" => Rejected, "incorrect configuration of the channel";
        "CHANNEL_CONFIGURATION_MISSING" => Rejected, "no configuration of the channel";
        "MEDIA_TYPE_UNSUPPORTED" => MessageError, "media not supported";
        "MEDIA_TOO_LARGE" => MessageTooLong, "media too large";
        "MEDIA_NOT_REACHABLE" => MessageError, "media not loaded";
        "NO_CHANNELS_LEFT" => Rejected, "no channel left";
        "TEMPLATE_NOT_FOUND" => MessageError, "no such template";
        "TEMPLATE_INSUFFICIENT_PARAMETERS" => MessageError, "template parameter missing";
        "TEMPLATE_NON_EXISTING_LANGUAGE_OR_VERSION" => MessageError, "no such language or version of the template";
        "DELIVERY_TIMED_OUT" => Expired, "timeout of the channel";
        "DELIVERY_REJECTED_DUE_TO_POLICY" => Rejected, "policy of the channel";
        "CONTACT_NOT_FOUND" => Rejected, "no such contact";
        "BAD_REQUEST" => MessageError, "invalid request";
        "UNKNOWN_APP" => Rejected, "no such app";
        "NO_CHANNEL_IDENTITY_FOR_CONTACT" => Rejected, "contact without a channel";
        "CHANNEL_REJECT" => Rejected, "rejected by the channel";
        "NO_PERMISSION" => Rejected, "no permission";
        "NO_PROFILE_AVAILABLE" => Rejected, "no profile of the user";
        "UNSUPPORTED_OPERATION" => Rejected, "not supported by the channel";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::{
        message_key::IdNames,
        wire::{Mark, OptOut, Wire},
    };

    // A recipient in a batch report lies in a list, in a status, in a list, in the report.
    Wire {
        reports: &[
            "/*/statuses/*/recipients",
            "/delivery_reports/*/statuses/*/recipients",
            "/delivery_reports",
            "/*/message_delivery_report",
        ],
        word: &["status", "../../status"],
        cause: &["code", "../../code", "/reason/code"],
        message_id: &["batch_id", "../../../../batch_id", "message_id"],
        recipient: &["recipient", "", "/channel_identity/identity"],
        sender: &["applied_originator"],
        reference: &["client_reference", "../../../../client_reference", "../correlation_id", "metadata"],
        network: &["operator"],
        time: &["at", "operator_status_at", "../event_time", "event_time"],
        id_names: IdNames::Sending,
        opt_outs: &[OptOut {
            mark: Mark { field: "/opt_out_notification/status", values: &["OPT_OUT_SUCCEEDED"] },
            recipient: &["/opt_out_notification/identity"],
        }],
        others: &[
            Mark { field: "type", values: &["mo_text", "mo_binary", "mo_media"] },
            Mark { field: "statuses", values: &[] },
            Mark { field: "app_id", values: &[] },
        ],
        finish: Some(|item, draft| {
            if item.text("message_id").is_some() {
                draft.id_names = IdNames::Message;
            }
        }),
        ..Wire::EMPTY
    }
};
