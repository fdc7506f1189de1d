//! GatewayAPI: status notifications from the REST API and the older payment API, and SMPP receipts.
//!
//! A notification is a JSON object about one message. In the older API it is a query string with `sessionid` and
//! `statuscode`. An SMPP receipt has the code in `err`, in decimal and without its first digit: 0x1010 becomes 016.
//! Incoming messages have the field `receiver`.
//!
//! - Id: `id` identifies one message. In the older API, `sessionid` identifies it; this is an id that you supply.
//! - Time: `time`, in Unix seconds.
//! - A state that is not final may come after a final one.
//!
//! The crate reads `UNDELIVERABLE` without a code as an invalid number, because the documentation calls this the most likely
//! cause. Only the older API can say that the recipient is on a blacklist. The codes for a barred number do not say who barred
//! it.
//!
//! Source: ONLINECITY.IO, [GatewayAPI documentation](https://github.com/onlinecity/gatewayapi-docs): REST API, error codes,
//! SMPP and legacy API, May 2021. We did not find the report format of the newer messaging API.

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        "UNKNOWN" => Undefined, "first state; not reported";
        "SCHEDULED" => Scheduled, "waiting for its send time";
        "BUFFERED" => InProgress, "in the queue of the platform";
        "ENROUTE" => Sent, "handed to the network";
        "DELIVERED" => Received, "confirmed by the phone";
        "EXPIRED" => Expired, "not confirmed within the validity period";
        "DELETED" => NotDelivered, "cancelled";
        "UNDELIVERABLE" => Undeliverable, "permanent failure; without a code, probably an invalid number";
        "ACCEPTED" => DeliveredToOperator, "accepted by the network for the recipient; final";
        "REJECTED" => Rejected, "refused by the network, or the charge failed";
        "SKIPPED" => Rejected, "ignored by a rule of the network";
    }

    /// The values of `stat` in a receipt that do not occur in `status`.
    STATES: Word "stat" {
        "DELIVRD" => Received, "confirmed by the phone";
        "UNDELIV" => Undeliverable, "permanently undeliverable";
        "ACCEPTD" => DeliveredToOperator, "accepted by the network for the recipient; final";
        "REJECTD" => Rejected, "refused by the network";
    }

    /// The values of `statuscode` in the older API.
    STATUS_CODES: Word "statuscode" {
        1 => Delivered, "delivered, and charged";
        2 => Undeliverable, "recipient without credit, or cannot be charged";
        3 => Blacklisted, "GatewayAPI, legacy API: recipient on the operator's blacklist";
        4 => InvalidRecipient, "number unknown to the operator";
        5 => Undefined, "under way, or unknown error";
        6 => Expired, "validity period expired";
        7 => Undeliverable, "could not be delivered, typically the content";
        8 => NotDelivered, "deleted";
    }

    /// The values of `code`, and of `err` in a receipt.
    CODES: Cause "code" {
        (0x001, "0x1001") => OtherError, "unspecified";
        (0x010, "0x1010") => InvalidRecipient, "HLR: unknown subscriber";
        (0x011, "0x1011") => Undeliverable, "HLR: calls barred";
        (0x012, "0x1012") => Undeliverable, "HLR: subscription without SMS";
        (0x013, "0x1013") => TemporaryAbsenceError, "HLR: absent subscriber";
        (0x014, "0x1014") => Undeliverable, "HLR: facility not supported";
        (0x015, "0x1015") => TemporaryOperatorError, "HLR: system failure";
        (0x016, "0x1016") => TemporaryOperatorError, "HLR: unexpected data";
        (0x017, "0x1017") => TemporaryOperatorError, "HLR: missing data";
        (0x018, "0x1018") => TemporaryPhoneError, "HLR: memory full";
        (0x019, "0x1019") => TemporaryAbsenceError, "HLR: phone not reachable";
        (0x01A, "0x101A") => TemporaryOperatorError, "VLR: system failure";
        (0x01B, "0x101B") => TemporaryOperatorError, "HLR: internal error";
        (0x020, "0x1020") => TemporaryAbsenceError, "MSC: unidentified subscriber";
        (0x021, "0x1021") => TemporaryAbsenceError, "MSC: phone detached";
        (0x022, "0x1022") => TemporaryAbsenceError, "MSC: no answer to paging";
        (0x023, "0x1023") => TemporaryPhoneError, "MSC: phone busy";
        (0x024, "0x1024") => Undeliverable, "MSC: facility not supported";
        (0x025, "0x1025") => Undeliverable, "MSC: illegal subscriber";
        (0x026, "0x1026") => Undeliverable, "MSC: illegal equipment";
        (0x027, "0x1027") => TemporaryOperatorError, "MSC: system failure";
        (0x028, "0x1028") => TemporaryOperatorError, "MSC: unexpected data";
        (0x029, "0x1029") => TemporaryOperatorError, "MSC: missing data";
        (0x02A, "0x102A") => TemporaryPhoneError, "MSC: memory full";
        (0x02B, "0x102B") => TemporaryPhoneError, "MSC: equipment protocol error";
        (0x02C, "0x102C") => Undeliverable, "MSC: equipment without SMS";
        (0x02D, "0x102D") => OtherError, "MSC: illegal error";
        (0x02E, "0x102E") => TemporaryOperatorError, "MSC: internal error";
        (0x030, "0x1030") => Rejected, "screening: blocked";
        (0x031, "0x1031") => Rejected, "screening: recipient's IMSI blocked";
        (0x032, "0x1032") => Rejected, "screening: location of the sender does not match";
        (0x033, "0x1033") => Rejected, "screening: sender blocked";
        (0x034, "0x1034") => Rejected, "screening: destination blocked; no list named";
        (0x035, "0x1035") => PermanentContentError, "screening: keyword blocked";
        (0x036, "0x1036") => Rejected, "screening: message centre blocked";
        (0x037, "0x1037") => Rejected, "screening: quota exceeded";
        (0x038, "0x1038") => Rejected, "screening: loop detected";
        (0x039, "0x1039") => Rejected, "screening: data coding blocked";
        (0x03A, "0x103A") => Rejected, "screening: information element blocked";
        (0x03B, "0x103B") => Rejected, "screening: personal barring of outgoing messages";
        (0x03C, "0x103C") => Rejected, "screening: personal barring; by whom is not specified";
        (0x040, "0x1040") => TemporaryAbsenceError, "SMSC: unidentified subscriber";
        (0x041, "0x1041") => Undeliverable, "SMSC: facility not supported";
        (0x042, "0x1042") => TemporaryOperatorError, "SMSC: system failure";
        (0x043, "0x1043") => TemporaryOperatorError, "SMSC: unexpected data";
        (0x044, "0x1044") => TemporaryOperatorError, "SMSC: missing data";
        (0x045, "0x1045") => TemporaryPhoneError, "SMSC: equipment protocol error";
        (0x046, "0x1046") => TemporaryOperatorError, "SMSC: unknown message centre";
        (0x047, "0x1047") => TemporaryOperatorError, "SMSC: congestion";
        (0x048, "0x1048") => InvalidRecipient, "SMSC: invalid address";
        (0x049, "0x1049") => Rejected, "SMSC: not a subscriber of this message centre";
        (0x04A, "0x104A") => TemporaryOperatorError, "SMSC: internal error";
        (0x050, "0x1050") => InternalError, "routing: internal error";
        (0x051, "0x1051") => RoutingError, "routing: number plan not supported";
        (0x052, "0x1052") => RoutingError, "routing: type of number not supported";
        (0x053, "0x1053") => NotDelivered, "routing: not delivered";
        (0x054, "0x1054") => RoutingError, "routing: dialling zone not found";
        (0x055, "0x1055") => RoutingError, "routing: not the home zone";
        (0x056, "0x1056") => TemporaryOperatorError, "routing: look-up of the subscriber failed";
        (0x057, "0x1057") => RoutingError, "routing: type of network unknown";
        (0x060, "0x1060") => InvalidRecipient, "invalid destination address";
        (0x061, "0x1061") => InvalidRecipient, "invalid number plan of the destination";
        (0x062, "0x1062") => InvalidRecipient, "invalid type of number of the destination";
        (0x063, "0x1063") => InvalidRecipient, "invalid flag of the destination";
        (0x064, "0x1064") => InvalidRecipient, "invalid count of destinations";
        (0x065, "0x1065") => Rejected, "invalid sender address";
        (0x066, "0x1066") => Rejected, "invalid number plan of the sender";
        (0x067, "0x1067") => Rejected, "invalid type of number of the sender";
        (0x068, "0x1068") => NotDelivered, "permanent error of the receiver";
        (0x069, "0x1069") => Rejected, "refused by the receiver";
        (0x06A, "0x106A") => TemporaryOperatorError, "temporary error of the receiver";
        (0x06B, "0x106B") => MessageError, "invalid command length";
        (0x06C, "0x106C") => MessageError, "invalid service type";
        (0x06D, "0x106D") => MessageError, "invalid operation";
        (0x06E, "0x106E") => MessageError, "operation not allowed";
        (0x06F, "0x106F") => MessageError, "invalid parameter";
        (0x070, "0x1070") => MessageError, "parameter not allowed";
        (0x071, "0x1071") => MessageError, "invalid length of a parameter";
        (0x072, "0x1072") => MessageError, "invalid optional parameter";
        (0x073, "0x1073") => MessageError, "optional parameter missing";
        (0x074, "0x1074") => MessageError, "invalid validity period";
        (0x075, "0x1075") => MessageError, "invalid send time";
        (0x076, "0x1076") => MessageError, "invalid distribution list";
        (0x077, "0x1077") => MessageError, "invalid message class";
        (0x078, "0x1078") => MessageError, "invalid message length";
        (0x079, "0x1079") => MessageError, "invalid message reference";
        (0x07A, "0x107A") => MessageError, "invalid count of messages";
        (0x07B, "0x107B") => MessageError, "invalid predefined message";
        (0x07C, "0x107C") => MessageError, "invalid priority";
        (0x07D, "0x107D") => MessageError, "invalid replace flag";
        (0x07E, "0x107E") => OtherError, "request failed";
        (0x07F, "0x107F") => MessageError, "invalid request for a delivery report";
        (0x080, "0x1080") => TemporaryOperatorError, "message queue full";
        (0x081, "0x1081") => OtherError, "external error, or IMSI look-up blocked";
        (0x082, "0x1082") => OtherError, "information not found, or another error";
        (0x083, "0x1083") => OtherError, "unknown external error";
        (0x084, "0x1084") => InvalidRecipient, "invalid mobile subscriber";
        (0x085, "0x1085") => MessageTooLong, "message too long";
        (0x086, "0x1086") => MessageError, "text cannot be unpacked";
        (0x087, "0x1087") => MessageError, "alphabet cannot be converted";
        (0x090, "0x1090") => InternalError, "provider: internal error";
        (0x091, "0x1091") => TemporaryOperatorError, "provider: network timed out";
        (0x092, "0x1092") => Undeliverable, "provider: recipient without credit";
        (0x093, "0x1093") => Undeliverable, "provider: illegal subscriber";
        (0x094, "0x1094") => NotDelivered, "provider: refunded by the operator";
        (0x902, "0x1902") => Rejected, "message class not set up";
        (0x903, "0x1903") => PermanentContentError, "link not on the allowed list";
        (0x904, "0x1904") => PermanentContentError, "content filtered";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::{
        status::DeliveryStatus,
        wire::{Mark, Wire},
    };

    Wire {
        word: &["status", "statuscode"],
        cause: &["code"],
        message_id: &["id", "sessionid"],
        recipient: &["msisdn"],
        reference: &["userref"],
        time_unix: &["time"],
        others: &[Mark { field: "receiver", values: &[] }],
        finish: Some(|_, draft| {
            if draft.cause.is_none() && draft.word.eq_ignore_ascii_case("UNDELIVERABLE") {
                draft.status = Some(DeliveryStatus::InvalidRecipient);
            }
        }),
        ..Wire::EMPTY
    }
};
