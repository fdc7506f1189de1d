//! One event has one status on every wire, whatever word or number a platform has for it.
#![cfg(feature = "read")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeMap, fs};

use sms_status::{CustomPlatform, DeliveryStatus, Of, Outcome, Platform, smpp};

/// What a platform reports when something happens.
struct Row {
    event: &'static str,
    status: &'static str,
    platform: &'static str,
    /// Empty for the meaning of the cause alone.
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
        Row { event, status, platform, word, cause: Some(cause).filter(|cause| !cause.is_empty()), exception }
    };
    lines.map(row).collect()
}

impl Row {
    /// Returns the status that the platform's table or, for a platform that the crate does not know, its document has. `MAP` is the
    /// network error of a receipt.
    fn found(&self) -> Option<DeliveryStatus> {
        if self.platform == "MAP" {
            return smpp::MAP_ERRORS.find(self.cause?).map(|row| row.status);
        }
        let Some(platform) = Platform::from_name(self.platform) else {
            let document = fs::read_to_string(format!("examples/data/platforms/{}.toml", self.platform)).unwrap();
            return toml::from_str::<CustomPlatform>(&document).unwrap().find(self.word, self.cause);
        };
        let of_cause = self.cause.map(|cause| {
            platform.tables().iter().filter(|table| table.of == Of::Cause).find_map(|table| table.find(cause))
        });
        match of_cause {
            Some(None) => None,
            Some(Some(row)) if self.word.is_empty() => Some(row.status),
            _ => platform.find(self.word, self.cause).map(|row| row.status),
        }
    }
}

#[test]
fn every_value_has_the_status_of_its_event() {
    let mut wrong = Vec::new();
    for row in rows() {
        let found = row.found().map(|status| format!("{status:?}"));
        if found.as_deref() != Some(row.status) {
            let Row { event, status, platform, word, cause, .. } = row;
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
        for word in rows(Of::Word) {
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
        (Platform::Vonage, "failed", Some("5"), PermanentPortabilityError),
        (Platform::Infobip, "UNDELIVERABLE", Some("5"), TemporaryAbsenceError),
        (Platform::Ovh, "5", None, Undeliverable),
        (Platform::OvhSmpp, "UNDELIV", Some("5"), Undeliverable),
        (Platform::Smsfactor, "5", None, InvalidRecipient),
        (Platform::Twilio, "failed", Some("5"), NotDelivered),
    ] {
        assert_eq!(platform.status(word, cause), expected, "{platform}");
    }
}
