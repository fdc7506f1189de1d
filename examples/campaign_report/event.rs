use std::{
    borrow::Cow,
    fmt::{self, Display, Formatter},
};

use sms_status::{
    DeliveryStatus,
    smsmode::{RecordErrorReason, rest::StatusCallback},
};

use crate::{message::Message, unreadable::Reason};

/// A report of a status that a message reached.
#[derive(Debug)]
pub struct Event<'a> {
    pub message: Message,
    pub status: DeliveryStatus,
    /// The code, where it is not known.
    pub unknown: Option<Code>,
    pub campaign: Option<Cow<'a, str>>,
}

impl<'a> Event<'a> {
    /// The event with these fields, of which an empty campaign is none.
    pub fn new(
        id: &str,
        recipient: &str,
        code: Result<u16, RecordErrorReason>,
        campaign: Option<Cow<'a, str>>,
    ) -> Result<Self, Reason> {
        let id = id.trim_ascii();
        if id.is_empty() {
            return Err(Reason::MissingMessageId);
        }
        let recipient = number(recipient).ok_or(RecordErrorReason::InvalidRecipient)?;
        let code = code?;
        let status = DeliveryStatus::from_code(code);
        Ok(Self {
            message: Message::sent(id, recipient),
            status: status.unwrap_or(DeliveryStatus::Undefined),
            unknown: status.is_none().then_some(Code::Number(code)),
            campaign: campaign.filter(|name| !name.is_empty()),
        })
    }
}

impl From<StatusCallback> for Event<'_> {
    fn from(callback: StatusCallback) -> Self {
        let status = callback.status();
        Self {
            message: Message::unique(&callback.message_id),
            status,
            unknown: (status == DeliveryStatus::Undefined).then_some(Code::Word(callback.value)),
            campaign: callback.reference.filter(|name| !name.is_empty()).map(Cow::Owned),
        }
    }
}

/// A code as it was received.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    Number(u16),
    /// A status value of the REST API.
    Word(String),
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
fn number(text: &str) -> Option<u64> {
    let text = text.trim_ascii();
    let digits = text.strip_prefix('+').unwrap_or(text);
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// The code that a text is.
pub fn code(text: &str) -> Result<u16, RecordErrorReason> {
    let text = text.trim_ascii();
    if text.is_empty() {
        return Err(RecordErrorReason::MissingCode);
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().ok_or(RecordErrorReason::InvalidCode)
}
