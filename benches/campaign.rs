//! Recording delivery reports: `Campaign` against the maps that one would write instead.
//!
//! ```text
//! cargo bench --bench campaign
//! MESSAGES=10000,100000,1000000,5000000,20000000 cargo bench --bench campaign -- 'record'
//! ```
//!
//! Every message has from one to six reports, all shuffled, and a random id of 12 letters and digits.

#![allow(missing_docs, reason = "made by criterion")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot run stops")]

use std::{collections::HashMap, hash::RandomState, hint::black_box};

use criterion::{
    BenchmarkGroup, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime,
};
use sms_status::{BulkReport, Campaign, DeliveryStatus, MessageId, MessageKey};

use sms_status_benches::reports::{at_once, greatest, one_by_one, shuffled_reports};

criterion_group!(benches, campaign);
criterion_main!(benches);

fn campaign(criterion: &mut Criterion) {
    let sizes = std::env::var("MESSAGES").unwrap_or_else(|_| String::from("500000"));
    for messages in sizes.split(',').map(|size| size.parse().expect("MESSAGES is a list of numbers")) {
        let reports = shuffled_reports(messages, |id| id);
        let expected = Recorded::of_map(&greatest::<_, RandomState>(&reports));
        let mut group = criterion.benchmark_group("campaign");
        group.throughput(Throughput::Elements(reports.len() as u64)).sample_size(10);
        let mut bench = Bench { group, messages, expected };

        bench.run("HashMap<String, _>", &reports, greatest::<_, RandomState>, Recorded::of_map);
        let inline: Vec<([u8; 16], DeliveryStatus)> =
            reports.iter().map(|(id, status)| (padded(id), *status)).collect();
        bench.run("HashMap<[u8; 16], _>", &inline, greatest::<_, RandomState>, Recorded::of_map);
        bench.run(
            "HashMap<[u8; 16], _, foldhash>",
            &inline,
            greatest::<_, foldhash::fast::RandomState>,
            Recorded::of_map,
        );
        drop(inline);
        let ids = |key: fn(&str) -> MessageKey| -> Vec<(MessageKey, DeliveryStatus)> {
            reports.iter().map(|(id, status)| (key(id), *status)).collect()
        };
        for (name, key) in [
            ("an id", MessageKey::new as fn(&str) -> MessageKey),
            ("an id and a recipient", |id| MessageKey::of_recipient(id, "+33600000000")),
            ("a UUID", uuid),
        ] {
            let reports = ids(key);
            bench.run(&format!("Campaign::record of {name}"), &reports, one_by_one, Recorded::of_campaign);
        }
        let reports: Vec<(MessageId, DeliveryStatus)> =
            reports.iter().map(|(id, status)| (MessageId::new(id).expect("12 letters and digits"), *status)).collect();
        bench.run("Campaign::record", &reports, one_by_one, Recorded::of_campaign);
        bench.run("Campaign::record_all", &reports, at_once, Recorded::of_campaign);
    }
}

/// What is recorded: the number of messages, and how many have each status.
#[derive(Debug, PartialEq)]
struct Recorded(usize, BulkReport);

impl Recorded {
    fn of_map<Id, S>(statuses: &HashMap<Id, DeliveryStatus, S>) -> Self {
        Self(statuses.len(), statuses.values().collect())
    }

    fn of_campaign<Id>(campaign: &Campaign<Id>) -> Self {
        Self(campaign.len(), *campaign.report())
    }
}

struct Bench<'a> {
    group: BenchmarkGroup<'a, WallTime>,
    messages: usize,
    expected: Recorded,
}

impl Bench<'_> {
    /// Checks what is recorded, then times it.
    fn run<Report, Latest>(
        &mut self,
        name: &str,
        reports: &[Report],
        record: fn(&[Report]) -> Latest,
        recorded: fn(&Latest) -> Recorded,
    ) {
        assert_eq!(recorded(&record(reports)), self.expected, "{name}");
        self.group.bench_with_input(BenchmarkId::new(name, self.messages), reports, |bencher, reports| {
            bencher.iter_with_large_drop(|| record(black_box(reports)));
        });
    }
}

/// A UUID of the bytes of an id.
fn uuid(id: &str) -> MessageKey {
    let number = id.bytes().fold(0_u128, |number, byte| number << 8 | u128::from(byte));
    let hex = format!("{number:032x}");
    MessageKey::new(&format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]))
}

fn padded(id: &str) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..id.len()].copy_from_slice(id.as_bytes());
    bytes
}
