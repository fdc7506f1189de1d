use std::{cmp::Ordering, fmt};

use axum::http::StatusCode;
use jiff::civil::Date;
use sms_status::{DeliveryStatus, IdNames, Platform, ReadErrorKind, smpp::PduError};

use crate::{moment::Moment, numbering};

/// What one request says.
#[derive(Debug)]
pub struct Reported {
    /// The name of the platform.
    pub platform: &'static str,
    pub reports: Vec<Report>,
    pub opt_outs: Vec<OptOut>,
    /// When a phone sent it, if it is a message from one.
    pub from_phone: Option<Moment>,
    /// The query or the body.
    pub request: String,
}

impl Reported {
    pub fn new(platform: &'static str, request: &str) -> Self {
        Self { platform, reports: Vec::new(), opt_outs: Vec::new(), from_phone: None, request: request.to_owned() }
    }

    /// Returns whether there is nothing in it to be kept.
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty() && self.without_message().is_none()
    }

    /// Returns what is kept with the request if it reports on no message: an opt-out, or that a phone sent something.
    pub fn without_message(&self) -> Option<Reached> {
        let from_phone = || self.from_phone.map(|at| (DeliveryStatus::Undefined, at));
        let said = self.opt_outs.first().map(OptOut::reached).or_else(from_phone);
        said.filter(|_| self.reports.is_empty())
    }
}

/// A status, and when it was reached.
pub type Reached = (DeliveryStatus, Moment);

/// How a message goes to its recipient, as a report has it: what is not known is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Route<'a> {
    pub platform: &'a str,
    /// The MCC and MNC of the operator.
    pub network: &'a str,
    /// The code of the country of the number.
    pub country: &'a str,
}

impl Route<'_> {
    /// Returns how much is known of it: of the reports on a message that of the route of which most is known counts, and of equal ones the
    /// first. The remainder of the id of a route by `KNOWN` is this.
    pub fn known(&self) -> i64 {
        1 + i64::from(!self.network.is_empty()) + i64::from(!self.country.is_empty())
    }
}

/// What one callback says of one message.
#[derive(Debug)]
pub struct Report {
    pub message: MessageKey,
    /// The part of the message that it speaks of, if it does not speak of the whole.
    pub segment: Option<String>,
    pub campaign: CampaignName,
    /// The recipient, digits only, if the platform reports a phone number.
    pub number: Option<String>,
    /// The MCC and MNC of its operator, if the platform reports them.
    pub network: Option<String>,
    pub status: DeliveryStatus,
    /// When the platform says that the status was reached; the time of arrival if it does not say so.
    pub at: Moment,
}

impl Report {
    /// Returns how the message goes to its recipient, as far as this says.
    pub fn route<'a>(&'a self, platform: &'a str) -> Route<'a> {
        Route {
            platform,
            network: self.network.as_deref().unwrap_or_default(),
            country: self.number.as_deref().and_then(numbering::country_of).unwrap_or_default(),
        }
    }
}

/// Says that a person has opted out, whatever became of a message.
#[derive(Debug)]
pub struct OptOut {
    /// The number of the person, digits only.
    pub number: String,
    pub at: Moment,
}

impl OptOut {
    /// Returns what it says of the number, and since when.
    pub fn reached(&self) -> Reached {
        (DeliveryStatus::Blacklisted, self.at)
    }
}

/// Why a callback, or a report in it, can never be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error(transparent)]
    Request(ReadErrorKind),
    #[error("{unreadable} of {of} reports cannot be read; the first is number {place}: {reason}")]
    Reports { unreadable: usize, of: usize, place: usize, reason: Box<Self> },
    #[error("the body is not UTF-8: {0}")]
    Utf8(#[from] std::str::Utf8Error),
    #[error("the body is compressed ({0}), and is only taken as it is")]
    Compressed(String),
    #[error("there is neither the id of a message nor a phone number in international form")]
    NoMessage,
    #[error(transparent)]
    Pdu(#[from] PduError),
    #[error("neither the text nor a TLV has the id of the message")]
    NoId,
    #[error("it is marked as a receipt, and nothing in it says what became of the message")]
    NoState,
    #[error("the opt-out has no phone number in international form")]
    NoNumber,
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
            Self::Compressed(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            // SNS does not send it again, and those who confirm it find it among the callbacks that could not be read.
            Self::Confirmation => StatusCode::OK,
            _ => StatusCode::BAD_REQUEST,
        }
    }
}

/// Tells messages apart: which callbacks speak of the same message.
///
/// - `{platform} id {key}`, where the library's key is an id and a recipient; `{platform} id {key} -`, where it is an id.
/// - `sms {key}` and `rest {key}` are the same of smsmode.
/// - `{platform} of {reference} {recipient}`, of one whose parts are reported on one by one.
/// - `{platform} in {campaign} {recipient}`, without an id; `in {campaign} {recipient}` of smsmode.
///
/// No two of them are equal by accident, since neither a phone number nor the name of a platform holds a space. An id comes before
/// the recipient, so that messages are found by it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MessageKey(String);

const SMSMODE: &str = Platform::Smsmode.name();
const VONAGE: &str = Platform::Vonage.name();

impl MessageKey {
    /// The first words of keys that are not the name of a platform.
    pub const RESERVED: [&str; 3] = ["sms", "rest", "in"];

    /// Returns whether a platform of this name would have keys like those of smsmode.
    pub fn is_reserved(name: &str) -> bool {
        Self::RESERVED.contains(&name)
    }

    /// Returns the key of the message that a report speaks of; `None` if it says neither an id nor a number.
    pub fn of(
        platform: &str,
        report: &sms_status::Report,
        number: Option<&str>,
        campaign: &CampaignName,
    ) -> Option<Self> {
        let is_smsmode = platform == SMSMODE;
        let Some(id) = report.message_id.as_deref() else {
            let of_campaign = format!("in {campaign} {}", number?);
            return Some(Self(if is_smsmode { of_campaign } else { format!("{platform} {of_campaign}") }));
        };
        Some(Self(match report.key().filter(|_| report.id_names == IdNames::Sending) {
            Some(key) if is_smsmode => format!("sms {key}"),
            Some(key) => format!("{platform} id {key}"),
            None if is_smsmode => format!("rest {id}"),
            None => format!("{platform} id {id} -"),
        }))
    }

    pub fn of_parts(platform: &str, reference: &str, recipient: &str) -> Self {
        Self(format!("{platform} of {reference} {recipient}"))
    }

    /// Returns the keys of messages to which a platform, or its sender, gave an id: what they start with, or all of it.
    pub fn with_id(platform: &str, id: &str) -> Vec<String> {
        match platform {
            SMSMODE => vec![format!("rest {id}"), format!("sms {id} ")],
            VONAGE => vec![format!("{platform} id {id} "), format!("{platform} of {id} ")],
            _ => vec![format!("{platform} id {id} ")],
        }
    }

    /// Returns the name of the platform that a key is of.
    pub fn platform_in(key: &str) -> &str {
        let first = key.split(' ').next().unwrap_or_default();
        if Self::is_reserved(first) { SMSMODE } else { first }
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

/// What a campaign is called: the sender's own reference, or the day of a send that has none, as `yyyy-MM-dd`.
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

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBER: &str = "33600000000";

    fn report(id: Option<&str>, id_names: IdNames) -> sms_status::Report {
        let mut report = sms_status::Report::new("", DeliveryStatus::Undefined);
        report.message_id = id.map(str::to_owned);
        report.recipient = Some(format!("+{NUMBER}"));
        report.id_names = id_names;
        report
    }

    #[test]
    fn a_key_has_the_id_that_it_was_made_of() {
        let day = CampaignName::new(None, "2026-01-31".parse().unwrap());
        let platforms = Platform::VARIANTS.iter().map(|platform| platform.name()).chain(["acme"]);
        for platform in platforms {
            for id in ["1", "a b", "id", "sms 1 2", "of", "-", "é\u{0}", "b 33611111111", &"7".repeat(60)] {
                let named = CampaignName::new(Some(id), "2026-01-31".parse().unwrap());
                let of = |report: &sms_status::Report, campaign| {
                    MessageKey::of(platform, report, Some(NUMBER), campaign).unwrap()
                };
                let mut keys: Vec<_> = [IdNames::Message, IdNames::Sending]
                    .map(|names| report(Some(id), names))
                    .iter()
                    .map(|report| of(report, &day))
                    .collect();
                if platform == VONAGE {
                    keys.push(MessageKey::of_parts(platform, id, NUMBER));
                }
                for key in &keys {
                    let text = key.as_str();
                    assert_eq!(
                        (MessageKey::id_in(text), MessageKey::platform_in(text)),
                        (Some(id), platform),
                        "{text}"
                    );
                    let is_found = |start: &String| text == start || start.ends_with(' ') && text.starts_with(start);
                    assert!(MessageKey::with_id(platform, id).iter().any(is_found), "{text}");
                }
                for campaign in [&day, &named] {
                    let key = of(&report(None, IdNames::Message), campaign);
                    assert_eq!(MessageKey::id_in(key.as_str()), None, "{key:?}");
                    assert_eq!(MessageKey::platform_in(key.as_str()), platform);
                    keys.push(key);
                }
                let count = keys.len();
                keys.sort_unstable_by(|a, b| a.as_str().cmp(b.as_str()));
                keys.dedup();
                assert_eq!(keys.len(), count, "{keys:?}");
            }
        }
        assert_eq!(["", "rest", "sms 1", "aws 1 2"].map(MessageKey::id_in), [None; 4]);
    }

    #[test]
    fn the_forms_that_are_stored_stay() {
        let day = CampaignName::new(None, "2026-01-31".parse().unwrap());
        let key = |platform: &str, report| {
            MessageKey::of(platform, &report, Some(NUMBER), &day).map(|key| key.as_str().to_owned())
        };
        let cases = [
            ("smsmode", Some("S1"), IdNames::Sending, "sms S1 33600000000"),
            ("smsmode", Some("e5ab"), IdNames::Message, "rest e5ab"),
            ("smsmode", None, IdNames::Message, "in 2026-01-31 33600000000"),
            ("octopush", Some("a b"), IdNames::Sending, "octopush id a b 33600000000"),
            ("twilio", Some("SM1"), IdNames::Message, "twilio id SM1 -"),
            ("ovh", None, IdNames::Message, "ovh in 2026-01-31 33600000000"),
            ("acme", Some("7"), IdNames::Message, "acme id 7 -"),
        ];
        for (platform, id, names, stored) in cases {
            assert_eq!(key(platform, report(id, names)).as_deref(), Some(stored));
        }
        // Without a recipient the id is all there is.
        let mut of_nobody = report(Some("7"), IdNames::Sending);
        of_nobody.recipient = None;
        assert_eq!(key("octopush", of_nobody).as_deref(), Some("octopush id 7 -"));
        assert_eq!(MessageKey::of("ovh", &report(None, IdNames::Message), None, &day), None);
    }
}
