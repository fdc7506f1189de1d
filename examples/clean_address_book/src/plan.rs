use std::{collections::HashMap, sync::LazyLock};

use phonenumber::{
    country,
    metadata::{DATABASE, Metadata},
};

/// Reads the numbers that most lists and reports have, in a hundredth of the time that the metadata need: digits with single
/// separators, of a country from whose numbers nothing is taken and to which nothing is added.
///
/// What it reads is what the long way reads, for which there is a test over all first digits and lengths. What it does not read says
/// nothing.
pub fn read(text: &str, region: Option<country::Id>) -> Option<u64> {
    let number = Scanned::of(text)?;
    if number.has_plus {
        // No code of a country starts with a zero.
        return if number.starts_with_zero { None } else { PLANS.international(number.value, number.length) };
    }
    PLANS.national(number, region?)
}

/// Reads an international number with or without its sign.
pub fn read_recipient(text: &str) -> Option<u64> {
    let number = Scanned::of(text).filter(|number| !number.starts_with_zero)?;
    PLANS.international(number.value, number.length)
}

/// The digits of a text.
#[derive(Clone, Copy)]
struct Scanned {
    value: u64,
    length: usize,
    has_plus: bool,
    starts_with_zero: bool,
}

impl Scanned {
    fn of(text: &str) -> Option<Self> {
        /// From so many digits on there may be two numbers.
        const TWO_NUMBERS: usize = 12;
        const LONGEST: usize = 15;

        let (has_plus, bytes) = match text.as_bytes() {
            [b'+', rest @ ..] => (true, rest),
            bytes => (false, bytes),
        };
        let (mut value, mut length, mut separators, mut dots) = (0, 0, 0, 0);
        let mut after_digit = false;
        for byte in bytes {
            match byte {
                b'0'..=b'9' => {
                    value = value * 10 + u64::from(byte - b'0');
                    length += 1;
                    after_digit = true;
                    if length > LONGEST {
                        return None;
                    }
                }
                b' ' | b'-' | b'.' if after_digit => {
                    separators += 1;
                    dots += usize::from(*byte == b'.');
                    after_digit = false;
                }
                _ => return None,
            }
        }
        let may_be_decimal = dots == 1 && separators == 1;
        let may_be_two = !has_plus && separators > 0 && length >= TWO_NUMBERS;
        (after_digit && !may_be_decimal && !may_be_two).then_some(Self {
            value,
            length,
            has_plus,
            starts_with_zero: bytes.starts_with(b"0"),
        })
    }
}

static PLANS: LazyLock<Plans> = LazyLock::new(Plans::new);

/// What holds of the numbers of each country.
struct Plans {
    all: Vec<Plan>,
    /// For the first three digits of an international number, how many are the country's code, and its plan.
    codes: Vec<Option<(usize, usize)>>,
    /// The regions in which a zero is dialled before a national number, with the code of the country.
    with_zero: HashMap<country::Id, u64>,
}

/// The numbers of a country that stay as they are.
#[derive(Debug, Default)]
struct Plan {
    /// A bit for each length.
    lengths: u32,
    /// What may be taken off a number that starts with these digits, of which there are so many.
    prefixes: Vec<(u64, usize)>,
}

/// The powers of ten.
const POWERS: [u64; 20] = {
    let mut powers = [1; 20];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

impl Plans {
    fn new() -> Self {
        let mut this = Self { all: Vec::new(), codes: Vec::new(), with_zero: HashMap::new() };
        let mut known = HashMap::new();
        for first in 0..1000_u16 {
            // The metadata take the shortest code that there is.
            let code = [(first / 100, 1), (first / 10, 2), (first, 3)];
            let found = code.into_iter().find_map(|(code, length)| Some((code, length, DATABASE.by_code(&code)?)));
            let entry = found.and_then(|(code, length, countries)| {
                let plan = *known.entry(code).or_insert_with(|| {
                    this.all.push(Plan::of(&countries)?);
                    Some(this.all.len() - 1)
                });
                Some((length, plan?))
            });
            this.codes.push(entry);
        }
        for region in DATABASE.iter() {
            let prefix = region.national_prefix_for_parsing().map(ToString::to_string);
            let has_zero = region.national_prefix() == Some("0")
                && prefix.is_none_or(|prefix| prefix == "0")
                && region.national_prefix_transform_rule().is_none()
                && region.international_prefix().is_some_and(|prefix| prefix.as_str() == "00");
            if let (true, Ok(id)) = (has_zero, region.id().parse()) {
                this.with_zero.insert(id, region.country_code().into());
            }
        }
        this
    }

    fn international(&self, value: u64, length: usize) -> Option<u64> {
        let first = value / POWERS.get(length.checked_sub(3)?)?;
        let (code, plan) = (*self.codes.get(usize::try_from(first).ok()?)?)?;
        self.all[plan].keeps(value, length - code).then_some(value)
    }

    fn national(&self, number: Scanned, region: country::Id) -> Option<u64> {
        let length = number.length.checked_sub(1)?;
        let is_overseas = region == country::FR && length == 9 && matches!(number.value / 1_000_000, 690..=697);
        if !number.starts_with_zero || is_overseas {
            return None;
        }
        let power = POWERS.get(length)?;
        // The digit after the zero is none.
        if number.value < power / 10 {
            return None;
        }
        let code = *self.with_zero.get(&region)?;
        let digits = if code < 10 {
            1
        } else if code < 100 {
            2
        } else {
            3
        };
        self.international(code * power + number.value, length + digits)
    }
}

impl Plan {
    fn of(countries: &[&Metadata]) -> Option<Self> {
        let mut plan = Self::default();
        let mut prefixes = Vec::new();
        let mut excluded = 0;
        for country in countries {
            let kinds = country.descriptors();
            for kind in
                [kinds.mobile(), kinds.fixed_line(), kinds.voip(), kinds.personal_number()].into_iter().flatten()
            {
                for &length in kind.possible_length() {
                    plan.lengths |= 1_u32.checked_shl(length.into())?;
                }
            }
            prefixes.extend(country.national_prefix().map(str::to_owned));
            let patterns = country.national_prefix_for_parsing().map_or("", |prefix| prefix.as_str());
            for pattern in alternatives(patterns) {
                match start(pattern)? {
                    Start::Digits(digits) => prefixes.extend(digits),
                    Start::Whole(length) => excluded |= 1_u32.checked_shl(u32::try_from(length).ok()?)?,
                }
            }
        }
        plan.lengths &= !excluded;
        prefixes.sort();
        prefixes.dedup();
        let digits = |prefix: &String| Some((prefix.parse().ok()?, prefix.len()));
        plan.prefixes = prefixes.iter().map(digits).collect::<Option<_>>()?;
        Some(plan)
    }

    /// Whether a number with so many national digits stays as it is.
    fn keeps(&self, value: u64, length: usize) -> bool {
        let (Ok(bit), Some(power)) = (u32::try_from(length), POWERS.get(length)) else { return false };
        let has_length = 1_u32.checked_shl(bit).is_some_and(|bit| self.lengths & bit != 0);
        let national = value % power;
        // Dividing takes longer.
        let starts_with = |&(digits, count): &(u64, usize)| {
            let power = length.checked_sub(count).and_then(|rest| POWERS.get(rest));
            power.is_some_and(|power| (digits * power..(digits + 1) * power).contains(&national))
        };
        has_length && !self.prefixes.iter().any(starts_with)
    }
}

/// What a pattern of the metadata finds at the start of a number.
enum Start {
    /// Something that starts with one of these digits.
    Digits(Vec<String>),
    /// Whole numbers of this length.
    Whole(usize),
}

/// Returns the alternatives of a pattern, one pattern each.
fn alternatives(pattern: &str) -> Vec<&str> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, character) in pattern.char_indices() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '|' if depth == 0 => {
                found.push(&pattern[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&pattern[start..]);
    found.retain(|pattern| !pattern.is_empty());
    found
}

/// Returns what a pattern without alternatives finds, or `None` if that is not easily told.
fn start(pattern: &str) -> Option<Start> {
    if let Some(whole) = pattern.strip_suffix('$') {
        return whole_length(whole.strip_prefix('(')?.strip_suffix(')')?).map(Start::Whole);
    }
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // As in `(?:0|90)(?:…)`.
    if let Some((choices, after)) = pattern.strip_prefix("(?:").and_then(|pattern| pattern.split_once(')')) {
        let choices: Vec<_> = choices.split('|').map(str::to_owned).collect();
        let is_plain = choices.iter().all(|choice| are_digits(choice)) && !after.starts_with(['?', '*', '{']);
        return is_plain.then_some(Start::Digits(choices));
    }
    // As in `(183[12])`.
    let pattern = if pattern.contains('|') { pattern } else { pattern.strip_prefix('(').unwrap_or(pattern) };
    let length = pattern.bytes().take_while(u8::is_ascii_digit).count();
    let is_optional = pattern[length..].starts_with(['?', '*', '{']);
    let digits = &pattern[..length.checked_sub(usize::from(is_optional))?];
    are_digits(digits).then(|| Start::Digits(vec![digits.to_owned()]))
}

/// Returns the length of what a pattern finds that is made of digits, sets of digits and how many of them there are.
fn whole_length(pattern: &str) -> Option<usize> {
    let mut length = 0;
    let mut rest = pattern;
    while !rest.is_empty() {
        rest = if let Some(after) = rest.strip_prefix("\\d") {
            after
        } else if let Some(set) = rest.strip_prefix('[') {
            &set[set.find(']')? + 1..]
        } else {
            rest.strip_prefix(|character: char| character.is_ascii_digit())?
        };
        let mut times = 1;
        if let Some(count) = rest.strip_prefix('{') {
            let (count, after) = count.split_once('}')?;
            times = count.parse().ok()?;
            rest = after;
        }
        length += times;
    }
    Some(length)
}
