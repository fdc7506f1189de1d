use std::sync::atomic::AtomicU64;

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, gauge::Gauge},
    registry::{Registry, Unit},
};

use crate::store::Fall;

/// What `/metrics` tells of alerts.
#[derive(Debug, Default)]
pub struct Families {
    fallen_since: Family<FallLabels, Gauge<f64, AtomicU64>>,
    /// Alerts that reached the URL.
    pub sent: Counter,
    /// Attempts that did not.
    pub failures: Counter,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct FallLabels {
    kind: &'static str,
    name: String,
}

impl Families {
    pub fn register(&self, registry: &mut Registry) {
        registry.register_with_unit(
            "rate_fallen_since",
            "When a delivery rate was seen to have fallen, since 1970; only while the fall goes on",
            Unit::Seconds,
            self.fallen_since.clone(),
        );
        registry.register("alerts_sent", "Alerts that their URL accepted", self.sent.clone());
        registry.register("alert_failures", "Attempts to send an alert that failed", self.failures.clone());
    }

    /// Takes up the falls that go on.
    pub fn set(&self, falls: &[Fall]) {
        self.fallen_since.clear();
        for fall in falls.iter().filter(|fall| fall.ended.is_none()) {
            let labels = FallLabels { kind: fall.watched.kind.name(), name: fall.name.clone() };
            #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 need fewer than 53 bits for ages")]
            self.fallen_since.get_or_create(&labels).set(fall.since as f64 / 1000.0);
        }
    }
}
