//! How long to wait before something is tried again.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};

/// Returns pauses that grow from one second to a longest one. Up to half of each is by chance, so that servers do not all come back at once.
pub fn pauses(longest: Duration) -> ExponentialBackoff {
    // Of each delay up to as much again is added.
    let builder = ExponentialBuilder::new().with_min_delay(Duration::from_secs(1)).with_max_delay(longest / 2);
    builder.with_factor(2.0).with_jitter().without_max_times().build()
}
