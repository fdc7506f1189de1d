//! Every platform: its tables are those of its documents, and its requests are read as documented.
#![cfg(feature = "read")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{fmt::Write, fs, path::Path};

use expect_test::expect_file;
use serde::Deserialize;
use serde_json::Value as Json;
use sms_status::{AddressBookAction, DeliveryStatus, Mapping, Of, Outcome, Platform, Table, Value, platform};

/// The text of a data file of a platform.
fn data(platform: Platform, ending: &str) -> String {
    let path = Path::new("tests/data/platforms").join(platform.name()).with_extension(ending);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The value as the data files write it.
fn written(value: &Value) -> String {
    value.to_string().replace('–', "-")
}

#[test]
fn the_tables_have_the_values_of_the_documents() {
    for &platform in Platform::VARIANTS {
        let data = data(platform, "tsv");
        let mut lines = data.lines();
        assert_eq!(lines.next(), Some("field\tvalue\tstatus"), "{platform}");
        let mut typed: Vec<String> = lines.map(str::to_owned).collect();
        let row = |table: &Table, row: &Mapping| format!("{}\t{}\t{:?}", table.field, written(&row.value), row.status);
        let mut built: Vec<String> =
            platform.tables().iter().flat_map(|table| table.rows.iter().map(|it| row(table, it))).collect();
        typed.sort_unstable();
        built.sort_unstable();
        let only = |these: &[String], those: &[String]| -> Vec<String> {
            these.iter().filter(|line| !those.contains(line)).cloned().collect()
        };
        assert_eq!(only(&typed, &built), [""; 0], "{platform}: typed from the documents, and not in the tables");
        assert_eq!(only(&built, &typed), [""; 0], "{platform}: in the tables, and not typed from the documents");
        assert_eq!(typed, built, "{platform}: a row is there twice");
    }
}

/// The spellings in which a value may arrive.
fn spellings(value: Value) -> Vec<String> {
    match value {
        Value::Word(word) => vec![word.replace('…', "made-up"), word.replace('…', "+1 2").to_uppercase()],
        Value::Number(number) => vec![number.to_string(), format!("00{number}")],
        Value::Numbers(first, last) => vec![first.to_string(), last.to_string(), first.midpoint(last).to_string()],
        Value::Named(number, name) => vec![number.to_string(), name.to_owned(), name.to_lowercase()],
        other => panic!("{other}"),
    }
}

#[test]
fn every_value_is_found_in_every_spelling_and_in_one_row() {
    for &platform in Platform::VARIANTS {
        for table in platform.tables() {
            for row in table.rows {
                for spelling in spellings(row.value) {
                    let found = table.find(&format!(" {}\t", spelling.replace(' ', "  ")));
                    assert_eq!(found, Some(row), "{platform} {} {spelling:?}", table.field);
                    let fits = table.rows.iter().filter(|other| is_naively(other.value, &spelling)).count();
                    assert_eq!(fits, 1, "{platform} {}: {spelling:?} is in {fits} rows", table.field);
                }
            }
        }
    }
}

/// Whether a value is exactly this one, as a naive reader would compare.
fn is_naively(value: Value, text: &str) -> bool {
    let number = text.parse::<u32>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    match value {
        Value::Word(word) if word.contains('…') => spellings(value).iter().any(|it| it == text),
        Value::Word(word) => word.to_lowercase() == text.to_lowercase(),
        Value::Number(it) => number == Some(it),
        Value::Numbers(first, last) => number.is_some_and(|number| (first..=last).contains(&number)),
        Value::Named(it, name) => number == Some(it) || name.to_lowercase() == text.to_lowercase(),
        other => panic!("{other}"),
    }
}

#[test]
fn a_word_and_a_cause_mean_what_one_rule_says() {
    for &platform in Platform::VARIANTS {
        let rows = |of| platform.tables().iter().filter(move |table| table.of == of).flat_map(|table| table.rows);
        for word in rows(Of::Word) {
            let word_text = &spellings(word.value)[0];
            let word = platform::find(platform.tables(), word_text, None).unwrap();
            for cause in rows(Of::Cause) {
                let cause_text = &spellings(cause.value)[0];
                // Two tables may have one value. The first one counts.
                let cause = platform.tables().iter().filter(|table| table.of == Of::Cause);
                let cause = cause.clone().find_map(|table| table.find(cause_text)).unwrap();
                let status = word.status.refined_by(Some(cause.status));
                assert_eq!(platform.status(word_text, Some(cause_text)), status, "{platform} {word_text} {cause_text}");
                let row = if status == word.status { word } else { cause };
                assert_eq!(
                    platform.find(word_text, Some(cause_text)),
                    Some(row),
                    "{platform} {word_text} {cause_text}"
                );
                assert_eq!(platform.status("made-up word", Some(cause_text)), DeliveryStatus::Undefined);
            }
            assert_eq!(platform.status(word_text, Some("made-up cause")), word.status, "{platform} {word_text}");
        }
    }
}

#[test]
fn a_cause_that_means_no_error_has_no_row() {
    for &platform in Platform::VARIANTS {
        for table in platform.tables().iter().filter(|table| table.of == Of::Cause) {
            for none in ["0", "000", "NO_ERROR", "NONE", "no error"] {
                assert_eq!(table.find(none), None, "{platform} {}", table.field);
            }
        }
    }
}

#[test]
fn only_these_values_remove_a_number_and_each_names_its_document() {
    let mut remove = Vec::new();
    // The statuses of smsmode are the vocabulary itself.
    for &platform in Platform::VARIANTS.iter().filter(|&&platform| platform != Platform::Smsmode) {
        for row in platform.tables().iter().flat_map(|table| table.rows) {
            let action = row.status.action();
            if matches!(action, AddressBookAction::Remove | AddressBookAction::Suppress) {
                assert!(
                    row.reason.contains([',', ':', '(']),
                    "{platform} {}: {} names no document",
                    row.value,
                    row.reason
                );
            }
            if action == AddressBookAction::Remove {
                remove.push(format!("{} {}", platform.name(), row.value));
            }
        }
    }
    let documented = ["africas_talking UserDoesNotExist", "azure 4004", "bandwidth 4406", "vonage 3", "vonage 1190"];
    assert!(remove.iter().all(|value| documented.contains(&value.as_str())), "{remove:?}");
}

#[test]
fn the_table_of_stated_actions_equals_the_code() {
    let mut table = String::from(
        "# Values that remove or suppress a number\n\nThis table lists every platform value that advises you to remove a number or never to send to it \
         again, with the document that says so.\n\n| platform | value | address book | document |\n|---|---|---|---|\n",
    );
    for &platform in Platform::VARIANTS.iter().filter(|&&platform| platform != Platform::Smsmode) {
        for row in platform.tables().iter().flat_map(|table| table.rows) {
            let action = row.status.action();
            if matches!(action, AddressBookAction::Remove | AddressBookAction::Suppress) {
                writeln!(table, "| {platform} | `{}` | {action} | {} |", row.value, row.reason).unwrap();
            }
        }
    }
    expect_file!["../docs/stated_actions.md"].assert_eq(&table);
}

#[test]
fn reasons_are_phrases() {
    for &platform in Platform::VARIANTS.iter().filter(|&&platform| platform != Platform::Smsmode) {
        for row in platform.tables().iter().flat_map(|table| table.rows) {
            let reason = row.reason;
            assert!(
                !reason.is_empty() && !reason.ends_with('.') && !reason.starts_with("It "),
                "{platform}: {reason:?}"
            );
            // A reason may name its document, too.
            let words = reason.split(" (").next().unwrap().rsplit(": ").next().unwrap().split_whitespace().count();
            assert!(words <= 10, "{platform}: {reason:?} has {words} words");
        }
    }
}

#[test]
fn every_name_of_a_platform_parses_to_it_alone() {
    for &platform in Platform::VARIANTS {
        let names = [platform.name(), platform.label()].into_iter().chain(platform.other_names().iter().copied());
        for name in names {
            for spelling in [name.to_owned(), name.to_uppercase(), name.replace(' ', "-")] {
                assert_eq!(spelling.parse(), Ok(platform), "{spelling}");
            }
        }
        assert_eq!(Platform::from_name(platform.name()), Some(platform));
        assert!(platform.name().bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'));
    }
}

/// A request, and what is to be read in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    request: String,
    reports: Vec<Json>,
    #[serde(default)]
    others: usize,
    #[serde(default)]
    errors: usize,
}

fn cases(platform: Platform) -> Vec<Case> {
    let data = data(platform, "jsonl");
    let case = |(number, line): (usize, &str)| {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{platform}, line {}: {error}", number + 1))
    };
    data.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(case).collect()
}

#[test]
fn the_documented_requests_are_read() {
    for &platform in Platform::VARIANTS {
        let cases = cases(platform);
        assert!(!cases.is_empty(), "{platform} has no cases");
        for Case { request, reports, others, errors } in cases {
            let read =
                platform.read(request.as_bytes()).unwrap_or_else(|error| panic!("{platform}: {error}: {request}"));
            let mut found = Vec::new();
            let mut failed = 0;
            for report in &read {
                match report {
                    Ok(report) => {
                        let mut json = serde_json::to_value(report).unwrap();
                        assert_eq!(serde_json::from_value::<sms_status::Report>(json.clone()).unwrap(), *report);
                        assert_eq!(json.as_object_mut().unwrap().remove("platform"), Some(platform.name().into()));
                        found.push(json);
                    }
                    Err(_) => failed += 1,
                }
            }
            let show = |reports: &[Json]| reports.iter().map(Json::to_string).collect::<Vec<_>>().join("\n  ");
            assert!(found == reports, "{platform}: {request}\nread:{}\nexpected:{}", show(&found), show(&reports));
            assert_eq!((read.others(), failed), (others, errors), "{platform}: {request}");
        }
    }
}

#[test]
fn a_report_of_a_failure_has_a_reason() {
    for &platform in Platform::VARIANTS {
        for Case { request, .. } in cases(platform) {
            for report in platform.read(request.as_bytes()).unwrap().into_iter().flatten() {
                let is_event = report.opted_out && report.status == DeliveryStatus::Undefined;
                if report.known && !is_event && report.status == platform.status(&report.word, report.cause.as_deref())
                {
                    assert!(report.reason().is_some(), "{platform} {report:?}");
                }
                if report.status.outcome() == Outcome::Failed {
                    assert!(report.known, "{platform}: an unknown word is a failure: {report:?}");
                }
            }
        }
    }
}
