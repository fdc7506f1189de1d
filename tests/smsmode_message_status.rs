//! The status of one message of smsmode.

use proptest::prelude::*;
use sms_status::{
    DeliveryStatus,
    smsmode::{MessageStatus, MessageStatusError},
};

#[test]
fn every_code_is_a_status_or_an_error_of_the_request() {
    for code in 0..=u16::MAX {
        let body = format!("{code} | Some label");
        match MessageStatus::parse(&body) {
            Ok(message) => {
                assert!(![32, 35, 61].contains(&code));
                assert_eq!((message.code, message.label), (code, "Some label"));
                assert_eq!(message.status(), DeliveryStatus::from_code_lossy(code));
            }
            Err(MessageStatusError::Request(error)) => {
                assert!([32, 35, 61].contains(&code));
                assert_eq!(error.code, code);
            }
            Err(error) => panic!("{body}: {error}"),
        }
    }
    assert_eq!(MessageStatus::parse("39 | Reception error").unwrap().status(), DeliveryStatus::ReceptionError);
}

#[test]
fn white_space_and_further_separators_do_not_matter() {
    for (body, code, label) in [
        ("11|Received", 11, "Received"),
        (" 11  |  Received \r\n", 11, "Received"),
        ("\t11\t|Re|ceived", 11, "Re|ceived"),
        ("0 | Envoyé", 0, "Envoyé"),
        ("0011 |", 11, ""),
    ] {
        let message = MessageStatus::parse(body).unwrap();
        assert_eq!((message.code, message.label), (code, label), "{body:?}");
    }
}

#[test]
fn errors_say_what_and_where() {
    for (body, error) in [
        ("32 | Authentication error", "the request failed with code 32 (authentication error)"),
        ("35 | Parameter error", "the request failed with code 35 (missing or invalid parameter)"),
        ("61 | Unknown message", "the request failed with code 61 (unknown message)"),
        ("", "the separator `|` is missing at byte 0"),
        (" 11 \n", "the separator `|` is missing at byte 3"),
        ("Received", "the separator `|` is missing at byte 8"),
        ("|", "the code at byte 0 is not a number from 0 to 65535"),
        (" | Received", "the code at byte 1 is not a number from 0 to 65535"),
        ("  eleven | Received", "the code at byte 2 is not a number from 0 to 65535"),
        ("-1 | Received", "the code at byte 0 is not a number from 0 to 65535"),
        ("+11 | Received", "the code at byte 0 is not a number from 0 to 65535"),
        ("65536 | Received", "the code at byte 0 is not a number from 0 to 65535"),
        ("33600000000 11 | 33611111111 13", "the code at byte 0 is not a number from 0 to 65535"),
    ] {
        assert_eq!(MessageStatus::parse(body).unwrap_err().to_string(), error, "{body:?}");
    }
}

proptest! {
    #[test]
    fn no_text_panics(body in "[0-9 |a-zé\\PC]*") {
        match MessageStatus::parse(&body) {
            Ok(message) => prop_assert!(body.contains(message.label)),
            Err(MessageStatusError::Request(error)) => prop_assert!([32, 35, 61].contains(&error.code)),
            Err(MessageStatusError::InvalidCode { offset } | MessageStatusError::MissingSeparator { offset }) => {
                prop_assert!(body.is_char_boundary(offset));
            }
            Err(error) => prop_assert!(false, "{error}"),
        }
    }
}
