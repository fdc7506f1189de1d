//! TP-Status: the byte of an SMS-STATUS-REPORT of GSM and its successors.
//!
//! [`TpStatus`] keeps the byte exactly as it was received, and reads it as the standard says. No value says that a
//! number is not assigned, so none of them advises to [remove](crate::AddressBookAction::Remove) it.
//!
//! # What each byte is read as
//!
#![doc = include_str!("../docs/tp_status.md")]
//!
//! Source: 3GPP TS 23.040, section 9.2.3.15.

mod tp_status;
mod tp_status_group;

pub use tp_status::TpStatus;
pub use tp_status_group::TpStatusGroup;
