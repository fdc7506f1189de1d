//! Campaigns that workers recorded apart merge into one, however the reports were dealt out.

use sms_status::{Campaign, DeliveryStatus};

const WORKERS: usize = 4;

fn main() {
    // Up to five reports on each message, in no order.
    let mut random = fastrand::Rng::with_seed(1);
    let mut reports = Vec::new();
    for id in 0..100_000_u32 {
        for _ in 0..random.usize(1..=5) {
            reports.extend(random.choice(DeliveryStatus::VARIANTS).map(|&status| (id, status)));
        }
    }
    random.shuffle(&mut reports);
    let whole: Campaign<u32> = reports.iter().copied().collect();

    let takes: [fn(worker: usize, n: usize) -> bool; 3] = [
        // Each report goes to one worker: a queue that delivers once.
        |worker, n| n % WORKERS == worker,
        // Each goes to two: a queue that delivers again what was not acknowledged in time.
        |worker, n| [n % WORKERS, (n + 1) % WORKERS].contains(&worker),
        // Each goes to all: replicas of one log.
        |_, _| true,
    ];
    for takes in takes {
        let mut merged = Campaign::new();
        for worker in 0..WORKERS {
            let part = reports.iter().enumerate().filter(|&(n, _)| takes(worker, n));
            merged.merge(part.map(|(_, &report)| report).collect());
        }
        assert_eq!(merged, whole);
    }
    println!("{} reports on {} messages, dealt out in three ways, all agree", reports.len(), whole.len());
}
