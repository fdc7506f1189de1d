use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::{
    checkpoints::Checkpoints,
    connection::{self, connect_if_sound, error_code},
    deferred_indexes::DeferredIndexes,
    file::{self, Contents, DatabaseFile},
    log::Log,
    pool::Pool,
    schema,
    writer::Writer,
};
use crate::store::{
    backend::{CommandBackend, Opened, Options},
    location::Location,
    secrets,
    transaction::Transaction,
};

/// Opens the database for the server, and creates it if it does not exist.
pub fn open(path: &Path, options: &Options) -> anyhow::Result<Opened> {
    let (path, mut writer) = open_to_write(path, options)?;
    let transaction = writer.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (secrets, is_new) = secrets::open(&Transaction::sqlite(&transaction))?;
    transaction.commit()?;
    Ok(Opened {
        read: Box::new(Pool::new(path.clone())),
        write: Box::new(writer),
        secrets,
        is_new,
        location: Location::File(path),
    })
}

/// Opens an existing database beside the server.
pub fn attach(path: &Path) -> anyhow::Result<Box<dyn CommandBackend>> {
    Ok(Box::new(connection::attach(path)?))
}

/// Takes the file, and returns its path with the connection that writes to it.
fn open_to_write(path: &Path, options: &Options) -> anyhow::Result<(PathBuf, Writer)> {
    let name = path.display();
    file::create(path).with_context(|| format!("cannot open {name}"))?;
    // Two names of one file share its lock.
    let path = path.canonicalize()?;
    let contents = schema::check(&path).with_context(|| format!("cannot use {name} as a database"))?;
    let file = DatabaseFile::take(path.clone())?;
    let mut connection = connect_if_sound(&path).with_context(|| format!("cannot use {name} as a database"))?;
    prepare(&mut connection, contents, options)
        .map_err(|error| anyhow::anyhow!("cannot use {name} as a database{}: {error}", hint(&error)))?;
    let indexes = DeferredIndexes::open(&connection)?;
    let (log, checkpoints) = (Log::open(&path)?, Checkpoints::start(&path, file.file.clone())?);
    Ok((path, Writer { connection, file, indexes, log, checkpoints }))
}

fn prepare(connection: &mut Connection, contents: Contents, options: &Options) -> anyhow::Result<()> {
    /// The most bytes that the log of changes keeps on disk once it has been written back.
    const LOG: u64 = 64 << 20;

    if contents == Contents::Nothing {
        // A callback changes some tens of bytes of a page, and the log takes the whole page.
        connection.pragma_update(None, "page_size", 2_048)?;
    }
    connection.pragma_update(None, "cache_size", -8 * 1024)?;
    connection.set_prepared_statement_cache_capacity(64);
    if let Some(bytes) = options.max_bytes {
        let page_size: u64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
        connection.pragma_update(None, "max_page_count", (bytes / page_size).max(1))?;
    }
    schema::prepare(connection, contents, &options.zone)?;
    // What refers to a campaign or a message is written with it or after it, and none is deleted that is referred to.
    connection.pragma_update(None, "foreign_keys", false)?;
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))?;
    ensure!(mode == "wal", "its file system does not share memory between programs: use a local disk");
    // `Log` brings each transaction to the disk; SQLite does that when it writes the log back.
    connection.pragma_update(None, "synchronous", "normal")?;
    // `Checkpoints` does it.
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.pragma_update(None, "journal_size_limit", LOG)?;
    Ok(())
}

/// Returns what may be behind an error that does not say so.
fn hint(error: &anyhow::Error) -> &'static str {
    match error_code(error) {
        Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure) => " (is the disk full?)",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::store::backend::WriteBackend;

    /// `SQLite` does not wait for the disk in each transaction, and what does wait has the log that `SQLite` writes.
    #[test]
    fn a_transaction_is_in_the_log_that_is_brought_to_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let location = Location::File(path.clone());
        let options = Options { location, zone: TimeZone::UTC, max_batch: 1, max_bytes: None };
        let (_, mut writer) = open_to_write(&path, &options).unwrap();
        let pragma =
            |name| writer.connection.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0));
        assert_eq!(pragma("journal_mode"), Ok("wal".to_owned().into()));
        // 1 is NORMAL: the log is brought to the disk before it is written back, and the database after that.
        assert_eq!(pragma("synchronous"), Ok(1_i64.into()));
        let before = writer.log.bytes();
        writer.probe().unwrap();
        assert!(writer.log.bytes() > before);
        writer.flusher().flush().unwrap();
    }
}
