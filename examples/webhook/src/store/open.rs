use super::{
    Database, Location, Readers, Turns, WriterStart,
    backend::{Opened, Options},
    postgres, sqlite,
};
use crate::secret::Secret;

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
        let (opened, turns) = match &options.location {
            Location::File(path) => (sqlite::open(path, options)?, Turns::Alone),
            Location::Postgres(address) => (postgres::open(address, options)?, Turns::Postgres(address.clone())),
        };
        let Opened { read, write, secrets, is_new, location } = opened;
        let writer = WriterStart::new(write, options.max_batch);
        Ok(Self { readers: Readers::new(read), secrets, is_new, location, turns, writer })
    }
}

impl Database {
    /// Opens an existing database of this version of the program.
    pub fn attach(location: &Location) -> anyhow::Result<Self> {
        Ok(Self::new(match location {
            Location::File(path) => sqlite::attach(path)?,
            Location::Postgres(address) => postgres::attach(address)?,
        }))
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    #[test]
    fn the_secret_is_made_once() {
        let options = |folder: &tempfile::TempDir| Options {
            location: Location::File(folder.path().join("test.db")),
            zone: TimeZone::UTC,
            max_batch: 1,
            max_bytes: None,
        };
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
