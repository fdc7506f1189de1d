//! A word and a cause of any platform: a byte that picks the platform, the word up to the first line end, and the cause after it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sms_status::{DeliveryStatus, Platform};
use sms_status_fuzz::{each_platform, pick, table, text, write_seeds};

fuzz_target!(init: write_seeds("platform_status", seeds()), |bytes: &[u8]| {
    let Some((platform, text)) = pick(bytes).map(|(platform, rest)| (platform, text(rest))) else { return };
    let (word, cause) = text.split_once('\n').map_or((text.as_str(), None), |(word, cause)| (word, Some(cause)));
    let row = platform.find(word, cause);
    assert_eq!(row, table::deciding(platform.tables(), word, cause), "{platform} {word:?} {cause:?}");
    let status = row.map_or(DeliveryStatus::Undefined, |row| row.status);
    assert_eq!(platform.status(word, cause), status, "{platform} {word:?} {cause:?}");
    for table in platform.tables() {
        assert_eq!(table.find(&text), table::find(table, &text), "{platform} {} {text:?}", table.field);
    }

    let named = Platform::VARIANTS.iter().copied().find(|platform| platform.name() == text);
    assert_eq!(Platform::from_name(&text), named);
    let letters = |text: &str| -> Vec<char> {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let has_name = |platform: &&Platform| {
        let names = [platform.name(), platform.label()].into_iter().chain(platform.other_names().iter().copied());
        names.map(letters).any(|name| name == letters(&text))
    };
    assert_eq!(text.parse().ok(), Platform::VARIANTS.iter().find(has_name).copied(), "{text:?}");
});

/// Every platform with the first and the last row of each of its tables.
fn seeds() -> Vec<Vec<u8>> {
    each_platform(|platform| {
        let rows = platform.tables().iter().flat_map(|table| [table.rows.first(), table.rows.last()]);
        let values: Vec<_> = rows.flatten().map(|row| row.value.to_string()).collect();
        let name = platform.label().to_owned();
        values.iter().map(|value| format!("{}\n{value}", values[0])).chain([name]).collect()
    })
}
