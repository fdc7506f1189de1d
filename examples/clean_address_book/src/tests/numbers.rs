use expect_test::expect;
use phonenumber::{country, metadata::DATABASE};
use proptest::{prelude::*, sample::select};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::{number::E164, plan, spelling};

#[track_caller]
fn reads(text: &str, region: Option<country::Id>, expected: Option<&str>) {
    let number = E164::read(text, region).map(|number| number.to_string());
    assert_eq!(number.as_deref(), expected, "{text:?} in {region:?}");
}

#[test]
fn every_spelling_is_the_same_number() {
    for text in [
        "+33 6 39 98 00 01",
        "+33639980001",
        "+33 (0)6 39 98 00 01",
        "+33(0)639980001",
        "(+33) 6 39 98 00 01",
        "(+33)(0)6 39 98 00 01",
        "0033639980001",
        "0033 6 39 98 00 01",
        "0033 (0) 6 39 98 00 01",
        "33639980001",
        "06 39 98 00 01",
        "06.39.98.00.01",
        "06-39-98-00-01",
        "06/39/98/00/01",
        "06 39.98-00 01",
        "0639/980001",
        "0639980001",
        "(06) 39 98 00 01",
        "[06] 39 98 00 01",
        "06\t39\n98  00 - 01",
        "639980001",
        // Nothing between the code of the country and the number.
        "+336.39.98.00.01",
        "+336-39-98-00-01",
        "+336/39/98/00/01",
        "+33639.98.00.01",
        "+33639\u{A0}98\u{A0}00\u{A0}01",
        // Spaces, dashes, dots and slashes of all kinds.
        "06\u{A0}39\u{A0}98\u{A0}00\u{A0}01",
        "06\u{202F}39\u{2009}98\u{3000}00\u{2003}01",
        "06\u{2010}39\u{2011}98\u{2012}00\u{2013}01",
        "06\u{2014}39\u{2015}98\u{2212}00\u{FF0D}01",
        "06·39•98․00．01",
        "06⁄39∕98／00⧸01",
        // Characters that cannot be seen.
        "\u{FEFF}06\u{200B}39\u{AD}98\u{2060}00\u{200E}01",
        "\u{202A}+33 6 39 98 00 01\u{202C}",
        // Digits of other scripts.
        "０６ ３９ ９８ ００ ０１",
        "＋３３（０）６３９９８０００１",
        "٠٦ ٣٩ ٩٨ ٠٠ ٠١",
        "+۳۳ ۶۳۹۹۸۰۰۰۱",
        // What programs and people put around a number.
        "=\"0639980001\"",
        "'0639980001",
        " '+33639980001 ",
        "0639980001;",
        "0639980001,",
        "0639980001.",
        "tel:+33-6-39-98-00-01",
        "TEL:+33639980001",
        "tel:+33639980001;x-source=list",
        "p:+33639980001",
        "Mob. 06 39 98 00 01",
        "Mob.: 06 39 98 00 01",
        "Tél.06 39 98 00 01",
        "Te\u{301}l. 06 39 98 00 01",
        "Tel. portable : +33 6 39 98 00 01",
        "SMS +33639980001",
        "- 06 39 98 00 01 -",
        "tel. port. 06 39 98 00 01",
        // Spreadsheets, with all digits.
        "3.3639980001E10",
        "3.3639980001E+10",
        "3,3639980001e10",
        "6.39980001E8",
        "33639980001.0",
        "33639980001,0",
        "33639980001.00",
        "639980001.0",
        "33,639,980,001",
        "+33,639,980,001",
        "33'639'980'001",
        "33’639’980’001",
        "=+33639980001",
        "=+33 6 39 98 00 01",
        "#33 6 39 98 00 01",
        "#+33639980001",
        // What is said after a number.
        "06 39 98 00 01 - portable",
        "06 39 98 00 01 portable",
        "06 39 98 00 01 (SMS)",
        "06 39 98 00 01 (Tél. portable)",
        "+33639980001 (pro)",
        "06 39 98 00 01 / domicile",
    ] {
        reads(text, Some(country::FR), Some("+33639980001"));
    }
}

#[test]
fn the_region_is_that_of_national_numbers_only() {
    reads("06 39 98 00 01", None, None);
    reads("+33 6 39 98 00 01", None, Some("+33639980001"));
    reads("+33 6 39 98 00 01", Some(country::GB), Some("+33639980001"));
    reads("07700 900123", Some(country::GB), Some("+447700900123"));
    reads("+447700 900123", None, Some("+447700900123"));
    reads("07700 900123", Some(country::FR), None);
    for region in [None, Some(country::DE), Some(country::US)] {
        reads("+8208302", region, None);
    }
    // The zero belongs to the Italian number, and not to the French one; in parentheses nobody knows.
    reads("+39 06 1234 5678", Some(country::FR), Some("+390612345678"));
    reads("+39 (0)347 123 4567", Some(country::FR), None);
    reads("+1 (650) 253-0000", Some(country::FR), Some("+16502530000"));
    reads("+1650-253-0000", Some(country::FR), Some("+16502530000"));
    reads("1.650.253.0000", Some(country::US), Some("+16502530000"));
    reads("030/123456", Some(country::DE), Some("+4930123456"));
    reads("0151 23456789", Some(country::DE), Some("+4915123456789"));
}

#[test]
fn what_is_no_number_or_more_than_one_is_refused() {
    for text in [
        "",
        "-",
        "+",
        "()",
        "n/a",
        "à rappeler",
        "12",
        "06 39 98 00",
        "+33 6 39 98 00 0",
        // Letters, which a phone dials, and signs.
        "06 39 98 0O 01",
        "0639 98 AB 01",
        "06 39 98 l0 01",
        "O639980001",
        "06 3998000Z",
        "063998000x",
        "+33 6 3X XX XX 01",
        "06 39 98 00 ⓪1",
        "06 39 98 00 0²",
        "06*39980001",
        "06~39~98~00~01",
        "~0639980001",
        "$0639980001",
        "Marie 06 39 98 00 01",
        "tel06 39 98 00 01",
        "Fax: 06 39 98 00 01",
        "Mob. *06 39 98 00 01",
        "Mob. \0 06 39 98 00 01",
        "06 39 98 00 01 (Marie)",
        // Several numbers.
        "06 39 98 00 01 / 06 39 98 00 02",
        "06 39 98 00 01 ou 06 39 98 00 02",
        "0639980001 0639980002",
        "0639980001\n0639980002",
        "0639980001;0639980002",
        "0639980001; 0639980002",
        "0639980001,0639980002",
        "0639980001|0639980002",
        "+33639980001+33639980002",
        "+33639980001-33639980002",
        "tel:0639980001;0639980002",
        "06 39 98 00 01/02",
        "06 39 98 00 01 (02)",
        "06 39 98 00 (01)",
        // Extensions and what follows a number in a link.
        "06 39 98 00 01 ext. 12",
        "06 39 98 00 01 x12",
        "06 39 98 00 01#12",
        "0639980001;ext=12",
        "tel:+33639980001;ext=12",
        "tel:+33639980001;ISUB=12",
        "tel:639980001;phone-context=+33",
        // Several signs, and parentheses that do not match.
        "++33639980001",
        "+33+639980001",
        "00+33639980001",
        "0639980001+",
        "(06 39 98 00 01",
        "06) 39 98 00 01",
        "((06)) 39 98 00 01",
        // Numbers of a spreadsheet.
        "=0639980001",
        "+999 639980001",
        // The metadata would add a digit.
        "+672 17015",
        // Behind the zero it would take off what is the code of a carrier, too.
        "+86 0113-6030-609",
        "exemple0639@example.org",
    ] {
        reads(text, Some(country::FR), None);
    }
    // If numbers may be of almost any length, two of them are not told from one by their length.
    for text in [
        "030 1234567/8",
        "030 1234567/68",
        "030/1234567/8",
        "030 12345/6/7",
        "030 12345 030 12346",
        "030 12345 / 030 12346",
        "030 12345 - 040 12346",
        "30 12345 30 12346",
        "030 123456 (2)",
        "030 1234567 (68)",
        "00 00 08791",
    ] {
        reads(text, Some(country::DE), None);
    }
}

#[test]
fn forms_that_have_lost_digits_and_other_remarks_are_refused() {
    for text in [
        // Spreadsheets.
        "6.3998E+08",
        "3,36E+10",
        "3.363998000E10",
        "33.639980001E9",
        "0.33639980001E11",
        "3.3639980001E-10",
        "639980001.5",
        "639980001.000",
        "0639980001.0",
        "33,63,998,000",
        "33,639,980,01",
        "33,639,980'001",
        "0,639,980,001",
        // What is said after a number, and is more than a word for a phone, and signs that may hide a digit.
        "06 39 98 00 01 - fax",
        "06 39 98 00 01 STOP",
        "06 39 98 00 01 (pro, Marie)",
        "06 39 98 00 01 (pro",
        "06 39 98 00 01portable",
        "0639980001*",
        "06 39 98 00 01**",
        "#0639980001",
        "##33639980001",
        "=0639980001+1",
    ] {
        reads(text, Some(country::FR), None);
    }
}

#[test]
fn recipients_are_international_numbers_with_or_without_plus() {
    for text in ["33639980001", "+33639980001", "0033639980001", "0639980001"] {
        let number = E164::read_recipient(text, Some(country::FR));
        assert_eq!(number, E164::read("+33639980001", None), "{text:?}");
    }
    assert_eq!(E164::read_recipient("15550", Some(country::FR)), None);
    assert_eq!(E164::read_recipient("3363998000O", Some(country::FR)), None);
}

/// The countries in which numbers are made up, with the prefixes of international calls and of calls within the country.
const COUNTRIES: &[(country::Id, &str, &str)] = &[
    (country::FR, "00", "0"),
    (country::BE, "00", "0"),
    (country::CH, "00", "0"),
    (country::LU, "00", ""),
    (country::DE, "00", "0"),
    (country::AT, "00", "0"),
    (country::IT, "00", ""),
    (country::ES, "00", ""),
    (country::PT, "00", ""),
    (country::NL, "00", "0"),
    (country::GB, "00", "0"),
    (country::IE, "00", "0"),
    (country::DK, "00", ""),
    (country::NO, "00", ""),
    (country::SE, "00", "0"),
    (country::PL, "00", ""),
    (country::GR, "00", ""),
    (country::HU, "00", "06"),
    (country::MA, "00", "0"),
    (country::TN, "00", ""),
    (country::SN, "00", ""),
    (country::CI, "00", ""),
    (country::US, "011", "1"),
    (country::CA, "011", "1"),
    (country::AU, "0011", "0"),
    (country::IN, "00", "0"),
    (country::TR, "00", "0"),
];

/// A mobile number that may be in use, as its region, what is dialled before it, and its digits within the country.
#[derive(Clone, Debug)]
struct Made {
    region: country::Id,
    abroad: &'static str,
    trunk: &'static str,
    national: String,
}

impl Made {
    fn code(&self) -> u16 {
        DATABASE.by_id(self.region.as_ref()).unwrap().country_code()
    }

    fn number(&self) -> String {
        format!("+{}{}", self.code(), self.national)
    }
}

/// A number like the example of its country, with other digits at the end.
fn made() -> impl Strategy<Value = Made> {
    (select(COUNTRIES), "[0-9]{4}").prop_map(|((region, abroad, trunk), last_digits)| {
        let metadata = DATABASE.by_id(region.as_ref()).unwrap();
        let mut national = metadata.descriptors().mobile().unwrap().example().unwrap().to_owned();
        national.replace_range(national.len() - 4.., &last_digits);
        Made { region, abroad, trunk, national }
    })
}

/// What is between two groups of digits.
fn separator() -> impl Strategy<Value = String> {
    let plain =
        select(vec![" ", ".", "-", "/", "\u{A0}", "\u{202F}", "\u{2011}", "–", "−", "·", "．", "\t", " - ", "  "]);
    let hidden = select(vec!["", "", "", "\u{200B}", "\u{AD}", "\u{200E}", "\u{FEFF}"]);
    (plain, hidden).prop_map(|(plain, hidden)| format!("{plain}{hidden}"))
}

/// Digits in groups of these lengths.
fn grouped(digits: &str, lengths: &[usize], separators: &[String]) -> String {
    let mut text = String::new();
    let (mut rest, mut n) = (digits, 0);
    while !rest.is_empty() {
        let (group, after) = rest.split_at(lengths[n % lengths.len()].min(rest.len()));
        text += group;
        if !after.is_empty() {
            text += &separators[n % separators.len()];
        }
        (rest, n) = (after, n + 1);
    }
    text
}

/// A way to spell a number: what is before it, groups, one separator or several.
fn spelled(made: &Made, form: usize, lengths: &[usize], separators: &[String]) -> String {
    let (code, national) = (made.code(), grouped(&made.national, lengths, separators));
    let between = if form % 2 == 0 { "" } else { &separators[0] };
    match form / 2 {
        0 => format!("+{code}{between}{national}"),
        1 => format!("{}{code}{between}{national}", made.abroad),
        2 => format!("{}{national}", made.trunk),
        3 if !made.trunk.is_empty() => format!("({}){between}{national}", made.trunk),
        4 => format!("(+{code}){between}{national}"),
        5 if made.trunk == "0" => format!("+{code}{between}(0){between}{national}"),
        6 => format!("tel:+{code}{between}{national}"),
        7 => format!("Mob. {}{national}", made.trunk),
        8 => format!("=\"{}{national}\"", made.trunk),
        _ => national,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_spelling_is_read_as_the_number_it_was_made_from_or_refused(
        made in made(),
        elsewhere in select(COUNTRIES),
        form in 0..20_usize,
        lengths in prop::collection::vec(1..7_usize, 1..5),
        separators in prop::collection::vec(separator(), 1..3),
    ) {
        let text = spelled(&made, form, &lengths, &separators);
        if let Some(number) = E164::read(&text, Some(made.region)) {
            prop_assert_eq!(number.to_string(), made.number(), "{:?}", text);
        }
        // With its sign it is the same number everywhere.
        if text.contains('+') {
            let number = E164::read(&text, None);
            prop_assert_eq!(E164::read(&text, Some(elsewhere.0)), number, "{:?}", text);
            prop_assert!(number.is_none_or(|number| number.to_string() == made.number()), "{:?}", text);
        }
    }

    /// Usual groups and separators are not refused.
    #[test]
    fn a_usual_spelling_is_read(
        made in made(),
        form in 0..18_usize,
        first in 1..4_usize,
        others in 2..4_usize,
        separator in select(vec!["", " ", ".", "-", "\u{A0}", "\u{202F}"]),
    ) {
        let lengths = [first, others, others, others, others, others, others];
        let text = spelled(&made, form, &lengths, &[separator.to_owned()]);
        // In Italy and Hungary a number without prefix may be another one, and so may one that starts like the code abroad.
        let number = E164::read(&text, Some(made.region));
        prop_assert_eq!(number.map(|number| number.to_string()), Some(made.number()), "{:?}", text);
    }

    /// A digit that is a letter, a second number, or an extension.
    #[test]
    fn a_spelling_with_more_in_it_is_refused(
        made in made(),
        other in made(),
        form in 0..20_usize,
        lengths in prop::collection::vec(2..7_usize, 1..5),
        separators in prop::collection::vec(separator(), 1..3),
        place in any::<prop::sample::Index>(),
        letter in "[A-Za-zéßΩ*#@&%=]",
        kind in 0..4_usize,
    ) {
        let text = spelled(&made, form, &lengths, &separators);
        let text = match kind {
            0 => {
                let digits: Vec<_> = text.char_indices().filter(|(_, character)| character.is_ascii_digit()).collect();
                let at = place.get(&digits).0;
                // This one may stand in place of the sign of a number.
                let letter = if letter == "#" { "x" } else { &letter };
                format!("{}{letter}{}", &text[..at], &text[at + 1..])
            }
            1 => format!("{text}{}{}", separators[0], spelled(&Made { national: other.national, ..made.clone() }, form, &lengths, &separators)),
            2 => format!("{text} ext. {}", &other.national[..2]),
            _ => format!("{text};{}", other.national),
        };
        prop_assert_eq!(E164::read(&text, Some(made.region)), None, "{:?}", text);
    }

    #[test]
    fn no_text_panics(text in any::<String>(), digits in "[+0-9 ().;=/a-z-]{0,24}") {
        for text in [text, digits] {
            for region in [None, Some(country::FR), Some(country::US)] {
                // A number that was read is read again from how it is written.
                if let Some(number) = E164::read(&text, region) {
                    prop_assert_eq!(E164::read(&number.to_string(), None), Some(number));
                }
            }
        }
    }

    #[test]
    fn the_short_way_takes_no_more_texts(text in "[+]?[0-9]{1,4}([ .-]{1,2}[0-9]{1,6}){0,6}[ .,;]?", is_trunk in any::<bool>()) {
        let text = if is_trunk { format!("0{text}") } else { text };
        for (region, ..) in COUNTRIES {
            if let Some(number) = plan::read(&text, Some(*region)) {
                prop_assert_eq!(Some(E164::from_digits(number)), E164::read_slowly(&text, Some(*region)), "{:?}", text);
            }
        }
        if let Some(number) = plan::read_recipient(&text) {
            prop_assert_eq!(Some(E164::from_digits(number)), E164::read_recipient_slowly(&text, None), "{:?}", text);
        }
    }

    /// Nothing is added to the digits of a text and none is left out.
    #[test]
    fn all_digits_count(text in "[+0-9 ().;=/a-z'\"\u{A0}٣-]{0,24}") {
        // The places of a spreadsheet are none of the digits.
        let is_of_spreadsheet = text.contains(".0") || text.contains('e');
        if let Some(read) = spelling::digits(&text).filter(|_| !is_of_spreadsheet) {
            let mut expected = String::new();
            for character in text.chars() {
                match character {
                    '٣' => expected.push('3'),
                    '+' | '0'..='9' => expected.push(character),
                    _ => {}
                }
            }
            // The values of the parameters of a link are none of its digits.
            let is_link = text.to_ascii_lowercase().contains("tel:");
            prop_assert!(read.digits == expected || is_link, "{:?}", text);
        }
    }
}

/// The short way reads nothing that the metadata do not read, whatever the first digits and however long the number.
#[test]
fn the_short_way_reads_what_the_metadata_read() {
    let mut random = fastrand::Rng::with_seed(30);
    let mut slow = Vec::new();
    for &(region, abroad, trunk) in COUNTRIES {
        let code = DATABASE.by_id(region.as_ref()).unwrap().country_code();
        for length in 4..=12_u32 {
            for start in 0..1000 {
                let rest = random.u64(..10_u64.pow(length - 3));
                let national = format!("{start:03}{rest:0width$}", width = length as usize - 3);
                let international = format!("{code}{national}");
                for (text, region) in [
                    (format!("+{international}"), None),
                    (format!("+{international}"), Some(region)),
                    (format!("{trunk}{national}"), Some(region)),
                    (national.clone(), Some(region)),
                    (format!("{abroad}{international}"), Some(region)),
                ] {
                    if let Some(number) = plan::read(&text, region) {
                        assert_eq!(
                            Some(E164::from_digits(number)),
                            E164::read_slowly(&text, region),
                            "{text} {region:?}"
                        );
                    }
                }
                if let Some(number) = plan::read_recipient(&international) {
                    let number = Some(E164::from_digits(number));
                    assert_eq!(number, E164::read_recipient_slowly(&international, None), "{international}");
                    assert_eq!(number, E164::read_recipient_slowly(&international, Some(region)), "{international}");
                }
            }
        }
        // It is worth it.
        let example = DATABASE.by_id(region.as_ref()).unwrap().descriptors().mobile().unwrap().example().unwrap();
        if plan::read(&format!("+{code}{example}"), None).is_none() {
            slow.push(region);
        }
    }
    assert_eq!(slow, [country::LU]);
    assert!(plan::read("0639980001", Some(country::FR)).is_some());
}

/// The numbers of every country of the world that it reads.
#[test]
fn the_short_way_reads_what_the_metadata_read_in_every_country() {
    let mut random = fastrand::Rng::with_seed(31);
    let mut read = 0_u32;
    for code in 1..1000_u16 {
        if DATABASE.by_code(&code).is_none() {
            continue;
        }
        for length in 4..=12_u32 {
            for start in 0..100 {
                let rest = random.u64(..10_u64.pow(length - 2));
                let text = format!("+{code}{start:02}{rest:0width$}", width = length as usize - 2);
                if let Some(number) = plan::read(&text, None) {
                    read += 1;
                    assert_eq!(Some(E164::from_digits(number)), E164::read_slowly(&text, None), "{text}");
                }
            }
        }
    }
    assert!(read > 10_000, "{read}");
}

#[test]
fn every_character_between_two_digits_parts_them_or_is_not_there_or_makes_it_no_number() {
    let mut signs = String::new();
    for character in '\0'..=char::MAX {
        let number = E164::read(&format!("06{character}39980001"), Some(country::FR));
        if let Some(number) = number {
            assert_eq!(number.to_string(), "+33639980001", "{character:?}");
            if !character.is_whitespace() && character.general_category() != GeneralCategory::Format {
                signs.push(character);
            }
        } else {
            assert!(!character.is_whitespace(), "{character:?}");
        }
    }
    // The dashes, dots and slashes of Unicode.
    expect!["-./·\u{387}֊־᐀᠆‐‑‒–—―•․‧⁃⁄−∕∙⋅⧸⸗⸚⸺⸻⹀⹝。〜〰゠・︱︲﹒﹘﹣－．／｡･𐵮𐺭"].assert_eq(&signs);
}
