//! Clickatell One API: status callbacks, and message statuses that the API returns.
//!
//! A callback is JSON with a list of events in `event.messageStatusUpdate`; incoming messages are in `event.moText`. Events
//! may come twice and in any order. No other API uses these words. The same codes have different meanings in the SMS API;
//! see [`clickatell_sms`](super::clickatell_sms).
//!
//! - Id: `messageId` identifies one message.
//! - Time: `timestamp`, in Unix milliseconds.
//!
//! None of the values means an opt-out. Code 29 means that the recipient does not exist on the channel; it says nothing
//! about the number. Codes from 130 upwards belong to WhatsApp.
//!
//! Sources: Clickatell: Message status table; Customer callbacks (undated copies); One API: Message status codes, April 2019.

use crate::table::tables;

tables! {
    /// The values of `statusCode` and `status`.
    STATUSES: Word "status" {
        (1, "UNKNOWN") => Undefined, "message not found";
        (2, "QUEUED") => InProgress, "queued";
        (3, "SCHEDULED") => Scheduled, "waiting for its send time";
        (4, "SENT_TO_SUPPLIER") => Sent, "sent to the supplier";
        (5, "DEVICE_ACK") => Received, "acknowledged by the phone";
        (6, "READ") => Read, "read by the recipient";
        (20, "EXPIRED") => Expired, "expired";
        (21, "STOPPED_BY_USER") => NotDelivered, "stopped by the account's user";
        (22, "STOPPED_BY_ADMIN") => NotDelivered, "stopped by the staff";
        (23, "DELIVERY_FAILURE") => NotDelivered, "not delivered; no cause given";
        (24, "EMULATED") => Undefined, "emulated, not sent";
        (25, "INSUFFICIENT_ACCOUNT_BALANCE") => InsufficientCredit, "account without credit";
        (26, "VOLUME_LIMIT") => Rejected, "volume limit of the account";
        (27, "VOLUME_LIMIT_DAILY") => Rejected, "daily limit of the account";
        (28, "VOLUME_LIMIT_MONTHLY") => Rejected, "monthly limit of the account";
        (29, "RECIPIENT_DOES_NOT_EXIST") => InvalidRecipient, "recipient does not exist on the channel";
        60..=61 => MessageError, "encryption error";
        80..=85 => MessageError, "media error";
        (100, "ROUTING_ERROR") => RoutingError, "routing error";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        reports: &["/event/messageStatusUpdate"],
        word: &["status", "statusCode"],
        message_id: &["messageId"],
        reference: &["clientMessageId"],
        time_unix_millis: &["timestamp"],
        incoming: &["/event/moText"],
        ..Wire::EMPTY
    }
};
