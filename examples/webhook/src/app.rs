use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{extract::FromRef, response::Response};
use tokio::time;
use tokio_util::sync::CancellationToken;

use crate::{
    access::Access,
    answer::unavailable,
    followers::Followers,
    hidden::HiddenTexts,
    metrics::Metrics,
    moment::Moment,
    refusal::{Refusal, RefusalLog},
    request_log::RequestLog,
    secret::Secrets,
    signature::Keys,
    sources::Sources,
    store::{Job, Turns, Writer},
};

/// What every request has at hand.
#[derive(Debug)]
pub struct App {
    pub secrets: Secrets,
    pub keys: Keys,
    pub access: Access,
    pub writer: Writer,
    pub sources: Sources,
    pub followers: Followers,
    pub metrics: Arc<Metrics>,
    pub refusals: RefusalLog,
    pub requests: RequestLog,
    /// The secrets of the settings.
    pub hidden: HiddenTexts,
    pub turns: Turns,
    /// The longest that reading or storing a request may take.
    pub timeout: Duration,
    /// Cancelled when the server stops.
    pub stop: CancellationToken,
}

impl App {
    /// Counts and logs something that was refused. `details` must not hold the secret.
    pub fn refuse(&self, refusal: Refusal, details: impl std::fmt::Display) {
        self.metrics.refused(refusal);
        self.refusals.write(refusal, details);
    }

    /// Stores a job that no callback brings. If it may not be on disk in time, returns the answer that says so.
    pub async fn store_now(&self, job: Job) -> Result<(), Response> {
        let stored = self.writer.store(job, Moment::now(&self.sources.zone));
        let reason = match time::timeout(self.timeout, stored).await {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error)) => error.to_string(),
            Err(_) => "the database does not answer".into(),
        };
        Err(unavailable(format!("{reason}\n")))
    }
}

impl FromRef<Arc<App>> for Sources {
    fn from_ref(app: &Arc<App>) -> Self {
        app.sources.clone()
    }
}

/// Where a request comes from.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);
