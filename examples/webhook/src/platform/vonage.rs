use jiff::tz::TimeZone;
use serde::{Deserialize, de::IgnoredAny};
use sms_status::providers::vonage::{self, messages};

use super::incoming::{IdOf, Incoming};
use crate::{
    moment::Moment,
    report::{MessageKey, Report, Unreadable},
};

/// Reads a receipt of the SMS API, or a status callback of the Messages API.
pub fn read(incoming: &Incoming<'_>) -> Result<Report, Unreadable> {
    /// What only the Messages API has.
    #[derive(Deserialize)]
    struct Mark {
        message_uuid: Option<IgnoredAny>,
    }

    if incoming.is_json() && incoming.parse().is_ok_and(|mark: Mark| mark.message_uuid.is_some()) {
        return incoming
            .report::<messages::Report>(IdOf::Message, |report| incoming.moment(report.timestamp.as_deref()));
    }
    let receipt: vonage::Report = incoming.parse()?;
    let at = receipt.message_timestamp.as_deref().and_then(|date| Moment::read(date, &TimeZone::UTC));
    let mut report = incoming.of(&receipt, IdOf::Message, at)?;
    // A long message has a receipt for each of its parts, which have ids of their own and share the reference.
    if let (Some(reference), Some(number), Some(part)) = (receipt.reference(), &report.number, receipt.message_id()) {
        report.message = MessageKey::of_parts(incoming.platform, number, reference);
        report.segment = Some(part.to_owned());
    }
    Ok(report)
}
