use std::fmt::{self, Display, Formatter};

use sms_status::{DeliveryStatus, smsmode::RecordErrorKind};

use crate::{digits, unreadable::Reason};

/// What stands for a missing recipient; every number that is read is less.
pub const NO_RECIPIENT: u64 = u64::MAX;

/// A report of a status that a message reached.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    pub id: &'a str,
    /// The recipient, if the id is not that of one message.
    pub recipient: Option<u64>,
    pub status: DeliveryStatus,
    /// The code as it was received, if it is not known.
    pub unknown: Option<&'a str>,
    /// The campaign; an empty one is none.
    pub campaign: &'a str,
}

impl<'a> Event<'a> {
    /// Returns the event with these fields.
    #[inline]
    pub fn new(id: &'a str, recipient: Option<u64>, code: &'a str, campaign: &'a str) -> Result<Self, Reason> {
        let id = id.trim_ascii();
        if id.is_empty() {
            return Err(Reason::MissingMessageId);
        }
        let recipient = Some(recipient.ok_or(RecordErrorKind::InvalidRecipient)?);
        let status = DeliveryStatus::from_code(number(code)?);
        let unknown = status.is_none().then_some(code);
        Ok(Self { id, recipient, status: status.unwrap_or(DeliveryStatus::Undefined), unknown, campaign })
    }

    /// Returns the event of a callback with a word that has this status, and the id of one message.
    #[inline]
    pub fn of_word(id: &'a str, word: &'a str, status: DeliveryStatus, campaign: &'a str) -> Self {
        let unknown = (status == DeliveryStatus::Undefined).then_some(word);
        Self { id, recipient: None, status, unknown, campaign }
    }
}

/// A code as it was received.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    Number(u16),
    /// A status value of the REST API or of a platform.
    Word(Box<str>),
}

impl From<&str> for Code {
    fn from(text: &str) -> Self {
        number(text).map_or_else(|_| Self::Word(text.into()), Self::Number)
    }
}

impl Display for Code {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(code) => code.fmt(f),
            Self::Word(word) => f.pad(word),
        }
    }
}

/// The recipient's number in international form, with or without `+`.
#[inline]
pub fn recipient(text: &str) -> Option<u64> {
    let text = text.trim_ascii();
    let digits = text.strip_prefix('+').unwrap_or(text);
    digits::read(digits)
}

/// The code that a text is.
#[inline]
fn number(text: &str) -> Result<u16, RecordErrorKind> {
    let text = text.trim_ascii();
    if text.is_empty() {
        return Err(RecordErrorKind::MissingCode);
    }
    let digits = text.starts_with(|first: char| first.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().ok_or(RecordErrorKind::InvalidCode)
}
