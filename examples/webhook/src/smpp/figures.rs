use std::sync::atomic::{AtomicI64, AtomicU64};

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, gauge::Gauge},
    registry::{Registry, Unit},
};
use strum::IntoStaticStr;

/// What `/metrics` tells of accounts.
#[derive(Debug, Default)]
pub struct Families {
    bound_since: Family<AccountLabels, Gauge<f64, AtomicU64>>,
    deliveries: Family<DeliveryLabels, Counter<u64, AtomicU64>>,
    waiting: Family<AccountLabels, Gauge<i64, AtomicI64>>,
    binds: Family<AccountLabels, Counter<u64, AtomicU64>>,
    failures: Family<AccountLabels, Counter<u64, AtomicU64>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct AccountLabels {
    account: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct DeliveryLabels {
    account: String,
    kind: &'static str,
}

/// What has come from a message centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    Receipt,
    /// From a phone.
    Message,
    Unreadable,
}

/// The figures of one account.
#[derive(Debug)]
pub struct Figures {
    pub bound_since: Gauge<f64, AtomicU64>,
    pub waiting: Gauge<i64, AtomicI64>,
    pub binds: Counter<u64, AtomicU64>,
    pub failures: Counter<u64, AtomicU64>,
    deliveries: [Counter<u64, AtomicU64>; 3],
}

impl Families {
    pub fn register(&self, registry: &mut Registry) {
        registry.register_with_unit(
            "smpp_bound_since",
            "When the session with a message centre was bound, since 1970; 0 if there is none",
            Unit::Seconds,
            self.bound_since.clone(),
        );
        registry.register("smpp_deliveries", "What message centres sent, stored and answered", self.deliveries.clone());
        registry.register("smpp_waiting", "Deliveries that are not answered yet", self.waiting.clone());
        registry.register("smpp_binds", "Sessions that were bound", self.binds.clone());
        registry.register("smpp_failures", "Sessions that failed, or could not be bound", self.failures.clone());
    }

    /// Returns the figures of an account, which begin at zero.
    pub fn of(&self, account: &str) -> Figures {
        let labels = AccountLabels { account: account.to_owned() };
        let of_kind = |kind: &Kind| {
            let labels = DeliveryLabels { account: account.to_owned(), kind: kind.into() };
            self.deliveries.get_or_create(&labels).clone()
        };
        Figures {
            bound_since: self.bound_since.get_or_create(&labels).clone(),
            waiting: self.waiting.get_or_create(&labels).clone(),
            binds: self.binds.get_or_create(&labels).clone(),
            failures: self.failures.get_or_create(&labels).clone(),
            deliveries: [Kind::Receipt, Kind::Message, Kind::Unreadable].each_ref().map(of_kind),
        }
    }
}

impl Figures {
    /// Returns how many deliveries of a kind were stored and answered.
    pub fn deliveries(&self, kind: Kind) -> &Counter<u64, AtomicU64> {
        &self.deliveries[kind as usize]
    }
}
