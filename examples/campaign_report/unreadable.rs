use serde::{Serialize, Serializer};
use sms_status::smsmode::RecordErrorReason;

use crate::common::wording::Wording;

/// How much of a text that cannot be read is shown, in characters.
const EXCERPT: usize = 60;

/// What could not be read: how much it was, and the first of it in detail.
#[derive(Debug)]
pub struct Unreadable {
    pub total: u64,
    pub listed: Vec<Item>,
    limit: usize,
}

/// Something that could not be read.
#[derive(Debug, Serialize)]
pub struct Item {
    pub file: String,
    #[serde(flatten)]
    pub place: Place,
    pub reason: Reason,
    /// What is there.
    pub text: String,
}

/// Where something is in a file.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The first byte is byte 0.
    Byte(u64),
    /// The first line is line 1.
    Line(u64),
}

/// Why something cannot be read.
#[derive(Clone, Copy, Debug, thiserror::Error)]
pub enum Reason {
    #[error(transparent)]
    Record(#[from] RecordErrorReason),
    #[error("the message id is missing")]
    MissingMessageId,
    #[error("the message id, the recipient or the code is not UTF-8")]
    NotUtf8,
    #[error("a quoted field does not end on the line")]
    OpenQuote,
    #[error("the row has more fields than the header")]
    TooManyFields,
    #[error("the line is not a JSON object with a message_id, a recipient and a code")]
    NotAnEvent,
    #[error("the callback is not a JSON object with a messageId and a status value")]
    NotACallback,
    #[error("the line is longer than 1 MiB")]
    TooLong,
}

impl Reason {
    pub fn text(self, wording: Wording) -> String {
        let french = match self {
            Self::Record(RecordErrorReason::InvalidRecipient) => "le destinataire n'est pas un numéro",
            Self::Record(RecordErrorReason::MissingCode) => "le code manque",
            Self::Record(RecordErrorReason::InvalidCode) => "le code n'est pas un nombre de 0 à 65535",
            Self::Record(RecordErrorReason::UnexpectedText) => "un texte inattendu suit le code",
            Self::Record(_) => "l'enregistrement est illisible",
            Self::MissingMessageId => "l'identifiant du message manque",
            Self::NotUtf8 => "l'identifiant du message, le destinataire ou le code n'est pas en UTF-8",
            Self::OpenQuote => "un champ entre guillemets ne se termine pas sur la ligne",
            Self::TooManyFields => "la ligne a plus de champs que l'en-tête",
            Self::NotAnEvent => "la ligne n'est pas un objet JSON avec message_id, recipient et code",
            Self::NotACallback => "le callback n'est pas un objet JSON avec messageId et une valeur de statut",
            Self::TooLong => "la ligne est plus longue que 1 Mio",
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

impl Unreadable {
    /// Nothing yet; up to `limit` items will be listed.
    pub const fn new(limit: usize) -> Self {
        Self { total: 0, listed: Vec::new(), limit }
    }

    /// Counts an item, and lists it where there is room.
    pub fn add(&mut self, file: &str, place: Place, reason: Reason, text: &[u8]) {
        self.total += 1;
        if self.listed.len() < self.limit {
            // A character has up to 4 bytes; the last one may be cut, but is not shown.
            let start = &text[..text.len().min(4 * (EXCERPT + 1))];
            let text = String::from_utf8_lossy(start).trim().chars().take(EXCERPT).collect();
            self.listed.push(Item { file: file.to_owned(), place, reason, text });
        }
    }
}
