//! Zenvia: message status events from version 2 of the API.
//!
//! An event is a JSON object about one message. A message with several contents has a status for each `contentIndex`.
//! Zenvia does not document the channels' codes. The older API uses other words: see
//! [`zenvia_http`](super::zenvia_http).
//!
//! - Id: `message.id` or, in older events, `messageId` identifies one message; `message.externalId` is an id that you
//!   supply.
//! - Time: `messageStatus.timestamp`, in RFC 3339 format.
//! - Events with another `type` are not reports.
//!
//! Source: Zenvia, [OpenAPI specification](https://github.com/zenvia/zenvia-openapi-spec), 6 August 2026.

use crate::table::tables;

tables! {
    /// The values of `messageStatus.code`.
    STATUSES: Word "messageStatus.code" {
        "SENT" => Sent, "at the provider";
        "DELIVERED" => Received, "delivered to the phone";
        "READ" => Read, "read by the recipient";
        "REJECTED" => Rejected, "rejected by the provider";
        "NOT_DELIVERED" => NotDelivered, "not delivered to the phone";
        "VERIFIED" => Delivered, "delivered, sender verified by the app";
        "CLICKED" => Undefined, "link clicked";
        "DELETED" => Undefined, "message deleted by the contact who sent it";
        "ACCEPTED" => Undefined, "voice";
        "HANG_UP" => Undefined, "voice";
        "TERMINATED" => Undefined, "voice";
        "RECORDED" => Undefined, "voice";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::{Mark, Wire};

    Wire {
        word: &["/messageStatus/code"],
        cause: &["/messageStatus/causes/0/channelErrorCode", "/messageStatus/causes/0/reason"],
        message_id: &["/message/id", "messageId"],
        recipient: &["/message/to"],
        sender: &["/message/from"],
        reference: &["/message/externalId"],
        time: &["/messageStatus/timestamp", "timestamp"],
        others: &[Mark { field: "type", values: &["MESSAGE", "CONVERSATION…", "CONTACT"] }],
        ..Wire::EMPTY
    }
};
