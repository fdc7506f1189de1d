//! A phone number as people write it, of a contact list or a delivery report: the readers of `clean_address_book`.

#![no_main]

use clean_address_book::number::E164;
use libfuzzer_sys::fuzz_target;
use phonenumber::country;
use sms_status_fuzz::text;

const ZEROS: [char; 5] = ['0', '٠', '۰', '०', '０'];

fuzz_target!(|bytes: &[u8]| {
    let text = text(bytes);
    let digits = digits(&text);
    let is_link = text.to_lowercase().contains("tel:");
    for region in [None, Some(country::FR), Some(country::DE), Some(country::US), Some(country::IT)] {
        for number in [E164::read(&text, region), E164::read_recipient(&text, region)].into_iter().flatten() {
            let written = number.to_string();
            assert_eq!(E164::read(&written, None), Some(number));
            assert_eq!(E164::read_recipient(&written[1..], region), Some(number));
            // Behind the code of the country, the number is as the text ends: nothing is left out and nothing added.
            let end = &written["+123".len()..];
            assert!(is_link || digits.ends_with(end), "{text:?} in {region:?}: {written}");
            assert!(is_link || !has_letter_behind_digit(&text), "{text:?} in {region:?}: {written}");
        }
    }
});

/// The digits of a text, one by one.
fn digits(text: &str) -> String {
    text.chars().filter_map(digit).map(|value| char::from_digit(value, 10).unwrap()).collect()
}

fn digit(character: char) -> Option<u32> {
    let value = |zero: &char| (0..10).find(|&value| char::from_u32(u32::from(*zero) + value) == Some(character));
    ZEROS.iter().find_map(value)
}

fn has_letter_behind_digit(text: &str) -> bool {
    text.chars().skip_while(|&character| digit(character).is_none()).any(char::is_alphabetic)
}
