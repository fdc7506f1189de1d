use std::path::Path;

use tokio::sync::oneshot;

use super::{
    backend::{CommandBackend, answer},
    dead_letter::{self, UnreadableCallback},
    job::{Job, Queued},
    transaction::{DatabaseError, Transaction},
};
use crate::moment::Moment;

/// A database that is opened for a moment, beside the servers if some are running.
#[derive(Debug)]
pub struct Database {
    backend: Box<dyn CommandBackend>,
}

impl Database {
    pub(super) fn new(backend: Box<dyn CommandBackend>) -> Self {
        Self { backend }
    }

    /// Reads something as it is at one moment.
    pub fn read<T>(
        &mut self,
        query: impl FnOnce(&Transaction<'_>) -> Result<T, DatabaseError>,
    ) -> Result<T, DatabaseError> {
        answer(query, |query| self.backend.read(query))
    }

    /// Makes changes: all of them are on disk afterwards, or none.
    pub fn write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, DatabaseError>,
    ) -> Result<T, DatabaseError> {
        answer(change, |change| self.backend.write(change))
    }

    /// Does a job as the server would.
    pub fn commit(&mut self, job: Job, arrival: Moment) -> Result<(), DatabaseError> {
        self.backend.commit(&[Queued { job, arrival, done: oneshot::channel().0 }])
    }

    /// Reads the newest callbacks that could not be read, or the newest of those before an id.
    pub fn dead_letters(&mut self, before: Option<i64>, limit: u32) -> Result<Vec<UnreadableCallback>, DatabaseError> {
        self.read(|transaction| Ok(dead_letter::newest(transaction, before, limit)?.newest))
    }

    /// Copies the database, as it is at this moment, to a new file that only its owner may read.
    pub fn backup(&self, to: &Path) -> anyhow::Result<()> {
        self.backend.backup(to)
    }

    /// From here on what is deleted is overwritten.
    pub(super) fn overwrite_what_is_deleted(&self) -> Result<(), DatabaseError> {
        self.backend.overwrite_what_is_deleted()
    }

    /// Empties the log of changes beside the database, which still has what was deleted. Returns whether it could.
    pub(super) fn empty_log(&self) -> Result<bool, DatabaseError> {
        self.backend.empty_log()
    }
}
