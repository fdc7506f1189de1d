use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::{backup::backup, batch};
use crate::store::{
    backend::{CommandBackend, Work},
    job::Queued,
    transaction::{DatabaseError, Transaction},
};

impl CommandBackend for Connection {
    fn read(&mut self, query: Work<'_>) -> Result<(), DatabaseError> {
        query(&Transaction::sqlite(&self.transaction()?))
    }

    fn write(&mut self, change: Work<'_>) -> Result<(), DatabaseError> {
        let transaction = self.transaction_with_behavior(TransactionBehavior::Immediate)?;
        change(&Transaction::sqlite(&transaction))?;
        Ok(transaction.commit()?)
    }

    fn commit(&mut self, batch: &[Queued]) -> Result<(), DatabaseError> {
        batch::commit(self, batch, None)
    }

    fn backup(&self, to: &Path) -> anyhow::Result<()> {
        backup(self, to)
    }

    fn overwrite_what_is_deleted(&self) -> Result<(), DatabaseError> {
        Ok(self.pragma_update(None, "secure_delete", true)?)
    }

    fn empty_log(&self) -> Result<bool, DatabaseError> {
        Ok(self.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| Ok(row.get::<_, i64>(0)? == 0))?)
    }
}
