use std::{collections::HashMap, fmt, time::Duration};

use postgres::{Client, IsolationLevel, Statement};

use super::{address::Address, error::Error, lock::Lock, transaction::Open};

/// A connection, with the statements that it has prepared.
pub struct Connection {
    pub(super) client: Box<Client>,
    statements: HashMap<String, Statement>,
}

impl Connection {
    pub fn open(address: &Address) -> Result<Self, Error> {
        Ok(Self { client: Box::new(address.connect()?), statements: HashMap::new() })
    }

    /// Opens one that stores batches, which finds rows by their key whatever their number was when a statement was prepared.
    pub fn open_to_store(address: &Address) -> Result<Self, Error> {
        Self::open(address)?.ready_to_store()
    }

    /// Makes it one that stores batches.
    pub fn ready_to_store(mut self) -> Result<Self, Error> {
        self.client.batch_execute("SET enable_seqscan = off")?;
        Ok(self)
    }

    /// Returns the connection unless it is broken.
    pub fn if_alive(mut self) -> Option<Self> {
        const PATIENCE: Duration = Duration::from_secs(5);

        self.client.is_valid(PATIENCE).is_ok().then_some(self)
    }

    /// Reads something as it is at one moment.
    pub fn read<T, E: From<Error>>(&mut self, query: impl FnOnce(&Open<'_>) -> Result<T, E>) -> Result<T, E> {
        let transaction = self
            .client
            .build_transaction()
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()
            .map_err(Error::from)?;
        query(&Open::new(transaction, &mut self.statements))
    }

    /// Makes changes: all of them are on disk afterwards, or none.
    pub fn write<T, E: From<Error>>(&mut self, change: impl FnOnce(&Open<'_>) -> Result<T, E>) -> Result<T, E> {
        let transaction = self.client.transaction().map_err(Error::from)?;
        let open = Open::new(transaction, &mut self.statements);
        let answer = change(&open)?;
        open.commit()?;
        Ok(answer)
    }

    /// The same, of changes that are not a batch: one transaction at a time makes such.
    pub fn write_alone<T, E: From<Error>>(&mut self, change: impl FnOnce(&Open<'_>) -> Result<T, E>) -> Result<T, E> {
        self.write(|open| {
            Lock::Upkeep.take(open)?;
            change(open)
        })
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").finish_non_exhaustive()
    }
}
