use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::{
    sqlite,
    transaction::{DatabaseError, Transaction},
};

/// A database that is opened for a moment, beside the server if one is running.
#[derive(Debug)]
pub struct Database {
    connection: Connection,
}

impl Database {
    /// Opens an existing database of this version of the program.
    pub fn attach(path: &Path) -> anyhow::Result<Self> {
        Ok(Self { connection: sqlite::attach(path)? })
    }

    /// Makes changes: all of them are on disk afterwards, or none.
    pub fn write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, DatabaseError>,
    ) -> Result<T, DatabaseError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let answer = change(&Transaction::sqlite(&transaction))?;
        transaction.commit()?;
        Ok(answer)
    }

    /// Copies the database, as it is at this moment, to a new file that only its owner may read.
    pub fn backup(&self, to: &Path) -> anyhow::Result<()> {
        sqlite::backup(&self.connection, to)
    }

    /// From here on what is deleted is overwritten.
    pub(super) fn overwrite_what_is_deleted(&self) -> Result<(), DatabaseError> {
        Ok(self.connection.pragma_update(None, "secure_delete", true)?)
    }

    /// Empties the log of changes, which still has what was deleted. Returns whether it could.
    pub(super) fn empty_log(&self) -> Result<bool, DatabaseError> {
        Ok(self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| Ok(row.get::<_, i64>(0)? == 0))?)
    }
}
