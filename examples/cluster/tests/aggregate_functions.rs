//! The aggregates say what `Ord` and `BulkReport` say, however the rows are grouped and spread over partitions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;
use std::sync::Arc;

use common::{codes, context, context_with, register, reports, rows, status_of};
use datafusion::arrow::array::{ArrayRef, AsArray, BooleanArray, Int32Array, Int64Array};
use datafusion::arrow::datatypes::Float64Type;
use datafusion::prelude::{SessionConfig, SessionContext};
use rand::rngs::ChaCha8Rng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use sms_status::{BulkReport, DeliveryStatus};

/// The codes of a group.
type Codes = Vec<Option<i64>>;

/// What the aggregates answer for one group.
type Answer = (Option<u16>, Option<u16>, BulkReport, Option<f64>);

fn answer<'a>(codes: impl IntoIterator<Item = &'a Option<i64>>) -> Answer {
    let statuses: Vec<DeliveryStatus> = codes.into_iter().flatten().map(|&code| status_of(code)).collect();
    let report: BulkReport = statuses.iter().collect();
    let most_advanced = statuses.into_iter().max().map(DeliveryStatus::code);
    (most_advanced, report.status().map(DeliveryStatus::code), report, report.delivery_rate())
}

async fn ask(context: &SessionContext, sql: &str) -> Vec<Answer> {
    let rows = rows(context, sql).await;
    let (most_advanced, bulk, report) = (codes(&rows, 0), codes(&rows, 1), reports(&rows, 2));
    let rates: Vec<_> = rows.column(3).as_primitive::<Float64Type>().iter().collect();
    (0..rows.num_rows()).map(|row| (most_advanced[row], bulk[row], report[row], rates[row])).collect()
}

const ASK: &str =
    "SELECT most_advanced_status(code), bulk_status(code), bulk_report(code), delivery_rate(code) FROM codes";

/// Known codes, unknown ones of every size and NULLs; in some groups few kinds, so that every rule of a bulk status occurs.
fn random_code(random: &mut ChaCha8Rng, group: i32) -> Option<i64> {
    let kinds: &[DeliveryStatus] = match group % 5 {
        0 => &[DeliveryStatus::Received, DeliveryStatus::Delivered, DeliveryStatus::Read],
        1 => &[DeliveryStatus::Sent, DeliveryStatus::Scheduled],
        2 => &[DeliveryStatus::Expired],
        _ => DeliveryStatus::VARIANTS,
    };
    match random.random_range(0..20) {
        0 => None,
        1 if group % 5 == 4 => Some(random.random()),
        2 if group % 5 == 4 => Some(random.random_range(0..70_000)),
        _ => kinds.choose(random).map(|status| status.code().into()),
    }
}

fn random_table(seed: u64, rows: usize, groups: i32) -> (Vec<i32>, Vec<Option<i64>>, Vec<Option<bool>>) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let groups: Vec<i32> = (0..rows).map(|_| random.random_range(0..groups)).collect();
    let codes = groups.iter().map(|&group| random_code(&mut random, group)).collect();
    let filters = (0..rows).map(|_| *[None, Some(true), Some(false)].choose(&mut random).unwrap()).collect();
    (groups, codes, filters)
}

async fn check(config: SessionConfig, seed: u64, rows: usize, groups: i32, partitions: usize) {
    let context = context_with(config.with_target_partitions(partitions));
    let (groups, codes, filters) = random_table(seed, rows, groups);
    let columns: [(&str, ArrayRef); 3] = [
        ("kind", Arc::new(Int32Array::from(groups.clone()))),
        ("code", Arc::new(Int64Array::from(codes.clone()))),
        ("wanted", Arc::new(BooleanArray::from(filters.clone()))),
    ];
    register(&context, "codes", &columns, partitions);

    assert_eq!(ask(&context, ASK).await, [answer(&codes)], "all rows");

    let mut by_group: BTreeMap<i32, (Codes, Codes)> = BTreeMap::new();
    for ((&group, &code), &wanted) in groups.iter().zip(&codes).zip(&filters) {
        let (all, filtered) = by_group.entry(group).or_default();
        all.push(code);
        filtered.extend((wanted == Some(true)).then_some(code));
    }
    let expected: Vec<_> = by_group.values().map(|(all, _)| answer(all)).collect();
    assert_eq!(ask(&context, &format!("{ASK} GROUP BY kind ORDER BY kind")).await, expected, "by group");

    let filtered: Vec<_> = by_group.values().map(|(_, filtered)| answer(filtered)).collect();
    let sql = "SELECT most_advanced_status(code) FILTER (WHERE wanted), bulk_status(code) FILTER (WHERE wanted), \
               bulk_report(code) FILTER (WHERE wanted), delivery_rate(code) FILTER (WHERE wanted) FROM codes GROUP BY kind ORDER BY kind";
    assert_eq!(ask(&context, sql).await, filtered, "by group, filtered");
}

#[tokio::test]
async fn random_codes_in_one_and_many_partitions() {
    for (seed, partitions) in [1, 2, 3, 16].into_iter().enumerate() {
        let seed = seed as u64;
        check(SessionConfig::new(), seed, 5_000, 40, partitions).await;
        check(SessionConfig::new().with_batch_size(7), seed, 500, 200, partitions).await;
        check(SessionConfig::new(), seed, 3, 2, partitions).await;
        check(SessionConfig::new(), seed, 0, 1, partitions).await;
    }
}

/// Where nearly every row is a group of its own, the engine turns rows into states without grouping them first.
#[tokio::test]
async fn rows_that_become_states_directly() {
    let config = SessionConfig::new()
        .with_batch_size(100)
        .set_u64("datafusion.execution.skip_partial_aggregation_probe_rows_threshold", 0)
        .set_str("datafusion.execution.skip_partial_aggregation_probe_ratio_threshold", "0.0");
    check(config, 7, 5_000, 3_000, 4).await;
}

/// Rows that come in the order of their groups let the engine emit groups before it has seen all.
#[tokio::test]
async fn groups_emitted_early() {
    let context = context_with(SessionConfig::new().with_target_partitions(1).with_batch_size(10));
    let codes: Vec<_> = random_table(8, 2_000, 300).1;
    let mut groups = random_table(8, 2_000, 300).0;
    groups.sort_unstable();
    let columns: [(&str, ArrayRef); 2] =
        [("kind", Arc::new(Int32Array::from(groups.clone()))), ("code", Arc::new(Int64Array::from(codes.clone())))];
    register(&context, "unordered", &columns, 1);
    let sql =
        format!("{} GROUP BY kind ORDER BY kind", ASK.replace("codes", "(SELECT * FROM unordered ORDER BY kind)"));
    let mut by_group: BTreeMap<i32, Vec<Option<i64>>> = BTreeMap::new();
    for (&group, &code) in groups.iter().zip(&codes) {
        by_group.entry(group).or_default().push(code);
    }
    let expected: Vec<_> = by_group.values().map(answer).collect();
    assert_eq!(ask(&context, &sql).await, expected);
}

#[tokio::test]
async fn every_pair_of_statuses() {
    let all = DeliveryStatus::VARIANTS;
    let pairs: Vec<[i64; 2]> =
        all.iter().flat_map(|a| all.iter().map(|b| [a.code().into(), b.code().into()])).collect();
    let kinds = (0..2).flat_map(|_| 0..i32::try_from(pairs.len()).unwrap());
    let columns: [(&str, ArrayRef); 2] = [
        ("kind", Arc::new(Int32Array::from_iter_values(kinds))),
        (
            "code",
            Arc::new(Int64Array::from_iter_values((0..2).flat_map(|side| pairs.iter().map(move |pair| pair[side])))),
        ),
    ];
    let expected: Vec<_> = pairs.iter().map(|pair| answer(&pair.map(Some))).collect();
    for partitions in [1, 2] {
        let context = context(partitions);
        register(&context, "codes", &columns, partitions);
        assert_eq!(ask(&context, &format!("{ASK} GROUP BY kind ORDER BY kind")).await, expected);
    }
}

#[tokio::test]
async fn no_report_at_all() {
    let context = context(2);
    let none = (None, None, BulkReport::default(), None);
    assert_eq!(
        ask(&context, &format!("{} WHERE code > 0", ASK.replace("codes", "(VALUES (0)) AS codes(code)"))).await,
        [none]
    );
    let sql = "SELECT most_advanced_status(b.code), bulk_status(b.code), bulk_report(b.code), delivery_rate(b.code) \
               FROM (VALUES (1)) AS a(id) LEFT JOIN (VALUES (2, 11)) AS b(id, code) ON a.id = b.id GROUP BY a.id";
    assert_eq!(ask(&context, sql).await, [none]);
}

/// As a window function, the most advanced status so far.
#[tokio::test]
async fn running_window() {
    let context = context(1);
    let sql = "SELECT most_advanced_status(code) OVER so_far, bulk_status(code) OVER so_far, bulk_report(code) OVER so_far, \
                      delivery_rate(code) OVER so_far \
               FROM (VALUES (1, 0), (2, 11), (3, 13)) AS codes(time, code) WINDOW so_far AS (ORDER BY time) ORDER BY time";
    let codes = [Some(0), Some(11), Some(13)];
    let expected: Vec<_> = (1..=3).map(|rows| answer(&codes[..rows])).collect();
    assert_eq!(ask(&context, sql).await, expected);
}

/// `DISTINCT` counts every code once, and is never taken for a plain count.
#[tokio::test]
async fn distinct_codes() {
    let context = context(2);
    let sql = "SELECT most_advanced_status(DISTINCT code), bulk_status(DISTINCT code), bulk_report(DISTINCT code), \
                      delivery_rate(DISTINCT code) \
               FROM (VALUES (11), (11), (0)) AS codes(code)";
    assert_eq!(ask(&context, sql).await, [answer(&[Some(11), Some(0)])]);
    let mixed = "SELECT bulk_report(DISTINCT code), bulk_report(code) FROM (VALUES (11), (11)) AS codes(code)";
    match common::try_rows(&context, mixed).await {
        Ok(rows) => {
            assert_eq!(reports(&rows, 0), [answer(&[Some(11)]).2]);
            assert_eq!(reports(&rows, 1), [answer(&[Some(11), Some(11)]).2]);
        }
        Err(error) => assert!(error.to_string().contains("bulk_report(DISTINCT …)"), "{error}"),
    }
}
