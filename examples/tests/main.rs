//! The example programs, run as a person runs them: a file for each.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod campaign_report;
mod clean_address_book;
mod common_modules;
mod escapes;
#[cfg(target_os = "linux")]
mod faults;
mod merge_shards;
mod smpp_pdu;
mod smpp_pdus;
mod smpp_receipts;
mod status_table;
mod tp_status;
mod typography;
