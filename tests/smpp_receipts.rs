//! The texts of SMPP delivery receipts.

use std::io::Write;

use proptest::{option, prelude::*};
use serde::Deserialize;
use sms_status::{
    AddressBookAction, DateTime,
    smpp::{Receipt, ReceiptError},
};

/// A line of the file of receipts: a text, and what is to be read from it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    receipt: String,
    id: Option<String>,
    stat: Option<String>,
    sub: Option<String>,
    dlvrd: Option<String>,
    submit_date: Option<String>,
    submitted_at: Option<String>,
    done_date: Option<String>,
    done_at: Option<String>,
    err: Option<String>,
    text: Option<String>,
    status: Option<String>,
    error: Option<String>,
}

fn cases() -> Vec<Case> {
    include_str!("data/receipts.jsonl").lines().flat_map(serde_json::from_str).collect()
}

#[test]
fn every_receipt_of_the_file_is_read_as_expected() {
    for case in cases() {
        let receipt = match Receipt::parse(&case.receipt) {
            Ok(receipt) => receipt,
            Err(error) => {
                assert_eq!(Some(error.to_string()), case.error, "{case:?}");
                continue;
            }
        };
        let date = |date: Option<DateTime>| date.map(|date| date.to_string());
        assert_eq!(None, case.error, "{case:?}");
        assert_eq!(Some(receipt.id), case.id.as_deref(), "{case:?}");
        assert_eq!(Some(receipt.stat), case.stat.as_deref(), "{case:?}");
        assert_eq!(receipt.sub, case.sub.as_deref(), "{case:?}");
        assert_eq!(receipt.dlvrd, case.dlvrd.as_deref(), "{case:?}");
        assert_eq!(receipt.submit_date, case.submit_date.as_deref(), "{case:?}");
        assert_eq!(date(receipt.submitted_at()), case.submitted_at, "{case:?}");
        assert_eq!(receipt.done_date, case.done_date.as_deref(), "{case:?}");
        assert_eq!(date(receipt.done_at()), case.done_at, "{case:?}");
        assert_eq!(receipt.err, case.err.as_deref(), "{case:?}");
        assert_eq!(receipt.text, case.text.as_deref(), "{case:?}");
        assert_eq!(Some(receipt.status().name()), case.status.as_deref(), "{case:?}");
        assert_eq!(Receipt::parse(&receipt.to_string()), Ok(receipt), "{case:?}");
    }
}

#[test]
fn the_file_has_a_case_in_every_line() {
    assert_eq!(cases().len(), include_str!("data/receipts.jsonl").lines().count());
    assert!(cases().len() >= 60);
}

#[test]
fn the_bytes_of_every_receipt_are_read_as_its_text() {
    for case in cases() {
        assert_eq!(Receipt::from_bytes(case.receipt.as_bytes()), Receipt::parse(&case.receipt));
    }
}

#[test]
fn bytes_are_read_up_to_the_first_that_is_no_text() {
    for (bytes, expected) in [
        (&b"id:1 stat:DELIVRD text:d\xE9j\xE0 vu"[..], Ok("id:1 stat:DELIVRD text:d")),
        (b"id:1 stat:DELIVRD text:\xF0\x9F\x91", Ok("id:1 stat:DELIVRD text:")),
        (b"id:1 stat:DELIVRD err:0 \xFF", Ok("id:1 stat:DELIVRD err:0")),
        (b"id:1 stat:DELIVRD err:0\xFF1", Ok("id:1 stat:DELIVRD")),
        (b"id:1 stat:DELIV\xFFRD", Err(ReceiptError::MissingStat)),
        (b"stat:DELIVRD id:12\xFF34", Err(ReceiptError::MissingId)),
        (b"id:1 text:\xFF stat:DELIVRD", Err(ReceiptError::MissingStat)),
        (b"\xFFid:1 stat:DELIVRD", Err(ReceiptError::MissingId)),
        (b"id:1\xFF", Err(ReceiptError::MissingId)),
        (b"id:1", Err(ReceiptError::MissingStat)),
    ] {
        let read = Receipt::from_bytes(bytes).map(|receipt| receipt.to_string());
        assert_eq!(read, expected.map(str::to_owned), "{}", bytes.escape_ascii());
    }
}

#[test]
fn a_receipt_that_does_not_fit_is_an_error() {
    for case in cases() {
        let Ok(receipt) = Receipt::parse(&case.receipt) else { continue };
        let mut bytes = vec![0; receipt.to_string().len()];
        assert!(write!(&mut bytes[..], "{receipt}").is_ok());
        for size in 0..bytes.len() {
            assert!(write!(&mut bytes[..size], "{receipt}").is_err(), "{receipt} in {size} bytes");
        }
    }
}

/// A value that is one word.
fn word() -> impl Strategy<Value = String> {
    "[!-~éß👍]{1,14}"
}

/// The fields of a receipt as texts, each with its key, in the order of the standard.
fn fields() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let optional = || option::of(word());
    (word(), optional(), optional(), optional(), optional(), word(), optional()).prop_map(
        |(id, sub, dlvrd, submit, done, stat, err)| {
            let fields = [
                ("id", Some(id)),
                ("sub", sub),
                ("dlvrd", dlvrd),
                ("submit date", submit),
                ("done date", done),
                ("stat", Some(stat)),
                ("err", err),
            ];
            fields.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
        },
    )
}

fn text_of(fields: &[(&str, String)], text: Option<&String>) -> String {
    let fields = fields.iter().map(|(key, value)| format!("{key}:{value}"));
    fields.chain(text.map(|text| format!("text:{text}"))).collect::<Vec<_>>().join(" ")
}

proptest! {
    #[test]
    fn a_receipt_is_printed_in_the_form_that_it_is_read_from(
        fields in fields(),
        text in option::of("[^\0]{0,20}"),
    ) {
        let canonical = text_of(&fields, text.as_ref());
        let receipt = Receipt::parse(&canonical).unwrap();
        prop_assert_eq!(receipt.to_string(), &canonical[..]);
        prop_assert_eq!(receipt.text, text.as_deref());
    }

    #[test]
    fn order_case_white_space_and_foreign_words_do_not_matter(
        (fields, shuffled) in fields().prop_flat_map(|fields| (Just(fields.clone()), Just(fields).prop_shuffle())),
        spaces in prop::collection::vec("[ \t\r\n\0]{1,3}", 7),
        foreign in "[a-z]{1,8} |[a-z]{9}:[a-z0-9]* |",
        capitals: bool,
        close: bool,
    ) {
        let canonical = text_of(&fields, None);
        let fields = shuffled.iter().zip(&spaces).map(|((key, value), space)| {
            let key = if capitals { key.to_uppercase() } else { (*key).to_owned() };
            let key = key.replace(' ', if close { "" } else { space });
            format!("{space}{foreign}{key}:{value}{space}")
        });
        let text = fields.chain(["\0".to_owned()]).collect::<String>();
        prop_assert_eq!(Receipt::parse(&text), Receipt::parse(&canonical));
    }

    #[test]
    fn no_text_and_no_bytes_panic(text in "(id:|stat:|err:|(submit|done) date:|text:|[0-9]{9,17}|[ \0+.,é]|\\PC){0,24}") {
        if let Ok(receipt) = Receipt::parse(&text) {
            prop_assert_ne!(receipt.status().action(), AddressBookAction::Remove);
            prop_assert!(!receipt.id.is_empty() && !receipt.stat.is_empty());
            let printed = receipt.to_string();
            prop_assert_eq!(Receipt::parse(&printed), Ok(receipt));
            let _ = (receipt.submitted_at(), receipt.done_at());
        }
        for end in 0..text.len() {
            let _ = Receipt::from_bytes(&text.as_bytes()[..end]);
        }
    }

    #[test]
    fn no_arbitrary_bytes_panic(bytes: Vec<u8>) {
        let _ = Receipt::from_bytes(&bytes);
    }

    #[test]
    fn every_date_is_read_at_every_length(
        (short_year, month, day) in (0..=99_u8, 1..=12_u8, 1..=28_u8),
        (hour, minute, second) in (0..24_u8, 0..60_u8, 0..60_u8),
        fraction in "|[.,][0-9]{0,6}",
        sign in "|[+-]",
    ) {
        let year = 2000 + u16::from(short_year);
        let rest = format!("{month:02}{day:02}{hour:02}{minute:02}");
        let (exact, full_minute) = (
            DateTime::new(year, month, day, hour, minute, second),
            DateTime::new(year, month, day, hour, minute, 0),
        );
        for (digits, expected) in [
            (format!("{short_year:02}{rest}"), full_minute),
            (format!("{short_year:02}{rest}{second:02}"), exact),
            (format!("{short_year:02}{rest}{second:02}9"), exact),
            (format!("{short_year:02}{rest}{second:02}912"), exact),
            (format!("{year}{rest}{second:02}"), exact),
            (format!("{year}{rest}{second:02}123"), exact),
        ] {
            let text = format!("id:1 stat:DELIVRD done date:{digits}{fraction}{sign}");
            prop_assert_eq!(Receipt::parse(&text).unwrap().done_at(), expected, "{}", text);
        }
        // The month of the short reading is the second half of the year.
        let text = format!("id:1 stat:DELIVRD done date:{year}{rest}{fraction}{sign}");
        let read = Receipt::parse(&text).unwrap().done_at();
        let of_short_year = DateTime::new(2020, short_year, month, day, hour, minute);
        prop_assert_eq!(read, of_short_year.or(full_minute), "{}", text);
    }
}
