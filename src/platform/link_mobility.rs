//! LINK Mobility: reports from its Common platform (SMS REST API), from the PSWin gateway, and from COOL in Denmark.
//!
//! Common sends JSON or a form, with one report per part of a message. The recipient is missing unless it is in
//! `customParameters`. The PSWin gateway sends XML with one or more `MSG` elements. COOL sends the query string of a GET
//! request. The words have the same meanings in all three. The crate reads neither Common's XML nor the PSWin gateway's SOAP.
//! For the German and Austrian API, see [`websms`](super::websms).
//!
//! - Id: `id` (Common), `REF` (PSWin) or `msgid` (COOL) identifies one message. If the message is long, `id` ends in the
//!   number of the part: `$0`, `$1` and so on. A report has `REF` only if the account uses references.
//! - Time: `timestamp` (Common), in RFC 3339 format and in UTC; `DELIVERYTIME` (PSWin), as `yyyy.MM.dd HH:mm:ss` in the
//!   centre's zone, only for delivered messages; `receivetime` (COOL), in Unix seconds.
//!
//! None of the values means an opt-out. `BARRED` means that the number is barred, blocked or not in use, and LINK advises
//! taking it off the list. In two of these cases the number is still assigned, so the advice here is to review it. We did
//! not find a list of COOL's `statuscode` values.
//!
//! Sources: LINK Mobility, SMS REST API, MT and delivery reports, 1.6, July 2019 (a copy; we could not read the table of 2.4,
//! June 2025); Sergel's page on the same platform; wiki.pswin.com, Gateway delivery report statuses (undated copy); LINK's
//! PSWin client, April 2024; COOL, Delivery report (undated).

use crate::table::tables;

tables! {
    /// The values of `resultCode` (Common).
    RESULT_CODES: Word "resultCode" {
        0 => OtherError, "unknown error";
        1 => TemporaryOperatorError, "temporary routing error";
        2 => RoutingError, "permanent routing error";
        3 => Rejected, "throttling exceeded";
        4 => Undefined, "timed out; outcome unknown";
        5 => Undefined, "unknown error of the operator; outcome unknown";
        6 => OtherError, "error of the operator; not delivered";
        104 => InternalError, "configuration error";
        105 => InternalError, "internal error";
        1000 => Sent, "sent to the operator";
        1001 => Delivered, "delivered";
        1002 => Expired, "expired";
        1004 => TemporaryPhoneError, "phone full";
        1005 => InProgress, "queued";
        1006 => NotDelivered, "not delivered";
        1007 => Delivered, "delivered; billing delayed";
        1008 => InProgress, "billed before the message is sent";
        1009 => NotDelivered, "billed, not delivered";
        1010 => Undefined, "no report from the operator; outcome unknown";
        1011 => Sent, "sent to the operator, and billed";
        1012 => InProgress, "delayed; sent again later";
        2104 => InvalidRecipient, "unknown subscriber";
        2105 => Undeliverable, "subscriber permanently barred";
        2106 => InvalidRecipient, "number error, such as a number that does not exist";
        2107 => Undeliverable, "subscriber temporarily barred";
        2200 => Undeliverable, "charging error";
        2201 => Undeliverable, "recipient's balance too low";
        2202 => Undeliverable, "recipient barred for premium messages";
        2203 => PermanentContentError, "recipient too young for the content";
        2204 => Undeliverable, "recipient's prepaid card not allowed";
        2205 => Rejected, "service refused by the subscriber";
        2206 => Undeliverable, "recipient not registered for charging";
        2207 => Undeliverable, "recipient's charging limit reached";
        3000..=3002 => MessageError, "encoding not supported";
        4000 => Rejected, "delivery reports not supported";
        4001..=4007 => MessageError, "content, tariff, header or coding not supported";
    }

    /// The values of `STATE` (PSWin gateway).
    STATES: Word "STATE" {
        "DELIVRD" => Delivered, "delivered";
        "EXPIRED" => Expired, "validity period expired";
        "DELETED" => NotDelivered, "deleted";
        "UNDELIV" => InvalidRecipient, "invalid number, or no route";
        "REJECTD" => Rejected, "rejected";
        "FAILED" => NotDelivered, "not accepted by an operator, or error of the gateway";
        "UNKNOWN" => Undefined, "no information";
        "NULL" => Undefined, "no report from the operator";
        "BARRED" => InvalidRecipient, "number barred, blocked or not in use";
        "BARREDA" => PermanentContentError, "recipient below the age limit";
        "ZEROBAL" => Undeliverable, "recipient's prepaid account empty";
    }

    /// The values of `status` (COOL).
    STATUSES: Word "status" {
        "received" => Delivered, "received";
        "buffered" => InProgress, "not delivered yet; being retried";
        "rejected" => Rejected, "refused by the message centre";
        "expired" => Expired, "expired";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        reports: &["/MSGLST/MSG"],
        word: &["resultCode", "STATE", "status"],
        message_id: &["id", "REF", "msgid"],
        recipient: &["/customParameters/destination", "RCV", "to"],
        sender: &["/customParameters/source"],
        reference: &["refId", "returndata"],
        mcc_mnc: &["mcc", "mnc"],
        time: &["timestamp", "DELIVERYTIME"],
        time_unix: &["receivetime"],
        also: &["segments", "id", "REF", "msgid"],
        finish: Some(|item, draft| {
            let Some((id, part)) = draft.message_id.as_deref().and_then(|id| id.rsplit_once('$')) else { return };
            let Ok(part) = part.parse::<u16>() else { return };
            let parts = item.text("segments").and_then(|parts| parts.parse().ok());
            draft.part = parts.filter(|&parts| part < parts).map(|parts| (part + 1, parts));
            draft.message_id = Some(alloc::string::String::from(id).into());
        }),
        ..Wire::EMPTY
    }
};
