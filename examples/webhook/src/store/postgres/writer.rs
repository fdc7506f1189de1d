use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    thread::JoinHandle,
};

use tokio::sync::watch;

use super::{address::Address, batch, connection::Connection, news::News};
use crate::store::{backend::WriteBackend, job::Queued, transaction::DatabaseError};

/// The connection that writes, made anew if it breaks.
#[derive(Debug)]
pub struct Writer {
    address: Address,
    connection: Option<Connection>,
    /// Set if something was stored that other servers have not been told of.
    untold: Arc<AtomicBool>,
}

impl Writer {
    /// Takes over a connection, so that there is one whatever others take.
    pub fn new(address: Address, connection: Connection) -> Self {
        Self { address, connection: Some(connection), untold: Arc::default() }
    }

    fn attempt(
        &mut self,
        write: impl FnOnce(&mut Connection) -> Result<(), DatabaseError>,
    ) -> Result<(), DatabaseError> {
        let mut connection = match self.connection.take().and_then(Connection::if_alive) {
            Some(connection) => connection,
            None => Connection::open_to_store(&self.address)?,
        };
        // One that fails goes with the error: it may be to a server that has become a standby.
        write(&mut connection)?;
        self.connection = Some(connection);
        Ok(())
    }
}

impl WriteBackend for Writer {
    fn commit(&mut self, batch: &[Queued]) -> Result<(), DatabaseError> {
        /// How often a batch is written that is in the way of another server's.
        const ATTEMPTS: usize = 5;

        let mut result = self.attempt(|connection| batch::commit(connection, batch));
        for _ in 1..ATTEMPTS {
            match &result {
                Err(DatabaseError::Postgres(error)) if error.is_conflict() => {
                    tracing::debug!(%error, "writing a batch again");
                    result = self.attempt(|connection| batch::commit(connection, batch));
                }
                _ => break,
            }
        }
        // If the connection broke, it may have been stored all the same.
        self.untold.store(true, Relaxed);
        result
    }

    fn probe(&mut self) -> Result<(), DatabaseError> {
        self.attempt(batch::probe)
    }

    fn start_news(&self, changes: watch::Sender<()>) -> io::Result<Option<JoinHandle<()>>> {
        let news = News { address: self.address.clone(), untold: self.untold.clone() };
        news.start(changes).map(Some)
    }
}
