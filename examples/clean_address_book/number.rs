use std::fmt;

use phonenumber::{
    Mode, country,
    metadata::{DATABASE, Descriptor},
};

/// A phone number in the form of ITU-T E.164, `+33639980001`: the same for every spelling of the number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct E164(String);

impl E164 {
    /// Reads a number as people write it: an international one, or a national one of the region.
    ///
    /// It need not be allocated: the list is to be cleaned of numbers that are not. But it must be as long as numbers of
    /// its country are, as `06 39 98 00 01 (Marie)` is not: letters stand for digits, too.
    pub fn read(text: &str, region: Option<country::Id>) -> Option<Self> {
        // First without the region, whose trunk prefix would be taken off the numbers of other countries.
        let number = phonenumber::parse(None, text).or_else(|_| phonenumber::parse(region, text)).ok()?;
        let length = number.national().to_string().len();
        let countries = DATABASE.by_code(&number.code().value())?;
        let kinds = countries.iter().map(|country| country.descriptors()).flat_map(|kinds| {
            [kinds.mobile(), kinds.fixed_line(), kinds.voip(), kinds.personal_number()].into_iter().flatten()
        });
        let mut lengths = kinds.flat_map(Descriptor::possible_length);
        lengths.any(|&usual| usize::from(usual) == length).then(|| Self(number.format().mode(Mode::E164).to_string()))
    }

    /// Reads the recipient of a delivery report: an international number, with or without `+`.
    pub fn read_recipient(text: &str, region: Option<country::Id>) -> Option<Self> {
        Self::read(&format!("+{text}"), None).or_else(|| Self::read(text, region))
    }
}

impl fmt::Display for E164 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
