//! What holds for every request, of every platform.

use std::{fmt, fs};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_json::Value;
use sms_status::{IdNames, MessageKey, Platform, ReadError, ReadErrorKind, Report, Reports};

use crate::text;

/// The requests that the tests of the crate have for a platform.
#[must_use]
pub fn documented(platform: Platform) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/data/platforms");
    let cases = fs::read_to_string(format!("{folder}/{}.jsonl", platform.name())).unwrap();
    let request = |line| serde_json::from_str::<Value>(line).unwrap()["request"].as_str().unwrap().to_owned();
    cases.lines().filter(|line| !line.trim().is_empty()).map(request).collect()
}

/// Reads a request, and panics unless its reports say what it says, in whatever surroundings it comes.
pub fn check(request: &[u8], read: impl Fn(&[u8]) -> Result<Reports, ReadError>) -> Option<Reports> {
    let text = text(request);
    let reports = read(request);
    // A second byte order mark is no longer one.
    if !text.starts_with('\u{FEFF}') {
        assert_eq!(read(format!("\u{FEFF} \r\n{text}\n").as_bytes()), reports);
    }
    let (text, reports) = (text.trim_start_matches('\u{FEFF}').trim(), reports.ok()?);

    let texts = texts(text);
    for (at, item) in reports.iter().enumerate() {
        match item {
            Ok(report) => check_report(report, texts.as_deref()),
            Err(error) => assert!((at..=at + reports.others()).contains(&error.item), "{error} is item {at}"),
        }
    }
    let is_whole = |item: &Result<Report, ReadError>| {
        !matches!(item, Err(ReadError { kind: ReadErrorKind::Json { .. } | ReadErrorKind::EndsEarly { .. }, .. }))
    };
    if text.starts_with(['{', '[']) && reports.iter().all(is_whole) {
        let twice = read(format!("{text}\n{text}").as_bytes()).unwrap();
        let good = |reports: &Reports| reports.iter().flatten().cloned().collect::<Vec<_>>();
        assert_eq!(good(&twice), [good(&reports), good(&reports)].concat());
        assert_eq!((twice.len(), twice.others()), (2 * reports.len(), 2 * reports.others()));
    }
    Some(reports)
}

fn check_report(report: &Report, texts: Option<&[String]>) {
    let json = serde_json::to_string(report).unwrap();
    assert_eq!(&serde_json::from_str::<Report>(&json).unwrap(), report, "{json}");
    let Report { message_id, recipient, sender, reference, .. } = report;
    for text in [message_id, recipient, sender, reference].into_iter().flatten() {
        assert!(!text.is_empty(), "{json}");
        // A part of an id, or a country code and a number, may be what is reported.
        let is_there = |texts: &[String]| {
            let is_of_two = |first: &String| {
                let rest = text.strip_prefix(first.trim());
                rest.is_some_and(|rest| texts.iter().any(|second| second.trim() == rest))
            };
            texts.iter().any(|it| it.contains(text.as_str()) || is_of_two(it))
        };
        assert!(texts.is_none_or(is_there), "{text:?} of {json}");
    }
    let key = match (message_id, report.id_names, recipient) {
        (None, ..) | (_, IdNames::Sending, None) => None,
        (Some(id), IdNames::Message, _) => Some(MessageKey::new(id)),
        (Some(id), IdNames::Sending, Some(recipient)) => Some(MessageKey::of_recipient(id, recipient)),
    };
    assert_eq!(report.key(), key, "{json}");
    assert!(report.part.is_none_or(|(part, of)| part > 0 && part <= of), "{json}");
}

/// Every text of a request, whatever form it has, or `None` for XML, where comments may lie in a text.
fn texts(request: &str) -> Option<Vec<String>> {
    if request.starts_with('<') {
        return None;
    }
    let mut texts = vec![request.to_owned()];
    let fields: Vec<(String, String)> = serde_urlencoded::from_str(request.trim_start_matches('?')).unwrap_or_default();
    texts.extend(fields.iter().flat_map(|(_, value)| with_inner(value)));
    for document in serde_json::Deserializer::from_str(request).into_iter::<Texts>() {
        let Ok(Texts(found)) = document else { break };
        texts.extend(found);
    }
    Some(texts)
}

/// A text, and those of the JSON document that it may be.
fn with_inner(text: &str) -> Vec<String> {
    let inner = serde_json::from_str(text).map_or_else(|_| Vec::new(), |Texts(texts)| texts);
    [vec![text.to_owned()], inner].concat()
}

/// Every text of a JSON document and of those that are texts in it, also of fields that come twice.
struct Texts(Vec<String>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextsVisitor)
    }
}

struct TextsVisitor;

impl<'de> Visitor<'de> for TextsVisitor {
    type Value = Texts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Texts, E> {
        Ok(Texts(Vec::new()))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Texts, E> {
        Ok(Texts(vec![flag.to_string()]))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Texts, E> {
        Ok(Texts(vec![number.to_string()]))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Texts, E> {
        Ok(Texts(vec![number.to_string()]))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Texts, E> {
        Ok(Texts(vec![number.to_string()]))
    }

    fn visit_str<E>(self, text: &str) -> Result<Texts, E> {
        Ok(Texts(with_inner(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Texts, A::Error> {
        let mut texts = Vec::new();
        while let Some(Texts(found)) = list.next_element()? {
            texts.extend(found);
        }
        Ok(Texts(texts))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Texts, A::Error> {
        let mut texts = Vec::new();
        while let Some((_, Texts(found))) = fields.next_entry::<String, _>()? {
            texts.extend(found);
        }
        Ok(Texts(texts))
    }
}
