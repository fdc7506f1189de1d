//! MSG91: the webhooks of delivery reports.
//!
//! Version 2 is a form whose `data` is a JSON list of requests, each with a list of reports in `report`. Version 3 is a JSON
//! object for one report, and version 4 a list with reports in `data`. The newest webhook has fields that you name: keep
//! `requestId`, `status`, `telNum`, `deliveryTime` and `clientId` as they are.
//!
//! - Id: `requestId` names the send, so the number is part of the key. Version 4 has neither; `INMSID` names its message.
//! - Time: `date`, as `yyyy-MM-dd HH:mm:ss`; the zone is not documented. The format of `ts` in version 4 is not documented, so it
//!   is not read.
//!
//! 17, a blocked number, is on your list of numbers that opted out. A number with 9 is registered against promotions only, and
//! service messages may still go to it. *Auto failed* is MSG91's own list of numbers that failed for a long time, and not an
//! advice to remove one.
//!
//! Sources: MSG91, [Delivery reports on my webhook URL](https://msg91.com/help) and Delivery report (2024), and its older
//! knowledge base.

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

    /// The words of reports in the panel, which `desc` may have.
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
pub(super) static WIRE: crate::wire::Wire<'_> = {
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
