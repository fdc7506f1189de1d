use jiff::tz::TimeZone;
use serde::Deserialize;
use sms_status::{
    Platform::{Aws, Smsmode, Vonage},
    ReadError, Reports,
};

use crate::{
    campaign_groups::CampaignGroups,
    moment::Moment,
    platform::Platform,
    report::{CampaignName, MessageKey, OptOut, Report, Reported, Unreadable},
    smpp,
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
    pub groups: CampaignGroups,
}

/// What the sender may add to the callback URL of any platform.
#[derive(Default, Deserialize)]
struct Added {
    campaign: Option<String>,
    recipient: Option<String>,
}

/// What holds for all reports in a request.
struct Shared {
    added: Added,
    /// When the message was sent, if that is said beside the time of the report.
    sent_at: Option<Moment>,
    /// Whether each report is on a part of a message, which shares its reference with the other parts.
    of_parts: bool,
}

/// One report of a request, as it is read.
#[derive(Debug)]
pub struct SingleReport {
    /// As the library reads it; `None` if it cannot.
    pub report: Option<sms_status::Report>,
    /// What is stored of it: a report, an opt-out or both; or why nothing can be.
    pub taken: Result<Reported, Unreadable>,
}

impl Incoming<'_> {
    /// Returns the request as it is kept: the body, or the query if there is none.
    pub fn content(&self) -> &str {
        self.body.map_or(self.query, without_mark)
    }

    /// Returns whether the body is JSON, whatever it is called.
    pub fn is_json(&self) -> bool {
        self.body.is_some_and(|body| without_mark(body).trim_start().starts_with(['{', '[']))
    }

    /// Reads what the request says, and why some of it could not be read if that is so. It is an error if nothing of it could.
    pub fn read(&self) -> Result<(Reported, Option<Unreadable>), Unreadable> {
        let content = self.content();
        if let Platform::Account(account) = self.platform {
            return Ok((account.read(&smpp::kept(content).unwrap_or_default(), self.arrival, self.zone)?, None));
        }
        let items = self.items()?;
        let shared = self.shared();
        let mut reported = Reported::new(self.platform.name(), content);
        let (of, mut first, mut unreadable) = (items.len(), None, 0);
        for (place, item) in (1..).zip(items) {
            let taken = match item {
                Ok(report) => self.take(report, &shared, &mut reported),
                Err(error) => Err(Unreadable::Request(error.kind)),
            };
            if let Err(reason) = taken {
                unreadable += 1;
                first.get_or_insert((place, reason));
            }
        }
        match first {
            None => Ok((reported, None)),
            Some((_, reason)) if of == 1 => Err(reason),
            Some((place, reason)) => {
                let reason = Unreadable::Reports { unreadable, of, place, reason: reason.into() };
                if reported.is_empty() { Err(reason) } else { Ok((reported, Some(reason))) }
            }
        }
    }

    /// Reads each report by itself, for those who look at how a request is read.
    pub fn read_each(&self) -> Result<Vec<SingleReport>, Unreadable> {
        let shared = self.shared();
        let read_one = |item: Result<sms_status::Report, ReadError>| {
            let mut reported = Reported::new(self.platform.name(), "");
            let (report, taken) = match item {
                Ok(report) => (Some(report.clone()), self.take(report, &shared, &mut reported)),
                Err(error) => (None, Err(Unreadable::Request(error.kind))),
            };
            SingleReport { report, taken: taken.map(|()| reported) }
        };
        Ok(self.items()?.into_iter().map(read_one).collect())
    }

    /// Returns what the library reads.
    fn items(&self) -> Result<Reports, Unreadable> {
        let content = self.content().as_bytes();
        let items = match self.platform {
            Platform::Known(platform) => platform.read(content),
            Platform::Custom(platform) => platform.read(content),
            // What a message centre sends is no text.
            Platform::Account(_) => return Err(Unreadable::NoState),
        };
        let items = items.map_err(|error| Unreadable::Request(error.kind))?;
        if items.is_empty() && self.asks_for_confirmation() {
            return Err(Unreadable::Confirmation);
        }
        Ok(items)
    }

    /// Takes up what one report says.
    fn take(&self, mut report: sms_status::Report, shared: &Shared, reported: &mut Reported) -> Result<(), Unreadable> {
        let Shared { added, sent_at, of_parts } = shared;
        if report.recipient.is_none() {
            report.recipient.clone_from(&added.recipient);
        }
        // What is no phone number, such as an address of another channel, is no number to keep or to remove.
        let number = report.msisdn().map(|number| number.digits().to_string());
        let at = report.reported_at.and_then(|time| Moment::reported(time, self.zone)).unwrap_or(self.arrival);
        if report.opted_out {
            match &number {
                Some(number) => reported.opt_outs.push(OptOut { number: number.clone(), at }),
                None if report.message_id.is_none() => return Err(Unreadable::NoNumber),
                None => {}
            }
            // It is an event of its own, and speaks of no message.
            if report.message_id.is_none() {
                return Ok(());
            }
        }
        let name = added.campaign.as_deref().or(report.reference.as_deref());
        let campaign = CampaignName::new(name, sent_at.unwrap_or(at).date());
        let whole = report.reference.as_deref().zip(number.as_deref()).filter(|_| *of_parts);
        let (message, segment) = if let (Some((reference, number)), Some(part)) = (whole, &report.message_id) {
            (MessageKey::of_parts(reported.platform, reference, number), Some(part.clone()))
        } else {
            let message = MessageKey::of(reported.platform, &report, number.as_deref(), &campaign);
            (message.ok_or(Unreadable::NoMessage)?, report.part.map(|(part, of)| format!("{part}/{of}")))
        };
        // Without an id the reference tells messages apart, so that the group comes after the key.
        let campaign = self.groups.group_of(campaign);
        let network = report.network.filter(|network| is_network(network));
        reported.reports.push(Report { message, segment, campaign, number, network, status: report.status, at });
        Ok(())
    }

    fn shared(&self) -> Shared {
        let is = |platform| matches!(self.platform, Platform::Known(known) if known == platform);
        Shared {
            added: serde_urlencoded::from_str(self.query).unwrap_or_default(),
            sent_at: is(Smsmode).then(|| self.sent_at()).flatten(),
            // In receipts of the SMS API the parts of a long message have ids of their own.
            of_parts: is(Vonage) && self.content().contains("messageId"),
        }
    }

    /// Returns when the message was sent, as the REST API of smsmode says it.
    fn sent_at(&self) -> Option<Moment> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Sent {
            sent_date: Option<String>,
            accepted_at: Option<String>,
        }

        let sent: Sent = serde_json::from_str(self.content()).ok()?;
        let moment = |date: Option<String>| Moment::reported(date?.parse().ok()?, self.zone);
        moment(sent.sent_date).or_else(|| moment(sent.accepted_at))
    }

    /// Returns whether SNS asks to confirm that it may send its messages here.
    fn asks_for_confirmation(&self) -> bool {
        matches!(self.platform, Platform::Known(Aws)) && self.content().contains("\"SubscriptionConfirmation\"")
    }
}

/// Returns whether a text is an MCC and an MNC.
fn is_network(text: &str) -> bool {
    (5..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns a body without the mark by which some programs say that it is UTF-8.
fn without_mark(body: &str) -> &str {
    body.strip_prefix('\u{feff}').unwrap_or(body)
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;
    use crate::platform::Platforms;

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
        for _ in 0..2_000 {
            let (query, body) = (text(&mut rng), text(&mut rng));
            for platform in Platforms::default().iter() {
                for body in [None, Some(body.as_str())] {
                    let arrival = Moment::now(&TimeZone::UTC);
                    let incoming = Incoming {
                        platform,
                        query: &query,
                        body,
                        arrival,
                        zone: &TimeZone::UTC,
                        groups: CampaignGroups::default(),
                    };
                    let read = || incoming.read().map(|(reported, _)| reported.reports.len()).ok();
                    assert_eq!(read(), read());
                }
            }
        }
    }
}
