//! The database: one writer, any number of readers.

mod campaign;
mod database;
mod dead_letter;
mod delivery_times;
mod expired;
mod fall;
mod forget;
mod job;
mod location;
mod message;
mod number;
mod open;
mod outcomes;
mod overview;
mod phone_message;
mod postgres;
mod readers;
mod route;
mod search;
mod secrets;
mod sqlite;
mod status;
mod timeline;
mod transaction;
mod turn;
#[cfg(test)]
mod twin;
mod writer;

use jiff::tz::TimeZone;

pub use campaign::{Campaign, CampaignKey, CampaignList, CampaignPage, CampaignRow, Sort};
pub use database::Database;
pub use dead_letter::{DeadLetter, DeadLetters, KEPT as KEPT_LETTERS, Seen, UnreadableCallback};
pub use delivery_times::{DeliveryTimes, SampledTimes};
pub use expired::Expired;
pub use fall::{Fall, FallChange, Kind, Rates, Watched};
pub use forget::forget;
#[cfg(test)]
pub use job::Queued;
pub use job::{Job, NotStored};
pub use location::{Location, Sizes};
pub use message::{Message, MessageList, MessageRow, ReportRow};
pub use number::{Number, NumberMessages};
pub use outcomes::Outcomes;
pub use overview::Overview;
pub use phone_message::PhoneMessage;
pub use readers::Readers;
pub use route::{Dimension, RouteFilter, Routes};
pub use search::Found;
pub use secrets::{rotate, secrets};
pub use timeline::{SLOT, Slots, Timeline, slot_of};
pub use turn::{Turn, Turns};
pub use writer::{Observer, Writer, WriterStart};

use crate::secret::Secret;

/// Makes a database of version 3 one of version 4, whichever it is on.
const STEP_3_TO_4: &str = include_str!("store/schema-3-to-4.sql");

/// How the store is opened.
#[derive(Clone, Debug)]
pub struct Options {
    pub location: Location,
    /// The zone of dates that have none.
    pub zone: TimeZone,
    /// The maximum number of callbacks per transaction.
    pub max_batch: usize,
    /// The maximum number of bytes of the database file, if there is one.
    pub max_bytes: Option<u64>,
}

/// An open database.
#[derive(Debug)]
pub struct Store {
    pub readers: Readers,
    pub secrets: Vec<Secret>,
    /// Whether the secret was made now.
    pub is_new: bool,
    pub location: Location,
    pub turns: Turns,
    pub writer: WriterStart,
}
