//! Tells you what happened to an SMS, whether the number may stay in your address book, and whether a campaign got through.
//!
//! ```
//! use sms_status::{AddressBookAction, Campaign, DeliveryStatus, Platform};
//!
//! // What a platform reports: a word and a code.
//! let absent = Platform::Twilio.status("undelivered", Some("30003"));
//! assert_eq!(absent, DeliveryStatus::TemporaryAbsenceError);
//! let opted_out = Platform::Vonage.status("rejected", Some("9"));
//! assert_eq!(opted_out.action(), AddressBookAction::Suppress);
//!
//! // The status of every message, however late and often it is reported.
//! let mut campaign = Campaign::new();
//! campaign.record("a", DeliveryStatus::Received);
//! campaign.record("b", DeliveryStatus::Expired);
//! campaign.record("a", DeliveryStatus::Sent);
//! assert_eq!(campaign.get("a"), Some(DeliveryStatus::Received));
//! assert_eq!(campaign.report().delivery_rate(), Some(0.5));
//! ```
//!
//! If you send SMS, you get delivery reports back, and each protocol and platform has its own format for them. This crate
//! translates them into one vocabulary, the smsmode statuses, and builds on it:
//!
//! ```text
//! a platform's request ─► Platform ─┐
//! a receipt (SMPP) ─────► smpp ─────┤
//! a body (smsmode) ─────► smsmode ──┤
//! a byte (GSM) ─────────► gsm ──────┤
//! ┌──────── DeliveryStatus ◄────────┘
//! ├─► outcome: pending, failed, …
//! ├─► action: keep, review, remove, …
//! ├─► label, description (en, fr)
//! ├─► BulkReport: how many of each
//! ├─► Campaign: message ─► status
//! └─► NumberHistory: may it stay?
//! ```
//!
//! - [`DeliveryStatus`] gives the properties of each status, and the order in which reports replace one another.
//! - [`BulkReport`] counts the statuses of a bulk send, and gives the status of the send as a whole. You can merge the
//!   reports on its parts.
//! - [`Campaign`] keeps the most advanced status of every message, whatever order the reports come in. [`MessageId`] is a
//!   compact type for message ids.
//! - [`NumberHistory`] takes the reports on all messages to a number, and says whether the number may stay in the address
//!   book. Use an [`Msisdn`] as the key: it is the same however a platform writes the number.
//! - [`Platform`] lists the platforms (Twilio, Vonage, AWS and many more) that send SMS on behalf of others, with their
//!   words and codes. With the feature `read` it reads their requests into [`Report`]s, and [`CustomPlatform`] reads the
//!   requests of any other platform.
//! - [`smsmode`] reads delivery reports and message statuses from the smsmode HTTP API.
//! - [`smpp`] reads SMPP delivery receipts: PDUs, receipt texts and message states.
//! - [`gsm`] reads the TP-Status in GSM status reports.
//!
//! The crate has no SMS client, no SMPP session, no parser for national phone numbers and no clock. Its job starts when a report
//! arrives, and ends when you know what the report means.
//!
//! The pages of [`_documentation`] list the crate's [guarantees](_documentation::guarantees), explain
//! [why](_documentation::why) it is the way it is, show how to use it [in SQL](_documentation::sql), say how
//! [fast](_documentation::speed) it is, and list [what has changed](_documentation::changelog).
//!
//! # Features
//!
//! - `std` (default): uses the standard library, and enables `alloc`. With neither `std` nor `alloc`, the crate is `no_std`
//!   and never allocates.
//! - `alloc`: everything that needs an allocator, such as [`Campaign`] and [`Report`].
//! - `serde` (default): serialization. serde writes statuses and the small enums by name, and names are stable. It writes
//!   bulk reports as maps from name to count, campaigns as pairs of id and status, and the values of [`smpp`] and [`gsm`]
//!   as bytes. [`forms`] has other formats for a status.
//! - `read`: [`Platform::read`] and [`CustomPlatform`]. Enables `alloc` and `serde`.

#![no_std]
#![forbid(unsafe_code)]
#![warn(unreachable_pub, clippy::missing_const_for_fn)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "alloc")]
extern crate alloc;

#[cfg(any(doc, doctest))]
pub mod _documentation;
pub mod bulk_report;
#[cfg(feature = "alloc")]
pub mod campaign;
#[cfg(feature = "read")]
mod custom_platform;
mod date_time;
#[cfg(feature = "serde")]
pub mod forms;
pub mod gsm;
mod message_id;
#[cfg(feature = "alloc")]
mod message_key;
mod msisdn;
mod number_history;
pub mod platform;
#[cfg(feature = "read")]
mod read;
#[cfg(feature = "alloc")]
mod report;
mod report_time;
pub mod smpp;
pub mod smsmode;
mod status;
mod table;
mod vocabulary;
#[cfg(feature = "read")]
mod wire;

pub use bulk_report::BulkReport;
#[cfg(feature = "alloc")]
pub use campaign::Campaign;
#[cfg(feature = "read")]
pub use custom_platform::CustomPlatform;
pub use date_time::{DateTime, ParseDateTimeError};
pub use message_id::{MessageId, MessageIdError};
#[cfg(feature = "alloc")]
pub use message_key::{IdNames, MessageKey};
pub use msisdn::{Msisdn, ParseMsisdnError};
pub use number_history::NumberHistory;
pub use platform::Platform;
#[cfg(feature = "read")]
pub use read::{Fields, ReadError, ReadErrorKind, Reports};
#[cfg(feature = "alloc")]
pub use report::Report;
pub use report_time::{ParseReportTimeError, ReportTime};
pub use status::{DeliveryStatus, ParseStatusError, UnknownCode};
pub use table::{Mapping, Of, Table, Value};
pub use vocabulary::{AddressBookAction, Category, Language, Outcome, ParseLanguageError, ParseNameError};

#[cfg(all(doctest, feature = "read"))]
#[doc = include_str!("../README.md")]
struct Readme;
