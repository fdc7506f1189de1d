use std::path::Path;

use anyhow::bail;
use rusqlite::TransactionBehavior;
use tokio::sync::oneshot;

use super::{
    Job, Location, UnreadableCallback, dead_letter,
    job::Queued,
    postgres, sqlite,
    transaction::{DatabaseError, Transaction},
};
use crate::moment::Moment;

/// A database that is opened for a moment, beside the servers if some are running.
#[derive(Debug)]
pub enum Database {
    Sqlite(rusqlite::Connection),
    Postgres(postgres::Connection),
}

impl Database {
    /// Opens an existing database of this version of the program.
    pub fn attach(location: &Location) -> anyhow::Result<Self> {
        Ok(match location {
            Location::File(path) => Self::Sqlite(sqlite::attach(path)?),
            Location::Postgres(address) => Self::Postgres(postgres::attach(address)?),
        })
    }

    /// Reads something as it is at one moment.
    pub fn read<T>(
        &mut self,
        query: impl FnOnce(&Transaction<'_>) -> Result<T, DatabaseError>,
    ) -> Result<T, DatabaseError> {
        match self {
            Self::Sqlite(connection) => query(&Transaction::sqlite(&connection.transaction()?)),
            Self::Postgres(connection) => connection.read(|open| query(&Transaction::postgres(open))),
        }
    }

    /// Makes changes: all of them are on disk afterwards, or none.
    pub fn write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, DatabaseError>,
    ) -> Result<T, DatabaseError> {
        match self {
            Self::Sqlite(connection) => {
                let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
                let answer = change(&Transaction::sqlite(&transaction))?;
                transaction.commit()?;
                Ok(answer)
            }
            Self::Postgres(connection) => connection.write_alone(|open| change(&Transaction::postgres(open))),
        }
    }

    /// Does a job as the server would.
    pub fn commit(&mut self, job: Job, arrival: Moment) -> Result<(), DatabaseError> {
        let batch = [Queued { job, arrival, done: oneshot::channel().0 }];
        match self {
            Self::Sqlite(connection) => sqlite::commit(connection, &batch, None),
            Self::Postgres(connection) => postgres::commit(connection, &batch),
        }
    }

    /// Reads the newest callbacks that could not be read, or the newest of those before an id.
    pub fn dead_letters(&mut self, before: Option<i64>, limit: u32) -> Result<Vec<UnreadableCallback>, DatabaseError> {
        self.read(|transaction| Ok(dead_letter::newest(transaction, before, limit)?.newest))
    }

    /// Copies the database, as it is at this moment, to a new file that only its owner may read.
    pub fn backup(&self, to: &Path) -> anyhow::Result<()> {
        match self {
            Self::Sqlite(connection) => sqlite::backup(connection, to),
            Self::Postgres(_) => bail!("a database of PostgreSQL is copied by `pg_dump`"),
        }
    }

    /// From here on what is deleted is overwritten. `PostgreSQL` does so by and by.
    pub(super) fn overwrite_what_is_deleted(&self) -> Result<(), DatabaseError> {
        match self {
            Self::Sqlite(connection) => Ok(connection.pragma_update(None, "secure_delete", true)?),
            Self::Postgres(_) => Ok(()),
        }
    }

    /// Empties the log of changes beside the database, which still has what was deleted. Returns whether it could.
    pub(super) fn empty_log(&self) -> Result<bool, DatabaseError> {
        match self {
            Self::Sqlite(connection) => {
                Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| Ok(row.get::<_, i64>(0)? == 0))?)
            }
            Self::Postgres(_) => Ok(true),
        }
    }
}
