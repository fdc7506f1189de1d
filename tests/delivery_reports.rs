//! The body of an smsmode delivery report response.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use sms_status::{
    DeliveryStatus,
    smsmode::{self, RecordErrorKind::*, RequestError},
};

#[path = "naive/delivery_reports.rs"]
mod naive;

use naive::{Record, check, oracle, read};

#[test]
fn bodies_from_the_wire() {
    let two = vec![Ok(("33600000000", 11)), Ok(("33611111111", 13))];
    let cases: &[(&str, Vec<Record<'_>>)] = &[
        ("", vec![]),
        (" \r\n", vec![]),
        ("|", vec![]),
        (" | |\n", vec![]),
        ("33600000000 11", two[..1].to_vec()),
        ("33600000000 11 | 33611111111 13", two.clone()),
        ("33600000000 11|33611111111 13", two.clone()),
        ("33600000000 11 | 33611111111 13 |", two.clone()),
        ("33600000000 11 | 33611111111 13 | ", two.clone()),
        ("33600000000 11 | 33611111111 13\n", two.clone()),
        ("33600000000 11 | 33611111111 13 |\r\n", two.clone()),
        ("  33600000000   11  ||  33611111111\t13  ", two.clone()),
        ("33600000000 11 |\n33611111111 13 |\n", two.clone()),
        ("+33600000000 11", vec![Ok(("+33600000000", 11))]),
        ("\u{FEFF}33600000000 11 | 33611111111 13", two.clone()),
        ("\u{FEFF}33600000000", vec![Err((3, "33600000000", MissingCode))]),
        ("\u{FEFF}\u{FEFF}33600000000 11", vec![Err((3, "\u{FEFF}33600000000 11", InvalidRecipient))]),
        ("33600000000 011", vec![Ok(("33600000000", 11))]),
        ("33600000000 7777", vec![Ok(("33600000000", 7777))]),
        ("33600000000 65535", vec![Ok(("33600000000", 65535))]),
        ("33600000000 65536", vec![Err((0, "33600000000 65536", InvalidCode))]),
        ("33600000000 -1", vec![Err((0, "33600000000 -1", InvalidCode))]),
        ("33600000000 +11", vec![Err((0, "33600000000 +11", InvalidCode))]),
        ("33600000000 onze", vec![Err((0, "33600000000 onze", InvalidCode))]),
        ("33600000000", vec![Err((0, "33600000000", MissingCode))]),
        ("33600000000 11 12", vec![Err((0, "33600000000 11 12", UnexpectedText))]),
        ("33600000000 11\n33611111111 13", vec![Err((0, "33600000000 11\n33611111111 13", UnexpectedText))]),
        ("+ 11", vec![Err((0, "+ 11", InvalidRecipient))]),
        ("Bad Gateway", vec![Err((0, "Bad Gateway", InvalidRecipient))]),
        ("33600000000\u{a0}11", vec![Err((0, "33600000000\u{a0}11", InvalidRecipient))]),
        (
            "33600000000 11 |  téléphone 13 | 33622222222 |33633333333 11",
            vec![
                Ok(("33600000000", 11)),
                Err((18, "téléphone 13", InvalidRecipient)),
                Err((35, "33622222222", MissingCode)),
                Ok(("33633333333", 11)),
            ],
        ),
        // A code alone is no error form, nor is a longer or a shorter number before the separator.
        ("31", vec![Err((0, "31", MissingCode))]),
        ("1 | 33600000000 11", vec![Err((0, "1", MissingCode)), Ok(("33600000000", 11))]),
        ("33600 | 33600000000 11", vec![Err((0, "33600", MissingCode)), Ok(("33600000000", 11))]),
        ("| 31 | Internal error", vec![Err((2, "31", MissingCode)), Err((7, "Internal error", InvalidRecipient))]),
    ];
    for (body, expected) in cases {
        assert_eq!(read(body).as_ref(), Ok(expected), "{body:?}");
        check(body);
    }
}

#[test]
fn error_forms_from_the_wire() {
    for (body, code) in [
        ("31 | Internal error", 31),
        ("\u{FEFF}31 | Internal error", 31),
        ("35 | Missing parameter", 35),
        ("61|Unknown message", 61),
        ("  32 | Authentication error\r\n", 32),
        ("31|", 31),
        ("9999 | something new", 9999),
        ("35\n| 33600000000 11", 35),
    ] {
        assert_eq!(read(body), Err(code), "{body:?}");
        check(body);
    }
}

#[test]
fn every_code_is_kept_as_it_is_and_an_unknown_one_is_undefined() {
    for code in 0..=u16::MAX {
        let body = format!("33600000000 {code}");
        let report = smsmode::delivery_reports(&body).unwrap().next().unwrap().unwrap();
        assert_eq!((report.recipient, report.code), ("33600000000", code));
        assert_eq!(report.status(), DeliveryStatus::from_code_lossy(code));
    }
}

#[test]
fn every_number_of_two_to_four_digits_before_a_separator_is_an_error_form() {
    for code in 0..=99_999_u32 {
        let body = format!("{code} | 33600000000 11");
        let expected = if (10..=9999).contains(&code) {
            Err(u16::try_from(code).unwrap())
        } else {
            oracle(&body).map(|_| ()).map_err(|_| 0)
        };
        assert_eq!(read(&body).map(|_| ()), expected, "{body:?}");
    }
}

#[test]
fn every_byte_in_every_place_is_read_as_the_naive_way_reads_it() {
    let body = " +3360 11 |42 0|";
    for at in 0..=body.len() {
        for byte in 0..=127_u8 {
            let text = format!("{}{}{}", &body[..at], byte as char, &body[at..]);
            check(&text);
            if at < body.len() {
                check(&format!("{}{}{}", &body[..at], byte as char, &body[at + 1..]));
            }
        }
        check(&body[..at]);
    }
}

#[test]
fn errors_say_what_and_where() {
    let message = |body: &str| {
        let error = smsmode::delivery_reports(body).unwrap().find_map(Result::err).unwrap();
        error.to_string()
    };
    assert_eq!(message("33600000000 11 | x 11"), "record at byte 17: the recipient is not a phone number");
    assert_eq!(message("33600000000"), "record at byte 0: the code is missing");
    assert_eq!(message("33600000000 x"), "record at byte 0: the code is not a number from 0 to 65535");
    assert_eq!(message(" 33600000000 11 x"), "record at byte 1: unexpected text after the code");

    let message = |body: &str| smsmode::count_delivery_reports(body).unwrap_err().to_string();
    assert_eq!(message("31 | Internal error"), "the request failed with code 31 (internal error)");
    assert_eq!(message("32 | x"), "the request failed with code 32 (authentication error)");
    assert_eq!(message("35 | x"), "the request failed with code 35 (missing or invalid parameter)");
    assert_eq!(message("50 | x"), "the request failed with code 50 (temporarily unavailable)");
    assert_eq!(message("61 | x"), "the request failed with code 61 (unknown message)");
    assert_eq!(message("77 | x"), "the request failed with code 77 (unknown error)");
}

#[test]
fn the_iterator_is_fused_and_can_be_cloned() {
    let mut reports = smsmode::delivery_reports("33600000000 11").unwrap();
    assert_eq!(reports.clone().count(), 1);
    assert!(reports.next().is_some());
    assert_eq!((reports.next(), reports.next()), (None, None));
}

#[test]
fn an_error_is_an_error() {
    fn check<E: std::error::Error + Copy + Eq + std::hash::Hash + Send + Sync + 'static>() {}
    check::<RequestError>();
    check::<smsmode::RecordError>();
    check::<smsmode::RecordErrorKind>();
    check::<smsmode::MessageStatusError>();
    check::<sms_status::smpp::ReceiptError>();
    check::<sms_status::UnknownCode>();
    check::<sms_status::MessageIdError>();
    check::<sms_status::ParseDateTimeError>();
    check::<sms_status::ParseLanguageError>();
    check::<sms_status::ParseNameError>();
    check::<sms_status::ParseStatusError>();
}

proptest! {
    #[test]
    fn any_body_of_tokens_is_read_as_the_naive_way_reads_it(
        tokens in prop::collection::vec(
            prop::sample::select(&[
                "33600000000", "33611111111", "+3361", "11", "0", "3501", "65535", "65536", "99999999999999999999", "x", "é",
                "|", "|", "|", "|", " ", " ", " ", "\n", "\r\n", "\t",
            ]),
            0..80,
        ),
    ) {
        check(&tokens.concat());
    }

    #[test]
    fn bodies_of_many_records_of_all_forms_are_read_as_the_naive_way_reads_them(
        records in prop::collection::vec(("[0-9]{1,20}", "[0-9]{1,6}", "[ ]{1,2}", r" \| |\|| \|\||\| |\|\n|  \| "), 0..60),
    ) {
        let body: String = records.into_iter().map(|(recipient, code, space, end)| recipient + &space + &code + &end).collect();
        check(&body);
    }

    #[test]
    fn one_other_byte_in_a_body_is_read_as_the_naive_way_reads_it(
        records in prop::collection::vec(("[0-9]{7,16}", "[0-9]{1,5}"), 8..20), at in any::<prop::sample::Index>(), byte in 0..128_u8,
    ) {
        let records: Vec<String> = records.into_iter().map(|(recipient, code)| format!("{recipient} {code}")).collect();
        let mut body = records.join(" | ").into_bytes();
        let at = at.index(body.len());
        body[at] = byte;
        check(std::str::from_utf8(&body).unwrap());
    }

    #[test]
    fn any_body_of_bytes_that_matter_is_read_as_the_naive_way_reads_it(body in r"[0-9 |+\n\t\x0b\x0c\r/:x]{0,60}") {
        check(&body);
    }

    #[test]
    fn any_text_is_read_as_the_naive_way_reads_it(body in any::<String>()) {
        check(&body);
    }

    #[test]
    fn what_is_written_is_read(records in prop::collection::vec((1_u64..=999_999_999_999_999, any::<u16>()), 1..50)) {
        let body: Vec<String> = records.iter().map(|(recipient, code)| format!("{recipient} {code}")).collect();
        let body = body.join(" | ");
        let read: Vec<_> = smsmode::delivery_reports(&body).unwrap().map(Result::unwrap).collect();
        prop_assert_eq!(read.iter().map(|r| (r.recipient.parse().unwrap(), r.code)).collect::<Vec<_>>(), records);
    }
}
