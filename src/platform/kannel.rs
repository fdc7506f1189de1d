//! Kannel: requests to the `dlr-url`.
//!
//! You write the URL, so you choose the names of its parameters. The crate reads these names:
//!
//! ```text
//! …?type=%d&reply=%A&id=%F&recipient=%p&sender=%P&time=%T&reference=…
//! ```
//!
//! `%d` is the type, `%A` the message centre's answer, `%F` the message centre's id, `%p` the recipient and `%P` the sender
//! (in a message, it is the other way round), and `%T` is Unix time. If you have your own id, use it instead of `%F`. `%I`
//! is different in each report on a message. Write a literal `%` in the URL as `%%`. For other names, write a
//! `CustomPlatform` with `"words_of": "kannel"`.
//!
//! - Word: Kannel reports type 2 for every receipt whose word it does not know. So if `reply` has a word after `stat:` that
//!   is in [`WORDS`](crate::smpp::WORDS), that word takes precedence over every type except 1, 4, 8 and 16. If a type is a
//!   sum, the crate reads it as the last event in the sum.
//! - Cause: with type 16, the reason after `NACK/`; otherwise `err` in the receipt.
//! - Id: `id`, together with `recipient` if the URL has it, because a message centre may reuse ids after a restart.
//! - Time: `time`, the Unix time at which Kannel created the report.
//! - A long message has one report, on its first part.
//!
//! Sources: Kannel, [user guide](https://www.kannel.org/download/1.4.5/userguide-1.4.5/userguide.html), chapter "Delivery reports";
//! `gw/dlr.h`, `gw/dlr.c`, `gw/bb_smscconn.c` and `gw/smsc/smsc_smpp.c` of 2014, and of the release 1.4.5; SMPP 3.4, section 5.1.3.

use crate::table::tables;

tables! {
    + crate::smpp::WORDS;

    /// The values of `%d`.
    TYPES: Word "%d" {
        1 => Received, "delivered to the phone";
        2 => NotDelivered, "not delivered to the phone; no cause given";
        4 => DeliveredToOperator, "held in the message centre";
        8 => Sent, "accepted by the message centre";
        16 => Rejected, "refused by the message centre or by Kannel";
        32 => Undefined, "a bit of the mask; never sent alone";
        34 => Expired, "validity period expired";
        66 => NotDelivered, "failed; state not known to the message centre";
        5 => Received, "sum of 4 and 1: delivered to the phone";
        9 => Received, "sum of 8 and 1: delivered to the phone";
        13 => Received, "sum of 8, 4 and 1: delivered to the phone";
        6 => NotDelivered, "sum of 4 and 2: not delivered to the phone";
        10 => NotDelivered, "sum of 8 and 2: not delivered to the phone";
        14 => NotDelivered, "sum of 8, 4 and 2: not delivered";
        12 => DeliveredToOperator, "sum of 8 and 4: held in the message centre";
        18 => Rejected, "sum of 16 and 2: refused";
        20 => Rejected, "sum of 16 and 4: refused";
        22 => Rejected, "sum of 16, 4 and 2: refused";
        24 => Rejected, "sum of 16 and 8: refused";
        26 => Rejected, "sum of 16, 8 and 2: refused";
        28 => Rejected, "sum of 16, 8 and 4: refused";
        30 => Rejected, "sum of 16, 8, 4 and 2: refused";
    }

    /// The beginnings of `%A` with type 16. A number is an SMPP `command_status`.
    REASONS: Cause "%A" {
        "NACK/0x00000001…" => MessageError, "length of the message invalid";
        "NACK/0x00000008…" => TemporaryOperatorError, "fault of the message centre";
        "NACK/0x0000000b…" => InvalidRecipient, "number invalid for the message centre";
        "NACK/0x00000014…" => TemporaryOperatorError, "queue of the message centre full";
        "NACK/0x00000058…" => Rejected, "more messages at once than allowed";
        "NACK/0x00000061…" => MessageError, "send time invalid";
        "NACK/0x00000062…" => MessageError, "validity period invalid";
        "NACK/0x00000064…" => TemporaryOperatorError, "temporary fault of the receiving application";
        "NACK/0x000000c4…" => MessageError, "optional parameter invalid";
        "NACK/Retries Exceeded" => TemporaryOperatorError, "not accepted by the message centre in several attempts";
        "NACK/validity expired" => Expired, "expired in Kannel's queue";
        "NACK/MALFORMED SMS" => MessageError, "malformed message";
        "NACK/no SMSC" => Rejected, "no message centre configured for the number";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        word: &["type", "reply"],
        cause: &["reply"],
        message_id: &["id"],
        recipient: &["recipient"],
        sender: &["sender"],
        reference: &["reference"],
        time_unix: &["time"],
        id_names: crate::message_key::IdNames::Sending,
        finish: Some(|_, draft| read_reply(draft)),
        ..Wire::EMPTY
    }
};

/// Takes the word and the cause from the reply of the message centre.
#[cfg(feature = "read")]
fn read_reply(draft: &mut crate::wire::Draft<'_>) {
    use alloc::borrow::ToOwned;

    use crate::{message_key::IdNames, report_time::ReportTime, smpp};

    if draft.recipient.is_none() {
        draft.id_names = IdNames::Message;
    }
    let Some(reply) = draft.cause.take() else { return };
    if let Ok(receipt) = smpp::Receipt::parse(&reply) {
        let is_told_by_type = ["1", "4", "8", "16"].contains(&&*draft.word);
        if draft.word == reply || !is_told_by_type && smpp::find(receipt.stat).is_some() {
            draft.word = receipt.stat.to_owned().into();
        }
        draft.cause = receipt.err.map(|err| err.to_owned().into());
        draft.reported_at = draft.reported_at.or(receipt.done_at().map(|date| ReportTime::new(date, None)));
    } else if !reply.starts_with("ACK/") && reply != "NACK/" {
        draft.cause = Some(reply);
    }
}
