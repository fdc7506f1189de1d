//! D7 Networks: delivery reports.
//!
//! A report is a form or a JSON object about one message. It has neither a code nor a time. The documentation spells the
//! word for a failure in two ways.
//!
//! - Id: `msg_id` identifies one message; `request_id` identifies the request.
//!
//! Source: D7 Networks, Receiving DLR (two undated copies).

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        "delivered" => Delivered, "delivery confirmed";
        "sent" => Sent, "with the operator; not acknowledged";
        "scheduled" => Scheduled, "waiting for its send time";
        "undelivered" => Undeliverable, "failed; older spelling";
        "un_delivered" => Undeliverable, "failed";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        word: &["status"],
        message_id: &["msg_id"],
        recipient: &["recipient"],
        sender: &["originator"],
        ..Wire::EMPTY
    }
};
