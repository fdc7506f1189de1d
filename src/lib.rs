//! Tells you what happened to an SMS, whether the number may stay in your address book, and whether a campaign got through.
//!
//! ```
//! use sms_status::{AddressBookAction, Campaign, DeliveryStatus, Language, Platform};
//!
//! // What a platform reports: a word and a code.
//! assert_eq!(Platform::Twilio.status("undelivered", Some("30003")), DeliveryStatus::TemporaryAbsenceError);
//! assert_eq!(Platform::Vonage.status("rejected", Some("9")).action(), AddressBookAction::Suppress);
//!
//! // The status of every message, however late and often it is reported.
//! let mut campaign = Campaign::new();
//! campaign.extend([("a", DeliveryStatus::Received), ("b", DeliveryStatus::Expired), ("a", DeliveryStatus::Sent)]);
//! assert_eq!(campaign.get("a"), Some(DeliveryStatus::Received));
//! assert_eq!(campaign.report().delivery_rate(), Some(0.5));
//! assert_eq!(campaign.report().status().map(|status| status.label(Language::French)), Some("Partiellement reçu"));
//! ```
//!
//! If you send SMS, you get delivery reports back, and every protocol and platform spells them its own way. This crate translates
//! them into one vocabulary, the statuses of the smsmode status list, and builds on it:
//!
//! ```text
//!  what a platform sends ──► Platform ──┐
//!  a receipt (SMPP)      ──► smpp ──────┤
//!  a body (smsmode)      ──► smsmode ───┼──► DeliveryStatus ──┬──► BulkReport
//!  a byte (GSM)          ──► gsm ───────┘     │    │    │     │      how many of each, and the status of the sending
//!                                             │    │    │     ├──► Campaign
//!                                             │    │    │     │      the status of every message, and their BulkReport
//!                                             │    │    │     └──► NumberHistory
//!                                             │    │    │            whether a number may stay, after all its messages
//!                                             │    │    └── label and description, in English and French
//!                                             │    └── action: keep, review, remove or suppress the number
//!                                             └── outcome: unknown, pending, failed, partial, received
//! ```
//!
//! - [`DeliveryStatus`] holds the facts of each status, and the order in which reports replace one another.
//! - [`BulkReport`] counts the statuses of a bulk sending, merges, and derives the status of the whole.
//! - [`Campaign`] keeps the most advanced status of every message, whatever order the reports come in; [`MessageId`] is a compact
//!   id for it.
//! - [`NumberHistory`] says whether a number may stay in the address book, from the reports on all its messages; [`Msisdn`] is its
//!   key, however a platform writes the number.
//! - [`Platform`] lists the platforms that send SMS for others, with their words and codes: Twilio, Vonage, AWS and more. With the
//!   feature `read` it reads their requests into [`Report`]s, and [`CustomPlatform`] those of any other one.
//! - [`smsmode`] reads the delivery reports, message statuses and callbacks of the smsmode APIs.
//! - [`smpp`] reads the delivery receipts of SMPP: PDUs, texts and message states.
//! - [`gsm`] reads the TP-Status of GSM status reports.
//!
//! You will notably not find an SMS client, a client of SMPP, a parser of national phone numbers or a clock here: this crate begins where
//! a report has arrived, and ends where you know what it means.
//!
//! What the crate promises is on the page of [guarantees](_documentation::guarantees). Other pages say [why](_documentation::why) it is as it
//! is, [how fast](_documentation::speed) it is, and [what has changed](_documentation::changelog).
//!
//! # Features
//!
//! - `std` (default): uses the standard library. It implies `alloc`. Without both, the crate is `no_std` and does not allocate.
//! - `alloc`: what needs an allocator, such as [`Campaign`] and [`Report`].
//! - `serde` (default): serialization. Values of the vocabulary are written by name, which is stable, bulk reports as maps from name to
//!   count, campaigns as pairs of id and status, and the bytes of [`smpp`] and [`gsm`] as bytes. See [`forms`] for other
//!   forms of a status.
//! - `read`: [`Platform::read`] and [`CustomPlatform`]. It implies `alloc` and `serde`.

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
