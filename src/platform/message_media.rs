//! MessageMedia: delivery reports on a message, polled reports, and webhooks.
//!
//! A report to the `callback_url` of a message is JSON, and so is a polled list. Neither has a code. You write the body of a
//! webhook yourself, as a template. The crate reads this template, which includes the code:
//!
//! ```text
//! {"message_id": "$mtId", "status": "$status", "status_code": "$statusCode",
//!  "source_number": "$sourceAddress", "date_received": "$receivedTimestamp"}
//! ```
//!
//! - Id: `message_id` identifies one message.
//! - The recipient is in `source_number`, because a report swaps the two numbers.
//! - Time: `date_received`, in RFC 3339 format and in UTC.
//! - The webhook `OPT_OUT_SMS` means an opt-out. Give it a separate URL, because the template does not say which webhook
//!   sent it.
//!
//! Codes 302 and 412 mean that the number is blocked; the documentation does not say who blocked it.
//!
//! Sources: MessageMedia, [Node.js clients](https://github.com/messagemedia/messages-nodejs-sdk) (13 July 2025; webhooks 7 July
//! 2018), Delivery status notifications (undated copies).

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        "queued" => InProgress, "waiting to be sent";
        "processed" => InProgress, "processed by the gateway";
        "scheduled" => Scheduled, "waiting for its send time";
        "enroute" => Sent, "on its way";
        "submitted" => Sent, "submitted to the provider";
        "delivered" => Delivered, "delivered";
        "expired" => Expired, "validity period expired";
        "rejected" => Rejected, "rejected; the code says why";
        "undeliverable" => Undeliverable, "undeliverable; the code says why";
        "failed" => NotDelivered, "failed; the code says why";
        "cancelled" => NotDelivered, "cancelled";
    }

    /// The values of `$statusCode`.
    CODES: Cause "$statusCode" {
        101 => InProgress, "in the gateway";
        102 => InProgress, "sent by another route after a failure";
        151 => InProgress, "held for screening";
        200 => Sent, "passed to the provider";
        210 => Sent, "accepted by the provider";
        211 => Sent, "on its way";
        212 => Sent, "pending at the provider";
        213 => Sent, "scheduled at the provider";
        220 => Delivered, "delivered";
        221 => Received, "delivered to the phone";
        301 => Rejected, "threshold reached";
        302 => Rejected, "number blocked; by whom is not specified";
        303 => Rejected, "sender blocked";
        304 => Rejected, "dropped";
        305 => Rejected, "duplicate";
        320 => Expired, "expired before it was submitted";
        330 => InternalError, "failure of the gateway";
        331 => Rejected, "discarded";
        332 => RoutingError, "no route";
        333 => Rejected, "sender not supported";
        400 => Undeliverable, "failed, undeliverable";
        401 => Expired, "expired before delivery";
        402 => Rejected, "rejected by the provider";
        403 => NotDelivered, "skipped by the provider";
        405 => NotDelivered, "cancelled or deleted by the provider";
        410 => Rejected, "sender invalid";
        411 => InvalidRecipient, "invalid number";
        412 => Rejected, "number blocked; by whom is not specified";
        413 => Undeliverable, "no SMS at the destination";
        414 => Undeliverable, "destination unreachable";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        reports: &["/delivery_reports"],
        word: &["status"],
        cause: &["status_code"],
        message_id: &["message_id"],
        recipient: &["source_number"],
        time: &["date_received"],
        incoming: &["reply_id"],
        ..Wire::EMPTY
    }
};
