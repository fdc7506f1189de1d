//! A phone number is one key, in whatever way it is written.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use sms_status::{Msisdn, ParseMsisdnError};

#[test]
fn one_number_in_every_way_of_writing() {
    let number = Msisdn::try_from("447700900000").unwrap();
    assert_eq!(number.digits(), 447_700_900_000);
    assert_eq!(number.to_string(), "+447700900000");
    assert_eq!(format!("{number:?}"), "Msisdn(+447700900000)");
    for text in [
        "+447700900000",
        "00447700900000",
        "tel:+447700900000",
        "TEL:+44-7700-900000",
        "+44 7700 900000",
        "+44 (0)7700 900000",
        "+44(0)7700900000",
        "44.7700.900.000",
        "+44/7700/900000",
        " \u{202A}+447700900000\u{202C} ",
        "\u{200E}+44\u{A0}7700\u{A0}900000",
        "\u{FEFF}447700900000",
        "＋447700900000",
        "(+44) 7700 900000",
        "+44\u{2011}7700\u{2011}900000",
    ] {
        assert_eq!(text.parse(), Ok(number), "{text:?}");
    }
}

#[test]
fn what_is_not_one_international_number_is_an_error() {
    for (text, error) in [
        ("", ParseMsisdnError::TooShort { digits: 0 }),
        ("123456", ParseMsisdnError::TooShort { digits: 6 }),
        ("+", ParseMsisdnError::TooShort { digits: 0 }),
        ("0000000", ParseMsisdnError::TrunkZero { offset: 2 }),
        ("07700900000", ParseMsisdnError::TrunkZero { offset: 0 }),
        ("+07700900000", ParseMsisdnError::TrunkZero { offset: 1 }),
        ("000447700900000", ParseMsisdnError::TrunkZero { offset: 2 }),
        ("(0)7700900000", ParseMsisdnError::TrunkZero { offset: 2 }),
        ("1234567890123456", ParseMsisdnError::TooLong),
        ("447700900000;447700900001", ParseMsisdnError::InvalidCharacter { offset: 12, character: ';' }),
        ("447700900000,447700900001", ParseMsisdnError::InvalidCharacter { offset: 12, character: ',' }),
        ("+447700900000;ext=12", ParseMsisdnError::InvalidCharacter { offset: 13, character: ';' }),
        ("+447700900000 x12", ParseMsisdnError::InvalidCharacter { offset: 14, character: 'x' }),
        ("44+7700900000", ParseMsisdnError::InvalidCharacter { offset: 2, character: '+' }),
        ("++447700900000", ParseMsisdnError::InvalidCharacter { offset: 1, character: '+' }),
        ("SENDER", ParseMsisdnError::InvalidCharacter { offset: 0, character: 'S' }),
        ("4477009\u{E9}", ParseMsisdnError::InvalidCharacter { offset: 7, character: '\u{E9}' }),
    ] {
        assert_eq!(text.parse::<Msisdn>(), Err(error), "{text:?}");
    }
    // Two numbers with nothing but a space between them are too long to be one.
    assert_eq!("447700900000 447700900001".parse::<Msisdn>(), Err(ParseMsisdnError::TooLong));
}

#[test]
fn digits_are_a_number_if_there_are_enough_of_them() {
    for (digits, is_number) in [
        (0, false),
        (999_999, false),
        (1_000_000, true),
        (999_999_999_999_999, true),
        (1_000_000_000_000_000, false),
        (u64::MAX, false),
    ] {
        assert_eq!(Msisdn::from_digits(digits).map(Msisdn::digits), is_number.then_some(digits));
    }
}

#[test]
fn the_key_is_small() {
    assert_eq!(size_of::<Option<Msisdn>>(), 8);
}

proptest! {
    #[test]
    fn digits_are_kept_whatever_stands_between_them(
        digits in "[1-9][0-9]{6,14}",
        between in prop::collection::vec(prop::sample::select(vec!["", " ", "-", ".", "/", "\u{A0}", "\u{200F}"]), 15),
        prefix in prop::sample::select(vec!["", "+", "00", "tel:", "tel:+", " +"]),
    ) {
        let spread: String = digits.chars().zip(&between).flat_map(|(digit, mark)| [digit.to_string(), (*mark).to_owned()]).collect();
        let number: Msisdn = format!("{prefix}{spread}").parse().unwrap();
        prop_assert_eq!(number.digits().to_string(), digits.clone());
        prop_assert_eq!(Msisdn::from_digits(number.digits()), Some(number));
        prop_assert_eq!(number.to_string().parse(), Ok(number));
        #[cfg(feature = "serde")]
        {
            let json = serde_json::to_string(&number).unwrap();
            prop_assert_eq!(&json, &format!("\"+{digits}\""));
            prop_assert_eq!(serde_json::from_str::<Msisdn>(&json).unwrap(), number);
        }
    }

    #[test]
    fn a_number_has_the_digits_of_its_text(text in "[+0-9 ().a-]{0,24}") {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if let Ok(number) = text.parse::<Msisdn>() {
            // Only the zeros of `00` and `(0)` are left out.
            let left = digits.trim_start_matches("00").replace('0', "");
            prop_assert_eq!(number.digits().to_string().replace('0', ""), left);
            prop_assert!((7..=15).contains(&number.digits().to_string().len()));
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,40}") {
        let _ = text.parse::<Msisdn>();
    }

    #[test]
    fn the_order_is_that_of_the_digits(a in 1_000_000_u64..1_000_000_000_000_000, b in 1_000_000_u64..1_000_000_000_000_000) {
        let number = |digits: u64| digits.to_string().parse::<Msisdn>().unwrap();
        prop_assert_eq!(number(a).cmp(&number(b)), a.cmp(&b));
    }
}
