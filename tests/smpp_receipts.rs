//! The texts of SMPP delivery receipts.

use std::io::Write;

use proptest::{option, prelude::*};
use serde::Deserialize;
use sms_status::{
    AddressBookAction, DateTime,
    smpp::{self, Delivery, MessageState, Receipt, ReceiptError, WORDS},
};

#[path = "naive/receipt.rs"]
mod naive;

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
    message_state: Option<u8>,
    status_with: Option<String>,
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
        assert_eq!(receipt.id, case.id.as_deref(), "{case:?}");
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
        let message_state = case.message_state.map(MessageState::from);
        let status_with = Delivery { receipt: Some(receipt), message_state, ..Delivery::default() }.status().name();
        assert_eq!(Some(status_with), case.status_with.as_deref().or(case.status.as_deref()), "{case:?}");
        assert_eq!(Receipt::parse(&receipt.to_string()), Ok(receipt), "{case:?}");
    }
}

#[test]
fn the_file_has_a_case_in_every_line() {
    assert_eq!(cases().len(), include_str!("data/receipts.jsonl").lines().count());
    assert!(cases().len() >= 120);
}

#[test]
fn the_bytes_of_every_receipt_are_read_as_its_text() {
    for case in cases() {
        assert_eq!(Receipt::from_bytes(case.receipt.as_bytes()), Receipt::parse(&case.receipt));
    }
}

#[test]
fn a_value_that_is_not_utf_8_is_left_out() {
    for (bytes, expected) in [
        (&b"id:1 stat:DELIVRD text:d\xE9j\xE0 vu"[..], Ok("id:1 stat:DELIVRD text:d")),
        (b"id:1 stat:DELIVRD text:\xF0\x9F\x91", Ok("id:1 stat:DELIVRD text:")),
        (b"id:1 stat:DELIVRD text:caf\0\0\xC3", Ok("id:1 stat:DELIVRD text:caf")),
        (b"id:1 stat:DELIVRD err:0 \xFF", Ok("id:1 stat:DELIVRD err:0")),
        (b"id:1 stat:DELIVRD err:0\xFF1", Ok("id:1 stat:DELIVRD")),
        (b"id:1 stat:DELIVRD err:0\xFF1 err:2", Ok("id:1 stat:DELIVRD err:2")),
        (b"stat:DELIVRD id:12\xFF34", Ok("stat:DELIVRD")),
        (b"\xE9 id:1 operator:\xE9 stat:DELIVRD", Ok("id:1 stat:DELIVRD")),
        (b"id:1 done date:22\xFF submit date:2204152009 stat:DELIVRD", Ok("id:1 submit date:2204152009 stat:DELIVRD")),
        (b"id:1 stat:DELIV\xFFRD", Err(ReceiptError::MissingStat)),
        (b"id:1 stat:DELIVERED \xE0 CARRIER", Err(ReceiptError::MissingStat)),
        (b"id:1 text:\xFF stat:DELIVRD", Err(ReceiptError::MissingStat)),
        (b"\xFFid:1", Err(ReceiptError::MissingStat)),
        (b"id:1", Err(ReceiptError::MissingStat)),
    ] {
        let read = Receipt::from_bytes(bytes).map(|receipt| receipt.to_string());
        assert_eq!(read, expected.map(str::to_owned), "{}", bytes.escape_ascii());
    }
}

#[test]
fn utf_16_is_recognised_by_its_bytes() {
    for case in cases().iter().filter(|case| case.error.is_none()) {
        let text = case.receipt.trim_start_matches(['\0', '\u{FEFF}']);
        for mark in ["", "\u{FEFF}"] {
            for unit in [u16::to_be_bytes, u16::to_le_bytes] {
                let bytes: Vec<u8> = mark.encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect();
                assert_eq!(Receipt::from_bytes(&bytes), Err(ReceiptError::Utf16), "{case:?}");
                #[cfg(feature = "alloc")]
                for cut in [&bytes[..], &[&bytes[..], b"\0"].concat()] {
                    assert_eq!(sms_status::smpp::decode_text(cut), format!("{mark}{text}"));
                    assert_eq!(Receipt::parse(&sms_status::smpp::decode_text(cut)), Receipt::parse(text));
                }
            }
        }
        // The text of this one has a € of GSM 03.38.
        #[cfg(feature = "alloc")]
        assert_eq!(smpp::decode_text(case.receipt.as_bytes()), case.receipt.replace("H\x1Bello", "H€llo"));
    }
    let error = "the text is in UTF-16, and has to be decoded first";
    assert_eq!(Receipt::parse("\0i\0d\0:\0a").unwrap_err().to_string(), error);
    for text in
        ["\0id:1 stat:DELIVRD", "\0i\0d\0: stat:DELIVRD", "i\0d\0:\0 stat:DELIVRD", "\0\0\0\0\0\0\0\0stat:DELIVRD"]
    {
        assert!(Receipt::parse(text).is_ok(), "{text:?}");
    }
}

#[cfg(feature = "alloc")]
#[test]
fn what_cannot_be_decoded_is_replaced() {
    use sms_status::smpp::decode_text;

    assert_eq!(decode_text(b"id:1 stat:DELIVRD text:d\xE9j\xE0 vu"), "id:1 stat:DELIVRD text:d\u{FFFD}j\u{FFFD} vu");
    assert_eq!(decode_text(b"\xFE\xFF\0a\xD8\x3D\0b"), "\u{FEFF}a\u{FFFD}b");
    assert_eq!(decode_text(b"\xFF\xFEa\0\x3D\xD8\x4D\xDC"), "\u{FEFF}a\u{1F44D}");
    assert_eq!(decode_text(b""), "");
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

/// A value of words of which none is a key.
fn phrase() -> impl Strategy<Value = String> {
    "[!-~é]{1,14}( {1,2}[!-9;-~é]{1,9}){0,3}( x:[!-~]{0,3})?"
}

/// The fields of a receipt as texts, each with its key, in the order of the standard.
fn fields() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let optional = || option::of(word());
    (optional(), optional(), optional(), option::of(phrase()), option::of(phrase()), phrase(), optional()).prop_map(
        |(id, sub, dlvrd, submit, done, stat, err)| {
            let fields = [
                ("id", id),
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

/// A text of what receipts are made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    "((ID|id|sub|dlvrd|stat|Err|text|submit|done|submit date|DONE DATE|date|IMSI|a_1|1a|é|DELIVRD|2204152009|[|:,\u{FEFF}])\
      (:|: | |  |\0|\n)?){0,16}"
}

/// The fields of a receipt as the naive twin has them.
fn fields_of<'a>(receipt: &Receipt<'a>) -> Vec<(&'static str, Option<&'a str>)> {
    vec![
        ("id", receipt.id),
        ("sub", receipt.sub),
        ("dlvrd", receipt.dlvrd),
        ("submit date", receipt.submit_date),
        ("done date", receipt.done_date),
        ("stat", Some(receipt.stat)),
        ("err", receipt.err),
        ("text", receipt.text),
    ]
}

proptest! {
    #[test]
    fn any_text_is_read_as_the_naive_way_reads_it(text in prop_oneof![4 => pieces(), 1 => fields().prop_map(|fields| text_of(&fields, None))]) {
        let expected = naive::fields(&text);
        let of_key = |key| expected.iter().find(|(known, _)| *known == key).map(|(_, value)| value.as_str());
        match Receipt::parse(&text) {
            Ok(receipt) => {
                for (key, value) in fields_of(&receipt) {
                    prop_assert_eq!(value, of_key(key), "{:?}: {}", text, key);
                }
                let printed = receipt.to_string();
                prop_assert_eq!(Receipt::parse(&printed), Ok(receipt), "{:?}", text);
            }
            Err(ReceiptError::MissingStat) => prop_assert_eq!(of_key("stat"), None, "{:?}", text),
            Err(error) => prop_assert!(error == ReceiptError::Utf16 && text.contains('\0'), "{:?}", text),
        }
    }

    #[test]
    fn a_phrase_that_begins_with_a_known_word_is_not_that_word(
        row in prop::sample::select(WORDS.rows),
        // No key of a receipt ends in `X`.
        more in "[A-Z]{1,9}( [A-Z]{1,9}){0,2}(X: [a-z|]{0,9})?",
    ) {
        let phrase = format!("{} {more}", row.value);
        let is_known = |phrase: &str| WORDS.rows.iter().any(|row| row.value.to_string() == phrase);
        prop_assume!(!is_known(phrase.split(':').next().unwrap()));
        let text = format!("id:1 stat:{phrase} err:000");
        let receipt = Receipt::parse(&text).unwrap();
        prop_assert_eq!((receipt.stat, receipt.status().name()), (phrase.trim_end(), "undefined"));
        prop_assert_eq!(smpp::find(&phrase), None);
    }

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
    fn order_case_and_white_space_do_not_matter(
        (fields, shuffled) in fields().prop_flat_map(|fields| (Just(fields.clone()), Just(fields).prop_shuffle())),
        spaces in prop::collection::vec("[ \t\r\n\0]{1,3}", 7),
        mark in "\u{FEFF}?",
        capitals: bool,
        close: bool,
    ) {
        let canonical = text_of(&fields, None);
        let fields = shuffled.iter().zip(&spaces).map(|((key, value), space)| {
            let key = if capitals { key.to_uppercase() } else { (*key).to_owned() };
            let key = key.replace(' ', if close { "" } else { space });
            format!("{space}{key}:{value}{space}")
        });
        let text = fields.chain(["\0".to_owned()]).collect::<String>();
        let text = format!("{mark}{text}");
        prop_assert_eq!(Receipt::parse(&text), Receipt::parse(&canonical));
    }

    #[test]
    fn no_text_and_no_bytes_panic(text in "(id:|stat:|err:|(submit|done) date:|text:|[0-9]{9,17}|[ \0+.,é]|\\PC){0,24}") {
        if let Ok(receipt) = Receipt::parse(&text) {
            prop_assert_ne!(receipt.status().action(), AddressBookAction::Remove);
            prop_assert!(receipt.id != Some("") && !receipt.stat.is_empty());
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
    fn every_date_is_read_in_every_form(
        (short_year, month, day) in (0..=99_u8, 1..=12_u8, 1..=28_u8),
        (hour, minute, second) in (0..24_u8, 0..60_u8, 0..60_u8),
        fraction in "|[.,][0-9]{0,6}",
        sign in "|[+-]",
    ) {
        let year = u16::from(short_year) + if short_year < 70 { 2000 } else { 1900 };
        prop_assume!((year, month, day) != (1970, 1, 1));
        let rest = format!("{month:02}{day:02}{hour:02}{minute:02}");
        let (exact, full_minute) = (
            DateTime::new(year, month, day, hour, minute, second),
            DateTime::new(year, month, day, hour, minute, 0),
        );
        for (date, expected) in [
            (format!("{short_year:02}{rest}"), full_minute),
            (format!("{short_year:02}{rest}{second:02}"), exact),
            (format!("{short_year:02}{rest}{second:02}9"), exact),
            (format!("{short_year:02}{rest}{second:02}912"), exact),
            (format!("{year}{rest}{second:02}"), exact),
            (format!("{year}{rest}{second:02}123"), exact),
            (format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"), exact),
            (format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"), exact),
        ] {
            let text = format!("id:1 submit date:{date}{fraction}{sign} stat:DELIVRD done date:{date}{fraction}{sign}");
            let receipt = Receipt::parse(&text).unwrap();
            prop_assert_eq!((receipt.submitted_at(), receipt.done_at()), (expected, expected), "{}", text);
        }
        // The month of the short reading is the second half of the year.
        let text = format!("id:1 stat:DELIVRD done date:{year}{rest}{fraction}{sign}");
        let read = Receipt::parse(&text).unwrap().done_at();
        let of_short_year = DateTime::new(year / 100 + 2000, short_year, month, day, hour, minute);
        prop_assert_eq!(read, of_short_year.or(full_minute), "{}", text);
    }

    #[test]
    fn zeros_and_unix_time_0_are_no_date(
        zeros in "0{1,17}",
        (hour, minute, second) in (0..24_u8, 0..60_u8, 0..60_u8),
        day in prop::sample::select(&["1970-01-01", "1969-12-31"][..]),
    ) {
        let time = format!("{hour:02}:{minute:02}:{second:02}");
        let digits = format!("{day}{time}").replace(['-', ':'], "");
        for date in [&zeros, &digits[..12], &digits, &digits[2..12], &digits[2..], &format!("{day} {time}"), "0000-00-00 00:00:00"] {
            let text = format!("id:1 stat:DELIVRD done date:{date}");
            let receipt = Receipt::parse(&text).unwrap();
            prop_assert_eq!((receipt.done_date, receipt.done_at()), (Some(date), None));
        }
    }
}

/// A line is read as its receipt is, also where the message in it looks like a form.
#[cfg(feature = "read")]
#[test]
fn every_line_is_read_by_the_platform_as_the_receipt_is() {
    use sms_status::{Platform, ReadErrorKind, ReportTime};

    let cases: Vec<_> = cases().into_iter().filter(|case| !case.receipt.contains(['\n', '\r', '{', '<'])).collect();
    let receipts = cases.iter().filter(|case| case.error.is_none());
    let with_form = receipts.map(|case| format!("{} text:a=b&stat=READ", case.receipt));
    for text in cases.iter().map(|case| case.receipt.clone()).chain(with_form) {
        let mut reports = Platform::Smpp.read(text.as_bytes()).map(IntoIterator::into_iter).into_iter().flatten();
        let first = reports.next();
        let Ok(receipt) = Receipt::parse(&text) else {
            assert!(first.is_none_or(|it| it.is_err_and(|error| error.kind == ReadErrorKind::NoWord)), "{text:?}");
            continue;
        };
        let report = first.unwrap().unwrap();
        assert_eq!((report.status, &*report.word), (receipt.status(), receipt.stat), "{text:?}");
        assert_eq!(report.known, smpp::find(receipt.stat).is_some(), "{text:?}");
        assert_eq!((report.message_id.as_deref(), report.cause.as_deref()), (receipt.id, receipt.err), "{text:?}");
        assert_eq!(report.reported_at, receipt.done_at().map(|date| ReportTime::new(date, None)), "{text:?}");
        assert!(reports.next().is_none());
    }
}
