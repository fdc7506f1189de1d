//! MSG91: delivery report webhooks.
//!
//! Version 2 is a form whose `data` is a JSON list of requests, each with a list of reports in `report`. Version 3 is a JSON
//! object for one report, and version 4 is a list of objects, each with its reports in `data`. In the newest webhook you
//! name the fields yourself: keep `requestId`, `status`, `telNum`, `deliveryTime` and `clientId` as they are.
//!
//! - Id: `requestId` identifies the send, so the number is part of the key. Version 4 has neither `requestId` nor the
//!   number; there, `INMSID` identifies the message.
//! - Time: `date`, as `yyyy-MM-dd HH:mm:ss`; MSG91 does not document the zone. Nor does it document the format of `ts` in
//!   version 4, so the crate does not read it.
//!
//! Code 17, blocked number, means that the number is on your opt-out list. Code 9 means that the number is registered only
//! against promotions, so you may still send service messages to it. *Auto failed* means that the number is on MSG91's own
//! list of numbers that failed for a long time. The crate does not advise you to remove such a number.
//!
//! Sources: MSG91: [Delivery reports on my webhook URL](https://msg91.com/help); Delivery report (2024); its older knowledge
//! base.

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        1 => Delivered, "delivered";
        2 => NotDelivered, "not delivered";
        9 => Rejected, "registered against promotions; service messages may still go";
        16 => Rejected, "refused";
        17 => Blacklisted, "MSG91, webhook: number on your list of blocked numbers";
        25 => Rejected, "refused";
    }

    /// The words in the panel's reports, which `desc` may contain.
    WORDS: Word "desc" {
        "Submitted" => Sent, "submitted to the operator";
        "Sent" => Sent, "sent; waiting for the report";
        "Pending" => Sent, "sent; waiting for the report";
        "Delivered" => Delivered, "delivered";
        "Failed" => NotDelivered, "not delivered";
        "NDNC" => Rejected, "registered against promotions; service messages may still go";
        "Blocked number" => Blacklisted, "MSG91, delivery report: number on your list of blocked numbers";
        "Opt-out" => Blacklisted, "MSG91, delivery report: the recipient opted out";
        "Auto failed" => NotDelivered, "on MSG91's list of numbers that failed for long";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::{message_key::IdNames, wire::Wire};

    Wire {
        embedded: &["data"],
        reports: &["/*/report", "/*/data"],
        word: &["status", "desc", "description", "../../event"],
        cause: &["failedReason", "failureReason"],
        message_id: &["requestId", "../../requestId"],
        recipient: &["number", "telNum"],
        sender: &["senderId", "../../senderId"],
        reference: &["clientid", "clientId"],
        time: &["date", "deliveryTime"],
        id_names: IdNames::Sending,
        also: &["INMSID"],
        finish: Some(|item, draft| {
            if draft.message_id.is_none() {
                draft.message_id = item.text("INMSID");
                draft.id_names = IdNames::Message;
            }
        }),
        ..Wire::EMPTY
    }
};
