use tokio::sync::oneshot;

use super::{DeadLetter, Expired, writer::NotStored};
use crate::{moment::Moment, report::Report};

/// Something to be written.
#[derive(Debug)]
pub enum Job {
    /// What one request reports: all of it is written, or none.
    Reports {
        reports: Vec<Report>,
        request: String,
    },
    DeadLetter(DeadLetter),
    /// A callback that could not be read, by its id, and can be read now: it makes place for what it reports.
    Reread {
        letter: i64,
        reports: Vec<Report>,
        request: String,
    },
    Expire(Expired),
    /// Answered like the rest, so that those who ask know whether the database can be written.
    Probe,
}

/// A job that waits to be written.
#[derive(Debug)]
pub struct Queued {
    pub job: Job,
    pub arrival: Moment,
    pub done: oneshot::Sender<Result<(), NotStored>>,
}
