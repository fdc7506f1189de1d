//! How much memory a campaign takes.
#![cfg(feature = "alloc")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use peak_alloc::PeakAlloc;
use sms_status::{Campaign, DeliveryStatus::*, MessageId};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The only test of its process, so that no other one allocates meanwhile.
#[test]
fn a_message_takes_at_most_45_bytes_at_any_time() {
    let mut campaign = Campaign::new();
    let before = MEMORY.current_usage();
    for n in 1..=400_000_usize {
        let id = MessageId::new(&format!("{n:012}")).unwrap();
        MEMORY.reset_peak_usage();
        campaign.record(id, Sent);
        // While a campaign is small it is one table, which takes more in the moment it grows.
        if n > 100_000 {
            let bytes = MEMORY.peak_usage() - before;
            assert!(bytes <= 45 * n, "{bytes} bytes for {n} messages");
        }
    }
}
