//! SMPP delivery receipts: their text, and the TLVs that come with it.
//!
//! A receipt arrives in a `deliver_sm` or `data_sm` PDU, which an SMPP library decodes. Its text is in `short_message` or in
//! the TLV `message_payload`; the TLVs `receipted_message_id`, `message_state` and `network_error_code` may repeat the text,
//! add to it or replace it.
//!
//! - [`Receipt`] reads the text. [`Receipt::status_with`] decides between the text and `message_state`.
//! - [`MessageState`] reads `message_state`.
//! - [`NetworkErrorCode`] reads `network_error_code`, which tells the cause of some failures.
#![cfg_attr(feature = "alloc", doc = "- [`decode_text`] decodes a text that is in UTF-16.")]
//!
//! No state, word or network error maps to a status that advises [removing](crate::AddressBookAction::Remove) the number: none
//! of the sources says that a number is not assigned.
//!
//! # What states, words and network errors map to
//!
//! These are the rows of [`MESSAGE_STATES`], [`VENDOR_WORDS`] and [`MAP_ERRORS`]. A vendor's word names the document that lists
//! it. Any other value is kept and maps to [`Undefined`](crate::DeliveryStatus::Undefined). The descriptions
//! of the statuses are those of smsmode; the reason in a row is what the value itself says.
//!
#![doc = include_str!("../docs/smpp.md")]
//!
//! Sources: SMPP 3.4, sections 5.2.28 (states), 5.3.2.35, 5.3.2.12 and 5.3.2.31 (the TLVs), and appendix B (receipts); SMPP 5.0,
//! section 4.7.15, which adds the states 0 and 9; 3GPP TS 29.002, section 17.6.6 (errors of GSM MAP).

mod date;
mod message_state;
mod network_error_code;
mod receipt;
mod text;
mod vendor_words;

pub use message_state::{MESSAGE_STATES, MessageState};
pub use network_error_code::{MAP_ERRORS, NetworkErrorCode, NetworkType};
pub use receipt::{Receipt, ReceiptError};
#[cfg(feature = "alloc")]
pub use text::decode_text;
pub use vendor_words::VENDOR_WORDS;
