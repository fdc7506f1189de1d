use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use strum::IntoStaticStr;
use tokio::sync::watch;

use super::{
    account::Account,
    figures::{Families, Figures, Kind},
};

/// How an account stands.
#[derive(Debug)]
pub struct State {
    pub account: &'static Account,
    pub figures: Figures,
    now: Mutex<Now>,
    /// Marked whenever any of this changes.
    notifier: watch::Sender<()>,
}

/// How it stands at one moment.
#[derive(Clone, Debug)]
pub struct Now {
    pub phase: Phase,
    pub since: Timestamp,
    /// Why the last session failed or could not be bound, and when.
    pub failure: Option<(Timestamp, String)>,
    /// When the last receipt was stored.
    pub last_receipt: Option<Timestamp>,
}

/// What is being done for an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Phase {
    /// Another server on the database has the session.
    Elsewhere,
    /// A session is being made.
    Connecting,
    Bound,
    /// A session failed, and the next one is made after a while.
    Pausing,
    Stopped,
}

impl State {
    pub fn new(account: &'static Account, families: &Families, notifier: watch::Sender<()>) -> Self {
        let now = Now { phase: Phase::Connecting, since: Timestamp::now(), failure: None, last_receipt: None };
        Self { account, figures: families.of(account.name()), now: Mutex::new(now), notifier }
    }

    pub fn now(&self) -> Now {
        self.lock().clone()
    }

    /// Says how the account stands, in a line.
    pub fn line(&self) -> String {
        let Now { phase, since, failure, .. } = self.now();
        let phase: &str = phase.into();
        let failure = failure.map(|(at, reason)| format!("; last failure {at:.0}: {reason}")).unwrap_or_default();
        format!("smpp {}: {phase} since {since:.0}{failure}\n", self.account.name())
    }

    pub fn enter(&self, phase: Phase) {
        let mut now = self.lock();
        if now.phase == phase {
            return;
        }
        (now.phase, now.since) = (phase, Timestamp::now());
        #[expect(clippy::cast_precision_loss, reason = "seconds since 1970 need fewer than 53 bits for ages")]
        let bound_since = if phase == Phase::Bound { now.since.as_second() as f64 } else { 0.0 };
        self.figures.bound_since.set(bound_since);
        if phase == Phase::Bound {
            self.figures.binds.inc();
        }
        self.notifier.send_replace(());
    }

    pub fn failed(&self, reason: String) {
        self.figures.failures.inc();
        self.lock().failure = Some((Timestamp::now(), reason));
        self.notifier.send_replace(());
    }

    /// Counts what was stored and is answered.
    pub fn delivered(&self, kind: Kind) {
        self.figures.deliveries(kind).inc();
        if kind == Kind::Receipt {
            self.lock().last_receipt = Some(Timestamp::now());
        }
    }

    /// Says how many deliveries are not answered. Each that was stored and answered was one of them.
    pub fn waits(&self, count: usize) {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        if self.figures.waiting.set(count) != count {
            self.notifier.send_replace(());
        }
    }

    fn lock(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
