use std::{
    io,
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use rusqlite::{Connection, ErrorCode};
use tokio::sync::{mpsc, oneshot};

use super::{
    job::{Job, Queued},
    sqlite::{
        batch::{commit, probe},
        file::DatabaseFile,
    },
    transaction::DatabaseError,
};
use crate::{moment::Moment, refusal::Throttle};

/// The way to the thread that writes.
///
/// That thread takes whatever waits, writes it in one transaction, and answers everybody once it is on disk: the more
/// callbacks arrive at once, the more of them share one fsync.
#[derive(Clone, Debug)]
pub struct Writer {
    queue: mpsc::Sender<Queued>,
}

/// What the thread needs. It keeps the file as long as it runs.
#[derive(Debug)]
pub struct WriterStart {
    pub(super) connection: Connection,
    pub(super) file: DatabaseFile,
    pub(super) max_batch: usize,
}

impl WriterStart {
    /// Starts the thread, which ends when every `Writer` is gone.
    pub fn start(self, observer: impl Observer) -> io::Result<(Writer, JoinHandle<()>)> {
        let Self { connection, file, max_batch } = self;
        let (queue, jobs) = mpsc::channel(Writer::CAPACITY);
        let mut thread = WriterThread {
            connection,
            file,
            jobs,
            max_batch,
            observer,
            last: Last::Unknown,
            errors: Throttle::default(),
        };
        let thread = thread::Builder::new().name("writer".into()).spawn(move || {
            thread.run();
            if let Err((_, error)) = thread.connection.close() {
                tracing::warn!(%error, "could not close the database cleanly");
            }
            drop(thread.file);
        })?;
        Ok((Writer { queue }, thread))
    }
}

/// What is told of each transaction.
pub trait Observer: Send + 'static {
    fn committed(&self, jobs: usize, took: Duration);
    fn failed(&self, jobs: usize);
}

/// A job is not on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotStored {
    #[error("too many callbacks are waiting to be stored")]
    Busy,
    #[error("the database could not be written")]
    Failed,
    #[error("the server is stopping")]
    Stopped,
}

impl Writer {
    /// How many jobs may wait. More than one per connection is never needed.
    pub const CAPACITY: usize = 4096;

    /// Returns when the job is on disk, or will not be.
    pub async fn store(&self, job: Job, arrival: Moment) -> Result<(), NotStored> {
        let (done, outcome) = oneshot::channel();
        self.queue.try_send(Queued { job, arrival, done }).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => NotStored::Busy,
            mpsc::error::TrySendError::Closed(_) => NotStored::Stopped,
        })?;
        outcome.await.unwrap_or(Err(NotStored::Stopped))
    }
}

struct WriterThread<O> {
    connection: Connection,
    file: DatabaseFile,
    jobs: mpsc::Receiver<Queued>,
    max_batch: usize,
    observer: O,
    last: Last,
    errors: Throttle,
}

/// How the last transaction went.
#[derive(Clone, Copy, Debug)]
enum Last {
    Unknown,
    Committed(Instant),
    Failed,
}

/// When a transaction showed that the database can be written.
#[derive(Clone, Copy, Debug)]
enum Written {
    Now,
    /// Not long ago, so none was made for those who only ask.
    Lately,
}

/// Why a transaction failed.
#[derive(Debug, thiserror::Error)]
enum WriteError {
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error("the file of the database was removed, moved or replaced")]
    FileIsGone,
}

impl<O: Observer> WriterThread<O> {
    /// Writes jobs until every sender is gone and nothing waits.
    fn run(&mut self) {
        let mut batch = Vec::with_capacity(self.max_batch);
        while self.jobs.blocking_recv_many(&mut batch, self.max_batch) > 0 {
            match self.write(&batch) {
                // Only one of them cannot be written, and the others do not suffer for it.
                Err(error) if batch.len() > 1 && error.is_of_one_job() => {
                    for queued in batch.drain(..) {
                        let written = self.write(std::slice::from_ref(&queued));
                        self.answer(&written, [queued]);
                    }
                }
                written => self.answer(&written, batch.drain(..)),
            }
        }
    }

    /// Tells those who asked for some jobs how their transaction went.
    fn answer(&mut self, written: &Result<Written, WriteError>, jobs: impl IntoIterator<Item = Queued>) {
        let mut failed = 0;
        for queued in jobs {
            failed += usize::from(written.is_err() && !matches!(queued.job, Job::Probe));
            // They may have gone.
            let _ = queued.done.send(if written.is_ok() { Ok(()) } else { Err(NotStored::Failed) });
        }
        match written {
            Ok(Written::Lately) => {}
            Ok(Written::Now) => {
                if matches!(self.last, Last::Failed) {
                    tracing::info!("the database can be written again");
                }
                self.last = Last::Committed(Instant::now());
            }
            Err(error) => {
                self.last = Last::Failed;
                self.observer.failed(failed);
                if let Some(unlogged) = self.errors.pass(Instant::now()) {
                    tracing::error!(%error, callbacks = failed, unlogged, "not stored; the provider will send them again");
                }
            }
        }
    }

    fn write(&mut self, batch: &[Queued]) -> Result<Written, WriteError> {
        /// For how long a commit shows that the database can be written.
        const LATELY: Duration = Duration::from_secs(60);

        let start = Instant::now();
        if !self.file.is_in_place() {
            return Err(WriteError::FileIsGone);
        }
        let jobs = batch.iter().filter(|queued| !matches!(queued.job, Job::Probe)).count();
        if jobs > 0 {
            commit(&mut self.connection, batch)?;
            self.observer.committed(jobs, start.elapsed());
        } else if matches!(self.last, Last::Committed(at) if at.elapsed() < LATELY) {
            return Ok(Written::Lately);
        } else {
            probe(&self.connection)?;
        }
        Ok(Written::Now)
    }
}

impl WriteError {
    /// Returns whether a transaction may have failed for one of its jobs only.
    fn is_of_one_job(&self) -> bool {
        match self {
            Self::Database(DatabaseError::Sqlite(error)) => matches!(
                error.sqlite_error_code(),
                None | Some(ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch | ErrorCode::TooBig)
            ),
            Self::Database(DatabaseError::Contents(_)) => true,
            Self::FileIsGone => false,
        }
    }
}
