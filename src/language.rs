use core::str::FromStr;

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A language that labels and descriptions exist in. Its name is its ISO 639-1 code.
    ///
    /// It parses from a language tag (BCP 47, `en-GB`) or a POSIX locale (`fr_FR.UTF-8`): the language counts, in any
    /// case, and what follows it is ignored.
    ///
    /// ```
    /// use sms_status::Language;
    /// assert_eq!("fr_FR.UTF-8".parse(), Ok(Language::French));
    /// ```
    #[derive(Default)]
    #[non_exhaustive]
    pub enum Language {
        /// English.
        #[default]
        English = "en" { en: "English", fr: "Anglais" }
        /// French.
        French = "fr" { en: "French", fr: "Français" }
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

/// A language tag names no language of this crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language: expected a tag such as `en` or `fr-FR`")]
pub struct ParseLanguageError(());
