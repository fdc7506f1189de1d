//! Files of report events and of requests, line by line: the readers that the example programs share.

#![no_main]

use common::{
    event_object::Object,
    event_row::{Header, PlatformRows, RowReader},
    json_line,
};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};
use sms_status::Report;
use sms_status_fuzz::text;

fuzz_target!(|bytes: &[u8]| {
    let text = text(bytes);
    events(&text);
    objects(&text);
    table(&text);
});

/// Rows of events.
fn events(text: &str) {
    let mut lines = text.lines().map(str::to_owned);
    let Ok(Some(header)) = Header::take(|| Ok(lines.next())) else { return };
    let mut reader = RowReader::new(header.delimiter);
    for line in lines {
        let report = reader.read(&line).and_then(|row| header.columns.fields(&row)?.report());
        report.iter().for_each(|report| is_made_of(report, &line));
    }
}

/// Lines of JSON.
fn objects(text: &str) {
    for line in text.lines().filter_map(json_line::value) {
        match Object::read(line) {
            Ok(Object::Event(fields)) => {
                let report = fields.texts().and_then(|fields| fields.report());
                report.iter().for_each(|report| assert!(report.key().is_some()));
            }
            Ok(Object::Report(report)) => {
                // It is written as it was read.
                let written = serde_json::to_string(&report).unwrap();
                assert!(matches!(Object::read(&written), Ok(Object::Report(again)) if again == report), "{line}");
            }
            Ok(Object::Callback(_) | Object::NoReport) | Err(_) => {}
        }
    }
}

/// Rows with the columns of a platform.
fn table(text: &str) {
    let mut lines = text.lines().map(str::to_owned);
    let mut taken = 0;
    let next_line = || {
        taken += 1;
        Ok(lines.next())
    };
    let Ok(Some(mut rows)) = PlatformRows::take(next_line) else { return };
    for line in text.lines().skip(taken) {
        let object = rows.object(line);
        assert_eq!(object.as_ref().ok(), rows.clone().object(line).as_ref().ok(), "{line}");
        if let Ok(object) = object {
            let fields: Map<String, Value> = serde_json::from_str(&object).unwrap();
            for text in fields.values().map(|value| value.as_str().unwrap()) {
                assert!(!text.is_empty() && is_in(text, line), "{line}");
            }
        }
    }
}

/// Whether the texts of a report are those of the line.
fn is_made_of(report: &Report, line: &str) {
    let Report { word, message_id, recipient, reference, cause, .. } = report;
    let texts = [message_id, recipient, reference, cause].into_iter().flatten().chain([word]);
    texts.for_each(|text| assert!(!text.is_empty() && is_in(text, line), "{line}"));
    assert!(report.key().is_some());
}

/// Whether the characters of a field are in a line, in their order; quotation marks between them are its own.
fn is_in(field: &str, line: &str) -> bool {
    let mut characters = line.chars();
    field.chars().all(|wanted| characters.any(|character| character == wanted))
}
