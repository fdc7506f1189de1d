use super::{RequestError, delivery_report::parse_code};
use crate::DeliveryStatus;

/// The status of one message, from [`message_status`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct MessageStatus<'a> {
    /// The status code, as it was received.
    pub code: u16,
    /// The label that the platform gave the status, as it was received.
    pub label: &'a str,
}

impl MessageStatus<'_> {
    /// The status; [`Undefined`](DeliveryStatus::Undefined) where the code is not known. The label has no part in it.
    #[must_use]
    pub fn status(&self) -> DeliveryStatus {
        DeliveryStatus::from_code(self.code).unwrap_or(DeliveryStatus::Undefined)
    }
}

/// Reads the body of a status response (`smsStatus.do`): a code, `|`, a label. ASCII white space around them does not
/// matter.
///
/// ```
/// use sms_status::{DeliveryStatus, smsmode};
///
/// let message = smsmode::message_status("11 | Received")?;
/// assert_eq!(message.status(), DeliveryStatus::Received);
/// # Ok::<(), smsmode::MessageStatusError>(())
/// ```
///
/// # Errors
///
/// The codes 32, 35 and 61 are errors of the request here, so a reception error has the code 39. Any other error says
/// where in the body it is.
pub fn message_status(body: &str) -> Result<MessageStatus<'_>, MessageStatusError> {
    let (code, label) =
        body.split_once('|').ok_or(MessageStatusError::MissingSeparator { offset: body.trim_ascii_end().len() })?;
    let offset = code.len() - code.trim_ascii_start().len();
    let code = parse_code(code.trim_ascii().as_bytes()).ok_or(MessageStatusError::InvalidCode { offset })?;
    match code {
        32 | 35 | 61 => Err(MessageStatusError::Request(RequestError::new(code))),
        code => Ok(MessageStatus { code, label: label.trim_ascii() }),
    }
}

/// A status response holds no status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum MessageStatusError {
    /// The request failed.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// The code is not a whole number from 0 to 65535.
    #[error("the code at byte {offset} is not a number from 0 to 65535")]
    InvalidCode {
        /// Where the code starts in the body, in bytes.
        offset: usize,
    },
    /// There is no `|` after the code.
    #[error("the separator `|` is missing at byte {offset}")]
    MissingSeparator {
        /// Where the text ends, in bytes.
        offset: usize,
    },
}
