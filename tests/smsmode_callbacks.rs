//! Callbacks of smsmode, from query strings and from JSON.

#![cfg(all(feature = "alloc", feature = "serde"))]

use sms_status::{
    DateTime, DeliveryStatus,
    smsmode::{Callback, rest::StatusCallback},
};

fn callback(query: &str) -> Result<Callback, String> {
    serde_urlencoded::from_str(query).map_err(|error| error.to_string())
}

#[track_caller]
fn refused(query: &str, expected: &str) {
    assert_eq!(callback(query), Err(expected.to_owned()));
}

#[test]
fn the_documented_callback_is_read_in_full() {
    let callback = callback(
        "numero=33600000000&date_reception=2010-03-25+09%3A52%3A17&statut=11&smsID=S7EpYZ5kmS87&refClient=12azer34\
         &mcc_mnc=20801&cost=1",
    )
    .unwrap();
    assert_eq!(callback.recipient, "33600000000");
    assert_eq!(callback.code, 11);
    assert_eq!(callback.date_reception.as_deref(), Some("2010-03-25 09:52:17"));
    assert_eq!(callback.received_at(), DateTime::new(2010, 3, 25, 9, 52, 17));
    assert_eq!(callback.message_id.as_deref(), Some("S7EpYZ5kmS87"));
    assert_eq!(callback.reference.as_deref(), Some("12azer34"));
    assert_eq!(callback.mcc_mnc.as_deref(), Some("20801"));
    assert_eq!(callback.cost.as_deref(), Some("1"));
    assert_eq!(callback.status(), DeliveryStatus::Received);
}

#[test]
fn only_the_recipient_and_the_code_are_required() {
    let least = callback("numero=33600000000&statut=3523").unwrap();
    assert_eq!(least.status(), DeliveryStatus::PermanentPhoneError);
    assert_eq!(least.received_at(), None);
    for text in [&least.date_reception, &least.message_id, &least.reference, &least.mcc_mnc, &least.cost] {
        assert_eq!(text.as_deref(), None);
    }
    refused("statut=11", "missing field `numero`");
    refused("numero=&statut=11", "missing field `numero`");
    refused("numero=33600000000", "missing field `statut`");
    refused("", "missing field `numero`");
}

#[test]
fn an_empty_parameter_is_a_missing_one() {
    let bare = callback("numero=33600000000&statut=11").unwrap();
    let empty = callback("numero=33600000000&statut=11&date_reception=&smsID=&refClient=&mcc_mnc=&cost").unwrap();
    assert_eq!(empty, bare);
    refused("numero=33600000000&statut=", "cannot parse integer from empty string");
}

#[test]
fn a_parameter_that_is_no_text_is_an_error() {
    for body in [r#"{"numero":33600000000,"statut":11}"#, r#"{"numero":"33600000000","statut":11,"smsID":7}"#] {
        let error = serde_json::from_str::<Callback>(body).map_err(|error| error.to_string());
        assert!(error.is_err_and(|error| error.contains("invalid type: integer")), "{body}");
    }
}

#[test]
fn order_and_extra_parameters_do_not_matter() {
    let bare = callback("numero=33600000000&statut=11&smsID=S7EpYZ5kmS87").unwrap();
    let other = callback("smsID=S7EpYZ5kmS87&emetteur=36034&statut=11&emetteur=36034&numero=33600000000&=&&x").unwrap();
    assert_eq!(other, bare);
}

#[test]
fn a_doubled_parameter_is_an_error() {
    for field in ["numero", "statut", "date_reception", "smsID", "refClient", "mcc_mnc", "cost"] {
        let query = format!("{field}=1&{field}=1&numero=33600000000&statut=11");
        refused(&query, &format!("duplicate field `{field}`"));
    }
}

#[test]
fn every_code_is_kept_and_any_other_text_is_an_error() {
    for code in 0..=u16::MAX {
        let callback = callback(&format!("numero=33600000000&statut={code}")).unwrap();
        assert_eq!(callback.code, code);
        assert_eq!(callback.status(), DeliveryStatus::from_code_lossy(code));
    }
    for (code, error) in [
        ("-1", "invalid digit found in string"),
        ("65536", "number too large to fit in target type"),
        ("99999999999999999999", "number too large to fit in target type"),
        ("11.0", "invalid digit found in string"),
        ("Received", "invalid digit found in string"),
        ("1+1", "invalid digit found in string"),
        ("%31%31%00", "invalid digit found in string"),
        ("%FF", "invalid digit found in string"),
    ] {
        refused(&format!("numero=33600000000&statut={code}"), error);
    }
}

#[test]
fn texts_are_percent_decoded_and_bytes_that_are_no_utf_8_replaced() {
    let callback =
        callback("numero=%2B33600000000&statut=%31%31&refClient=caf%C3%A9+n%C2%B0%261&smsID=%FF%41&cost=%").unwrap();
    assert_eq!(callback.recipient, "+33600000000");
    assert_eq!(callback.code, 11);
    assert_eq!(callback.reference.as_deref(), Some("café n°&1"));
    assert_eq!(callback.message_id.as_deref(), Some("\u{FFFD}A"));
    assert_eq!(callback.cost.as_deref(), Some("%"));
}

#[test]
fn a_reception_date_that_is_none_is_kept_as_text() {
    for text in ["2010-02-30 09:52:17", "2010-03-25 24:00:00", "2010-03-25", "25/03/2010 09:52", "demain"] {
        let callback = callback(&format!("numero=33600000000&statut=11&date_reception={text}")).unwrap();
        assert_eq!(callback.date_reception.as_deref(), Some(text));
        assert_eq!(callback.received_at(), None, "{text}");
    }
}

fn status_callback(body: &str) -> Result<StatusCallback, String> {
    serde_json::from_str(body).map_err(|error| error.to_string())
}

#[test]
fn the_documented_status_callback_is_read() {
    let callback = status_callback(
        r#"{"messageId":"e5ab32e9-caf1-464b-92ac-382a0899445f","acceptedAt":"2025-04-01T16:00:00",
            "sentDate":"2025-04-01T16:00:05","channel":{"channelId":"ch-1","name":"marketing_channel","type":"SMS",
            "flow":"MARKETING"},"type":"SMS","direction":"MT","recipient":{"to":"33600000000"},"from":"Sender",
            "body":{"text":"Hello"},"price":{"amount":0.05,"currency":"EUR"},"status":{"deliveryDate":
            "2025-04-01T16:00:10","value":"DELIVERED","lookup":{"mccMnc":"20820","country":"France",
            "network":"BOUYGUES"}},"refClient":"reference"}"#,
    )
    .unwrap();
    assert_eq!(callback.message_id, "e5ab32e9-caf1-464b-92ac-382a0899445f");
    assert_eq!(callback.value, "DELIVERED");
    assert_eq!(callback.detail, None);
    assert_eq!(callback.recipient.as_deref(), Some("33600000000"));
    assert_eq!(callback.reference.as_deref(), Some("reference"));
    assert_eq!(callback.accepted_at.as_deref(), Some("2025-04-01T16:00:00"));
    assert_eq!(callback.sent_date.as_deref(), Some("2025-04-01T16:00:05"));
    assert_eq!(callback.delivery_date.as_deref(), Some("2025-04-01T16:00:10"));
    assert_eq!("2025-04-01T16:00:10".parse().ok(), DateTime::new(2025, 4, 1, 16, 0, 10));
    assert_eq!(callback.mcc_mnc.as_deref(), Some("20820"));
    assert_eq!(callback.status(), DeliveryStatus::Received);
}

#[test]
fn null_is_read_as_missing() {
    let bare = status_callback(r#"{"messageId":"1","status":{"value":"ENROUTE"}}"#).unwrap();
    assert_eq!(bare.status(), DeliveryStatus::Sent);
    for body in [
        r#"{"messageId":"1","status":{"value":"ENROUTE","detail":null,"deliveryDate":null,"lookup":null},
            "recipient":null,"refClient":null,"acceptedAt":null,"sentDate":null}"#,
        r#"{"recipient":{},"status":{"lookup":{},"value":"ENROUTE"},"messageId":"1"}"#,
        r#"{"recipient":{"to":null},"status":{"lookup":{"mccMnc":null},"value":"ENROUTE"},"messageId":"1"}"#,
    ] {
        assert_eq!(status_callback(body).unwrap(), bare, "{body}");
    }
}

#[test]
fn a_status_callback_needs_its_id_and_value_as_texts_and_once() {
    for (body, error) in [
        (r#"{"status":{"value":"READ"}}"#, "missing field `messageId`"),
        (r#"{"messageId":"1"}"#, "missing field `status`"),
        (r#"{"messageId":"1","status":{}}"#, "missing field `value`"),
        (r#"{"messageId":null,"status":{"value":"READ"}}"#, "invalid type: null, expected a string"),
        (r#"{"messageId":1,"status":{"value":"READ"}}"#, "invalid type: integer `1`, expected a string"),
        (r#"{"messageId":"1","status":{"value":11}}"#, "invalid type: integer `11`, expected a string"),
        (r#"{"messageId":"1","status":{"value":null}}"#, "invalid type: null, expected a string"),
        (r#"{"messageId":"1","status":"READ"}"#, "invalid type: string \"READ\", expected struct Status"),
        (r#"{"messageId":"1","messageId":"2","status":{"value":"READ"}}"#, "duplicate field `messageId`"),
        (r#"{"messageId":"1","status":{"value":"READ","value":"DELIVERED"}}"#, "duplicate field `value`"),
        (
            r#"{"messageId":"1","status":{"value":"READ"},"refClient":7}"#,
            "invalid type: integer `7`, expected a string",
        ),
    ] {
        let message = status_callback(body).unwrap_err();
        assert!(message.starts_with(error), "{body}: {message}");
    }
}

/// The known values and details of the REST API, and what a value is read as with each of the details.
const VALUES: [&str; 8] =
    ["SCHEDULED", "ENROUTE", "DELIVERED", "READ", "UNDELIVERABLE", "UNDELIVERED", "delivered", "TELEPORTED"];
const DETAILS: [&str; 6] = ["INVALID_PHONE_NUMBER", "BLACKLISTED", "SPAM", "spam", "OTHER", ""];

#[test]
fn a_detail_counts_only_on_a_failure() {
    use DeliveryStatus::*;
    for value in VALUES {
        let alone = match value.to_uppercase().as_str() {
            "SCHEDULED" => Scheduled,
            "ENROUTE" => Sent,
            "DELIVERED" => Received,
            "READ" => Read,
            "UNDELIVERABLE" => Undeliverable,
            "UNDELIVERED" => NotDelivered,
            _ => Undefined,
        };
        let read = |status: &str| {
            let callback = status_callback(&format!(r#"{{"messageId":"1","status":{status}}}"#)).unwrap();
            assert_eq!(callback.value, value);
            callback
        };
        assert_eq!(read(&format!(r#"{{"value":"{value}"}}"#)).status(), alone);
        for detail in DETAILS {
            let expected = match (alone, detail.to_uppercase().as_str()) {
                (Undeliverable | NotDelivered, "INVALID_PHONE_NUMBER") => InvalidRecipient,
                (Undeliverable | NotDelivered, "BLACKLISTED") => Blacklisted,
                (Undeliverable | NotDelivered, "SPAM") => PermanentAntiSpamError,
                _ => alone,
            };
            let callback = read(&format!(r#"{{"value":"{value}","detail":"{detail}"}}"#));
            assert_eq!(callback.detail.as_deref(), Some(detail));
            assert_eq!(callback.status(), expected, "{value} {detail}");
        }
    }
}
