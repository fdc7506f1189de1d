use core::str::FromStr;

use super::DeliveryStatus;
use crate::vocabulary::Language;

/// Reads a name, a label in either language, or another spelling of a label that the smsmode documentation uses.
///
/// Case, accents, kinds of dash and surrounding white space do not matter.
///
/// ```
/// use sms_status::DeliveryStatus;
/// assert_eq!("permanent_absence_error".parse(), Ok(DeliveryStatus::PermanentAbsenceError));
/// assert_eq!(" NON ENVOYE – CREDIT INSUFFISANT ".parse(), Ok(DeliveryStatus::InsufficientCredit));
/// ```
impl FromStr for DeliveryStatus {
    type Err = ParseStatusError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(status) = Self::from_name(text) {
            return Ok(status);
        }
        let text = text.trim();
        Self::VARIANTS
            .iter()
            .copied()
            .find(|status| status.spellings().any(|spelling| folded(spelling).eq(folded(text))))
            .ok_or(ParseStatusError(()))
    }
}

/// Reads what [`FromStr`] reads.
impl TryFrom<&str> for DeliveryStatus {
    type Error = ParseStatusError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl DeliveryStatus {
    /// Returns every text that parses as this status.
    fn spellings(self) -> impl Iterator<Item = &'static str> {
        let labels = Language::VARIANTS.iter().map(move |&language| self.label(language));
        let others = self.facts().other_spellings.iter().copied();
        core::iter::once(self.name()).chain(labels).chain(others)
    }
}

/// Returns the characters of a text without case, accents and kinds of dash.
fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase).filter_map(|character| match character {
        'à' | 'â' | 'ä' => Some('a'),
        'ç' => Some('c'),
        'é' | 'è' | 'ê' | 'ë' => Some('e'),
        'î' | 'ï' => Some('i'),
        'ô' | 'ö' => Some('o'),
        'ù' | 'û' | 'ü' => Some('u'),
        // Hyphens and dashes.
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        // Accents that stand apart from their letter (Unicode normalization form D).
        '\u{300}'..='\u{36F}' => None,
        other => Some(other),
    })
}

/// The string is neither a name nor a label of a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("unknown delivery status: expected a name such as `received` or a label in English or French")]
pub struct ParseStatusError(());
