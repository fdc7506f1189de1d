//! The database: one writer, any number of readers.

mod campaign;
mod database;
mod dead_letter;
mod delivery_times;
mod expired;
mod forget;
mod job;
mod location;
mod message;
mod number;
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
pub use forget::forget;
pub use job::Job;
pub use location::Location;
pub use message::{Message, MessageList, MessageRow, ReportRow};
pub use number::{Number, NumberMessages};
pub use outcomes::Outcomes;
pub use overview::Overview;
pub use phone_message::PhoneMessage;
pub use readers::{Readers, Sizes};
pub use route::{Dimension, RouteFilter, Routes};
pub use search::Found;
pub use secrets::{rotate, secrets};
pub use timeline::{SLOT, Slots, Timeline, slot_of};
pub use turn::{Turn, Turns};
pub use writer::{NotStored, Observer, Writer, WriterStart};

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

impl Store {
    /// Opens the database for the server, and creates it if it does not exist.
    pub fn open(options: &Options) -> anyhow::Result<Self> {
        match &options.location {
            Location::File(path) => sqlite::open(path, options),
            Location::Postgres(address) => postgres::open(address, options),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(folder: &tempfile::TempDir) -> Options {
        Options {
            location: Location::File(folder.path().join("test.db")),
            zone: TimeZone::UTC,
            max_batch: 1,
            max_bytes: None,
        }
    }

    #[test]
    fn a_commit_waits_for_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&options(&folder)).unwrap();
        let pragma = |name| {
            let writer::Connection::Sqlite(writer) = &store.writer.connection else { panic!() };
            writer.connection.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
        };
        assert_eq!(pragma("journal_mode"), Ok("wal".to_owned().into()));
        // 2 is FULL.
        assert_eq!(pragma("synchronous"), Ok(2_i64.into()));
    }

    #[test]
    fn the_secret_is_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&options(&folder)).unwrap();
        assert!(store.is_new);
        let secrets = store.secrets.clone();
        drop(store);
        let store = Store::open(&options(&folder)).unwrap();
        assert!(!store.is_new);
        assert_eq!(store.secrets, secrets);
        let other = tempfile::tempdir().unwrap();
        assert_ne!(Store::open(&options(&other)).unwrap().secrets, secrets);
    }
}
