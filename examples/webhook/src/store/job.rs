use tokio::sync::oneshot;

use super::{DeadLetter, Expired, FallChange, Seen};
use crate::{moment::Moment, report::Reported};

/// Something to be written.
#[derive(Debug)]
pub enum Job {
    /// What one request reports: all of it is written, or none.
    Reports {
        reported: Reported,
        /// The same request, if some of it could not be read.
        unreadable: Option<DeadLetter>,
    },
    DeadLetter(DeadLetter),
    /// A callback that could not be read, by its id, and can be read now: it makes place for what it reports.
    Reread {
        letter: i64,
        reported: Reported,
    },
    Expire(Expired),
    /// Somebody has seen callbacks that could not be read.
    See(Seen),
    /// Delivery rates have fallen, or are back.
    Falls(Vec<FallChange>),
    /// Answered like the rest, so that those who ask know whether the database can be written.
    Probe,
}

impl Queued {
    /// Returns what a request reports.
    pub fn reported(&self) -> Option<&Reported> {
        match &self.job {
            Job::Reports { reported, .. } | Job::Reread { reported, .. } => Some(reported),
            _ => None,
        }
    }

    /// Returns whether somebody only asks.
    pub const fn is_probe(&self) -> bool {
        matches!(self.job, Job::Probe)
    }
}

/// A job that waits to be written.
#[derive(Debug)]
pub struct Queued {
    pub job: Job,
    pub arrival: Moment,
    pub done: oneshot::Sender<Result<(), NotStored>>,
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
