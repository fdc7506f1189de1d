use phonenumber::country;
use proptest::prelude::*;

use crate::number::E164;

#[track_caller]
fn reads(text: &str, region: Option<country::Id>, expected: Option<&str>) {
    let number = E164::read(text, region).map(|number| number.to_string());
    assert_eq!(number.as_deref(), expected, "{text:?} in {region:?}");
}

#[test]
fn every_spelling_is_the_same_number() {
    for text in [
        "+33 6 39 98 00 01",
        "+33639980001",
        "+33 (0)6 39 98 00 01",
        "(+33) 6 39 98 00 01",
        "0033639980001",
        "0033 6 39 98 00 01",
        "33639980001",
        "06 39 98 00 01",
        "06.39.98.00.01",
        "06-39-98-00-01",
        "06/39/98/00/01",
        "0639980001",
        "06\u{A0}39\u{A0}98\u{A0}00\u{A0}01",
        "639980001",
        " '+33639980001 ",
        "tel:+33-6-39-98-00-01",
        "06 39 98 00 01 ext. 12",
    ] {
        reads(text, Some(country::FR), Some("+33639980001"));
    }
}

#[test]
fn the_region_is_that_of_national_numbers_only() {
    reads("06 39 98 00 01", None, None);
    reads("+33 6 39 98 00 01", None, Some("+33639980001"));
    reads("+33 6 39 98 00 01", Some(country::GB), Some("+33639980001"));
    reads("07700 900123", Some(country::GB), Some("+447700900123"));
    reads("07700 900123", Some(country::FR), None);
    // The zero belongs to the Italian number, and not to the French one.
    reads("+39 06 1234 5678", Some(country::FR), Some("+390612345678"));
}

#[test]
fn what_is_no_number_or_more_than_one_is_refused() {
    for text in [
        "",
        "-",
        "n/a",
        "à rappeler",
        "12",
        "06 39 98 00",
        "+33 6 39 98 00 0",
        "06 39 98 00 01 / 06 39 98 00 02",
        "06 39 98 00 01 ou 06 39 98 00 02",
        "0639980001 0639980002",
        "06 39 98 00 01/02",
        "06 39 98 00 01 (Marie)",
        "639980001.0",
        "6.3998E+08",
        "+999 639980001",
        "exemple0639@example.org",
    ] {
        reads(text, Some(country::FR), None);
    }
}

#[test]
fn recipients_are_international_numbers_with_or_without_plus() {
    for text in ["33639980001", "+33639980001", "0033639980001", "0639980001"] {
        let number = E164::read_recipient(text, Some(country::FR));
        assert_eq!(number, E164::read("+33639980001", None), "{text:?}");
    }
    assert_eq!(E164::read_recipient("15550", Some(country::FR)), None);
}

proptest! {
    #[test]
    fn no_text_panics(text in any::<String>(), digits in "[+0-9 ().;=/a-z-]{0,24}") {
        for text in [text, digits] {
            for region in [None, Some(country::FR), Some(country::US)] {
                // A number that was read is read again from how it is written.
                if let Some(number) = E164::read(&text, region) {
                    prop_assert_eq!(E164::read(&number.to_string(), None), Some(number));
                }
            }
        }
    }
}
