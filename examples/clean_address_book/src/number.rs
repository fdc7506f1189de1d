use std::fmt;

use phonenumber::{
    Mode, PhoneNumber, country,
    metadata::{DATABASE, Descriptor, Metadata},
};

use crate::{
    plan,
    spelling::{self, Digits},
    subscriber,
};

/// A phone number in the form of ITU-T E.164, `+33639980001`: the same for every spelling of the number.
///
/// It is held as the number that its digits are; none starts with a zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct E164(u64);

impl E164 {
    /// Reads a number as people write it: an international one, or a national one of the region.
    ///
    /// It need not be allocated: the list is to be cleaned of numbers that are not. But it must be as long as numbers of
    /// its country are, and be spelled so that nothing else can be meant.
    pub fn read(text: &str, region: Option<country::Id>) -> Option<Self> {
        plan::read(text, region).map(Self).or_else(|| Self::read_slowly(text, region))
    }

    /// Reads any number, by the metadata.
    pub(crate) fn read_slowly(text: &str, region: Option<country::Id>) -> Option<Self> {
        Self::of(&spelling::digits(text)?, region)
    }

    /// Reads the recipient of a delivery report: an international number, with or without `+`.
    pub fn read_recipient(text: &str, region: Option<country::Id>) -> Option<Self> {
        plan::read_recipient(text).map(Self).or_else(|| Self::read_recipient_slowly(text, region))
    }

    pub(crate) fn read_recipient_slowly(text: &str, region: Option<country::Id>) -> Option<Self> {
        let spelled = spelling::digits(text)?;
        let international = Digits { digits: format!("+{}", spelled.digits.trim_start_matches('+')), ..spelled };
        Self::of(&international, None).or_else(|| Self::of(&spelled, region))
    }

    pub(crate) const fn from_digits(digits: u64) -> Self {
        Self(digits)
    }

    /// Returns the number that its digits are.
    pub const fn digits(self) -> u64 {
        self.0
    }

    fn of(spelled: &Digits, region: Option<country::Id>) -> Option<Self> {
        Self::of_metadata(spelled, region).or_else(|| {
            let region = region.map(|region| region.as_ref().to_owned());
            subscriber::old_number(&spelled.digits, region.as_deref()).filter(|_| !spelled.has_optional_zero)
        })
    }

    fn of_metadata(spelled: &Digits, region: Option<country::Id>) -> Option<Self> {
        let digits = &spelled.digits;
        if let Some(number) = overseas(digits, region) {
            return Self::of_metadata(&Digits { digits: number, ..spelled.clone() }, None);
        }
        let is_international = digits.starts_with('+');
        // The trunk prefix of the region would be taken off the numbers of other countries.
        let number = phonenumber::parse(region.filter(|_| !is_international), digits).ok()?;
        let countries = DATABASE.by_code(&number.code().value())?;
        let has_trunk_zero = countries.iter().any(|country| country.national_prefix() == Some("0"));
        // The zero in parentheses may belong to the number.
        let is_doubtful = spelled.has_optional_zero && !has_trunk_zero;
        // The metadata complete the numbers of some countries, whose old form is that of other numbers.
        let is_completed = is_international && !digits.ends_with(&number.national().to_string());
        let written = written(&number);
        // What is taken off a number once, such as a zero or the code of a carrier, must not be taken off again.
        let is_stable = || {
            written == *digits || phonenumber::parse(None, &written).is_ok_and(|again| self::written(&again) == written)
        };
        if is_doubtful || is_completed || !has_usual_length(&number, &countries) || !is_stable() {
            return None;
        }
        written.strip_prefix('+')?.parse().ok().map(Self)
    }
}

/// Returns the international form of a number that is dialled in France and belongs to an overseas department.
///
/// The metadata take it for a number of `+33`, where there is none of these.
fn overseas(digits: &str, region: Option<country::Id>) -> Option<String> {
    /// The first digits after the zero, and the code of the country (Arcep, decision 2018-0881, national numbering plan).
    const CODES: [(&str, &str); 7] = [
        ("690", "590"),
        ("691", "590"),
        ("692", "262"),
        ("693", "262"),
        ("694", "594"),
        ("696", "596"),
        ("697", "596"),
    ];

    let national = digits.strip_prefix('0').unwrap_or(digits);
    let is_national = region == Some(country::FR) && national.len() == 9;
    let code = |&(start, code): &(&str, &str)| national.starts_with(start).then(|| format!("+{code}{national}"));
    CODES.iter().filter(|_| is_national).find_map(code)
}

fn written(number: &PhoneNumber) -> String {
    number.format().mode(Mode::E164).to_string()
}

fn has_usual_length(number: &PhoneNumber, countries: &[&Metadata]) -> bool {
    let length = number.national().to_string().len();
    let kinds = countries.iter().map(|country| country.descriptors()).flat_map(|kinds| {
        [kinds.mobile(), kinds.fixed_line(), kinds.voip(), kinds.personal_number()].into_iter().flatten()
    });
    kinds.flat_map(Descriptor::possible_length).any(|&usual| usize::from(usual) == length)
}

impl fmt::Display for E164 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}", self.0)
    }
}
