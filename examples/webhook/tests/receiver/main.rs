//! The receiver as it runs: the real program, a real database, real HTTP over loopback.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod access;
mod accessibility;
mod alerts;
mod browser;
mod browsing;
mod campaigns;
mod centre;
mod cluster;
mod crashes;
mod database;
mod dates;
mod delivery_times;
mod developer;
mod exports;
mod followed;
mod lifecycle;
mod messages;
mod numbers;
mod overview;
mod pages;
mod platforms;
mod postgres;
mod replay;
mod reports;
mod requests;
mod routes;
mod sample;
mod screenshots;
mod search;
mod server;
mod settings;
mod smpp;
mod smpp34_centre;
mod sqlite;
mod storage;
mod upgrade;
mod upkeep;
