//! Platforms whose status rests on more than a word and a cause: every value of their tables is tried with the rest.
#![cfg(feature = "read")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use sms_status::{
    AddressBookAction, Category,
    DeliveryStatus::{self, *},
    Outcome, Platform, Report, Table, Value,
    platform::{aws, infobip, ovh},
};

/// The only report in a request.
fn report(platform: Platform, request: &str) -> Option<Report> {
    let mut reports = platform.read(request.as_bytes()).unwrap().into_iter();
    let only = reports.next()?.ok()?;
    assert!(reports.next().is_none(), "{platform}: {request}");
    Some(only)
}

/// The values of a table in every form that a report may have them, with their status.
fn values(table: &Table) -> Vec<(Json, DeliveryStatus)> {
    let forms = |value| match value {
        Value::Word(word) => vec![json!(word.replace('…', "made up"))],
        Value::Number(number) => vec![json!(number), json!(number.to_string())],
        Value::Numbers(first, last) => vec![json!(first), json!(last)],
        Value::Named(number, name) => vec![json!(number), json!(name)],
        other => panic!("{other}"),
    };
    table.rows.iter().flat_map(|row| forms(row.value).into_iter().map(|value| (value, row.status))).collect()
}

/// The status that a table has for a number.
fn status(table: &Table, number: Option<u32>) -> Option<DeliveryStatus> {
    table.find(&number?.to_string()).map(|row| row.status)
}

/// A field that may be missing, in an object.
fn object(fields: &[(&str, Option<Json>)]) -> Json {
    fields.iter().filter_map(|(name, value)| Some(((*name).to_owned(), value.clone()?))).collect()
}

#[test]
fn the_group_of_infobip_counts_if_the_id_is_not_known() {
    for group in (0..10).map(Some).chain([None]) {
        for id in (0..200).filter(|&id| id != 1).map(Some).chain([None]) {
            let document = object(&[("groupId", group.map(Json::from)), ("id", id.map(Json::from))]);
            let report = report(Platform::Infobip, &json!({"results": [{"status": document}]}).to_string());
            let expected = status(&infobip::STATUSES, id).or(status(&infobip::GROUPS, group)).unwrap_or(Undefined);
            let is_empty = group.is_none() && id.is_none();
            assert_eq!(report.map(|report| report.status), (!is_empty).then_some(expected), "{group:?} {id:?}");
        }
    }
}

#[test]
fn an_error_of_infobip_is_as_permanent_as_the_report_says() {
    // One word for each status is enough, since the rule is about statuses.
    let words: BTreeMap<DeliveryStatus, Json> = values(&infobip::STATUSES)
        .into_iter()
        .filter(|(word, _)| word.is_string())
        .map(|(word, of)| (of, word))
        .collect();
    assert_eq!(words.len(), 19);
    for (of_word, word) in words {
        for (error, of_error) in values(&infobip::ERRORS) {
            let named = object(&[("name", Some(error.clone()).filter(Json::is_string)), ("id", Some(error.clone()))]);
            for permanent in [None, Some(json!(false)), Some(json!(true)), Some(json!("True")), Some(json!(7))] {
                let is_permanent = matches!(&permanent, Some(Json::Bool(true) | Json::String(_)));
                let mut error = named.clone();
                error["permanent"] = permanent.into();
                let request = json!({"results": [{"status": {"name": word}, "error": error}]}).to_string();
                let cause = match of_error {
                    TemporaryOperatorError if is_permanent => PermanentOperatorError,
                    TemporaryAbsenceError | TemporaryPhoneError if is_permanent => Undeliverable,
                    other => other,
                };
                let found = report(Platform::Infobip, &request).unwrap().status;
                assert_eq!(found, of_word.refined_by(Some(cause)), "{request}");
                assert!(found.action() != AddressBookAction::Remove, "{request}");
                let is_lasting = found == of_word || found.category() != Category::Temporary;
                assert!(is_lasting || !is_permanent, "{request}: {found}");
            }
        }
    }
}

#[test]
fn a_failure_of_aws_is_pending_unless_it_is_final_and_a_success_of_the_carrier_too() {
    for &table in aws::TABLES {
        for (word, expected) in values(&table) {
            for (flag, is_final) in [
                (json!(null), None),
                (json!(true), Some(true)),
                (json!("True"), Some(true)),
                (json!(false), Some(false)),
                (json!("FALSE"), Some(false)),
                (json!("no"), None),
                (json!(1), None),
            ] {
                let request = match table.field {
                    "providerResponse" => json!({"delivery": {"providerResponse": word}, "isFinal": flag}),
                    "record_status" => json!({"attributes": {"record_status": word}, "isFinal": flag}),
                    "messageStatus" => json!({"eventType": "RCS_DELIVERED", "messageStatus": word, "isFinal": flag}),
                    field => json!({field: word, "isFinal": flag}),
                };
                let found = report(Platform::Aws, &request.to_string()).unwrap();
                let status = match (is_final, expected) {
                    (Some(true), DeliveredToOperator) => Delivered,
                    (Some(false), failed) if failed.outcome() == Outcome::Failed => Sent,
                    _ => expected,
                };
                assert_eq!(found.status, status, "{request}");
                let has_opted_out = word == "_SMS.OPTOUT" || expected == Blacklisted && status == Sent;
                assert_eq!(found.opted_out, has_opted_out, "{request}");
                assert!(found.known, "{request}");
            }
        }
    }
}

/// The type of an event says as much with `MEDIA_` as with `TEXT_`, and without either.
#[test]
fn an_event_of_aws_means_the_same_in_text_and_media() {
    let mut count = 0;
    for row in aws::EVENTS.rows {
        let event = row.value.to_string();
        let Some(word) = event.strip_prefix("TEXT_") else { continue };
        assert_eq!(Platform::Aws.status(word, None), row.status, "{word}");
        let media = aws::EVENTS.find(&format!("MEDIA_{word}"));
        assert!(media.is_none_or(|media| media.status == row.status), "{word}");
        count += usize::from(media.is_some());
    }
    assert_eq!(count, 13);
}

#[test]
fn the_receipt_of_ovhcloud_counts_if_ptt_says_nothing() {
    for ptt in (0..260).map(Some).chain([None]) {
        for description in (0..20).map(Some).chain([None]) {
            let of_ptt = status(&ovh::PTTS, ptt).filter(|_| ptt != Some(0));
            let expected = of_ptt.or(status(&ovh::DESCRIPTIONS, description)).unwrap_or(Undefined);
            let field = |name: &str, number: Option<u32>| number.map(|number| format!("&{name}={number}"));
            let of = |name| {
                format!("id=1{}{}", field("ptt", ptt).unwrap_or_default(), field(name, description).unwrap_or_default())
            };
            for request in [of("description"), of("deliveryReceipt")] {
                let found = report(Platform::Ovh, &request);
                let is_empty = ptt.is_none() && description.is_none();
                assert_eq!(found.map(|report| report.status), (!is_empty).then_some(expected), "{request}");
            }
        }
    }
}

/// SMPP 3.4, section 5.1.3: the numbers that Kannel passes on, and the names that Jasmin passes on.
#[test]
fn a_refusal_of_a_message_centre_means_the_same_through_kannel_and_jasmin() {
    let statuses = [
        (0x01, "ESME_RINVMSGLEN", MessageError),
        (0x08, "ESME_RSYSERR", TemporaryOperatorError),
        (0x0A, "ESME_RINVSRCADR", Rejected),
        (0x0B, "ESME_RINVDSTADR", InvalidRecipient),
        (0x14, "ESME_RMSGQFUL", TemporaryOperatorError),
        (0x45, "ESME_RSUBMITFAIL", Rejected),
        (0x58, "ESME_RTHROTTLED", Rejected),
        (0x61, "ESME_RINVSCHED", MessageError),
        (0x62, "ESME_RINVEXPIRY", MessageError),
        (0x64, "ESME_RX_T_APPN", TemporaryOperatorError),
        (0x65, "ESME_RX_P_APPN", Rejected),
        (0x66, "ESME_RX_R_APPN", Rejected),
        (0x67, "ESME_RQUERYFAIL", Rejected),
        (0xC4, "ESME_RINVOPTPARAMVAL", MessageError),
        // Kannel's type says that the message was refused, and that is more than these say.
        (0xFE, "ESME_RDELIVERYFAILURE", NotDelivered),
        (0xFF, "ESME_RUNKNOWNERR", OtherError),
    ];
    for (number, name, status) in statuses {
        let found = report(Platform::Jasmin, &format!("id=1&level=1&message_status={name}")).unwrap();
        assert_eq!(found.status, status, "{name}");
        let request = format!("type=16&id=1&reply=NACK%2F{number:#010x}%2Fmade+up");
        let found = report(Platform::Kannel, &request).unwrap();
        assert_eq!(found.status, Rejected.refined_by(Some(status)), "{request}");
    }
}
