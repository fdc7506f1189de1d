use core::fmt;

use super::{MessageState, VendorWord, date};
use crate::{date_time::DateTime, status::DeliveryStatus};

/// The text of a delivery receipt, read without allocation.
///
/// The text is specific to vendors: fields come in any order and case, with any white space, and most may be missing. A
/// value is the word after the colon. Where a field comes twice, the first one counts, and nothing after `text:` is a
/// field.
///
/// It prints in the form of the standard, with the fields that it has.
///
/// ```
/// use sms_status::{DeliveryStatus, smpp::Receipt};
///
/// let text = "id:0123456789 sub:001 dlvrd:001 submit date:2204152009 done date:2204152011 stat:DELIVRD err:000 text:Hi";
/// let receipt = Receipt::parse(text)?;
/// assert_eq!(receipt.id, "0123456789");
/// assert_eq!(receipt.status(), DeliveryStatus::Received);
/// assert_eq!(receipt.to_string(), text);
/// # Ok::<(), sms_status::smpp::ReceiptError>(())
/// ```
///
/// Source: SMPP 3.4, appendix B.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Receipt<'a> {
    /// `id`: the id that the message centre gave the message.
    pub id: &'a str,
    /// `stat`: the word for the state of the message, as it was received.
    pub stat: &'a str,
    /// `sub`: how many messages were submitted. Not a reliable count.
    pub sub: Option<&'a str>,
    /// `dlvrd`: how many messages were delivered. Not a reliable count.
    pub dlvrd: Option<&'a str>,
    /// `submit date`: when the message was submitted; see [`submitted_at`](Self::submitted_at).
    pub submit_date: Option<&'a str>,
    /// `done date`: when the message reached its state; see [`done_at`](Self::done_at).
    pub done_date: Option<&'a str>,
    /// `err`: an error code of the network or of the message centre, not always a number.
    pub err: Option<&'a str>,
    /// `text`: the beginning of the message, to the end of the receipt.
    pub text: Option<&'a str>,
}

impl<'a> Receipt<'a> {
    /// Reads the text of a receipt.
    ///
    /// A NUL at the end is no part of it, and one between words is white space.
    ///
    /// # Errors
    ///
    /// The text has no id or no stat, so it is no receipt.
    pub fn parse(text: &'a str) -> Result<Self, ReceiptError> {
        let fields = Fields::find(text.trim_end_matches('\0'));
        Ok(Self {
            id: fields.get(Key::Id).ok_or(ReceiptError::MissingId)?,
            stat: fields.get(Key::Stat).ok_or(ReceiptError::MissingStat)?,
            sub: fields.get(Key::Sub),
            dlvrd: fields.get(Key::Dlvrd),
            submit_date: fields.get(Key::SubmitDate),
            done_date: fields.get(Key::DoneDate),
            err: fields.get(Key::Err),
            text: fields.get(Key::Text),
        })
    }

    /// Reads the bytes of a receipt, in ASCII or UTF-8, up to the first one that is neither.
    ///
    /// The beginning of the message is often cut within a character, or in another alphabet; the fields before it are
    /// read all the same. A word that has such a byte is not read.
    ///
    /// ```
    /// # use sms_status::smpp::Receipt;
    /// let receipt = Receipt::from_bytes(b"id:7 stat:DELIVRD text:caf\xC3")?;
    /// assert_eq!(receipt.text, Some("caf"));
    /// # Ok::<(), sms_status::smpp::ReceiptError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    pub fn from_bytes(bytes: &'a [u8]) -> Result<Self, ReceiptError> {
        let Some(chunk) = bytes.utf8_chunks().next() else { return Self::parse("") };
        let (text, is_whole) = (chunk.valid(), chunk.invalid().is_empty());
        match Self::parse(text) {
            Ok(receipt) if is_whole || receipt.text.is_some() => Ok(receipt),
            Err(error) if is_whole => Err(error),
            _ => Self::parse(text.rsplit_once(is_space).map_or("", |(words, _)| words)),
        }
    }

    /// The status that [`stat`](Self::stat) stands for; [`Undefined`](DeliveryStatus::Undefined) where the word is not
    /// known.
    #[must_use]
    pub fn status(&self) -> DeliveryStatus {
        match MessageState::from_stat(self.stat) {
            Some(state) => state.into(),
            None => VendorWord::find(self.stat).map_or(DeliveryStatus::Undefined, |known| known.status),
        }
    }

    /// The status of a receipt that may have the TLV `message_state`, which counts before the text.
    ///
    /// ```
    /// use sms_status::{DeliveryStatus, smpp::{MessageState, Receipt}};
    ///
    /// let receipt = Receipt::parse("id:7 stat:UNKNOWN")?;
    /// assert_eq!(receipt.status_with(Some(MessageState::from(2))), DeliveryStatus::Received);
    /// assert_eq!(receipt.status_with(None), DeliveryStatus::Undefined);
    /// # Ok::<(), sms_status::smpp::ReceiptError>(())
    /// ```
    #[must_use]
    pub fn status_with(&self, message_state: Option<MessageState>) -> DeliveryStatus {
        message_state.map_or_else(|| self.status(), DeliveryStatus::from)
    }

    /// The date and time of [`submit_date`](Self::submit_date), in the zone of the message centre; `None` where it is
    /// missing or no date, such as all zeros.
    ///
    /// The date is read by its number of digits: 10 are `yyMMddHHmm`, 12 are `yyMMddHHmmss` or, where that is no date,
    /// `yyyyMMddHHmm`, and 14 are `yyyyMMddHHmmss`. 13 and 15 also have tenths of a second, 15 a zone as well, and 17
    /// milliseconds; these, fractions and a sign at the end are left out. Years of two digits are 2000 to 2099.
    ///
    /// ```
    /// use sms_status::{DateTime, smpp::Receipt};
    /// let receipt = Receipt::parse("id:7 submit date:2204152009 stat:DELIVRD")?;
    /// assert_eq!(receipt.submitted_at(), DateTime::new(2022, 4, 15, 20, 9, 0));
    /// # Ok::<(), sms_status::smpp::ReceiptError>(())
    /// ```
    #[must_use]
    pub fn submitted_at(&self) -> Option<DateTime> {
        date::read(self.submit_date?)
    }

    /// The date and time of [`done_date`](Self::done_date), read as [`submitted_at`](Self::submitted_at).
    #[must_use]
    pub fn done_at(&self) -> Option<DateTime> {
        date::read(self.done_date?)
    }
}

/// Prints the form of the standard: its order of fields, single spaces, and no field that is missing.
impl fmt::Display for Receipt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "id:{}", self.id)?;
        for (name, value) in [
            ("sub", self.sub),
            ("dlvrd", self.dlvrd),
            ("submit date", self.submit_date),
            ("done date", self.done_date),
            ("stat", Some(self.stat)),
            ("err", self.err),
            ("text", self.text),
        ] {
            if let Some(value) = value {
                write!(f, " {name}:{value}")?;
            }
        }
        Ok(())
    }
}

/// A field of a receipt.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Id,
    Sub,
    Dlvrd,
    SubmitDate,
    DoneDate,
    Stat,
    Err,
    Text,
}

/// The words of each key. Any or no white space may stand between two of them.
const KEYS: [(Key, &[&str]); 8] = [
    (Key::Id, &["id"]),
    (Key::Sub, &["sub"]),
    (Key::Dlvrd, &["dlvrd"]),
    (Key::SubmitDate, &["submit", "date"]),
    (Key::DoneDate, &["done", "date"]),
    (Key::Stat, &["stat"]),
    (Key::Err, &["err"]),
    (Key::Text, &["text"]),
];

impl Key {
    /// The key that a text starts with, up to its colon, and the rest of the text.
    fn at_start(text: &str) -> Option<(Self, &str)> {
        KEYS.iter().find_map(|(key, words)| {
            let after_words = words.iter().try_fold(text, |text, word| {
                let (start, rest) = text.trim_start_matches(is_space).split_at_checked(word.len())?;
                start.eq_ignore_ascii_case(word).then_some(rest)
            });
            Some((*key, after_words?.strip_prefix(':')?))
        })
    }
}

/// The values of a receipt, by key.
struct Fields<'a>([Option<&'a str>; KEYS.len()]);

impl<'a> Fields<'a> {
    fn find(text: &'a str) -> Self {
        let mut fields = Self([None; KEYS.len()]);
        let mut rest = text.trim_start_matches(is_space);
        while !rest.is_empty() {
            let Some((key, after_key)) = Key::at_start(rest) else {
                rest = split_word(rest).1;
                continue;
            };
            if key == Key::Text {
                fields.set(key, after_key);
                break;
            }
            let value = after_key.trim_start_matches(is_space);
            if value.len() < after_key.len() && Key::at_start(value).is_some() {
                rest = value;
                continue;
            }
            let (value, after_value) = split_word(value);
            if !value.is_empty() {
                fields.set(key, value);
            }
            rest = after_value;
        }
        fields
    }

    /// Keeps the value, unless the key has one already.
    fn set(&mut self, key: Key, value: &'a str) {
        self.0[key as usize].get_or_insert(value);
    }

    const fn get(&self, key: Key) -> Option<&'a str> {
        self.0[key as usize]
    }
}

/// A text up to its first white space, and from its next word on.
fn split_word(text: &str) -> (&str, &str) {
    let end = text.find(is_space).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    (word, rest.trim_start_matches(is_space))
}

/// Whether a character stands between words. NUL, which ends a text in SMPP, does as white space does.
const fn is_space(character: char) -> bool {
    character == '\0' || character.is_ascii_whitespace()
}

/// A text is no delivery receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiptError {
    /// There is no `id:` with a value.
    #[error("not a delivery receipt: `id:` is missing or has no value")]
    MissingId,
    /// There is no `stat:` with a value.
    #[error("not a delivery receipt: `stat:` is missing or has no value")]
    MissingStat,
}
