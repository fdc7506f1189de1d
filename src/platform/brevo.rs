//! Brevo, formerly Sendinblue: transactional SMS events, pushed or from the statistics API.
//!
//! A pushed event is a JSON object about one message, with the word in `msg_status`. The statistics API has a list in
//! `events`; each entry has the word in `event`. Events may come in any order: we have seen `sent` after a bounce, and
//! `delivered` after a soft bounce.
//!
//! - Id: `messageId` identifies one message; `id` identifies the webhook.
//! - Time: `date`, in Central European Time. Brevo documents its format only for e-mail, as `yyyy-MM-dd HH:mm:ss`.
//!
//! `unsubscribe` means an opt-out, and says nothing about a message. No documentation says what a bounce means for the number,
//! so a hard bounce is not a reason to remove it.
//!
//! Sources: Brevo, Transactional webhooks (undated copy); the statistics API, as copied by api-evangelist.

use crate::table::tables;

tables! {
    /// The values of `msg_status`, and of `event` in the statistics API.
    STATUSES: Word "msg_status" {
        "sent" => Sent, "sent";
        "accepted" => Sent, "accepted; by whom is not specified";
        "delivered" => Delivered, "delivered";
        "soft_bounce" => TemporaryOperatorError, "soft bounce; delivery still possible";
        "softBounce" => TemporaryOperatorError, "soft bounce; delivery still possible";
        "hard_bounce" => Undeliverable, "hard bounce; cause unknown";
        "hardBounce" => Undeliverable, "hard bounce; cause unknown";
        "rejected" => Rejected, "rejected";
        "skip" => Rejected, "skipped";
        "unsubscribe" => Blacklisted, "Brevo, statistics of SMS events: recipient unsubscribed";
        "replied" => Undefined, "reply from the recipient";
        "subscribe" => Undefined, "recipient subscribed";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::{Mark, OptOut, Wire};

    const RECIPIENT: &[&str] = &["to", "phoneNumber"];

    Wire {
        reports: &["/events"],
        word: &["msg_status", "event"],
        message_id: &["messageId"],
        recipient: RECIPIENT,
        time: &["date"],
        others: &[Mark { field: "event", values: &["replied", "subscribe"] }],
        opt_outs: &[OptOut { mark: Mark { field: "event", values: &["unsubscribe"] }, recipient: RECIPIENT }],
        ..Wire::EMPTY
    }
};
