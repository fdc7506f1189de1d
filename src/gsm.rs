//! TP-Status: the status byte of an SMS-STATUS-REPORT in GSM and its successors.
//!
//! [`TpStatus`] keeps the byte exactly as received, and interprets it as the standard requires. None of the values says that
//! a number is unassigned, so none advises [removing](crate::AddressBookAction::Remove) it.
//!
//! A status has the description that smsmode gives it; [`TpStatus::meaning`] returns the meaning of the byte itself.
//!
//! # What each byte maps to
//!
#![doc = include_str!("../docs/tp_status.md")]
//!
//! Source: [3GPP TS 23.040](https://www.3gpp.org/dynareport/23040.htm), section 9.2.3.15.

mod tp_status;
mod tp_status_group;
mod tp_status_range;

pub use tp_status::TpStatus;
pub use tp_status_group::TpStatusGroup;
pub use tp_status_range::TpStatusRange;
