//! What the fuzz targets share: the naive twins of the tests, how bytes become a platform, text and JSON, and seeds.

#[path = "../../tests/naive/delivery_reports.rs"]
pub mod delivery_reports;
#[path = "../../tests/naive/receipt.rs"]
pub mod receipt;
pub mod requests;
#[path = "../../tests/naive/status_text.rs"]
pub mod status_text;
#[path = "../../tests/naive/table.rs"]
pub mod table;

use std::{fmt::Debug, fs};

use serde::{Serialize, de::DeserializeOwned};
use sms_status::Platform;

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

/// The platform that the first byte picks, and the other bytes.
#[must_use]
pub fn pick(bytes: &[u8]) -> Option<(Platform, &[u8])> {
    let (&byte, rest) = bytes.split_first()?;
    Some((Platform::VARIANTS[usize::from(byte) % Platform::COUNT], rest))
}

/// The texts that `of` has for each platform, with the byte that picks it.
pub fn each_platform(of: impl Fn(Platform) -> Vec<String>) -> Vec<Vec<u8>> {
    let picked = |(byte, &platform)| of(platform).into_iter().map(move |text| [&[byte], text.as_bytes()].concat());
    (0..).zip(Platform::VARIANTS).flat_map(picked).collect()
}

/// Adds seeds to the corpus of a target. Call it when the target starts.
pub fn write_seeds(target: &str, seeds: Vec<Vec<u8>>) {
    let folder = format!("{}/corpus/{target}", env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(&folder).unwrap();
    for (number, seed) in seeds.iter().enumerate() {
        fs::write(format!("{folder}/seed-{number}"), seed).unwrap();
    }
}
