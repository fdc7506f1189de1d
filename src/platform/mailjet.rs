//! Mailjet: the list of sent SMS.
//!
//! Mailjet documents no callback. Poll `GET /v4/sms`; the messages are in `Data`.
//!
//! - Id: `MessageId` identifies one message.
//! - Time: `SentTS` or, before the message is sent, `CreationTS`, in Unix seconds. Mailjet does not give the time of the
//!   status.
//!
//! Codes 9 and 11 mean an opt-out: the recipient is registered for do-not-disturb, or is on a blacklist. Code 10 is about a
//! blacklist of senders, and code 7 is about the operator's report, not about the message. Reports misspell the name of code
//! 15.
//!
//! Source: Mailjet, [SMS API, statistics](https://github.com/mailjet/api-documentation/blob/master/guides-sms/_sms-stats.md),
//! September 2023.

use crate::table::tables;

tables! {
    /// The values of `Status`: `Code` and `Name`.
    STATUSES: Word "Status" {
        (0, "unknown") => Undefined, "no status from the provider";
        (1, "sent_pending") => InProgress, "about to be sent";
        (2, "sent") => Sent, "sent";
        (3, "delivered") => Delivered, "delivered";
        (4, "rejected_operator") => Rejected, "refused by the operator";
        (5, "rejected_undelivered") => Undeliverable, "cannot be delivered";
        (6, "rejected_expired") => Expired, "validity period expired";
        (7, "rejected_incorrect_delivery") => Undefined, "operator's report incorrect; outcome unknown";
        (8, "rejected_network") => TemporaryOperatorError, "fault of the network or its set-up";
        (9, "rejected_dnd") => Blacklisted, "Mailjet, SMS statistics: recipient registered for do-not-disturb";
        (10, "rejected_from_blacklist") => Rejected, "sender on a blacklist";
        (11, "rejected_to_blacklist") => Blacklisted, "Mailjet, SMS statistics: recipient on a blacklist";
        (12, "rejected_anti_flood") => PermanentAntiSpamError, "stopped by the flood filter";
        (13, "rejected_system_error") => InternalError, "fault of the platform";
        (14, "invalid_phone_number") => InvalidRecipient, "invalid number";
        (15, "rejected_insufficent_funds") => InsufficientCredit, "account without credit";
        (16, "rejected_daily_limit_reached") => Rejected, "daily limit of the account";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        reports: &["/Data"],
        word: &["/Status/Code", "/Status/Name"],
        message_id: &["MessageId"],
        recipient: &["To"],
        sender: &["From"],
        time_unix: &["SentTS", "CreationTS"],
        ..Wire::EMPTY
    }
};
