//! SMSFactor, also known as smsup: webhooks, and the list of messages.
//!
//! A delivery report webhook is the JSON body of a POST request, and is about one recipient. Webhooks for replies and for
//! STOP have the same fields, so the text decides: a text that begins with the word STOP means an opt-out, and any other text
//! is a reply. If you use a separate URL for STOP, every webhook that arrives there means an opt-out.
//!
//! - Id: in a webhook, `campaign_id` identifies a send, so `destination` is part of the key. `message_id` is your `gsmsmsid`,
//!   and a webhook has it only if you supplied one; if there is no `campaign_id`, the crate uses `message_id` as the id. In
//!   the list, `message_id` identifies one message, and `client_message_id` is your reference. So use either webhooks or the
//!   list for a message, not both.
//! - Time: `date` in a webhook, with an offset; `dlr_date` in the list, as `yyyy-MM-dd HH:mm:ss` without an offset.
//!
//! Sources: SMSFactor, [SMS API](https://dev.smsfactor.com/), and smsup, [SMS API](https://doc.smsup.ch/): Delivery reports,
//! Replies, Stops, Clicker and Get messages over a period of time, read in 2026.

use crate::table::tables;

tables! {
    /// The values of `status`. The words without a number are filter values for the list.
    STATUSES: Word "status" {
        (0, "NOT_SENT") => InProgress, "not sent yet";
        (1, "SENT") => Sent, "sent; no receipt yet";
        (2, "NOT_DELIVERED") => Sent, "sent, not delivered yet; not a failure";
        (3, "DELIVERED") => Delivered, "delivered";
        (4, "NOT_ALLOWED") => Rejected, "delivery not allowed";
        (5, "INVALID_DESTINATION") => InvalidRecipient, "invalid number";
        (6, "INVALID_SENDER") => Rejected, "invalid sender";
        (7, "ROUTE_NOT_AVAILABLE") => RoutingError, "no route";
        (9, "REJECTED") => Rejected, "rejected";
        (11, "NETWORK_ERROR") => TemporaryOperatorError, "network error";
        (12, "EXPIRED") => Undefined, "receipt expired; outcome unknown";
        "waiting" => InProgress, "waiting to be sent";
        "moderation" => InProgress, "waiting for moderation";
        "denied" => Rejected, "denied by moderation";
        "undelivered" => NotDelivered, "not delivered, no cause given";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::{
        message_key::IdNames,
        wire::{Mark, OptOut, Wire},
    };

    Wire {
        reports: &["/messages", "/replies"],
        word: &["status"],
        message_id: &["campaign_id"],
        id_names: IdNames::Sending,
        recipient: &["destination"],
        sender: &["sender"],
        reference: &["client_message_id"],
        time: &["dlr_date", "date"],
        opt_outs_without_word: &[OptOut {
            mark: Mark { field: "message", values: &["STOP", "STOP …", "STOP.…", "STOP!…", "STOP,…"] },
            recipient: &["from"],
        }],
        // An answer to a send request has a ticket, and a click has the address of a link.
        others: &[Mark { field: "ticket", values: &[] }, Mark { field: "type", values: &["sms_mo"] }],
        incoming: &["message", "long_url"],
        also: &["client_id", "message_id"],
        finish: Some(|item, draft| {
            let id = item.text("message_id");
            // Every message of the list has a `client_id`, and no webhook has one.
            let is_listed = item.text("client_id").is_some();
            if id.is_some() && (is_listed || draft.message_id.is_none()) {
                draft.message_id.clone_from(&id);
                draft.id_names = IdNames::Message;
            }
            if !is_listed {
                draft.reference = id;
            }
        }),
        ..Wire::EMPTY
    }
};
