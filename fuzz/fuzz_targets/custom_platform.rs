//! A platform that a document describes: the document up to the first NUL, and a request.

#![no_main]

use std::{cmp::Reverse, collections::HashSet};

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use sms_status::{CustomPlatform, DeliveryStatus, Of, Platform};
use sms_status_fuzz::{requests, table, text};

fuzz_target!(|bytes: &[u8]| {
    let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
    let (document, request) = (text(&bytes[..end]), bytes.get(end + 1..).unwrap_or_default());
    let _ = serde_json::from_str::<CustomPlatform>(&document);
    // Of a document without repeated fields.
    let Ok(document) = serde_json::from_str::<Value>(&document) else { return };
    let Ok(custom) = serde_json::from_value::<CustomPlatform>(document.clone()) else { return };
    let naive = Naive::new(&document);
    assert_eq!(custom.name(), document["name"]);
    assert!(custom.name().parse::<Platform>().is_err(), "{document}");
    for (of, field) in [(Of::Word, "words"), (Of::Cause, "causes")] {
        for (value, status) in document[field].as_object().into_iter().flatten() {
            let status = DeliveryStatus::from_name(status.as_str().unwrap());
            assert_eq!(naive.find_of(of, value), status, "{value:?} of {document}");
            if of == Of::Word {
                assert_eq!(custom.find(value, None), status, "{value:?} of {document}");
            }
        }
    }
    let Some(reports) = requests::check(request, |request| custom.read(request)) else { return };
    for report in reports.iter().flatten() {
        let status = naive.find(&report.word, report.cause.as_deref());
        assert_eq!(custom.find(&report.word, report.cause.as_deref()), status, "{report:?} of {document}");
        assert_eq!(report.status, status.unwrap_or(DeliveryStatus::Undefined), "{report:?} of {document}");
        assert_eq!((report.known, report.platform, report.reason()), (status.is_some(), None, None));
    }
});

/// The values of a document.
struct Naive {
    words: Vec<(String, DeliveryStatus)>,
    causes: Vec<(String, DeliveryStatus)>,
    words_of: Option<Platform>,
}

impl Naive {
    fn new(document: &Value) -> Self {
        let map = |field: &str| {
            let entries = document[field].as_object().into_iter().flatten();
            let status = |status: &Value| DeliveryStatus::from_name(status.as_str().unwrap()).unwrap();
            let entries: Vec<_> = entries.map(|(value, it)| (value.clone(), status(it))).collect();
            let values: HashSet<_> = entries.iter().map(|(value, _)| plain(value)).collect();
            assert_eq!(values.len(), entries.len(), "two spellings of one value: {document}");
            assert!(!values.contains(""), "a value is empty: {document}");
            entries
        };
        let words_of = document["words_of"].as_str().map(|name| Platform::from_name(name).unwrap());
        Self { words: map("words"), causes: map("causes"), words_of }
    }

    fn find(&self, word: &str, cause: Option<&str>) -> Option<DeliveryStatus> {
        let cause = cause.and_then(|cause| self.find_of(Of::Cause, cause));
        Some(self.find_of(Of::Word, word)?.refined_by(cause))
    }

    fn find_of(&self, of: Of, value: &str) -> Option<DeliveryStatus> {
        let own = if of == Of::Word { &self.words } else { &self.causes };
        let exact = own.iter().find(|(written, _)| plain(written) == plain(value));
        let fitting = own.iter().filter(|(written, _)| table::fits(written.trim(), &table::plain(value)));
        let found = exact.or(fitting.min_by_key(|(written, _)| Reverse(written.len()))).map(|(_, status)| *status);
        found.or_else(|| table::find_of(self.words_of?.tables(), of, value).map(|row| row.status))
    }
}

/// A value without what does not count: upper case, long spaces, zeros before a number.
fn plain(value: &str) -> String {
    let value = table::plain(value);
    match value.parse::<u32>() {
        Ok(number) if value.bytes().all(|byte| byte.is_ascii_digit()) => number.to_string(),
        _ => value,
    }
}
