//! Bandwidth: events and message lists from the Messaging API, and delivery reports from the International A2P API.
//!
//! Events come as an array; two-factor authentication sends a single object. The array may also contain incoming
//! messages and replies to RCS suggestions. The international API sends a single object with `event`. Its codes are
//! below 1000; two-factor authentication uses such codes too.
//!
//! - Id: `message.id` or `messageId` identifies a group message, so the recipient is part of the key. The `msgId` of the
//!   international API identifies one message, and `partNum` identifies its part. Bandwidth's documentation counts parts
//!   from 0 in the text, and from 1 in the samples. The crate counts from 1, and a report on part 0 gets no part number.
//! - Time: `time`; in a `message-read` event, `eventTime`; in a list, `receiveTime`. The international API has none.
//! - Opt-out: code 4775, although Bandwidth says “remove from the list”. Codes 4482 and 997 mean that the number is on a
//!   blacklist. Code 4406 means that the number has not been assigned yet.
//!
//! Bandwidth documents a meaning for each range of codes, but not for every code. An undocumented code has the meaning of
//! its range.
//!
//! Sources: Bandwidth: Messaging errors, Webhooks, Get message information, International A2P Messaging (documentation
//! repository, as of November 2023); specification in the Java SDK, August 2026.

use crate::table::tables;

tables! {
    /// The values of `type`.
    STATUSES: Word "type" {
        "message-sending" => Sent, "being sent to the operator";
        "message-sent" => Sent, "left Bandwidth's network";
        "message-delivered" => Delivered, "delivered; without a receipt, handed off";
        "message-read" => Read, "read by the recipient (RCS)";
        "message-failed" => NotDelivered, "not delivered; the code says why";
        "message-received" => Undefined, "incoming message";
        "suggestion-response" => Undefined, "reply from the recipient (RCS)";
        "requested-location-response" => Undefined, "reply from the recipient (RCS)";
    }

    /// The values of `messageStatus` in a list.
    LIST_STATUSES: Word "messageStatus" {
        "QUEUED" => InProgress, "waiting to be sent";
        "ACCEPTED" => InProgress, "accepted by Bandwidth";
        "SENDING" => InProgress, "being sent";
        "SENT" => Sent, "sent to the operator";
        "DELIVERED" => Delivered, "delivered";
        "FAILED" => NotDelivered, "not delivered; the code says why";
        "UNDELIVERED" => Undeliverable, "not delivered; the code says why";
        "DLR_EXPIRED" => Undefined, "no receipt in time";
        "RECEIVED" => Undefined, "incoming message";
    }

    /// The values of `event` in the International A2P API.
    EVENTS: Word "event" {
        "SENT_TO_SMSC" => Sent, "accepted by the message centre";
        "BUFFERED" => DeliveredToOperator, "held by the message centre; being retried";
        "DELIVERED" => Delivered, "delivered";
        "UNDELIVERED" => Undeliverable, "not delivered; the code says why";
        "REJECTED" => Rejected, "not accepted by the message centre; the code says why";
    }

    /// The values of `errorCode`.
    ERRORS: Cause "errorCode" {
        4001 => Rejected, "service not allowed";
        4301 => MessageError, "invalid encoding";
        4302 => Rejected, "malformed sender number";
        4303 => InvalidRecipient, "malformed number";
        4350 => InvalidRecipient, "number probably invalid";
        4360 => Expired, "expired before it was sent";
        4401 => RoutingError, "no route";
        4403 => Rejected, "sender number forbidden";
        4404 => InvalidRecipient, "number not active, not enabled or invalid";
        4405 => Rejected, "sender number not allocated";
        4406 => PermanentPhoneError, "Bandwidth, Messaging errors: number not yet assigned to an operator";
        4407 => Rejected, "sender number not of the account";
        4408 => InvalidRecipient, "number invalid or not set up";
        4409 => Undeliverable, "number without MMS";
        4410 => MessageError, "media not loaded";
        4411 => MessageTooLong, "media too large";
        4412 => MessageError, "media not supported";
        4420..=4421 => RoutingError, "no route to the operator";
        4431 => Rejected, "account without short codes";
        4432 => Rejected, "account without this country";
        4433 => Rejected, "account without toll-free numbers";
        4434 => InvalidRecipient, "toll-free number not enabled or not active";
        4435 => Rejected, "too many recipients in the group";
        4451 => Rejected, "invalid user id";
        4452 => Rejected, "invalid application id";
        4470 => PermanentAntiSpamError, "filtered as spam by Bandwidth";
        4481 => Rejected, "sender blacklisted";
        4482 => Blacklisted, "Bandwidth, Messaging errors: number on a blacklist";
        4492 => Rejected, "emergency number";
        4493 => Rejected, "sender not authorized";
        4700 => Undeliverable, "message type not supported by operator or phone";
        4701 => Undeliverable, "unreachable, or no SMS service";
        4702 => TemporaryAbsenceError, "phone off, busy, full or unreachable";
        4711 => MessageTooLong, "media too large for the operator";
        4712 => MessageError, "media not supported";
        4720 => InvalidRecipient, "not in any numbering plan, landline, or blocked by user";
        4721 => InvalidRecipient, "on the deactivation list: no operator, or inactive";
        4730 => RoutingError, "no route to the operator or the roaming network";
        4740 => Rejected, "sender number invalid for the operator";
        4750 => Rejected, "rejected by the operator; no cause";
        4751 => MessageTooLong, "too long for the operator";
        4752 => MessageError, "malformed for the operator";
        4753 => Rejected, "rejected by operator or phone";
        4770 => PermanentAntiSpamError, "filtered as spam by the operator";
        4771 => PermanentContentError, "shortened link";
        4772 => Rejected, "sender or recipient blocked; which is not specified";
        4773 => Rejected, "campaign inactive";
        4774 => Rejected, "sender not provisioned";
        4775 => Blacklisted, "Bandwidth, Messaging errors: the user opted out";
        4776..=4779 => Rejected, "rejected by the operator because of the sender";
        4780..=4789 => Rejected, "volume limit of the sender at the operator";
        4790..=4799 => Rejected, "sender or campaign not allowed by the operator";
        5100..=5105 => InternalError, "fault of Bandwidth";
        5106 => RoutingError, "no route";
        5107..=5200 => InternalError, "fault of Bandwidth";
        5201 => Expired, "expired after retries";
        5202..=5230 => InternalError, "fault of Bandwidth";
        5231 => MessageError, "parts missing";
        5232..=5299 => InternalError, "fault of Bandwidth";
        5500 => TemporaryOperatorError, "service failure of the operator";
        5501 => TemporaryOperatorError, "no destination available at the operator";
        5600..=5699 => TemporaryOperatorError, "service failure of the operator";
        5999 => InternalError, "unknown error of Bandwidth";
        9902 => Undefined, "no receipt in time; outcome unknown";
        9999 => OtherError, "operator error unknown to Bandwidth";
    }

    /// The values of `errorCode` in the International A2P API.
    INTERNATIONAL_ERRORS: Cause "errorCode" {
        1 => InvalidRecipient, "unknown subscriber";
        9 => Undeliverable, "illegal subscriber";
        11 => Undeliverable, "subscription without SMS";
        13 => Undeliverable, "call barred";
        15 => Undeliverable, "closed user group";
        19 => Undeliverable, "phone without SMS";
        20 => TemporaryPhoneError, "error in the phone";
        21 => Undeliverable, "facility not supported";
        22 => TemporaryPhoneError, "memory full";
        29 => TemporaryAbsenceError, "absent subscriber";
        30 => TemporaryPhoneError, "phone busy";
        36 => TemporaryOperatorError, "network or protocol failure";
        44 => Undeliverable, "illegal equipment";
        60 => TemporaryAbsenceError, "no paging response";
        61 => TemporaryOperatorError, "gateway centre congested";
        63 => TemporaryOperatorError, "timeout of the home register";
        64 => TemporaryOperatorError, "timeout of the switching centre";
        70 => TemporaryOperatorError, "network error (SMRSE, TCP)";
        72 => TemporaryOperatorError, "network congested";
        75 => TemporaryAbsenceError, "GPRS suspended";
        80 => TemporaryAbsenceError, "no paging response";
        81 => TemporaryAbsenceError, "phone detached";
        82 => TemporaryAbsenceError, "roaming restriction";
        83..=84 => TemporaryAbsenceError, "not registered in the network";
        85 => TemporaryAbsenceError, "no paging response";
        86 => TemporaryAbsenceError, "phone detached";
        87..=88 => TemporaryAbsenceError, "not registered in the network";
        89..=90 => TemporaryAbsenceError, "unidentified subscriber";
        112 => InsufficientCredit, "sender's prepaid account without credit";
        113 => Undeliverable, "recipient's prepaid credit used up";
        114 => TemporaryOperatorError, "error in the prepaid system";
        500 => OtherError, "other error";
        988 => PermanentPortabilityError, "portability error";
        989 => Rejected, "rejected by the supplier";
        990 => TemporaryOperatorError, "failure of the home register";
        991 => PermanentAntiSpamError, "text filter";
        992 => PermanentPortabilityError, "ported number not supported";
        993 => Rejected, "sender blacklisted";
        994 => InsufficientCredit, "account without credit";
        995 => Undeliverable, "undeliverable";
        996 => Expired, "validity expired";
        997 => Blacklisted, "Bandwidth, International A2P: number on a blacklist";
        998 => RoutingError, "no route";
        999 => Rejected, "loop suspected";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::{
        message_key::IdNames,
        wire::{Draft, Item, Mark, Wire},
    };

    fn finish<'n>(item: &Item<'_, 'n>, draft: &mut Draft<'n>) {
        if item.text("msgId").is_some() {
            draft.id_names = IdNames::Message;
            draft.part = item.part("partNum", "numParts");
        }
    }

    Wire {
        reports: &["/messages"],
        word: &["type", "messageStatus", "event"],
        cause: &["errorCode"],
        message_id: &["/message/id", "messageId", "msgId"],
        recipient: &["to", "destinationTn", "/message/to"],
        sender: &["/message/from", "sourceTn"],
        reference: &["/message/tag"],
        time: &["time", "eventTime", "/message/time", "receiveTime"],
        id_names: IdNames::Sending,
        others: &[
            Mark { field: "type", values: &["message-received", "suggestion-response", "requested-location-response"] },
            Mark { field: "messageStatus", values: &["RECEIVED"] },
            Mark { field: "messageDirection", values: &["INBOUND"] },
        ],
        also: &["partNum", "numParts"],
        finish: Some(finish),
        ..Wire::EMPTY
    }
};
