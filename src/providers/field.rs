//! The fields of a report, as platforms write them: numbers as text, text as numbers, and empty text for nothing.

use alloc::string::{String, ToString};
use core::str::FromStr;

use serde::{
    Deserialize, Deserializer,
    de::{Error, Unexpected},
};

/// Reads a text or a whole number as text; an empty text and `null` are nothing.
pub(super) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = Option::deserialize(deserializer)?.map(|value| match value {
        Scalar::Text(text) => text,
        Scalar::Unsigned(number) => number.to_string(),
        Scalar::Signed(number) => number.to_string(),
    });
    Ok(text.filter(|text| !text.is_empty()))
}

/// Reads a text or a whole number that has to be there as text.
pub(super) fn word<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    text(deserializer)?.ok_or_else(|| D::Error::invalid_value(Unexpected::Str(""), &"a text that is not empty"))
}

/// Reads a whole number, which may be written as text; an empty text and `null` are nothing.
pub(super) fn number<'de, D: Deserializer<'de>, N: FromStr>(deserializer: D) -> Result<Option<N>, D::Error> {
    let Some(text) = text(deserializer)? else { return Ok(None) };
    match text.parse() {
        Ok(number) => Ok(Some(number)),
        Err(_) => Err(D::Error::invalid_value(Unexpected::Str(&text), &"a code, which is a whole number")),
    }
}

/// Reads a whole number that has to be there, which may be written as text.
pub(super) fn required_number<'de, D: Deserializer<'de>, N: FromStr>(deserializer: D) -> Result<N, D::Error> {
    number(deserializer)?
        .ok_or_else(|| D::Error::invalid_value(Unexpected::Str(""), &"a code, which is a whole number"))
}

/// Reads `true` or `false`, which may be written as text; an empty text and `null` are nothing.
pub(super) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    match Option::deserialize(deserializer)? {
        None => Ok(None),
        Some(Flag::Bool(flag)) => Ok(Some(flag)),
        Some(Flag::Text(text)) if text.is_empty() => Ok(None),
        Some(Flag::Text(text)) if text.eq_ignore_ascii_case("true") => Ok(Some(true)),
        Some(Flag::Text(text)) if text.eq_ignore_ascii_case("false") => Ok(Some(false)),
        Some(Flag::Text(text)) => Err(D::Error::invalid_value(Unexpected::Str(&text), &"`true` or `false`")),
    }
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a text or a whole number")]
enum Scalar {
    Text(String),
    Unsigned(u64),
    Signed(i64),
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected `true` or `false`")]
enum Flag {
    Bool(bool),
    Text(String),
}
