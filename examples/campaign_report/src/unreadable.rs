use common::{escaped::Escaped, wording::Wording};
use serde::{Serialize, Serializer};
use sms_status::{Platform, ReadError, smsmode::RecordErrorKind};

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
    /// What is there, or the start of it.
    pub text: String,
}

/// Where something is in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The first byte is byte 0.
    Byte(u64),
    /// The first line is line 1.
    Line(u64),
}

/// Why something cannot be read.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Reason {
    #[error(transparent)]
    Record(#[from] RecordErrorKind),
    #[error("the message id is missing")]
    MissingMessageId,
    #[error("the message id is not a text or a whole number")]
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
    #[error("the line is not a callback of {0}")]
    NotOfPlatform(Box<str>),
    #[error("the line is not a callback of {platform} but of {}: use `--from {}`", .other.name(), .other.name())]
    OtherPlatform { platform: Box<str>, other: Platform },
    #[error("the line is longer than 1 MiB")]
    TooLong,
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
                "la ligne n'est pas une notification de {platform}, mais de {0}\u{A0}: utilisez `--from {0}`",
                other.name()
            ),
            Self::TooLong => "la ligne dépasse 1\u{A0}Mio",
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

impl Item {
    /// Returns the place, with or without the name of the file, the reason and what is there.
    pub fn text(&self, name_file: bool, wording: Wording) -> String {
        let Self { file, place, reason, text } = self;
        let file = if name_file { format!("{}, ", Escaped(file)) } else { String::new() };
        let (unit, number) = match place {
            Place::Byte(offset) => (wording.text("byte", "octet"), offset),
            Place::Line(number) => (wording.text("line", "ligne"), number),
        };
        format!(
            "{file}{unit} {number}{} {} (\"{}\")",
            wording.text(":", "\u{A0}:"),
            reason.text(wording),
            Escaped(text)
        )
    }
}

impl Unreadable {
    /// Creates an empty list, of up to `limit` items.
    pub const fn new(limit: usize) -> Self {
        Self { total: 0, listed: Vec::new(), limit }
    }

    pub const fn limit(&self) -> usize {
        self.limit
    }

    /// Counts an item, and lists it if there is room.
    pub fn add(&mut self, file: &str, place: Place, reason: Reason, text: &str) {
        self.total += 1;
        if self.listed.len() < self.limit {
            let text = text.trim().chars().take(EXCERPT).collect();
            self.listed.push(Item { file: file.to_owned(), place, reason, text });
        }
    }

    /// Adds what several threads could not read of one file, each from front to back.
    pub fn extend(&mut self, parts: impl IntoIterator<Item = Self>) {
        let mut items = Vec::new();
        for part in parts {
            self.total += part.total;
            items.extend(part.listed);
        }
        items.sort_by_key(|item| item.place);
        items.truncate(self.limit - self.listed.len());
        self.listed.append(&mut items);
    }
}
