use alloc::{boxed::Box, string::ToString};
use core::{
    cmp::Ordering,
    fmt::{self, Write},
    hash::{Hash, Hasher},
    str,
};

use crate::msisdn::Msisdn;

/// The key of one message on one platform: its id or, if that id names a send to many recipients, the id and the recipient.
///
/// [`Report::key`](crate::Report::key) creates the key that fits the platform. Use it as the id in a
/// [`Campaign`](crate::Campaign). A key is unique within a platform; if you mix platforms, pair it with the
/// [`Platform`](crate::Platform).
///
/// A key takes 24 bytes. It needs no further memory for ids of up to 22 bytes, for UUIDs and ULIDs, for ids like Twilio's (up to
/// six characters and 32 hexadecimal digits), and, with a phone number, for ULIDs and for ids of up to 14 bytes.
///
/// ```
/// use sms_status::MessageKey;
///
/// let key = MessageKey::of_recipient("ticket-7", "+33 600 000 000");
/// assert_eq!(key, MessageKey::of_recipient("ticket-7", "33600000000"));
/// assert_eq!(key.to_string(), "ticket-7 33600000000");
/// assert_eq!(size_of::<MessageKey>(), 24);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct MessageKey(Repr);

/// ```text
///            rest[0]            rest[1..7]        words
/// text       its length         bytes 16 to 21    bytes 0 to 15
/// UUID       UUID               0                 the 16 bytes that it stands for
/// hex id     HEX + length       the prefix        the 16 bytes of the hexadecimal digits
/// sending    SENDING + length   bytes 8 to 13     bytes 0 to 7, and the digits of the recipient
/// ULID       ULID + the digits of the recipient   the 16 bytes that it stands for
/// ```
///
/// What is not used is 0, and each text has one layout, so that equal texts are equal words.
#[derive(Clone, Eq)]
enum Repr {
    Inline { rest: [u8; 7], words: [u64; 2] },
    Boxed(Box<str>),
}

/// Compares words, which takes less than comparing bytes.
impl PartialEq for Repr {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Inline { rest, words }, Self::Inline { rest: other_rest, words: other_words }) => {
                words == other_words && as_word(*rest) == as_word(*other_rest)
            }
            (Self::Boxed(text), Self::Boxed(other)) => text == other,
            _ => false,
        }
    }
}

/// Returns the seven bytes as one number.
#[inline]
fn as_word(bytes: [u8; 7]) -> u64 {
    let mut word = [0; 8];
    word[..bytes.len()].copy_from_slice(&bytes);
    u64::from_le_bytes(word)
}

const INLINE: usize = 22;
const UUID: u8 = 0x40;
const HEX: u8 = 0x80;
const SENDING: u8 = 0xC0;
const ULID: u8 = 0xE0;
const MAX_SENDING: usize = 14;
const MAX_PREFIX: usize = 6;
const HEX_DIGITS: usize = 32;

impl MessageKey {
    /// Returns the key of a message that has its own id.
    #[must_use]
    pub fn new(id: &str) -> Self {
        if let Some((id, recipient)) = id.rsplit_once(' ') {
            // A number that is written in another way is another text.
            let number = recipient.parse().ok().filter(|number: &Msisdn| number.has_digits(recipient));
            if let Some(key) = number.and_then(|number| Repr::sending(id, number)) {
                return Self(key);
            }
        }
        let id = Repr::text(id)
            .or_else(|| Repr::uuid(id))
            .or_else(|| Repr::hex(id))
            .or_else(|| Repr::ulid(id.as_bytes(), 0))
            .unwrap_or_else(|| Repr::Boxed(id.into()));
        Self(id)
    }

    /// Returns the key of one message in a bulk send: the id identifies the send, and the recipient completes the key.
    ///
    /// If the recipient is a phone number, only its digits matter. Any other recipient is part of the key as it is.
    #[must_use]
    pub fn of_recipient(id: &str, recipient: &str) -> Self {
        match recipient.parse() {
            Ok(number) => Self::of_msisdn(id, number),
            Err(_) => Self::of_text(format_args!("{id} {recipient}")),
        }
    }

    /// Returns the key of one message in a bulk send: the id identifies the send, and the phone number identifies the
    /// recipient.
    #[must_use]
    #[inline]
    pub fn of_msisdn(id: &str, number: Msisdn) -> Self {
        match Repr::sending(id, number) {
            Some(key) => Self(key),
            None => Self::of_text(format_args!("{id} {}", number.digits())),
        }
    }

    fn of_text(text: fmt::Arguments<'_>) -> Self {
        let mut buffer = Buffer::new();
        match buffer.write_fmt(text) {
            Ok(()) => Self::new(buffer.as_str()),
            Err(fmt::Error) => Self::new(&text.to_string()),
        }
    }

    /// Calls a function with the text of the key.
    fn with_text<T>(&self, f: impl FnOnce(&str) -> T) -> T {
        match &self.0 {
            Repr::Boxed(text) => f(text),
            Repr::Inline { rest, words } => {
                let mut text = Buffer::new();
                // What a key holds inline fits in the buffer.
                let _ = Repr::write(*rest, *words, &mut text);
                f(text.as_str())
            }
        }
    }
}

impl Repr {
    #[inline]
    fn sending(id: &str, number: Msisdn) -> Option<Self> {
        let id = id.as_bytes();
        let bytes = match (id.first_chunk(), id.last_chunk()) {
            (Some(first), Some(last)) if id.len() <= MAX_SENDING => {
                // The two overlap in bytes that are the same in both.
                u128::from(u64::from_le_bytes(*first)) | u128::from(u64::from_le_bytes(*last)) << (8 * (id.len() - 8))
            }
            _ if id.len() < 8 => {
                let mut bytes = [0; 16];
                bytes[..id.len()].copy_from_slice(id);
                u128::from_le_bytes(bytes)
            }
            _ => return Self::ulid(id, number.digits()),
        };
        let [start, end] = words(bytes);
        // The kind, and the six bytes that the second word has at most.
        let [rest @ .., _] = (end << 8 | (u64::from(SENDING) + id.len() as u64)).to_le_bytes();
        Some(Self::Inline { rest, words: [start, number.digits()] })
    }

    fn text(id: &str) -> Option<Self> {
        let id = id.as_bytes();
        if id.len() > INLINE {
            return None;
        }
        let (mut bytes, mut rest) = ([0; 16], [0; 7]);
        let (start, end) = id.split_at(id.len().min(16));
        bytes[..start.len()].copy_from_slice(start);
        rest[0] = u8::try_from(id.len()).ok()?;
        rest[1..=end.len()].copy_from_slice(end);
        Some(Self::Inline { rest, words: words(u128::from_le_bytes(bytes)) })
    }

    fn uuid(id: &str) -> Option<Self> {
        let id: &[u8; 36] = id.as_bytes().try_into().ok()?;
        if [8, 13, 18, 23].iter().any(|&at| id[at] != b'-') {
            return None;
        }
        let mut digits = [0; HEX_DIGITS];
        for (to, from) in [(0..8, 0..8), (8..12, 9..13), (12..16, 14..18), (16..20, 19..23), (20..32, 24..36)] {
            digits[to].copy_from_slice(&id[from]);
        }
        Some(Self::Inline { rest: [UUID, 0, 0, 0, 0, 0, 0], words: words(hex(&digits)?) })
    }

    fn hex(id: &str) -> Option<Self> {
        let (prefix, digits) = id.as_bytes().split_last_chunk()?;
        if prefix.len() > MAX_PREFIX {
            return None;
        }
        let mut rest = [0; 7];
        rest[0] = HEX + u8::try_from(prefix.len()).ok()?;
        rest[1..=prefix.len()].copy_from_slice(prefix);
        Some(Self::Inline { rest, words: words(hex(digits)?) })
    }

    /// A ULID in upper case, with the digits of a recipient or 0. These have 50 bits, of which the byte of the kind has two.
    fn ulid(id: &[u8], recipient: u64) -> Option<Self> {
        let number = ulid::read(id.try_into().ok()?)?;
        let [rest @ .., _] = (recipient << 16 >> 8 | u64::from(ULID) | recipient >> 48).to_le_bytes();
        Some(Self::Inline { rest, words: words(number) })
    }

    fn write(rest: [u8; 7], words: [u64; 2], out: &mut Buffer) -> fmt::Result {
        let number = u128::from(words[0]) | u128::from(words[1]) << 64;
        match rest[0] {
            UUID => {
                for (group, digits) in [(96, 8), (80, 4), (64, 4), (48, 4), (0, 12)] {
                    let dash = if group == 96 { "" } else { "-" };
                    let value = number >> group & ((1 << (4 * digits)) - 1);
                    write!(out, "{dash}{value:0digits$x}")?;
                }
                Ok(())
            }
            kind if kind >= ULID => {
                out.extend(&ulid::write(number))?;
                match u64::from(kind - ULID) << 48 | as_word(rest) >> 8 {
                    0 => Ok(()),
                    recipient => write!(out, " {recipient}"),
                }
            }
            kind if kind >= SENDING => {
                let length = usize::from(kind - SENDING);
                out.extend(&words[0].to_le_bytes()[..length.min(8)])?;
                out.extend(&rest[1..=length.saturating_sub(8)])?;
                write!(out, " {}", words[1])
            }
            kind if kind >= HEX => {
                let prefix = &rest[1..=usize::from(kind - HEX)];
                write!(out, "{}{number:032x}", str::from_utf8(prefix).unwrap_or_default())
            }
            length => {
                let bytes = number.to_le_bytes();
                let (start, end) = (usize::from(length).min(16), usize::from(length).saturating_sub(16));
                out.extend(&bytes[..start])?;
                out.extend(&rest[1..=end])
            }
        }
    }
}

#[allow(clippy::cast_possible_truncation, reason = "the two halves of a number")]
const fn words(number: u128) -> [u64; 2] {
    [number as u64, (number >> 64) as u64]
}

/// Returns the number of hexadecimal digits in lower case.
fn hex(digits: &[u8; HEX_DIGITS]) -> Option<u128> {
    digits.chunks_exact(8).try_fold(0, |number, eight| {
        let eight = hex_of_eight(eight.try_into().ok()?)?;
        Some(number << 32 | u128::from(eight))
    })
}

/// Reads all digits at once, a byte each.
#[inline]
fn hex_of_eight(digits: [u8; 8]) -> Option<u64> {
    const EACH: u64 = u64::MAX / 255;

    let digits = u64::from_be_bytes(digits);
    // 1 where there may be a letter.
    let letters = digits >> 6 & EACH;
    let values = (digits & (EACH * 0x0F)) + letters * 9;
    let text = values + EACH * u64::from(b'0') + letters * u64::from(b'a' - 10 - b'0');
    // The fifth bit of a value plus 6 is 1 from 10 to 25, and a value that is too large is not of four bits.
    let is_hex = text == digits && (values + EACH * 6) >> 4 & EACH == letters && values & (EACH * 0xF0) == 0;
    let pairs = (values | values >> 4) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs | pairs >> 8) & 0x0000_FFFF_0000_FFFF;
    is_hex.then_some((fours | fours >> 16) & 0xFFFF_FFFF)
}

/// ULIDs, as Sinch has them: numbers of 128 bits, written with 26 letters and digits.
///
/// Source: the [ULID specification](https://github.com/ulid/spec).
mod ulid {
    const LENGTH: usize = 26;
    const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const NONE: u8 = u8::MAX;

    const VALUES: [u8; 256] = {
        let mut values = [NONE; 256];
        let mut value = 0;
        while value < 32 {
            values[DIGITS[value as usize] as usize] = value;
            value += 1;
        }
        values
    };

    pub(super) fn read(text: &[u8; LENGTH]) -> Option<u128> {
        let value = |digits: &[u8]| {
            let (number, all) = digits.iter().fold((0, 0), |(number, all), &digit| {
                let value = VALUES[usize::from(digit)];
                (number << 5 | u64::from(value), all | value)
            });
            (all < 32).then_some(u128::from(number))
        };
        let (start, rest) = text.split_at(2);
        let (middle, end) = rest.split_at(12);
        let start = value(start)?;
        (start <= 0xFF).then_some(())?;
        Some(start << 120 | value(middle)? << 60 | value(end)?)
    }

    pub(super) fn write(number: u128) -> [u8; LENGTH] {
        let mut rest = number;
        let mut text = [0; LENGTH];
        for digit in text.iter_mut().rev() {
            *digit = DIGITS[(rest & 31) as usize];
            rest >>= 5;
        }
        text
    }
}

/// A short text that is put together without allocation.
struct Buffer {
    bytes: [u8; 64],
    length: usize,
}

impl Buffer {
    const fn new() -> Self {
        Self { bytes: [0; 64], length: 0 }
    }

    fn extend(&mut self, bytes: &[u8]) -> fmt::Result {
        let end = self.length + bytes.len();
        self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?.copy_from_slice(bytes);
        self.length = end;
        Ok(())
    }

    fn as_str(&self) -> &str {
        str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

impl Write for Buffer {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.extend(text.as_bytes())
    }
}

/// Hashes words, so differently from the text.
impl Hash for MessageKey {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.0 {
            Repr::Inline { rest, words: [start, end] } => {
                state.write_u128(u128::from(*start) | u128::from(*end) << 64);
                state.write_u64(as_word(*rest));
            }
            Repr::Boxed(text) => text.hash(state),
        }
    }
}

/// Keys have the same order as their strings.
impl Ord for MessageKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.with_text(|text| other.with_text(|other| text.cmp(other)))
    }
}

impl PartialOrd for MessageKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<&str> for MessageKey {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// Prints the id and, if the recipient is part of the key, a space and the recipient. [`MessageKey::new`] reads this back.
impl fmt::Display for MessageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| f.pad(text))
    }
}

impl fmt::Debug for MessageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| f.debug_tuple("MessageKey").field(&text).finish())
    }
}

/// Writes the string that it prints as.
#[cfg(feature = "serde")]
impl serde::Serialize for MessageKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.with_text(|text| serializer.serialize_str(text))
    }
}

/// Reads the string that a key prints as.
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for MessageKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl serde::de::Visitor<'_> for Visitor {
            type Value = MessageKey;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the key of a message")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<MessageKey, E> {
                Ok(MessageKey::new(text))
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}

/// What a platform's id names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum IdNames {
    /// One message to one recipient.
    #[default]
    Message,
    /// A send to many recipients. Only the id and the recipient together name a message.
    Sending,
}

#[cfg(feature = "serde")]
impl IdNames {
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes the field by reference")]
    pub(crate) const fn is_default(&self) -> bool {
        matches!(self, Self::Message)
    }
}
