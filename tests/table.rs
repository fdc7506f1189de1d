//! The one look-up of every table agrees with a naive reader of it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "naive/table.rs"]
mod naive;

use proptest::prelude::*;
use sms_status::{Platform, Table, Value};

fn tables() -> Vec<Table> {
    Platform::VARIANTS.iter().flat_map(|platform| platform.tables()).copied().collect()
}

/// Texts near to those of the tables, and others.
fn text() -> impl Strategy<Value = String> {
    let words: Vec<String> = tables().iter().flat_map(|table| table.rows).map(|row| row.value.to_string()).collect();
    let word = prop::sample::select(words);
    prop_oneof![
        word.clone(),
        (word.clone(), "[ \t0a]{0,2}").prop_map(|(word, more)| word + &more),
        ("[ \t0A]{0,2}", word.clone()).prop_map(|(more, word)| more + &word),
        word.clone().prop_map(|word| word.replace(' ', " \t ").to_uppercase()),
        word.clone().prop_map(|word| word.chars().skip(1).collect()),
        word.clone().prop_map(|word| word.replace(['…', '–'], "9")),
        word.clone().prop_map(|word| word.replace('…', "x  y").to_uppercase()),
        // The sign of the unit kelvin is a k, too.
        word.prop_map(|word| word.replace('…', " ").replace('k', "\u{212A}")),
        "0{0,12}[0-9]{0,12}",
        "[-+]?[0-9]{1,6}",
        "[\\PC\0]{0,12}",
        "[A-Z _]{0,12}",
    ]
}

proptest! {
    #[test]
    fn a_table_finds_what_a_naive_reader_finds(text in text()) {
        for table in tables() {
            prop_assert_eq!(table.find(&text), naive::find(&table, &text), "{} {:?}", table.field, text);
        }
    }
}

proptest! {
    #[test]
    fn a_word_and_a_cause_decide_as_a_naive_reader_says(word in text(), cause in prop::option::of(text())) {
        for &platform in Platform::VARIANTS {
            let row = naive::deciding(platform.tables(), &word, cause.as_deref());
            prop_assert_eq!(platform.find(&word, cause.as_deref()), row, "{} {:?} {:?}", platform, word, cause);
        }
    }
}

#[test]
fn every_number_of_16_bits_is_found_where_it_is_written() {
    for table in tables() {
        let has = |value: Value, number: u32, text: &str| match value {
            Value::Word(word) => word == text,
            Value::Number(it) | Value::Named(it, _) => it == number,
            Value::Numbers(first, last) => (first..=last).contains(&number),
            other => panic!("{other}"),
        };
        // A word with `…` in it may fit any number. The naive reader above is for those.
        if table.rows.iter().any(|row| row.value.to_string().contains('…')) {
            continue;
        }
        // A table of words has no number, so a few are enough.
        let has_numbers =
            table.rows.iter().any(|row| row.value.to_string().starts_with(|first: char| first.is_ascii_digit()));
        for number in (0..=u32::from(u16::MAX)).step_by(if has_numbers { 1 } else { 251 }) {
            let text = number.to_string();
            let row = table.rows.iter().find(|row| has(row.value, number, &text));
            assert_eq!(table.find(&text), row, "{} {text}", table.field);
        }
    }
}

#[test]
fn a_value_prints_as_its_document_writes_it() {
    for (value, text) in [
        (Value::Word("TEXT_…"), "TEXT_…"),
        (Value::Number(7), "7"),
        (Value::Numbers(30020, 30021), "30020–30021"),
        (Value::Named(9, "NOT_DELIVERED"), "9 NOT_DELIVERED"),
    ] {
        assert_eq!(value.to_string(), text);
    }
}

#[test]
fn no_name_of_a_number_is_a_number() {
    for row in tables().iter().flat_map(|table| table.rows) {
        if let Value::Named(_, name) = row.value {
            assert!(name.parse::<u32>().is_err(), "{name}");
        }
    }
}
