use sms_status::{DeliveryStatus, Platform, Report, smsmode::RecordErrorKind};

use super::reason::Reason;

/// The texts of a report event in a file. What is not there is empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct EventFields<'a> {
    pub message_id: &'a str,
    pub recipient: &'a str,
    /// The code or the name of a status; beside a platform, the platform's word.
    pub code: &'a str,
    pub campaign: &'a str,
    pub platform: &'a str,
    /// The platform's cause.
    pub cause: &'a str,
    pub reported_at: &'a str,
}

impl EventFields<'_> {
    /// Returns the event as a report, whose recipient may be in any form.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no id, no recipient or no code.
    pub fn report(self) -> Result<Report, Reason> {
        let given = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
        let id = given(self.message_id).ok_or(Reason::MissingMessageId)?;
        let recipient = given(self.recipient).ok_or(RecordErrorKind::InvalidRecipient)?;
        let platform = self.platform();
        let status = if platform.is_some() { self.status()? } else { status(self.code)? };
        let mut report = Report::new(self.code.trim(), status.unwrap_or(DeliveryStatus::Undefined));
        report.message_id = Some(id);
        report.recipient = Some(recipient);
        report.reference = given(self.campaign);
        report.known = status.is_some();
        if let Some(platform) = platform {
            report.platform = Some(platform);
            report.cause = given(self.cause);
            report.id_names = platform.fields().id_names;
        }
        report.reported_at = self.reported_at.parse().ok();
        Ok(report)
    }

    /// Returns the platform that is named. A name that is not known says nothing.
    pub fn platform(&self) -> Option<Platform> {
        if self.platform.is_empty() { None } else { self.platform.trim().parse().ok() }
    }

    /// Returns the status that the platform's word is or, if it has none, the code; `None` if neither is known.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no word, and without a platform that of [`status`](fn@status).
    pub fn status(&self) -> Result<Option<DeliveryStatus>, RecordErrorKind> {
        let Some(platform) = self.platform() else { return status(self.code) };
        let word = self.code.trim();
        if word.is_empty() {
            return Err(RecordErrorKind::MissingCode);
        }
        let cause = Some(self.cause.trim()).filter(|cause| !cause.is_empty());
        Ok(match platform.find(word, cause) {
            Some(row) => Some(row.status),
            None => status(word).unwrap_or_default(),
        })
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
