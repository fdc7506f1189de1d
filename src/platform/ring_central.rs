//! RingCentral: high-volume and batch SMS events, and message stores.
//!
//! An event is a JSON object about one message. In version 2 each recipient in `to` has its own status. A page of a
//! message store has its messages in `records`. The prefix is part of a code: 410 means an invalid number if it comes from
//! RingCentral (`RC`) or the upstream gateway (`UP`), but an expired message if it comes from the operator (`CAR`).
//!
//! - Id: `id` identifies one message; `batchId` identifies the send.
//! - Time: `lastModifiedTime`, in RFC 3339 format and in UTC.
//! - `DeliveryFailed` comes with `SMS-CAR-104` if the operator reported nothing: the message may have arrived.
//! - Events about batches and incoming messages are not reports. An `opt-outs` event means that the number in `to` opted
//!   out if `active` is true; if `active` is false, the person has opted in again.
//!
//! None of the values advises removing a number. RingCentral's best practices say that you should check numbers with
//! `SMS-UP-410`, `SMS-CAR-411` and `SMS-CAR-412` and take them off the list, but these codes also stand for landlines, other
//! lines without SMS, and absent subscribers.
//!
//! Sources: RingCentral, [API documentation](https://github.com/ringcentral/ringcentral-api-docs) of 28 April 2026: Handling SMS
//! messaging errors (23 February 2026), Handling high volume SMS errors (1 March 2022), Best practices, Batch messages event, Batch
//! messaging event notifications, Batch Message Opt-Out Event, Message store.

use crate::table::tables;

tables! {
    /// The values of `messageStatus`.
    STATUSES: Word "messageStatus" {
        "Queued" => InProgress, "queued for sending";
        "Sent" => Sent, "sent; the last report of US operators";
        "Delivered" => Delivered, "delivered; not supported by US operators";
        "SendingFailed" => NotDelivered, "not sent; the code says why";
        "DeliveryFailed" => NotDelivered, "not delivered; the code says why";
        "Received" => Undefined, "incoming message";
    }

    /// The values of `errorCode`.
    ERRORS: Cause "errorCode" {
        "SMS-RC-403" => Rejected, "limit of the account";
        "SMS-RC-410" => InvalidRecipient, "number not supported; check it";
        "SMS-RC-413" => Blacklisted, "RingCentral, SMS errors: subscriber opted out";
        "SMS-RC-430" => PermanentAntiSpamError, "flagged as spam by RingCentral";
        "SMS-RC-500" => InternalError, "fault of RingCentral";
        "SMS-RC-501" => InternalError, "fault of RingCentral";
        "SMS-RC-503" => InternalError, "fault of RingCentral";
        "SMS-RC-504" => InternalError, "fault of RingCentral";
        "SMS-UP-410" => InvalidRecipient, "number invalid, unallocated or without SMS";
        "SMS-UP-413" => Blacklisted, "RingCentral, SMS errors: subscriber opted out";
        "SMS-UP-414" => Rejected, "sender without SMS";
        "SMS-UP-430" => PermanentAntiSpamError, "flagged as spam upstream";
        "SMS-UP-431" => PermanentAntiSpamError, "sender flagged for spam";
        "SMS-UP-432" => MessageTooLong, "text too long or attachment too large";
        "SMS-UP-433" => MessageError, "message malformed";
        "SMS-UP-500" => TemporaryOperatorError, "upstream gateway out of order";
        "SMS-CAR-104" => Undefined, "nothing reported by the operator";
        "SMS-CAR-199" => Undefined, "unknown status of the operator";
        "SMS-CAR-400" => Undeliverable, "operator without this kind of message";
        "SMS-CAR-410" => Expired, "expired or cancelled before reaching the message centre";
        "SMS-CAR-411" => InvalidRecipient, "number invalid, unallocated or without SMS";
        "SMS-CAR-412" => InvalidRecipient, "subscriber unavailable; check the number";
        "SMS-CAR-413" => Blacklisted, "RingCentral, SMS errors: subscriber opted out";
        "SMS-CAR-414" => Rejected, "sender without SMS";
        "SMS-CAR-430" => PermanentAntiSpamError, "flagged as spam by the operator";
        "SMS-CAR-431" => Rejected, "rejected by the operator without a cause";
        "SMS-CAR-432" => MessageTooLong, "text too long or attachment too large";
        "SMS-CAR-433" => MessageError, "message malformed";
        "SMS-CAR-434" => MessageTooLong, "text too long or attachment too large";
        "SMS-CAR-435" => PermanentContentError, "shortened link";
        "SMS-CAR-450" => Rejected, "limit of the operator";
        "SMS-CAR-451" => Rejected, "limit of the brand (T-Mobile)";
        "SMS-CAR-452" => Rejected, "limit of the campaign (AT&T)";
        "SMS-CAR-460" => Rejected, "short codes refused at the destination";
        "SMS-CAR-461" => Rejected, "sender not verified";
        "SMS-CAR-500" => TemporaryOperatorError, "operator out of order";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::{Mark, OptOut, Wire};

    // The status of one recipient lies in a list of the message.
    Wire {
        reports: &["/body/to/*/messageStatus", "/body", "/records"],
        word: &["../messageStatus", "messageStatus", "/to/0/messageStatus"],
        cause: &["../errorCode", "errorCode", "deliveryErrorCode", "/to/0/errorCode"],
        message_id: &["../../../id", "id"],
        recipient: &["../phoneNumber", "to", "/to/0/phoneNumber"],
        sender: &["../../..//from/phoneNumber", "../../../from", "from", "/from/phoneNumber"],
        time: &["../../../lastModifiedTime", "lastModifiedTime", "//timestamp"],
        others: &[
            Mark { field: "//event", values: &["…/batches", "…/batches…"] },
            Mark { field: "direction", values: &["Inbound"] },
            Mark { field: "../../../direction", values: &["Inbound"] },
            Mark { field: "active", values: &["false"] },
        ],
        opt_outs: &[OptOut { mark: Mark { field: "active", values: &["true"] }, recipient: &["to"] }],
        incoming: &["changes"],
        ..Wire::EMPTY
    }
};
