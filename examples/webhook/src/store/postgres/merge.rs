use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use super::text::{key, plain};
use crate::{
    moment::Moment,
    platform::Platform,
    report::{CampaignName, Report},
    store::status::{Reached, more_advanced},
};

/// What a batch reports, with the reports on the same message made one.
#[derive(Debug, Default)]
pub struct Merged<'a> {
    /// When the last report on each campaign arrived.
    pub campaigns: HashMap<CampaignName, i64>,
    /// The platforms that report on a campaign.
    pub platforms: HashSet<(CampaignName, Platform)>,
    pub messages: HashMap<Cow<'a, str>, Message<'a>>,
    /// The parts of messages, by the keys of both.
    pub segments: HashMap<(Cow<'a, str>, Cow<'a, str>), Reached>,
    /// In the order in which they arrived.
    pub reports: Vec<ReportRow<'a>>,
}

/// What is reported on a message.
#[derive(Debug)]
pub struct Message<'a> {
    pub campaign: CampaignName,
    pub number: Option<&'a str>,
    pub reached: Reached,
    /// When the first report arrived, in milliseconds since 1970.
    pub arrived: i64,
}

/// A row of `report`.
#[derive(Debug)]
pub struct ReportRow<'a> {
    pub message: Cow<'a, str>,
    pub received_at: i64,
    pub platform: Platform,
    pub reached: Reached,
    pub body: Option<Cow<'a, str>>,
    /// The number of the row that has the body, from 1.
    pub request: Option<i64>,
}

impl<'a> Merged<'a> {
    /// Adds what one request reports.
    pub fn add(&mut self, reports: &'a [Report], request: &'a str, arrival: Moment) {
        let mut first = None;
        for report in reports {
            self.reports.push(ReportRow {
                message: key(report.message.as_str()),
                received_at: arrival.millis(),
                platform: report.platform,
                reached: (report.status, report.at),
                body: first.is_none().then(|| plain(request)),
                request: first,
            });
            first.get_or_insert(i64::try_from(self.reports.len()).unwrap_or(i64::MAX));
            self.add_message(report, arrival.millis());
        }
    }

    fn add_message(&mut self, report: &'a Report, arrived: i64) {
        let campaign = CampaignName::stored(key(report.campaign.as_str()).into_owned());
        let last = self.campaigns.entry(campaign.clone()).or_insert(arrived);
        *last = arrived.max(*last);
        self.platforms.insert((campaign.clone(), report.platform));
        let reached = (report.status, report.at);
        let message = key(report.message.as_str());
        if let Some(segment) = &report.segment {
            let known = self.segments.entry((message.clone(), key(segment))).or_insert(reached);
            *known = more_advanced(*known, reached);
        }
        let number = report.number.as_deref();
        match self.messages.get_mut(&message) {
            Some(known) => {
                known.number = known.number.or(number);
                known.reached = more_advanced(known.reached, reached);
                if campaign < known.campaign {
                    known.campaign = campaign;
                }
            }
            None => {
                self.messages.insert(message, Message { campaign, number, reached, arrived });
            }
        }
    }
}
