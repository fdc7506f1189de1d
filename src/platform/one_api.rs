//! OneAPI: delivery notifications of operators (Orange, MTN, Globe, Airtel, Safaricom and others), in JSON and in the older SOAP of
//! ParlayX.
//!
//! In JSON, `deliveryInfo` is one object in a notification and a list in the answer to a query. In SOAP, it is in
//! `notifySmsDeliveryReceipt`. There is no code; a `description` is kept as the cause. Operators add their own words, which are
//! unknown here.
//!
//! - Id: `callbackData`, or `correlator` in SOAP, names the send: it is the id that Orange gave to it, or with other operators
//!   the one that you gave. In an answer it is `resourceURL`. The address is part of the key; it comes with and without `tel:`
//!   and `+`.
//! - Time: none; Huawei gateways have `timeStamp` in the SOAP header, as `yyyyMMddHHmmss` without a zone.
//! - `DeliveryImpossible` is documented as an expiry, but operators send it for every failure.
//!
//! Sources: the words and their texts from OMA, ParlayREST Short Messaging 1.1 (2012), as clients in C# and Ruby copy them; the
//! three older words from the descriptions of ParlayX 2 services in generated code.

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
pub(super) static WIRE: crate::wire::Wire<'_> = {
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
            Mark { field: &"inboundSMSMessageNotification", values: &[] },
            Mark { field: &"/Envelope/Body/notifySmsReception", values: &[] },
            Mark { field: &"notifySmsReception", values: &[] },
        ],
        ..Wire::EMPTY
    }
};
