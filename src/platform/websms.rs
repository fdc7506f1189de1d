//! websms, LINK Mobility's API in Germany and Austria: delivery report notifications.
//!
//! A notification is JSON for one message. The recipient is in `senderAddress`. Incoming messages have another `messageType`.
//!
//! - Id: `transferId` names a send, so the recipient is part of the key.
//! - Time: `deliveredOn`, else `sentOn`, as ISO 8601 with a zone.
//!
//! No value means an opt-out. According to the documentation, `undelivered` is retried; one client treats it as a plain failure.
//! It counts as under way. The test of one client has statuses as numbers, which are not documented and not read.
//!
//! Sources: three public clients that quote developer.linkmobility.eu, among them
//! [AM-WD/LinkMobility](https://github.com/AM-WD/LinkMobility), of March 2026.

use crate::table::tables;

tables! {
    /// The values of `deliveryReportMessageStatus`.
    STATUSES: Word "deliveryReportMessageStatus" {
        "delivered" => Delivered, "delivered";
        "undelivered" => DeliveredToOperator, "not delivered yet; being retried";
        "expired" => Expired, "no longer retried";
        "deleted" => NotDelivered, "deleted";
        "accepted" => Sent, "accepted by the operator";
        "rejected" => Rejected, "refused by the operator";
    }
}

#[cfg(feature = "read")]
pub(super) static WIRE: crate::wire::Wire<'_> = {
    use crate::{
        message_key::IdNames,
        wire::{Mark, Wire},
    };

    Wire {
        word: &["deliveryReportMessageStatus"],
        message_id: &["transferId"],
        recipient: &["senderAddress"],
        sender: &["recipientAddress"],
        reference: &["clientMessageId"],
        time: &["deliveredOn", "sentOn"],
        id_names: IdNames::Sending,
        others: &[Mark { field: &"messageType", values: &["text", "binary"] }],
        ..Wire::EMPTY
    }
};
