//! Rows of tables, found the slow way: every row is compared with a text in its plainest form.
#![allow(clippy::panic, reason = "a test fails by panicking")]

use sms_status::{Mapping, Of, Outcome, Table, Value};

/// The row of a value.
pub fn find(table: &Table, value: &str) -> Option<&'static Mapping> {
    let text = plain(value);
    let is_number = text.chars().all(|digit| digit.is_ascii_digit());
    let number: Option<u32> = if is_number { text.parse().ok() } else { None };
    let exact = table.rows.iter().find(|row| match row.value {
        Value::Word(word) => plain(word) == text,
        Value::Number(it) => number == Some(it),
        Value::Numbers(first, last) => number.is_some_and(|number| number >= first && number <= last),
        Value::Named(it, name) => number == Some(it) || plain(name) == text,
        other => panic!("{other}"),
    });
    exact.or_else(|| table.rows.iter().find(|row| matches!(row.value, Value::Word(word) if fits(word, &text))))
}

/// The row that decides what a word and a cause mean together.
pub fn deciding(tables: &[Table], word: &str, cause: Option<&str>) -> Option<&'static Mapping> {
    use sms_status::DeliveryStatus::{NotDelivered, OtherError, Rejected, Undeliverable};
    let word = find_of(tables, Of::Word, word)?;
    let cause =
        cause.and_then(|cause| find_of(tables, Of::Cause, cause)).filter(|cause| match cause.status.outcome() {
            Outcome::Unknown => true,
            Outcome::Failed => cause.status > word.status,
            _ => false,
        });
    let says_why = ![NotDelivered, OtherError, Rejected, Undeliverable].contains(&word.status);
    if says_why { Some(word) } else { cause.or(Some(word)) }
}

/// The row of a word or a cause. Message centres write a word, `:` or `|`, and more.
pub fn find_of(tables: &[Table], of: Of, value: &str) -> Option<&'static Mapping> {
    let find = |value| tables.iter().filter(|table| table.of == of).find_map(|table| find(table, value));
    find(value).or_else(|| if of == Of::Word { find(&value[..value.find([':', '|'])?]) } else { None })
}

/// The text in lower case, with one space for each run of white space and none around it.
pub fn plain(text: &str) -> String {
    folded(text).trim_matches(' ').to_owned()
}

/// Whether a text in its plainest form is a word that has `…` at an end.
pub fn fits(word: &str, text: &str) -> bool {
    let rest = folded(word.trim_matches('…'));
    match (word.starts_with('…'), word.ends_with('…')) {
        (true, true) => text.contains(&rest),
        (true, false) => text.ends_with(&rest),
        (false, true) => text.starts_with(&rest),
        (false, false) => false,
    }
}

/// The text in lower case, with one space for each run of white space. NUL, which ends a text in SMPP, is white space, too.
fn folded(text: &str) -> String {
    let mut folded = String::new();
    for character in text.chars() {
        if character != '\0' && !character.is_whitespace() {
            folded.extend(character.to_lowercase());
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded
}
