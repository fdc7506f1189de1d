use serde::Deserialize;
use sms_status::providers::aws;

use super::incoming::{IdOf, Incoming};
use crate::{
    moment::Moment,
    report::{Report, Unreadable},
};

/// Reads an event, as it is or in the envelope of SNS.
pub fn read(incoming: &Incoming<'_>) -> Result<Report, Unreadable> {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Envelope {
        r#type: String,
        message: String,
    }

    let event: aws::Report = match incoming.parse::<Envelope>() {
        Ok(envelope) if envelope.r#type == "Notification" => serde_json::from_str(&envelope.message)?,
        Ok(envelope) if envelope.r#type == "SubscriptionConfirmation" => return Err(Unreadable::Confirmation),
        _ => incoming.parse()?,
    };
    let at = event.event_timestamp.and_then(|millis| i64::try_from(millis).ok());
    incoming.of(&event, IdOf::Message, at.map(|millis| Moment::stored(millis, 0)))
}
