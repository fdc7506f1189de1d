//! SMPP: the text of delivery receipts, and their words in HTTP requests.
//!
//! A request is the text of a receipt, or of several receipts, one per line:
//!
//! ```text
//! id:42 submit date:2604290930 done date:2604290931 stat:DELIVRD err:000
//! ```
//!
//! Many operators report the same words over HTTP. The crate reads a form, a query string or JSON if its fields have the same
//! names as in a receipt (`id`, `stat`, `err`, `done date` or `donedate`). The word may also be in `status`, and there may
//! also be a `recipient`, a `sender` and a `reference`. For other names, write a `CustomPlatform` with `"words_of": "smpp"`.
//! The module [`smpp`](crate::smpp) reads PDUs.
//!
//! - Id: `id` identifies one message. A message centre may reuse ids after a restart.
//! - Cause: there is no table for `err`, because each message centre has its own codes.
//! - Time: `done date`, in the message centre's zone, which the crate reads as UTC.
//!
//! Sources: SMPP 3.4, appendix B; the documents that the rows of [`WORDS`](crate::smpp::WORDS) name.

use crate::table::tables;

tables! {
    + crate::smpp::WORDS;
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
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
