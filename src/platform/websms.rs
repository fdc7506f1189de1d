//! websms, LINK Mobility's API in Germany and Austria: delivery report notifications.
//!
//! A notification is a JSON object about one message. The recipient is in `senderAddress`. Incoming messages have another
//! `messageType`.
//!
//! - Id: `transferId` identifies a send, so the recipient is part of the key.
//! - Time: `deliveredOn` or, if it is missing, `sentOn`, in ISO 8601 format with a zone.
//!
//! None of the values means an opt-out. According to the documentation, websms retries `undelivered` messages; one client
//! treats the word as a plain failure. The crate follows the documentation. One client's tests use numbers as statuses. We
//! found no documentation for these numbers, and the crate does not read them.
//!
//! Sources: three public clients that quote developer.linkmobility.eu, among them
//! [AM-WD/LinkMobility](https://github.com/AM-WD/LinkMobility), March 2026.

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
pub(super) const WIRE: crate::wire::Wire<'_> = {
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
        others: &[Mark { field: "messageType", values: &["text", "binary"] }],
        ..Wire::EMPTY
    }
};
