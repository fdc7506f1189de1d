//! The embedded database: one file, one server.

mod backup;
mod batch;
mod counts;
mod file;
mod pool;
mod report_index;
mod schema;
mod writer;

use std::{fs, path::Path, time::Duration};

use anyhow::{Context, bail};
use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use self::file::{Contents, DatabaseFile};
use self::report_index::ReportIndex;
pub use self::{backup::backup, batch::commit, pool::Pool, writer::Writer};
use super::{
    Location, Options, Readers, Sizes, Store, Turns, WriterStart, readers, secrets, transaction::Transaction,
    writer as writers,
};

/// Opens the database for the server, and creates it if it does not exist.
pub fn open(path: &Path, options: &Options) -> anyhow::Result<Store> {
    let name = path.display();
    file::create(path).with_context(|| format!("cannot open {name}"))?;
    // Two names of one file share its lock.
    let path = path.canonicalize()?;
    let contents = schema::check(&path).with_context(|| format!("cannot use {name} as a database"))?;
    let file = DatabaseFile::take(path.clone())?;
    let mut connection = connect_if_sound(&path).with_context(|| format!("cannot use {name} as a database"))?;
    prepare(&mut connection, contents, options)
        .map_err(|error| anyhow::anyhow!("cannot use {name} as a database{}: {error}", hint(&error)))?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (secrets, is_new) = secrets::open(&Transaction::sqlite(&transaction))?;
    transaction.commit()?;
    let readers = Readers::new(readers::Pool::Sqlite(Pool::new(path.clone())));
    let connection = writers::Connection::Sqlite(Writer { index: ReportIndex::open(&connection)?, connection, file });
    let writer = WriterStart { connection, max_batch: options.max_batch, news: None };
    Ok(Store { readers, secrets, is_new, location: Location::File(path), turns: Turns::Alone, writer })
}

/// Opens an existing database beside the server.
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

/// Connects to a database. Returns an error if one of its pages is damaged: what is acknowledged might not be found again.
fn connect_if_sound(path: &Path) -> anyhow::Result<Connection> {
    /// What `SQLite` answers if it finds nothing.
    const SOUND: &str = "ok";

    let checked = connect(path).and_then(|connection| {
        let found: String = connection.query_row("PRAGMA quick_check(1)", (), |row| row.get(0))?;
        Ok((connection, found))
    });
    let damage = match checked {
        Ok((connection, found)) if found == SOUND => return Ok(connection),
        Ok((_, found)) => found,
        Err(error) if error_code(&error) == Some(ErrorCode::DatabaseCorrupt) => error.to_string(),
        Err(error) => return Err(error),
    };
    // Some lines, of which the last one says what is wrong with a page.
    bail!("it is damaged ({}): restore a backup, and start again", damage.lines().last().unwrap_or_default())
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
    // What refers to a campaign or a message is written with it or after it, and none is deleted that is referred to.
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    // A page that several batches change is written back to the database once.
    connection.pragma_update(None, "wal_autocheckpoint", 8192)?;
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

fn error_code(error: &anyhow::Error) -> Option<ErrorCode> {
    error.downcast_ref().and_then(rusqlite::Error::sqlite_error_code)
}

/// Returns the sizes of the database and of its log of changes.
pub fn sizes(path: &Path) -> Sizes {
    let [database, log] =
        [path, &file::log_of(path)].map(|path| fs::metadata(path).map_or(0, |metadata| metadata.len()));
    Sizes { database, log: Some(log) }
}
