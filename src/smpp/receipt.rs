use core::{fmt, str};

use strum::{EnumCount, IntoStaticStr, VariantArray};

use crate::{date_time::DateTime, report_time::from_digits, status::DeliveryStatus};

/// The text of a delivery receipt, parsed without allocation.
///
/// The text varies from vendor to vendor: fields come in any order and case, with any white space between them, and most
/// may be missing.
///
/// - The values of `stat` and the two dates extend to the next key. The value of any other field is one word.
/// - A NUL counts as white space. A byte order mark at the start, and NULs at the end, are not part of the text.
/// - If a field comes twice, the first one counts. Nothing after `text:` is a field.
///
/// A receipt prints its fields in the standard's format. If you parse that text, you get the same receipt.
///
/// ```
/// use sms_status::{DeliveryStatus, smpp::Receipt};
///
/// let text = "id:0123456789 sub:001 dlvrd:001 submit date:2204152009 done date:2204152011 stat:DELIVRD err:000 text:Hi";
/// let receipt = Receipt::parse(text)?;
/// assert_eq!(receipt.id, Some("0123456789"));
/// assert_eq!(receipt.status(), DeliveryStatus::Received);
/// assert_eq!(receipt.to_string(), text);
/// # Ok::<(), sms_status::smpp::ReceiptError>(())
/// ```
///
/// Source: SMPP 3.4, appendix B.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Receipt<'a> {
    /// `id`: the id that the message centre gave the message. If it is missing, or differs from the TLV `receipted_message_id`,
    /// use the TLV.
    pub id: Option<&'a str>,
    /// `stat`: the word or phrase for the state of the message, as received.
    pub stat: &'a str,
    /// `sub`: how many messages were submitted. This count is not reliable.
    pub sub: Option<&'a str>,
    /// `dlvrd`: how many messages were delivered. This count is not reliable.
    pub dlvrd: Option<&'a str>,
    /// `submit date`: the time at which the message was submitted; see [`submitted_at`](Self::submitted_at).
    pub submit_date: Option<&'a str>,
    /// `done date`: the time at which the message reached its state; see [`done_at`](Self::done_at).
    pub done_date: Option<&'a str>,
    /// `err`: an error code of the network or of the message centre, not always a number.
    pub err: Option<&'a str>,
    /// `text`: the beginning of the message. It extends to the end of the receipt.
    pub text: Option<&'a str>,
}

impl<'a> Receipt<'a> {
    /// Reads the text of a receipt.
    ///
    /// # Errors
    ///
    /// Returns an error if the text has no `stat`, and so is not a receipt.
    pub fn parse(text: &'a str) -> Result<Self, ReceiptError> {
        Self::from_bytes(text.as_bytes())
    }

    /// Reads the bytes of a receipt in ASCII or UTF-8.
    ///
    /// The function leaves out a value that is not UTF-8. It truncates `text` at the first byte that is not UTF-8, because the
    /// excerpt of the message often ends within a character or is in another encoding.
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
    /// Returns an error if the text has no `stat`, and so is not a receipt, or if it is in UTF-16
    #[cfg_attr(feature = "alloc", doc = "(see [`decode_text`](super::decode_text)).")]
    #[cfg_attr(not(feature = "alloc"), doc = "(which needs the feature `alloc`).")]
    pub fn from_bytes(bytes: &'a [u8]) -> Result<Self, ReceiptError> {
        if utf16_unit(bytes).is_some() {
            return Err(ReceiptError::Utf16);
        }
        let fields = Fields::find(bytes);
        Ok(Self {
            id: fields.get(Key::Id),
            stat: fields.get(Key::Stat).ok_or(ReceiptError::MissingStat)?,
            sub: fields.get(Key::Sub),
            dlvrd: fields.get(Key::Dlvrd),
            submit_date: fields.get(Key::SubmitDate),
            done_date: fields.get(Key::DoneDate),
            err: fields.get(Key::Err),
            text: fields.get(Key::Text),
        })
    }

    /// Returns the status of [`stat`](Self::stat), or [`Undefined`](DeliveryStatus::Undefined) if it is unknown; see
    /// [`find`](super::find).
    ///
    /// ```
    /// use sms_status::{DeliveryStatus, smpp::Receipt};
    ///
    /// let status = |text| Receipt::parse(text).map(|receipt| receipt.status());
    /// assert_eq!(status("id:7 stat:DELIVERED TO CARRIER err:003"), Ok(DeliveryStatus::DeliveredToOperator));
    /// assert_eq!(status("id:7 stat:FAILED:Mob. Abst.|out of service err:100"), Ok(DeliveryStatus::NotDelivered));
    /// assert_eq!(status("id:7 stat:DELIVERED PERHAPS err:000"), Ok(DeliveryStatus::Undefined));
    /// ```
    #[must_use]
    pub fn status(&self) -> DeliveryStatus {
        super::status(self.stat)
    }

    /// Returns `true` if there is an id and both dates, which only a receipt has.
    pub(super) const fn is_complete(&self) -> bool {
        self.id.is_some() && self.submit_date.is_some() && self.done_date.is_some()
    }

    /// Returns the date and time of [`submit_date`](Self::submit_date), in the time zone of the message centre, or `None` if it
    /// is missing or is not a date.
    ///
    /// The format is `yyyy-MM-dd HH:mm:ss`, or depends on the number of digits: `yyMMddHHmm` for 10, `yyMMddHHmmss` for 12 or,
    /// if that is not a date, `yyyyMMddHHmm`, and `yyyyMMddHHmmss` for 14. With 13 or 15 digits, the date includes tenths of a
    /// second; with 15, it may also include a zone; and with 17, it includes milliseconds. The function ignores tenths,
    /// milliseconds, zones, other fractions, and a sign at the end.
    ///
    /// A two-digit year is a year from 1970 to 2069. All zeros, Unix time 0 in any zone, and any earlier date give `None`,
    /// because message centres write them if they have no date.
    ///
    /// ```
    /// use sms_status::{DateTime, smpp::Receipt};
    /// let receipt = Receipt::parse("id:7 submit date:2204152009 done date:7001010000 stat:ENROUTE")?;
    /// assert_eq!(receipt.submitted_at(), DateTime::new(2022, 4, 15, 20, 9, 0));
    /// assert_eq!(receipt.done_at(), None);
    /// # Ok::<(), sms_status::smpp::ReceiptError>(())
    /// ```
    #[must_use]
    pub fn submitted_at(&self) -> Option<DateTime> {
        date(self.submit_date?)
    }

    /// Returns the date and time of [`done_date`](Self::done_date), in the same formats as [`submitted_at`](Self::submitted_at).
    #[must_use]
    pub fn done_at(&self) -> Option<DateTime> {
        date(self.done_date?)
    }
}

/// Prints the receipt in the standard's format: fields in the standard's order, with single spaces between them, and
/// without missing fields.
impl fmt::Display for Receipt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut space = "";
        for (key, value) in [
            (Key::Id, self.id),
            (Key::Sub, self.sub),
            (Key::Dlvrd, self.dlvrd),
            (Key::SubmitDate, self.submit_date),
            (Key::DoneDate, self.done_date),
            (Key::Stat, Some(self.stat)),
            (Key::Err, self.err),
            (Key::Text, self.text),
        ] {
            if let Some(value) = value {
                write!(f, "{space}{}:{value}", key.into_str())?;
                space = " ";
            }
        }
        Ok(())
    }
}

/// The key of a field, by the words that it is written with.
#[derive(Clone, Copy, PartialEq, Eq, EnumCount, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase", const_into_str)]
enum Key {
    Id,
    Sub,
    Dlvrd,
    #[strum(serialize = "submit date")]
    SubmitDate,
    #[strum(serialize = "done date")]
    DoneDate,
    Stat,
    Err,
    Text,
}

impl Key {
    /// Returns the key that a text starts with, and the text after its colon.
    ///
    /// Any or no white space may stand between two words of a key.
    fn at_start(text: &[u8]) -> Option<(Self, &[u8])> {
        Self::VARIANTS.iter().find_map(|&key| {
            let after_words = key.into_str().split(' ').try_fold(text, |text, word| {
                let (start, rest) = trim_start(text).split_at_checked(word.len())?;
                start.eq_ignore_ascii_case(word.as_bytes()).then_some(rest)
            });
            Some((key, after_words?.strip_prefix(b":")?))
        })
    }

    /// Splits the text after a key into the value and the text after the value.
    fn split_value(self, text: &[u8]) -> (&[u8], &[u8]) {
        if self == Self::Text {
            return (text, &[]);
        }
        let value = trim_start(text);
        if value.len() < text.len() && Self::at_start(value).is_some() {
            return (&[], value);
        }
        let mut rest = after_word(value);
        if matches!(self, Self::Stat | Self::SubmitDate | Self::DoneDate) {
            while !rest.is_empty() && Self::at_start(rest).is_none() {
                rest = after_word(rest);
            }
        }
        (trim_end(&value[..value.len() - rest.len()]), rest)
    }
}

/// The values of a receipt, by key.
struct Fields<'a>([Option<&'a str>; Key::COUNT]);

impl<'a> Fields<'a> {
    fn find(bytes: &'a [u8]) -> Self {
        let mut fields = Self([None; Key::COUNT]);
        let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
        let mut rest = trim_start(text);
        while !rest.is_empty() {
            rest = match Key::at_start(rest) {
                Some((key, text)) => {
                    let (value, rest) = key.split_value(text);
                    fields.set(key, value);
                    rest
                }
                None => after_word(rest),
            };
        }
        fields
    }

    /// Keeps a value, unless the key has one already. `text` is kept up to what is not UTF-8; a value of another key is left out
    /// if it is not UTF-8 or empty.
    fn set(&mut self, key: Key, value: &'a [u8]) {
        let value = match key {
            Key::Text => Some(value.utf8_chunks().next().map_or("", |chunk| chunk.valid().trim_end_matches('\0'))),
            _ => str::from_utf8(value).ok().filter(|value| !value.is_empty()),
        };
        self.0[key as usize] = self.get(key).or(value);
    }

    const fn get(&self, key: Key) -> Option<&'a str> {
        self.0[key as usize]
    }
}

/// Reads a date in a receipt, in the formats that vendors use: the digits that [`from_digits`] reads, or `yyyy-MM-dd HH:mm:ss`.
///
/// A fraction is ignored, with or without a dot or comma before it, and so are the zone and the sign at the end.
fn date(text: &str) -> Option<DateTime> {
    let text = text.strip_suffix(['+', '-']).unwrap_or(text);
    let (date, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    date.parse().ok().or_else(|| from_digits(date)).filter(|date| is_after_unix_time_0(*date))
}

/// Returns `false` for what message centres write if they have no date: Unix time 0 in any zone, or an earlier date.
fn is_after_unix_time_0(date: DateTime) -> bool {
    (date.year, date.month, date.day) > (1970, 1, 1)
}

/// Returns how to read a code unit if the bytes are a text in UTF-16.
///
/// A receipt begins with four or more ASCII characters, such as `id:1`, and has no NUL among them.
pub(super) fn utf16_unit(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    match *bytes {
        [0xFE, 0xFF, ..] => Some(u16::from_be_bytes),
        [0xFF, 0xFE, ..] => Some(u16::from_le_bytes),
        [0, a, 0, b, 0, c, 0, d, ..] if [a, b, c, d].iter().all(|&byte| byte != 0) => Some(u16::from_be_bytes),
        [a, 0, b, 0, c, 0, d, 0, ..] if [a, b, c, d].iter().all(|&byte| byte != 0) => Some(u16::from_le_bytes),
        _ => None,
    }
}

/// Returns `true` if a text begins with the key of a field.
#[cfg(feature = "alloc")]
pub(super) fn begins_with_key(text: &str) -> bool {
    Key::at_start(text.as_bytes()).is_some()
}

/// Returns a text from its second word on.
fn after_word(text: &[u8]) -> &[u8] {
    let end = text.iter().position(|&byte| is_space(byte)).unwrap_or(text.len());
    trim_start(&text[end..])
}

fn trim_start(text: &[u8]) -> &[u8] {
    let start = text.iter().position(|&byte| !is_space(byte)).unwrap_or(text.len());
    &text[start..]
}

fn trim_end(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|&byte| !is_space(byte)).map_or(0, |last| last + 1);
    &text[..end]
}

/// Returns `true` for white space and for NUL, which ends a text in SMPP.
const fn is_space(byte: u8) -> bool {
    byte == 0 || byte.is_ascii_whitespace()
}

/// The text is not a readable delivery receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiptError {
    /// There is no `stat:` with a value.
    #[error("not a delivery receipt: `stat:` is missing or has no value")]
    MissingStat,
    /// The bytes are in UTF-16.
    #[error("the text is in UTF-16, and has to be decoded first")]
    Utf16,
}
