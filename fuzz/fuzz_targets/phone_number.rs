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
    // Parameters of a link, and places of a spreadsheet, are none of the digits.
    let has_other_digits = text.to_lowercase().contains("tel:") || text.contains(['e', 'E', '.', ',']);
    for region in [None, Some(country::FR), Some(country::DE), Some(country::US), Some(country::IT)] {
        for number in [E164::read(&text, region), E164::read_recipient(&text, region)].into_iter().flatten() {
            let written = number.to_string();
            assert_eq!(E164::read(&written, None), Some(number));
            assert_eq!(E164::read_recipient(&written[1..], region), Some(number));
            // Behind the code of the country, the number is as the text ends: nothing is left out and nothing added.
            let end = &written["+123".len()..];
            assert!(has_other_digits || digits.ends_with(end), "{text:?} in {region:?}: {written}");
            assert!(has_other_digits || !has_letter_between_digits(&text), "{text:?} in {region:?}: {written}");
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

fn has_letter_between_digits(text: &str) -> bool {
    let behind_digit = text.chars().skip_while(|&character| digit(character).is_none());
    behind_digit.skip_while(|character| !character.is_alphabetic()).any(|character| digit(character).is_some())
}
