//! What serde writes and reads, in JSON and in a binary format.
#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use serde::{
    Deserialize, Serialize,
    de::{DeserializeOwned, IntoDeserializer, value::I64Deserializer},
};
use sms_status::{AddressBookAction, BulkReport, Category, DeliveryStatus, Language, Outcome};

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap()
}

#[track_caller]
fn refused<T: DeserializeOwned + std::fmt::Debug>(text: &str, reason: &str) {
    assert_eq!(serde_json::from_str::<T>(text).unwrap_err().to_string(), reason);
}

#[track_caller]
fn round_trip<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) {
    assert_eq!(&serde_json::from_str::<T>(&json(value)).unwrap(), value);
    assert_eq!(&serde_json::from_reader::<_, T>(json(value).as_bytes()).unwrap(), value);
    assert_eq!(&postcard::from_bytes::<T>(&postcard::to_stdvec(value).unwrap()).unwrap(), value);
}

#[test]
fn the_vocabulary_is_written_by_name() {
    macro_rules! check {
        ($($Enum:ty),*) => {$(
            for value in <$Enum>::VARIANTS {
                assert_eq!(json(value), format!("{:?}", value.name()));
                round_trip(value);
                assert_eq!(postcard::to_stdvec(value).unwrap(), postcard::to_stdvec(value.name()).unwrap());
            }
        )*};
    }
    check!(DeliveryStatus, Category, Outcome, AddressBookAction, Language);
}

#[test]
fn an_unknown_name_is_refused() {
    refused::<DeliveryStatus>(
        r#""teleported""#,
        "invalid value: string \"teleported\", expected the name of a value of `DeliveryStatus` at line 1 column 12",
    );
    refused::<Outcome>("3", "invalid type: integer `3`, expected the name of a value of `Outcome` at line 1 column 1");
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct ByCode {
    #[serde(with = "sms_status::forms::code")]
    status: DeliveryStatus,
}

#[test]
fn codes_round_trip() {
    for &status in DeliveryStatus::VARIANTS {
        let row = ByCode { status };
        assert_eq!(json(&row), format!(r#"{{"status":{}}}"#, status.code()));
        round_trip(&row);
    }
}

#[test]
fn every_number_reads_as_its_code_or_is_refused() {
    for code in 0..=u16::MAX {
        let row = serde_json::from_str::<ByCode>(&format!(r#"{{"status":{code}}}"#));
        assert_eq!(row.ok().map(|row| row.status), DeliveryStatus::from_code(code));
    }
    refused::<ByCode>(
        r#"{"status":7777}"#,
        "invalid value: integer `7777`, expected a delivery status code at line 1 column 15",
    );
    for text in [r#"{"status":-1}"#, r#"{"status":65547}"#, r#"{"status":"11"}"#, r#"{"status":11.0}"#] {
        assert!(serde_json::from_str::<ByCode>(text).is_err(), "{text}");
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Surviving {
    #[serde(with = "sms_status::forms::lossy")]
    status: DeliveryStatus,
}

#[test]
fn names_labels_and_codes_survive_and_so_does_what_is_unknown() {
    let read = |status: &str| {
        let row = serde_json::from_str::<Surviving>(&format!(r#"{{"status":{status}}}"#));
        row.map(|row| row.status).map_err(|error| error.to_string())
    };
    for &status in DeliveryStatus::VARIANTS {
        round_trip(&Surviving { status });
        assert_eq!(json(&Surviving { status }), format!(r#"{{"status":"{}"}}"#, status.name()));
        assert_eq!(read(&json(&status.label(Language::French))), Ok(status));
    }
    for code in 0..=u16::MAX {
        let expected = DeliveryStatus::from_code_lossy(code);
        assert_eq!(read(&code.to_string()), Ok(expected));
        assert_eq!(read(&format!("\"{code}\"")), Ok(expected));
        let signed: I64Deserializer<serde::de::value::Error> = i64::from(code).into_deserializer();
        assert_eq!(sms_status::forms::lossy::deserialize(signed), Ok(expected));
    }
    for unknown in [r#""""#, r#""teleported""#, "65547", "-11", "18446744073709551615", "-9223372036854775808"] {
        assert_eq!(read(unknown), Ok(DeliveryStatus::Undefined), "{unknown}");
    }
    for wrong in ["null", "true", "[11]", "11.5", "{}"] {
        let error = read(wrong).unwrap_err();
        assert!(error.contains("expected the name, label or code of a delivery status"), "{wrong}: {error}");
    }
    let newer = postcard::to_stdvec("teleported").unwrap();
    assert_eq!(postcard::from_bytes(&newer), Ok(Surviving { status: DeliveryStatus::Undefined }));
}

#[test]
fn a_bulk_report_is_a_map_from_name_to_count() {
    let report: BulkReport = [(DeliveryStatus::Received, 2), (DeliveryStatus::Sent, 1)].into_iter().collect();
    assert_eq!(json(&report), r#"{"sent":1,"received":2}"#);
    assert_eq!(json(&BulkReport::new()), "{}");
    let read: BulkReport = serde_json::from_str(r#"{"received":2,"read":0,"sent":1}"#).unwrap();
    assert_eq!(read, report);
}

#[test]
fn a_bulk_report_that_does_not_fit_is_an_error() {
    let report: BulkReport = DeliveryStatus::VARIANTS.iter().collect();
    let mut bytes = postcard::to_stdvec(&report).unwrap();
    for size in 0..bytes.len() {
        assert!(postcard::to_slice(&report, &mut bytes[..size]).is_err(), "{size} bytes");
    }
}

#[test]
fn a_wrong_bulk_report_is_refused() {
    refused::<BulkReport>(
        r#"{"teleported":1}"#,
        "invalid value: string \"teleported\", expected the name of a value of `DeliveryStatus` at line 1 column 13",
    );
    refused::<BulkReport>(r#"{"sent":1,"sent":1}"#, "duplicate field `sent` at line 1 column 19");
    refused::<BulkReport>(r#"{"sent":0,"sent":0}"#, "duplicate field `sent` at line 1 column 19");
    refused::<BulkReport>(r#"{"sent":-1}"#, "invalid value: integer `-1`, expected u64 at line 1 column 10");
    refused::<BulkReport>(
        "[1]",
        "invalid type: sequence, expected a map from names of delivery statuses to numbers of messages at line 1 column 0",
    );
    assert!(serde_json::from_str::<BulkReport>(r#"{"sent":1.5}"#).is_err());
    assert!(serde_json::from_str::<BulkReport>(r#"{"sent":18446744073709551616}"#).is_err());
    assert!(serde_json::from_str::<BulkReport>(r#"{"Sent":1}"#).is_err());
}

proptest! {
    #[test]
    fn any_bulk_report_round_trips(
        rows in prop::collection::vec((prop::sample::select(DeliveryStatus::VARIANTS), any::<u64>()), 0..60),
    ) {
        round_trip(&rows.into_iter().collect::<BulkReport>());
    }

    #[test]
    fn no_document_panics(text in any::<String>(), bytes in any::<Vec<u8>>()) {
        let _ = serde_json::from_str::<BulkReport>(&text);
        let _ = serde_json::from_str::<Surviving>(&text);
        let _ = postcard::from_bytes::<BulkReport>(&bytes);
        let _ = postcard::from_bytes::<Surviving>(&bytes);
    }
}
