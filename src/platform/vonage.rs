//! Vonage, formerly Nexmo: receipts from the SMS API, status callbacks from the Messages API, the Reports API, and message
//! search.
//!
//! A receipt from the SMS API is a query string, a form or JSON. Its `to` is the sender, and `msisdn` is the recipient.
//! Status callbacks from the Messages API are JSON, with the code in `error.title`, in `error.code` or at the end of
//! `error.type`. In message search, `expired` means that no report arrived, so it maps to
//! [`Undefined`](crate::DeliveryStatus::Undefined) there.
//!
//! - Id: `messageId` identifies one part of a long message, because each part has its own receipt; `message_uuid`
//!   identifies one message.
//! - Time: `message-timestamp` in UTC or, if it is missing, `scts` (`yyMMddHHmm`, the operator's local time); `timestamp`,
//!   in RFC 3339 format, or in Unix seconds in a signed receipt; `date_finalized` or `date-closed` in lists.
//! - Opt-out: `err-code` 9, 1050 and 1240. Vonage says that numbers with codes 3 and 1190 should be removed. It says the same
//!   of code 4, but a number with this code is assigned.
//!
//! Vonage's SMPP receipts have the same codes. Over SMPP, the id is hexadecimal in the answer to a send request, and decimal
//! in the receipt.
//!
//! Sources: Vonage: Delivery receipts (documentation repository, July 2021; page of 2026); Messages API, status callbacks and
//! errors (page of 2026); specifications of the Messages, Reports and message search APIs (July 2021).

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        "accepted" => Sent, "accepted for delivery";
        "buffered" => DeliveredToOperator, "held by the operator for later delivery";
        "delivered" => Delivered, "receipt of the phone, or only of the operator";
        "expired" => Expired, "not delivered within the operator's retry time";
        "failed" => NotDelivered, "not delivered; the code says why";
        "rejected" => Rejected, "rejected; the code says why";
        "unknown" => Undefined, "no useful report";
        "submitted" => Sent, "passed on to the provider";
        "read" => Read, "read by the recipient; not reported for SMS";
        "undeliverable" => NotDelivered, "provider not reached; the code says why";
        "deleted" => NotDelivered, "deleted";
    }

    /// The values of `final-status` in message search.
    FINAL_STATUSES: Word "final-status" {
        "DELIVRD" => Delivered, "delivered";
        "EXPIRED" => Undefined, "no status from the operator in 48 hours";
        "UNDELIV" => NotDelivered, "not delivered; the code says why";
        "REJECTD" => Rejected, "rejected by the operator; the code says why";
        "UNKNOWN" => Undefined, "undocumented status of the operator";
    }

    /// The values of `err-code`, and the four-digit codes of the Messages API.
    ERRORS: Cause "err-code" {
        1 => OtherError, "unknown; perhaps the number is unknown too";
        2 => TemporaryAbsenceError, "phone off or out of coverage; retry later";
        3 => PermanentAbsenceError, "Vonage, Delivery receipts: number no longer active; remove it";
        4 => Undeliverable, "barred by the user; Vonage advises removal";
        5 => PermanentPortabilityError, "portability error";
        6 => PermanentAntiSpamError, "spam filter of the operator";
        7 => TemporaryPhoneError, "phone busy; retry later";
        8 => TemporaryOperatorError, "network failure; retry later";
        9 => Blacklisted, "Vonage, Delivery receipts: the user sent STOP";
        10 => MessageError, "invalid message parameter";
        11 => RoutingError, "no route, or network not supported";
        12 => RoutingError, "no route to the number; check it";
        13 => PermanentContentError, "age restriction";
        14 => Rejected, "blocked by the operator: plan without SMS, account suspended";
        15 => Undeliverable, "recipient's prepaid credit used up";
        16 => Rejected, "quota of the gateway used up";
        50 => Rejected, "entity not registered with the regulator";
        51 => Rejected, "sender name not registered with the regulator";
        52 => PermanentContentError, "content not registered with the regulator";
        53 => Rejected, "consent not registered with the regulator";
        54 => Rejected, "other rule of the regulator";
        99 => OtherError, "general error, usually of the route";
        1000 => Rejected, "rate limit of the account";
        1010 => MessageError, "parameter missing";
        1020 => MessageError, "invalid parameter";
        1021 => MessageError, "invalid tag";
        1022 => MessageError, "invalid template parameters";
        1030 => InternalError, "internal error of Vonage";
        1040 => InvalidRecipient, "invalid message, for example an unknown number prefix";
        1050 => Blacklisted, "Vonage, Messages API errors: number blacklisted";
        1060 => Rejected, "account barred";
        1070 => InsufficientCredit, "account without credit";
        1080 => Rejected, "account without this interface";
        1090 => MessageTooLong, "message too long";
        1100 => TemporaryOperatorError, "not submitted; communication failed";
        1110 => Rejected, "invalid signature of the request";
        1120 => Rejected, "sender not allowed";
        1130 => MessageError, "invalid time to live";
        1140 => Rejected, "facility not allowed for the account";
        1150 => MessageError, "invalid message class";
        1160 => Rejected, "number not approved for a trial account";
        1170 => InvalidRecipient, "number missing or invalid";
        1180 => TemporaryAbsenceError, "phone off or out of coverage; retry later";
        1190 => PermanentAbsenceError, "Vonage, Messages API errors: number no longer active; remove it";
        1200 => PermanentPortabilityError, "portability error";
        1210 => PermanentAntiSpamError, "spam filter of the operator";
        1220 => TemporaryPhoneError, "phone busy; retry later";
        1230 => TemporaryOperatorError, "network failure; retry later";
        1240 => Blacklisted, "Vonage, Messages API errors: the user sent STOP";
        1241 => PermanentAntiSpamError, "too many messages to the number";
        1250 => RoutingError, "no route, or network not supported";
        1251 => RoutingError, "no route by the rules for the network";
        1260 => RoutingError, "no route to the number";
        1270 => PermanentContentError, "age restriction";
        1280 => Rejected, "blocked by the operator: plan without SMS, account suspended";
        1282 => Rejected, "blocked by the provider";
        1290 => Undeliverable, "recipient's prepaid credit used up";
        1300 => Rejected, "recipient not in the requested network";
        1310 => Undeliverable, "phone cannot receive such a message";
        1320 => Rejected, "duplicate";
        1330 => OtherError, "unknown; perhaps the number is unknown too";
        1331 => TemporaryOperatorError, "no answer from the provider";
        1340 => Rejected, "outside the window that the channel allows";
        1350 => Rejected, "fee for finding the recipient not paid";
        1360 => Expired, "time to live ended";
        1370 => Rejected, "sender's token expired";
        1380 => MessageError, "media cannot be read";
        1381 => MessageTooLong, "media too large";
        1382 => MessageError, "media of an unsupported type";
        1400 => Rejected, "channel not supported";
        1410 => MessageError, "invalid channel parameter";
        1420 => Rejected, "sender not valid for the channel";
        1430 => InvalidRecipient, "recipient not valid for the channel";
        1440 => MessageError, "invalid message type";
        1450 => MessageError, "invalid reference";
        1451 => MessageError, "invalid context";
        1460 => Rejected, "daily limit of the sender";
        1461 => Rejected, "provider's limit of marketing to the user";
        1470 => PermanentAntiSpamError, "number prefix blocked by a fraud rule";
        1472 => PermanentAntiSpamError, "burst of traffic blocked as suspected fraud";
        1473 => PermanentAntiSpamError, "artificial traffic blocked";
        1480 => Rejected, "entity not registered with the regulator";
        1481 => Rejected, "sender name not registered with the regulator";
        1482 => PermanentContentError, "content not registered with the regulator";
        1483 => Rejected, "consent not registered with the regulator";
        1484 => Rejected, "other rule of the regulator";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use alloc::borrow::Cow;

    use crate::{
        report_time::ReportTime,
        status::DeliveryStatus,
        wire::{Draft, Item, Mark, Wire},
    };

    fn finish<'n>(item: &Item<'_, 'n>, draft: &mut Draft<'n>) {
        if ["messageId", "msisdn", "err-code"].iter().any(|name| item.text(name).is_some()) {
            draft.recipient = item.text("msisdn");
            draft.sender = item.text("to");
        }
        let is_number = |text: &str| text.parse::<u32>().is_ok();
        if !draft.cause.as_deref().is_some_and(is_number) {
            let address = item.text("/error/type").or_else(|| item.text("/error/error/type")).unwrap_or_default();
            if let Some((_, code)) = address.rsplit_once('#').filter(|(_, code)| is_number(code)) {
                draft.cause = Some(Cow::Owned(code.into()));
            }
        }
        if let (None, Some(text)) = (draft.reported_at, item.text("timestamp")) {
            let unix = text.parse().ok().and_then(ReportTime::from_unix_seconds);
            draft.reported_at = unix.or_else(|| text.parse().ok());
        }
        if let (None, Some(text)) = (draft.reported_at, item.text("scts")) {
            draft.reported_at = text.parse().ok();
        }
        if item.text("message-id").is_some() && draft.word.eq_ignore_ascii_case("expired") {
            draft.status = Some(DeliveryStatus::Undefined);
        }
    }

    Wire {
        reports: &["/records", "/items"],
        word: &["status", "final-status"],
        cause: &[
            "err-code",
            "/error/code",
            "/error/title",
            "/error/error/code",
            "/error/error/title",
            "error_code",
            "error-code",
        ],
        message_id: &["messageId", "message_uuid", "message_id", "message-id"],
        recipient: &["msisdn", "to", "/to/number"],
        sender: &["from", "/from/number"],
        reference: &["client-ref", "client_ref"],
        network: &["network-code", "/destination/network_code", "network"],
        time: &["message-timestamp", "date_finalized", "date-closed"],
        time_is_utc: true,
        others: &[
            Mark { field: "direction", values: &["inbound"] },
            Mark { field: "type", values: &["text", "unicode", "binary", "MO"] },
        ],
        incoming: &["keyword", "text", "data", "message_type", "message"],
        also: &["/error/type", "/error/error/type", "timestamp", "scts"],
        finish: Some(finish),
        ..Wire::EMPTY
    }
};
