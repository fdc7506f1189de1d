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
    answers::{Answers, Batch, Observer, Written},
    backend::WriteBackend,
    job::{Job, NotStored, Queued},
};
use crate::moment::Moment;

/// The way to the thread that writes.
///
/// That thread takes whatever waits and writes it in one transaction. Another thread brings that to the disk and answers everybody, while the
/// next transaction is written: the more callbacks arrive at once, the more of them share a transaction and a wait for the disk.
#[derive(Clone, Debug)]
pub struct Writer {
    queue: mpsc::Sender<Queued>,
}

/// What the threads need.
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
        let answers = Answers::start(connection.flusher(), observer)?;
        let mut thread = WriterThread { connection, runtime, jobs, max_batch, answers, has_failed: false };
        let thread = thread::Builder::new().name("writer".into()).spawn(move || {
            thread.run();
            let WriterThread { connection, answers, .. } = thread;
            // The last ones are answered before the connection ends.
            if answers.stop().is_err() {
                tracing::error!("the thread that answers panicked");
            }
            connection.close();
            // The last change is told.
            if news.is_some_and(|news| news.join().is_err()) {
                tracing::warn!("what was stored last may not show on the pages of other servers");
            }
        })?;
        Ok((Writer { queue }, thread))
    }

    /// Writes a batch without the threads.
    #[cfg(test)]
    pub fn commit(&mut self, batch: &[Queued]) -> Result<(), super::transaction::DatabaseError> {
        self.connection.commit(batch)?;
        while self.connection.tidy()? {}
        Ok(())
    }
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

struct WriterThread {
    connection: Box<dyn WriteBackend>,
    runtime: Handle,
    jobs: mpsc::Receiver<Queued>,
    max_batch: usize,
    answers: Answers,
    /// Whether the last transaction failed, which `answers` may not know yet.
    has_failed: bool,
}

impl WriterThread {
    /// Writes jobs until every sender is gone and nothing waits.
    fn run(&mut self) {
        loop {
            let jobs = self.receive();
            if jobs.is_empty() {
                break;
            }
            let batch = self.write(jobs);
            match &batch.written {
                // Only one of them cannot be written, and the others do not suffer for it.
                Err(error) if batch.jobs.len() > 1 && error.is_of_one_job() => {
                    for job in batch.jobs {
                        let alone = self.write(vec![job]);
                        self.answers.answer(alone);
                    }
                }
                _ => self.answers.answer(batch),
            }
        }
    }

    /// Waits for jobs; there are none if there will be none. What can wait is written once none has come for a while.
    fn receive(&mut self) -> Vec<Queued> {
        /// Longer than a busy platform pauses, so that its callbacks seldom wait for what can wait.
        const QUIET: Duration = Duration::from_secs(1);

        let mut batch = Vec::new();
        let jobs = &mut self.jobs;
        let received =
            self.runtime.block_on(async { timeout(QUIET, jobs.recv_many(&mut batch, self.max_batch)).await });
        if received.is_err() {
            // What fails here fails with the next batch, too, and is told then.
            while jobs.is_empty() && self.connection.tidy().unwrap_or_default() {}
            jobs.blocking_recv_many(&mut batch, self.max_batch);
        }
        batch
    }

    fn write(&mut self, jobs: Vec<Queued>) -> Batch {
        let started = Instant::now();
        let Self { connection, answers, has_failed, .. } = self;
        let written = connection.check().and_then(|()| {
            if jobs.iter().any(|queued| !queued.is_probe()) {
                connection.commit(&jobs)?;
            } else if !*has_failed && answers.was_written_lately() {
                return Ok(Written::Lately);
            } else {
                connection.probe()?;
            }
            Ok(Written::Now)
        });
        self.has_failed = written.is_err();
        Batch { jobs, started, written }
    }
}
