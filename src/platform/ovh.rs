//! OVHcloud: callbacks and message lists from the HTTP API.
//!
//! A callback is the query string of a GET request, with `id`, `ptt`, `date`, `description` and `descriptionDlr`, but
//! without the recipient. `ptt` gives the most detail. `description` has the code or the name of a receipt status. The crate
//! uses `description` if `ptt` is missing, 0 or unknown. It then reports the name of the receipt status as the word, because
//! the same code means different things in the two fields. The codes in SMPP receipts have different meanings: see
//! [`ovh_smpp`](super::ovh_smpp).
//!
//! - Id: `id` identifies one SMS to one recipient.
//! - Time: `date` in a callback, in a format that OVHcloud does not document; `deliveredAt` or `sentAt` in a list, as
//!   `yyyy-MM-dd HH:mm:ss` or shorter, in a zone that it does not document either.
//! - OVHcloud does not report STOP replies: fetch the list of opt-outs (`/sms/{service}/blacklists`).
//!
//! Sources: OVHcloud: [Everything you need to know about SMS
//! users](https://help.ovhcloud.com/csm/en-ie-sms-users?id=kb_article_view&sysparm_article=KB0051414), 5 August 2022, which
//! says that its list of `ptt` values is not complete; API cookbook, 2021 (for the value 0).

use crate::table::tables;

tables! {
    /// The values of `ptt`.
    PTTS: Word "ptt" {
        0 => Undefined, "no detail; the description counts";
        1 => DeliveredToOperator, "not delivered yet: phone problem; being retried";
        2 => Sent, "not delivered yet: operator problem; being retried";
        3 => Sent, "accepted by the operator";
        4 => Delivered, "delivered";
        5 => Undeliverable, "not delivered, no cause known";
        6 => Undefined, "outcome cannot be determined";
        8 => Expired, "expired at the operator";
        20 => MessageError, "not deliverable in this form";
        21 => Undeliverable, "recipient without credit, or expired";
        23 => InvalidRecipient, "invalid, blacklisted or barred; do not use again";
        24 => TemporaryAbsenceError, "phone temporarily absent";
        25 => TemporaryOperatorError, "temporary operator problem";
        26 => TemporaryPhoneError, "temporary phone problem";
        27 => Undeliverable, "phone incompatible";
        28 => PermanentAntiSpamError, "suspected spam";
        29 => PermanentContentError, "content not allowed";
        33 => PermanentContentError, "adult content locked";
        39 => TemporaryOperatorError, "new operator failure";
        73 => PermanentPortabilityError, "ported number unreachable";
        74 => TemporaryAbsenceError, "roaming";
        76 => Rejected, "ported number blocked for the client";
        202 => Rejected, "ported number blocked for the client; ask support";
    }

    /// The values of `description`.
    DESCRIPTIONS: Word "description" {
        (0, "Creating or pending") => InProgress, "being created, or pending";
        (1, "Success") => Delivered, "delivered";
        (2, "Failed") => NotDelivered, "not delivered, no cause given";
        (4, "Waiting") => InProgress, "waiting";
        (8, "Buffered") => DeliveredToOperator, "held by the operator";
        (16, "Error / not billed") => Rejected, "error; not billed";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::{
        status::DeliveryStatus,
        table::Value,
        wire::{Draft, Item, Wire},
    };

    const DESCRIPTION: &[&str] = &["description", "deliveryReceipt", "descriptionDlr"];

    /// Takes the name of the receipt as the word, if `ptt` says nothing.
    fn finish<'n>(item: &Item<'_, 'n>, draft: &mut Draft<'n>) {
        if PTTS.find(&draft.word).is_some_and(|row| row.value != Value::Number(0)) {
            return;
        }
        let receipt = DESCRIPTION.iter().find_map(|name| DESCRIPTIONS.find(&item.text(name)?));
        if let Some(Value::Named(_, name)) = receipt.map(|row| row.value) {
            draft.word = name.into();
            return;
        }
        // An unknown number of one table may be in the other one.
        draft.status = Some(DeliveryStatus::Undefined);
        if draft.word.is_empty() {
            draft.word = DESCRIPTION.iter().find_map(|name| item.text(name)).unwrap_or_default();
        }
    }

    Wire {
        word: &["ptt"],
        message_id: &["id"],
        recipient: &["receiver"],
        sender: &["sender"],
        reference: &["tag"],
        network: &["operatorCode"],
        time: &["deliveredAt", "date", "sentAt", "creationDatetime"],
        incoming: &["message"],
        also: DESCRIPTION,
        finish: Some(finish),
        ..Wire::EMPTY
    }
};
