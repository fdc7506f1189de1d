use core::str::FromStr;

use strum::{EnumCount, VariantArray, VariantNames};

use super::{Text, named};

/// A language in which labels and descriptions exist. Its name is its ISO 639-1 code.
///
/// It parses from a language tag (BCP 47, `en-GB`) or a POSIX locale (`fr_FR.UTF-8`): only the language matters, in upper or
/// lower case, and the rest is ignored.
///
/// ```
/// use sms_status::Language;
/// assert_eq!("fr_FR.UTF-8".parse(), Ok(Language::French));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, EnumCount, VariantArray, VariantNames)]
#[non_exhaustive]
#[repr(u8)]
pub enum Language {
    /// English.
    #[default]
    #[strum(serialize = "en")]
    English,
    /// French.
    #[strum(serialize = "fr")]
    French,
}

named!(Language);

impl Language {
    /// Returns the human-readable label.
    #[must_use]
    pub const fn label(self, language: Self) -> &'static str {
        match self {
            Self::English => Text { en: "English", fr: "Anglais" },
            Self::French => Text { en: "French", fr: "Français" },
        }
        .in_language(language)
    }
}

impl FromStr for Language {
    type Err = ParseLanguageError;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let language = tag.trim().split(['-', '_', '.', '@']).next().unwrap_or_default();
        Self::VARIANTS
            .iter()
            .copied()
            .find(|known| known.name().eq_ignore_ascii_case(language))
            .ok_or(ParseLanguageError(()))
    }
}

/// Reads what [`FromStr`] reads.
impl TryFrom<&str> for Language {
    type Error = ParseLanguageError;

    fn try_from(tag: &str) -> Result<Self, Self::Error> {
        tag.parse()
    }
}

/// The text is not a tag of a language of this crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("unknown language: expected a tag such as `en` or `fr-FR`")]
pub struct ParseLanguageError(());
