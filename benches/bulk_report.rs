//! Counting a slice of statuses, against what a user would write or pick instead, and against reading it at all.
//!
//! ```sh
//! cargo bench --bench bulk_report
//! ```

use std::{collections::HashMap, hint::black_box};

use counter::Counter;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime};
use sms_status::{BulkReport, DeliveryStatus};

type Counts = [u64; DeliveryStatus::COUNT];

fn naive(statuses: &[DeliveryStatus]) -> Counts {
    let mut counts = [0; DeliveryStatus::COUNT];
    for &status in statuses {
        counts[status as usize] += 1;
    }
    counts
}

fn hash_map(statuses: &[DeliveryStatus]) -> HashMap<DeliveryStatus, u64> {
    let mut counts = HashMap::new();
    for &status in statuses {
        *counts.entry(status).or_default() += 1;
    }
    counts
}

fn record_all(statuses: &[DeliveryStatus]) -> BulkReport {
    let mut report = BulkReport::new();
    report.record_all(statuses);
    report
}

/// The read bandwidth: the same bytes summed up, eight lanes at a time.
fn sum(statuses: &[DeliveryStatus]) -> u64 {
    statuses.iter().fold(0_u64, |sum, &status| sum.wrapping_add(status as u64))
}

fn all_agree(statuses: &[DeliveryStatus]) {
    let (report, counts, map) = (record_all(statuses), naive(statuses), hash_map(statuses));
    let counter: Counter<DeliveryStatus, u64> = statuses.iter().copied().collect();
    for &status in DeliveryStatus::VARIANTS {
        let expected = counts[status as usize];
        assert_eq!(report.count(status), expected);
        assert_eq!(map.get(&status).copied().unwrap_or_default(), expected);
        assert_eq!(counter[&status], expected);
    }
}

fn compare(group: &mut BenchmarkGroup<'_, WallTime>, statuses: &[DeliveryStatus]) {
    all_agree(statuses);
    group.throughput(Throughput::Bytes(statuses.len() as u64));
    group.bench_function("record_all", |b| b.iter(|| record_all(black_box(statuses))));
    group.bench_function("naive", |b| b.iter(|| naive(black_box(statuses))));
}

/// `len` statuses; this share of them is one status.
fn statuses(len: usize, dominant: f64) -> Vec<DeliveryStatus> {
    let mut random = fastrand::Rng::with_seed(11);
    let mut any = || {
        if random.f64() < dominant {
            DeliveryStatus::Received
        } else {
            DeliveryStatus::VARIANTS[random.usize(..DeliveryStatus::COUNT)]
        }
    };
    (0..len).map(|_| any()).collect()
}

fn benches(criterion: &mut Criterion) {
    for (mix, dominant) in [("skewed", 0.9), ("uniform", 0.0)] {
        let large = statuses(64 << 20, dominant);
        let mut group = criterion.benchmark_group(format!("64 MiB, {mix}"));
        group.sample_size(10);
        compare(&mut group, &large);
        group.bench_function("HashMap", |b| b.iter(|| hash_map(black_box(&large))));
        group.bench_function("counter crate", |b| {
            b.iter(|| black_box(&large).iter().copied().collect::<Counter<DeliveryStatus, u64>>());
        });
        group.bench_function("read", |b| b.iter(|| sum(black_box(&large))));
        group.finish();

        for len in [1, 10, 100, 1000, 10_000, 100_000] {
            compare(&mut criterion.benchmark_group(format!("{len} statuses, {mix}")), &large[..len]);
        }
    }
}

criterion_group!(all, benches);
criterion_main!(all);
