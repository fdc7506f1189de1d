//! OVHcloud: the PTT code, which says why a message has the status that it has.
//!
//! The code is in `err:` of an SMPP receipt and in `ptt` of an outgoing message of the HTTP API. With `0`, no error,
//! what counts is the word of the receipt. There is no `Report`: what OVHcloud sends is an SMPP receipt, or a URL that
//! you wrote yourself.
//!
//! ```
//! use sms_status::{DeliveryStatus, providers::ovh, smpp::Receipt};
//!
//! let receipt = Receipt::parse("id:42 submit date:2601010900 done date:2601010901 stat:UNDELIV err:053 text:")?;
//! assert_eq!(receipt.status(), DeliveryStatus::Undeliverable);
//! assert_eq!(ovh::status(53), DeliveryStatus::Blacklisted);
//! # Ok::<(), sms_status::smpp::ReceiptError>(())
//! ```
//!
//! # What each value is read as
//!
#![doc = include_str!("../../docs/providers/ovh.md")]
//!
//! Source: OVHcloud, [SMPP technical
//! specifications](https://github.com/ovh/docs/blob/develop/pages/web_cloud/messaging/sms/smpp-specification/guide.fr-fr.md),
//! section "Codes d'erreur des accusés de réception (DLR)", of 5 March 2025.

use super::table;
use crate::{mapping::Mapping, status::DeliveryStatus};

/// The PTT codes.
pub const STATUSES: &[Mapping<u16>] = &[
    Mapping::new(0, DeliveryStatus::Undefined, "There is no error. The word of the receipt says what happened."),
    Mapping::new(1, DeliveryStatus::InternalError, "The platform failed."),
    Mapping::new(2, DeliveryStatus::TemporaryOperatorError, "The network failed."),
    Mapping::new(3, DeliveryStatus::Undeliverable, "The number cannot be reached; for how long is not said."),
    Mapping::new(4, DeliveryStatus::Undeliverable, "The phone or other equipment failed."),
    Mapping::new(5, DeliveryStatus::Undeliverable, "The subscriber, or the subscriber's credit, does not allow it."),
    Mapping::new(6, DeliveryStatus::Expired, "It was not delivered in time."),
    Mapping::new(7, DeliveryStatus::OtherError, "It failed at the operator, and no cause is given."),
    Mapping::new(8, DeliveryStatus::PermanentContentError, "A parental lock does not let it through."),
    Mapping::new(9, DeliveryStatus::Undeliverable, "It cannot be delivered, and no cause is given."),
    Mapping::new(10, DeliveryStatus::InsufficientCredit, "The sender's account lacks credit."),
    Mapping::new(50, DeliveryStatus::InternalError, "The platform failed."),
    Mapping::new(51, DeliveryStatus::InternalError, "The platform failed."),
    Mapping::new(52, DeliveryStatus::Rejected, "The country asks for an approved template, and there is none."),
    Mapping::new(
        53,
        DeliveryStatus::Blacklisted,
        "OVHcloud, SMPP specifications: the recipient answered STOP to the sender.",
    ),
    Mapping::new(54, DeliveryStatus::RoutingError, "Sending to this destination is forbidden."),
    Mapping::new(55, DeliveryStatus::Rejected, "The sender sent too many messages in a short time."),
    Mapping::new(100, DeliveryStatus::RoutingError, "The number fits no numbering plan."),
    Mapping::new(101, DeliveryStatus::MessageError, "The content is invalid."),
    Mapping::new(102, DeliveryStatus::MessageError, "The GSM 7-bit coding is invalid."),
    Mapping::new(103, DeliveryStatus::MessageTooLong, "It needs more parts than are allowed."),
    Mapping::new(254, DeliveryStatus::InProgress, "It is on its way."),
    Mapping::new(255, DeliveryStatus::Undefined, "The error is unknown."),
    Mapping::new(800, DeliveryStatus::Undeliverable, "It cannot be delivered, and no cause is given."),
    Mapping::new(801, DeliveryStatus::Expired, "Its validity period ended before it was delivered."),
    Mapping::new(802, DeliveryStatus::NotDelivered, "It was deleted; nothing is wrong with the number."),
    Mapping::new(803, DeliveryStatus::Rejected, "It was rejected, and no cause is given."),
    Mapping::new(804, DeliveryStatus::Undefined, "Its state is unknown."),
];

/// Returns the status of a PTT code.
///
/// ```
/// use sms_status::{DeliveryStatus, providers::ovh};
///
/// assert_eq!(ovh::status(103), DeliveryStatus::MessageTooLong);
/// assert_eq!(ovh::status(9999), DeliveryStatus::Undefined);
/// ```
#[must_use]
pub const fn status(ptt: u16) -> DeliveryStatus {
    table::of_number(STATUSES, ptt)
}
