use super::{Location, Options, Store, postgres, sqlite};

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
    use jiff::tz::TimeZone;

    use super::*;
    use crate::store::writer;

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
