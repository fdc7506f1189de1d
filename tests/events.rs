//! One event has one status on every wire, whatever word or number a platform has for it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use sms_status::{DeliveryStatus, Of, Outcome, Platform};

/// What a platform reports when something happens.
struct Row {
    event: &'static str,
    status: &'static str,
    platform: Platform,
    /// Empty if what the cause means alone is asked.
    word: &'static str,
    cause: Option<&'static str>,
    /// Why this platform's value has another status than the event has elsewhere.
    exception: &'static str,
}

fn rows() -> Vec<Row> {
    let mut lines = include_str!("data/events.tsv").lines();
    assert_eq!(lines.next(), Some("event\tstatus\tplatform\tword\tcause\texception"));
    let row = |line: &'static str| {
        let [event, status, platform, word, cause, exception] =
            line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let platform = Platform::from_name(platform)?;
        Some(Row { event, status, platform, word, cause: Some(cause).filter(|cause| !cause.is_empty()), exception })
    };
    lines.filter_map(row).collect()
}

#[test]
fn every_value_has_the_status_of_its_event() {
    let mut wrong = Vec::new();
    for Row { event, status, platform, word, cause, .. } in rows() {
        let mut causes = platform.tables().iter().filter(|table| table.of == Of::Cause);
        let of_cause = cause.and_then(|cause| causes.find_map(|table| table.find(cause)));
        let found = if word.is_empty() { of_cause } else { platform.find(word, cause) };
        let found = found.map(|row| format!("{:?}", row.status));
        if found.as_deref() != Some(status) || cause.is_some() && of_cause.is_none() {
            wrong.push(format!("{platform} {word} {}: {event}: {found:?}, not {status}", cause.unwrap_or_default()));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn an_event_has_one_status_but_for_the_exceptions() {
    let (exceptions, rows): (Vec<Row>, Vec<Row>) = rows().into_iter().partition(|row| !row.exception.is_empty());
    let mut statuses = BTreeMap::new();
    for Row { event, status, platform, .. } in &rows {
        let (first, first_platform) = *statuses.entry(event).or_insert((status, platform));
        assert_eq!(first, status, "{event}: {first_platform} and {platform}");
    }
    for Row { event, status, platform, word, .. } in &exceptions {
        assert_ne!(statuses.get(event).map(|(status, _)| *status), Some(status), "{platform} {word}: {event}");
    }
}

/// A success that comes with the code of an error stays a success.
#[test]
fn no_cause_undoes_a_success_on_any_platform() {
    for &platform in Platform::VARIANTS {
        let rows = |of| platform.tables().iter().filter(move |table| table.of == of).flat_map(|table| table.rows);
        for word in rows(Of::Word).filter(|row| row.status.outcome() != Outcome::Failed) {
            let word = word.value.to_string();
            let Some(alone) = platform.find(&word, None).filter(|row| row.status.outcome() != Outcome::Failed) else {
                continue;
            };
            for cause in rows(Of::Cause) {
                let status = platform.status(&word, Some(&cause.value.to_string()));
                assert_eq!(status, alone.status, "{platform} {word} {}", cause.value);
            }
        }
    }
}

/// One number means what its own platform says.
#[test]
fn a_number_means_what_its_own_platform_says() {
    use DeliveryStatus::{
        InvalidRecipient, NotDelivered, PermanentPortabilityError, TemporaryAbsenceError, Undeliverable,
    };
    for (platform, word, cause, expected) in [
        ("vonage", "failed", Some("5"), PermanentPortabilityError),
        ("infobip", "UNDELIVERABLE", Some("5"), TemporaryAbsenceError),
        ("ovh", "5", None, Undeliverable),
        ("ovh_smpp", "UNDELIV", Some("5"), Undeliverable),
        ("smsfactor", "5", None, InvalidRecipient),
        ("twilio", "failed", Some("5"), NotDelivered),
    ] {
        let Some(platform) = Platform::from_name(platform) else { continue };
        assert_eq!(platform.status(word, cause), expected, "{platform}");
    }
}
