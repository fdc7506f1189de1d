use std::path::Path;

use sms_status::{
    AddressBookAction::{self, Keep, Remove, Review, Suppress},
    DeliveryStatus::{self, *},
};

use crate::{
    history::{Evidence, History},
    number::E164,
    reports::Reports,
};

const NUMBER: &str = "33639980001";

fn number() -> E164 {
    E164::read_recipient(NUMBER, None).unwrap()
}

fn add(history: &mut History, body: &[u8], source: &str) -> anyhow::Result<()> {
    history.read_newer(body, Path::new(source), &Reports::default())?;
    Ok(())
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
    assert!(history.numbers().eq([number()]));
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
    let first = history.unreadable.first.iter();
    let first: Vec<_> = first.map(|item| format!("{}: {}", item.source.display(), item.report)).collect();
    assert_eq!(
        first,
        [
            "0: in record 2, the code is missing: 33639980002",
            "0: in record 3, the recipient is not a phone number: 12",
            "1: in record 2, the recipient is not a phone number: 3363998ÿ0005 11",
        ]
    );
    assert_eq!((history.unreadable.total, history.numbers().count()), (6, 4));
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

/// Reads files by their names, and returns the history.
fn of_files(from: Option<&str>, files: &[(&str, &str)]) -> History {
    let reports = Reports { from: from.map(|from| from.parse().unwrap()), format: None };
    let mut history = History::new(None, 100);
    for (name, text) in files {
        history.read_newer(text.as_bytes(), Path::new(name), &reports).unwrap();
    }
    history
}

fn decides(history: &History) -> Option<(AddressBookAction, &str)> {
    history.evidence(number()).map(|it| (it.status.action(), it.source.to_str().unwrap()))
}

#[test]
fn every_form_of_file_is_read() {
    for (from, name, text, expected) in [
        (None, "events.csv", "message_id,recipient,code\nA1,33639980001,3522\n", Remove),
        (None, "events.csv", "recipient;code;message_id\n+33639980001;Blacklisted recipient;A1\n", Suppress),
        (None, "events.ndjson", r#"{"message_id":"A1","recipient":"33639980001","code":3999}"#, Suppress),
        (
            None,
            "callbacks.jsonl",
            r#"{"messageId":"m1","recipient":{"to":"33639980001"},"status":{"value":"UNDELIVERED","detail":"BLACKLISTED"}}"#,
            Suppress,
        ),
        (
            Some("twilio"),
            "twilio.log",
            "MessageSid=SM1&MessageStatus=failed&ErrorCode=21610&To=%2B33639980001",
            Suppress,
        ),
        (
            Some("twilio"),
            "access.log",
            r#"10.0.0.1 - - [01/Jul/2026] "GET /dlr?MessageSid=SM1&MessageStatus=failed&ErrorCode=21610&To=%2B33639980001 HTTP/1.1" 200"#,
            Suppress,
        ),
        (
            Some("octopush"),
            "octopush.log",
            r#"{"channel":"SMS","message_id":"sms_1","number":"+33639980001","status":"BLACKLISTED_NUMBER"}"#,
            Suppress,
        ),
        // The message was received, and answered with an opt-out.
        (
            Some("aws"),
            "events.log",
            r#"{"event_type":"_SMS.OPTOUT","attributes":{"message_id":"m1","destination_phone_number":"+33639980001"}}"#,
            Suppress,
        ),
    ] {
        let history = of_files(from, &[(name, text)]);
        assert_eq!(history.unreadable.total, 0, "{text}: {:?}", history.unreadable.first);
        assert_eq!(history.evidence(number()).map(|it| it.status.action()), Some(expected), "{text}");
    }
}

#[test]
fn an_opt_out_that_is_nobodys_message_counts() {
    let text = "MessageSid=SM2&SmsStatus=received&OptOutType=STOP&From=%2B33639980001&To=%2B33757000000&Body=STOP";
    let history = of_files(Some("twilio"), &[("twilio.log", text)]);
    assert_eq!(decides(&history).map(|it| it.0), Some(Suppress));
    assert_eq!((history.numbers().count(), history.unreadable.total), (1, 0));
}

fn vonage(id: &str, status: &str, code: u16, minute: u8) -> String {
    format!(
        "messageId={id}&msisdn=33639980001&status={status}&err-code={code}&message-timestamp=2026-07-01+10%3A{minute:02}%3A00\n"
    )
}

#[test]
fn reports_count_by_their_times_whatever_the_order_of_files_and_lines() {
    let dead = vonage("m1", "failed", 3, 5);
    let alive = vonage("m2", "delivered", 0, 9);
    let dead_action = decides(&of_files(Some("vonage"), &[("a", &dead)])).map(|it| it.0);
    assert_eq!(dead_action, Some(Remove));
    for files in [[("a", &dead), ("b", &alive)], [("b", &alive), ("a", &dead)]] {
        let files = files.map(|(name, text)| (name, text.as_str()));
        assert_eq!(decides(&of_files(Some("vonage"), &files)), Some((Keep, "b")));
    }
    for text in [format!("{dead}{alive}"), format!("{alive}{dead}")] {
        assert_eq!(decides(&of_files(Some("vonage"), &[("a", &text)])), Some((Keep, "a")));
    }
    // Dead after it was alive.
    let later = vonage("m3", "failed", 3, 12);
    for text in [format!("{later}{alive}"), format!("{alive}{later}")] {
        assert_eq!(decides(&of_files(Some("vonage"), &[("a", &text)])).map(|it| it.0), dead_action);
    }
    // The reports on one message are one, whenever they came.
    let late = vonage("m2", "accepted", 0, 30);
    assert_eq!(decides(&of_files(Some("vonage"), &[("a", &format!("{alive}{late}"))])), Some((Keep, "a")));
}

#[test]
fn a_report_without_a_time_is_later_than_the_files_before() {
    let timed = |status: &str, minute| {
        format!(
            r#"{{"messageId":"{status}","recipient":{{"to":"33639980001"}},"status":{{"value":"{status}","deliveryDate":"2026-07-01T10:{minute:02}:00"}}}}"#
        )
    };
    let (dead, alive) = (("dead.txt", "33639980001 3522"), timed("DELIVERED", 5));
    let alive = ("alive.ndjson", alive.as_str());
    assert_eq!(decides(&of_files(None, &[dead, alive])), Some((Keep, "alive.ndjson")));
    assert_eq!(decides(&of_files(None, &[alive, dead])), Some((Remove, "dead.txt")));
    assert_eq!(decides(&of_files(None, &[dead, alive, dead])), Some((Remove, "dead.txt")));
}
