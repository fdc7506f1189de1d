//! `platform_status` says what the crate says, for every value of every platform.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;

use common::{codes, context, register, reports as reports_of, rows, try_rows};
use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Int32Array, RecordBatch, StringArray, StringViewArray, UInt16Array, UInt64Array,
};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::datasource::MemTable;
use sms_status::{BulkReport, DeliveryStatus, Mapping, Of, Platform, Value};
use sms_status_cluster::callbacks;
use sms_status_cluster::campaign_query::register_table;
use sms_status_cluster::generate::Reports;
use sms_status_cluster::platform::CustomPlatforms;

/// A text for every value of a table, as a report may have it.
fn values(platform: Platform, of: Of) -> Vec<String> {
    let tables = platform.tables().iter().filter(|table| table.of == of);
    let texts = |row: &Mapping| match row.value {
        Value::Word(word) => vec![word.replace('…', "made-up")],
        Value::Number(number) => vec![number.to_string()],
        Value::Numbers(first, last) => vec![first.to_string(), last.to_string()],
        Value::Named(number, name) => vec![number.to_string(), name.to_owned()],
        other => panic!("{other}"),
    };
    tables.flat_map(|table| table.rows).flat_map(texts).collect()
}

#[tokio::test]
async fn every_value_of_every_platform() {
    let (mut platforms, mut all_words, mut all_causes, mut expected) = (vec![], vec![], vec![], vec![]);
    for &platform in Platform::VARIANTS {
        let causes = values(platform, Of::Cause).into_iter().map(Some);
        let causes: Vec<_> = causes.chain([None, Some(String::new()), Some("new".into())]).collect();
        let words = values(platform, Of::Word);
        for word in words.into_iter().chain(["new".to_owned(), String::new(), "-1".to_owned()]) {
            for cause in &causes {
                expected.push(Some(platform.status(&word, cause.as_deref()).code()));
                platforms.push(platform.name());
                all_words.push(word.clone());
                all_causes.push(cause.clone());
            }
        }
    }
    let columns: [(&str, ArrayRef); 3] = [
        ("platform", Arc::new(StringArray::from(platforms))),
        ("word", Arc::new(StringArray::from(all_words))),
        ("cause", Arc::new(StringArray::from(all_causes))),
    ];
    let context = context(1);
    register(&context, "callbacks", &columns, 1);
    let answers = rows(&context, "SELECT platform_status(platform, word, cause) FROM callbacks").await;
    assert_eq!(codes(&answers, 0), expected);
}

#[tokio::test]
async fn every_name_of_every_platform() {
    let context = context(1);
    for &platform in Platform::VARIANTS {
        let word = &values(platform, Of::Word)[0];
        let expected = platform.status(word, None).code();
        let names = [platform.name(), platform.label()].into_iter().chain(platform.other_names().iter().copied());
        for name in names {
            let sql = format!("SELECT platform_status('{}', '{}')", quoted(name), quoted(word));
            assert_eq!(codes(&rows(&context, &sql).await, 0), [Some(expected)], "{sql}");
        }
    }
}

fn quoted(text: &str) -> String {
    text.replace('\'', "''")
}

/// What one batch has taught must not answer the next, whose texts lie at the same places.
#[tokio::test]
async fn batches_of_long_texts_at_the_same_places() {
    let context = context(1);
    let words = ["TEXT_INVALID_MESSAGE", "TEXT_CARRIER_BLOCKED", "TEXT_PROTECT_BLOCKED"];
    let batches = words.map(|word| StringViewArray::from(vec![word; 3]));
    let expected: Vec<_> = words.iter().flat_map(|word| [Some(Platform::Aws.status(word, None).code()); 3]).collect();
    let schema = Arc::new(Schema::new(vec![Field::new("word", DataType::Utf8View, true)]));
    let batch = |words| RecordBatch::try_new(Arc::clone(&schema), vec![Arc::new(words)]).unwrap();
    let table = MemTable::try_new(Arc::clone(&schema), vec![batches.into_iter().map(batch).collect()]).unwrap();
    context.register_table("callbacks", Arc::new(table)).unwrap();
    let answers = rows(&context, "SELECT platform_status('aws', word) FROM callbacks").await;
    assert_eq!(codes(&answers, 0), expected);
}

/// More than is remembered, and texts that are too long to be.
#[tokio::test]
async fn more_words_than_are_remembered() {
    let word = |row: usize| match row % 4 {
        0 => "undelivered".to_owned(),
        1 => format!("new word {row}"),
        2 => "long ".repeat(row % 50),
        _ => "failed".to_owned(),
    };
    let cause = |row: usize| match row % 3 {
        0 => Some("30003".to_owned()),
        1 => Some(row.to_string()),
        _ => None,
    };
    let all = 0..150_000;
    let expected: Vec<_> =
        all.clone().map(|row| Some(Platform::Twilio.status(&word(row), cause(row).as_deref()).code())).collect();
    let columns: [(&str, ArrayRef); 2] = [
        ("word", Arc::new(all.clone().map(|row| Some(word(row))).collect::<StringArray>())),
        ("cause", Arc::new(all.map(cause).collect::<StringArray>())),
    ];
    let context = context(1);
    register(&context, "callbacks", &columns, 1);
    let answers = rows(&context, "SELECT platform_status('twilio', word, cause) FROM callbacks").await;
    assert!(codes(&answers, 0) == expected, "another code");
}

#[tokio::test]
async fn made_up_callbacks_of_all_platforms() {
    let reports = Reports { rows: 50_000, campaigns: 7, files: 3, seed: 2 };
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("callbacks");
    callbacks::write(&reports, &data).unwrap();
    let mut expected: BTreeMap<u32, BulkReport> = BTreeMap::new();
    let mut platforms = BTreeSet::new();
    for callback in callbacks::callbacks(&reports) {
        let status = callback.word.map(|word| callback.platform.status(&word, callback.cause.as_deref()));
        assert_eq!(callback.status, status.map(DeliveryStatus::code));
        platforms.insert(callback.platform.name());
        expected.entry(callback.campaign).or_default().extend(status);
    }
    assert_eq!(platforms.len(), Platform::VARIANTS.len());
    let context = context(2);
    register_table(&context, &data).await.unwrap();
    let queries = ["platform_status(platform, word, cause)", "status"].map(callbacks::query);
    for sql in queries.into_iter().chain([callbacks::case_query()]) {
        let answers = rows(&context, &sql).await;
        assert_eq!(reports_of(&answers, 1), expected.values().copied().collect::<Vec<_>>(), "{sql:.100}");
    }
}

#[tokio::test]
async fn words_and_causes_of_other_types() {
    let context = context(1);
    let columns: [(&str, ArrayRef); 4] = [
        ("small", Arc::new(UInt16Array::from(vec![Some(1), Some(53), None]))),
        ("cause", Arc::new(Int32Array::from(vec![Some(30003), Some(-1), None]))),
        ("flag", Arc::new(BooleanArray::from(vec![Some(true), Some(false), None]))),
        ("large", Arc::new(UInt64Array::from(vec![Some(30003), Some(u64::MAX), None]))),
    ];
    register(&context, "callbacks", &columns, 1);
    for (call, expected) in [
        ("platform_status('kannel', small)", [Some(11), Some(999), None]),
        ("platform_status('ovh', small)", [Some(13), Some(999), None]),
        ("platform_status('twilio', 'undelivered', cause)", [Some(3502), Some(21), Some(21)]),
        ("platform_status('twilio', 'undelivered', large)", [Some(3502), Some(21), Some(21)]),
        ("platform_status('twilio', 'undelivered', flag)", [Some(21), Some(21), Some(21)]),
    ] {
        assert_eq!(codes(&rows(&context, &format!("SELECT {call} FROM callbacks")).await, 0), expected, "{call}");
    }
}

#[tokio::test]
async fn constants_and_nulls() {
    let context = context(1);
    for (call, expected) in [
        ("platform_status('twilio', 'failed', 21610)", Some(3999)),
        ("platform_status('Twilio', ' Failed ', 21610)", Some(3999)),
        ("platform_status('MessageBird', 'delivery_failed', '1')", Some(DeliveryStatus::InvalidRecipient.code())),
        ("platform_status('twilio', 'delivered', 21610)", Some(14)),
        ("platform_status('vonage', 'failed', '3')", Some(3522)),
        ("platform_status('vonage', 'failed', NULL)", Some(50)),
        ("platform_status('vonage', NULL, '3')", None),
        ("platform_status(NULL, 'failed', '3')", None),
    ] {
        assert_eq!(codes(&rows(&context, &format!("SELECT {call}")).await, 0), [expected], "{call}");
    }
}

/// The document of a platform that the crate does not know.
const ACME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/platforms/acme.toml");

#[tokio::test]
async fn platforms_of_ones_own() {
    let mut context = context(1);
    sms_status_cluster::register_with(&mut context, &CustomPlatforms::read(&[ACME]).unwrap()).unwrap();
    for (call, expected) in [
        ("platform_status('acme', 'OK')", 14),
        ("platform_status('ACME', 'ko', 12)", 3502),
        ("platform_status('acme', 'KO_PERM_HANDSET', '030')", 3999),
        ("platform_status('acme', 'new', 12)", 999),
        ("platform_status('twilio', 'failed', 21610)", 3999),
    ] {
        assert_eq!(codes(&rows(&context, &format!("SELECT {call}")).await, 0), [Some(expected)], "{call}");
    }
    let error = try_rows(&context, "SELECT platform_status('nobody', 'OK')").await.unwrap_err().to_string();
    assert!(error.contains(r#"platform "nobody" is not one of acme, africas_talking"#), "{error}");
}

#[test]
fn errors_of_documents_name_file_field_and_value() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, document: &str| {
        let path = folder.path().join(name);
        fs::write(&path, document).unwrap();
        path
    };
    let start = "name = 'acme'\nfields.word = 'st'\n";
    let toml = file("a.toml", &format!("{start}words.OK = 'delivered'\nwords.KO = 'failed'\n"));
    let json =
        file("a.json", r#"{"name": "acme", "fields": {"word": "st", "why": "err"}, "words": {"OK": "delivered"}}"#);
    let taken = file("b.toml", "name = 'MessageBird'\nfields.word = 'st'\nwords.OK = 'delivered'\n");
    let good = file("c.toml", &format!("{start}words.OK = 'delivered'\n"));
    for (paths, parts) in [
        (vec![toml], vec!["a.toml", "line 4", "`words.KO`", "\"failed\""]),
        (vec![json], vec!["a.json", "`fields.why`"]),
        (vec![taken], vec!["b.toml", "`name`", "\"MessageBird\""]),
        (vec![good.clone(), good], vec!["c.toml", "\"acme\""]),
        (vec![folder.path().join("d.toml")], vec!["d.toml", "No such file"]),
    ] {
        let error = CustomPlatforms::read(&paths).unwrap_err().to_string();
        assert!(parts.iter().all(|part| error.contains(part)), "{parts:?}: {error}");
    }
}

#[tokio::test]
async fn raw_callbacks_of_several_platforms_are_one_campaign() {
    let context = context(1);
    let sql = "SELECT bulk_status(code), bulk_report(code) FROM (SELECT platform_status(platform, word, cause) AS code \
               FROM (VALUES ('twilio', 'delivered', NULL), ('vonage', 'failed', '2'), ('twilio', 'undelivered', '30003')) \
               AS callbacks(platform, word, cause))";
    let answers = rows(&context, sql).await;
    assert_eq!(codes(&answers, 0), [Some(15)]);
    assert_eq!(common::texts(&answers, 1), [Some(r#"{"temporary_absence_error":2,"delivered":1}"#.to_owned())]);
}

#[tokio::test]
async fn errors_say_what_is_wrong() {
    let context = context(1);
    for (call, message) in [
        (
            "platform_status('nobody', 'failed')",
            r#"platform_status: platform "nobody" is not one of africas_talking, alibaba_cloud"#,
        ),
        ("platform_status('twilio')", "platform_status takes a platform, a word and, if there is one, a cause"),
        ("platform_status(1, 'failed')", "platform_status: the platform must be a text, not Int64"),
        ("platform_status('ovh', 1.5)", "platform_status: the word must be a text or an integer, not Float64"),
        ("platform_status('ovh', 1, 1.5)", "platform_status: the cause must be a text or an integer, not Float64"),
    ] {
        let error = try_rows(&context, &format!("SELECT {call}")).await.unwrap_err().to_string();
        assert!(error.contains(message), "{call}: {error}");
    }
}
