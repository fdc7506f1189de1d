//! tyntec: status callbacks from the SMS API, and delivery events from Conversations.
//!
//! The crate reads a callback from the SMS API in the same way as the answer to a status query. Each has a state for the
//! whole message, and one for each of its `parts`, which the crate does not read. An event from Conversations is a JSON
//! object about one message.
//!
//! - Id: `requestId`, or `messageId` in Conversations, identifies one message; `reference` and `userContext` are values
//!   that you supply.
//! - Time: `doneDate`, in a format that tyntec does not document, or `timestamp`, in ISO 8601 format.
//! - Codes are hexadecimal text: `0010` is 16.
//! - `InboundMessage` means an incoming message.
//!
//! Code `0001` means that the operator has not assigned the number at present. The same code may come for a ported number.
//!
//! Sources: tyntec: [API collection](https://github.com/tyntec/api-collection), 13 May 2026 (SMS 1, Conversations 3); GSM
//! error codes (undated copies that end after `001b`).

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        "ACCEPTED" => InProgress, "accepted";
        "BUFFERED" => InProgress, "being retried, or passed to a network";
        "DELIVERED" => Delivered, "delivered to the destination";
        "EXPIRED" => Expired, "validity period or retries used up";
        "REJECTED" => Rejected, "rejected; the code says why";
        "UNDELIVERABLE" => Undeliverable, "permanently undeliverable; the code says why";
    }

    /// The values of `event` in Conversations.
    EVENTS: Word "event" {
        "MessageStatus::accepted" => InProgress, "accepted";
        "MessageStatus::dispatched" => Sent, "submitted to the channel";
        "MessageStatus::delivered" => Delivered, "delivered to the recipient";
        "MessageStatus::seen" => Read, "seen by the recipient; not reported for SMS";
        "MessageStatus::channelFailed" => NotDelivered, "failed on this channel; another may follow";
        "MessageStatus::failed" => NotDelivered, "failed on all channels";
        "MessageStatus::unknown" => Undefined, "unknown";
    }

    /// The values of `errorCode`.
    ERRORS: Cause "errorCode" {
        "0001" => InvalidRecipient, "number not assigned by the operator at the moment";
        "0005" => TemporaryAbsenceError, "unidentified subscriber; fault in the network";
        "0006" => TemporaryAbsenceError, "absent subscriber";
        "0008" => TemporaryAbsenceError, "roaming not allowed";
        "0009" => Undeliverable, "no subscriber of the network, or filtered";
        "000a" => Undeliverable, "service not provisioned";
        "000b" => Undeliverable, "SMS switched off for the number";
        "000c" => Undeliverable, "phone takes no such messages";
        "000d" => Undeliverable, "barred, perhaps by the operator";
        "000f" => Undeliverable, "closed user group";
        "0010" => TemporaryOperatorError, "supplementary service";
        "0011" => TemporaryOperatorError, "supplementary service";
        "0012" => TemporaryOperatorError, "supplementary service";
        "0013" => TemporaryOperatorError, "supplementary service";
        "0014" => TemporaryOperatorError, "supplementary service";
        "0015" => Undeliverable, "facility not supported, perhaps filtered";
        "0017" => TemporaryOperatorError, "radio or handover";
        "0018" => TemporaryOperatorError, "radio or handover";
        "0019" => TemporaryOperatorError, "radio or handover";
        "001a" => TemporaryOperatorError, "radio or handover";
        "001b" => TemporaryAbsenceError, "phone switched off";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::{Mark, Wire};

    Wire {
        word: &["event", "status"],
        cause: &["errorCode"],
        message_id: &["requestId", "messageId"],
        recipient: &["to"],
        sender: &["from"],
        reference: &["reference", "userContext"],
        network: &["mccmnc"],
        time: &["doneDate", "timestamp"],
        others: &[Mark {
            field: "event",
            values: &["InboundMessage…", "MessageStatus::deleted", "ChannelUpdate", "InboundMessage"],
        }],
        ..Wire::EMPTY
    }
};
