use std::{cmp::Ordering, fmt};

use axum::http::StatusCode;
use jiff::civil::Date;
use sms_status::DeliveryStatus;

use crate::{moment::Moment, platform::Platform};

/// What one callback says of one message.
#[derive(Debug)]
pub struct Report {
    pub platform: Platform,
    pub message: MessageKey,
    /// The part of the message that it speaks of, if it does not speak of the whole.
    pub segment: Option<String>,
    pub campaign: CampaignName,
    /// The recipient, digits only, if the platform reports a phone number.
    pub number: Option<String>,
    pub status: DeliveryStatus,
    /// When the platform says that the status was reached; the time of arrival if it does not say so.
    pub at: Moment,
}

/// Why a callback can never be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("the query is not a delivery report: {0}")]
    Query(serde_urlencoded::de::Error),
    #[error("the form is not a delivery report: {0}")]
    Form(serde_urlencoded::de::Error),
    #[error("the body is not a delivery report: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the body is not UTF-8: {0}")]
    Utf8(#[from] std::str::Utf8Error),
    #[error("the recipient is not a phone number in digits")]
    Number,
    #[error("the message id is empty or missing")]
    NoMessageId,
    #[error("neither `ptt` nor `description` is there")]
    NoStatus,
    #[error("the body is longer than {0} KiB")]
    TooLong(usize),
    #[error("SNS asks to confirm the subscription: open the SubscribeURL of this request")]
    Confirmation,
}

impl Unreadable {
    /// Returns the status of the answer.
    pub fn answer(&self) -> StatusCode {
        match self {
            Self::TooLong(_) => StatusCode::PAYLOAD_TOO_LARGE,
            // SNS does not send it again, and those who confirm it find it among the callbacks that could not be read.
            Self::Confirmation => StatusCode::OK,
            _ => StatusCode::BAD_REQUEST,
        }
    }
}

/// Tells messages apart: which callbacks speak of the same message.
///
/// - `sms {smsID} {recipient}`, of the smsmode HTTP API. One `smsID` names a whole sending, so it takes both.
/// - `rest {messageId}`, of the smsmode REST API, where each message has an id of its own.
/// - `{platform} id {id} {recipient}` of the others, or with `-` in place of the recipient if each message has an id of its own.
/// - `{platform} of {reference} {recipient}`, of one whose parts are reported on one by one.
/// - `in {campaign} {recipient}`, without an id; with the name of the platform before it unless that is smsmode.
///
/// No two of them are equal by accident, since neither a recipient nor the name of a platform holds a space. An id comes before the
/// recipient, so that messages are found by it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MessageKey(String);

impl MessageKey {
    pub fn of_sms_id(id: &str, recipient: &str) -> Self {
        Self(format!("sms {id} {recipient}"))
    }

    pub fn of_rest(id: &str) -> Self {
        Self(format!("rest {id}"))
    }

    pub fn of_platform(platform: Platform, recipient: Option<&str>, id: &str) -> Self {
        Self(format!("{} id {id} {}", platform.name(), recipient.unwrap_or("-")))
    }

    pub fn of_parts(platform: Platform, recipient: &str, reference: &str) -> Self {
        Self(format!("{} of {reference} {recipient}", platform.name()))
    }

    pub fn of_campaign(platform: Platform, campaign: &CampaignName, recipient: &str) -> Self {
        match platform {
            Platform::Smsmode => Self(format!("in {campaign} {recipient}")),
            _ => Self(format!("{} in {campaign} {recipient}", platform.name())),
        }
    }

    /// Returns what the keys of messages start with to which a platform, or its sender, gave an id.
    pub fn starts_with_id(platform: Platform, id: &str) -> Vec<String> {
        match platform {
            Platform::Smsmode => vec![format!("sms {id} ")],
            _ => ["id", "of"].map(|kind| format!("{} {kind} {id} ", platform.name())).into(),
        }
    }

    /// Returns the name of the platform that a key is of.
    pub fn platform_in(key: &str) -> &str {
        match key.split(' ').next().unwrap_or_default() {
            "sms" | "rest" | "in" => Platform::Smsmode.name(),
            name => name,
        }
    }

    /// Returns the id that a key has, as the platform or the sender gave it.
    pub fn id_in(key: &str) -> Option<&str> {
        let (first, rest) = key.split_once(' ')?;
        let (kind, rest) = match first {
            "rest" => return Some(rest),
            "sms" | "in" => (first, rest),
            _ => rest.split_once(' ')?,
        };
        let (id, _recipient) = rest.rsplit_once(' ')?;
        (kind != "in").then_some(id)
    }

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
    pub fn new(reference: Option<&str>, sent: Date) -> Self {
        match reference.map(str::trim).filter(|reference| !reference.is_empty()) {
            Some(reference) => Self(reference.to_owned()),
            None => Self(sent.to_string()),
        }
    }

    /// Takes a name that was stored or asked for.
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

/// Returns the digits of a recipient. Spaces and `+` go: a `+` that the sender of a query forgot to encode arrives as a space.
pub fn number(recipient: &str) -> Result<String, Unreadable> {
    /// E.164 has at most 15 digits; some platforms put a prefix before them.
    const LONGEST: usize = 20;

    let digits: String = recipient.chars().filter(|c| !c.is_whitespace() && *c != '+').collect();
    let readable = (1..=LONGEST).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    readable.then_some(digits).ok_or(Unreadable::Number)
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    #[test]
    fn a_key_has_the_id_that_it_was_made_of() {
        let day = CampaignName::new(None, "2026-01-31".parse().unwrap());
        for id in ["1", "a b", "id", "sms 1 2", "of", "-", " ", "é\u{0}"] {
            for key in [MessageKey::of_sms_id(id, "33600000000"), MessageKey::of_rest(id)] {
                assert_eq!(MessageKey::id_in(key.as_str()), Some(id));
                assert_eq!(MessageKey::platform_in(key.as_str()), "smsmode");
            }
            let named = CampaignName::new(Some(id), "2026-01-31".parse().unwrap());
            for &platform in Platform::VARIANTS {
                let keys = [
                    MessageKey::of_platform(platform, None, id),
                    MessageKey::of_platform(platform, Some("33600000000"), id),
                    MessageKey::of_parts(platform, "33600000000", id),
                ];
                for key in keys {
                    assert_eq!(MessageKey::id_in(key.as_str()), Some(id), "{key:?}");
                    assert_eq!(MessageKey::platform_in(key.as_str()), platform.name());
                }
                for campaign in [&day, &named] {
                    let key = MessageKey::of_campaign(platform, campaign, "33600000000");
                    assert_eq!(MessageKey::id_in(key.as_str()), None, "{key:?}");
                    assert_eq!(MessageKey::platform_in(key.as_str()), platform.name());
                }
            }
        }
        assert_eq!(["", "rest", "sms 1", "aws 1 2"].map(MessageKey::id_in), [None; 4]);
    }
}
