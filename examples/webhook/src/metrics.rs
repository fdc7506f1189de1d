use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};

use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{
        counter::Counter,
        family::{Family, MetricConstructor},
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
        info::Info,
    },
    registry::{Registry, Unit},
};
use sms_status::{BulkReport, Outcome};
use tokio::sync::watch;

use crate::{
    alerts,
    moment::Moment,
    refusal::Refusal,
    smpp,
    store::{self, Sizes},
};

/// What `/metrics` tells.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    callbacks: Family<CallbackLabels, Histogram, Latency>,
    refusals: Family<RefusalLabels, Counter<u64, AtomicU64>>,
    last_report: Gauge<f64, AtomicU64>,
    batch: Histogram,
    commit: Histogram,
    failed: Counter,
    messages: Family<OutcomeLabels, Gauge<i64, AtomicI64>>,
    unreadable: Counter<u64, AtomicU64>,
    connections: Family<SideLabels, Gauge<i64, AtomicI64>>,
    followers: Gauge<i64, AtomicI64>,
    readable: Gauge<i64, AtomicI64>,
    database: Gauge<i64, AtomicI64>,
    /// Of SMPP accounts.
    pub smpp: smpp::Families,
    pub alerts: alerts::Families,
    /// Empty if there is no such log.
    log: Family<NoLabels, Gauge<i64, AtomicI64>>,
}

/// The two sides of the server, each with a listener of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Callbacks,
    Pages,
}

impl Side {
    pub fn name(self) -> &'static str {
        match self {
            Self::Callbacks => "callbacks",
            Self::Pages => "pages",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct CallbackLabels {
    platform: &'static str,
    answer: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RefusalLabels {
    reason: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OutcomeLabels {
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SideLabels {
    side: &'static str,
}

/// Of a figure that there is one of, or none.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct NoLabels {}

/// How long an answer takes: from half a millisecond to 16 seconds.
#[derive(Clone, Debug)]
struct Latency;

impl MetricConstructor<Histogram> for Latency {
    fn new_metric(&self) -> Histogram {
        Histogram::new(exponential_buckets(0.000_5, 2.0, 16))
    }
}

impl Metrics {
    /// The content type of the text.
    pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("webhook");
        let metrics = Self {
            callbacks: Family::new_with_constructor(Latency),
            refusals: Family::default(),
            last_report: Gauge::default(),
            batch: Histogram::new(exponential_buckets(1.0, 2.0, 11)),
            commit: Histogram::new(exponential_buckets(0.000_5, 2.0, 13)),
            failed: Counter::default(),
            messages: Family::default(),
            unreadable: Counter::default(),
            connections: Family::default(),
            followers: Gauge::default(),
            readable: Gauge::default(),
            database: Gauge::default(),
            log: Family::default(),
            smpp: smpp::Families::default(),
            alerts: alerts::Families::default(),
            registry: Registry::default(),
        };
        let build = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        let started = Gauge::<f64, AtomicU64>::default();
        started.set(seconds(Moment::now(&jiff::tz::TimeZone::UTC).millis()));
        registry.register("build", "The version of the server", build);
        registry.register_with_unit("start_time", "When the server started, since 1970", Unit::Seconds, started);
        registry.register_with_unit(
            "callback",
            "Time taken to answer callbacks, by response status",
            Unit::Seconds,
            metrics.callbacks.clone(),
        );
        registry.register("refused", "Requests refused, by reason", metrics.refusals.clone());
        registry.register_with_unit(
            "last_report_time",
            "When the last report was stored, since 1970; 0 if there has been none",
            Unit::Seconds,
            metrics.last_report.clone(),
        );
        registry.register("batch_callbacks", "Callbacks that shared a transaction", metrics.batch.clone());
        registry.register_with_unit("commit", "Time taken by a transaction", Unit::Seconds, metrics.commit.clone());
        registry.register("not_stored", "Callbacks that could not be stored", metrics.failed.clone());
        registry.register("messages", "Messages by outcome", metrics.messages.clone());
        registry.register(
            "unreadable",
            "Callbacks that could not be read, since the first start",
            metrics.unreadable.clone(),
        );
        registry.register("connections", "Open connections", metrics.connections.clone());
        registry.register("followers", "Pages that are followed live", metrics.followers.clone());
        registry.register("database_readable", "1 if the database could be read just now", metrics.readable.clone());
        registry.register_with_unit("database", "Size of the database", Unit::Bytes, metrics.database.clone());
        registry.register_with_unit("log", "Size of the write-ahead log", Unit::Bytes, metrics.log.clone());
        metrics.smpp.register(&mut registry);
        metrics.alerts.register(&mut registry);
        // A rate starts at zero, not at the first refusal.
        for refusal in <Refusal as strum::VariantArray>::VARIANTS {
            let _ = metrics.refusals.get_or_create(&RefusalLabels { reason: refusal.name() });
        }
        Self { registry, ..metrics }
    }

    /// Counts a callback that was answered.
    pub fn answered(&self, platform: Option<&'static str>, answer: u16, took: Duration) {
        let platform = platform.unwrap_or("unknown");
        self.callbacks.get_or_create(&CallbackLabels { platform, answer }).observe(took.as_secs_f64());
    }

    pub fn refused(&self, refusal: Refusal) {
        self.refusals.get_or_create(&RefusalLabels { reason: refusal.name() }).inc();
    }

    /// Tells when the last report was stored, in milliseconds since 1970.
    pub fn reported(&self, millis: i64) {
        self.last_report.set(seconds(millis));
    }

    /// Counts a connection for as long as the guard lives.
    pub fn connected(&self, side: Side) -> Held {
        Held::new(self.connections.get_or_create(&SideLabels { side: side.name() }).clone())
    }

    /// Counts a follower for as long as the guard lives.
    pub fn following(&self) -> Held {
        Held::new(self.followers.clone())
    }

    /// Takes up figures that were read in the database.
    pub fn read(&self, total: &BulkReport, unreadable: u64, sizes: Sizes) {
        let gauge = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        for outcome in Outcome::VARIANTS {
            let labels = OutcomeLabels { outcome: outcome.name() };
            self.messages.get_or_create(&labels).set(gauge(total.count_outcome(*outcome)));
        }
        self.unreadable.inner().store(unreadable, Relaxed);
        self.database.set(gauge(sizes.database));
        if let Some(log) = sizes.log {
            self.log.get_or_create(&NoLabels {}).set(gauge(log));
        }
        self.readable.set(1);
    }

    /// Takes down that the database could not be read. Its figures stay as they were.
    pub fn not_read(&self) {
        self.readable.set(0);
    }

    /// Returns the text.
    pub fn text(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 need fewer than 53 bits for ages")]
fn seconds(millis: i64) -> f64 {
    millis as f64 / 1000.0
}

/// Something that is counted while it lasts.
#[derive(Debug)]
pub struct Held(Gauge<i64, AtomicI64>);

impl Held {
    fn new(gauge: Gauge<i64, AtomicI64>) -> Self {
        gauge.inc();
        Self(gauge)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Counts transactions, and tells the pages that something changed.
#[derive(Debug)]
pub struct Commits {
    pub metrics: Arc<Metrics>,
    pub notifier: watch::Sender<()>,
}

impl store::Observer for Commits {
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
