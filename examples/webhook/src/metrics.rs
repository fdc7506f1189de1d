use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64},
    },
    time::Duration,
};

use prometheus_client::{
    encoding::{EncodeLabelSet, EncodeLabelValue, text::encode},
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
    },
    registry::{Registry, Unit},
};
use sms_status::{BulkReport, Outcome};
use tokio::sync::watch;

use crate::store::Observer;

/// What `/metrics` tells.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    callbacks: Family<CallbackLabels, Counter<u64, AtomicU64>>,
    batch: Histogram,
    commit: Histogram,
    failed: Counter,
    messages: Family<OutcomeLabels, Gauge<i64, AtomicI64>>,
    dead_letters: Gauge,
}

/// The form of a callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum Wire {
    /// GET with a query.
    Query,
    /// POST with JSON.
    Json,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct CallbackLabels {
    wire: Wire,
    answer: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OutcomeLabels {
    outcome: &'static str,
}

impl Metrics {
    /// The content type of the text.
    pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("webhook");
        let metrics = Self {
            callbacks: Family::default(),
            batch: Histogram::new(exponential_buckets(1.0, 2.0, 11)),
            commit: Histogram::new(exponential_buckets(0.000_5, 2.0, 13)),
            failed: Counter::default(),
            messages: Family::default(),
            dead_letters: Gauge::default(),
            registry: Registry::default(),
        };
        registry.register("callbacks", "Callbacks answered", metrics.callbacks.clone());
        registry.register("batch_callbacks", "Callbacks that shared a transaction", metrics.batch.clone());
        registry.register_with_unit("commit", "Time of a transaction", Unit::Seconds, metrics.commit.clone());
        registry.register("not_stored", "Callbacks that could not be stored", metrics.failed.clone());
        registry.register("messages", "Messages by the outcome of their latest status", metrics.messages.clone());
        registry.register("unreadable", "Callbacks that could not be read, ever", metrics.dead_letters.clone());
        Self { registry, ..metrics }
    }

    /// Counts a callback that was answered.
    pub fn answered(&self, wire: Wire, answer: u16) {
        self.callbacks.get_or_create(&CallbackLabels { wire, answer }).inc();
    }

    /// The text, with figures of the database in it.
    pub fn text(&self, total: &BulkReport, unreadable: u64) -> Result<String, std::fmt::Error> {
        for outcome in Outcome::VARIANTS {
            let messages = i64::try_from(total.by_outcome(*outcome)).unwrap_or(i64::MAX);
            self.messages.get_or_create(&OutcomeLabels { outcome: outcome.name() }).set(messages);
        }
        self.dead_letters.set(i64::try_from(unreadable).unwrap_or(i64::MAX));
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// Counts transactions, and tells the pages that something changed.
#[derive(Debug)]
pub struct Commits {
    pub metrics: Arc<Metrics>,
    pub notifier: watch::Sender<()>,
}

impl Observer for Commits {
    #[expect(clippy::cast_precision_loss, reason = "a batch has far fewer than 2^53 callbacks")]
    fn committed(&self, jobs: usize, took: Duration) {
        self.metrics.batch.observe(jobs as f64);
        self.metrics.commit.observe(took.as_secs_f64());
        self.notifier.send_replace(());
    }

    fn failed(&self, jobs: usize) {
        self.metrics.failed.inc_by(jobs as u64);
    }
}
