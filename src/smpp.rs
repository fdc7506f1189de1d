//! SMPP delivery receipts: their text, and the TLVs that come with it.
//!
//! A receipt arrives in a `deliver_sm` or `data_sm` PDU, which an SMPP library decodes. Its text is in `short_message` or in
//! the TLV `message_payload`; the TLVs `receipted_message_id`, `message_state` and `network_error_code` may repeat the text,
//! add to it or replace it.
//!
//! - [`Receipt`] reads the text. [`Receipt::status_with`] decides between the text and `message_state`.
//! - [`find`] and [`status`] read a bare word, such as one from a log or a database.
//! - [`MessageState`] reads `message_state`.
//! - [`NetworkErrorCode`] reads `network_error_code`, which tells the cause of some failures.
#![cfg_attr(feature = "alloc", doc = "- [`decode_text`] decodes a text that is in UTF-16.")]
//!
//! The values are in [`WORDS`], [`MESSAGE_STATES`] and [`MAP_ERRORS`]. Any other value is kept and is
//! [`Undefined`](DeliveryStatus::Undefined). No value leads to a status that advises [removing](crate::AddressBookAction::Remove)
//! the number: none of the sources says that a number is not assigned.
//!
//! Sources: SMPP 3.4, sections 5.2.28 (states), 5.3.2.35, 5.3.2.12 and 5.3.2.31 (the TLVs), and appendix B (receipts); SMPP 5.0,
//! section 4.7.15, which adds the states 0 and 9; 3GPP TS 29.002, section 17.6.6 (errors of GSM MAP).

mod date;
mod message_state;
mod network_error_code;
mod receipt;
mod tables;
mod text;

pub use message_state::MessageState;
pub use network_error_code::{NetworkErrorCode, NetworkType};
pub use receipt::{Receipt, ReceiptError};
pub use tables::{MAP_ERRORS, MESSAGE_STATES, TABLES, WORDS};
#[cfg(feature = "alloc")]
pub use text::decode_text;

use crate::{
    status::DeliveryStatus,
    table::{Mapping, Of, find_of},
};

/// Returns the row of [`WORDS`] for a word as it comes after `stat:`, or `None` for an unknown word.
///
/// The whole phrase is looked up, then the part of it before the first `:` or `|`. A phrase that merely begins with a known word
/// is unknown, and so is a number.
///
/// ```
/// use sms_status::{DeliveryStatus, smpp};
///
/// let row = smpp::find("FAILED:absent|out of service");
/// assert_eq!(row.map(|row| row.status), Some(DeliveryStatus::NotDelivered));
/// assert_eq!(smpp::find("DELIVERED PERHAPS"), None);
/// ```
#[must_use]
pub fn find(stat: &str) -> Option<&'static Mapping> {
    find_of(core::slice::from_ref(&WORDS), Of::Word, stat)
}

/// Returns the status of a word as it comes after `stat:`, or [`Undefined`](DeliveryStatus::Undefined) for an unknown word.
///
/// ```
/// use sms_status::{DeliveryStatus, smpp};
///
/// assert_eq!(smpp::status("UNDELIV"), DeliveryStatus::Undeliverable);
/// ```
#[must_use]
pub fn status(stat: &str) -> DeliveryStatus {
    find(stat).map_or(DeliveryStatus::Undefined, |row| row.status)
}
