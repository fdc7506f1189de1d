use core::fmt;

use super::MESSAGE_STATES;
use crate::{
    status::DeliveryStatus,
    table::{Mapping, Value},
};

/// The state of a message at an SMPP message centre: the value of the TLV `message_state`.
///
/// serde writes and reads the byte.
///
/// ```
/// use sms_status::{DeliveryStatus, smpp::MessageState};
/// assert_eq!(MessageState::from(2).status(), DeliveryStatus::Received);
/// assert_eq!(MessageState::from(77).status(), DeliveryStatus::Undefined);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(from = "u8", into = "u8"))]
#[non_exhaustive]
pub enum MessageState {
    /// Byte 0: delivery has not begun. SMPP 3.4 does not have this state.
    Scheduled,
    /// Byte 1: the message is on its way.
    Enroute,
    /// Byte 2: the message was delivered to its destination.
    Delivered,
    /// Byte 3: the validity period ended.
    Expired,
    /// Byte 4: the message was cancelled.
    Deleted,
    /// Byte 5: the message cannot be delivered.
    Undeliverable,
    /// Byte 6: according to the standard, customer service has read the message for the subscriber; in practice, a relay
    /// has accepted it.
    Accepted,
    /// Byte 7: the message centre does not know the state.
    Unknown,
    /// Byte 8: the message was rejected.
    Rejected,
    /// Byte 9: the message was accepted, but then deliberately skipped. SMPP 3.4 does not have this state.
    Skipped,
    /// A byte that the standard does not list, as received.
    Other(u8),
}

impl MessageState {
    /// The states that the standard lists, in the order of their bytes.
    const LISTED: [Self; 10] = [
        Self::Scheduled,
        Self::Enroute,
        Self::Delivered,
        Self::Expired,
        Self::Deleted,
        Self::Undeliverable,
        Self::Accepted,
        Self::Unknown,
        Self::Rejected,
        Self::Skipped,
    ];

    /// Returns the row of [`MESSAGE_STATES`], or `None` for a byte that the standard does not list.
    #[must_use]
    pub fn row(self) -> Option<&'static Mapping> {
        MESSAGE_STATES.find_number(u8::from(self).into())
    }

    /// Returns the status, or [`Undefined`](DeliveryStatus::Undefined) for a byte that the standard does not list.
    #[must_use]
    pub fn status(self) -> DeliveryStatus {
        self.row().map_or(DeliveryStatus::Undefined, |row| row.status)
    }

    /// Returns the name of the state in the standard, or `None` for a byte that the standard does not list.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        match self.row()?.value {
            Value::Named(_, name) => Some(name),
            _ => None,
        }
    }

    /// Returns the word that the text of a receipt uses for the state, or `None` for a byte that the standard does not
    /// list.
    #[must_use]
    pub fn stat(self) -> Option<&'static str> {
        match self {
            Self::Delivered => Some("DELIVRD"),
            Self::Undeliverable => Some("UNDELIV"),
            Self::Accepted => Some("ACCEPTD"),
            Self::Rejected => Some("REJECTD"),
            _ => self.name(),
        }
    }

    /// Returns the state with this word or name, in upper or lower case.
    ///
    /// ```
    /// # use sms_status::smpp::MessageState;
    /// assert_eq!(MessageState::from_stat("delivrd"), Some(MessageState::Delivered));
    /// assert_eq!(MessageState::from_stat("DELIVERED"), Some(MessageState::Delivered));
    /// assert_eq!(MessageState::from_stat("DELIVERED TO CARRIER"), None);
    /// ```
    #[must_use]
    pub fn from_stat(word: &str) -> Option<Self> {
        let is_word = |known: Option<&str>| known.is_some_and(|known| known.eq_ignore_ascii_case(word));
        Self::LISTED.into_iter().find(|state| is_word(state.stat()) || is_word(state.name()))
    }
}

impl From<u8> for MessageState {
    fn from(byte: u8) -> Self {
        Self::LISTED.get(usize::from(byte)).copied().unwrap_or(Self::Other(byte))
    }
}

impl From<MessageState> for u8 {
    fn from(state: MessageState) -> Self {
        match state {
            MessageState::Scheduled => 0,
            MessageState::Enroute => 1,
            MessageState::Delivered => 2,
            MessageState::Expired => 3,
            MessageState::Deleted => 4,
            MessageState::Undeliverable => 5,
            MessageState::Accepted => 6,
            MessageState::Unknown => 7,
            MessageState::Rejected => 8,
            MessageState::Skipped => 9,
            MessageState::Other(byte) => byte,
        }
    }
}

impl From<MessageState> for DeliveryStatus {
    fn from(state: MessageState) -> Self {
        state.status()
    }
}

/// Prints the name of the state, or the byte if the standard does not list it.
impl fmt::Display for MessageState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.pad(name),
            None => u8::from(*self).fmt(f),
        }
    }
}
