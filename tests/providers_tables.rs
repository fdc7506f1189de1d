//! The tables of the platforms say what the documents say, and the pages of the documentation what the tables say.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    ops::RangeInclusive,
    path::Path,
};

use expect_test::expect_file;
use proptest::prelude::*;
use sms_status::{
    AddressBookAction, Category,
    DeliveryStatus::{self, *},
    Outcome,
    providers::*,
    smpp::MessageState,
};

/// module, field, values, status: typed from the documents, in their order.
const TABLE: &str = include_str!("data/providers.tsv");

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
        writeln!(page, "| {field} | status | address book | why |\n|---|---|---|---|").unwrap();
        for (value, status, reason) in rows {
            writeln!(page, "| `{value}` | {status} | {} | {reason} |", status.action().name()).unwrap();
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
        String::from("| platform | module | what is read | rows | tested against |\n|---|---|---|--:|---|\n");
    for platform in platforms() {
        let Platform { name, module, read, tested, tables: tables_of_platform } = &platform;
        let rows: usize = tables_of_platform.iter().map(|table| table.rows.len()).sum();
        writeln!(list, "| {name} | `{module}` | {read} | {rows} | {tested} |").unwrap();
        assert!(!source(&platform).is_empty());
        expect_file![format!("../docs/providers/{module}.md")].assert_eq(&tables(&platform));
    }
    expect_file!["../docs/platforms.md"].assert_eq(&list);
}

/// A value of the tables as it is written in the documentation, ranges as their numbers.
fn values(text: &str) -> Vec<String> {
    let dashes = ['-', '–'];
    match text.split_once(dashes).map(|(first, last)| (first.parse::<u32>(), last.parse::<u32>())) {
        Some((Ok(first), Ok(last))) => (first..=last).map(|number| number.to_string()).collect(),
        _ => vec![text.to_owned()],
    }
}

/// Every value of every field, with its status by the tables of the code.
fn by_the_code() -> BTreeMap<(&'static str, &'static str, String), DeliveryStatus> {
    let mut all = BTreeMap::new();
    for platform in platforms() {
        for table in platform.tables {
            for (text, status, reason) in table.rows {
                assert!(reason.ends_with('.') && reason.len() > 10, "{}: {reason}", platform.module);
                for value in values(&text) {
                    let earlier = all.insert((platform.module, table.field, value), status);
                    assert_eq!(earlier, None, "{} {} lists {text} twice", platform.module, table.field);
                }
            }
        }
    }
    all
}

/// Every value of every field, with its status by the table that was typed.
fn by_the_documents() -> BTreeMap<(&'static str, &'static str, String), DeliveryStatus> {
    let mut all = BTreeMap::new();
    for line in TABLE.lines().skip(1) {
        let [module, field, texts, name] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let status = DeliveryStatus::VARIANTS.iter().find(|status| format!("{status:?}") == name);
        for value in texts.split(", ").flat_map(values) {
            assert_eq!(all.insert((module, field, value), *status.unwrap()), None, "{line}");
        }
    }
    all
}

#[test]
fn every_row_equals_the_table() {
    let (code, documents) = (by_the_code(), by_the_documents());
    for (key, status) in &documents {
        assert_eq!(code.get(key), Some(status), "{key:?}");
    }
    for key in code.keys() {
        assert!(documents.contains_key(key), "{key:?} is not in the table");
    }
}

/// A reader of a word and a code, the fields that both are in, and the words that a code may say more of.
struct Reader {
    module: &'static str,
    word: &'static str,
    code: &'static str,
    without_cause: &'static [&'static str],
    status: fn(&str, Option<u32>) -> DeliveryStatus,
}

const READERS: &[Reader] = &[
    Reader {
        module: "vonage",
        word: "status",
        code: "err-code",
        without_cause: &["failed", "rejected"],
        status: |word, code| vonage::status(word, code.map(|code| code.to_string()).as_deref()),
    },
    Reader {
        module: "vonage",
        word: "status of the Messages API",
        code: "err-code",
        without_cause: &["rejected", "undeliverable"],
        status: |word, code| vonage::messages::status(word, code.map(|code| code.to_string()).as_deref()),
    },
    Reader {
        module: "twilio",
        word: "MessageStatus",
        code: "ErrorCode",
        without_cause: &["undelivered", "failed", "canceled"],
        status: twilio::status,
    },
    Reader {
        module: "infobip",
        word: "status.groupId",
        code: "error.id",
        without_cause: &["2", "5"],
        status: |word, code| infobip::status(word.parse().ok(), None, code, None),
    },
    Reader {
        module: "infobip",
        word: "status.id",
        code: "error.id",
        without_cause: &["4", "9", "11", "13", "18", "23", "31", "100"],
        status: |word, code| infobip::status(None, word.parse().ok(), code, None),
    },
    Reader {
        module: "bandwidth",
        word: "type",
        code: "errorCode",
        without_cause: &["message-failed"],
        status: bandwidth::status,
    },
    Reader {
        module: "sinch",
        word: "status",
        code: "code",
        without_cause: &["Aborted", "Cancelled", "Rejected", "Deleted", "Failed"],
        status: sinch::status,
    },
];

/// All values of a field, with their status.
fn field(module: &str, field: &str) -> BTreeMap<String, DeliveryStatus> {
    let all = by_the_documents().into_iter().filter(|((m, f, _), _)| (*m, *f) == (module, field));
    all.map(|((_, _, value), status)| (value, status)).collect()
}

#[test]
fn a_word_decides_over_a_code() {
    for Reader { module, word, code, without_cause, status } in READERS {
        let codes: BTreeMap<u32, DeliveryStatus> =
            field(module, code).into_iter().map(|(code, status)| (code.parse().unwrap(), status)).collect();
        let all: Vec<Option<u32>> = (0..=u16::MAX.into()).chain([u32::MAX]).map(Some).chain([None]).collect();
        let known: Vec<Option<u32>> = codes.keys().copied().map(Some).chain([Some(u32::MAX), None]).collect();
        for (word, of_word) in field(module, word) {
            let may_be_refined = without_cause.contains(&word.as_str());
            for &number in if may_be_refined { &all } else { &known } {
                let of_code = number.and_then(|number| codes.get(&number));
                let expected = match of_code {
                    Some(cause) if may_be_refined && matches!(cause.outcome(), Outcome::Failed | Outcome::Unknown) => {
                        *cause
                    }
                    _ => of_word,
                };
                assert_eq!(status(&word, number), expected, "{module} {word} {number:?}");
            }
        }
        for number in known {
            assert_eq!(status("9876543", number), Undefined, "{module} {number:?}");
        }
    }
}

#[test]
fn the_words_of_a_reason_count_only_on_a_failure() {
    let reasons = field("africas_talking", "failureReason");
    for (word, of_word) in field("africas_talking", "status") {
        for (reason, of_reason) in &reasons {
            let expected = if ["Rejected", "Failed"].contains(&word.as_str()) { *of_reason } else { of_word };
            assert_eq!(africas_talking::status(&word, Some(reason)), expected, "{word} {reason}");
            assert_eq!(africas_talking::status(&word, Some(&reason.to_uppercase())), expected, "{word} {reason}");
        }
        assert_eq!(africas_talking::status(&word, Some("NewReason")), of_word);
        assert_eq!(africas_talking::status(&word, None), of_word);
    }
    assert_eq!(africas_talking::status("NewWord", Some("UserDoesNotExist")), Undefined);
}

/// A module, a field, and the reader of its words alone.
type WordReader = (&'static str, &'static str, fn(&str) -> DeliveryStatus);

const WORD_READERS: &[WordReader] = &[
    ("africas_talking", "status", |word| africas_talking::status(word, None)),
    ("aws", "eventType", |word| aws::status(word, None)),
    ("aws", "providerResponse", aws::sns_status),
    ("bandwidth", "type", |word| bandwidth::status(word, None)),
    ("jasmin", "message_status", jasmin::status),
    ("octopush", "status", octopush::status),
    ("sinch", "status", |word| sinch::status(word, None)),
    ("twilio", "MessageStatus", |word| twilio::status(word, None)),
    ("vonage", "status", |word| vonage::status(word, None)),
    ("vonage", "status of the Messages API", |word| vonage::messages::status(word, None)),
    ("vonage", "err-code", |word| vonage::status("failed", Some(word))),
];

#[test]
fn words_are_read_in_any_case_and_an_unknown_one_is_undefined() {
    for (module, name, status) in WORD_READERS {
        let words = field(module, name);
        assert!(!words.is_empty(), "{module} {name}");
        for (word, expected) in &words {
            assert_eq!(status(word), *expected, "{module} {word}");
            assert_eq!(status(&word.to_lowercase()), *expected, "{module} {word}");
            assert_eq!(status(&word.to_uppercase()), *expected, "{module} {word}");
            if *name != "err-code" {
                assert_eq!(status(&format!("new {word}")), Undefined, "{module} {word}");
                assert_eq!(status(&word[1..]), words.get(&word[1..]).copied().unwrap_or(Undefined), "{module} {word}");
            }
        }
        for unknown in ["", " ", "no such word", "ÉCHEC", "0"] {
            let expected = if *name == "err-code" { NotDelivered } else { Undefined };
            assert_eq!(status(unknown), expected, "{module} {unknown:?}");
        }
    }
}

#[test]
fn every_number_is_read_as_its_row() {
    for (module, name, status) in [
        ("kannel", "%d", kannel::status as fn(u16) -> DeliveryStatus),
        ("ovh", "ptt", ovh::status),
        ("smsfactor", "status", smsfactor::status),
    ] {
        let numbers = field(module, name);
        for number in 0..=u16::MAX {
            let expected = numbers.get(&number.to_string()).copied().unwrap_or(Undefined);
            assert_eq!(status(number), expected, "{module} {number}");
        }
    }
}

#[test]
fn the_group_of_infobip_counts_if_the_id_is_not_known() {
    let (groups, ids) = (field("infobip", "status.groupId"), field("infobip", "status.id"));
    let status = |of: &BTreeMap<String, DeliveryStatus>, number: Option<u32>| of.get(&number?.to_string()).copied();
    for group in (0..10).map(Some).chain([None]) {
        for id in (0..200).map(Some).chain([None]) {
            let expected = status(&ids, id).or(status(&groups, group)).unwrap_or(Undefined);
            assert_eq!(infobip::status(group, id, None, None), expected, "{group:?} {id:?}");
        }
    }
}

#[test]
fn an_error_of_infobip_is_as_permanent_as_the_report_says() {
    for (code, expected) in field("infobip", "error.id") {
        let code = code.parse().ok();
        let status = |permanent| infobip::status(Some(2), Some(9), code, permanent);
        assert_eq!(status(None), expected);
        let permanent = match expected {
            TemporaryOperatorError => PermanentOperatorError,
            TemporaryAbsenceError | TemporaryPhoneError => Undeliverable,
            other => other,
        };
        assert_eq!(status(Some(true)), permanent, "{code:?}");
        assert_eq!(status(Some(false)), if code == Some(3041) { InvalidRecipient } else { expected }, "{code:?}");
        assert_ne!(status(Some(true)).category(), Category::Temporary, "{code:?}");
    }
}

#[test]
fn an_event_of_aws_is_read_with_and_without_its_prefix_and_is_final_only_if_it_says_so() {
    for (word, expected) in field("aws", "eventType") {
        let is_final = if expected == DeliveredToOperator { Delivered } else { expected };
        for word in [word.as_str(), word.trim_start_matches("TEXT_")] {
            assert_eq!(aws::status(word, None), expected, "{word}");
            assert_eq!(aws::status(word, Some(false)), expected, "{word}");
            assert_eq!(aws::status(word, Some(true)), is_final, "{word}");
        }
    }
}

#[test]
fn the_words_of_jasmin_are_those_of_smpp() {
    let words = jasmin::STATUSES.iter().filter(|row| !row.value.starts_with("ESME_"));
    let mut count = 0;
    for row in words {
        assert_eq!(MessageState::from_stat(row.value).map(DeliveryStatus::from), Some(row.status), "{}", row.value);
        count += 1;
    }
    assert_eq!(count, 7);
    for error in ["ESME_RINVMSGLEN", "esme_rbindfail", "ESME_", "ESME_É"] {
        assert_eq!(jasmin::status(error), Rejected, "{error}");
    }
    for no_error in ["ESME", "ESMÉ_", "XESME_ROK"] {
        assert_eq!(jasmin::status(no_error), Undefined, "{no_error}");
    }
}

/// The rows that advise to remove a number or never to send to it, and the document that says so.
const VERDICTS: &[(AddressBookAction, &str, &str, &str, &str)] = &[
    (AddressBookAction::Remove, "vonage", "err-code", "3", "Vonage, SMS API, Delivery Receipts"),
    (AddressBookAction::Remove, "vonage", "err-code", "1190", "Vonage, Messages API, Errors"),
    (AddressBookAction::Remove, "infobip", "error.id", "3041", "Infobip, Error code reference"),
    (AddressBookAction::Remove, "bandwidth", "errorCode", "4406", "Bandwidth, Messaging errors"),
    (
        AddressBookAction::Remove,
        "africas_talking",
        "failureReason",
        "UserDoesNotExist",
        "Africa's Talking, SMS delivery reports",
    ),
    (AddressBookAction::Suppress, "vonage", "err-code", "9", "Vonage, SMS API, Delivery Receipts"),
    (AddressBookAction::Suppress, "vonage", "err-code", "1240", "Vonage, Messages API, Errors"),
    (AddressBookAction::Suppress, "vonage", "err-code", "1050", "Vonage, Messages API, Errors"),
    (AddressBookAction::Suppress, "twilio", "ErrorCode", "21610", "Twilio, error 21610"),
    (AddressBookAction::Suppress, "aws", "eventType", "OPTED_OUT", "Amazon Pinpoint, `record_status`"),
    (AddressBookAction::Suppress, "aws", "eventType", "_SMS.OPTOUT", "Amazon Pinpoint, `event_type`"),
    (
        AddressBookAction::Suppress,
        "aws",
        "providerResponse",
        "Phone number is opted out",
        "Amazon SNS, reasons for failed SMS deliveries",
    ),
    (AddressBookAction::Suppress, "infobip", "status.id", "10", "Infobip, Message status codes"),
    (AddressBookAction::Suppress, "infobip", "status.id", "14", "Infobip, Message status codes"),
    (AddressBookAction::Suppress, "infobip", "error.id", "573", "Infobip, Error code reference"),
    (AddressBookAction::Suppress, "infobip", "error.id", "603", "Infobip, Error code reference"),
    (AddressBookAction::Suppress, "infobip", "error.id", "604", "Infobip, Error code reference"),
    (AddressBookAction::Suppress, "infobip", "error.id", "2050", "Infobip, Error code reference"),
    (AddressBookAction::Suppress, "infobip", "error.id", "2052", "Infobip, Error code reference"),
    (AddressBookAction::Suppress, "bandwidth", "errorCode", "4482", "Bandwidth, Messaging errors"),
    (AddressBookAction::Suppress, "bandwidth", "errorCode", "4775", "Bandwidth, Messaging errors"),
    (AddressBookAction::Suppress, "ovh", "ptt", "53", "OVHcloud, SMPP specifications"),
    (AddressBookAction::Suppress, "octopush", "status", "BLACKLISTED_NUMBER", "Octopush, Acknowledge receipt"),
    (
        AddressBookAction::Suppress,
        "africas_talking",
        "failureReason",
        "UserInBlackList",
        "Africa's Talking, SMS delivery reports",
    ),
];

#[test]
fn a_number_is_removed_or_suppressed_only_where_a_document_says_so() {
    let mut found = BTreeSet::new();
    for platform in platforms() {
        for table in platform.tables {
            for (value, status, reason) in table.rows {
                let action = status.action();
                if matches!(action, AddressBookAction::Keep | AddressBookAction::Review) {
                    continue;
                }
                let verdict = VERDICTS.iter().find(|(_, module, field, text, _)| {
                    (*module, *field, *text) == (platform.module, table.field, value.as_str())
                });
                let Some((stated, .., document)) = verdict else {
                    panic!("nothing states that {} {value} is to {action}", platform.module)
                };
                assert_eq!(*stated, action, "{} {value}", platform.module);
                assert!(reason.contains(&format!("{document}: ")), "{} {value}: {reason}", platform.module);
                found.insert((platform.module, table.field, value));
            }
        }
    }
    assert_eq!(found.len(), VERDICTS.len());
}

#[test]
fn the_guarantees_list_what_removes_and_suppresses_by_document() {
    let mut documents = Vec::new();
    for (.., document) in VERDICTS {
        if !documents.contains(document) {
            documents.push(*document);
        }
    }
    let mut table = String::from("| document | remove | do not contact |\n|---|---|---|\n");
    for of in documents {
        let values = |action| {
            let values = VERDICTS.iter().filter(|(a, .., document)| (*a, *document) == (action, of));
            values.map(|(_, _, _, value, _)| format!("`{value}`")).collect::<Vec<_>>().join(", ")
        };
        writeln!(table, "| {of} | {} | {} |", values(AddressBookAction::Remove), values(AddressBookAction::Suppress))
            .unwrap();
    }
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guarantees.md")).unwrap();
    assert!(page.contains(&table), "the page lacks this table:\n{table}");
}

proptest! {
    #[test]
    fn no_text_panics(row in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>(), text in any::<String>()) {
        let rows: Vec<Row> = platforms().into_iter().flat_map(|p| p.tables).flat_map(|table| table.rows).collect();
        let value = &row.get(&rows).0;
        let ends: Vec<usize> = value.char_indices().map(|(at, _)| at).chain([value.len()]).collect();
        let begun = format!("{}{text}", &value[..*cut.get(&ends)]);
        for (_, _, status) in WORD_READERS {
            status(&text);
            status(&begun);
        }
        let _ = vonage::status("failed", Some(&begun));
        let _ = africas_talking::status("Failed", Some(&begun));
    }
}
