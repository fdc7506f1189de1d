//! Callbacks of smsmode: every code, every value with every detail, and what an odd field does.
#![cfg(feature = "read")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use sms_status::{
    DeliveryStatus::{self, *},
    MessageKey, Platform, Report,
};

fn report(request: &str) -> Report {
    let reports = Platform::Smsmode.read(request.as_bytes()).unwrap();
    assert_eq!((reports.len(), reports.others()), (1, 0), "{request}");
    reports.into_iter().next().unwrap().unwrap()
}

#[test]
fn every_code_is_kept_and_has_the_status_of_the_vocabulary() {
    for code in 0..=u16::MAX {
        let report = report(&format!("numero=33600000000&statut={code}"));
        assert_eq!(report.word, code.to_string());
        assert_eq!(report.status, DeliveryStatus::from_code_lossy(code));
        assert_eq!(report.known, DeliveryStatus::from_code(code).is_some());
    }
}

#[test]
fn what_is_not_a_code_is_an_unknown_word() {
    for (text, word) in [
        ("-1", "-1"),
        ("65536", "65536"),
        ("99999999999999999999", "99999999999999999999"),
        ("11.0", "11.0"),
        ("1+1", "1 1"),
        ("Received", "Received"),
        ("%FF", "\u{FFFD}"),
    ] {
        let report = report(&format!("numero=33600000000&statut={text}"));
        assert_eq!((report.word.as_str(), report.status, report.known), (word, Undefined, false));
    }
}

#[test]
fn texts_are_percent_decoded_and_bytes_that_are_not_utf_8_replaced() {
    let report = report("numero=%2B33600000000&statut=%31%31&refClient=caf%C3%A9+n%C2%B0%261&smsID=%FF%41&cost=%");
    assert_eq!(report.recipient.as_deref(), Some("+33600000000"));
    assert_eq!(report.reference.as_deref(), Some("café n°&1"));
    assert_eq!(report.message_id.as_deref(), Some("\u{FFFD}A"));
    assert_eq!(report.key(), Some(MessageKey::of_recipient("\u{FFFD}A", "33600000000")));
}

#[test]
fn a_reception_date_that_is_none_costs_the_time_alone() {
    for (text, time) in [
        ("2010-03-25+09%3A52%3A17", Some("2010-03-25T09:52:17")),
        ("2010-03-25", Some("2010-03-25T00:00:00")),
        ("2010-02-30 09:52:17", None),
        ("2010-03-25 24:00:00", None),
        ("25/03/2010 09:52", None),
        ("demain", None),
    ] {
        let report = report(&format!("numero=33600000000&statut=11&date_reception={text}"));
        assert_eq!(report.reported_at.map(|time| time.to_string()).as_deref(), time, "{text}");
    }
}

#[test]
fn numbers_and_null_are_read_as_text_and_as_missing() {
    let bare = report(r#"{"messageId":"1","status":{"value":"ENROUTE"}}"#);
    for body in [
        r#"{"messageId":1,"status":{"value":"ENROUTE","detail":null,"deliveryDate":null,"lookup":null},"recipient":null,"refClient":null,"acceptedAt":null,"sentDate":null}"#,
        r#"{"recipient":{},"status":{"lookup":{},"value":"ENROUTE"},"messageId":"1"}"#,
        r#"{"recipient":{"to":null},"status":{"lookup":{"mccMnc":null},"value":"ENROUTE"},"messageId":"1"}"#,
        r#"{"messageId":"1","messageId":"2","status":{"value":"ENROUTE","value":"READ"}}"#,
    ] {
        assert_eq!(report(body), bare, "{body}");
    }
    let report = report(r#"{"numero":33600000000,"statut":11,"smsID":7,"refClient":8}"#);
    assert_eq!((report.status, report.reference.as_deref()), (Received, Some("8")));
    assert_eq!(report.key(), Some(MessageKey::of_recipient("7", "33600000000")));
}

#[test]
fn an_object_without_a_status_is_an_incoming_message() {
    for body in [
        r#"{"messageId":"1"}"#,
        r#"{"messageId":"1","status":{}}"#,
        r#"{"messageId":"1","status":{"value":null}}"#,
        r#"{"messageId":"1","status":"READ"}"#,
        r#"{"messageId":"1","direction":"MO","status":{"value":"DELIVERED"}}"#,
    ] {
        let reports = Platform::Smsmode.read(body.as_bytes()).unwrap();
        assert_eq!((reports.len(), reports.others()), (0, 1), "{body}");
    }
    assert_eq!(report(r#"{"status":{"value":"READ"}}"#).key(), None);
}

#[test]
fn a_detail_counts_only_on_a_failure() {
    let values =
        ["SCHEDULED", "ENROUTE", "DELIVERED", "READ", "UNDELIVERABLE", "UNDELIVERED", "delivered", "TELEPORTED"];
    for value in values {
        let alone = match value.to_uppercase().as_str() {
            "SCHEDULED" => Scheduled,
            "ENROUTE" => Sent,
            "DELIVERED" => Received,
            "READ" => Read,
            "UNDELIVERABLE" => Undeliverable,
            "UNDELIVERED" => NotDelivered,
            _ => Undefined,
        };
        for detail in ["INVALID_PHONE_NUMBER", "BLACKLISTED", "SPAM", "spam", "OTHER", ""] {
            let expected = match (alone, detail.to_uppercase().as_str()) {
                (Undeliverable | NotDelivered, "INVALID_PHONE_NUMBER") => InvalidRecipient,
                (Undeliverable | NotDelivered, "BLACKLISTED") => Blacklisted,
                (Undeliverable | NotDelivered, "SPAM") => PermanentAntiSpamError,
                _ => alone,
            };
            let body = format!(r#"{{"messageId":"1","status":{{"value":"{value}","detail":"{detail}"}}}}"#);
            let report = report(&body);
            assert_eq!((report.word.as_str(), report.status), (value, expected), "{body}");
            assert_eq!(report.cause.as_deref(), Some(detail).filter(|detail| !detail.is_empty()), "{body}");
        }
    }
}
