use sms_status::smsmode::{Callback, rest::StatusCallback};

use super::{Incoming, Platform};
use crate::report::{CampaignName, MessageKey, Report, Unreadable, number};

/// Reads a callback of the HTTP API from a query, or one of the REST API from a body.
pub fn read(incoming: &Incoming<'_>) -> Result<Report, Unreadable> {
    match incoming.body {
        None => of_query(incoming),
        Some(body) => of_body(incoming, body),
    }
}

fn of_query(incoming: &Incoming<'_>) -> Result<Report, Unreadable> {
    let callback: Callback = incoming.parse()?;
    let number = number(&callback.recipient)?;
    let at = incoming.moment(callback.date_reception.as_deref()).unwrap_or(incoming.arrival);
    let campaign = CampaignName::new(callback.reference.as_deref(), at.date());
    let message = match &callback.message_id {
        // One id names a whole sending, to one or many recipients.
        Some(id) => MessageKey::of_sms_id(id, &number),
        None => MessageKey::of_campaign(Platform::Smsmode, &campaign, &number),
    };
    let status = callback.status();
    Ok(Report { platform: Platform::Smsmode, message, segment: None, campaign, number: Some(number), status, at })
}

fn of_body(incoming: &Incoming<'_>, body: &str) -> Result<Report, Unreadable> {
    let callback: StatusCallback = serde_json::from_str(body)?;
    if callback.message_id.is_empty() {
        return Err(Unreadable::NoMessageId);
    }
    let [delivered, sent, accepted] = [&callback.delivery_date, &callback.sent_date, &callback.accepted_at]
        .map(|date| incoming.moment(date.as_deref()));
    let sending = sent.or(accepted).or(delivered).unwrap_or(incoming.arrival);
    Ok(Report {
        platform: Platform::Smsmode,
        message: MessageKey::of_rest(&callback.message_id),
        segment: None,
        campaign: CampaignName::new(callback.reference.as_deref(), sending.date()),
        number: callback.recipient.as_deref().map(number).transpose()?,
        status: callback.status(),
        at: delivered.unwrap_or(incoming.arrival),
    })
}
