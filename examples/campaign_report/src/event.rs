use std::fmt::{self, Display, Formatter};

use sms_status::{DeliveryStatus, MessageKey, Msisdn, Report, smsmode::RecordErrorKind};

use crate::{digits, unreadable::Reason};

/// A report of a status that a message reached.
#[derive(Debug)]
pub struct Event<'a> {
    pub key: MessageKey,
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
        let recipient = recipient.ok_or(RecordErrorKind::InvalidRecipient)?;
        let status = DeliveryStatus::from_code(number(code)?);
        let unknown = status.is_none().then_some(code);
        Ok(Self { key: key(id, recipient), status: status.unwrap_or(DeliveryStatus::Undefined), unknown, campaign })
    }

    /// Returns the event of a callback.
    pub fn of_report(key: MessageKey, report: &'a Report) -> Self {
        let unknown = (!report.known).then_some(report.word.as_str());
        Self { key, status: report.status, unknown, campaign: report.reference.as_deref().unwrap_or_default() }
    }
}

/// Returns the key of a message: its id and recipient, because a short id may be that of a sending; or its id alone, if that is longer
/// than 16 bytes.
#[inline]
fn key(id: &str, recipient: u64) -> MessageKey {
    /// An id of the smsmode HTTP API has 12 bytes, a UUID has 36.
    const SHORT: usize = 16;

    if id.len() > SHORT {
        return MessageKey::new(id);
    }
    match Msisdn::from_digits(recipient) {
        Some(number) => MessageKey::of_msisdn(id, number),
        None => MessageKey::new(&format!("{id} {recipient}")),
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
