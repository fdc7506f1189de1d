//! Telnyx: message events, and messages that the API returns.
//!
//! An event is a JSON object about one message, with a status for each of its recipients in `to`. Events may come twice and
//! in any order.
//!
//! - Id: `payload.id` identifies a message to all of its recipients, so the recipient is part of the key.
//! - Time: `occurred_at` or, in a message, `completed_at` or `sent_at`, in ISO 8601 format with an offset.
//!
//! Telnyx's own pages give five meanings for code 40300. It means an opt-out only if the title is "Blocked due to STOP
//! message"; the cause is then the title. Three guides give other meanings for codes 40001, 40002, 40008, 40010, 40301, 40302,
//! 40310 and 40311. The crate follows the two references, which agree. Codes from 40300 upwards are answers to a send request,
//! but events may contain them too.
//!
//! Sources: Telnyx (April 2026): [knowledge base](https://github.com/team-telnyx/knowledge-base); Receiving webhooks for
//! messaging; Messaging error code reference; API error codes; Advanced opt-in/out management; Message detail records; Python
//! client (August 2026).

use crate::table::tables;

tables! {
    /// The values of a recipient's `status`.
    STATUSES: Word "status" {
        "scheduled" => Scheduled, "waiting for its send time";
        "queued" => InProgress, "waiting to be sent";
        "sending" => InProgress, "being handed to the operator";
        "sent" => Sent, "accepted by the upstream operator";
        "delivered" => Delivered, "confirmed by the operator";
        "delivery_failed" => NotDelivered, "not delivered by the operator; the code says why";
        "sending_failed" => Rejected, "not accepted by the operator; the code says why";
        "delivery_unconfirmed" => Undefined, "no confirmation came; final";
        "expired" => Expired, "expired";
        "cancelled" => NotDelivered, "cancelled by the sender";
        "failed" => NotDelivered, "failed (detail records)";
        "gw_timeout" => Undefined, "no answer from the gateway (detail records)";
        "dlr_timeout" => Undefined, "no receipt came (detail records)";
        "webhook_delivered" => Undefined, "incoming message";
    }

    /// The values of `code` in `errors`.
    CODES: Cause "code" {
        40001 => RoutingError, "landline, or a number that cannot be routed";
        40002 => PermanentAntiSpamError, "blocked as spam, for a time";
        40003 => PermanentAntiSpamError, "sender blocked for spam";
        40004 => Rejected, "refused by the recipient's side; reason unknown";
        40005 => Expired, "expired on the way";
        40006 => TemporaryOperatorError, "recipient's server unavailable";
        40007 => Rejected, "loop detected";
        40008 => Undeliverable, "not accepted by the recipient's operator";
        40009 => MessageError, "invalid body";
        40010 => Rejected, "sender not registered for 10DLC";
        40011 => Rejected, "rate limit of the upstream operator";
        40012 => InvalidRecipient, "number invalid for the operator";
        40013 => Rejected, "sender number invalid for the operator";
        40014 => Expired, "expired in the queue of the platform";
        40015 => PermanentAntiSpamError, "spam filter of the platform";
        40016 => Rejected, "campaign's limit at T-Mobile";
        40017 => PermanentAntiSpamError, "blocked by AT&T as spam";
        40018 => Rejected, "campaign's limit at AT&T";
        40019 => Rejected, "incorrect tags for AT&T";
        40020 => PermanentAntiSpamError, "stopped as inflation of traffic";
        40100 => Rejected, "sender number not enabled";
        40300 => Rejected, "blocked; an opt-out only with its title";
        40301 => Rejected, "type of message not possible between these numbers";
        40302 => MessageTooLong, "too many parts";
        40304 => MessageError, "contradictory content";
        40305..=40308 => Rejected, "sender not usable";
        40309 => Rejected, "country not allowed by the messaging profile";
        40310 => InvalidRecipient, "invalid number";
        40311..=40314 => Rejected, "profile or account not usable";
        40315 => Rejected, "sender not usable";
        40316..=40317 => MessageError, "missing or invalid content";
        40318 => InternalError, "queue of the platform full";
        40319 => Rejected, "type of message not possible between these numbers";
        40320..=40321 => Rejected, "sender not usable";
        40322 => PermanentContentError, "prohibited content";
        40325 => Rejected, "sender not usable";
        40327 => MessageError, "domain not listed for the URL shortener";
        40328 => MessageTooLong, "too many parts";
        40329..=40330 => Rejected, "sender not usable";
        40331 => Rejected, "country not allowed by the messaging profile";
        40333 => Rejected, "spend limit of the profile";
    }

    /// The values of `title` in `errors` that say more than the code.
    TITLES: Cause "title" {
        "Blocked due to STOP message" => Blacklisted, "Telnyx, error 40300 by this title: recipient sent STOP";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::{
        message_key::IdNames,
        wire::{Mark, Wire},
    };

    const TITLE: &[&str] = &["//data/payload/errors/0/title", "//data/errors/0/title"];

    Wire {
        reports: &["/data/payload/to", "/data/to"],
        word: &["status"],
        cause: &["//data/payload/errors/0/code", "//data/errors/0/code"],
        message_id: &["../../id"],
        recipient: &["phone_number"],
        sender: &["//data/payload/from/phone_number", "//data/from/phone_number"],
        time: &["//data/occurred_at", "../../completed_at", "../../sent_at"],
        id_names: IdNames::Sending,
        others: &[
            Mark { field: "//data/event_type", values: &["message.received"] },
            Mark { field: "../../direction", values: &["inbound"] },
        ],
        also: TITLE,
        finish: Some(|item, draft| {
            let title = TITLE.iter().find_map(|name| item.text(name)).filter(|title| TITLES.find(title).is_some());
            draft.cause = title.or(draft.cause.take());
        }),
        ..Wire::EMPTY
    }
};
