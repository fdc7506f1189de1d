//! Telerivet: status notifications, and messages that the API returns.
//!
//! A notification is a form about one message; the API returns a list in `data`. Telerivet often sends through an Android
//! phone, so `sent` may come from that phone. A code comes from the route's provider, and means nothing without the
//! provider's name.
//!
//! - Id: `id` identifies one message.
//! - Time: none in a notification; `time_sent` in a listed message, in Unix seconds.
//! - `failed_queued` is not a failure: Telerivet will retry the message.
//! - The event `incoming_message` means an incoming message.
//!
//! Sources: Telerivet: clients for [PHP](https://github.com/Telerivet/telerivet-php-client) and Python (16 July 2025); its
//! page on webhooks, as quoted by a plugin for playSMS.

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        "queued" => InProgress, "not sent yet";
        "processing" => InProgress, "not sent yet";
        "failed_queued" => InProgress, "failed; will be retried";
        "retrying" => InProgress, "being retried";
        "sent" => Sent, "with the mobile network";
        "delivered" => Received, "delivered to the phone";
        "read" => Read, "read by the recipient";
        "not_delivered" => NotDelivered, "could not be delivered";
        "failed" => NotDelivered, "could not be sent";
        "cancelled" => NotDelivered, "cancelled by the user";
        "received" => Undefined, "incoming message";
        "ignored" => Undefined, "incoming message";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::{Mark, Wire};

    Wire {
        reports: &["/data"],
        word: &["status"],
        cause: &["error_code", "error_message"],
        message_id: &["id"],
        recipient: &["to_number"],
        sender: &["from_number"],
        time_unix: &["time_sent"],
        others: &[
            Mark { field: "event", values: &["incoming_message"] },
            Mark { field: "direction", values: &["incoming"] },
        ],
        ..Wire::EMPTY
    }
};
