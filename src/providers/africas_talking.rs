//! Africa's Talking: the delivery reports of its SMS API.
//!
//! Africa's Talking sends a report as the form of a POST request.
//!
//! ```
//! use sms_status::{DeliveryStatus, providers::africas_talking};
//!
//! assert_eq!(africas_talking::status("Failed", Some("NotNetworkSubscriber")), DeliveryStatus::RoutingError);
//! ```
//!
//! # What each value is read as
//!
//! A reason counts only with `Rejected` and `Failed`.
//!
#![doc = include_str!("../../docs/providers/africas_talking.md")]
//!
//! Source: Africa's Talking, [SMS delivery reports](https://developers.africastalking.com/docs/sms/notifications), as
//! public clients quote it, read in 2026; `Expired` and `AbsentSubscriber` were read in public code.

use super::table;
use crate::{mapping::Mapping, status::DeliveryStatus};

/// The values of `status`.
pub const STATUSES: &[Mapping<&str>] = &[
    Mapping::new("Submitted", DeliveryStatus::InProgress, "It was submitted to the network."),
    Mapping::new("Buffered", DeliveryStatus::InProgress, "The network holds it."),
    Mapping::new("Pending", DeliveryStatus::InProgress, "It is on its way."),
    Mapping::new("Sent", DeliveryStatus::Sent, "The network sent it."),
    Mapping::new("Success", DeliveryStatus::Delivered, "It was delivered."),
    Mapping::new("Rejected", DeliveryStatus::Rejected, "The network refused it. `failureReason` says why."),
    Mapping::new("Failed", DeliveryStatus::NotDelivered, "It was not delivered. `failureReason` says why."),
    Mapping::new("Expired", DeliveryStatus::Expired, "It expired before it was delivered."),
    Mapping::new("AbsentSubscriber", DeliveryStatus::TemporaryAbsenceError, "The phone was off or out of coverage."),
];

/// The values of `failureReason`.
pub const ERRORS: &[Mapping<&str>] = &[
    Mapping::new("InsufficientCredit", DeliveryStatus::Undeliverable, "The subscriber lacks credit, not the sender."),
    Mapping::new("InvalidLinkId", DeliveryStatus::MessageError, "The message has an invalid link id."),
    Mapping::new(
        "UserIsInactive",
        DeliveryStatus::InvalidRecipient,
        "The subscriber is inactive or deactivated. Check the number.",
    ),
    Mapping::new(
        "UserInBlackList",
        DeliveryStatus::Blacklisted,
        "Africa's Talking, SMS delivery reports: the user is blacklisted from receiving messages.",
    ),
    Mapping::new("UserAccountSuspended", DeliveryStatus::Undeliverable, "The subscriber's account is suspended."),
    Mapping::new("NotNetworkSubscriber", DeliveryStatus::RoutingError, "The number belongs to another network."),
    Mapping::new(
        "UserNotSubscribedToProduct",
        DeliveryStatus::Rejected,
        "The subscriber did not subscribe to the product.",
    ),
    Mapping::new(
        "UserDoesNotExist",
        DeliveryStatus::PermanentPhoneError,
        "Africa's Talking, SMS delivery reports: the mobile number does not exist.",
    ),
    Mapping::new("DeliveryFailure", DeliveryStatus::NotDelivered, "It was not delivered, and no cause is given."),
];

/// Returns the status of what a report says: its `status` and, if there is one, its `failureReason`.
#[must_use]
pub fn status(status: &str, failure_reason: Option<&str>) -> DeliveryStatus {
    let cause = failure_reason.and_then(|reason| Mapping::of_word(ERRORS, reason));
    table::refined(table::of_word(STATUSES, status), cause.map(|row| row.status))
}

#[cfg(all(feature = "alloc", feature = "serde"))]
pub use self::report::Report;

#[cfg(all(feature = "alloc", feature = "serde"))]
mod report {
    use alloc::string::String;

    use serde::Deserialize;

    use crate::{
        providers::{field, report::platform_report},
        status::DeliveryStatus,
    };

    /// A delivery report.
    ///
    /// ```
    /// use sms_status::{DeliveryStatus, providers::africas_talking};
    ///
    /// let form = "id=ATXid_made_up&status=Rejected&phoneNumber=%2B254700000000&networkCode=63902&failureReason=UserInBlackList";
    /// let report: africas_talking::Report = serde_urlencoded::from_str(form)?;
    /// assert_eq!(report.status(), DeliveryStatus::Blacklisted);
    /// # Ok::<(), serde_urlencoded::de::Error>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[non_exhaustive]
    pub struct Report {
        /// `status`: the word, as it was received.
        #[serde(rename = "status", deserialize_with = "field::word")]
        pub word: String,
        /// `failureReason`: the reason, as it was received.
        #[serde(rename = "failureReason", default, deserialize_with = "field::text")]
        pub error: Option<String>,
        /// `id`: Africa's Talking's id of the message.
        #[serde(rename = "id", default, deserialize_with = "field::text")]
        pub message_id: Option<String>,
        /// `phoneNumber`: the recipient's number, with `+`.
        #[serde(rename = "phoneNumber", default, deserialize_with = "field::text")]
        pub recipient: Option<String>,
        /// `networkCode`: the mobile country code and network code of the operator, `63902`.
        #[serde(rename = "networkCode", default, deserialize_with = "field::text")]
        pub mcc_mnc: Option<String>,
    }

    impl Report {
        /// Returns the status of the message.
        #[must_use]
        pub fn status(&self) -> DeliveryStatus {
            super::status(&self.word, self.error.as_deref())
        }

        /// Returns Africa's Talking's id of the message.
        #[must_use]
        pub fn message_id(&self) -> Option<&str> {
            self.message_id.as_deref()
        }

        /// Returns the recipient's number.
        #[must_use]
        pub fn recipient(&self) -> Option<&str> {
            self.recipient.as_deref()
        }

        /// Returns `None`: Africa's Talking reports no reference of yours.
        #[must_use]
        pub const fn reference(&self) -> Option<&str> {
            None
        }
    }

    platform_report!(Report);
}
