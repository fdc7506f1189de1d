//! The database: one writer, any number of readers, one process.

mod reader;
mod writer;

use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, bail};
use rusqlite::{Connection, OptionalExtension};

pub use reader::{CampaignRow, Number, Overview, Readers};
pub use writer::{DeadLetter, Job, Observer, Writer, WriterStart};

use crate::secret::Secret;

/// How the store is opened.
#[derive(Clone, Debug)]
pub struct Options {
    pub path: PathBuf,
    /// The most callbacks that share one transaction.
    pub max_batch: usize,
    /// The most bytes of the database file; `None` for as many as there are.
    pub max_bytes: Option<u64>,
}

/// An open database.
#[derive(Debug)]
pub struct Store {
    pub readers: Readers,
    pub secret: Secret,
    /// The absolute path of the file.
    pub path: PathBuf,
    pub writer: WriterStart,
}

impl Store {
    /// Opens the database, and makes it where there is none.
    pub fn open(options: &Options) -> anyhow::Result<Self> {
        create(&options.path).with_context(|| format!("cannot open {}", options.path.display()))?;
        // Two names of one file share its lock.
        let path = options.path.canonicalize()?;
        let lock = lock(&path)?;
        let connection = Connection::open(&path)?;
        prepare(&connection, options).with_context(|| format!("cannot use {} as a database", path.display()))?;
        let secret = secret(&connection)?;
        let readers = Readers::new(path.clone());
        let writer = WriterStart { connection, max_batch: options.max_batch, lock };
        Ok(Self { readers, secret, path, writer })
    }
}

/// The database file, readable by its owner only: it holds the secret and phone numbers.
fn create(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes sure that no other server has this database. The lock goes with the process, however it ends.
fn lock(path: &Path) -> anyhow::Result<File> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let file = create(Path::new(&name)).with_context(|| format!("cannot open {}", Path::new(&name).display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => bail!("another server uses {}: it can have one only", path.display()),
        Err(TryLockError::Error(error)) => Err(error).context("cannot lock the database"),
    }
}

fn prepare(connection: &Connection, options: &Options) -> anyhow::Result<()> {
    connection.busy_timeout(Duration::from_secs(5))?;
    // FULL: a commit returns when its pages are on disk, so a report that was acknowledged survives a power cut.
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    // A page that several batches change is written back to the database once.
    connection.pragma_update(None, "wal_autocheckpoint", 8192)?;
    connection.pragma_update(None, "cache_size", -64 * 1024)?;
    connection.set_prepared_statement_cache_capacity(32);
    if let Some(bytes) = options.max_bytes {
        let page_size: u64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
        connection.pragma_update(None, "max_page_count", (bytes / page_size).max(1))?;
    }
    match connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))? {
        0 => {
            let schema = include_str!("store/schema.sql");
            connection.execute_batch(&format!("BEGIN IMMEDIATE; {schema} COMMIT;"))?;
        }
        1 => {}
        version => bail!("its schema has version {version}; this server knows version 1"),
    }
    Ok(())
}

/// The secret of the callback URL, made at the first start.
fn secret(connection: &Connection) -> anyhow::Result<Secret> {
    let stored =
        connection.query_row("SELECT value FROM setting WHERE name = 'secret'", (), |row| row.get(0)).optional()?;
    if let Some(text) = stored {
        return Ok(Secret::stored(text));
    }
    let secret = Secret::generate()?;
    connection.execute("INSERT INTO setting (name, value) VALUES ('secret', ?)", [secret.reveal()])?;
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_waits_for_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let options = Options { path: folder.path().join("test.db"), max_batch: 1, max_bytes: None };
        let store = Store::open(&options).unwrap();
        let pragma = |name| {
            store.writer.connection.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
        };
        assert_eq!(pragma("journal_mode"), Ok("wal".to_owned().into()));
        // 2 is FULL.
        assert_eq!(pragma("synchronous"), Ok(2_i64.into()));
    }

    #[test]
    fn the_secret_is_made_once_and_not_shown() {
        let folder = tempfile::tempdir().unwrap();
        let options = Options { path: folder.path().join("test.db"), max_batch: 1, max_bytes: None };
        let store = Store::open(&options).unwrap();
        let secret = store.secret.reveal().to_owned();
        assert_eq!(secret.len(), 32);
        assert!(!format!("{store:?}").contains(&secret));
        drop(store);
        assert_eq!(Store::open(&options).unwrap().secret.reveal(), secret);
        let other = Options { path: folder.path().join("other.db"), ..options };
        assert_ne!(Store::open(&other).unwrap().secret.reveal(), secret);
    }
}
