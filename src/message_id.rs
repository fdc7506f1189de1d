use core::{
    fmt,
    hash::{Hash, Hasher},
    str::{self, FromStr},
};

#[cfg(feature = "serde")]
use crate::vocabulary::ParsedVisitor;

/// The id that a platform gave a message: a string of 1 to 16 bytes without NUL, stored inline.
///
/// Sixteen bytes are enough for an `smsID` from the smsmode HTTP API (12 letters and digits), and for the `id` in an SMPP
/// delivery receipt (10 characters, SMPP 3.4, appendix B). As a key in a [`Campaign`](crate::Campaign), a `MessageId` is much
/// faster than a `String`, because the processor has to fetch the characters of a `String` from elsewhere in memory.
/// `MessageId` rejects longer strings and never truncates them. For a UUID, as in the smsmode REST API, use a UUID type or
/// `u128`; for longer strings, use `String`.
///
/// Ids have the same order as their strings.
///
/// ```
/// use sms_status::MessageId;
///
/// let id = MessageId::new("S7EpYZ5kmS87")?;
/// assert_eq!(id.as_str(), "S7EpYZ5kmS87");
/// assert_eq!(size_of::<MessageId>(), 16);
/// # Ok::<(), sms_status::MessageIdError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MessageId {
    /// The text, then NUL: equal texts are equal arrays, and arrays are ordered as their texts.
    bytes: [u8; Self::MAX_LEN],
}

impl MessageId {
    /// The length of the longest id, in bytes.
    pub const MAX_LEN: usize = 16;

    /// Creates an id from a string.
    ///
    /// # Errors
    ///
    /// Returns an error if the string is empty, is longer than [`MAX_LEN`](Self::MAX_LEN) bytes, or contains a NUL.
    #[inline]
    pub const fn new(text: &str) -> Result<Self, MessageIdError> {
        let text = text.as_bytes();
        if text.is_empty() {
            return Err(MessageIdError::Empty);
        }
        if text.len() > Self::MAX_LEN {
            return Err(MessageIdError::TooLong { length: text.len() });
        }
        let number = if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
            // The two overlap in bytes that are the same in both.
            u64::from_le_bytes(*first) as u128 | (u64::from_le_bytes(*last) as u128) << (8 * (text.len() - 8))
        } else {
            let (mut number, mut offset) = (0, 0);
            while offset < text.len() {
                number |= (text[offset] as u128) << (8 * offset);
                offset += 1;
            }
            number
        };
        if has_nul(number, text.len()) {
            let mut offset = 0;
            while text[offset] != 0 {
                offset += 1;
            }
            return Err(MessageIdError::Nul { offset });
        }
        Ok(Self { bytes: number.to_le_bytes() })
    }

    /// Returns the id as a string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let length = self.bytes.iter().position(|&byte| byte == 0).unwrap_or(Self::MAX_LEN);
        // The bytes came from a text, whole.
        str::from_utf8(&self.bytes[..length]).unwrap_or_default()
    }
}

/// Returns whether one of the first bytes of a number is NUL.
#[inline]
const fn has_nul(number: u128, length: usize) -> bool {
    const LOW: u128 = u128::MAX / 255;
    const HIGH: u128 = LOW << 7;

    let rest = if length < size_of::<u128>() { u128::MAX << (8 * length) } else { 0 };
    let number = number | rest;
    // A byte gets its highest bit here if it is NUL, or if a NUL below it borrows.
    number.wrapping_sub(LOW) & !number & HIGH != 0
}

/// Hashes the id as one 16-byte number, so the hash differs from the hash of the string.
impl Hash for MessageId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(u128::from_ne_bytes(self.bytes));
    }
}

impl AsRef<str> for MessageId {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// Prints the string.
impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("MessageId").field(&self.as_str()).finish()
    }
}

impl FromStr for MessageId {
    type Err = MessageIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl TryFrom<&str> for MessageId {
    type Error = MessageIdError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        Self::new(text)
    }
}

/// Writes the string.
#[cfg(feature = "serde")]
impl serde::Serialize for MessageId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Reads a string that [`MessageId::new`] accepts. For any other string, the error says which rule it breaks.
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for MessageId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(ParsedVisitor::new("a message id of 1 to 16 bytes without NUL"))
    }
}

/// The string is not a [`MessageId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum MessageIdError {
    /// The string is empty.
    #[error("the message id is empty")]
    Empty,
    /// The string is too long.
    #[error("the message id is {length} bytes long, and the limit is {}", MessageId::MAX_LEN)]
    TooLong {
        /// The length of the string, in bytes.
        length: usize,
    },
    /// The string contains a NUL.
    #[error("the message id contains a NUL at byte {offset}")]
    Nul {
        /// The offset of the first NUL, in bytes.
        offset: usize,
    },
}
