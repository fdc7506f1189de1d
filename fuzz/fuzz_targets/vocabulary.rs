//! Names and labels of the vocabulary.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sms_status::{AddressBookAction, Category, DeliveryStatus, Language, Outcome};
use sms_status_fuzz::{check_round_trip, status_text, text};

macro_rules! check_names {
    ($text:expr, $($Enum:ty),*) => {$(
        let named = <$Enum>::VARIANTS.iter().copied().find(|value| value.name() == $text);
        assert_eq!(<$Enum>::from_name($text), named);
        assert_eq!(serde_json::from_value::<$Enum>($text.into()).ok(), named);
    )*};
}

fuzz_target!(|bytes: &[u8]| {
    let text = text(bytes);
    check_names!(text.as_str(), AddressBookAction, Category, DeliveryStatus, Language, Outcome);

    let status = text.parse::<DeliveryStatus>().ok();
    // The naive way knows all accents of the world, the crate those of French.
    if status.is_some() || is_french(&text) {
        assert_eq!(status, status_text::oracle(&text), "{text:?}");
    }
    status.iter().for_each(check_round_trip);

    let subtag = text.trim().split(['-', '_', '.', '@']).next().unwrap().to_ascii_lowercase();
    assert_eq!(text.parse().ok(), Language::from_name(&subtag), "{text:?}");
});

/// Whether a text has no other letters than those of French, where accents may stand apart from their letters.
fn is_french(text: &str) -> bool {
    let accented = "àâäçéèêëîïôöùûü";
    text.chars().flat_map(char::to_lowercase).all(|character| {
        character.is_ascii()
            || character.is_whitespace()
            || accented.contains(character)
            || matches!(character, '\u{300}'..='\u{36F}' | '\u{2010}'..='\u{2015}' | '\u{2212}')
    })
}
