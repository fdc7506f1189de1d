use std::{cmp::Ordering, fmt};

use sms_status::{
    DateTime, DeliveryStatus,
    smsmode::{Callback, rest::StatusCallback},
};

/// What one callback says of one message.
#[derive(Debug)]
pub struct Report {
    pub message: MessageKey,
    pub campaign: CampaignName,
    /// The recipient, digits only; a REST callback may come without it.
    pub number: Option<String>,
    pub status: DeliveryStatus,
    /// When the provider says that the status was reached; the time of arrival where it does not say so.
    pub at: DateTime,
    /// The callback as it was received.
    pub body: String,
}

impl Report {
    /// Reads the query of a GET callback that arrived `now`.
    pub fn from_query(query: &str, now: DateTime) -> Result<Self, Unreadable> {
        let callback: Callback = serde_urlencoded::from_str(query)?;
        let number = number(&callback.recipient)?;
        let at = callback.received_at().unwrap_or(now);
        let campaign = CampaignName::new(callback.reference.as_deref(), at);
        let message = match &callback.message_id {
            // One id names a whole sending, to one or many recipients.
            Some(id) => MessageKey(format!("sms {id} {number}")),
            None => MessageKey(format!("in {campaign} {number}")),
        };
        let status = callback.status();
        Ok(Self { message, campaign, number: Some(number), status, at, body: query.to_owned() })
    }

    /// Reads the body of a POST callback that arrived `now`.
    pub fn from_json(body: &[u8], now: DateTime) -> Result<Self, Unreadable> {
        let body = str::from_utf8(body)?;
        let callback: StatusCallback = serde_json::from_str(body)?;
        if callback.message_id.is_empty() {
            return Err(Unreadable::NoMessageId);
        }
        let [delivered, sent, accepted] = [&callback.delivery_date, &callback.sent_date, &callback.accepted_at]
            .map(|date| date_time(date.as_deref()));
        let campaign = CampaignName::new(callback.reference.as_deref(), sent.or(accepted).or(delivered).unwrap_or(now));
        Ok(Self {
            message: MessageKey(format!("rest {}", callback.message_id)),
            campaign,
            number: callback.recipient.as_deref().map(number).transpose()?,
            status: callback.status(),
            at: delivered.unwrap_or(now),
            body: body.to_owned(),
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
    fn new(reference: Option<&str>, sent: DateTime) -> Self {
        match reference.map(str::trim).filter(|reference| !reference.is_empty()) {
            Some(reference) => Self(reference.to_owned()),
            None => Self(format!("{:04}-{:02}-{:02}", sent.year, sent.month, sent.day)),
        }
    }

    /// A name that was stored or asked for.
    pub fn stored(name: String) -> Self {
        Self(name)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the name is a day. A reference that is spelled as one stands for that day.
    pub fn is_day(&self) -> bool {
        self.0.len() == "yyyy-MM-dd".len() && format!("{} 00:00:00", self.0).parse::<DateTime>().is_ok()
    }
}

impl fmt::Display for CampaignName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Ord for CampaignName {
    fn cmp(&self, other: &Self) -> Ordering {
        self.is_day().cmp(&other.is_day()).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for CampaignName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The digits of a recipient. Spaces and `+` go: a `+` that the sender of a query forgot to encode arrives as a space.
fn number(recipient: &str) -> Result<String, Unreadable> {
    /// E.164 has at most 15 digits; some platforms put a prefix before them.
    const LONGEST: usize = 20;

    let digits: String = recipient.chars().filter(|c| !c.is_whitespace() && *c != '+').collect();
    let readable = (1..=LONGEST).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    readable.then_some(digits).ok_or(Unreadable::Number)
}

/// A date and time with whatever follows the seconds left out.
fn date_time(text: Option<&str>) -> Option<DateTime> {
    text?.get(.."yyyy-MM-ddTHH:mm:ss".len())?.parse().ok()
}
