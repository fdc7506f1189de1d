//! Campaigns that were recorded apart merge into one, however the reports were dealt out.

use std::{sync::mpsc, thread};

use sms_status::{Campaign, DeliveryStatus};

const THREADS: usize = 4;

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

    let takes: [fn(thread: usize, n: usize) -> bool; 3] = [
        // Each report goes to one thread: a queue that delivers once.
        |thread, n| n % THREADS == thread,
        // Each goes to two: a queue that delivers again what was not acknowledged in time.
        |thread, n| [n % THREADS, (n + 1) % THREADS].contains(&thread),
        // Each goes to all: replicas of one log.
        |_, _| true,
    ];
    for takes in takes {
        let (sender, parts) = mpsc::channel();
        thread::scope(|scope| {
            for thread in 0..THREADS {
                let (sender, reports) = (sender.clone(), reports.iter().enumerate());
                let part = reports.filter(move |&(n, _)| takes(thread, n)).map(|(_, &report)| report);
                scope.spawn(move || _ = sender.send(part.collect::<Campaign<u32>>()));
            }
        });
        drop(sender);

        let mut merged = Campaign::new();
        for part in parts {
            merged.merge(part);
        }
        assert_eq!(merged, whole);
    }
    println!("{} reports on {} messages, dealt out in three ways, all agree", reports.len(), whole.len());
}
