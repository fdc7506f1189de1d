mod aws;
mod incoming;
mod kannel;
mod ovh;
mod smsmode;
mod vonage;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use sms_status::providers::{africas_talking, bandwidth, infobip, jasmin, octopush, sinch, smsfactor, twilio};
use strum::{EnumString, IntoStaticStr, VariantArray};

use self::incoming::IdOf;
pub use self::incoming::Incoming;
use crate::report::{Report, Unreadable};

/// A platform that sends callbacks, by its name in the callback URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Platform {
    /// Both APIs: a query is a callback of the HTTP API, a body one of the REST API.
    Smsmode,
    #[strum(to_string = "africas-talking", serialize = "africas_talking")]
    AfricasTalking,
    Aws,
    Bandwidth,
    Infobip,
    Jasmin,
    Kannel,
    Octopush,
    Ovh,
    Sinch,
    Smsfactor,
    Twilio,
    /// The SMS API and the Messages API.
    Vonage,
}

impl Platform {
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Returns the maximum size of a body, in bytes. Some platforms report on many messages at once.
    pub fn longest_body(self) -> usize {
        match self {
            Self::Bandwidth | Self::Infobip => 1024 * 1024,
            _ => 64 * 1024,
        }
    }

    /// Returns the answer that tells the platform that its callback was stored.
    pub fn acknowledgement(self) -> Response {
        match self {
            Self::Smsmode => StatusCode::NO_CONTENT.into_response(),
            Self::Jasmin => "ACK/Jasmin".into_response(),
            _ => StatusCode::OK.into_response(),
        }
    }

    /// Reads what a callback reports: on one message, or on many.
    pub fn read(self, incoming: &Incoming<'_>) -> Result<Vec<Report>, Unreadable> {
        let at = |date: &Option<String>| incoming.moment(date.as_deref());
        let report = match self {
            Self::Smsmode => smsmode::read(incoming)?,
            Self::AfricasTalking => incoming.report::<africas_talking::Report>(IdOf::Message, |_| None)?,
            Self::Aws => aws::read(incoming)?,
            Self::Bandwidth => {
                let reports: bandwidth::Reports = incoming.parse()?;
                // With one URL for all, the messages that others send come here, too.
                let of_ours = reports.iter().filter(|report| report.event != "message-received");
                return of_ours.map(|report| incoming.of(report, IdOf::Sending, at(&report.time))).collect();
            }
            Self::Infobip => {
                let reports: infobip::Reports = incoming.parse()?;
                return reports.iter().map(|report| incoming.of(report, IdOf::Sending, at(&report.done_at))).collect();
            }
            Self::Jasmin => incoming.report::<jasmin::Report>(IdOf::Message, |_| None)?,
            Self::Kannel => kannel::read(incoming)?,
            Self::Octopush => incoming.report::<octopush::Report>(IdOf::Sending, |report| at(&report.delivery_date))?,
            Self::Ovh => ovh::read(incoming)?,
            Self::Sinch => incoming.report::<sinch::Report>(IdOf::Sending, |report| {
                at(&report.operator_status_at).or_else(|| at(&report.at))
            })?,
            Self::Smsfactor => incoming.report::<smsfactor::Report>(IdOf::Sending, |report| at(&report.date))?,
            Self::Twilio => incoming.report::<twilio::Report>(IdOf::Message, |_| None)?,
            Self::Vonage => vonage::read(incoming)?,
        };
        Ok(vec![report])
    }
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;
    use jiff::tz::TimeZone;
    use strum::VariantArray;

    use super::*;
    use crate::moment::Moment;

    /// Texts of the words, names and signs that the platforms use, put together at random.
    fn text(rng: &mut Rng) -> String {
        const PARTS: &[&str] = &[
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "&",
            "=",
            "%",
            "%00",
            "+",
            " ",
            "\u{0}",
            "é",
            "🙂",
            "null",
            "-1",
            "1e999",
            "18446744073709551616",
            "status",
            "messageId",
            "message_id",
            "id",
            "to",
            "results",
            "type",
            "err-code",
            "ptt",
            "description",
            "delivered",
            "failed",
            "message_uuid",
            "MessageStatus",
            "MessageSid",
            "eventType",
            "Type",
            "Message",
            "Notification",
            "2026-02-30T25:00:00",
            "9999-12-31T23:59:59Z",
            "statut",
            "numero",
            "33600000000",
            "client-ref",
            "{\"results\":[",
            "{\"status\":{\"groupId\":",
            "[{\"type\":\"message-failed\"",
            "type=2&reply=id:1 stat:",
        ];

        (0..rng.usize(..24)).map(|_| PARTS[rng.usize(..PARTS.len())]).collect::<Vec<_>>().concat()
    }

    #[test]
    fn no_request_makes_a_platform_panic() {
        let mut rng = Rng::with_seed(1);
        for _ in 0..5_000 {
            let (query, body) = (text(&mut rng), text(&mut rng));
            for &platform in Platform::VARIANTS {
                for body in [None, Some(body.as_str())] {
                    let arrival = Moment::now(&TimeZone::UTC);
                    let incoming = Incoming { platform, query: &query, body, arrival, zone: &TimeZone::UTC };
                    let read = platform.read(&incoming).map(|reports| reports.len());
                    assert_eq!(platform.read(&incoming).map(|reports| reports.len()).ok(), read.ok());
                }
            }
        }
    }

    #[test]
    fn a_platform_is_known_by_its_name_and_by_that_of_its_module() {
        for &platform in Platform::VARIANTS {
            assert_eq!(platform.name().parse(), Ok(platform));
            assert_eq!(platform.name().replace('-', "_").parse(), Ok(platform));
        }
    }
}
