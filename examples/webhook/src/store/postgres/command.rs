use std::path::Path;

use anyhow::bail;

use super::{batch, connection::Connection};
use crate::store::{
    backend::{CommandBackend, Work},
    job::Queued,
    transaction::{DatabaseError, Transaction},
};

impl CommandBackend for Connection {
    fn read(&mut self, query: Work<'_>) -> Result<(), DatabaseError> {
        Self::read(self, |open| query(&Transaction::postgres(open)))
    }

    fn write(&mut self, change: Work<'_>) -> Result<(), DatabaseError> {
        self.write_alone(|open| change(&Transaction::postgres(open)))
    }

    fn commit(&mut self, batch: &[Queued]) -> Result<(), DatabaseError> {
        batch::commit(self, batch)
    }

    fn backup(&self, _to: &Path) -> anyhow::Result<()> {
        bail!("a database of PostgreSQL is copied by `pg_dump`")
    }

    /// `PostgreSQL` does so by and by.
    fn overwrite_what_is_deleted(&self) -> Result<(), DatabaseError> {
        Ok(())
    }

    fn empty_log(&self) -> Result<bool, DatabaseError> {
        Ok(true)
    }
}
