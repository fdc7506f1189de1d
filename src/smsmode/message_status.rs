use super::{RequestError, record_reader::parse_code};
use crate::status::DeliveryStatus;

/// The status of one message: the body of a status response (`smsStatus.do`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct MessageStatus<'a> {
    /// The status code, as received.
    pub code: u16,
    /// The label that the platform gave the status, as received.
    pub label: &'a str,
}

impl<'a> MessageStatus<'a> {
    /// Reads the body of a status response: a code, `|` and a label. ASCII white space around the code and the label does
    /// not matter.
    ///
    /// ```
    /// use sms_status::{DeliveryStatus, smsmode::MessageStatus};
    ///
    /// let message = MessageStatus::parse("11 | Received")?;
    /// assert_eq!(message.status(), DeliveryStatus::Received);
    /// # Ok::<(), sms_status::smsmode::MessageStatusError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the code is 32, 35 or 61. In a status response, these are request errors, and a reception error
    /// has the code 39. Also returns an error if the body has no valid code or no `|`.
    pub fn parse(body: &'a str) -> Result<Self, MessageStatusError> {
        let (code, label) =
            body.split_once('|').ok_or(MessageStatusError::MissingSeparator { offset: body.trim_ascii_end().len() })?;
        let offset = code.len() - code.trim_ascii_start().len();
        let code = parse_code(code.trim_ascii().as_bytes()).ok_or(MessageStatusError::InvalidCode { offset })?;
        match code {
            32 | 35 | 61 => Err(MessageStatusError::Request(RequestError::new(code))),
            code => Ok(Self { code, label: label.trim_ascii() }),
        }
    }

    /// Returns the status, or [`Undefined`](DeliveryStatus::Undefined) if the code is unknown. The label is ignored.
    #[must_use]
    pub const fn status(&self) -> DeliveryStatus {
        DeliveryStatus::from_code_lossy(self.code)
    }
}

/// The response has no status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum MessageStatusError {
    /// The request failed.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// The code is not a whole number from 0 to 65535.
    #[error("the code at byte {offset} is not a number from 0 to 65535")]
    InvalidCode {
        /// The offset of the code in the body, in bytes.
        offset: usize,
    },
    /// There is no `|` after the code.
    #[error("the separator `|` is missing at byte {offset}")]
    MissingSeparator {
        /// The offset of the end of the text, in bytes.
        offset: usize,
    },
}
