//! Threads record parts of one stream of delivery reports, and their campaigns merge into the same whole, however the
//! stream was cut.
//!
//! ```text
//! cargo run --release --example merge_shards
//! ```

use std::{fmt::Write, process::ExitCode, thread};

use anyhow::{Result, anyhow, ensure};
use common::{program, wording::Wording};
use sms_status::{Campaign, DeliveryStatus, Language, MessageId};

type Report = (MessageId, DeliveryStatus);

const THREADS: usize = 4;

fn main() -> ExitCode {
    program::exit(run())
}

fn run() -> Result<()> {
    let reports = shuffled_reports(100_000)?;
    let whole: Campaign<MessageId> = reports.iter().copied().collect();

    let cut = |takes: fn(thread: usize, n: usize) -> bool| {
        let mut parts = vec![Vec::new(); THREADS];
        for (thread, part) in parts.iter_mut().enumerate() {
            part.extend(reports.iter().enumerate().filter(|&(n, _)| takes(thread, n)).map(|(_, report)| report));
        }
        parts
    };
    // Each report goes to one thread: a queue that delivers once.
    let disjoint = merged(cut(|thread, n| n % THREADS == thread))?;
    // Each report goes to two threads: a queue that delivers again what was not acknowledged in time.
    let overlapping = merged(cut(|thread, n| [n % THREADS, (n + 1) % THREADS].contains(&thread)))?;
    // Each thread takes all of them: replicas of one log.
    let replicated = merged(cut(|_, _| true))?;
    ensure!(disjoint == whole && overlapping == whole && replicated == whole, "the campaigns do not agree");

    let mut page = String::new();
    let english = Wording { language: Language::English };
    let (messages, sent) = (english.number(whole.len() as u64), english.number(reports.len() as u64));
    writeln!(page, "{sent} reports on {messages} messages, split in three ways, all agree:")?;
    for (status, n) in whole.report() {
        writeln!(page, "{:>8}  {status}", english.number(n))?;
    }
    program::print(page)
}

/// Has a thread record each part, and merges their campaigns.
fn merged(parts: Vec<Vec<Report>>) -> Result<Campaign<MessageId>> {
    thread::scope(|scope| {
        let threads: Vec<_> = parts.into_iter().map(|part| scope.spawn(|| Campaign::from_iter(part))).collect();
        let mut whole = Campaign::new();
        for thread in threads {
            whole.merge(thread.join().map_err(|_| anyhow!("a thread panicked"))?);
        }
        Ok(whole)
    })
}

/// From one to five reports of each message, in no order.
fn shuffled_reports(messages: usize) -> Result<Vec<Report>> {
    let mut random = fastrand::Rng::with_seed(1);
    let mut reports = Vec::new();
    for n in 0..messages {
        let id = MessageId::new(&n.to_string())?;
        for _ in 0..random.usize(1..=5) {
            reports.extend(random.choice(DeliveryStatus::VARIANTS).map(|&status| (id, status)));
        }
    }
    random.shuffle(&mut reports);
    Ok(reports)
}
