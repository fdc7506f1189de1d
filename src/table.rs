use core::fmt;

use crate::status::DeliveryStatus;

/// The values that a field of a wire format may have, and the status that each maps to.
///
/// Every wire format in this crate keeps its values in such tables. The documentation's tables are generated from them.
///
/// ```
/// use sms_status::{DeliveryStatus, platform::twilio};
///
/// let row = twilio::ERRORS.find("30003");
/// assert_eq!(row.map(|row| row.status), Some(DeliveryStatus::TemporaryAbsenceError));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Table {
    /// The field with the value, as the source names it.
    pub field: &'static str,
    /// Whether the value says what happened, or why it happened.
    pub of: Of,
    /// The values, one row each.
    pub rows: &'static [Mapping],
}

/// What the values of a [`Table`] say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// What happened to the message. This decides the status.
    Word,
    /// Why a message failed. A cause counts only if the word is a failure that gives no cause; see
    /// [`DeliveryStatus::refined_by`].
    Cause,
}

/// A row in a [`Table`]: a value that a source reports, and the status that it maps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mapping {
    /// The value, as the source documents it.
    pub value: Value,
    /// The status that the value maps to.
    pub status: DeliveryStatus,
    /// Why the value maps to this status, in English.
    pub reason: &'static str,
}

/// A value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Value {
    /// A word or phrase. A `…` at the beginning or end stands for any text.
    Word(&'static str),
    /// A number.
    Number(u32),
    /// All numbers from the first to the last, inclusive.
    Numbers(u32, u32),
    /// A number that also has a name. A report may contain either of them.
    Named(u32, &'static str),
}

/// Prints the value as the documentation writes it.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.pad(word),
            Self::Number(number) => number.fmt(f),
            Self::Numbers(first, last) => write!(f, "{first}–{last}"),
            Self::Named(number, name) => write!(f, "{number} {name}"),
        }
    }
}

impl Table {
    /// Returns the row for a value as received, or `None` if the table does not have the value.
    ///
    /// A value that consists of digits is a number, and leading zeros do not matter. Anything else is a word: case,
    /// surrounding spaces and the number of spaces between words do not matter. A row with `…` counts only if no other row
    /// fits.
    ///
    /// ```
    /// use sms_status::platform::twilio;
    ///
    /// let row = twilio::STATUSES.find(" Delivered ");
    /// assert_eq!(row.map(|row| row.value.to_string()).as_deref(), Some("delivered"));
    /// ```
    #[must_use]
    pub fn find(&self, value: &str) -> Option<&'static Mapping> {
        self.find_key(&Key::new(value))
    }

    /// Returns the row of a number.
    pub(crate) fn find_number(&self, number: u32) -> Option<&'static Mapping> {
        self.find_key(&Key { text: "", number: Some(number), is_plain: true })
    }

    fn find_key(&self, key: &Key<'_>) -> Option<&'static Mapping> {
        let mut pattern = None;
        // Each kind of value has a loop of its own, with little in it: tables have up to 150 rows.
        if let Some(number) = key.number {
            for row in self.rows {
                match row.value {
                    Value::Number(known) | Value::Named(known, _) if known == number => return Some(row),
                    Value::Numbers(first, last) if first <= number && number <= last => return Some(row),
                    Value::Word(word) if key.is_word(word) => return Some(row),
                    Value::Word(word) if is_pattern(word) && pattern.is_none() && key.fits(word) => pattern = Some(row),
                    _ => {}
                }
            }
        } else {
            for row in self.rows {
                match row.value {
                    Value::Word(word) | Value::Named(_, word) if key.is_word(word) => return Some(row),
                    Value::Word(word) if is_pattern(word) && pattern.is_none() && key.fits(word) => pattern = Some(row),
                    _ => {}
                }
            }
        }
        pattern
    }
}

/// Returns the row that decides what a word and a cause mean together, or `None` if no table has the word.
///
/// This is the row of the cause if the cause [refines](DeliveryStatus::refined_by) the word, and the row of the word
/// otherwise. The function does the same as [`Platform::find`](crate::Platform::find), for programs that need the tables
/// of only one platform.
///
/// ```
/// use sms_status::{DeliveryStatus, platform::{self, twilio}};
///
/// let row = platform::find(twilio::TABLES, "undelivered", Some("30003"));
/// assert_eq!(row.map(|row| row.status), Some(DeliveryStatus::TemporaryAbsenceError));
/// ```
#[must_use]
pub fn find(tables: &[Table], word: &str, cause: Option<&str>) -> Option<&'static Mapping> {
    let row = find_of(tables, Of::Word, word)?;
    let cause = cause.filter(|_| row.status.leaves_cause_open()).and_then(|cause| find_of(tables, Of::Cause, cause));
    Some(cause.filter(|cause| row.status.refined_by(Some(cause.status)) != row.status).unwrap_or(row))
}

/// Returns the row of a value in the first of the tables of words, or of causes, that has it.
///
/// A word that none has is looked up again without what follows a `:` or `|` in it, since message centres write `FAILED:absent`.
pub(crate) fn find_of(tables: &[Table], of: Of, value: &str) -> Option<&'static Mapping> {
    let find = |value| {
        let key = Key::new(value);
        tables.iter().filter(|table| table.of == of).find_map(|table| table.find_key(&key))
    };
    find(value).or_else(|| if of == Of::Word { find(value.split_once([':', '|'])?.0) } else { None })
}

/// A value as it was received, made ready to be compared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key<'a> {
    text: &'a str,
    /// Its number, if the text is nothing but digits.
    number: Option<u32>,
    /// Whether bytes can be compared: the text is ASCII, and a space in it is one space.
    is_plain: bool,
}

impl<'a> Key<'a> {
    pub(crate) fn new(value: &'a str) -> Self {
        let text = trimmed(value);
        let (mut is_number, mut is_graphic) = (true, true);
        for byte in text.as_bytes() {
            is_number &= byte.is_ascii_digit();
            is_graphic &= byte.is_ascii_graphic();
        }
        let number = if is_number { text.parse().ok() } else { None };
        Self { text, number, is_plain: is_graphic || has_single_spaces(text) }
    }

    /// Returns `true` if the value is this word.
    #[inline]
    fn is_word(&self, word: &str) -> bool {
        if !self.is_plain {
            return folded(self.text).eq(folded(word));
        }
        // Words of one table often begin alike, so the last byte tells most of them apart.
        let last = |text: &str| text.as_bytes().last().map(u8::to_ascii_lowercase);
        self.text.len() == word.len() && last(self.text) == last(word) && self.text.eq_ignore_ascii_case(word)
    }

    /// Returns `true` if the value is this number or word.
    #[cfg(feature = "read")]
    pub(crate) fn is_same(&self, written: &str) -> bool {
        self.is_word(trimmed(written)) || self.number.is_some() && self.number == Key::new(written).number
    }

    /// Returns `true` if the value is this number or word, or fits this word with `…` at an end.
    #[cfg(feature = "read")]
    pub(crate) fn is(&self, written: &str) -> bool {
        let word = trimmed(written);
        self.is_same(word) || is_pattern(word) && self.fits(word)
    }

    /// Returns `true` if the word has `…` at an end, and the value has the rest of it.
    fn fits(&self, word: &str) -> bool {
        match (word.strip_prefix('…'), word.strip_suffix('…')) {
            (Some(_), Some(_)) => self.has(word.trim_matches('…'), Side::Any),
            (None, Some(start)) => self.has(start, Side::Start),
            (Some(end), None) => self.has(end, Side::End),
            (None, None) => false,
        }
    }

    /// Returns `true` if the value has this part.
    fn has(&self, part: &str, side: Side) -> bool {
        let (text, bytes) = (self.text.as_bytes(), part.as_bytes());
        let differ = |a: Option<&u8>, b: Option<&u8>| match (a, b) {
            (Some(a), Some(b)) => b.is_ascii_graphic() && !a.eq_ignore_ascii_case(b),
            _ => false,
        };
        match side {
            // One byte tells most of them apart.
            Side::Start if self.is_plain && differ(text.first(), bytes.first()) => false,
            Side::End if self.is_plain && differ(text.last(), bytes.last()) => false,
            _ if self.is_plain && has_single_spaces(part) => {
                let is_part = |text: &[u8]| text.eq_ignore_ascii_case(bytes);
                match side {
                    Side::Start => text.get(..bytes.len()).is_some_and(is_part),
                    Side::End => text.len().checked_sub(bytes.len()).is_some_and(|start| is_part(&text[start..])),
                    Side::Any => bytes.is_empty() || text.windows(bytes.len()).any(is_part),
                }
            }
            _ => self.has_folded(part, side),
        }
    }

    /// Does the same for any text.
    #[cold]
    fn has_folded(&self, part: &str, side: Side) -> bool {
        let mut at = folded(self.text);
        loop {
            let mut after = at.clone();
            if folded(part).all(|character| after.next() == Some(character))
                && (side != Side::End || after.next().is_none())
            {
                return true;
            }
            if side == Side::Start || at.next().is_none() {
                return false;
            }
        }
    }
}

/// Where a value has a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Start,
    End,
    Any,
}

/// Returns `true` if a word may have `…` at an end, which almost none has: it looks at a byte of each.
const fn is_pattern(word: &str) -> bool {
    matches!(word.as_bytes(), [0xE2, ..] | [.., 0xA6])
}

/// Returns the characters of a text in lower case, with one space for each run of white space.
fn folded(text: &str) -> impl Iterator<Item = char> + Clone {
    let mut after_space = false;
    text.chars()
        .filter_map(move |character| {
            let is_space = is_space(character);
            let repeats = is_space && after_space;
            after_space = is_space;
            (!repeats).then_some(if is_space { ' ' } else { character })
        })
        .flat_map(char::to_lowercase)
}

/// Returns the text without space around it.
fn trimmed(text: &str) -> &str {
    if is_trimmed(text) { text } else { text.trim_matches(is_space) }
}

/// Returns `true` if the first and the last byte show that there is no space around a text, as those of most do.
pub(crate) const fn is_trimmed(text: &str) -> bool {
    matches!(text.as_bytes(), [b'!'..=b'~', .., b'!'..=b'~'] | [b'!'..=b'~'])
}

/// Returns `true` if the text is ASCII, and each space in it is one space.
fn has_single_spaces(text: &str) -> bool {
    let mut after_space = false;
    text.bytes().all(|byte| {
        let is_space = is_space(byte.into());
        let is_single = !is_space || byte == b' ' && !after_space;
        after_space = is_space;
        byte.is_ascii() && is_single
    })
}

/// Returns `true` for white space and for NUL, which ends a text in SMPP.
fn is_space(character: char) -> bool {
    character == '\0' || character.is_whitespace()
}

/// Defines the tables of a wire format, one row a line:
///
/// ```text
/// tables! {
///     /// The values of `MessageStatus`.
///     STATUSES: Word "MessageStatus" {
///         "delivered" => Delivered, "receipt of the operator";
///     }
///     /// The values of `ErrorCode`.
///     ERRORS: Cause "ErrorCode" {
///         21211 => InvalidRecipient, "invalid number";
///         30020..=30021 => InternalError, "fault of the platform";
///         (30099, "GONE") => OtherError, "a number and its name";
///     }
/// }
/// ```
///
/// That is
///
/// ```text
/// /// The values of `MessageStatus`.
/// ///
/// /// | value | status | why |
/// /// …
/// pub static STATUSES: Table = Table { field: "MessageStatus", of: Of::Word, rows: &[
///     Mapping { value: Value::Word("delivered"), status: DeliveryStatus::Delivered, reason: "receipt of the operator" },
/// ] };
/// /// The values of `ErrorCode`.
/// pub static ERRORS: Table = …;
/// /// The tables.
/// pub static TABLES: &[Table] = &[STATUSES, ERRORS];
/// ```
///
/// A line such as `+ crate::smpp::WORDS;` before the first table adds one that another module defines to `TABLES`.
macro_rules! tables {
    ($(+ $shared:path;)* $(
        $(#[$meta:meta])*
        $NAME:ident: $Of:ident $field:literal { $($value:expr => $Status:ident, $reason:literal;)* }
    )*) => {
        $(
            $(#[$meta])*
            ///
            /// | value | status | why |
            /// |---|---|---|
            $(
                #[doc = concat!("| `", stringify!($value), "` | [", stringify!($Status), "](crate::DeliveryStatus::", stringify!($Status), ") | ", $reason, " |")]
            )*
            pub static $NAME: $crate::table::Table = $crate::table::Table {
                field: $field,
                of: $crate::table::Of::$Of,
                rows: &[$(
                    $crate::table::Mapping {
                        value: $crate::table::Written($value).value(),
                        status: $crate::status::DeliveryStatus::$Status,
                        reason: $reason,
                    },
                )*],
            };
        )*

        /// All tables in this module.
        pub static TABLES: &[$crate::table::Table] = &[$($shared,)* $($NAME),*];
    };
}

pub(crate) use tables;

/// A value as a row of [`tables!`] writes it. Its type tells which [`Value`] it is.
pub(crate) struct Written<T>(pub(crate) T);

impl Written<&'static str> {
    pub(crate) const fn value(self) -> Value {
        Value::Word(self.0)
    }
}

impl Written<u32> {
    pub(crate) const fn value(self) -> Value {
        Value::Number(self.0)
    }
}

impl Written<core::ops::RangeInclusive<u32>> {
    pub(crate) const fn value(&self) -> Value {
        Value::Numbers(*self.0.start(), *self.0.end())
    }
}

impl Written<(u32, &'static str)> {
    pub(crate) const fn value(self) -> Value {
        Value::Named(self.0.0, self.0.1)
    }
}
