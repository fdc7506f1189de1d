//! The tables of the platforms say what the documents say, and the pages of the documentation what the tables say.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fmt::Write, fs, ops::RangeInclusive, path::Path};

use expect_test::expect_file;
use sms_status::{DeliveryStatus, Mapping, providers::*};

/// A row of a table: the value as it is written in the documentation, the status and the reason.
type Row = (String, DeliveryStatus, &'static str);

/// The rows of one field of a platform's report.
struct Table {
    field: &'static str,
    rows: Vec<Row>,
}

/// A platform, its module, what of it is read, and against what that is tested.
struct Platform {
    name: &'static str,
    module: &'static str,
    read: &'static str,
    tested: &'static str,
    tables: Vec<Table>,
}

fn words(field: &'static str, rows: &[Mapping<&str>]) -> Table {
    Table { field, rows: rows.iter().map(|row| (row.value.to_owned(), row.status, row.reason)).collect() }
}

fn numbers(field: &'static str, rows: &[Mapping<u16>]) -> Table {
    Table { field, rows: rows.iter().map(|row| (row.value.to_string(), row.status, row.reason)).collect() }
}

fn codes(field: &'static str, rows: &[Mapping<RangeInclusive<u32>>]) -> Table {
    let value = |range: &RangeInclusive<u32>| match (range.start(), range.end()) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first}–{last}"),
    };
    Table { field, rows: rows.iter().map(|row| (value(&row.value), row.status, row.reason)).collect() }
}

const BODIES: &str = "the values of its documents; bodies in the documented form";
const VALUES: &str = "the values of its document";

fn platforms() -> Vec<Platform> {
    let platform = |name, module, read, tested, tables| Platform { name, module, read, tested, tables };
    vec![
        platform(
            "Africa's Talking",
            "africas_talking",
            "delivery reports (form)",
            BODIES,
            vec![words("status", africas_talking::STATUSES), words("failureReason", africas_talking::ERRORS)],
        ),
        platform(
            "AWS End User Messaging, Pinpoint, SNS",
            "aws",
            "events (JSON); the sentences of the logs of SNS",
            BODIES,
            vec![words("eventType", aws::STATUSES), words("providerResponse", aws::SNS_RESPONSES)],
        ),
        platform(
            "Bandwidth",
            "bandwidth",
            "events (JSON, many in a request)",
            BODIES,
            vec![words("type", bandwidth::STATUSES), codes("errorCode", bandwidth::ERRORS)],
        ),
        platform(
            "Infobip",
            "infobip",
            "delivery reports (JSON, many in a request)",
            BODIES,
            vec![
                codes("status.groupId", infobip::GROUPS),
                codes("status.id", infobip::STATUSES),
                codes("error.id", infobip::ERRORS),
            ],
        ),
        platform(
            "Jasmin",
            "jasmin",
            "delivery receipts (form or query)",
            BODIES,
            vec![words("message_status", jasmin::STATUSES)],
        ),
        platform("Kannel", "kannel", "the type of a report (`%d`)", VALUES, vec![numbers("%d", kannel::STATUSES)]),
        platform(
            "Octopush",
            "octopush",
            "acknowledgements of receipt (JSON)",
            BODIES,
            vec![words("status", octopush::STATUSES)],
        ),
        platform("OVHcloud", "ovh", "the PTT code", VALUES, vec![numbers("ptt", ovh::STATUSES)]),
        platform(
            "Sinch",
            "sinch",
            "delivery reports on one recipient (JSON)",
            BODIES,
            vec![words("status", sinch::STATUSES), codes("code", sinch::ERRORS)],
        ),
        platform(
            "smsfactor, smsup",
            "smsfactor",
            "delivery reports (JSON)",
            BODIES,
            vec![numbers("status", smsfactor::STATUSES)],
        ),
        platform(
            "Twilio, SignalWire",
            "twilio",
            "status callbacks (form)",
            BODIES,
            vec![words("MessageStatus", twilio::STATUSES), codes("ErrorCode", twilio::ERRORS)],
        ),
        platform(
            "Vonage",
            "vonage",
            "delivery receipts of the SMS API (form, query or JSON); callbacks of the Messages API (JSON)",
            BODIES,
            vec![
                words("status", vonage::STATUSES),
                words("status of the Messages API", vonage::messages::STATUSES),
                words("err-code", vonage::ERRORS),
            ],
        ),
    ]
}

/// The tables of a platform, as they are in the documentation.
fn tables(platform: &Platform) -> String {
    let mut page = String::new();
    for Table { field, rows } in &platform.tables {
        let field = match field.split_once(" of ") {
            Some((field, whose)) => format!("`{field}` of {whose}"),
            None => format!("`{field}`"),
        };
        writeln!(page, "| {field} | status | number | why |\n|---|---|---|---|").unwrap();
        for (value, status, reason) in rows {
            writeln!(page, "| `{value}` | {status} | {} | {reason} |", status.action()).unwrap();
        }
        page += "\n";
    }
    page.truncate(page.len() - 1);
    page
}

/// The paragraph of a module's documentation that names its source.
fn source(platform: &Platform) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/providers/{}.rs", platform.module));
    let code = fs::read_to_string(path).unwrap();
    let source = code.lines().skip_while(|line| !line.starts_with("//! Source:"));
    let lines = source.map_while(|line| line.strip_prefix("//! ")).collect::<Vec<_>>();
    assert!(!lines.is_empty(), "{} names no source", platform.module);
    lines.join("\n")
}

#[test]
fn the_pages_of_the_platforms_equal_the_code() {
    let mut list =
        String::from("| platform | module | what is read | values | tested against |\n|---|---|---|--:|---|\n");
    let mut all = String::from("# What each platform's values are read as\n");
    for platform in platforms() {
        let Platform { name, module, read, tested, tables: tables_of_platform } = &platform;
        let values: usize = tables_of_platform.iter().map(|table| table.rows.len()).sum();
        writeln!(list, "| {name} | `{module}` | {read} | {values} | {tested} |").unwrap();
        let tables = tables(&platform);
        expect_file![format!("../docs/providers/{module}.md")].assert_eq(&tables);
        write!(all, "\n## {name}\n\n{}\n\n{tables}", source(&platform)).unwrap();
    }
    expect_file!["../docs/platforms.md"].assert_eq(&list);
    expect_file!["../docs/providers.md"].assert_eq(&all);
}
