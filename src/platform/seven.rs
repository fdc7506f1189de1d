//! seven (formerly sms77): webhooks and the journal.
//!
//! A webhook is a JSON object about one message. The journal is a list.
//!
//! - Id: `msg_id`, or `id` in the journal, identifies one message; `foreign_id` in the journal is an id that you supply. A
//!   webhook does not contain the recipient.
//! - Time: `data.timestamp`, or `dlr_timestamp` in the journal; seven does not document the zone.
//! - The crate skips other events, and journal entries without a `dlr`.
//!
//! Sources: seven: Status reports; help pages in German (undated copies); clients for
//! [JavaScript](https://github.com/seven-io/js-client) (2 May 2026) and PHP (12 January 2026).

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        "ACCEPTED" => Sent, "accepted by the message centre";
        "TRANSMITTED" => DeliveredToOperator, "sent by or to the message centre";
        "BUFFERED" => DeliveredToOperator, "stored by the message centre; phone unreachable";
        "DELIVERED" => Received, "receipt of the phone";
        "NOTDELIVERED" => Undeliverable, "not delivered; check the number";
        "EXPIRED" => Expired, "validity period expired";
        "REJECTED" => Rejected, "rejected by the operator";
        "FAILED" => NotDelivered, "error while sending";
        "UNKNOWN" => Undefined, "unknown report";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::{Mark, Wire};

    Wire {
        word: &["/data/status", "dlr"],
        message_id: &["/data/msg_id", "id"],
        recipient: &["to"],
        sender: &["from"],
        reference: &["foreign_id"],
        network: &["mccmnc"],
        time: &["/data/timestamp", "webhook_timestamp", "dlr_timestamp"],
        others: &[Mark {
            field: "webhook_event",
            values: &["sms_mo", "tracking", "voice_call", "voice_status", "rcs"],
        }],
        incoming: &["id"],
        ..Wire::EMPTY
    }
};
