//! The program, run as a person runs it.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use common::run::run;
use serde_json::Value as Json;
use sms_status::{DeliveryStatus, Language, Platform, Value};

fn printed(arguments: &[&str]) -> String {
    let (status, page, error) = run("status_table", arguments, b"");
    assert_eq!((status, error.as_str()), (Some(0), ""), "{arguments:?}");
    page
}

#[test]
fn the_status_table_holds_every_status() {
    for lang in ["en", "fr"] {
        let page = printed(&["--lang", lang]);
        for status in DeliveryStatus::VARIANTS {
            let label = status.label(lang.parse().unwrap());
            assert!(page.contains(&format!(" {label} ")), "{label} is not in:\n{page}");
        }
    }
}

#[test]
fn the_table_of_a_platform_holds_every_value() {
    for lang in ["en", "fr"] {
        let page = printed(&["--platform", "Nexmo", "--lang", lang]);
        for table in Platform::Vonage.tables() {
            assert!(page.contains(table.field), "{}", table.field);
            for row in table.rows {
                assert!(page.contains(&format!(" {} ", row.value)), "{} is not in:\n{page}", row.value);
            }
        }
    }
}

/// The rows of CSV and of JSON, each a list of texts.
fn both_forms(arguments: &[&str], columns: &[&str]) -> Vec<Vec<String>> {
    let csv = printed(&[arguments, &["--csv"]].concat());
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.headers().unwrap(), columns);
    let rows: Vec<Vec<String>> = reader.deserialize().map(Result::unwrap).collect();

    let json: Vec<Json> = serde_json::from_str(&printed(&[arguments, &["--json"]].concat())).unwrap();
    let text = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let of_json: Vec<Vec<String>> =
        json.iter().map(|object| columns.iter().map(|&column| text(&object[column])).collect()).collect();
    assert_eq!(of_json, rows);
    rows
}

#[test]
fn databases_get_every_fact_of_every_status() {
    let columns = [
        "code",
        "name",
        "rank",
        "category",
        "outcome",
        "action",
        "label_en",
        "label_fr",
        "description_en",
        "description_fr",
    ];
    let fact = |status: &DeliveryStatus| {
        let [en, fr] = [Language::English, Language::French];
        [
            status.code().to_string(),
            status.name().into(),
            status.rank().to_string(),
            status.category().name().into(),
            status.outcome().name().into(),
            status.action().name().into(),
            status.label(en).into(),
            status.label(fr).into(),
            status.description(en).into(),
            status.description(fr).into(),
        ]
    };
    let facts: Vec<_> = DeliveryStatus::VARIANTS.iter().map(fact).collect();
    assert_eq!(both_forms(&[], &columns), facts);
}

#[test]
fn databases_get_every_value_of_every_platform() {
    for &platform in Platform::VARIANTS {
        let columns = ["platform", "field", "of", "value", "status", "code", "reason"];
        let rows = both_forms(&["--platform", platform.name()], &columns);
        let mut count = 0;
        for table in platform.tables() {
            for row in table.rows {
                let values = match row.value {
                    Value::Number(number) => vec![number.to_string()],
                    Value::Numbers(first, last) => (first..=last).map(|number| number.to_string()).collect(),
                    Value::Named(number, name) => vec![number.to_string(), name.to_owned()],
                    Value::Word(word) => vec![word.to_owned()],
                    other => panic!("{other}"),
                };
                count += values.len();
                for value in values {
                    let of = format!("{:?}", table.of).to_lowercase();
                    let (status, code) = (row.status.name(), row.status.code().to_string());
                    let expected = [platform.name(), table.field, &of, &value, status, &code, row.reason];
                    assert!(rows.iter().any(|row| row == &expected), "{expected:?}");
                    assert!(value.contains('…') || table.find(&value) == Some(row), "{platform} {value}");
                }
            }
        }
        assert_eq!(rows.len(), count, "{platform}");
    }
}

#[test]
fn one_form_at_a_time() {
    let (status, page, error) = run("status_table", &["--csv", "--sql"], b"");
    assert_eq!((status, page.as_str()), (Some(2), ""));
    assert!(error.contains("--csv") && error.contains("--sql"), "{error}");
}

#[test]
fn an_unknown_platform_is_an_error_with_the_names_that_there_are() {
    let (status, page, error) = run("status_table", &["--platform", "nobody"], b"");
    assert_eq!((status, page.as_str()), (Some(2), ""));
    assert!(error.contains("nobody"), "{error}");
}
