use std::{
    fmt::{self, Display, Formatter},
    hash::{Hash, Hasher},
};

use common::{
    event_fields::{self, EventFields},
    event_object::Object,
    reason::Reason,
};
use sms_status::{DeliveryStatus, IdNames, MessageId, MessageKey, Msisdn, Report, smsmode::RecordErrorKind};

use crate::digits;

/// A report of a status that a message reached.
#[derive(Debug)]
pub struct Event<'a> {
    pub key: Key,
    pub status: DeliveryStatus,
    /// The code as it was received, if it is not known.
    pub unknown: Option<&'a str>,
    /// The campaign; an empty one is none.
    pub campaign: &'a str,
}

impl<'a> Event<'a> {
    /// Returns the event with these fields.
    #[allow(clippy::inline_always, reason = "an event that is passed in memory takes longer than making it")]
    #[inline(always)]
    pub fn new(id: &'a str, recipient: Option<u64>, code: &'a str, campaign: &'a str) -> Result<Self, Reason> {
        let id = id.trim_ascii();
        if id.is_empty() {
            return Err(Reason::MissingMessageId);
        }
        let recipient = recipient.ok_or(RecordErrorKind::InvalidRecipient)?;
        let status = event_fields::status(code)?;
        let unknown = status.is_none().then_some(code);
        Ok(Self {
            key: Key::of_event(id, recipient),
            status: status.unwrap_or(DeliveryStatus::Undefined),
            unknown,
            campaign,
        })
    }

    /// Returns the event of the fields of a file.
    #[allow(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    pub fn of_fields(fields: EventFields<'a>) -> Result<Self, Reason> {
        let EventFields { message_id, recipient, code, campaign } = fields;
        Self::new(message_id, self::recipient(recipient), code, campaign)
    }

    /// Returns the event of a line of JSON, if it is a report.
    pub fn of_object(object: &'a Object<'_>) -> Result<Option<Self>, Reason> {
        match object {
            Object::Event(fields) => Self::of_fields(fields.texts()?).map(Some),
            Object::Callback(report) => {
                let key = Key::of_report(report).ok_or(Reason::MissingMessageId)?;
                Ok(Some(Self::of_report(key, report)))
            }
            Object::NoReport => Ok(None),
        }
    }

    /// Returns the event of a callback.
    pub fn of_report(key: Key, report: &'a Report) -> Self {
        let unknown = (!report.known).then_some(report.word.as_str());
        Self { key, status: report.status, unknown, campaign: report.reference.as_deref().unwrap_or_default() }
    }
}

/// What a message is.
///
/// Most events of files have a short id and a phone number. Those take 24 bytes without alignment, so that a large campaign takes a fifth
/// less memory and time than with a [`MessageKey`] for each.
#[derive(Debug, PartialEq, Eq)]
pub enum Key {
    Sent(Sent),
    Other(MessageKey),
}

/// A short id and a recipient, because a short id may be that of a send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    id: MessageId,
    recipient: [u8; 8],
}

/// Hashes as two numbers.
impl Hash for Sent {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
        state.write_u64(u64::from_ne_bytes(self.recipient));
    }
}

impl Key {
    /// Returns the key of an event of a file: its id and recipient, or its id alone, if that is not short.
    #[inline]
    fn of_event(id: &str, recipient: u64) -> Self {
        match MessageId::new(id) {
            Ok(id) => Self::Sent(Sent { id, recipient: recipient.to_ne_bytes() }),
            Err(_) => Self::Other(MessageKey::new(id)),
        }
    }

    /// Returns the key of a report, which is that of an event of a file on the same message.
    pub fn of_report(report: &Report) -> Option<Self> {
        let key = report.key()?;
        let (IdNames::Sending, Some(number)) = (report.id_names, report.msisdn()) else {
            return Some(Self::Other(key));
        };
        Some(Self::of_sending(report.message_id.as_deref().unwrap_or_default(), number).unwrap_or(Self::Other(key)))
    }

    /// Returns the key of a message to one recipient of a send, if the id is short.
    pub fn of_sending(id: &str, number: Msisdn) -> Option<Self> {
        let id = MessageId::new(id).ok()?;
        Some(Self::Sent(Sent { id, recipient: number.digits().to_ne_bytes() }))
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
        event_fields::number(text).map_or_else(|_| Self::Word(text.into()), Self::Number)
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
