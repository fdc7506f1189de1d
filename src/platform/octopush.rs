//! Octopush: acknowledgements of receipt for SMS, voice, RCS and e-mail.
//!
//! An acknowledgement is the JSON body of a POST request, and is about one recipient. For e-mail it has the list
//! `deliveries`. All callbacks may go to one URL. Their date fields distinguish them: an acknowledgement has
//! `delivery_date`, a reply has `reception_date` or the older `answer_date`, and an opt-out has `stop_date`.
//!
//! - Id: `message_id` identifies a send, so `number` or `email` is part of the key.
//! - Time: `delivery_date` or `stop_date`, as `yyyy-MM-dd HH:mm:ss`; Octopush does not document the zone.
//!
//! Sources: Octopush, [Acknowledge
//! receipt](https://dev.octopush.com/en/sms-gateway-api-documentation/callbacks/acknowledge-receipt), Voice acknowledgement,
//! Opt-out and Inbounds; [Callbacks of statuses](https://octopush-api.readme.io/reference/get_callbacks-statuses) with samples
//! of January 2025; we could read its list up to `PROCESSED`.

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        "ACK" => Sent, "accepted by the first operator";
        "DELIVERED" => Delivered, "delivered";
        "NOT_DELIVERED" => NotDelivered, "not delivered, no cause given";
        "NOT_ALLOWED" => Rejected, "not allowed";
        "UNKNOWN_DELIVERY" => Undefined, "no report from the operator";
        "BAD_DESTINATION" => InvalidRecipient, "invalid number";
        "BLACKLISTED_NUMBER" => Blacklisted, "Octopush, Acknowledge receipt: number on a blacklist";
        "UNDEFINED" => Undefined, "unknown status";
        "NOT_DELIVERABLE" => Undeliverable, "call not possible (voice)";
        "BUSY" => TemporaryPhoneError, "line busy (voice)";
        "REFUSED" => Rejected, "call refused (voice)";
        "READ" => Read, "read by the recipient";
        "OPENED" => Read, "opened by the recipient (e-mail)";
        "CLICKED" => Read, "link clicked by the recipient (e-mail)";
        "TRANSMITTED" => Sent, "with the e-mail gateway";
        "ISP_SEND" => Sent, "with the recipient's e-mail provider";
        "SPAM_PRESUMPTION" => PermanentAntiSpamError, "presumed spam (e-mail)";
        "PROCESSED" => InProgress, "queued";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::{
        message_key::IdNames,
        wire::{Mark, OptOut, Wire},
    };

    Wire {
        reports: &["/deliveries"],
        word: &["status"],
        message_id: &["message_id", "../../message_id"],
        id_names: IdNames::Sending,
        recipient: &["number", "email"],
        time: &["delivery_date", "stop_date"],
        opt_outs_without_word: &[OptOut { mark: Mark { field: "stop_date", values: &[] }, recipient: &["number"] }],
        incoming: &["reception_date", "answer_date"],
        ..Wire::EMPTY
    }
};
