//! Esendex: push notifications, SOAP service errors, and REST API message headers.
//!
//! A push notification is XML about one event. The name of its element is the word: `MessageDelivered` or `MessageFailed`.
//! The notification does not contain the recipient. Incoming messages have the element `InboundMessage`. The SOAP service
//! has the word in `errortype`, and a message header has it in `status`. For esendex.us, another product, see
//! [`esendex_us`](super::esendex_us).
//!
//! - Id: `MessageId` or, elsewhere, `id` identifies one message.
//! - Time: `OccurredAt`, `occurredat` or `laststatusat`, in ISO 8601 format; Esendex does not document the zone.
//!
//! None of the values means an opt-out, because we did not find the format of opt-out pushes. Nor did we find a list of
//! failure codes, so the crate ignores codes. `permanentfailure` is about the message, not about the number.
//!
//! Sources: Esendex: push notifications; description of the SOAP `AccountEventHandler`; status codes of the ActiveX SDK
//! (undated copies); its clients for Java (February 2023), .NET (January 2019) and PHP (April 2025).

use crate::table::tables;

tables! {
    /// The elements of push notifications.
    EVENTS: Word "element" {
        "MessageDelivered" => Delivered, "receipt of the network";
        "MessageFailed" => NotDelivered, "failed at the platform or the network";
    }

    /// The values of `status` in a message header.
    STATUSES: Word "status" {
        (1, "Submitted") => InProgress, "accepted by the platform";
        (4, "Queued") => InProgress, "on its way to the network";
        "Processing" => InProgress, "on its way to the network";
        "Authorised" => InProgress, "on its way to the network";
        "Connecting" => InProgress, "voice: on its way";
        "Acknowledged" => InProgress, "voice: on its way";
        "Scheduled" => Scheduled, "waiting for its send time";
        (5, "Sent") => Sent, "accepted by the network";
        "Dispatched" => Sent, "accepted by the network";
        (6, "Delivered") => Delivered, "receipt of the network";
        "PartiallyDelivered" => PartiallyDelivered, "some parts delivered";
        (11, "Failed") => NotDelivered, "failed at the platform or the network";
        (3, "FailedAuthorisation") => Rejected, "recipient not subscribed to the premium service";
        "FailedAuthoristaion" => Rejected, "recipient not subscribed to the premium service";
        (16, "Expired") => Expired, "not delivered within the validity period";
        "Rejected" => Rejected, "rejected";
        "Cancelled" => NotDelivered, "cancelled";
    }

    /// The values of `errortype` in the SOAP service.
    ERROR_TYPES: Word "errortype" {
        "Failed" => NotDelivered, "failed at the platform or the network";
        "ValidityPeriodExpired" => Expired, "not delivered within the validity period";
        "UnrecognisedRecipient" => InvalidRecipient, "recipient not recognised";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        reports: &[
            "/MessageDelivered",
            "/MessageFailed",
            "/Envelope/Body/MessageError",
            "/messageheaders/messageheader",
            "/messageheader",
        ],
        word: &["status", "errortype"],
        message_id: &["MessageId", "id"],
        recipient: &["/to/phonenumber", "to"],
        time: &["OccurredAt", "occurredat", "laststatusat"],
        incoming: &["/InboundMessage"],
        ..Wire::EMPTY
    }
};
