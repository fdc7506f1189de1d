use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::columns::{Kind, is_remark};

/// The digits of a phone number that people have written, with the `+` before them if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    pub digits: String,
    /// Whether a zero is in parentheses, as in `+33 (0)6 39 98 00 01`: it is dialled within the country only.
    pub has_optional_zero: bool,
}

/// Reads the digits of a phone number. Returns `None` if the text is not clearly one number.
///
/// A number is digits with one `+` before them and with separators between them: spaces, dashes, dots and slashes of all
/// kinds, and parentheses around its first digits. Before it there may be a word for a phone (`Mob. 06…`), around it what
/// spreadsheets and links put there (`="06…"`, `'06…`, `tel:+33…`), after it a delimiter.
///
/// The forms of spreadsheets count if they have all digits: `3.3639980001E10`, `33,639,980,001`, `33639980001.0`. After the number there
/// may be words for a phone (`06… - portable`, `06… (SMS)`).
///
/// What follows is refused, although a phone would dial a part of it: other letters, extensions, several numbers, the ends of several
/// numbers (`…00 01/02`), and forms of spreadsheets that have lost digits (`3,36E+10`).
pub fn digits(text: &str) -> Option<Digits> {
    let visible: String = text.nfc().filter(|character| !is_format(*character)).collect();
    let unwrapped = &*without_hash(without_wrapping(visible.trim())?);
    if let Some(digits) = of_spreadsheet(unwrapped) {
        return Some(Digits { digits, has_optional_zero: false });
    }
    let number = without_remark(without_label(unwrapped)?);
    let mut spelling = Spelling::default();
    number.chars().try_for_each(|character| spelling.add(character))?;
    spelling.is_one_number().then_some(Digits {
        digits: if spelling.has_plus { format!("+{}", spelling.digits) } else { spelling.digits },
        has_optional_zero: spelling.has_optional_zero,
    })
}

/// Returns the text without what programs put around a number.
fn without_wrapping(text: &str) -> Option<&str> {
    // What Excel is made to take for a text.
    let text = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let text = text.strip_prefix('\'').unwrap_or(text);
    // What is put before a number so that no program takes it for a formula, or for one.
    let text = text.strip_prefix('=').filter(|rest| rest.starts_with('+')).unwrap_or(text);
    let text = text.trim_end_matches([';', ',']).trim();
    match text.split_at_checked(4) {
        Some((scheme, uri)) if scheme.eq_ignore_ascii_case("tel:") => {
            let mut parts = uri.split(';');
            let number = parts.next();
            parts.all(is_ignorable_parameter).then_some(number).flatten()
        }
        _ => Some(text),
    }
}

/// Whether a parameter of a `tel:` URI (RFC 3966) can be ignored: it is none, or part of the number, if it is one of these.
fn is_ignorable_parameter(parameter: &str) -> bool {
    const PARTS_OF_NUMBERS: [&str; 3] = ["ext", "isub", "phone-context"];

    parameter
        .split_once('=')
        .is_some_and(|(name, _)| !PARTS_OF_NUMBERS.iter().any(|part| name.trim().eq_ignore_ascii_case(part)))
}

/// Returns an international number without the `#` that stands before its sign, or in place of it.
fn without_hash(text: &str) -> Cow<'_, str> {
    /// A number with fewer digits may be one whose first digit is hidden.
    const FEWEST: usize = 11;

    match text.strip_prefix('#') {
        Some(number) if number.starts_with('+') => number.into(),
        Some(number) if number.bytes().filter(u8::is_ascii_digit).count() >= FEWEST => format!("+{number}").into(),
        _ => text.into(),
    }
}

/// Returns the digits of a number as spreadsheets show or save large numbers, if all of them are there.
pub fn of_spreadsheet(text: &str) -> Option<String> {
    /// A shorter number with a point in it may be written in groups.
    const SHORTEST: usize = 7;

    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // As `3.3639980001E10`, which has as many decimal places as the exponent says.
    if let Some((mantissa, exponent)) = text.split_once(['E', 'e']) {
        let places: usize = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
        let (first, decimals) = mantissa.split_once(['.', ','])?;
        let is_whole = first.len() == 1 && decimals.len() == places && are_digits(decimals);
        return (is_whole && are_digits(first) && first != "0").then(|| format!("{first}{decimals}"));
    }
    // As `33639980001.0`.
    if let Some((number, decimals)) = text.split_once(['.', ',']) {
        let is_whole = number.len() >= SHORTEST && are_digits(number) && !number.starts_with('0');
        if is_whole && matches!(decimals, "0" | "00") {
            return Some(number.to_owned());
        }
    }
    // As `33,639,980,001` and `33'639'980'001`.
    [",", "'", "’"].iter().find_map(|sign| {
        let (plus, number) = text.strip_prefix('+').map_or(("", text), |number| ("+", number));
        let groups: Vec<_> = number.split(sign).collect();
        let (first, others) = groups.split_first()?;
        let is_grouped = others.len() >= 2
            && matches!(first.len(), 1..=3)
            && !first.starts_with('0')
            && others.iter().all(|group| group.len() == 3)
            && groups.iter().all(|group| are_digits(group));
        is_grouped.then(|| format!("{plus}{}", groups.concat()))
    })
}

/// Returns the number without what is said of it: words for a phone that something parts from it. A star may hide a digit.
fn without_remark(text: &str) -> &str {
    let end = text.char_indices().rev().find(|&(_, character)| digit(character).is_some());
    let Some((end, character)) = end else { return text };
    let (number, remark) = text.split_at(end + character.len_utf8());
    let words = remark.trim_matches(is_separator);
    let inner = words.strip_prefix(is_opening).and_then(|words| words.strip_suffix(is_closing)).unwrap_or(words);
    let is_parted = remark.starts_with(|character| is_separator(character) || is_opening(character));
    let is_plain = inner.chars().all(|character| character.is_alphabetic() || is_separator(character));
    if is_parted && is_plain && is_remark(inner) { number } else { text }
}

/// Returns the text from the start of the number, or `None` if something before it is not a word for a phone.
fn without_label(text: &str) -> Option<&str> {
    /// As in `p:+33639980001`, which Facebook writes.
    const INITIALS: [&str; 3] = ["m", "p", "t"];

    let starts_number = |character| digit(character).is_some() || is_plus(character) || is_opening(character);
    let is_between = |character| is_separator(character) || matches!(character, ':' | '：' | '°');
    let (label, number) = text.split_at(text.find(starts_number)?);
    let word = label.trim_end_matches(is_between);
    let is_label = label.chars().all(is_separator)
        || word.len() < label.len()
            && word.chars().all(|character| character.is_alphanumeric() || is_between(character))
            && (Kind::of(word).is_some() || INITIALS.iter().any(|initial| word.eq_ignore_ascii_case(initial)));
    is_label.then_some(number)
}

/// A number as far as it has been read.
#[derive(Debug, Default)]
struct Spelling {
    has_plus: bool,
    digits: String,
    /// How many digits are before each separator.
    separators: Vec<usize>,
    dots: Vec<usize>,
    slashes: Vec<usize>,
    /// How many digits are before the parenthesis that is open.
    open: Option<usize>,
    has_optional_zero: bool,
}

impl Spelling {
    fn add(&mut self, character: char) -> Option<()> {
        /// More digits before a parenthesis are a number, and what is in it is a remark.
        const LONGEST_PREFIX: usize = 6;

        let before = self.digits.len();
        if let Some(digit) = digit(character) {
            self.digits.push(digit);
        } else if is_plus(character) {
            (before == 0 && !self.has_plus).then_some(())?;
            self.has_plus = true;
        } else if is_opening(character) {
            (self.open.is_none() && before <= LONGEST_PREFIX).then_some(())?;
            self.open = Some(before);
            self.separators.push(before);
        } else if is_closing(character) {
            let open = self.open.take()?;
            self.has_optional_zero |= &self.digits[open..] == "0" && before > 1;
            self.separators.push(before);
        } else {
            match character {
                _ if DOTS.contains(&character) => self.dots.push(before),
                _ if SLASHES.contains(&character) => self.slashes.push(before),
                _ => is_separator(character).then_some(())?,
            }
            self.separators.push(before);
        }
        Some(())
    }

    fn is_one_number(&self) -> bool {
        /// The 15 digits of the longest number, and what is dialled before it from some countries.
        const LONGEST: usize = 15 + 5;

        self.digits.len() <= LONGEST
            && self.open.is_none()
            && !self.is_decimal()
            && !self.has_several_ends()
            && !self.is_twice()
    }

    /// Whether the only separator is a decimal point.
    fn is_decimal(&self) -> bool {
        matches!(self.dots[..], [point] if self.separators.len() == 1 && matches!(self.digits.len() - point, 1 | 2))
    }

    /// Whether a slash parts the ends of several numbers, as in `030 1234567/68`, and not groups of digits.
    fn has_several_ends(&self) -> bool {
        let bounds: Vec<_> = self.slashes.iter().copied().chain([self.digits.len()]).collect();
        let mut groups = bounds.windows(2).map(|bounds| bounds[1] - bounds[0]);
        match self.slashes[..] {
            [] => false,
            [_] => groups.any(|digits| digits < 4),
            [first, ..] => first > 5 || groups.any(|digits| !matches!(digits, 2..=4)),
        }
    }

    /// Whether a separator parts two numbers that are written alike, as in `030 12345 030 12346`. Two international numbers
    /// are longer than any number.
    fn is_twice(&self) -> bool {
        const SHORTEST: usize = 6;

        if self.has_plus || self.digits.starts_with("00") {
            return false;
        }
        self.separators.iter().any(|&at| {
            let (one, other) = self.digits.split_at(at);
            let is_alike =
                other.starts_with(&one[..one.len().min(2)]) || one.starts_with('0') && other.starts_with('0');
            one.len() >= SHORTEST && other.len() >= SHORTEST && is_alike
        })
    }
}

/// The value of a digit of the scripts in which people write phone numbers: European, Arabic, Persian, Hindi, and those as wide
/// as a Chinese character.
fn digit(character: char) -> Option<char> {
    const ZEROS: [char; 5] = ['0', '٠', '۰', '०', '０'];

    let value = |zero| u32::from(character).checked_sub(u32::from(zero));
    ZEROS.into_iter().filter_map(value).find_map(|value| char::from_digit(value, 10))
}

const fn is_plus(character: char) -> bool {
    matches!(character, '+' | '＋')
}

fn is_opening(character: char) -> bool {
    matches!(character, '(' | '（' | '[')
}

fn is_closing(character: char) -> bool {
    matches!(character, ')' | '）' | ']')
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || is_dash(character) || DOTS.contains(&character) || SLASHES.contains(&character)
}

fn is_format(character: char) -> bool {
    character.general_category() == GeneralCategory::Format
}

fn is_dash(character: char) -> bool {
    /// The dashes that Unicode counts among other signs: the minus, and the bullet in the form of a hyphen.
    const MORE: [char; 2] = ['\u{2212}', '\u{2043}'];

    character.general_category() == GeneralCategory::DashPunctuation || MORE.contains(&character)
}

const DOTS: &[char] = &[
    '.', '\u{B7}', '\u{2022}', '\u{2024}', '\u{2027}', '\u{2219}', '\u{22C5}', '\u{3002}', '\u{30FB}', '\u{FE52}',
    '\u{FF0E}', '\u{FF61}', '\u{FF65}',
];

const SLASHES: &[char] = &['/', '\u{2044}', '\u{2215}', '\u{29F8}', '\u{FF0F}'];
