//! OVHcloud, SMPP: the codes after `err:` in a receipt.
//!
//! A request has the same form as for [`smpp`](super::smpp): the text of a receipt, or of several receipts, one per line.
//! The codes in OVHcloud's HTTP callbacks have different meanings: see [`ovh`](super::ovh).
//!
//! - Id: `id` identifies one message; the TLV 0x1401 in the PDU repeats it.
//! - Time: `done date`, in the message centre's zone, which the crate reads as UTC.
//! - Receipts have neither `message_state` nor `network_error_code`. None of the codes says that a number is not assigned.
//!
//! Source: OVHcloud, [SMPP technical
//! specifications](https://github.com/ovh/docs/blob/develop/pages/web_cloud/messaging/sms/smpp-specification/guide.fr-fr.md),
//! section "Codes d'erreur des accusés de réception (DLR)", 5 March 2025.

use crate::table::tables;

tables! {
    + crate::smpp::WORDS;

    /// The PTT codes.
    ERRORS: Cause "err" {
        1 => InternalError, "fault of the platform";
        2 => TemporaryOperatorError, "fault of the network";
        3 => Undeliverable, "destination out of reach, for an unspecified time";
        4 => Undeliverable, "fault of equipment";
        5 => Undeliverable, "subscriber, or the subscriber's credit";
        6 => TemporaryOperatorError, "no answer from the network in time";
        7 => OtherError, "fault at the operator; no cause given";
        8 => PermanentContentError, "parental lock";
        9 => Undeliverable, "cannot be delivered; no cause given";
        10 => InsufficientCredit, "account without credit";
        50 => InternalError, "fault of the platform";
        51 => InternalError, "fault of the platform";
        52 => Rejected, "no template, although the country requires one";
        53 => Blacklisted, "OVHcloud, SMPP specifications: recipient answered STOP to the sender";
        54 => Rejected, "destination forbidden";
        55 => Rejected, "too many messages from the sender";
        100 => RoutingError, "number not in any numbering plan";
        101 => MessageError, "invalid content";
        102 => MessageError, "invalid GSM 7-bit coding";
        103 => MessageTooLong, "more parts than allowed";
        254 => InProgress, "on its way";
        255 => Undefined, "unknown error";
        800 => Undeliverable, "cannot be delivered; no cause given";
        801 => Expired, "validity period expired";
        802 => NotDelivered, "deleted";
        803 => Rejected, "rejected; no cause given";
        804 => Undefined, "unknown state";
    }
}

#[cfg(feature = "read")]
pub(super) use super::smpp::WIRE;
