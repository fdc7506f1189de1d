//! OneAPI: delivery notifications from operators (Orange, MTN, Globe, Airtel, Safaricom and others), in JSON and in ParlayX's older
//! SOAP.
//!
//! In JSON, `deliveryInfo` is one object in a notification and a list in the answer to a query. In SOAP, it is in
//! `notifySmsDeliveryReceipt`. There is no code; the crate keeps a `description` as the cause. Operators add their own
//! words, which are not in the table.
//!
//! - Id: `callbackData`, or `correlator` in SOAP, identifies the send. Orange assigns this id; with other operators, you
//!   supply it. In an answer, `resourceURL` identifies the send. The address is part of the key; operators send it with or
//!   without `tel:` and `+`.
//! - Time: none; Huawei gateways have `timeStamp` in the SOAP header, as `yyyyMMddHHmmss` without a zone.
//! - The documentation says that `DeliveryImpossible` means that the message expired, but operators send it for every
//!   failure.
//!
//! Sources: for the words and their texts, OMA, ParlayREST Short Messaging 1.1 (2012), as copied by clients in C# and Ruby;
//! for the three older words, the descriptions of ParlayX 2 services in generated code.

use crate::table::tables;

tables! {
    /// The values of `deliveryStatus`.
    STATUSES: Word "deliveryStatus" {
        "MessageWaiting" => InProgress, "queued";
        "DeliveredToNetwork" => DeliveredToOperator, "with the operator; another state may follow";
        "DeliveredToTerminal" => Received, "delivered to the phone";
        "DeliveryUncertain" => Undefined, "unknown, such as handed to another network";
        "DeliveryImpossible" => NotDelivered, "not delivered before it expired; sent for every failure";
        "DeliveryNotificationNotSupported" => Sent, "no receipts for this recipient";
        "Delivered" => DeliveredToOperator, "older word for DeliveredToNetwork";
        "DeliveryToTerminal" => Received, "older word for DeliveredToTerminal";
        "KeyWordFilterFailed" => PermanentContentError, "older word: stopped by a filter of words";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::{
        message_key::IdNames,
        wire::{Mark, Wire},
    };

    Wire {
        reports: &[
            "/deliveryInfoNotification/deliveryInfo",
            "/deliveryInfoList/deliveryInfo",
            "/Envelope/Body/notifySmsDeliveryReceipt/deliveryStatus",
            "/notifySmsDeliveryReceipt/deliveryStatus",
        ],
        word: &["deliveryStatus"],
        cause: &["description"],
        message_id: &[
            "../callbackData",
            "../../callbackData",
            "../correlator",
            "../../correlator",
            "../resourceURL",
            "../../resourceURL",
        ],
        recipient: &["address"],
        time: &["//Envelope/Header/NotifySOAPHeader/timeStamp"],
        id_names: IdNames::Sending,
        others: &[
            Mark { field: "inboundSMSMessageNotification", values: &[] },
            Mark { field: "/Envelope/Body/notifySmsReception", values: &[] },
            Mark { field: "notifySmsReception", values: &[] },
        ],
        ..Wire::EMPTY
    }
};
