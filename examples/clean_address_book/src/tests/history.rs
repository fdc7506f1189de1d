use std::path::Path;

use sms_status::{
    AddressBookAction::{self, Keep, Remove, Review, Suppress},
    DeliveryStatus::{self, *},
    smsmode::RecordErrorKind,
};

use crate::{
    history::{Evidence, History, UnreadableReport},
    number::E164,
};
use common::text::Text;

const NUMBER: &str = "33639980001";

fn number() -> E164 {
    E164::read_recipient(NUMBER, None).unwrap()
}

fn add(history: &mut History, body: &[u8], source: &str) -> anyhow::Result<()> {
    history.read_newer(&mut Text::new(body)?, Path::new(source))
}

fn history(files: &[&str]) -> History {
    let mut history = History::new(None, 100);
    for (index, body) in files.iter().enumerate() {
        add(&mut history, body.as_bytes(), &index.to_string()).unwrap();
    }
    history
}

/// What is done with a number whose reports these are, file by file.
fn action(files: &[&[DeliveryStatus]]) -> AddressBookAction {
    let record = |status: &DeliveryStatus| format!("{NUMBER} {}", status.code());
    let files: Vec<_> = files.iter().map(|file| file.iter().map(record).collect::<Vec<_>>().join(" | ")).collect();
    let history = history(&files.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(history.has(number()));
    history.evidence(number()).map_or(Keep, |evidence| evidence.status.action())
}

#[test]
fn every_pair_of_files() {
    for &older in DeliveryStatus::VARIANTS {
        for &newer in DeliveryStatus::VARIANTS {
            let expected = match (older.action(), newer.action(), newer.confirms_number()) {
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
fn the_evidence_is_the_file_that_decides() {
    let body = |code: u16| format!("{NUMBER} {code}");
    for (codes, status, source) in [
        (&[3522, 7777][..], PermanentAbsenceError, "0"),
        (&[3522, 34, 0], PermanentAbsenceError, "0"),
        (&[3522, 3523, 13], PermanentPhoneError, "1"),
        (&[3999, 11, 3522], Blacklisted, "0"),
        (&[3522, 11, 3522], PermanentAbsenceError, "2"),
    ] {
        let files: Vec<_> = codes.iter().map(|&code| body(code)).collect();
        let history = history(&files.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(history.evidence(number()), Some(Evidence { status, source: Path::new(source) }), "{codes:?}");
    }
    // Nothing is known, or only that the number works.
    assert_eq!(history(&[&body(13)]).evidence(number()), None);
    assert_eq!(history(&[&body(11)]).evidence(number()).map(|evidence| evidence.status), Some(Received));
}

#[test]
fn unreadable_records_are_listed_and_the_others_are_read() {
    let mut history = History::new(None, 3);
    add(&mut history, "\u{FEFF}33639980001 11 | 33639980002 | 12 11 | 33639980003 3522".as_bytes(), "0").unwrap();
    add(&mut history, b"33639980004 11 | 3363998\xFF0005 11 | 33639980006 34 | 3363998\x1B0007 3522 |a|b", "1")
        .unwrap();
    let unreadable = |source: &str, place, reason, text: &str| UnreadableReport {
        source: source.into(),
        place,
        reason,
        text: text.into(),
    };
    assert_eq!(
        history.unreadable.first,
        [
            unreadable("0", 2, RecordErrorKind::MissingCode, "33639980002"),
            unreadable("0", 3, RecordErrorKind::InvalidRecipient, "12"),
            unreadable("1", 2, RecordErrorKind::InvalidRecipient, "3363998ÿ0005 11"),
        ]
    );
    assert_eq!((history.unreadable.total, history.len()), (6, 4));
}

#[test]
fn a_file_without_a_readable_record_is_an_error() {
    for (body, error) in [
        (&b"31 | Internal error"[..], "the request failed with code 31 (internal error)"),
        (b"\xEF\xBB\xBF31 | Internal error", "the request failed with code 31 (internal error)"),
        (b"\xFF\xFE3\x001\0 \0|\0 \0x\0", "the request failed with code 31 (internal error)"),
        (
            b"<!DOCTYPE html>\n<title>Bad gateway</title>",
            r"no delivery report can be read: in record 1, the recipient is not a phone number: <!DOCTYPE html>\n<title>Bad gateway</title>",
        ),
        (
            b"\x1F\x8B\x08\0",
            r"no delivery report can be read: in record 1, the recipient is not a phone number: \u{1f}‹\u{8}\u{0}",
        ),
        (b"33639980001|33639980002", "no delivery report can be read: in record 1, the code is missing: 33639980001"),
    ] {
        let found = add(&mut History::new(None, 0), body, "").unwrap_err();
        assert_eq!(found.to_string(), error);
    }
    // A sending to nobody.
    for body in ["", " | |\n"] {
        add(&mut History::new(None, 0), body.as_bytes(), "").unwrap();
    }
}
