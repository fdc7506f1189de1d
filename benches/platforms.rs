//! The requests of platforms, against walking the same bytes, and against what a user would write instead.
//!
//! ```sh
//! cargo bench --bench platforms
//! ```
//!
//! The requests are those that the tests read. `walk` skips the JSON, or the fields of the form, and keeps nothing. `Value` reads the
//! JSON into a `serde_json::Value`, which is where most programs begin.

use std::{fs, hint::black_box, path::Path};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde::de::IgnoredAny;
use serde_json::Value;
use sms_status::Platform;

/// How often each request comes.
const TIMES: usize = 200;

/// The documented requests of a platform that have exactly one report and nothing that cannot be read.
fn requests(platform: Platform) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data/platforms");
    let data = fs::read_to_string(folder.join(platform.name()).with_extension("jsonl")).unwrap_or_default();
    let request = |line: &str| {
        let case: Value = serde_json::from_str(line).ok()?;
        let is_one = case["reports"].as_array()?.len() == 1 && case["errors"].as_u64().unwrap_or(0) == 0;
        is_one.then(|| case["request"].as_str().map(str::to_owned))?
    };
    data.lines().filter_map(request).collect()
}

fn is_json(request: &str) -> bool {
    request.starts_with(['{', '['])
}

fn read(criterion: &mut Criterion) {
    for &platform in Platform::VARIANTS {
        for (form, wanted) in [("JSON", true), ("form", false)] {
            let requests: Vec<String> = requests(platform).into_iter().filter(|it| is_json(it) == wanted).collect();
            if requests.is_empty() || !wanted && !requests.iter().all(|it| it.contains('=')) {
                continue;
            }
            for request in &requests {
                let reports = platform.read(request.as_bytes());
                assert!(reports.is_ok_and(|reports| reports.len() == 1), "{platform}: {request}");
            }
            let mut group = criterion.benchmark_group(format!("{} {form}", platform.name()));
            group.throughput(Throughput::Elements((requests.len() * TIMES) as u64));
            let each = |f: &dyn Fn(&str)| (0..TIMES).for_each(|_| requests.iter().for_each(|request| f(request)));
            group.bench_function("read", |b| {
                b.iter(|| each(&|request| _ = black_box(platform.read(black_box(request).as_bytes()))));
            });
            group.bench_function("walk", |b| {
                b.iter(|| {
                    each(&|request| {
                        if wanted {
                            _ = black_box(serde_json::from_str::<IgnoredAny>(black_box(request)));
                        } else {
                            form_urlencoded::parse(black_box(request).as_bytes())
                                .for_each(|field| _ = black_box(field));
                        }
                    });
                });
            });
            if wanted {
                group.bench_function("Value", |b| {
                    b.iter(|| each(&|request| _ = black_box(serde_json::from_str::<Value>(black_box(request)))));
                });
            }
            group.finish();
        }
    }
}

/// The last row of each table of words, and a word that no table has.
fn find(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("Table::find");
    let mut tables = Vec::new();
    for table in Platform::VARIANTS.iter().flat_map(|platform| platform.tables()) {
        // Several platforms share those of SMPP.
        if table.rows.len() > 50 && !tables.contains(&table) {
            tables.push(table);
        }
    }
    for table in tables {
        let Some(last) = table.rows.last().map(|row| row.value.to_string()) else { continue };
        for (kind, value) in [
            ("last", last.split(['–', ' ']).next().unwrap_or_default().to_owned()),
            ("none", last.replace(|_: char| true, "x")),
        ] {
            assert_eq!(table.find(&value).is_some(), kind == "last", "{} {value}", table.field);
            group.bench_function(format!("{} of {} rows, {kind}", table.field, table.rows.len()), |b| {
                b.iter(|| black_box(table).find(black_box(&value)));
            });
        }
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).without_plots().measurement_time(std::time::Duration::from_millis(500)).warm_up_time(std::time::Duration::from_millis(200));
    targets = read, find
}
criterion_main!(benches);
