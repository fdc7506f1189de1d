//! The vocabulary below the statuses: small enums, each with a machine-readable name and a human-readable label.

#[cfg(feature = "serde")]
use core::marker::PhantomData;
use core::{fmt, str::FromStr};

use strum::{EnumCount, EnumString, VariantArray, VariantNames};

/// Adds to an enum of the vocabulary what all of them have in common: its values, their names, how it prints, and serde.
///
/// The enum derives [`strum::EnumCount`], [`strum::VariantArray`] and [`strum::VariantNames`], which know all there is to
/// add, and has a method `label`. `named!(Outcome)` expands to
///
/// ```text
/// impl Outcome {
///     pub const VARIANTS: &'static [Self] = …; // [Unknown, Pending, …]
///     pub const COUNT: usize = …;              // 5
///     pub const fn name(self) -> &'static str; // "unknown", …
///     pub fn from_name(name: &str) -> Option<Self>;
/// }
/// impl Display for Outcome;                    // the English label
/// impl Serialize for Outcome;                  // the name
/// impl Deserialize<'_> for Outcome;            // the name and nothing else
/// ```
macro_rules! named {
    ($Enum:ident) => {
        $crate::vocabulary::named!($Enum, |value: Self| value.label($crate::vocabulary::Language::English));
    };
    ($Enum:ident, $label:expr) => {
        impl $Enum {
            /// All values, in the order of declaration.
            pub const VARIANTS: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

            /// The number of values.
            pub const COUNT: usize = <Self as strum::EnumCount>::COUNT;

            /// Returns the machine-readable name, which serde writes too. It never changes.
            #[must_use]
            pub const fn name(self) -> &'static str {
                <Self as strum::VariantNames>::VARIANTS[self as usize]
            }

            /// Returns the value with exactly this [name](Self::name).
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::VARIANTS.iter().copied().find(|value| value.name() == name)
            }
        }

        /// Prints the English label.
        impl core::fmt::Display for $Enum {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(($label)(*self))
            }
        }

        /// Writes the name.
        #[cfg(feature = "serde")]
        impl serde::Serialize for $Enum {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        /// Reads the name. Anything else is an error.
        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $Enum {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::vocabulary::NameVisitor {
                    expected: concat!("the name of a value of `", stringify!($Enum), "`"),
                    from_name: Self::from_name,
                })
            }
        }
    };
}

pub(crate) use named;

/// The section of the smsmode status page that a status belongs to.
///
/// If a status is only in the annex of the API documentation, its code gives the section: 350x is temporary, 352x is
/// permanent, and any other failure is [`Other`](Self::Other).
///
/// ```
/// use sms_status::{Category, DeliveryStatus};
/// assert_eq!(DeliveryStatus::TemporaryPhoneError.category(), Category::Temporary);
/// assert_eq!("temporary".parse(), Ok(Category::Temporary));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumCount, EnumString, VariantArray, VariantNames)]
#[strum(serialize_all = "snake_case", parse_err_ty = ParseNameError, parse_err_fn = ParseNameError::of::<Category>)]
#[repr(u8)]
pub enum Category {
    /// Statuses that do not point to a problem with the recipient, such as sent, received, or not sent for lack of credit.
    General,
    /// The message failed, but the number is valid.
    Temporary,
    /// The message failed, and another attempt would fail too.
    Permanent,
    /// Every other failure.
    Other,
}

named!(Category);

impl Category {
    /// Returns the human-readable label.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::General => Text { en: "General statuses", fr: "Statuts généraux" },
            Self::Temporary => Text { en: "Temporary errors", fr: "Erreurs temporaires" },
            Self::Permanent => Text { en: "Permanent errors", fr: "Erreurs permanentes" },
            Self::Other => Text { en: "Other errors", fr: "Autres erreurs" },
        }
        .in_language(language)
    }
}

/// What happened to the message, in one of five words.
///
/// Outcomes are ordered by how much they say. [`DeliveryStatus`](crate::DeliveryStatus) follows that order: if two statuses
/// have different outcomes, the status with the greater outcome is greater.
///
/// ```
/// use sms_status::{DeliveryStatus, Outcome};
/// assert_eq!(DeliveryStatus::Sent.outcome(), Outcome::Pending);
/// assert!(Outcome::Pending < Outcome::Received);
/// ```
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumCount, EnumString, VariantArray, VariantNames,
)]
#[strum(serialize_all = "snake_case", parse_err_ty = ParseNameError, parse_err_fn = ParseNameError::of::<Outcome>)]
#[repr(u8)]
pub enum Outcome {
    /// Nothing is known.
    Unknown,
    /// A later report is expected.
    Pending,
    /// The message did not reach its recipient.
    Failed,
    /// Only part of a long message, or of a bulk send, reached its recipients.
    Partial,
    /// The message reached its recipient.
    Received,
}

named!(Outcome);

impl Outcome {
    /// Returns the human-readable label.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Unknown => Text { en: "Unknown", fr: "Inconnu" },
            Self::Pending => Text { en: "Pending", fr: "En attente" },
            Self::Failed => Text { en: "Failed", fr: "Échec" },
            Self::Partial => Text { en: "Partial", fr: "Partiel" },
            Self::Received => Text { en: "Received", fr: "Reçu" },
        }
        .in_language(language)
    }
}

/// What a status advises you to do with the number in your address book.
///
/// The crate never infers [`Remove`](Self::Remove). Only two statuses advise it: those for which the smsmode status page says
/// that the number may be removed.
///
/// ```
/// use sms_status::{AddressBookAction, DeliveryStatus};
/// assert_eq!(DeliveryStatus::PermanentPhoneError.action(), AddressBookAction::Remove);
/// assert_eq!(DeliveryStatus::Blacklisted.action(), AddressBookAction::Suppress);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumCount, EnumString, VariantArray, VariantNames)]
#[strum(serialize_all = "snake_case", parse_err_ty = ParseNameError, parse_err_fn = ParseNameError::of::<AddressBookAction>)]
#[repr(u8)]
pub enum AddressBookAction {
    /// Keep the number.
    Keep,
    /// Have somebody check the number. The failure is about the number, but the source does not say whether the number is
    /// valid.
    Review,
    /// The number may be removed.
    Remove,
    /// Keep the entry, so that the opt-out stays on record, and never send to the number.
    Suppress,
}

named!(AddressBookAction);

impl AddressBookAction {
    /// Returns the human-readable label.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Keep => Text { en: "Keep", fr: "Conserver" },
            Self::Review => Text { en: "Review", fr: "Vérifier" },
            Self::Remove => Text { en: "Remove", fr: "Retirer" },
            Self::Suppress => Text { en: "Do not contact", fr: "Exclure des envois" },
        }
        .in_language(language)
    }
}

/// A language of labels and descriptions. Its name is its ISO 639-1 code.
///
/// It parses from a language tag (BCP 47, `en-GB`) or a POSIX locale (`fr_FR.UTF-8`). Only the language matters; its case
/// and the rest of the tag are ignored.
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

/// The string is not the tag of a language that this crate supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("unknown language: expected a tag such as `en` or `fr-FR`")]
pub struct ParseLanguageError(());

/// A human-readable text, in every language of the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Text {
    pub(crate) en: &'static str,
    pub(crate) fr: &'static str,
}

impl Text {
    pub(crate) const fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::French => self.fr,
        }
    }
}

/// The string is not the name of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("unknown name: expected one of {}", Names(.names))]
pub struct ParseNameError {
    /// The names of all values.
    names: &'static [&'static str],
}

impl ParseNameError {
    /// The error of an enum, which strum calls with the text.
    pub(crate) const fn of<T: strum::VariantNames>(_text: &str) -> Self {
        Self { names: T::VARIANTS }
    }
}

struct Names<'a>(&'a [&'static str]);

impl fmt::Display for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(row, name)| {
            let separator = if row == 0 { "" } else { ", " };
            write!(f, "{separator}`{name}`")
        })
    }
}

/// Reads a value of the vocabulary from its name.
#[cfg(feature = "serde")]
pub(crate) struct NameVisitor<T> {
    pub(crate) expected: &'static str,
    pub(crate) from_name: fn(&str) -> Option<T>,
}

#[cfg(feature = "serde")]
impl<T> serde::de::Visitor<'_> for NameVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<T, E> {
        (self.from_name)(name).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(name), &self))
    }
}

/// Reads a value from the text that it parses from. The error is that of parsing.
#[cfg(feature = "serde")]
pub(crate) struct ParsedVisitor<T> {
    expected: &'static str,
    value: PhantomData<T>,
}

#[cfg(feature = "serde")]
impl<T> ParsedVisitor<T> {
    pub(crate) const fn new(expected: &'static str) -> Self {
        Self { expected, value: PhantomData }
    }
}

#[cfg(feature = "serde")]
impl<T: FromStr<Err: fmt::Display>> serde::de::Visitor<'_> for ParsedVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(|error| E::custom(format_args!("invalid value: string {text:?}, {error}")))
    }
}
