//! Every platform: its tables, and how its requests are read.
#![cfg(feature = "read")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use sms_status::{DeliveryStatus, Msisdn, Platform, Value};

#[test]
fn every_documented_value_is_found() {
    for &platform in Platform::VARIANTS {
        for table in platform.tables() {
            for row in table.rows {
                let spellings: Vec<String> = match row.value {
                    Value::Word(word) => vec![word.replace('…', "any"), word.replace('…', "").to_uppercase()],
                    Value::Number(number) => vec![number.to_string(), format!("00{number}")],
                    Value::Numbers(first, last) => vec![first.to_string(), last.to_string()],
                    Value::Named(number, name) => vec![number.to_string(), name.to_lowercase()],
                    _ => unreachable!(),
                };
                for spelling in spellings {
                    let found = table.find(&format!(" {spelling} "));
                    assert_eq!(found, Some(row), "{platform} {} {spelling:?}", table.field);
                }
            }
        }
    }
}

#[test]
fn two_rows_never_have_one_value() {
    for &platform in Platform::VARIANTS {
        for table in platform.tables() {
            for (at, row) in table.rows.iter().enumerate() {
                let text = row.value.to_string();
                assert!(
                    table.rows[at + 1..].iter().all(|other| !other.value.to_string().eq_ignore_ascii_case(&text)),
                    "{platform} {} has {text} twice",
                    table.field
                );
            }
        }
    }
}

#[test]
fn a_twilio_callback_is_read() {
    let body = b"MessageSid=SM01&MessageStatus=undelivered&ErrorCode=30003&To=+33600000000&RawDlrDoneDate=2604290930";
    let reports = Platform::Twilio.read(body).unwrap();
    let report = reports.into_iter().next().unwrap().unwrap();
    assert_eq!(report.status, DeliveryStatus::TemporaryAbsenceError);
    assert_eq!(report.msisdn(), "33600000000".parse::<Msisdn>().ok());
    assert_eq!(report.reported_at.map(|time| time.to_string()).as_deref(), Some("2026-04-29T09:30:00"));
}
