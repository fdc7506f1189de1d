//! Reading statuses and languages from text.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use sms_status::{DeliveryStatus, Language};
use unicode_normalization::UnicodeNormalization;

#[path = "naive/status_text.rs"]
mod naive;

use naive::{oracle, spellings, without_accents};

#[test]
fn every_spelling_reads_as_its_status_in_every_form() {
    for (spelling, status) in spellings() {
        let forms = [
            spelling.to_owned(),
            spelling.to_uppercase(),
            spelling.to_lowercase(),
            without_accents(spelling),
            without_accents(spelling).to_uppercase(),
            spelling.nfd().collect(),
            spelling.to_uppercase().nfd().collect(),
            spelling.replace('-', "–"),
            format!("  {spelling}\r\n"),
            format!("\u{a0}{}\t", spelling.to_uppercase()),
        ];
        for form in forms {
            assert_eq!(form.parse(), Ok(status), "{form:?}");
            assert_eq!(DeliveryStatus::try_from(form.as_str()), Ok(status), "{form:?}");
        }
    }
}

#[test]
fn every_french_accent_may_be_there_or_not() {
    for (spelling, status) in spellings() {
        for accented in "àâäçéèêëîïôöùûü".chars() {
            let plain = without_accents(&accented.to_string());
            let text = without_accents(spelling).to_lowercase().replace(&plain, &accented.to_string());
            for form in [text.to_uppercase(), text] {
                assert_eq!(form.parse(), Ok(status), "{form:?}");
            }
        }
    }
}

#[test]
fn no_spelling_belongs_to_two_statuses() {
    for (spelling, status) in spellings() {
        assert_eq!(oracle(spelling), Some(status), "{spelling:?}");
    }
}

#[test]
fn a_text_that_is_nearly_a_spelling_is_refused() {
    for (spelling, _) in spellings() {
        for (at, _) in spelling.char_indices() {
            for text in [
                spelling[..at].to_owned(),
                format!("{}x{}", &spelling[..at], &spelling[at..]),
                format!("{}  {}", &spelling[..at], &spelling[at..]),
            ] {
                assert_eq!(text.parse::<DeliveryStatus>().ok(), oracle(&text), "{text:?}");
            }
        }
    }
    for text in ["", " ", "11", "DELIVRD", "received.", "Reçu le 3", "permanent-absence-error", "\0received"] {
        assert!(text.parse::<DeliveryStatus>().is_err(), "{text:?}");
    }
}

#[test]
fn the_error_says_what_was_expected() {
    let error = "teleported".parse::<DeliveryStatus>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "unknown delivery status: expected a name such as `received` or a label in English or French"
    );
}

#[test]
fn languages_read_from_tags_and_locales() {
    let english = ["en", "EN", "en-GB", "en_US", "en_US.UTF-8", "en-Latn-US", "en.UTF-8", "en@euro", " en "];
    let french = ["fr", "Fr", "fr-FR", "fr_FR.UTF-8", "fr_CA", "fr-CH", "fr_BE@euro"];
    for (tags, language) in [(english.as_slice(), Language::English), (&french, Language::French)] {
        for tag in tags {
            assert_eq!(tag.parse(), Ok(language), "{tag}");
            assert_eq!(Language::try_from(*tag), Ok(language), "{tag}");
        }
    }
    // `qaa` will never be a language (ISO 639-2 reserves it for local use).
    for tag in ["", "C", "POSIX", "qaa", "e", "eng", "french", "-fr", "_", "f r", "fry"] {
        assert!(tag.parse::<Language>().is_err(), "{tag}");
    }
    assert_eq!(
        "qaa_FR".parse::<Language>().unwrap_err().to_string(),
        "unknown language: expected a tag such as `en` or `fr-FR`"
    );
}

proptest! {
    #[test]
    fn words_of_spellings_in_any_order_read_as_the_naive_way_reads_them(
        words in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(&[" ", "_", "-", "–", ""])), 1..5),
    ) {
        let known: Vec<&str> = spellings().iter().flat_map(|(spelling, _)| spelling.split([' ', '_', '-'])).collect();
        let mut text = String::new();
        for (choice, separator) in words {
            text.push_str(known[choice.index(known.len())]);
            text.push_str(separator);
        }
        prop_assert_eq!(text.parse::<DeliveryStatus>().ok(), oracle(&text));
    }

    #[test]
    fn a_spelling_with_random_case_and_space_reads_as_its_status(
        choice in any::<prop::sample::Index>(), upper in any::<u64>(), before in "[ \t\r\n]{0,3}", after in "[ \t\r\n]{0,3}",
    ) {
        let spellings = spellings();
        let (spelling, status) = spellings[choice.index(spellings.len())];
        let mut text = before;
        for (at, character) in spelling.chars().enumerate() {
            if upper >> (at % 64) & 1 == 1 {
                text.extend(character.to_uppercase());
            } else {
                text.push(character);
            }
        }
        prop_assert_eq!((text + &after).parse(), Ok(status));
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        prop_assert_eq!(text.parse::<DeliveryStatus>(), DeliveryStatus::try_from(text.as_str()));
        prop_assert_eq!(text.parse::<Language>(), Language::try_from(text.as_str()));
    }
}
