use core::{fmt, num::NonZeroU64, str::FromStr};

/// A phone number in international form: 7 to 15 digits in 8 bytes.
///
/// Platforms write the same number in different ways: Twilio with `+`, Vonage without. Use this type as the key in a map of
/// [`NumberHistory`](crate::NumberHistory) values, so that one history gets all reports on a number.
///
/// It parses from `+44 7700 900000`, `447700900000`, `0044…`, `tel:+44…` and `+44 (0)7700…`. The parser ignores spaces,
/// dashes, dots, parentheses and slashes between digits, and invisible text-direction marks. A number with a trunk zero
/// (`07700…`) is an error, because it does not contain its country code. A national number without a trunk zero
/// (`5005550006`) looks like an international one, so pass only numbers in international form.
///
/// Source: ITU-T E.164, section 6 (at most 15 digits); RFC 3966 (`tel:`).
///
/// ```
/// use sms_status::Msisdn;
///
/// let number: Msisdn = "+44 (0)7700 900000".parse()?;
/// assert_eq!(number, "00447700900000".parse()?);
/// assert_eq!(number.to_string(), "+447700900000");
/// # Ok::<(), sms_status::ParseMsisdnError>(())
/// ```
#[doc(alias = "MSISDN")]
#[doc(alias = "phone number")]
#[doc(alias = "E.164")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Msisdn(NonZeroU64);

impl Msisdn {
    /// The smallest number of digits.
    pub const MIN_DIGITS: usize = 7;

    /// The largest number of digits.
    pub const MAX_DIGITS: usize = 15;

    /// Returns the phone number with these digits, or `None` if there are fewer than 7 or more than 15.
    ///
    /// ```
    /// # use sms_status::Msisdn;
    /// assert_eq!(Msisdn::from_digits(33_600_000_000), "+33600000000".parse().ok());
    /// assert_eq!(Msisdn::from_digits(112), None);
    /// ```
    #[must_use]
    #[inline]
    pub const fn from_digits(digits: u64) -> Option<Self> {
        if digits < 1_000_000 || digits > 999_999_999_999_999 {
            return None;
        }
        match NonZeroU64::new(digits) {
            Some(digits) => Some(Self(digits)),
            None => None,
        }
    }

    /// Returns `true` if a text is nothing but the digits.
    #[cfg(feature = "alloc")]
    pub(crate) fn has_digits(self, text: &str) -> bool {
        text.len() <= Self::MAX_DIGITS
            && !text.starts_with('0')
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && text.parse() == Ok(self.digits())
    }

    /// Returns the digits as a number.
    ///
    /// ```
    /// # use sms_status::Msisdn;
    /// assert_eq!("+33 6 00 00 00 00".parse().map(Msisdn::digits), Ok(33_600_000_000));
    /// ```
    #[must_use]
    pub const fn digits(self) -> u64 {
        self.0.get()
    }
}

/// Prints a `+` and the digits.
impl fmt::Display for Msisdn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}", self.0)
    }
}

impl fmt::Debug for Msisdn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Msisdn({self})")
    }
}

impl FromStr for Msisdn {
    type Err = ParseMsisdnError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text)
    }
}

impl TryFrom<&str> for Msisdn {
    type Error = ParseMsisdnError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        read(text)
    }
}

fn read(text: &str) -> Result<Msisdn, ParseMsisdnError> {
    let start = text.find(|character| !is_ignored(character)).unwrap_or(text.len());
    let scheme = text.get(start..start + 4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("tel:"));
    let start = if scheme { start + 4 } else { start };
    let (mut digits, mut count, mut zeros) = (0_u64, 0, 0);
    let mut has_plus = false;
    let mut characters = text[start..].char_indices();
    while let Some((at, character)) = characters.next() {
        let offset = start + at;
        match character {
            // The trunk zero that is not dialled from abroad.
            '(' if count > 0 && text[offset..].starts_with("(0)") => {
                characters.next();
                characters.next();
            }
            '+' | '＋' if count == 0 && zeros == 0 && !has_plus => has_plus = true,
            '0' if count == 0 && !has_plus && zeros < 2 => zeros += 1,
            '0' if count == 0 => return Err(ParseMsisdnError::TrunkZero { offset }),
            '0'..='9' if zeros == 1 => return Err(ParseMsisdnError::TrunkZero { offset: offset - 1 }),
            '0'..='9' => {
                count += 1;
                if count > Msisdn::MAX_DIGITS {
                    return Err(ParseMsisdnError::TooLong);
                }
                digits = digits * 10 + u64::from(u32::from(character) - u32::from('0'));
            }
            _ if is_ignored(character)
                || matches!(character, '-' | '.' | '(' | ')' | '/' | '\u{2010}'..='\u{2013}') => {}
            _ => return Err(ParseMsisdnError::InvalidCharacter { offset, character }),
        }
    }
    match NonZeroU64::new(digits) {
        Some(digits) if count >= Msisdn::MIN_DIGITS => Ok(Msisdn(digits)),
        _ => Err(ParseMsisdnError::TooShort { digits: count }),
    }
}

/// Returns `true` for white space, and for the invisible marks that office programs put around a number.
fn is_ignored(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\0' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Writes a `+` and the digits.
#[cfg(feature = "serde")]
impl serde::Serialize for Msisdn {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Reads a string that parses as a phone number.
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Msisdn {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(crate::vocabulary::ParsedVisitor::new("a phone number in international form"))
    }
}

/// The string is not a single phone number in international form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ParseMsisdnError {
    /// There are fewer than 7 digits.
    #[error("a phone number in international form has at least 7 digits, and there are {digits}")]
    TooShort {
        /// The number of digits.
        digits: usize,
    },
    /// There are more than 15 digits: an incorrect number, or several.
    #[error(
        "a phone number has at most 15 digits, and there are more; if these are several numbers, read each by itself"
    )]
    TooLong,
    /// The number begins with a zero, so it does not contain its country code.
    #[error("the number has a trunk zero at byte {offset}: write it with its country code, such as +44")]
    TrunkZero {
        /// The offset of the zero, in bytes.
        offset: usize,
    },
    /// A character cannot be part of a phone number.
    #[error("{character:?} at byte {offset} is not part of a phone number")]
    InvalidCharacter {
        /// The offset of the character, in bytes.
        offset: usize,
        /// The character.
        character: char,
    },
}
