use core::ops::Range;

use crate::vocabulary::{Language, Text};

/// An error response, such as `31 | Internal error`: the request failed, and there are no delivery reports.
///
/// The error keeps the code as received. The code is about the request, not about a message; in a delivery report, the same
/// code has a different meaning.
///
/// Source: the smsmode HTTP API documentation, table of return codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("the request failed with code {code} ({})", self.meaning(Language::English))]
#[non_exhaustive]
pub struct RequestError {
    /// The code of the error.
    pub code: u16,
}

impl RequestError {
    pub(super) const fn new(code: u16) -> Self {
        Self { code }
    }

    /// Returns the meaning of the code in a few words.
    ///
    /// ```
    /// # use sms_status::{Language, smsmode};
    /// let error = smsmode::delivery_reports("32 | Authentication error").unwrap_err();
    /// assert_eq!(error.meaning(Language::French), "erreur d'authentification");
    /// ```
    #[must_use]
    pub const fn meaning(self, language: Language) -> &'static str {
        match self.code {
            31 => Text { en: "internal error", fr: "erreur interne" },
            32 => Text { en: "authentication error", fr: "erreur d'authentification" },
            35 => Text { en: "missing or invalid parameter", fr: "paramètre absent ou invalide" },
            50 => Text { en: "temporarily unavailable", fr: "service momentanément indisponible" },
            61 => Text { en: "unknown message", fr: "message inconnu" },
            _ => Text { en: "unknown error", fr: "erreur inconnue" },
        }
        .in_language(language)
    }
}

/// An error in a record of a delivery report body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("record at byte {offset}: {kind}")]
#[non_exhaustive]
pub struct RecordError {
    /// The offset of the record in the body, in bytes.
    pub offset: usize,
    /// The length of the record in bytes, without surrounding white space.
    pub length: usize,
    /// What is wrong with it.
    pub kind: RecordErrorKind,
}

impl RecordError {
    /// Returns the range of the record in the body, in bytes.
    ///
    /// ```
    /// # use sms_status::smsmode;
    /// let body = "33600000000 11 | 33611111111 eleven";
    /// let error = smsmode::delivery_reports(body)?.find_map(Result::err);
    /// assert_eq!(error.map(|error| &body[error.range()]), Some("33611111111 eleven"));
    /// # Ok::<(), smsmode::RequestError>(())
    /// ```
    #[must_use]
    pub const fn range(&self) -> Range<usize> {
        self.offset..self.offset + self.length
    }
}

/// What is wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{}", self.message(Language::English))]
#[non_exhaustive]
pub enum RecordErrorKind {
    /// The first token is not a phone number: digits, with or without `+`.
    InvalidRecipient,
    /// There is only a recipient.
    MissingCode,
    /// The second token is not a whole number from 0 to 65535.
    InvalidCode,
    /// Something follows the code.
    UnexpectedText,
}

impl RecordErrorKind {
    /// Returns a human-readable message, without a capital letter at the start or a full stop at the end.
    ///
    /// ```
    /// # use sms_status::{Language, smsmode::RecordErrorKind};
    /// assert_eq!(RecordErrorKind::MissingCode.message(Language::French), "le code est absent");
    /// ```
    #[must_use]
    pub const fn message(self, language: Language) -> &'static str {
        match self {
            Self::InvalidRecipient => Text {
                en: "the recipient is not a phone number",
                fr: "le destinataire n'est pas un numéro de téléphone",
            },
            Self::MissingCode => Text { en: "the code is missing", fr: "le code est absent" },
            Self::InvalidCode => {
                Text { en: "the code is not a number from 0 to 65535", fr: "le code n'est pas un nombre de 0 à 65535" }
            }
            Self::UnexpectedText => Text { en: "unexpected text after the code", fr: "texte inattendu après le code" },
        }
        .in_language(language)
    }
}
