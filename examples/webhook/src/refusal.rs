use std::{
    fmt::Display,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use strum::{EnumCount, IntoStaticStr, VariantArray};

/// Why something was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumCount, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Refusal {
    /// The callback URL has a secret that is not known, or none.
    WrongSecret,
    /// The platform that the callback URL names is not known.
    UnknownPlatform,
    /// The method is not one that the platform uses.
    WrongMethod,
    /// A callback is not signed by the platform.
    WrongSignature,
    /// A callback can never be read.
    Unreadable,
    /// The body ended too early, or took too long.
    IncompleteBody,
    /// A callback could not be stored, and is to be sent again.
    NotStored,
    /// What arrived is not HTTP, or its address has characters that are not encoded.
    Malformed,
    /// The head of a request is too large.
    HeadTooLarge,
    /// An answer was not fetched.
    Stalled,
    /// The system has no room for another connection.
    NoConnection,
    /// A page was asked for by a host name that is not one of this server.
    WrongHost,
    /// A page was asked for without the password or token.
    NotAuthorized,
    /// A page of another site asked for a change.
    OtherSite,
    /// As many pages are followed as may be.
    TooManyFollowers,
}

impl Refusal {
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Writes refusals to the log: at most one line in ten seconds for each reason, so that nobody can fill the disk with them.
#[derive(Debug, Default)]
pub struct RefusalLog([Throttle; Refusal::COUNT]);

impl RefusalLog {
    /// `details` must not hold the secret.
    pub fn write(&self, refusal: Refusal, details: impl Display) {
        if let Some(unlogged) = self.0[refusal as usize].pass(Instant::now()) {
            tracing::warn!(reason = refusal.name(), unlogged, %details, "refused");
        }
    }
}

/// Lets one event in ten seconds through.
#[derive(Debug, Default)]
pub struct Throttle(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    last: Option<Instant>,
    held_back: u64,
}

impl Throttle {
    const INTERVAL: Duration = Duration::from_secs(10);

    /// Returns how many events were held back since the last one that passed; `None` if this one is held back, too.
    pub fn pass(&self, now: Instant) -> Option<u64> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.last.is_some_and(|last| now.saturating_duration_since(last) < Self::INTERVAL) {
            state.held_back = state.held_back.saturating_add(1);
            return None;
        }
        state.last = Some(now);
        Some(std::mem::take(&mut state.held_back))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_event_passes_in_each_interval_and_the_others_are_counted() {
        let throttle = Throttle::default();
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let passed = [0, 1, 9, 10, 19, 20, 20, 100].map(|seconds| throttle.pass(at(seconds)));
        assert_eq!(passed, [Some(0), None, None, Some(2), None, Some(1), None, Some(1)]);
    }
}
