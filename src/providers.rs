//! The platforms that send SMS for others, and their delivery reports.
//!
//! Every platform has its own words and numbers for what became of a message. Each module here reads those of one
//! platform into the statuses of this crate, so that reports from all of them can be counted, ordered and acted on in
//! the same way.
//!
//! ```
//! use sms_status::{AddressBookAction, DeliveryStatus, providers::{twilio, vonage}};
//!
//! // A phone that is switched off is temporary, whichever platform says so.
//! assert_eq!(twilio::status("undelivered", Some(30003)), DeliveryStatus::TemporaryAbsenceError);
//! assert_eq!(vonage::status("failed", Some("2")), DeliveryStatus::TemporaryAbsenceError);
//!
//! // And an opt-out is an opt-out.
//! assert_eq!(twilio::status("failed", Some(21610)).action(), AddressBookAction::Suppress);
//! assert_eq!(vonage::status("rejected", Some("9")).action(), AddressBookAction::Suppress);
//! ```
//!
#![doc = include_str!("../docs/platforms.md")]
//!
//! # The shape of a module
//!
//! - `STATUSES`, and `ERRORS` if there are codes: the values that the platform documents, as rows of
//!   [`Mapping`].
//! - `status(…)`: the status of what was reported. It needs no allocator and no serde.
//! - `Report`, with the features `alloc` and `serde`: one report as the platform sends it. Its fields hold the words and codes
//!   as received; its methods are `status()`, `message_id()`, `recipient()` and `reference()`. `Reports`: a request that
//!   carries many.
#![cfg_attr(
    all(feature = "alloc", feature = "serde"),
    doc = "- [`PlatformReport`]: what every `Report` has, for code that takes the reports of many platforms."
)]
//!
//! # The rules
//!
//! - The word decides. A code only says why, so it counts only beside a failure whose word does not say why: one read as
//!   [`NotDelivered`], [`Undeliverable`] or [`Rejected`]. A code beside any other word changes nothing.
//! - Words are compared without regard to upper and lower case. A word or number that is not in the table is
//!   [`Undefined`], and so is an unknown word with a known code. An unknown code leaves what the word says.
//! - A number may be removed only if a row of the table quotes the document that says so. A document that hedges ("may",
//!   "or", "check it") makes it a number to review.
//! - In a report, only the word has to be there. A field that is empty or `null` is read as missing, one that is not
//!   known is ignored, and one that comes twice is an error. Numbers may be written as text, and texts that are numbers
//!   as numbers.
//! - Nothing here checks a signature. Do that first, on the bytes of the request, as the platform's document says.
//!
//! [`NotDelivered`]: crate::DeliveryStatus::NotDelivered
//! [`Undeliverable`]: crate::DeliveryStatus::Undeliverable
//! [`Rejected`]: crate::DeliveryStatus::Rejected
//! [`Undefined`]: crate::DeliveryStatus::Undefined

#[cfg(all(feature = "alloc", feature = "serde"))]
mod field;
#[cfg(all(feature = "alloc", feature = "serde"))]
mod report;
mod table;

pub use crate::mapping::Mapping;

pub mod africas_talking;
pub mod aws;
pub mod bandwidth;
pub mod infobip;
pub mod jasmin;
pub mod kannel;
pub mod octopush;
pub mod ovh;
pub mod sinch;
pub mod smsfactor;
pub mod twilio;
pub mod vonage;

#[cfg(all(feature = "alloc", feature = "serde"))]
pub use report::PlatformReport;
