use tokio::sync::oneshot;

use super::writer::NotStored;
use crate::{moment::Moment, platform::Platform, report::Report};

/// Something to be written.
#[derive(Debug)]
pub enum Job {
    /// What one request reports: all of it is written, or none.
    Reports {
        reports: Vec<Report>,
        request: String,
    },
    DeadLetter(DeadLetter),
    Expire(Expired),
    /// Answered like the rest, so that those who ask know whether the database can be written.
    Probe,
}

/// A callback that could not be read.
#[derive(Debug)]
pub struct DeadLetter {
    pub platform: Platform,
    pub reason: String,
    pub body: Vec<u8>,
}

/// What is to be deleted because of its age.
#[derive(Debug, Default)]
pub struct Expired {
    /// Ids of messages.
    pub messages: Vec<i64>,
    /// Numbers of which nothing is known but that they work.
    pub numbers: Vec<String>,
    /// The greatest id of the reports to delete.
    pub reports: Option<i64>,
    /// The greatest id of the callbacks to delete that could not be read.
    pub dead_letters: Option<i64>,
}

/// A job that waits to be written.
#[derive(Debug)]
pub struct Queued {
    pub job: Job,
    pub arrival: Moment,
    pub done: oneshot::Sender<Result<(), NotStored>>,
}
