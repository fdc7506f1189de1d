use std::{
    io,
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use tokio::{
    runtime::Handle,
    sync::{mpsc, oneshot, watch},
    time::timeout,
};

use super::{
    backend::WriteBackend,
    job::{Job, NotStored, Queued},
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

/// What the thread needs.
#[derive(Debug)]
pub struct WriterStart {
    connection: Box<dyn WriteBackend>,
    max_batch: usize,
}

impl WriterStart {
    pub(super) fn new(connection: Box<dyn WriteBackend>, max_batch: usize) -> Self {
        Self { connection, max_batch }
    }

    /// Starts the thread, which ends when every `Writer` is gone. `changes` is marked if another server may have stored something.
    ///
    /// It must be called in a runtime, whose clock the thread uses.
    pub fn start(self, observer: impl Observer, changes: watch::Sender<()>) -> io::Result<(Writer, JoinHandle<()>)> {
        let Self { connection, max_batch } = self;
        let runtime = Handle::try_current().map_err(io::Error::other)?;
        let news = connection.start_news(changes)?;
        let (queue, jobs) = mpsc::channel(Writer::CAPACITY);
        let (last, errors) = (Last::Unknown, Throttle::default());
        let mut thread = WriterThread { connection, runtime, jobs, max_batch, observer, last, errors };
        let thread = thread::Builder::new().name("writer".into()).spawn(move || {
            thread.run();
            thread.connection.close();
            // The last change is told.
            if news.is_some_and(|news| news.join().is_err()) {
                tracing::warn!("what was stored last may not show on the pages of other servers");
            }
        })?;
        Ok((Writer { queue }, thread))
    }

    /// Writes a batch without the thread.
    #[cfg(test)]
    pub fn commit(&mut self, batch: &[Queued]) -> Result<(), DatabaseError> {
        self.connection.commit(batch)?;
        while self.connection.tidy()? {}
        Ok(())
    }
}

/// What is told of each transaction.
pub trait Observer: Send + 'static {
    fn committed(&self, jobs: usize, took: Duration);
    fn failed(&self, jobs: usize);
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
    connection: Box<dyn WriteBackend>,
    runtime: Handle,
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

impl<O: Observer> WriterThread<O> {
    /// Writes jobs until every sender is gone and nothing waits.
    fn run(&mut self) {
        let mut batch = Vec::with_capacity(self.max_batch);
        while self.receive(&mut batch) > 0 {
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

    /// Waits for jobs, and returns how many there are: 0 if there will be none. What can wait is written once none has come for a while.
    fn receive(&mut self, batch: &mut Vec<Queued>) -> usize {
        /// Longer than a busy platform pauses, so that its callbacks seldom wait for what can wait.
        const QUIET: Duration = Duration::from_secs(1);

        let jobs = &mut self.jobs;
        let received = self.runtime.block_on(async { timeout(QUIET, jobs.recv_many(batch, self.max_batch)).await });
        received.unwrap_or_else(|_| {
            // What fails here fails with the next batch, too, and is told then.
            while jobs.is_empty() && self.connection.tidy().unwrap_or_default() {}
            jobs.blocking_recv_many(batch, self.max_batch)
        })
    }

    /// Tells those who asked for some jobs how their transaction went.
    fn answer(&mut self, written: &Result<Written, DatabaseError>, jobs: impl IntoIterator<Item = Queued>) {
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
                    tracing::error!(%error, callbacks = failed, unlogged, "not stored; the platform will send them again");
                }
            }
        }
    }

    fn write(&mut self, batch: &[Queued]) -> Result<Written, DatabaseError> {
        /// For how long a commit shows that the database can be written.
        const LATELY: Duration = Duration::from_secs(60);

        let start = Instant::now();
        self.connection.check()?;
        let jobs = batch.iter().filter(|queued| !matches!(queued.job, Job::Probe)).count();
        if jobs > 0 {
            self.connection.commit(batch)?;
            self.observer.committed(jobs, start.elapsed());
        } else if matches!(self.last, Last::Committed(at) if at.elapsed() < LATELY) {
            return Ok(Written::Lately);
        } else {
            self.connection.probe()?;
        }
        Ok(Written::Now)
    }
}
