use core::fmt;

use crate::status::DeliveryStatus;

/// Defines [`MessageState`] from its table.
macro_rules! message_states {
    ($(#[$meta:meta])* pub enum MessageState { $(
        $Variant:ident = $byte:literal, $name:literal, $stat:literal, $Status:ident, $reason:literal
    )* }) => {
        $(#[$meta])*
        pub enum MessageState {
            $(
                #[doc = concat!("`", $name, "`, byte ", $byte, ", `stat:", $stat, "` in a receipt. ", $reason)]
                $Variant,
            )*
            /// A byte that the standard does not list, as it was received. Nothing is known.
            Other(u8),
        }

        impl MessageState {
            /// The states that the standard lists, in the order of their bytes.
            pub const KNOWN: &'static [Self] = &[$(Self::$Variant),*];

            /// The name of the state in the standard, `None` for a byte that it does not list.
            #[must_use]
            pub const fn name(self) -> Option<&'static str> {
                match self {
                    $(Self::$Variant => Some($name),)*
                    Self::Other(_) => None,
                }
            }

            /// The word that stands for the state in the text of a receipt, `None` for a byte that the standard does
            /// not list.
            #[must_use]
            pub const fn stat(self) -> Option<&'static str> {
                match self {
                    $(Self::$Variant => Some($stat),)*
                    Self::Other(_) => None,
                }
            }

            /// Why the state is read as the status that it is read as, in English.
            #[must_use]
            pub const fn reason(self) -> &'static str {
                match self {
                    $(Self::$Variant => $reason,)*
                    Self::Other(_) => "The standard does not list the state.",
                }
            }
        }

        impl From<u8> for MessageState {
            fn from(byte: u8) -> Self {
                match byte {
                    $($byte => Self::$Variant,)*
                    other => Self::Other(other),
                }
            }
        }

        impl From<MessageState> for u8 {
            fn from(state: MessageState) -> Self {
                match state {
                    $(MessageState::$Variant => $byte,)*
                    MessageState::Other(byte) => byte,
                }
            }
        }

        impl From<MessageState> for DeliveryStatus {
            fn from(state: MessageState) -> Self {
                match state {
                    $(MessageState::$Variant => Self::$Status,)*
                    MessageState::Other(_) => Self::Undefined,
                }
            }
        }
    };
}

message_states! {
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
        // Variant = byte, name, word in a receipt, status, reason
        Scheduled = 0, "SCHEDULED", "SCHEDULED", Scheduled, "The time of its delivery has not come yet."
        Enroute = 1, "ENROUTE", "ENROUTE", Sent, "It is in the operator's network, on its way."
        Delivered = 2, "DELIVERED", "DELIVRD", Received, "It was delivered to its destination."
        Expired = 3, "EXPIRED", "EXPIRED", Expired, "Its validity period ended before it was delivered."
        Deleted = 4, "DELETED", "DELETED", NotDelivered, "It was cancelled; nothing is wrong with the number."
        Undeliverable = 5, "UNDELIVERABLE", "UNDELIV", Undeliverable, "It failed for good, and no cause is given."
        Accepted = 6, "ACCEPTED", "ACCEPTD", InProgress, "A relay took it, and no more is known."
        Unknown = 7, "UNKNOWN", "UNKNOWN", Undefined, "The message centre does not know its state."
        Rejected = 8, "REJECTED", "REJECTD", Rejected, "It was rejected, and no cause is given."
        Skipped = 9, "SKIPPED", "SKIPPED", NotDelivered, "The message centre left it out by a rule of its own."
    }
}

impl MessageState {
    /// The state that a word of a receipt stands for, short or long, in any case.
    ///
    /// ```
    /// # use sms_status::smpp::MessageState;
    /// assert_eq!(MessageState::from_stat("delivrd"), Some(MessageState::Delivered));
    /// assert_eq!(MessageState::from_stat("DELIVERED"), Some(MessageState::Delivered));
    /// ```
    #[must_use]
    pub fn from_stat(word: &str) -> Option<Self> {
        Self::KNOWN.iter().copied().find(|state| {
            [state.stat(), state.name()].into_iter().flatten().any(|known| known.eq_ignore_ascii_case(word))
        })
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
