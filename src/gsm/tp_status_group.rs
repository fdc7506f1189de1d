use strum::{EnumCount, EnumString, VariantArray, VariantNames};

use crate::vocabulary::{Language, ParseNameError, Text, named};

/// The general meaning of a TP-Status, given by its bits 6 and 5.
///
/// Source: 3GPP TS 23.040, section 9.2.3.15.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumCount, EnumString, VariantArray, VariantNames,
)]
#[strum(serialize_all = "snake_case", parse_err_ty = ParseNameError, parse_err_fn = ParseNameError::of::<TpStatusGroup>)]
#[repr(u8)]
pub enum TpStatusGroup {
    /// The transaction is complete, one way or another.
    Completed,
    /// A temporary error; the service centre is still trying.
    StillTrying,
    /// A permanent error; the service centre does not try again.
    PermanentError,
    /// A temporary error; the service centre gave up.
    TemporaryError,
}

named!(TpStatusGroup);

impl TpStatusGroup {
    /// Returns the human-readable label.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Completed => Text { en: "Completed", fr: "Terminé" },
            Self::StillTrying => {
                Text { en: "Temporary error, still trying", fr: "Erreur temporaire, nouvelles tentatives en cours" }
            }
            Self::PermanentError => Text { en: "Permanent error", fr: "Erreur permanente" },
            Self::TemporaryError => Text { en: "Temporary error, gave up", fr: "Erreur temporaire, abandon" },
        }
        .in_language(language)
    }
}
