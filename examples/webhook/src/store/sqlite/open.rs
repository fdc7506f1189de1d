use std::path::Path;

use anyhow::Context;
use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::{
    Pool, Writer,
    connection::{connect_if_sound, error_code},
    file::{self, Contents, DatabaseFile},
    report_index::ReportIndex,
    schema,
};
use crate::store::{
    Location, Options, Readers, Store, Turns, WriterStart, readers, secrets, transaction::Transaction,
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
