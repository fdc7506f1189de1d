use sms_status::{DeliveryStatus, Report, smsmode::RecordErrorKind};

use super::reason::Reason;

/// The texts of a report event in a file.
#[derive(Clone, Copy, Debug)]
pub struct EventFields<'a> {
    pub message_id: &'a str,
    pub recipient: &'a str,
    pub code: &'a str,
    pub campaign: &'a str,
}

impl EventFields<'_> {
    /// Returns the event as a report, whose recipient may be in any form.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no id, no recipient or no code.
    pub fn report(self) -> Result<Report, Reason> {
        let Self { message_id, recipient, code, campaign } = self;
        let given = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
        let id = given(message_id).ok_or(Reason::MissingMessageId)?;
        let recipient = given(recipient).ok_or(RecordErrorKind::InvalidRecipient)?;
        let status = status(code)?;
        let mut report = Report::new(code.trim(), status.unwrap_or(DeliveryStatus::Undefined));
        report.message_id = Some(id);
        report.recipient = Some(recipient);
        report.reference = given(campaign);
        report.known = status.is_some();
        Ok(report)
    }
}

/// Returns the status that a code is, or `None` if the code is not known. A status may be there by its name or label.
///
/// # Errors
///
/// Returns an error if the text is neither a number of 16 bits nor a status.
#[inline]
pub fn status(code: &str) -> Result<Option<DeliveryStatus>, RecordErrorKind> {
    match number(code) {
        Ok(number) => Ok(DeliveryStatus::from_code(number)),
        Err(RecordErrorKind::InvalidCode) => code.parse().map(Some).map_err(|_| RecordErrorKind::InvalidCode),
        Err(error) => Err(error),
    }
}

/// Returns the number that a text is.
///
/// # Errors
///
/// Returns an error if the text is empty or is not a number of 16 bits.
#[inline]
pub fn number(text: &str) -> Result<u16, RecordErrorKind> {
    let text = text.trim_ascii();
    if text.is_empty() {
        return Err(RecordErrorKind::MissingCode);
    }
    let digits = text.starts_with(|first: char| first.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().ok_or(RecordErrorKind::InvalidCode)
}
