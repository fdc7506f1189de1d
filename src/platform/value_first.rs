//! ValueFirst (Tanla): the "DLR URL".
//!
//! You write the URL, and ValueFirst replaces `%4` and the like with values. The crate reads this template:
//!
//! ```text
//! …?status=%4&reason=%2&word=%16&id=%7&seq=%6&to=%p&from=%P&time=%3
//! ```
//!
//! ValueFirst documents none of the reasons, and only one of the words. `%d` is 1 in the sample, and no source says that
//! it means the same as in Kannel.
//!
//! - Id: `%7` identifies one message; `%6` is a number that you supply.
//! - Time: `%3`, as `yyyy-MM-dd HH:mm:ss`; ValueFirst does not document the zone.
//!
//! Source: ValueFirst, XML API guide: DLR URL, Standard error codes (undated copies).

use crate::table::tables;

tables! {
    /// The values of `%4`.
    STATUSES: Word "STATUS_ERROR" {
        8448 => Delivered, "delivered";
        8449 => NotDelivered, "failed; the reason says why";
        8450 => Undefined, "message id invalid";
    }

    /// The values of `%16`.
    WORDS: Word "MSG_STATUS" {
        "Delivered" => Delivered, "delivered";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        word: &["status", "word"],
        cause: &["reason"],
        message_id: &["id"],
        recipient: &["to"],
        sender: &["from"],
        reference: &["seq"],
        time: &["time"],
        ..Wire::EMPTY
    }
};
