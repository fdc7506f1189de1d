use serde::{Serialize, Serializer};
use sms_status::{
    Platform, ReadError,
    smpp::{PduError, ReceiptError},
    smsmode::RecordErrorKind,
};

use super::wording::Wording;

/// Why a report cannot be read.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Reason {
    #[error(transparent)]
    Record(#[from] RecordErrorKind),
    #[error("the message id is missing")]
    MissingMessageId,
    #[error("the message id is neither a string nor a whole number")]
    InvalidMessageId,
    #[error("a quoted field is not closed on this line")]
    OpenQuote,
    #[error("the row has more fields than the header")]
    TooManyFields,
    #[error("the line is not a JSON object")]
    NotAnObject,
    #[error("the object has no `{key}` but {found}")]
    MissingKey { key: &'static str, found: Box<str> },
    #[error(transparent)]
    Request(#[from] ReadError),
    #[error("the line is not a {0} callback")]
    NotOfPlatform(Box<str>),
    #[error("the line is a {0} callback, not a {platform} one: use `--from {0}`", .other.name())]
    OtherPlatform { platform: Box<str>, other: Platform },
    #[error("the line is longer than 1 MiB")]
    TooLong,
    #[error("the PDU is cut short")]
    CutPdu,
    #[error(transparent)]
    Pdu(#[from] PduError),
    #[error(transparent)]
    Receipt(#[from] ReceiptError),
}

impl From<RecordErrorKind> for Box<Reason> {
    fn from(kind: RecordErrorKind) -> Self {
        Self::new(kind.into())
    }
}

impl Reason {
    pub fn text(&self, wording: Wording) -> String {
        let french = match self {
            Self::Record(reason) => return reason.message(wording.language).to_owned(),
            Self::MissingMessageId => "l'identifiant du message est absent",
            Self::InvalidMessageId => "l'identifiant du message n'est ni un texte ni un nombre entier",
            Self::OpenQuote => "un champ entre guillemets n'est pas refermé à la fin de la ligne",
            Self::TooManyFields => "la ligne a plus de champs que l'en-tête",
            Self::NotAnObject => "la ligne n'est pas un objet JSON",
            Self::MissingKey { key, found } => &format!("l'objet n'a pas `{key}`, mais {found}"),
            Self::Request(_) => "la ligne n'est pas une notification complète",
            Self::NotOfPlatform(platform) => &format!("la ligne n'est pas une notification de {platform}"),
            Self::OtherPlatform { platform, other } => &format!(
                "la ligne est une notification de {0}, et non de {platform}\u{A0}: utilisez `--from {0}`",
                other.name()
            ),
            Self::TooLong => "la ligne dépasse 1\u{A0}Mio",
            Self::CutPdu | Self::Pdu(_) => "le PDU est tronqué",
            Self::Receipt(_) => "l'accusé de réception n'a pas d'état (`stat:`)",
        };
        wording.text(&self.to_string(), french).to_owned()
    }
}

/// Writes the English text.
impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
