//! From the body of a delivery report response to counts, against what a user would write or pick instead, and against a
//! scan for the separators.
//!
//! ```sh
//! cargo bench --bench delivery_reports
//! ```

use std::{collections::HashMap, fmt::Write, hint::black_box};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sms_status::{
    BulkReport, DeliveryStatus,
    smsmode::{count_delivery_reports, delivery_reports},
};

use sms_status_benches::record::record;

/// What a user would write: split, parse, count.
fn naive(body: &str) -> HashMap<u16, u64> {
    let mut counts = HashMap::new();
    for record in body.split('|') {
        let mut tokens = record.split_whitespace();
        if let (Some(_recipient), Some(Ok(code))) = (tokens.next(), tokens.next().map(str::parse)) {
            *counts.entry(code).or_default() += 1;
        }
    }
    counts
}

fn csv(body: &str) -> HashMap<u16, u64> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(b' ')
        .terminator(csv::Terminator::Any(b'|'))
        .flexible(true)
        .from_reader(body.as_bytes());
    let mut counts = HashMap::new();
    let mut record = csv::StringRecord::new();
    while let Ok(true) = reader.read_record(&mut record) {
        let mut tokens = record.iter().filter(|token| !token.is_empty());
        if let (Some(_recipient), Some(Ok(code))) = (tokens.next(), tokens.next().map(str::parse)) {
            *counts.entry(code).or_default() += 1;
        }
    }
    counts
}

fn iterator(body: &str) -> BulkReport {
    delivery_reports(body).into_iter().flatten().flatten().map(|report| report.status()).collect()
}

fn body(len: usize) -> String {
    let mut random = fastrand::Rng::with_seed(11);
    let mut body = String::with_capacity(len * 18);
    for _ in 0..len {
        let (recipient, code) = record(&mut random);
        let _ = write!(body, "{recipient} {code} | ");
    }
    body
}

fn benches(criterion: &mut Criterion) {
    let body = body(10_000_000);
    let counted = count_delivery_reports(&body).unwrap_or_default();
    assert_eq!(counted.unreadable, 0);
    assert_eq!(counted.report, iterator(&body));
    for counts in [naive(&body), csv(&body)] {
        let rows = counts.into_iter().map(|(code, n)| (DeliveryStatus::from_code_lossy(code), n));
        assert_eq!(counted.report, rows.collect());
    }

    let mut group = criterion.benchmark_group("10 million records");
    group.sample_size(10).throughput(Throughput::Bytes(body.len() as u64));
    group.bench_function("count_delivery_reports", |b| b.iter(|| count_delivery_reports(black_box(&body))));
    group.bench_function("delivery_reports", |b| b.iter(|| iterator(black_box(&body))));
    group.bench_function("split, parse, HashMap", |b| b.iter(|| naive(black_box(&body))));
    group.bench_function("csv crate, HashMap", |b| b.iter(|| csv(black_box(&body))));
    group.bench_function("memchr scan", |b| b.iter(|| memchr::memchr_iter(b'|', black_box(body.as_bytes())).count()));
    group.bench_function("memchr absent byte", |b| b.iter(|| memchr::memchr(b'\0', black_box(body.as_bytes()))));
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
