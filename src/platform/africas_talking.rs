//! Africa's Talking: delivery reports from the SMS API.
//!
//! A report is the form in a POST request, and is about one message. An opt-out has only the fields `senderId` and
//! `phoneNumber`. The answer to a send request is not a report: its `Success` means that the platform accepted the message.
//! The crate counts it as an event that is not a report.
//!
//! - Id: `id` (`ATXid_…`) identifies one message.
//! - Time: none, so use the time at which you received the report.
//! - The documentation spells `NotNetworkSubcriber` incorrectly; the crate also reads the correct spelling.
//!
//! Sources: Africa's Talking, [SMS notifications](https://developers.africastalking.com/docs/sms/notifications), as quoted by
//! public clients; the older [documentation](https://docs.africastalking.com/), read in November 2026. We saw `Pending` only
//! in public code.

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        "Sent" => Sent, "sent; waiting for the operator's receipt";
        "Submitted" => Sent, "submitted to the operator";
        "Buffered" => DeliveredToOperator, "queued by the operator";
        "Rejected" => Rejected, "rejected by the operator; the reason says why";
        "Success" => Received, "delivered to the phone";
        "Failed" => NotDelivered, "not delivered; the reason says why";
        "AbsentSubscriber" => TemporaryAbsenceError, "phone off or out of coverage";
        "Expired" => PermanentAntiSpamError, "discarded by the operator's firewall";
        "Pending" => InProgress, "under way (not documented)";
    }

    /// The values of `failureReason`.
    REASONS: Cause "failureReason" {
        "InsufficientCredit" => Undeliverable, "recipient without credit for a premium message";
        "InvalidLinkId" => MessageError, "invalid link id";
        "UserIsInactive" => InvalidRecipient, "recipient inactive or deactivated; check it";
        "UserInBlackList" => Blacklisted, "Africa's Talking, SMS notifications: recipient on a blacklist";
        "UserAccountSuspended" => Undeliverable, "recipient suspended by the operator";
        "NotNetworkSubcriber" => RoutingError, "number of another operator";
        "NotNetworkSubscriber" => RoutingError, "number of another operator";
        "UserNotSubscribedToProduct" => Rejected, "recipient not subscribed to the product";
        "UserDoesNotExist" => PermanentPhoneError, "Africa's Talking, SMS notifications: non-existent mobile number";
        "DeliveryFailure" => NotDelivered, "no cause known";
        "DoNotDisturbRejection" => Rejected, "promotion outside the allowed hours (Nigeria); other messages may go";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::{Mark, OptOut, Wire};

    Wire {
        word: &["status"],
        cause: &["failureReason"],
        message_id: &["id"],
        recipient: &["phoneNumber"],
        network: &["networkCode"],
        opt_outs_without_word: &[OptOut { mark: Mark { field: "senderId", values: &[] }, recipient: &["phoneNumber"] }],
        others: &[Mark { field: "SMSMessageData", values: &[] }],
        incoming: &["text", "linkId", "updateType"],
        ..Wire::EMPTY
    }
};
