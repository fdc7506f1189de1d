use jiff::tz::TimeZone;
use serde::{Deserialize, de::DeserializeOwned};
use sms_status::providers::PlatformReport;

use super::Platform;
use crate::{
    moment::Moment,
    report::{CampaignName, MessageKey, Report, Unreadable, number},
};

/// A request that arrived at the callback URL, once its secret and its signature have been checked.
#[derive(Clone, Copy, Debug)]
pub struct Incoming<'a> {
    pub platform: Platform,
    pub query: &'a str,
    /// `None` for a GET request.
    pub body: Option<&'a str>,
    pub arrival: Moment,
    /// The zone of dates that have none.
    pub zone: &'a TimeZone,
}

/// What an id is the id of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdOf {
    /// It names one message.
    Message,
    /// It names a sending, to one or many recipients.
    Sending,
}

/// What the sender may add to the callback URL of any platform.
#[derive(Default, Deserialize)]
struct Added {
    campaign: Option<String>,
    recipient: Option<String>,
}

impl Incoming<'_> {
    /// Returns the request as it is kept: the body, or the query if there is none.
    pub fn content(&self) -> &str {
        self.body.unwrap_or(self.query)
    }

    /// Returns whether the body is JSON, whatever it is called.
    pub fn is_json(&self) -> bool {
        self.body.is_some_and(|body| matches!(body.trim_start().chars().next(), Some('{' | '[')))
    }

    /// Reads the query, the form or the JSON.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Unreadable> {
        match self.body {
            None => serde_urlencoded::from_str(self.query).map_err(Unreadable::Query),
            Some(body) if self.is_json() => Ok(serde_json::from_str(body)?),
            Some(body) => serde_urlencoded::from_str(body).map_err(Unreadable::Form),
        }
    }

    /// Reads a date. One without a zone is in that of the settings.
    pub fn moment(&self, date: Option<&str>) -> Option<Moment> {
        Moment::read(date?, self.zone)
    }

    /// Reads the report on one message; `at` says when its status was reached.
    pub fn report<R: PlatformReport + DeserializeOwned>(
        &self,
        id: IdOf,
        at: impl FnOnce(&R) -> Option<Moment>,
    ) -> Result<Report, Unreadable> {
        let report: R = self.parse()?;
        let at = at(&report);
        self.of(&report, id, at)
    }

    /// Returns what a report says, given what its id is the id of, and when its status was reached.
    pub fn of(&self, report: &impl PlatformReport, id: IdOf, at: Option<Moment>) -> Result<Report, Unreadable> {
        let added: Added = serde_urlencoded::from_str(self.query).unwrap_or_default();
        let at = at.unwrap_or(self.arrival);
        // What is no phone number, such as an address of another channel, is no number to keep or to remove.
        let number = report.recipient().or(added.recipient.as_deref()).and_then(|recipient| number(recipient).ok());
        let campaign = CampaignName::new(added.campaign.as_deref().or(report.reference()), at.date());
        let message = match (report.message_id(), &number) {
            (Some(id_text), _) if id == IdOf::Message => MessageKey::of_platform(self.platform, None, id_text),
            (Some(id_text), number) => MessageKey::of_platform(self.platform, number.as_deref(), id_text),
            (None, Some(number)) => MessageKey::of_campaign(self.platform, &campaign, number),
            (None, None) => return Err(Unreadable::NoMessageId),
        };
        let status = report.status();
        Ok(Report { platform: self.platform, message, segment: None, campaign, number, status, at })
    }
}
