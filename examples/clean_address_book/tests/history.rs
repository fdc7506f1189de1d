use std::path::Path;

use sms_status::{
    AddressBookAction::{self, Keep, Remove, Review, Suppress},
    DeliveryStatus::{self, *},
    smsmode::RecordErrorReason,
};

use crate::{
    history::{Evidence, History, UnreadableReport, replaces},
    number::E164,
};

const NUMBER: &str = "33639980001";

fn history(files: &[&str]) -> History {
    let mut history = History::new(None);
    for (index, body) in files.iter().enumerate() {
        history.add_newer(body.as_bytes(), Path::new(&index.to_string())).unwrap();
    }
    history
}

/// What is done with a number whose reports these are, file by file.
fn action(files: &[&[DeliveryStatus]]) -> AddressBookAction {
    let record = |status: &DeliveryStatus| format!("{NUMBER} {}", status.code());
    let files: Vec<_> = files.iter().map(|file| file.iter().map(record).collect::<Vec<_>>().join(" | ")).collect();
    let history = history(&files.iter().map(String::as_str).collect::<Vec<_>>());
    history.of(&E164::read_recipient(NUMBER, None).unwrap()).unwrap().status.action()
}

/// The statuses that show that the number works.
const WORKING: &[DeliveryStatus] = &[
    TemporaryOperatorError,
    TemporaryPortabilityError,
    TemporaryPhoneError,
    TemporaryAbsenceError,
    PartiallyDelivered,
    PartiallyReceived,
    Delivered,
    Received,
    Listened,
    Read,
];

#[test]
fn every_pair_of_files() {
    for &older in DeliveryStatus::VARIANTS {
        for &newer in DeliveryStatus::VARIANTS {
            let expected = match (older.action(), newer.action(), WORKING.contains(&newer)) {
                (Suppress, _, _) | (_, Suppress, _) => Suppress,
                (_, Remove, _) | (Remove, _, false) => Remove,
                (_, Review, _) | (Review, _, false) => Review,
                (_, Keep, _) => Keep,
            };
            assert_eq!(action(&[&[older], &[newer]]), expected, "{older:?}, then {newer:?}");
        }
    }
}

#[test]
fn within_one_file_the_order_of_reports_does_not_matter() {
    for &a in DeliveryStatus::VARIANTS {
        for &b in DeliveryStatus::VARIANTS {
            let is_opt_out = a.action() == Suppress || b.action() == Suppress;
            let expected = if is_opt_out { Suppress } else { a.max(b).action() };
            assert_eq!(action(&[&[a, b]]), expected, "{a:?}, {b:?}");
            assert_eq!(action(&[&[b, a]]), expected, "{b:?}, {a:?}");
        }
    }
}

#[test]
fn a_status_that_says_nothing_about_the_number_changes_nothing() {
    let latest = |older, newer| if replaces(newer, older) { newer } else { older };
    let says_nothing = |status: &&DeliveryStatus| status.action() == Keep && !WORKING.contains(status);
    for &before in DeliveryStatus::VARIANTS {
        for &between in DeliveryStatus::VARIANTS.iter().filter(says_nothing) {
            for &after in DeliveryStatus::VARIANTS {
                assert_eq!(
                    latest(latest(before, between), after).action(),
                    latest(before, after).action(),
                    "{before:?}, {between:?}, {after:?}"
                );
            }
        }
    }
}

#[test]
fn an_unknown_code_says_nothing() {
    let history = history(&[&format!("{NUMBER} 3522"), &format!("{NUMBER} 7777")]);
    let number = E164::read_recipient(NUMBER, None).unwrap();
    let expected = Evidence { status: PermanentAbsenceError, source: "0".into() };
    assert_eq!(history.of(&number), Some(&expected));
    assert!(history.unreadable.is_empty());
}

#[test]
fn unreadable_records_are_listed_and_the_others_are_read() {
    let mut history = history(&["\u{FEFF}33639980001 11 | 33639980002 | 12 11 | 33639980003 3522"]);
    history.add_newer(b"33639980004 11 | 3363998\xFF0005 11 | 33639980006 34", Path::new("1")).unwrap();
    let unreadable = |source: &str, place, reason, text: &str| UnreadableReport {
        source: source.into(),
        place,
        reason,
        text: text.into(),
    };
    assert_eq!(
        history.unreadable,
        [
            unreadable("0", 2, RecordErrorReason::MissingCode, "33639980002"),
            unreadable("0", 3, RecordErrorReason::InvalidRecipient, "12"),
            unreadable("1", 2, RecordErrorReason::InvalidRecipient, "3363998\u{FFFD}0005 11"),
        ]
    );
    assert_eq!(history.numbers().count(), 4);
}

#[test]
fn an_error_response_is_an_error() {
    for body in ["31 | Internal error", "\u{FEFF}31 | Internal error"] {
        let error = History::new(None).add_newer(body.as_bytes(), Path::new("")).unwrap_err();
        assert_eq!(error.to_string(), "the request failed with code 31 (internal error)");
    }
}
