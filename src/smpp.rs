//! SMPP delivery receipts: the `message_state` byte, and the text of a receipt.
//!
//! A `deliver_sm` PDU that carries a receipt has a text in `short_message`, and in newer versions also the TLVs
//! `message_state` and `receipted_message_id`. [`Receipt`] reads the text, [`MessageState`] the byte, and
//! [`Receipt::status_with`] puts the two together. The PDU itself is the matter of an SMPP library.
//!
//! No state and no word says that a number is not assigned, so none of them advises to
//! [remove](crate::AddressBookAction::Remove) it.
//!
//! # What each state and word is read as
//!
//! The short and the long word of a state, and the words that vendors have of their own, in any case. Any other byte
//! or word is kept as it is and read as [`Undefined`](crate::DeliveryStatus::Undefined).
//!
#![doc = include_str!("../docs/smpp.md")]
//!
//! Sources: SMPP 3.4 sections 5.2.28 (states), 5.3.2.35 and 5.3.2.12 (the TLVs), and appendix B (receipts); SMPP 5.0
//! section 4.7.15, which adds the states 0 and 9.

mod date;
mod message_state;
mod receipt;
mod vendor_word;

pub use message_state::MessageState;
pub use receipt::{Receipt, ReceiptError};
pub use vendor_word::VendorWord;
