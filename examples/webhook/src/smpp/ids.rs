use std::borrow::Cow;

use serde::Deserialize;

/// In which form ids are kept. Some message centres write the same number in decimal in receipts and in hexadecimal in their answers to
/// submissions, or the other way round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ids {
    /// As they are in receipts.
    #[default]
    AsReceived,
    /// In decimal; those in receipts are hexadecimal.
    Decimal,
    /// In hexadecimal; those in receipts are decimal.
    Hexadecimal,
}

impl Ids {
    /// Returns the id to keep of one in a receipt. What is not such a number stays as it is.
    pub fn kept(self, id: &str) -> Cow<'_, str> {
        let digits = |radix| u128::from_str_radix(id, radix).ok().filter(|_| !id.starts_with('+'));
        match self {
            Self::AsReceived => None,
            Self::Decimal => digits(16).map(|number| number.to_string()),
            Self::Hexadecimal => digits(10).map(|number| format!("{number:x}")),
        }
        .map_or(Cow::Borrowed(id), Cow::Owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_same_number_in_the_other_form() {
        let cases = [
            ("0000012345", "74565", "3039"),
            ("1A2b", "6699", "1A2b"),
            ("42", "66", "2a"),
            ("0", "0", "0"),
            ("", "", ""),
            ("+42", "+42", "+42"),
            ("-42", "-42", "-42"),
            ("7.1", "7.1", "7.1"),
            (
                "ffffffffffffffffffffffffffffffff",
                "340282366920938463463374607431768211455",
                "ffffffffffffffffffffffffffffffff",
            ),
            (
                "fffffffffffffffffffffffffffffffff",
                "fffffffffffffffffffffffffffffffff",
                "fffffffffffffffffffffffffffffffff",
            ),
        ];
        for (id, decimal, hexadecimal) in cases {
            let kept = [Ids::AsReceived, Ids::Decimal, Ids::Hexadecimal].map(|ids| ids.kept(id));
            assert_eq!(kept, [id, decimal, hexadecimal], "{id}");
        }
    }
}
