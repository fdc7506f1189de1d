//! What the fuzz targets share: the naive twins of the tests, and how bytes become text and JSON.

#[path = "../../tests/naive/delivery_reports.rs"]
pub mod delivery_reports;
#[path = "../../tests/naive/receipt.rs"]
pub mod receipt;
#[path = "../../tests/naive/status_text.rs"]
pub mod status_text;

use std::fmt::Debug;

use serde::{Serialize, de::DeserializeOwned};

/// The text of these bytes, with a replacement character for what is none.
#[must_use]
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Panics unless a value is read as the same from what is written of it, in JSON and in a binary format.
#[track_caller]
pub fn check_round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), value, "{json}");
    let binary = postcard::to_stdvec(value).unwrap();
    assert_eq!(&postcard::from_bytes::<T>(&binary).unwrap(), value, "{json}");
}
