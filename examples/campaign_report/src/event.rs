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

/// The event of a line, `None` if the line is not a report, or why it cannot be read.
///
/// The reason is boxed, so that the compiler copies an event by words and not by bytes.
pub type LineEvent<'a> = Result<Option<Event<'a>>, Box<Reason>>;

/// A report of a status that a message reached.
#[derive(Debug)]
pub struct Event<'a> {
    pub message: Message<'a>,
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
    pub fn new(id: &'a str, recipient: &str, code: &'a str, campaign: &'a str) -> Result<Self, Box<Reason>> {
        let message = Message::of_event(id, recipient)?;
        let status = event_fields::status(code)?;
        let unknown = status.is_none().then_some(code);
        Ok(Self { message, status: status.unwrap_or(DeliveryStatus::Undefined), unknown, campaign })
    }

    /// Returns the event of the fields of a file.
    #[allow(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    pub fn of_fields(fields: EventFields<'a>) -> Result<Self, Box<Reason>> {
        if !fields.platform.is_empty() {
            return Self::of_platform(fields);
        }
        let EventFields { message_id, recipient, code, campaign, .. } = fields;
        Self::new(message_id, recipient, code, campaign)
    }

    /// Returns the event of a row that names its platform.
    #[cold]
    fn of_platform(fields: EventFields<'a>) -> Result<Self, Box<Reason>> {
        let EventFields { message_id, recipient, code, campaign, .. } = fields;
        let message = Message::of_event(message_id, recipient)?;
        let is_sending = fields.platform().is_some_and(|platform| platform.fields().id_names == IdNames::Sending);
        let message = if is_sending { Key::of_recipient(message_id.trim(), recipient)?.into() } else { message };
        let status = fields.status()?;
        let unknown = status.is_none().then_some(code);
        Ok(Self { message, status: status.unwrap_or(DeliveryStatus::Undefined), unknown, campaign })
    }

    /// Returns the event of a line of JSON, if it is a report.
    pub fn of_object(object: &'a Object<'_>) -> LineEvent<'a> {
        match object {
            Object::Event(fields) => Self::of_fields(fields.texts()?).map(Some),
            Object::Callback(report) | Object::Report(report) => {
                let key = Key::of_report(report).ok_or(Reason::MissingMessageId)?;
                Ok(Some(Self::of_report(key, report)))
            }
            Object::NoReport => Ok(None),
        }
    }

    /// Returns the event of a callback.
    pub fn of_report(key: Key, report: &'a Report) -> Self {
        let unknown = (!report.known).then_some(report.word.as_str());
        Self {
            message: key.into(),
            status: report.status,
            unknown,
            campaign: report.reference.as_deref().unwrap_or_default(),
        }
    }
}

/// The message that an event is about.
///
/// Most events carry what their key is made of, and it is made where it is recorded: to pass a key through memory takes longer.
#[derive(Debug)]
pub enum Message<'a> {
    /// The id and the recipient of a row.
    Row { id: &'a str, recipient: u64 },
    /// An id that no other message has.
    Id(&'a str),
    /// A message to one recipient of a send.
    Sending { id: &'a str, number: Msisdn },
    /// Any other message.
    Key(Box<Key>),
}

impl<'a> Message<'a> {
    /// Returns the message of an event of a file.
    #[allow(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn of_event(id: &'a str, recipient: &str) -> Result<Self, Box<Reason>> {
        let id = id.trim_ascii();
        match self::recipient(recipient) {
            Some(recipient) if !id.is_empty() => Ok(Self::Row { id, recipient }),
            _ => Key::of_rare_event(id, recipient).map(Self::from),
        }
    }

    /// Returns the key of the message.
    #[allow(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    pub fn key(self) -> Key {
        match self {
            Self::Row { id, recipient } => match MessageId::new(id) {
                Ok(id) => Key::Sent(Sent { id, recipient: recipient.to_ne_bytes() }),
                Err(_) => Key::of_long_id(id, recipient),
            },
            Self::Id(id) => Key::Other(MessageKey::new(id)),
            Self::Sending { id, number } => {
                Key::of_sending(id, number).unwrap_or_else(|| Key::Other(MessageKey::of_msisdn(id, number)))
            }
            Self::Key(key) => *key,
        }
    }
}

impl From<Key> for Message<'_> {
    fn from(key: Key) -> Self {
        Self::Key(Box::new(key))
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
    /// Returns the key of an event whose recipient is not a plain number.
    #[cold]
    fn of_rare_event(id: &str, recipient: &str) -> Result<Self, Box<Reason>> {
        if id.is_empty() {
            return Err(Reason::MissingMessageId.into());
        }
        let key = Self::of_recipient(id, recipient)?;
        Ok(if is_unique(id) { Self::Other(MessageKey::new(id)) } else { key })
    }

    /// Returns the key of an id that is too long for a [`Sent`] and a recipient: the id alone, if it cannot be that of a sending.
    #[cold]
    fn of_long_id(id: &str, recipient: u64) -> Self {
        Self::Other(if is_unique(id) {
            MessageKey::new(id)
        } else {
            MessageKey::of_recipient(id, &recipient.to_string())
        })
    }

    /// Returns the key of an id and a recipient, who may be masked, as in `1XXX5550100`, or a number within a country.
    fn of_recipient(id: &str, recipient: &str) -> Result<Self, RecordErrorKind> {
        let number = self::recipient(recipient).or_else(|| recipient.parse().ok().map(Msisdn::digits));
        match (MessageId::new(id), number) {
            (Ok(id), Some(number)) => Ok(Self::Sent(Sent { id, recipient: number.to_ne_bytes() })),
            (Err(_), Some(number)) => Ok(Self::Other(MessageKey::of_recipient(id, &number.to_string()))),
            (_, None) => {
                let recipient = masked(recipient).ok_or(RecordErrorKind::InvalidRecipient)?;
                Ok(Self::Other(MessageKey::of_recipient(id, &recipient)))
            }
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
    fn of_sending(id: &str, number: Msisdn) -> Option<Self> {
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

/// Whether an id is made so that no other message has it: a UUID, or 32 hexadecimal digits after a few other characters, as those
/// of Twilio. Any other id may be that of a sending to many, however long it is.
fn is_unique(id: &str) -> bool {
    const DIGITS: usize = 32;
    const MAX_PREFIX: usize = 6;

    let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let prefix = id.len().checked_sub(DIGITS).filter(|&prefix| prefix <= MAX_PREFIX);
    prefix.and_then(|prefix| id.split_at_checked(prefix)).is_some_and(|(_, digits)| is_hex(digits))
        || id.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && id.split('-').all(is_hex)
}

/// Returns the digits of a recipient and the signs that stand for those which are not shown, if there is nothing else.
fn masked(recipient: &str) -> Option<String> {
    const FEWEST_DIGITS: usize = 4;

    let is_sign = |character: char| matches!(character, '0'..='9' | 'X' | 'x' | '*' | '•' | '.' | '#');
    let is_between = |character: char| character.is_whitespace() || matches!(character, '-' | '/' | '(' | ')');
    let number = recipient.trim().strip_prefix('+').unwrap_or(recipient.trim());
    let signs: String = number.chars().filter(|&character| is_sign(character)).collect();
    let digits = signs.chars().filter(char::is_ascii_digit).count();
    let is_masked = number.chars().all(|character| is_sign(character) || is_between(character))
        && (FEWEST_DIGITS..=Msisdn::MAX_DIGITS).contains(&digits);
    is_masked.then_some(signs)
}

/// The recipient's number in international form, with or without `+`.
#[inline]
pub fn recipient(text: &str) -> Option<u64> {
    let text = text.trim_ascii();
    let digits = text.strip_prefix('+').unwrap_or(text);
    digits::read(digits)
}
