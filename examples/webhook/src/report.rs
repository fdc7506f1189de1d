use std::{cmp::Ordering, fmt};

use jiff::{civil::Date, tz::TimeZone};
use sms_status::{
    DeliveryStatus,
    smsmode::{Callback, rest::StatusCallback},
};

use crate::{moment::Moment, platform::Platform};

/// What one callback says of one message.
#[derive(Debug)]
pub struct Report {
    pub platform: Platform,
    pub message: MessageKey,
    /// The part of the message that it speaks of, if it does not speak of the whole.
    pub segment: Option<String>,
    pub campaign: CampaignName,
    /// The recipient, digits only; a REST callback may come without it.
    pub number: Option<String>,
    pub status: DeliveryStatus,
    /// When the provider says that the status was reached; the time of arrival if it does not say so.
    pub at: Moment,
    /// The request as it was received; `None` if another report of the same request has it.
    pub body: Option<String>,
}

impl Report {
    /// Reads the query of a GET callback that arrived `now`. Dates are in `zone` unless they say otherwise.
    pub fn from_query(query: &str, now: Moment, zone: &TimeZone) -> Result<Self, Unreadable> {
        let callback: Callback = serde_urlencoded::from_str(query)?;
        let number = number(&callback.recipient)?;
        let at = callback.date_reception.as_deref().and_then(|date| Moment::read(date, zone)).unwrap_or(now);
        let campaign = CampaignName::new(callback.reference.as_deref(), at.date());
        let message = match &callback.message_id {
            // One id names a whole sending, to one or many recipients.
            Some(id) => MessageKey(format!("sms {id} {number}")),
            None => MessageKey(format!("in {campaign} {number}")),
        };
        let status = callback.status();
        Ok(Self {
            platform: Platform::Smsmode,
            message,
            segment: None,
            campaign,
            number: Some(number),
            status,
            at,
            body: Some(query.to_owned()),
        })
    }

    /// Reads the body of a POST callback that arrived `now`. Dates are in `zone` unless they say otherwise.
    pub fn from_json(body: &[u8], now: Moment, zone: &TimeZone) -> Result<Self, Unreadable> {
        let body = str::from_utf8(body)?;
        let callback: StatusCallback = serde_json::from_str(body)?;
        if callback.message_id.is_empty() {
            return Err(Unreadable::NoMessageId);
        }
        let [delivered, sent, accepted] = [&callback.delivery_date, &callback.sent_date, &callback.accepted_at]
            .map(|date| Moment::read(date.as_deref()?, zone));
        let sending = sent.or(accepted).or(delivered).unwrap_or(now);
        let campaign = CampaignName::new(callback.reference.as_deref(), sending.date());
        Ok(Self {
            platform: Platform::Smsmode,
            segment: None,
            message: MessageKey(format!("rest {}", callback.message_id)),
            campaign,
            number: callback.recipient.as_deref().map(number).transpose()?,
            status: callback.status(),
            at: delivered.unwrap_or(now),
            body: Some(body.to_owned()),
        })
    }
}

/// Why a callback can never be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("the query is not a delivery report: {0}")]
    Query(#[from] serde_urlencoded::de::Error),
    #[error("the body is not a status callback: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the body is not UTF-8: {0}")]
    Utf8(#[from] std::str::Utf8Error),
    #[error("the recipient is not a phone number in digits")]
    Number,
    #[error("the message id is empty")]
    NoMessageId,
    #[error("the body is longer than 64 KiB")]
    TooLong,
}

/// Tells messages apart: which callbacks speak of the same message.
///
/// - `sms {smsID} {recipient}`, from a query callback. One `smsID` names a whole sending, so it takes both.
/// - `in {campaign} {recipient}`, from a query callback without `smsID`.
/// - `rest {messageId}`, from a REST callback, where each message has an id of its own.
///
/// No two of them are equal by accident, since a recipient holds no space.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MessageKey(String);

impl MessageKey {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a campaign is called: the sender's own reference, or the day of a sending that has none, as `yyyy-MM-dd`.
///
/// Of two names for the same message the lesser one counts: a reference before a day, an earlier day before a later one.
/// So a message is in one campaign, and in the same one whatever order its reports come in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CampaignName(String);

impl CampaignName {
    fn new(reference: Option<&str>, sent: Date) -> Self {
        match reference.map(str::trim).filter(|reference| !reference.is_empty()) {
            Some(reference) => Self(reference.to_owned()),
            None => Self(sent.to_string()),
        }
    }

    /// A name that was stored or asked for.
    pub fn stored(name: String) -> Self {
        Self(name)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the day that the name is. A reference that is spelled as one stands for that day.
    pub fn day(&self) -> Option<Date> {
        self.0.parse().ok().filter(|day: &Date| day.to_string() == self.0)
    }
}

impl fmt::Display for CampaignName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Ord for CampaignName {
    fn cmp(&self, other: &Self) -> Ordering {
        self.day().is_some().cmp(&other.day().is_some()).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for CampaignName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The digits of a recipient. Spaces and `+` go: a `+` that the sender of a query forgot to encode arrives as a space.
pub fn number(recipient: &str) -> Result<String, Unreadable> {
    /// E.164 has at most 15 digits; some platforms put a prefix before them.
    const LONGEST: usize = 20;

    let digits: String = recipient.chars().filter(|c| !c.is_whitespace() && *c != '+').collect();
    let readable = (1..=LONGEST).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    readable.then_some(digits).ok_or(Unreadable::Number)
}
