//! LOX24: delivery events.
//!
//! Whenever `dlr_code` changes, LOX24 sends an event: a JSON object about one message. The crate reads `dlr_code` and, while
//! that is 0, `status_code`. The codes look like Kannel's but have different meanings: 8 means that the message expired, and
//! 2 is not a failure. Cheap routes never report a code above 4.
//!
//! - Id: `data.id` identifies one message; `data.callback_data` is a string that you supply. An event does not contain the
//!   recipient.
//! - Time: `created_at`, in Unix seconds.
//! - Other events may arrive at the same URL; they have no `dlr_code`.
//!
//! Sources: LOX24, SMS delivery report, SMS delivery report codes, SMS status codes, Notifications (English and German, undated
//! copies); [PHP client](https://github.com/lox24/lox24-client-php) of 31 May 2024.

use crate::table::tables;

tables! {
    /// The values of `dlr_code`.
    STATUSES: Word "dlr_code" {
        (0, "NONE") => InProgress, "no report yet";
        (1, "DELIVERY_OK") => Received, "delivered; on the phone, according to the German text";
        (2, "DELIVERY_QUEUE") => InProgress, "queued, or scheduled for later";
        (4, "DELIVERY_SUBMIT_ACK") => Sent, "accepted by the operator";
        (8, "DELIVERY_EXPIRED") => Expired, "not delivered in time, such as phone off";
        (16, "DELIVERY_REJECTED") => Rejected, "rejected; number, range or content blocked";
    }

    /// The values of `status_code`.
    STATUS_CODES: Word "status_code" {
        0 => InProgress, "new";
        100 => Sent, "transmitted to the operator";
        208 => RoutingError, "network or country blocked, or the number";
        400 => InternalError, "not possible during maintenance";
        410 => NotDelivered, "stopped before transmission";
        2000 => RoutingError, "landline; not served";
        3000 => InsufficientCredit, "account without credit";
        5000 => RoutingError, "no operator found";
        6000 => NotDelivered, "stopped before transmission";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        word: &["/data/dlr_code", "/data/status_code"],
        message_id: &["/data/id"],
        reference: &["/data/callback_data"],
        time_unix: &["created_at"],
        incoming: &["name"],
        finish: Some(|item, draft| match item.text("/data/status_code") {
            Some(code) if draft.word == "0" => draft.word = code,
            _ => {}
        }),
        ..Wire::EMPTY
    }
};
