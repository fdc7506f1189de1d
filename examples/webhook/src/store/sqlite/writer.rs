use rusqlite::{Connection, TransactionBehavior};

use super::{batch, checkpoints::Checkpoints, deferred_indexes::DeferredIndexes, file::DatabaseFile, log::Log};
use crate::store::{
    backend::{Flush, WriteBackend},
    job::Queued,
    transaction::DatabaseError,
};

/// The connection that writes. It keeps the file as long as it is there.
#[derive(Debug)]
pub struct Writer {
    pub connection: Connection,
    pub file: DatabaseFile,
    pub indexes: DeferredIndexes,
    pub log: Log,
    pub checkpoints: Checkpoints,
}

impl WriteBackend for Writer {
    fn commit(&mut self, batch: &[Queued]) -> Result<(), DatabaseError> {
        self.log.repair(&self.connection)?;
        self.checkpoints.finish(&self.connection);
        batch::commit(&mut self.connection, batch, Some(&mut self.indexes))?;
        self.checkpoints.notify();
        Ok(())
    }

    fn flusher(&self) -> Box<dyn Flush> {
        Box::new(self.log.clone())
    }

    fn tidy(&mut self) -> Result<bool, DatabaseError> {
        if !self.indexes.are_behind() {
            return Ok(false);
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        self.indexes.find_again(&transaction)?;
        let written = self.indexes.write_some(&transaction, true).and_then(|()| transaction.commit());
        match written {
            Ok(()) => self.checkpoints.notify(),
            Err(_) => self.indexes.lose(),
        }
        Ok(written.map(|()| true)?)
    }

    fn probe(&mut self) -> Result<(), DatabaseError> {
        self.log.repair(&self.connection)?;
        batch::probe(&self.connection)
    }

    /// Writes the log of changes back and lets the file go.
    fn close(self: Box<Self>) {
        let Self { connection, file, checkpoints, .. } = *self;
        let stopped = checkpoints.stop().map_err(anyhow::Error::from);
        // The last connection writes back what is left.
        if let Err(error) = stopped.and_then(|()| connection.close().map_err(|(_, error)| error.into())) {
            tracing::warn!(%error, "could not close the database cleanly");
        }
        drop(file);
    }

    fn check(&self) -> Result<(), DatabaseError> {
        if self.file.is_in_place() { Ok(()) } else { Err(DatabaseError::FileIsGone) }
    }
}
