//! The database: one writer, any number of readers, one server.

mod backup;
mod batch;
mod file;
mod forget;
mod job;
mod number;
mod reader;
mod schema;
mod secrets;
mod writer;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, bail};
use jiff::tz::TimeZone;
use rusqlite::{Connection, ErrorCode};

pub use backup::backup;
pub use forget::forget;
pub use job::{DeadLetter, Expired, Job};
pub use number::Number;
pub use reader::{CampaignKey, CampaignRow, Overview, Readers};
pub use secrets::{rotate, secrets};
pub use writer::{Observer, Writer, WriterStart};

use self::file::{Contents, DatabaseFile};
use crate::secret::Secret;

/// How the store is opened.
#[derive(Clone, Debug)]
pub struct Options {
    pub path: PathBuf,
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
    /// The absolute path of the file.
    pub path: PathBuf,
    pub writer: WriterStart,
}

impl Store {
    /// Opens the database for the server, and creates it if it does not exist.
    pub fn open(options: &Options) -> anyhow::Result<Self> {
        let name = options.path.display();
        file::create(&options.path).with_context(|| format!("cannot open {name}"))?;
        // Two names of one file share its lock.
        let path = options.path.canonicalize()?;
        let contents = schema::check(&path).with_context(|| format!("cannot use {name} as a database"))?;
        let file = DatabaseFile::take(path.clone())?;
        let mut connection = connect(&path)?;
        prepare(&mut connection, contents, options)
            .map_err(|error| anyhow::anyhow!("cannot use {name} as a database{}: {error}", hint(&error)))?;
        let (secrets, is_new) = secrets::open(&connection)?;
        let readers = Readers::new(path.clone());
        let writer = WriterStart { connection, max_batch: options.max_batch, file };
        Ok(Self { readers, secrets, is_new, path, writer })
    }
}

/// Opens an existing database for a moment, beside the server if one is running.
pub fn attach(path: &Path) -> anyhow::Result<Connection> {
    let name = path.display();
    let contents = file::contents(path).with_context(|| format!("cannot open {name}"))?;
    let connection = if contents == Contents::Ours { Some(connect(path)?) } else { None };
    match connection {
        Some(connection) if schema::version(&connection)? == schema::VERSION => Ok(connection),
        _ => bail!(
            "{name} is not a database of this version of the program; an older one is converted when the server starts"
        ),
    }
}

fn connect(path: &Path) -> anyhow::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    // FULL: a commit returns when its pages are on disk, so a report that was acknowledged survives a power cut.
    connection.pragma_update(None, "synchronous", "full")?;
    Ok(connection)
}

fn prepare(connection: &mut Connection, contents: Contents, options: &Options) -> anyhow::Result<()> {
    /// The most bytes that the log of changes keeps on disk once it has been written back.
    const LOG: u64 = 64 << 20;

    connection.pragma_update(None, "cache_size", -64 * 1024)?;
    connection.set_prepared_statement_cache_capacity(32);
    if let Some(bytes) = options.max_bytes {
        let page_size: u64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
        connection.pragma_update(None, "max_page_count", (bytes / page_size).max(1))?;
    }
    schema::prepare(connection, contents, &options.zone)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    // A page that several batches change is written back to the database once.
    connection.pragma_update(None, "wal_autocheckpoint", 8192)?;
    connection.pragma_update(None, "journal_size_limit", LOG)?;
    Ok(())
}

/// Returns what may be behind an error that does not say so.
fn hint(error: &anyhow::Error) -> &'static str {
    match error.downcast_ref().and_then(rusqlite::Error::sqlite_error_code) {
        Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure) => " (is the disk full?)",
        _ => "",
    }
}

/// Returns the sizes of the database and of its log of changes, in bytes.
pub fn sizes(path: &Path) -> [u64; 2] {
    [path, &file::log_of(path)].map(|path| fs::metadata(path).map_or(0, |metadata| metadata.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(folder: &tempfile::TempDir) -> Options {
        Options { path: folder.path().join("test.db"), zone: TimeZone::UTC, max_batch: 1, max_bytes: None }
    }

    #[test]
    fn a_commit_waits_for_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&options(&folder)).unwrap();
        let pragma = |name| {
            store.writer.connection.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
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
