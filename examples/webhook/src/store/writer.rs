use std::{
    cmp::Reverse,
    collections::HashMap,
    fs::File,
    io,
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use sms_status::DeliveryStatus;
use tokio::sync::{mpsc, oneshot};

use crate::{
    clock::Arrival,
    report::{CampaignName, Report},
};

/// The way to the thread that writes.
///
/// That thread takes whatever waits, writes it in one transaction, and answers everybody once it is on disk: the more
/// callbacks arrive at once, the more of them share one fsync.
#[derive(Clone, Debug)]
pub struct Writer {
    queue: mpsc::Sender<Queued>,
}

/// What the thread needs. It keeps the lock on the database as long as it runs.
#[derive(Debug)]
pub struct WriterStart {
    pub(super) connection: Connection,
    pub(super) lock: File,
    pub(super) max_batch: usize,
}

impl WriterStart {
    /// Starts the thread, which ends when every `Writer` is gone.
    pub fn start(self, observer: impl Observer) -> io::Result<(Writer, JoinHandle<()>)> {
        let Self { mut connection, lock, max_batch } = self;
        let (queue, mut jobs) = mpsc::channel(Writer::CAPACITY);
        let thread = thread::Builder::new().name("writer".into()).spawn(move || {
            write(&mut connection, &mut jobs, max_batch, &observer);
            if let Err((_, error)) = connection.close() {
                tracing::warn!(%error, "closing the database");
            }
            drop(lock);
        })?;
        Ok((Writer { queue }, thread))
    }
}

/// What is told of each transaction.
pub trait Observer: Send + 'static {
    fn committed(&self, jobs: usize, took: Duration);
    fn failed(&self, jobs: usize);
}

/// Something to be written.
#[derive(Debug)]
pub enum Job {
    Report(Report),
    DeadLetter(DeadLetter),
    /// Writes nothing; answered like the rest, so that whoever asks knows how writing goes.
    Probe,
}

/// A callback that could not be read.
#[derive(Debug)]
pub struct DeadLetter {
    pub reason: String,
    pub body: Vec<u8>,
}

/// A job is not on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotStored {
    #[error("too many callbacks wait to be stored")]
    Busy,
    #[error("the database could not be written")]
    Failed,
    #[error("the server is stopping")]
    Stopped,
}

#[derive(Debug)]
struct Queued {
    job: Job,
    arrival: Arrival,
    done: oneshot::Sender<Result<(), NotStored>>,
}

impl Writer {
    /// How many jobs may wait. More than one per connection is never needed.
    pub const CAPACITY: usize = 4096;

    /// Returns when the job is on disk, or will not be.
    pub async fn store(&self, job: Job, arrival: Arrival) -> Result<(), NotStored> {
        let (done, outcome) = oneshot::channel();
        self.queue.try_send(Queued { job, arrival, done }).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => NotStored::Busy,
            mpsc::error::TrySendError::Closed(_) => NotStored::Stopped,
        })?;
        outcome.await.unwrap_or(Err(NotStored::Stopped))
    }
}

/// Writes jobs until every sender is gone and nothing waits.
fn write(connection: &mut Connection, jobs: &mut mpsc::Receiver<Queued>, max_batch: usize, observer: &impl Observer) {
    let mut batch = Vec::with_capacity(max_batch);
    let mut healthy = Ok(());
    while jobs.blocking_recv_many(&mut batch, max_batch) > 0 {
        let start = Instant::now();
        let jobs = batch.iter().filter(|queued| !matches!(queued.job, Job::Probe)).count();
        if jobs > 0 {
            healthy = commit(connection, &batch).map_err(|error| {
                tracing::error!(%error, callbacks = jobs, "not stored; the provider will send them again");
                NotStored::Failed
            });
            match healthy {
                Ok(()) => observer.committed(jobs, start.elapsed()),
                Err(_) => observer.failed(jobs),
            }
        }
        for queued in batch.drain(..) {
            // Whoever asked may have gone.
            let _ = queued.done.send(healthy);
        }
    }
}

/// Writes a batch: all of it is on disk afterwards, or none.
fn commit(connection: &mut Connection, batch: &[Queued]) -> rusqlite::Result<()> {
    let mut open = Open {
        transaction: connection.transaction_with_behavior(TransactionBehavior::Immediate)?,
        campaigns: HashMap::new(),
        counts: HashMap::new(),
    };
    for queued in batch {
        match &queued.job {
            Job::Report(report) => open.report(report, queued.arrival)?,
            Job::DeadLetter(letter) => open.dead_letter(letter, queued.arrival)?,
            Job::Probe => {}
        }
    }
    open.commit()
}

/// A transaction under way, with what is written once at its end.
struct Open<'a> {
    transaction: Transaction<'a>,
    campaigns: HashMap<&'a CampaignName, Touched>,
    /// By how much the number of messages of a campaign with a status changes.
    counts: HashMap<(i64, DeliveryStatus), i64>,
}

/// A campaign that the batch has reports of.
#[derive(Clone, Copy)]
struct Touched {
    id: i64,
    last_report: i64,
}

/// A row of `message`.
#[derive(PartialEq)]
struct Message {
    campaign: i64,
    status: DeliveryStatus,
    at: String,
    number: Option<String>,
}

/// The row of `status_count` that counts all messages.
const ALL: i64 = 0;

/// How many dead letters are kept.
const DEAD_LETTERS: i64 = 1000;

impl<'a> Open<'a> {
    fn report(&mut self, report: &'a Report, arrival: Arrival) -> rusqlite::Result<()> {
        let key = report.message.as_str();
        let campaign = self.campaign(&report.campaign, arrival)?;
        let reported =
            Message { campaign, status: report.status, at: report.at.to_string(), number: report.number.clone() };
        let id = match self.message(key)? {
            None => {
                self.transaction
                    .prepare_cached("INSERT INTO message (key, campaign, number, status, at) VALUES (?, ?, ?, ?, ?)")?
                    .execute(params![key, campaign, reported.number, reported.status.code(), reported.at])?;
                self.count(campaign, reported.status, 1);
                self.transaction.last_insert_rowid()
            }
            Some((id, known)) => {
                let campaign = self.lesser(known.campaign, campaign, &report.campaign)?;
                // Of the same status the first: a repeated report without a date makes nothing happen later.
                let (status, Reverse(at)) =
                    (known.status, Reverse(&known.at)).max((reported.status, Reverse(&reported.at)));
                let latest =
                    Message { campaign, status, at: at.clone(), number: known.number.clone().or(reported.number) };
                if latest != known {
                    self.transaction
                        .prepare_cached("UPDATE message SET campaign = ?, number = ?, status = ?, at = ? WHERE id = ?")?
                        .execute(params![campaign, latest.number, latest.status.code(), latest.at, id])?;
                    self.count(known.campaign, known.status, -1);
                    self.count(campaign, latest.status, 1);
                }
                id
            }
        };
        self.transaction
            .prepare_cached("INSERT INTO report (message, received_at, body) VALUES (?, ?, ?)")?
            .execute(params![id, arrival.millis, report.body])?;
        Ok(())
    }

    fn dead_letter(&mut self, letter: &DeadLetter, arrival: Arrival) -> rusqlite::Result<()> {
        self.transaction
            .prepare_cached("INSERT INTO dead_letter (received_at, reason, body) VALUES (?, ?, ?)")?
            .execute(params![arrival.millis, letter.reason, letter.body])?;
        let newest = self.transaction.last_insert_rowid();
        self.transaction.prepare_cached("DELETE FROM dead_letter WHERE id <= ?")?.execute([newest - DEAD_LETTERS])?;
        Ok(())
    }

    fn commit(self) -> rusqlite::Result<()> {
        for campaign in self.campaigns.values() {
            self.transaction
                .prepare_cached("UPDATE campaign SET last_report = max(last_report, ?) WHERE id = ?")?
                .execute([campaign.last_report, campaign.id])?;
        }
        for ((campaign, status), change) in self.counts {
            if change == 0 {
                continue;
            }
            self.transaction
                .prepare_cached(
                    "INSERT INTO status_count (campaign, status, messages) VALUES (?, ?, ?)
                     ON CONFLICT DO UPDATE SET messages = messages + excluded.messages",
                )?
                .execute(params![campaign, status.code(), change])?;
        }
        self.transaction.commit()
    }

    fn count(&mut self, campaign: i64, status: DeliveryStatus, change: i64) {
        for campaign in [campaign, ALL] {
            *self.counts.entry((campaign, status)).or_default() += change;
        }
    }

    /// The id of a campaign, which is made where there is none.
    fn campaign(&mut self, name: &'a CampaignName, arrival: Arrival) -> rusqlite::Result<i64> {
        if let Some(touched) = self.campaigns.get_mut(name) {
            touched.last_report = touched.last_report.max(arrival.millis);
            return Ok(touched.id);
        }
        let known = self
            .transaction
            .prepare_cached("SELECT id FROM campaign WHERE name = ?")?
            .query_row([name.as_str()], |row| row.get(0))
            .optional()?;
        let id = if let Some(id) = known {
            id
        } else {
            self.transaction
                .prepare_cached("INSERT INTO campaign (name, last_report) VALUES (?, ?)")?
                .execute(params![name.as_str(), arrival.millis])?;
            self.transaction.last_insert_rowid()
        };
        self.campaigns.insert(name, Touched { id, last_report: arrival.millis });
        Ok(id)
    }

    /// Which of two campaigns a message belongs to that has reports of both.
    fn lesser(&self, known: i64, reported: i64, reported_name: &CampaignName) -> rusqlite::Result<i64> {
        if known == reported {
            return Ok(known);
        }
        let known_name = self
            .transaction
            .prepare_cached("SELECT name FROM campaign WHERE id = ?")?
            .query_row([known], |row| row.get(0).map(CampaignName::stored))?;
        Ok(if *reported_name < known_name { reported } else { known })
    }

    fn message(&self, key: &str) -> rusqlite::Result<Option<(i64, Message)>> {
        self.transaction
            .prepare_cached("SELECT id, campaign, number, status, at FROM message WHERE key = ?")?
            .query_row([key], |row| {
                let status = DeliveryStatus::from_code(row.get("status")?).unwrap_or(DeliveryStatus::Undefined);
                let message =
                    Message { campaign: row.get("campaign")?, status, at: row.get("at")?, number: row.get("number")? };
                Ok((row.get("id")?, message))
            })
            .optional()
    }
}
