//! What happened to an SMS, whether its number may stay in the address book, and whether a campaign got through.
//!
//! Whoever sends SMS gets delivery reports back, and each wire spells them in its own way. This crate reads them into one
//! vocabulary, the statuses of the smsmode status list, and answers from there:
//!
//! ```text
//!  bytes on a wire ──► smsmode ──► DeliveryStatus ──┬──► BulkReport
//!                      smpp         │    │    │       │     how many of each, and the status of the sending
//!                      gsm          │    │    │       └──► Campaign
//!                                   │    │    │             the latest status of every message, and their BulkReport
//!                                   │    │    └── label and description, in English and French
//!                                   │    └── action: keep, review, remove or suppress the number
//!                                   └── outcome: unknown, pending, failed, partial, received
//! ```
//!
//! - [`DeliveryStatus`] has the facts of each status, and the order in which reports replace one another.
//! - [`BulkReport`] counts the statuses of a bulk sending, merges, and derives the status of the whole.
//! - [`Campaign`] keeps the latest status of every message, whatever order the reports come in; [`MessageId`] is an id for
//!   it.
//! - [`smsmode`] reads the delivery reports, message statuses and callbacks of the smsmode APIs.
//! - [`smpp`] reads the message states and delivery receipts of SMPP.
//! - [`gsm`] reads the TP-Status of status reports.
//!
//! # Guarantees
//!
//! - No input panics, and there is no unsafe code.
//! - An unknown code is kept as the number it is and read as [`DeliveryStatus::Undefined`]. It is never a failure.
//! - Removing a number is never inferred: [`AddressBookAction::Remove`] is the advice of the two statuses of which the
//!   source says so.
//! - A record that cannot be read is an error that says where it is, the records after it are read, and nothing is
//!   counted wrong.
//!
//! # Features
//!
//! - `std` (default): uses the standard library. It implies `alloc`. Without both the crate is `no_std` and does not
//!   allocate.
//! - `alloc`: what needs an allocator: [`Campaign`] and, with `serde`, the callbacks of [`smsmode`].
//! - `serde` (default): serialization. Values of the vocabulary are written by name, which is stable, reports as maps from
//!   name to count, campaigns as pairs of id and status, and the bytes of [`smpp`] and [`gsm`] as bytes. With `alloc` it also
//!   reads the callbacks of [`smsmode`]. See [`serde`](mod@crate::serde) for other forms of a status.

#![no_std]
#![forbid(unsafe_code)]
#![warn(unreachable_pub, clippy::missing_const_for_fn)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "alloc")]
extern crate alloc;

mod action;
mod bulk_report;
#[cfg(feature = "alloc")]
mod campaign;
mod category;
mod date_time;
pub mod gsm;
mod language;
#[allow(dead_code, reason = "the wires take it over one by one")]
mod mapping;
mod message_id;
mod name_index;
mod number_history;
mod outcome;
#[cfg(feature = "serde")]
pub mod serde;
pub mod smpp;
pub mod smsmode;
mod status;
mod text;
mod vocabulary;

pub use action::AddressBookAction;
pub use bulk_report::{BulkReport, Iter as BulkReportIter};
#[cfg(feature = "alloc")]
pub use campaign::{Campaign, Change, IntoIter as CampaignIntoIter, Iter as CampaignIter};
pub use category::Category;
pub use date_time::{DateTime, ParseDateTimeError};
pub use language::{Language, ParseLanguageError};
pub use mapping::Mapping;
pub use message_id::{MessageId, MessageIdError};
pub use number_history::NumberHistory;
pub use outcome::Outcome;
pub use status::{DeliveryStatus, ParseStatusError, UnknownCode};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
