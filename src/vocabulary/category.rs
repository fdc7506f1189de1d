use strum::{EnumCount, EnumString, VariantArray, VariantNames};

use super::{Language, ParseNameError, Text, named};

/// The section of the smsmode status page that a status belongs to.
///
/// A status found only in the annex of the API documents is placed by its code: 350x is temporary, 352x permanent, and any other
/// failure falls under [`Other`](Self::Other).
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
    /// Statuses that say nothing against a recipient: sent, received, not sent for lack of credit, …
    General,
    /// The message failed, but the number is valid.
    Temporary,
    /// The message failed, and would fail again.
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
