//! Platforms that a document describes: the documents of the examples, the page on how to write one, and every error of a document.
#![cfg(feature = "read")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value as Json, json};
use sms_status::{CustomPlatform, DeliveryStatus, IdNames, Mapping, Of, Platform, Report, Value};

fn read_file(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The documents of the examples, by name.
fn documents() -> BTreeMap<String, PathBuf> {
    let paths = fs::read_dir("examples/data/platforms").unwrap().map(|entry| entry.unwrap().path());
    let found: BTreeMap<_, _> =
        paths.map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path)).collect();
    assert!(found.len() > 5, "{found:?}");
    found
}

fn from_toml<T: DeserializeOwned>(document: &str) -> T {
    toml::from_str(document).unwrap_or_else(|error| panic!("{error}\n{document}"))
}

fn from_json(document: &Json) -> CustomPlatform {
    serde_json::from_value(document.clone()).unwrap_or_else(|error| panic!("{error}: {document}"))
}

/// What a document says, read by nothing of the crate.
#[derive(Deserialize)]
struct Plain {
    name: String,
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    causes: BTreeMap<String, String>,
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

fn cases(name: &str) -> Vec<Case> {
    let data = read_file(Path::new("tests/data/custom_platforms").join(name).with_extension("jsonl"));
    data.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{name}: {error}"))).collect()
}

#[test]
fn every_document_has_its_name_its_source_and_its_grade() {
    for (name, path) in documents() {
        let text = read_file(path);
        let document: CustomPlatform = from_toml(&text);
        assert_eq!(document.name(), name);
        let head: String = text.lines().take_while(|line| line.starts_with('#')).collect();
        if name != "acme" {
            assert!(head.contains("Source: "), "{name} names no source");
            assert!(head.contains("Grade: third-party code only, at your own risk."), "{name} has no grade");
        }
        let page = read_file("docs/custom_platforms.md");
        assert!(name == "acme" || page.contains(&format!("`{name}`")), "the page does not name {name}");
    }
}

#[test]
fn every_word_and_cause_of_a_document_is_found() {
    for (name, path) in documents() {
        let text = read_file(path);
        let document: CustomPlatform = from_toml(&text);
        let Plain { name: written, words, causes } = from_toml(&text);
        assert_eq!(written, name);
        let status = |status: &String| DeliveryStatus::from_name(status).unwrap();
        for (word, of_word) in &words {
            let of_word = status(of_word);
            for spelling in
                [word.replace('…', ""), word.replace('…', " made up"), format!(" {}\n", word.to_lowercase())]
            {
                assert_eq!(document.find(&spelling, None), Some(of_word), "{name}: {spelling}");
                assert_eq!(document.status(&spelling, Some("made up")), of_word, "{name}: {spelling}");
            }
            for (cause, of_cause) in &causes {
                let expected = of_word.refined_by(Some(status(of_cause)));
                assert_eq!(document.status(word, Some(cause)), expected, "{name}: {word} {cause}");
            }
        }
        for cause in causes.keys() {
            assert_eq!(document.find("made up", Some(cause)), None, "{name}: {cause}");
            assert_eq!(document.status("made up", Some(cause)), DeliveryStatus::Undefined, "{name}: {cause}");
        }
    }
}

#[test]
fn no_document_removes_a_number() {
    for (name, path) in documents() {
        let Plain { words, causes, .. } = from_toml(&read_file(path));
        for (value, status) in words.iter().chain(&causes) {
            let status = DeliveryStatus::from_name(status).unwrap();
            assert!(status.keep_in_address_book(), "{name}: {value} removes a number on the word of a third party");
        }
    }
}

#[test]
fn the_sample_requests_of_every_document_are_read() {
    for (name, path) in documents() {
        let document: CustomPlatform = from_toml(&read_file(path));
        let cases = cases(&name);
        assert!(cases.len() > 1, "{name} has {} cases", cases.len());
        for Case { request, reports, others, errors } in cases {
            let read = document.read(request.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}: {request}"));
            let found: Vec<Json> = read.iter().flatten().map(|report| serde_json::to_value(report).unwrap()).collect();
            assert_eq!(found, reports, "{name}: {request}");
            assert_eq!((read.others(), read.len() - found.len()), (others, errors), "{name}: {request}");
        }
    }
}

/// The blocks of a page in this language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    page.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_page_shows_the_document_and_the_reports_that_are_tested() {
    let page = read_file("docs/custom_platforms.md");
    let document = read_file("examples/data/platforms/acme.toml");
    let text = document.split_once('\n').unwrap().1;
    assert_eq!(blocks(&page, "toml"), [text]);
    let [request] = &blocks(&page, "json")[..] else { panic!("one request") };
    assert_eq!(request.trim_end(), cases("acme")[0].request);
    let acme: CustomPlatform = from_toml(&document);
    let lines: String = (&acme.read(request.as_bytes()).unwrap())
        .into_iter()
        .flatten()
        .map(|report| serde_json::to_string(report).unwrap() + "\n")
        .collect();
    assert_eq!(blocks(&page, "ndjson"), [lines]);
    let broken = text.replacen("KO = \"not_delivered\"", "KO = \"failed\"", 1);
    let error = toml::from_str::<CustomPlatform>(&broken).unwrap_err().to_string();
    assert_eq!(blocks(&page, "text"), [error]);
}

#[test]
fn the_table_of_the_page_has_every_field() {
    let page = read_file("docs/custom_platforms.md");
    let error = serde_json::from_value::<CustomPlatform>(json!({"made_up": 1})).unwrap_err().to_string();
    let error_of_fields =
        serde_json::from_value::<CustomPlatform>(json!({"fields": {"made_up": 1}})).unwrap_err().to_string();
    for fields in [error, error_of_fields] {
        let (_, names) = fields.split_once("expected one of ").unwrap();
        let names: Vec<&str> = names.split(", ").map(|name| name.trim_matches('`')).collect();
        assert!(names.len() > 7, "{names:?}");
        for name in names {
            assert!(page.lines().any(|line| line.starts_with('|') && line.contains(&format!("`{name}`"))), "{name}");
        }
    }
}

/// A document that is as it should be.
fn acme() -> Json {
    json!({"name": "acme", "fields": {"word": "st"}, "words": {"OK": "delivered", "KO": "not_delivered"}})
}

#[track_caller]
fn assert_error(pointer: &str, value: &Json, expected: &str) {
    let mut document = acme();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match value {
        Json::Null => drop(parent.remove(field)),
        value => drop(parent.insert(field.to_owned(), value.clone())),
    }
    let error = serde_json::from_value::<CustomPlatform>(document.clone()).unwrap_err();
    assert_eq!(error.to_string(), expected);
    // The words are the same in TOML, which adds the place.
    let error = toml::from_str::<CustomPlatform>(&to_toml(&document)).unwrap_err().to_string();
    assert!(error.trim_end().ends_with(expected), "{error}");
}

/// Writes a document as TOML, all tables inline.
fn to_toml(document: &Json) -> String {
    fn value(json: &Json) -> String {
        match json {
            Json::Object(fields) => {
                let fields: Vec<String> = fields.iter().map(|(name, it)| format!("{name:?} = {}", value(it))).collect();
                format!("{{{}}}", fields.join(", "))
            }
            Json::Array(list) => format!("[{}]", list.iter().map(value).collect::<Vec<_>>().join(", ")),
            other => other.to_string(),
        }
    }
    let fields = document.as_object().unwrap();
    fields.iter().map(|(name, it)| format!("{name:?} = {}\n", value(it))).collect::<Vec<_>>().concat()
}

#[test]
fn every_error_names_the_field_and_the_value() {
    let top = "`name`, `reports`, `id_names`, `fields`, `words`, `causes`, `words_of`, `time`, `others`";
    let fields = "`word`, `cause`, `message_id`, `recipient`, `sender`, `reference`, `network`, `reported_at`";
    let status = "expected the name of a status, such as `delivered`, for";
    let names = "expected a text or a list of texts for";
    let cases = [
        // Fields that there are not, and fields that are missing.
        ("/wrods", json!({}), format!("unknown field `wrods`, expected one of {top}")),
        ("/fields/messageid", json!("id"), format!("unknown field `fields.messageid`, expected one of {fields}")),
        ("/name", Json::Null, "missing field `name`".to_owned()),
        ("/fields", Json::Null, "missing field `fields`".to_owned()),
        ("/fields/word", Json::Null, "missing field `fields.word`: it says what happened to the message".to_owned()),
        ("/words", Json::Null, "missing field `words`: it has the status of each word".to_owned()),
        ("/words", json!({}), "missing field `words`: it has the status of each word".to_owned()),
        // Names.
        ("/name", json!(" "), "`name` is empty: say what you call the platform".to_owned()),
        (
            "/name",
            json!("Twilio"),
            "`name` is \"Twilio\", a name of the platform Twilio of this crate: choose another".to_owned(),
        ),
        // Statuses.
        ("/words/KO", json!("failed"), format!("invalid value: string \"failed\", {status} `words.KO`")),
        ("/words/KO", json!("Delivered"), format!("invalid value: string \"Delivered\", {status} `words.KO`")),
        ("/words/KO", json!(14), format!("invalid type: integer `14`, {status} `words.KO`")),
        ("/words/KO", json!(["delivered"]), format!("invalid type: sequence, {status} `words.KO`")),
        ("/causes", json!({"12": "absent"}), format!("invalid value: string \"absent\", {status} `causes.12`")),
        ("/words", json!("delivered"), "invalid type: string \"delivered\", expected a map for `words`".to_owned()),
        // Two spellings of one value.
        ("/words/ko ", json!("sent"), "`words` has \"KO\" and \"ko \", which are one value: leave one out".to_owned()),
        (
            "/causes",
            json!({"007": "sent", "7": "rejected"}),
            "`causes` has \"007\" and \"7\", which are one value: leave one out".to_owned(),
        ),
        ("/words/ ", json!("sent"), "`words` has \" \", which no report can say".to_owned()),
        // Types.
        ("/fields/word", json!(3), format!("invalid type: integer `3`, {names} `fields.word`")),
        ("/fields/cause", json!({"a": "b"}), format!("invalid type: map, {names} `fields.cause`")),
        ("/others", json!({"type": 5}), format!("invalid type: integer `5`, {names} `others.type`")),
        ("/reports", json!("items"), "`reports` is \"items\": a JSON pointer begins with `/`".to_owned()),
        // Choices.
        ("/time", json!("iso"), "unknown variant `iso`, expected one of `date`, `unix`, `unix_millis`".to_owned()),
        ("/id_names", json!("batch"), "unknown variant `batch`, expected `message` or `sending`".to_owned()),
        (
            "/words_of",
            json!("twillio"),
            "invalid value: string \"twillio\", expected the name of a value of `Platform`".to_owned(),
        ),
    ];
    for (pointer, value, expected) in &cases {
        assert_error(pointer, value, expected);
    }
}

#[test]
fn an_error_in_json_has_its_place() {
    let document = "{\"name\": \"acme\",\n \"fields\": {\"word\": \"st\"},\n \"words\": {\"OK\": \"deliverd\"}}";
    let error = serde_json::from_str::<CustomPlatform>(document).unwrap_err();
    assert_eq!((error.line(), error.column()), (3, 27), "{error}");
}

#[test]
fn the_name_of_a_platform_is_taken_in_every_spelling() {
    for &platform in Platform::VARIANTS {
        let names = [platform.name(), platform.label()].into_iter().chain(platform.other_names().iter().copied());
        for name in names.flat_map(|name| [name.to_owned(), name.to_uppercase()]) {
            let mut document = acme();
            document["name"] = json!(name);
            let error = serde_json::from_value::<CustomPlatform>(document).unwrap_err().to_string();
            let expected =
                format!("`name` is {name:?}, a name of the platform {platform} of this crate: choose another");
            assert_eq!(error, expected);
        }
    }
}

#[test]
fn every_status_may_be_the_status_of_a_word() {
    for &status in DeliveryStatus::VARIANTS {
        let document = from_json(&json!({"name": "acme", "fields": {"word": "st"}, "words": {"x": status.name()}}));
        assert_eq!(document.status("X", None), status);
    }
}

/// The spellings in which a value may arrive.
fn spellings(value: Value) -> Vec<String> {
    match value {
        Value::Word(word) => vec![word.replace('…', "made up")],
        Value::Number(number) => vec![number.to_string(), format!("0{number}")],
        Value::Numbers(first, last) => vec![first.to_string(), last.to_string()],
        Value::Named(number, name) => vec![number.to_string(), name.to_lowercase()],
        other => panic!("{other}"),
    }
}

#[test]
fn words_of_a_platform_agree_with_the_platform_over_all_words_and_causes() {
    for &platform in Platform::VARIANTS {
        let document = from_json(&json!({"name": "acme", "fields": {"word": "st"}, "words_of": platform.name()}));
        let rows = |of| platform.tables().iter().filter(move |table| table.of == of).flat_map(|table| table.rows);
        let texts = |row: &Mapping| spellings(row.value);
        let causes: Vec<Option<String>> = rows(Of::Cause)
            .flat_map(texts)
            .map(Some)
            .chain([None, Some("0".to_owned()), Some("made up".to_owned())])
            .collect();
        for word in rows(Of::Word).flat_map(texts).chain(["made up".to_owned()]) {
            for cause in &causes {
                let (word, cause) = (&*word, cause.as_deref());
                assert_eq!(document.status(word, cause), platform.status(word, cause), "{platform} {word} {cause:?}");
                assert_eq!(
                    document.find(word, cause),
                    platform.find(word, cause).map(|row| row.status),
                    "{platform} {word} {cause:?}"
                );
            }
        }
    }
}

#[test]
fn ones_own_words_and_causes_count_before_those_of_a_platform() {
    let document = from_json(&json!({
        "name": "acme", "fields": {"word": "st"}, "words_of": "twilio",
        "words": {"DELIVERED": "received", "made up": "undeliverable"}, "causes": {"30003": "temporary_phone_error"},
    }));
    assert_eq!(document.status("delivered", None), DeliveryStatus::Received);
    assert_eq!(document.status("sent", None), DeliveryStatus::Sent);
    assert_eq!(document.status("undelivered", Some("30003")), DeliveryStatus::TemporaryPhoneError);
    assert_eq!(document.status("made up", Some("21610")), DeliveryStatus::Blacklisted);
}

#[test]
fn an_exact_value_counts_before_one_with_an_ellipsis_and_the_longest_of_those_counts() {
    let document = from_json(&json!({
        "name": "acme", "fields": {"word": "st"},
        "words": {"…": "undefined", "KO…": "not_delivered", "KO PERM…": "undeliverable", "KO PERM NUMBER": "invalid_recipient", "…KO": "rejected"},
    }));
    for (word, status) in [
        ("ko perm number", DeliveryStatus::InvalidRecipient),
        ("KO  PERM number 7", DeliveryStatus::Undeliverable),
        ("KO", DeliveryStatus::NotDelivered),
        ("KO TEMP", DeliveryStatus::NotDelivered),
        ("all KO", DeliveryStatus::Rejected),
        ("anything", DeliveryStatus::Undefined),
    ] {
        assert_eq!(document.find(word, None), Some(status), "{word}");
    }
}

fn read(document: &Json, request: &str) -> (Vec<Report>, usize, usize) {
    let reports = from_json(document).read(request.as_bytes()).unwrap();
    let (others, items) = (reports.others(), reports.len());
    let read: Vec<Report> = reports.into_iter().flatten().collect();
    let errors = items - read.len();
    (read, others, errors)
}

#[test]
fn a_time_is_a_date_or_seconds_or_milliseconds() {
    for (time, text, expected) in [
        (None, "2026-01-01T14:00:05+01:00", Some("2026-01-01T14:00:05+01:00")),
        (Some("date"), "2026-01-01 14:00:05", Some("2026-01-01T14:00:05")),
        (Some("date"), "1767265205", None),
        (Some("unix"), "1767265205", Some("2026-01-01T11:00:05Z")),
        (Some("unix"), "1767265205.75", Some("2026-01-01T11:00:05Z")),
        (Some("unix"), "2026-01-01 14:00:05", None),
        (Some("unix_millis"), "1767265205999", Some("2026-01-01T11:00:05Z")),
        (Some("unix_millis"), "noon", None),
    ] {
        let mut document = acme();
        document["fields"]["reported_at"] = json!(["ts", "at"]);
        if let Some(time) = time {
            document["time"] = json!(time);
        }
        for field in ["ts", "at"] {
            for request in
                [json!({"st": "OK", field: text}).to_string(), format!("st=OK&{field}={}", text.replace('+', "%2B"))]
            {
                let (reports, others, errors) = read(&document, &request);
                assert_eq!((reports.len(), others, errors), (1, 0, 0), "{request}");
                let at = reports[0].reported_at.map(|time| time.to_string());
                assert_eq!(at.as_deref(), expected, "{time:?} {request}");
            }
        }
    }
}

#[test]
fn what_is_no_report_is_told_by_a_field_and_its_values() {
    let mut document = acme();
    document["others"] = json!({"type": ["mo", "clicked…"], "text": [], "kind": "incoming"});
    for other in [
        json!({"type": "MO", "st": "OK"}),
        json!({"type": "clicked twice"}),
        json!({"st": "OK", "text": ""}),
        json!({"st": "OK", "kind": "incoming"}),
    ] {
        let (reports, others, errors) = read(&document, &other.to_string());
        assert_eq!((reports.len(), others, errors), (0, 1, 0), "{other}");
    }
    for report in
        [json!({"type": "dlr", "st": "OK"}), json!({"st": "OK", "text": null}), json!({"st": "OK", "kind": 5})]
    {
        let (reports, others, errors) = read(&document, &report.to_string());
        assert_eq!((reports.len(), others, errors), (1, 0, 0), "{report}");
    }
}

#[test]
fn names_are_fields_pointers_or_lists_of_them() {
    let document = json!({
        "name": "acme", "reports": "/data/*/items", "id_names": "sending",
        "fields": {
            "word": ["st", "/state/0", "../../st"], "cause": "/why/a~1b", "message_id": "../../batch", "recipient": ["to", "/phone/number"],
            "sender": "//from", "reference": "ref", "network": "mccmnc",
        },
        "words": {"OK": "delivered", "KO": "not_delivered"}, "causes": {"9": "blacklisted"},
    });
    let request = json!({"from": "Shop", "data": [
        {"batch": 7, "items": [
            {"st": "OK", "to": "1", "ref": "r-1", "mccmnc": "20801"},
            {"st": "made up", "state": ["KO", "OK"], "why": {"a/b": 9}, "phone": {"number": "33639980001"}},
        ]},
        {"batch": "8", "st": "KO", "items": [{"to": ["2"]}]},
        {"batch": "9", "items": [{"to": "3"}]},
    ]});
    let (reports, others, errors) = read(&document, &request.to_string());
    assert_eq!((reports.len(), others, errors), (3, 0, 1));
    let parts = |report: &Report| {
        (report.word.clone(), report.status, report.message_id.clone().unwrap(), report.recipient.clone().unwrap())
    };
    let expected = [
        ("OK".to_owned(), DeliveryStatus::Delivered, "7".to_owned(), "1".to_owned()),
        ("KO".to_owned(), DeliveryStatus::Blacklisted, "7".to_owned(), "33639980001".to_owned()),
        ("KO".to_owned(), DeliveryStatus::NotDelivered, "8".to_owned(), "2".to_owned()),
    ];
    assert_eq!(reports.iter().map(parts).collect::<Vec<_>>(), expected);
    for report in &reports {
        assert_eq!(
            (report.sender.as_deref(), report.id_names, report.platform),
            (Some("Shop"), IdNames::Sending, None)
        );
    }
    assert_eq!((reports[0].reference.as_deref(), reports[0].network.as_deref()), (Some("r-1"), Some("20801")));
    assert_eq!(reports[1].key().unwrap().to_string(), "7 33639980001");
}

#[test]
fn without_a_pointer_the_document_is_the_report_or_the_list_of_them() {
    for request in [r#"{"st":"OK"}"#, r#"[{"st":"OK"}]"#, "st=OK", "?st=OK&st=KO", r#"[[{"st":"OK"}]]"#] {
        let (reports, ..) = read(&acme(), request);
        assert_eq!(
            reports.iter().map(|report| report.status).collect::<Vec<_>>(),
            [DeliveryStatus::Delivered],
            "{request}"
        );
    }
}
