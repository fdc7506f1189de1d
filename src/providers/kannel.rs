//! Kannel: the type of a delivery report, which is `%d` in your `dlr-url`.
//!
//! There is no `Report`: Kannel requests the URL that you wrote yourself, with its values in the places that you chose.
//!
//! ```
//! use sms_status::{DeliveryStatus, providers::kannel};
//!
//! // dlr-url=https://example.com/dlr?id=42&type=%d
//! assert_eq!(kannel::status(1), DeliveryStatus::Received);
//! assert_eq!(kannel::status(16), DeliveryStatus::Rejected);
//! ```
//!
//! A report has one of these values; sums of them occur only in the `dlr-mask` of a request. Kannel makes one 2 of
//! messages that expired, were deleted, were rejected or could not be delivered. What the message centre wrote is in
//! `%A`; if that is the text of a receipt, [`smpp::Receipt`](crate::smpp::Receipt) gets more out of it.
//!
//! # What each value is read as
//!
#![doc = include_str!("../../docs/providers/kannel.md")]
//!
//! Source: Kannel, [user guide](https://www.kannel.org/download/1.4.5/userguide-1.4.5/userguide.html), chapter
//! "Delivery reports", and `gw/dlr.h`, of 2014.

use super::table;
use crate::{mapping::Mapping, status::DeliveryStatus};

/// The values of `%d`.
pub const STATUSES: &[Mapping<u16>] = &[
    Mapping::new(1, DeliveryStatus::Received, "It was delivered to the phone."),
    Mapping::new(2, DeliveryStatus::NotDelivered, "It was not delivered to the phone, and no cause is given."),
    Mapping::new(4, DeliveryStatus::DeliveredToOperator, "It is held in the message centre."),
    Mapping::new(8, DeliveryStatus::Sent, "The message centre accepted it."),
    Mapping::new(16, DeliveryStatus::Rejected, "The message centre rejected it, and no cause is given."),
    Mapping::new(32, DeliveryStatus::Sent, "It is on its way; the message centre says so in between."),
];

/// Returns the status of the type of a delivery report.
///
/// ```
/// use sms_status::{DeliveryStatus, providers::kannel};
///
/// assert_eq!(kannel::status(8), DeliveryStatus::Sent);
/// assert_eq!(kannel::status(3), DeliveryStatus::Undefined);
/// ```
#[must_use]
pub const fn status(dlr: u16) -> DeliveryStatus {
    table::of_number(STATUSES, dlr)
}
