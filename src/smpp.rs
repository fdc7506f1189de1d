//! SMPP delivery receipts: the PDUs that contain them, their text, and the TLVs next to it.
//!
//! A receipt arrives in a `deliver_sm` or `data_sm` PDU. Its text is in `short_message` or in the TLV `message_payload`. The TLVs
//! `receipted_message_id`, `message_state` and `network_error_code` may repeat the text, add to it, or replace it.
//!
//! - [`Delivery`] reads a PDU, or takes the fields that an SMPP library has decoded, and decides between text and TLVs.
//! - [`Receipt`] reads the text.
//! - [`find`] and [`status`] read a single word, for example from a log or a database.
//! - [`MessageState`] reads `message_state`.
//! - [`NetworkErrorCode`] reads `network_error_code`, which gives the cause of some failures.
#![cfg_attr(feature = "alloc", doc = "- [`decode_text`] decodes a text that is in UTF-16 or GSM 03.38.")]
//!
//! The tables [`WORDS`], [`MESSAGE_STATES`] and [`MAP_ERRORS`] list the values. The crate keeps any other value as received
//! and maps it to [`Undefined`](DeliveryStatus::Undefined). None of the values maps to a status that advises
//! [removing](crate::AddressBookAction::Remove) the number, because no source says that a number is not assigned.
//!
//! Sources: SMPP 3.4, sections 5.2.28 (states), 5.3.2.35, 5.3.2.12 and 5.3.2.31 (the TLVs), and appendix B (receipts); SMPP 5.0,
//! section 4.7.15, which adds the states 0 and 9; 3GPP TS 29.002, section 17.6.6 (GSM MAP errors).

mod delivery;
mod message_state;
mod network_error_code;
mod pdu;
mod receipt;
mod tables;
#[cfg(feature = "alloc")]
mod text;

pub use delivery::{Delivery, DeliveryKind};
pub use message_state::MessageState;
pub use network_error_code::{NetworkErrorCode, NetworkType};
pub use pdu::PduError;
pub use receipt::{Receipt, ReceiptError};
pub use tables::{MAP_ERRORS, MESSAGE_STATES, TABLES, WORDS};
#[cfg(feature = "alloc")]
pub use text::decode_text;

use crate::{
    status::DeliveryStatus,
    table::{Mapping, Of, find_of},
};

/// Returns the row of [`WORDS`] for a word that follows `stat:`, or `None` if the word is unknown.
///
/// The function looks up the whole phrase first, and then the part before the first `:` or `|`. A phrase that merely begins
/// with a known word is unknown, and so is a number. The byte 0x11 stands for `_`, as in GSM 03.38.
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
    let row = |stat: &str| find_of(core::slice::from_ref(&WORDS), Of::Word, stat);
    if !stat.contains('\x11') {
        return row(stat);
    }
    let mut copy = [0; 64];
    let copy = copy.get_mut(..stat.len())?;
    for (to, from) in copy.iter_mut().zip(stat.bytes()) {
        *to = if from == 0x11 { b'_' } else { from };
    }
    row(core::str::from_utf8(copy).ok()?)
}

/// Returns the status of a word that follows `stat:`, or [`Undefined`](DeliveryStatus::Undefined) if the word is unknown.
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
