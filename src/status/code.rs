use super::DeliveryStatus;

impl DeliveryStatus {
    /// Returns the canonical smsmode code.
    ///
    /// Source: annex “summary list of statuses of returned SMSs” of the smsmode HTTP API documents.
    ///
    /// ```
    /// # use sms_status::DeliveryStatus;
    /// assert_eq!(DeliveryStatus::Received.code(), 11);
    /// ```
    #[must_use]
    pub const fn code(self) -> u16 {
        self.facts().codes[0]
    }

    /// Returns the status with this smsmode code, or `None` if the code is unknown.
    ///
    /// Two codes are accepted but never produced: 39, which the smsStatus table gives for a reception error, and 31, which the
    /// support pages give for an internal error.
    ///
    /// ```
    /// # use sms_status::DeliveryStatus;
    /// assert_eq!(DeliveryStatus::from_code(3501), Some(DeliveryStatus::TemporaryOperatorError));
    /// assert_eq!(DeliveryStatus::from_code(7777), None);
    /// ```
    #[must_use]
    pub const fn from_code(code: u16) -> Option<Self> {
        if (code as usize) < BY_CODE.len() { BY_CODE[code as usize] } else { None }
    }

    /// Returns the status with this smsmode code, or [`Undefined`](Self::Undefined) if the code is unknown.
    ///
    /// Like [`String::from_utf8_lossy`](https://doc.rust-lang.org/std/string/struct.String.html#method.from_utf8_lossy), it
    /// replaces what it cannot read. Keep the code if you may want to read it with a later version.
    ///
    /// ```
    /// # use sms_status::DeliveryStatus;
    /// assert_eq!(DeliveryStatus::from_code_lossy(11), DeliveryStatus::Received);
    /// assert_eq!(DeliveryStatus::from_code_lossy(7777), DeliveryStatus::Undefined);
    /// ```
    #[must_use]
    pub const fn from_code_lossy(code: u16) -> Self {
        match Self::from_code(code) {
            Some(status) => status,
            None => Self::Undefined,
        }
    }
}

/// The status of every code below 4096, so that decoding is one load.
static BY_CODE: [Option<DeliveryStatus>; 4096] = {
    let mut table = [None; 4096];
    let mut row = 0;
    while row < DeliveryStatus::COUNT {
        let status = DeliveryStatus::VARIANTS[row];
        let mut codes = status.facts().codes;
        while let [code, rest @ ..] = codes {
            assert!(table[*code as usize].is_none(), "two statuses have the same code");
            table[*code as usize] = Some(status);
            codes = rest;
        }
        row += 1;
    }
    table
};

/// Reads the code from integers: `u16`, and those in which databases and their drivers give numbers.
macro_rules! try_from_integers {
    ($($Integer:ty),*) => {$(
        /// Reads an smsmode code, as [`DeliveryStatus::from_code`] does.
        impl TryFrom<$Integer> for DeliveryStatus {
            type Error = UnknownCode;

            fn try_from(code: $Integer) -> Result<Self, Self::Error> {
                u16::try_from(code).ok().and_then(Self::from_code).ok_or(UnknownCode(code.into()))
            }
        }
    )*};
}

try_from_integers!(u16, i16, i32, i64);

impl From<DeliveryStatus> for u16 {
    fn from(status: DeliveryStatus) -> Self {
        status.code()
    }
}

/// The number is not a known smsmode status code.
///
/// New codes do appear. Keep the number; where a status is needed, it is [`DeliveryStatus::Undefined`].
///
/// ```
/// # use sms_status::{DeliveryStatus, UnknownCode};
/// let column: i64 = -1;
/// assert_eq!(DeliveryStatus::try_from(column), Err(UnknownCode(-1)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("unknown delivery status code {0}")]
pub struct UnknownCode(
    /// The number.
    pub i64,
);
