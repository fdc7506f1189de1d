//! ```
//! use sms_status::{AddressBookAction, Campaign, DeliveryStatus, Language, smsmode};
//!
//! let mut campaign = Campaign::new();
//! for report in smsmode::delivery_reports("33600000000 11 | 33611111111 3522 | 33600000000 0")? {
//!     let report = report?;
//!     campaign.record(report.recipient, report.status());
//! }
//! assert_eq!(campaign.get("33600000000"), Some(DeliveryStatus::Received)); // the late “sent” changes nothing
//! assert!(campaign.with_action(AddressBookAction::Remove).eq(&["33611111111"]));
//! assert_eq!(campaign.report().status().map(|status| status.label(Language::French)), Some("Partiellement reçu"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Tells you what happened to an SMS, whether the number may stay in your address book, and whether a campaign got through.
//!
//! If you send SMS, you get delivery reports back, and every protocol and platform spells them its own way. This crate translates
//! them into one vocabulary, the statuses of the smsmode status list, and builds on it:
//!
//! ```text
//!  bytes on a wire ──► smsmode ──► DeliveryStatus ──┬──► BulkReport
//!                      smpp         │    │    │     │      how many of each, and the status of the sending
//!                      gsm          │    │    │     ├──► Campaign
//!                      providers    │    │    │     │      the status of every message, and their BulkReport
//!                                   │    │    │     └──► NumberHistory
//!                                   │    │    │            whether a number may stay, after all its messages
//!                                   │    │    └── label and description, in English and French
//!                                   │    └── action: keep, review, remove or suppress the number
//!                                   └── outcome: unknown, pending, failed, partial, received
//! ```
//!
//! - [`DeliveryStatus`] holds the facts of each status, and the order in which reports replace one another.
//! - [`BulkReport`] counts the statuses of a bulk sending, merges, and derives the status of the whole.
//! - [`Campaign`] keeps the most advanced status of every message, whatever order the reports come in; [`MessageId`] is a compact
//!   id for it.
//! - [`NumberHistory`] says whether a number may stay in the address book, from the reports on all its messages.
//! - [`smsmode`] reads the delivery reports, message statuses and callbacks of the smsmode APIs.
//! - [`smpp`] reads the message states and delivery receipts of SMPP.
//! - [`gsm`] reads the TP-Status of GSM status reports.
//! - [`providers`] reads the reports of the platforms that send SMS for others: Twilio, Vonage, AWS and more.
//!
//! You will notably not find an SMS client, a decoder of PDUs, a parser of phone numbers or a clock here: this crate begins where a
//! report has arrived, and ends where you know what it means.
//!
//! # Guarantees
//!
//! - No input makes it panic, and there is no unsafe code.
//! - An unknown code is kept as received and read as [`DeliveryStatus::Undefined`]. It never counts as a failure.
//! - Removing a number is never inferred: a value leads to [`AddressBookAction::Remove`] only if its source says that the number may
//!   be removed.
//! - A record that cannot be read yields an error that says what is wrong and where. The rest is still read, and nothing is
//!   miscounted.
//!
//! # Features
//!
//! - `std` (default): uses the standard library. It implies `alloc`. Without both, the crate is `no_std` and does not allocate.
//! - `alloc`: what needs an allocator, that is, [`Campaign`] and, with `serde`, the callbacks.
//! - `serde` (default): serialization. Values of the vocabulary are written by name, which is stable, reports as maps from name to
//!   count, campaigns as pairs of id and status, and the bytes of [`smpp`] and [`gsm`] as bytes. With `alloc` it also reads the
//!   callbacks. See [`forms`] for other forms of a status.

#![no_std]
#![forbid(unsafe_code)]
#![warn(unreachable_pub, clippy::missing_const_for_fn)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "alloc")]
extern crate alloc;

pub mod bulk_report;
#[cfg(feature = "alloc")]
pub mod campaign;
#[cfg(feature = "read")]
mod custom_platform;
mod date_time;
#[cfg(feature = "serde")]
pub mod forms;
pub mod gsm;
mod mapping;
mod message_id;
#[cfg(feature = "alloc")]
mod message_key;
mod msisdn;
mod number_history;
pub mod platform;
pub mod providers;
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

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
