//! 46elks: delivery reports.
//!
//! A report is a form, sent to the message's `whendelivered` URL. It contains neither the recipient nor a cause. Fields that you
//! put into the URL come back with it.
//!
//! - Id: `id` identifies one message.
//! - Time: `delivered`, in UTC, only in reports on delivered messages. The documentation has no example of its format.
//!
//! Nothing in a report is about the number, so none of the values means an opt-out.
//!
//! Source: 46elks, [SMS delivery reports](https://46elks.com/docs/sms-delivery-reports), read in 2026.

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        "sent" => Sent, "sent, as the operator confirms";
        "delivered" => Delivered, "delivered";
        "failed" => NotDelivered, "not delivered; no cause given";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire { word: &["status"], message_id: &["id"], time: &["delivered"], time_is_utc: true, ..Wire::EMPTY }
};
