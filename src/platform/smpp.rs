//! SMPP: the text of delivery receipts, and the words of receipts by HTTP.
//!
//! A request is the text of a receipt, or of several with one on each line:
//!
//! ```text
//! id:42 submit date:2604290930 done date:2604290931 stat:DELIVRD err:000
//! ```
//!
//! Many operators report the same words by HTTP. A form, a query or JSON is read if its fields have the names of the receipt (`id`,
//! `stat`, `err`, `done date` or `donedate`) or `status` for the word, and perhaps `recipient`, `sender` and `reference`. For other
//! names, write a `CustomPlatform` with `"words_of": "smpp"`. The module [`smpp`](crate::smpp) reads PDUs.
//!
//! - Id: `id` names one message. A message centre that restarts may count anew.
//! - Cause: `err` has no table, because each message centre has codes of its own.
//! - Time: `done date`, in the zone of the message centre, which counts as UTC.
//!
//! Sources: SMPP 3.4, appendix B; the documents that the rows of [`WORDS`](crate::smpp::WORDS) name.

use crate::table::tables;

tables! {
    + crate::smpp::WORDS;
}

#[cfg(feature = "read")]
pub(super) static WIRE: crate::wire::Wire<'_> = {
    use crate::wire::{Body, Wire};

    Wire {
        body: Body::Receipts,
        word: &["stat", "status"],
        cause: &["err"],
        message_id: &["id"],
        recipient: &["recipient"],
        sender: &["sender"],
        reference: &["reference"],
        time: &["done date", "donedate"],
        ..Wire::EMPTY
    }
};
