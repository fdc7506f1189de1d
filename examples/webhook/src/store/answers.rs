use std::{
    fmt, io, iter, mem,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use super::{
    backend::Flush,
    job::{NotStored, Queued},
    transaction::DatabaseError,
};
use crate::refusal::Throttle;

/// The way to the thread that brings transactions to the disk, and then tells those who asked for their jobs how they went.
#[derive(Debug)]
pub struct Answers {
    batches: SyncSender<Batch>,
    last: Arc<Mutex<Last>>,
    thread: JoinHandle<()>,
}

/// Jobs whose transaction is over.
#[derive(Debug)]
pub struct Batch {
    pub jobs: Vec<Queued>,
    pub started: Instant,
    pub written: Result<Written, DatabaseError>,
}

/// When a transaction showed that the database can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    Now,
    /// Not long ago, so none was made for those who only ask.
    Lately,
}

/// What is told of each transaction.
pub trait Observer: Send + 'static {
    fn committed(&self, jobs: usize, took: Duration);
    fn failed(&self, jobs: usize);
}

/// How the last transaction went.
#[derive(Clone, Copy, Debug)]
enum Last {
    Unknown,
    Stored(Instant),
    Failed,
}

/// How many batches may wait for the disk. Each has all jobs that came while the one before it was written.
const WAITING: usize = 16;

impl Answers {
    /// Starts the thread.
    pub fn start(flusher: Box<dyn Flush>, observer: impl Observer) -> io::Result<Self> {
        let (sender, batches) = sync_channel(WAITING);
        let last = Arc::new(Mutex::new(Last::Unknown));
        let answering = Answering { batches, flusher, observer, last: Arc::clone(&last), errors: Throttle::default() };
        let thread = thread::Builder::new().name("answers".into()).spawn(move || answering.run())?;
        Ok(Self { batches: sender, last, thread })
    }

    /// Answers a batch, later.
    pub fn answer(&self, batch: Batch) {
        // If the thread is gone, the jobs go with the batch, and everybody learns that they are not stored.
        let _ = self.batches.send(batch);
    }

    /// Returns whether a transaction showed not long ago that the database can be written.
    pub fn was_written_lately(&self) -> bool {
        /// For how long it shows that.
        const LATELY: Duration = Duration::from_secs(60);

        let last = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
        matches!(last, Last::Stored(at) if at.elapsed() < LATELY)
    }

    /// Waits until all batches are answered.
    pub fn stop(self) -> thread::Result<()> {
        drop(self.batches);
        self.thread.join()
    }
}

struct Answering<O> {
    batches: Receiver<Batch>,
    flusher: Box<dyn Flush>,
    observer: O,
    last: Arc<Mutex<Last>>,
    errors: Throttle,
}

impl<O: Observer> Answering<O> {
    fn run(&self) {
        while let Ok(first) = self.batches.recv() {
            let batches: Vec<Batch> = iter::once(first).chain(self.batches.try_iter()).collect();
            let is_new = batches.iter().any(|batch| matches!(batch.written, Ok(Written::Now)));
            let flushed = if is_new { self.flusher.flush() } else { Ok(()) };
            for Batch { jobs, started, written } in batches {
                let callbacks = jobs.iter().filter(|queued| !queued.is_probe()).count();
                let answer = match (written, &flushed) {
                    (Ok(Written::Lately), _) => Ok(()),
                    (Ok(Written::Now), Ok(())) => {
                        self.succeeded(callbacks, started);
                        Ok(())
                    }
                    (Ok(Written::Now), Err(error)) => Err(self.failed(callbacks, error)),
                    (Err(error), _) => Err(self.failed(callbacks, &error)),
                };
                for queued in jobs {
                    // They may have gone.
                    let _ = queued.done.send(answer);
                }
            }
        }
    }

    fn succeeded(&self, callbacks: usize, started: Instant) {
        if callbacks > 0 {
            self.observer.committed(callbacks, started.elapsed());
        }
        if matches!(self.change_last(Last::Stored(Instant::now())), Last::Failed) {
            tracing::info!("the database can be written again");
        }
    }

    fn failed(&self, callbacks: usize, error: &dyn fmt::Display) -> NotStored {
        self.change_last(Last::Failed);
        self.observer.failed(callbacks);
        if let Some(unlogged) = self.errors.pass(Instant::now()) {
            tracing::error!(%error, callbacks, unlogged, "not stored; the platform will send them again");
        }
        NotStored::Failed
    }

    fn change_last(&self, last: Last) -> Last {
        mem::replace(&mut *self.last.lock().unwrap_or_else(PoisonError::into_inner), last)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        atomic::{AtomicUsize, Ordering::SeqCst},
        mpsc::{Sender, channel},
    };

    use tokio::sync::oneshot::{self, error::TryRecvError};

    use super::*;
    use crate::{moment::Moment, store::Job};

    /// A disk that answers when the test says so.
    struct Disk {
        answers: Mutex<Receiver<io::Result<()>>>,
        asked: Arc<AtomicUsize>,
    }

    impl Flush for Disk {
        fn flush(&self) -> io::Result<()> {
            self.asked.fetch_add(1, SeqCst);
            self.answers.lock().unwrap().recv().unwrap()
        }
    }

    #[derive(Clone, Default)]
    struct Told(Arc<Mutex<[usize; 2]>>);

    impl Observer for Told {
        fn committed(&self, jobs: usize, _: Duration) {
            self.0.lock().unwrap()[0] += jobs;
        }

        fn failed(&self, jobs: usize) {
            self.0.lock().unwrap()[1] += jobs;
        }
    }

    fn start() -> (Answers, Sender<io::Result<()>>, Arc<AtomicUsize>, Told) {
        let (disk, answers) = channel();
        let (asked, told) = (Arc::<AtomicUsize>::default(), Told::default());
        let flusher = Box::new(Disk { answers: Mutex::new(answers), asked: asked.clone() });
        (Answers::start(flusher, told.clone()).unwrap(), disk, asked, told)
    }

    fn batch(job: Job, written: Result<Written, DatabaseError>) -> (Batch, oneshot::Receiver<Result<(), NotStored>>) {
        let (done, answer) = oneshot::channel();
        let jobs = vec![Queued { job, arrival: Moment::stored(0, 0), done }];
        (Batch { jobs, started: Instant::now(), written }, answer)
    }

    fn wait_until(condition: impl Fn() -> bool) {
        while !condition() {
            thread::yield_now();
        }
    }

    #[test]
    fn nothing_is_answered_before_it_is_on_disk() {
        let (answers, disk, asked, told) = start();
        let (first, mut answer) = batch(Job::Falls(vec![]), Ok(Written::Now));
        answers.answer(first);
        wait_until(|| asked.load(SeqCst) == 1);
        assert_eq!(answer.try_recv(), Err(TryRecvError::Empty));
        assert!(!answers.was_written_lately());
        // Those that come meanwhile share the next wait.
        let mut others: Vec<_> = (0..3)
            .map(|_| {
                let (other, answer) = batch(Job::Falls(vec![]), Ok(Written::Now));
                answers.answer(other);
                answer
            })
            .collect();
        disk.send(Ok(())).unwrap();
        assert_eq!(answer.blocking_recv(), Ok(Ok(())));
        wait_until(|| asked.load(SeqCst) == 2);
        assert!(answers.was_written_lately());
        assert!(others.iter_mut().all(|answer| answer.try_recv() == Err(TryRecvError::Empty)));
        disk.send(Ok(())).unwrap();
        assert!(others.into_iter().all(|answer| answer.blocking_recv() == Ok(Ok(()))));
        answers.stop().unwrap();
        assert_eq!((asked.load(SeqCst), *told.0.lock().unwrap()), (2, [4, 0]));
    }

    #[test]
    fn what_is_not_on_disk_is_not_stored() {
        let (answers, disk, asked, told) = start();
        let (lost, answer) = batch(Job::Falls(vec![]), Ok(Written::Now));
        disk.send(Ok(())).unwrap();
        answers.answer(lost);
        assert_eq!(answer.blocking_recv(), Ok(Ok(())));

        let (lost, answer) = batch(Job::Falls(vec![]), Ok(Written::Now));
        disk.send(Err(io::Error::other("no disk"))).unwrap();
        answers.answer(lost);
        assert_eq!(answer.blocking_recv(), Ok(Err(NotStored::Failed)));
        assert!(!answers.was_written_lately());

        // What was not written does not wait for the disk, and neither does who only asks.
        let (failed, answer) = batch(Job::Falls(vec![]), Err(DatabaseError::FileIsGone));
        answers.answer(failed);
        assert_eq!(answer.blocking_recv(), Ok(Err(NotStored::Failed)));
        let (probe, answer) = batch(Job::Probe, Ok(Written::Lately));
        answers.answer(probe);
        assert_eq!(answer.blocking_recv(), Ok(Ok(())));
        assert!(!answers.was_written_lately());
        answers.stop().unwrap();
        assert_eq!((asked.load(SeqCst), *told.0.lock().unwrap()), (2, [1, 2]));
    }
}
