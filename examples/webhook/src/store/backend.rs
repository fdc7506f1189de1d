use std::{fmt, io, path::Path, thread::JoinHandle};

use jiff::tz::TimeZone;
use tokio::sync::watch;

use super::{
    job::Queued,
    location::Location,
    transaction::{DatabaseError, Transaction},
};
use crate::secret::Secret;

/// How the store is opened.
#[derive(Clone, Debug)]
pub struct Options {
    pub location: Location,
    /// The zone of dates that have none.
    pub zone: TimeZone,
    /// The maximum number of callbacks per transaction.
    pub max_batch: usize,
    /// The maximum number of bytes of the database file, if there is one.
    pub max_bytes: Option<u64>,
}

/// What a database gives to the server that opens it.
#[derive(Debug)]
pub struct Opened {
    pub read: Box<dyn ReadBackend>,
    pub write: Box<dyn WriteBackend>,
    pub secrets: Vec<Secret>,
    /// Whether the secret was made now.
    pub is_new: bool,
    pub location: Location,
}

/// How large a database is, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    pub database: u64,
    /// The log of changes beside it, if it has one of its own.
    pub log: Option<u64>,
}

/// What is done in a transaction. What it finds it leaves to its owner; see `answer`.
pub type Work<'a> = Box<dyn FnOnce(&Transaction<'_>) -> Result<(), DatabaseError> + 'a>;

/// Connections that read, for several threads.
pub trait ReadBackend: fmt::Debug + Send + Sync {
    /// Reads something as it is at one moment.
    fn read(&self, query: Work<'_>) -> Result<(), DatabaseError>;

    /// Returns how large the database is.
    fn sizes(&self) -> Result<Sizes, DatabaseError>;
}

/// The connection that writes what the server takes in.
pub trait WriteBackend: fmt::Debug + Send {
    /// Writes a batch: all of it, or none, or it is not known. It is on disk once the [`Flush`] of this connection was called.
    fn commit(&mut self, batch: &[Queued]) -> Result<(), DatabaseError>;

    /// Returns what brings to the disk what was written, while the next batch is written.
    fn flusher(&self) -> Box<dyn Flush> {
        Box::new(OnDisk)
    }

    /// Sees whether the database can be written.
    fn probe(&mut self) -> Result<(), DatabaseError>;

    /// Returns an error if what is written would be lost.
    fn check(&self) -> Result<(), DatabaseError> {
        Ok(())
    }

    /// Writes what can wait, if there is some, and returns whether it did.
    fn tidy(&mut self) -> Result<bool, DatabaseError> {
        Ok(false)
    }

    /// If other servers may write to the same database, starts a thread that tells them what is stored here and marks `changes` when they
    /// may have stored something. It ends after this connection.
    fn start_news(&self, _changes: watch::Sender<()>) -> io::Result<Option<JoinHandle<()>>> {
        Ok(None)
    }

    /// Ends the connection in good order.
    fn close(self: Box<Self>) {}
}

/// Brings to the disk what a connection has written.
pub trait Flush: Send {
    /// Returns when everything that was written before the call is on disk.
    fn flush(&self) -> io::Result<()>;
}

/// What is written is on disk already.
struct OnDisk;

impl Flush for OnDisk {
    fn flush(&self) -> io::Result<()> {
        Ok(())
    }
}

/// A connection for a moment, beside the servers if some are running.
pub trait CommandBackend: fmt::Debug {
    /// Reads something as it is at one moment.
    fn read(&mut self, query: Work<'_>) -> Result<(), DatabaseError>;

    /// Makes changes: all of them are on disk afterwards, or none.
    fn write(&mut self, change: Work<'_>) -> Result<(), DatabaseError>;

    /// Writes a batch as the server would.
    fn commit(&mut self, batch: &[Queued]) -> Result<(), DatabaseError>;

    /// Copies the database, as it is at this moment, to a new file that only its owner may read.
    fn backup(&self, to: &Path) -> anyhow::Result<()>;

    /// From here on what is deleted is overwritten.
    fn overwrite_what_is_deleted(&self) -> Result<(), DatabaseError>;

    /// Empties the log of changes beside the database, which still has what was deleted. Returns whether it could.
    fn empty_log(&self) -> Result<bool, DatabaseError>;
}

/// Does something in a transaction, which `run` makes, and returns its answer.
pub fn answer<T>(
    work: impl FnOnce(&Transaction<'_>) -> Result<T, DatabaseError>,
    run: impl FnOnce(Work<'_>) -> Result<(), DatabaseError>,
) -> Result<T, DatabaseError> {
    let mut answer = None;
    run(Box::new(|transaction| {
        answer = Some(work(transaction)?);
        Ok(())
    }))?;
    answer.ok_or(DatabaseError::NoTransaction)
}
