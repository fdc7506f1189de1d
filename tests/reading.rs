//! Requests are read whatever is missing, added, doubled, cut or of another type, on every platform.
#![cfg(feature = "read")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{fs, path::Path};

use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use sms_status::{Platform, ReadErrorKind, Report, Reports};

/// The documented requests of a platform, as its data file has them.
fn requests(platform: Platform) -> Vec<String> {
    let path = Path::new("tests/data/platforms").join(platform.name()).with_extension("jsonl");
    let data = fs::read_to_string(path).unwrap();
    let request = |line: &str| {
        let case: Json = serde_json::from_str(line).unwrap();
        case["request"].as_str().unwrap().trim_start_matches('?').to_owned()
    };
    data.lines().filter(|line| !line.trim().is_empty()).map(request).collect()
}

fn json_requests(platform: Platform) -> Vec<Json> {
    requests(platform).iter().filter_map(|request| serde_json::from_str(request).ok()).collect()
}

fn read(platform: Platform, request: &str) -> Reports {
    platform.read(request.as_bytes()).unwrap_or_else(|error| panic!("{platform}: {error}: {request}"))
}

fn good(reports: &Reports) -> Vec<&Report> {
    reports.iter().flatten().collect()
}

/// The places of everything in a document that is not a list or an object.
fn leaves(document: &Json) -> Vec<String> {
    fn walk(node: &Json, place: &str, found: &mut Vec<String>) {
        match node {
            Json::Object(fields) => fields.iter().for_each(|(name, node)| {
                walk(node, &format!("{place}/{}", name.replace('~', "~0").replace('/', "~1")), found);
            }),
            Json::Array(list) => {
                list.iter().enumerate().for_each(|(at, node)| walk(node, &format!("{place}/{at}"), found));
            }
            _ => found.push(place.to_owned()),
        }
    }
    let mut found = Vec::new();
    walk(document, "", &mut found);
    found
}

fn text(leaf: &Json) -> Option<String> {
    match leaf {
        Json::String(text) => Some(text.trim().to_owned()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// A field that is not the word may be of any type: no report is lost by it.
#[test]
fn only_the_word_has_to_be_there() {
    let odd = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5),
        json!(""),
        json!("odd"),
        json!([]),
        json!(["a", "b"]),
        json!({}),
        json!({"a": {}}),
    ];
    for &platform in Platform::VARIANTS {
        for document in json_requests(platform) {
            let request = document.to_string();
            let before = read(platform, &request);
            let reports = good(&before);
            // An event that is an opt-out or no report at all is told by one of its fields.
            if reports.is_empty()
                || before.others() > 0
                || before.len() > reports.len()
                || reports.iter().any(|report| report.opted_out)
            {
                continue;
            }
            let holds = |leaf: &str, said: &str| {
                let value = text(document.pointer(leaf).unwrap());
                value.is_some_and(|text| text == said || text.contains(&format!("\"{said}\"")))
            };
            for leaf in leaves(&document) {
                let value = text(document.pointer(&leaf).unwrap());
                // A leaf that holds the word, or what the word is made of, is the one that has to be there.
                let is_word = |word: &str| {
                    holds(&leaf, word)
                        || !leaves(&document).iter().any(|leaf| holds(leaf, word)) && decides(platform, &leaf)
                };
                if reports.iter().any(|report| is_word(&report.word))
                    || value.as_deref().is_some_and(|text| text.starts_with(['{', '[']))
                {
                    continue;
                }
                for odd in &odd {
                    let mut document = document.clone();
                    *document.pointer_mut(&leaf).unwrap() = odd.clone();
                    let request = document.to_string();
                    let after = read(platform, &request);
                    let words =
                        |reports: &[&Report]| reports.iter().map(|report| report.word.clone()).collect::<Vec<_>>();
                    assert!(
                        words(&good(&after)) == words(&reports) && after.len() == reports.len(),
                        "{platform}: {leaf} as {odd} loses a report: {request}\n{after:?}"
                    );
                }
            }
        }
    }
}

/// Whether a name of a field may lead to a place of a document. Names that start at what lies above are taken by their end.
fn may_lead_to(name: &str, place: &str) -> bool {
    let steps = name.trim_start_matches("../").trim_start_matches('/');
    let place = place.to_owned() + "/";
    steps.is_empty() || place.contains(&format!("/{steps}/"))
}

/// Whether a place may be that of a field which decides what a report is.
fn decides(platform: Platform, place: &str) -> bool {
    platform.fields().status().any(|name| may_lead_to(name, place))
}

/// The fields that are listed are all that a report rests on: whatever another one says, the report stays as it is.
#[test]
fn a_report_rests_on_the_listed_fields_alone() {
    for &platform in Platform::VARIANTS {
        let fields: Vec<&str> = platform.fields().all().collect();
        for document in json_requests(platform) {
            let before = read(platform, &document.to_string());
            for leaf in leaves(&document).iter().filter(|leaf| !fields.iter().any(|name| may_lead_to(name, leaf))) {
                for odd in [
                    json!(null),
                    json!(true),
                    json!(false),
                    json!(0),
                    json!("delivered"),
                    json!("STOP"),
                    json!("+33600000000"),
                ] {
                    let mut document = document.clone();
                    *document.pointer_mut(leaf).unwrap() = odd;
                    let after = read(platform, &document.to_string());
                    assert_eq!(after, before, "{platform}: {leaf} is not listed: {document}");
                }
            }
        }
        for request in
            requests(platform).iter().filter(|request| request.contains('=') && !request.starts_with(['{', '[', '<']))
        {
            let pairs: Vec<(String, String)> = serde_urlencoded::from_str(request).unwrap();
            let before = read(platform, request);
            for at in 0..pairs.len() {
                if fields.contains(&&*pairs[at].0) {
                    continue;
                }
                for odd in ["", "true", "false", "0", "delivered", "STOP", "+33600000000"] {
                    let mut pairs = pairs.clone();
                    pairs[at].1 = odd.to_owned();
                    let request = serde_urlencoded::to_string(&pairs).unwrap();
                    assert_eq!(read(platform, &request), before, "{platform}: {} is not listed", pairs[at].0);
                }
            }
        }
    }
}

/// A form has nothing but texts; any of them may be odd.
#[test]
fn only_the_word_of_a_form_has_to_be_there() {
    for &platform in Platform::VARIANTS {
        for request in requests(platform) {
            if request.starts_with(['{', '[', '<']) || !request.contains('=') {
                continue;
            }
            let before = read(platform, &request);
            let [report] = good(&before)[..] else { continue };
            if report.opted_out {
                continue;
            }
            let fields: Vec<(String, String)> = serde_urlencoded::from_str(&request).unwrap();
            let is_made = !fields.iter().any(|(_, value)| value.contains(&report.word));
            for (at, (name, value)) in fields.iter().enumerate() {
                // What the word is made of has to be there.
                if value.contains(&report.word) || is_made && decides(platform, &format!("/{name}")) {
                    continue;
                }
                for odd in [
                    "",
                    " ",
                    "-1",
                    "None",
                    "{}",
                    "[object Object]",
                    "ERROR",
                    "99999999999999999999",
                    "\u{1F600}",
                    "30003.0",
                ] {
                    let mut fields = fields.clone();
                    fields[at].1 = odd.to_owned();
                    let request = serde_urlencoded::to_string(&fields).unwrap();
                    let after = read(platform, &request);
                    let words: Vec<_> = good(&after).iter().map(|report| &report.word).collect();
                    assert_eq!(words, [&report.word], "{platform}: {name} as {odd:?} loses the report: {request}");
                }
            }
        }
    }
}

/// Of a field that comes twice, the first that says something counts.
#[test]
fn a_field_may_come_twice() {
    for &platform in Platform::VARIANTS {
        for request in requests(platform) {
            if request.starts_with(['{', '[', '<']) || !request.contains('=') {
                continue;
            }
            let fields: Vec<(String, String)> = serde_urlencoded::from_str(&request).unwrap();
            let empty_first: Vec<_> =
                fields.iter().map(|(name, _)| (name.clone(), String::new())).chain(fields.clone()).collect();
            let other_last: Vec<_> = fields
                .iter()
                .cloned()
                .chain(
                    fields
                        .iter()
                        .filter(|(_, value)| !value.trim().is_empty())
                        .map(|(name, _)| (name.clone(), "x".to_owned())),
                )
                .collect();
            let before = read(platform, &request);
            for doubled in [empty_first, other_last] {
                let doubled = serde_urlencoded::to_string(&doubled).unwrap();
                assert_eq!(read(platform, &doubled), before, "{platform}: {doubled}");
            }
        }
    }
}

/// Documents may follow one another, with or without a line between them, as they do in logs and behind a bus.
#[test]
fn documents_may_follow_one_another() {
    for &platform in Platform::VARIANTS {
        let documents: Vec<String> = json_requests(platform).iter().map(Json::to_string).collect();
        let one_by_one: Vec<Reports> = documents.iter().map(|document| read(platform, document)).collect();
        let expected: Vec<&Report> = one_by_one.iter().flat_map(good).collect();
        for separator in ["", "\n", "\r\n\r\n", " "] {
            if documents.is_empty() {
                continue;
            }
            let together = read(platform, &documents.join(separator));
            assert_eq!(good(&together), expected, "{platform}");
            assert_eq!(together.others(), one_by_one.iter().map(Reports::others).sum::<usize>(), "{platform}");
            // What is broken at the end takes nothing from what came before.
            let cut = read(platform, &format!("{}{separator}{{\"cut", documents.join(separator)));
            assert_eq!(good(&cut), expected, "{platform}");
            let last = cut.iter().last().unwrap();
            assert!(matches!(last, Err(error) if matches!(error.kind, ReadErrorKind::EndsEarly { .. })), "{last:?}");
        }
    }
}

#[test]
fn json_that_is_cut_anywhere_is_an_error() {
    for &platform in Platform::VARIANTS {
        for document in json_requests(platform) {
            let request = document.to_string();
            for end in 1..request.len() {
                let Some(cut) = request.get(..end) else { continue };
                let error = platform.read(cut.as_bytes()).unwrap_err();
                assert!(matches!(error.kind, ReadErrorKind::EndsEarly { .. }), "{platform}: {cut}: {error}");
            }
        }
    }
}

#[test]
fn an_empty_request_and_a_stranger_are_errors() {
    for &platform in Platform::VARIANTS {
        for empty in ["", " ", "\r\n", "\u{FEFF}"] {
            assert_eq!(platform.read(empty.as_bytes()).unwrap_err().kind, ReadErrorKind::Empty, "{platform}");
        }
        for stranger in ["{}", "{\"made\":\"up\"}", "made=up", "null made up"] {
            let reports = read(platform, stranger);
            assert_eq!((good(&reports).len(), reports.others()), (0, 0), "{platform}: {stranger}");
            assert!(
                reports.iter().all(|item| item.as_ref().is_err_and(|error| error.to_string().starts_with("item 0: ")))
            );
            assert_eq!(reports.len(), 1, "{platform}: {stranger}");
        }
    }
}

#[test]
fn a_byte_order_mark_spaces_and_a_question_mark_do_not_count() {
    for &platform in Platform::VARIANTS {
        for request in requests(platform) {
            let before = read(platform, &request);
            assert_eq!(read(platform, &format!("\u{FEFF} \r\n{request}\n")), before, "{platform}");
            if !request.starts_with(['{', '[', '<']) && request.contains('=') {
                assert_eq!(read(platform, &format!("?{request}")), before, "{platform}");
            }
        }
    }
}

/// What is not known is passed over.
#[test]
fn fields_that_nobody_knows_change_nothing() {
    for &platform in Platform::VARIANTS {
        for document in json_requests(platform) {
            let before = read(platform, &document.to_string());
            let Json::Object(fields) = document else { continue };
            let mut more = Map::new();
            more.insert("made_up".to_owned(), json!({"made": ["up"]}));
            more.extend(fields);
            assert_eq!(read(platform, &Json::Object(more).to_string()), before, "{platform}");
        }
    }
}

/// The same form with every byte of its names and values escaped.
fn escaped(form: &str) -> String {
    let escaped = |text: String| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(form).unwrap();
    let fields = pairs.into_iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
    fields.collect::<Vec<_>>().join("&")
}

proptest! {
    /// A name or value without escapes is not decoded, and it is read as if it were.
    #[test]
    fn a_form_is_read_alike_however_much_of_it_is_escaped(
        fields in prop::collection::vec((
            prop::sample::select(&["id", "%69d", "message_status", "message%5Fstatus", "recipient", "re+", "", "&"][..]),
            prop::collection::vec(prop::sample::select(&["=", "=", "x", "DELIVRD", "+", "%2B", "%", "%zz", "%C3%A9", "%FF", "%3D", "é"][..]), 0..5),
        ), 0..5),
    ) {
        let fields = fields.iter().map(|(name, value)| format!("{name}={}", value.concat()));
        let form = format!("{}&message_status=UNDELIV", fields.collect::<Vec<_>>().join("&"));
        let jasmin = |form: &str| Platform::Jasmin.read(form.as_bytes());
        prop_assert_eq!(jasmin(&form), jasmin(&escaped(&form)), "{}", form);
    }

    #[test]
    fn no_request_panics(platform in prop::sample::select(Platform::VARIANTS), request in prop::collection::vec(any::<u8>(), 0..60)) {
        let _ = platform.read(&request);
    }

    #[test]
    fn a_request_with_random_bytes_in_it_never_panics(
        platform in prop::sample::select(Platform::VARIANTS), which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 0..6),
    ) {
        let requests = requests(platform);
        let mut request = requests[which.index(requests.len())].clone().into_bytes();
        let at = at.index(request.len());
        let end = (at + bytes.len()).min(request.len());
        request.splice(at..end, bytes);
        let _ = platform.read(&request);
    }
}
