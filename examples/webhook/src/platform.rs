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
