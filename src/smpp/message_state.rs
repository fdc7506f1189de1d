use core::fmt;

use crate::{
    mapping::Mapping,
    status::DeliveryStatus::{
        self, Expired, InProgress, NotDelivered, Received, Rejected, Scheduled, Sent, Undefined, Undeliverable,
    },
};

/// The state of a message at an SMPP message centre: the value of the TLV `message_state`.
///
/// serde writes and reads the byte.
///
/// ```
/// use sms_status::{DeliveryStatus, smpp::MessageState};
/// assert_eq!(DeliveryStatus::from(MessageState::from(2)), DeliveryStatus::Received);
/// assert_eq!(DeliveryStatus::from(MessageState::from(77)), DeliveryStatus::Undefined);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(from = "u8", into = "u8"))]
#[non_exhaustive]
pub enum MessageState {
    /// Byte 0: the delivery has not begun. SMPP 3.4 does not have this state.
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
    /// Byte 6: in the standard, customer service read the message for the subscriber; in practice, a relay accepted it.
    Accepted,
    /// Byte 7: the message centre does not know the state.
    Unknown,
    /// Byte 8: the message was rejected.
    Rejected,
    /// Byte 9: the message was accepted, but deliberately skipped. SMPP 3.4 does not have this state.
    Skipped,
    /// A byte that the standard does not list, as received.
    Other(u8),
}

/// The states that the standard lists, in the order of their bytes.
pub const MESSAGE_STATES: &[Mapping<MessageState>] = &[
    Mapping::new(MessageState::Scheduled, Scheduled, "The time of its delivery has not come yet."),
    Mapping::new(MessageState::Enroute, Sent, "It is in the operator's network, on its way."),
    Mapping::new(MessageState::Delivered, Received, "It was delivered to its destination."),
    Mapping::new(MessageState::Expired, Expired, "Its validity period ended before it was delivered."),
    Mapping::new(MessageState::Deleted, NotDelivered, "It was cancelled; nothing is wrong with the number."),
    Mapping::new(MessageState::Undeliverable, Undeliverable, "It failed for good, and no cause is given."),
    Mapping::new(MessageState::Accepted, InProgress, "In practice a relay has accepted it; nothing more is known."),
    Mapping::new(MessageState::Unknown, Undefined, "The message centre does not know its state."),
    Mapping::new(MessageState::Rejected, Rejected, "It was rejected, and no cause is given."),
    Mapping::new(
        MessageState::Skipped,
        NotDelivered,
        "The message centre deliberately skipped it, by a rule of its own.",
    ),
];

impl MessageState {
    /// Returns the name of the state in the standard, or `None` for a byte that the standard does not list.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Scheduled => "SCHEDULED",
            Self::Enroute => "ENROUTE",
            Self::Delivered => "DELIVERED",
            Self::Expired => "EXPIRED",
            Self::Deleted => "DELETED",
            Self::Undeliverable => "UNDELIVERABLE",
            Self::Accepted => "ACCEPTED",
            Self::Unknown => "UNKNOWN",
            Self::Rejected => "REJECTED",
            Self::Skipped => "SKIPPED",
            Self::Other(_) => return None,
        })
    }

    /// Returns the word for the state in the text of a receipt, or `None` for a byte that the standard does not list.
    #[must_use]
    pub const fn stat(self) -> Option<&'static str> {
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
        MESSAGE_STATES.iter().map(|row| row.value).find(|state| {
            [state.stat(), state.name()].into_iter().flatten().any(|known| known.eq_ignore_ascii_case(word))
        })
    }
}

impl From<u8> for MessageState {
    fn from(byte: u8) -> Self {
        MESSAGE_STATES.get(usize::from(byte)).map_or(Self::Other(byte), |row| row.value)
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
        MESSAGE_STATES.get(usize::from(u8::from(state))).map_or(Self::Undefined, |row| row.status)
    }
}

/// Prints the name of the state, or the byte of one that the standard does not list.
impl fmt::Display for MessageState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.pad(name),
            None => u8::from(*self).fmt(f),
        }
    }
}
