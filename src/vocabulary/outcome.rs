use strum::{EnumCount, EnumString, VariantArray, VariantNames};

use super::{Language, ParseNameError, Text, named};

/// What became of the message, in one of five words.
///
/// Outcomes are ordered from the least to the most telling, and [`DeliveryStatus`](crate::DeliveryStatus) follows that order: of
/// two statuses with different outcomes, the one with the greater outcome is the greater status.
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
    /// Only part of it did: part of a long message, or of a bulk sending.
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
