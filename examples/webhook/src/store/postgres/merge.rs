use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use super::text::{key, plain};
use crate::{
    moment::Moment,
    report::{CampaignName, Reached, Report, Reported, Route},
    store::status::more_advanced,
};

/// What a batch reports, with the reports on the same message made one.
#[derive(Debug, Default)]
pub struct Merged<'a> {
    /// When the last report on each campaign arrived.
    pub campaigns: HashMap<CampaignName, i64>,
    /// The platforms that report on a campaign.
    pub platforms: HashSet<(CampaignName, &'static str)>,
    pub messages: HashMap<Cow<'a, str>, Message<'a>>,
    /// The parts of messages, by the keys of both.
    pub segments: HashMap<(Cow<'a, str>, Cow<'a, str>), Reached>,
    /// In the order in which they arrived.
    pub reports: Vec<ReportRow<'a>>,
    /// What opt-outs say of numbers.
    pub opt_outs: HashMap<String, Vec<Reached>>,
}

/// What is reported on a message.
#[derive(Debug)]
pub struct Message<'a> {
    pub campaign: CampaignName,
    pub number: Option<&'a str>,
    pub route: Route<'a>,
    pub reached: Reached,
    /// When the first report arrived, in milliseconds since 1970.
    pub arrived: i64,
}

/// A row of `report`.
#[derive(Debug)]
pub struct ReportRow<'a> {
    /// The key of the message; `None` of an opt-out that is on none, and of a message from a phone.
    pub message: Option<Cow<'a, str>>,
    pub received_at: i64,
    pub platform: &'static str,
    pub reached: Reached,
    pub body: Option<Cow<'a, str>>,
    /// The number of the row that has the body, from 1.
    pub request: Option<i64>,
}

impl<'a> Merged<'a> {
    /// Adds what one request reports.
    pub fn add(&mut self, reported: &'a Reported, arrival: Moment) {
        let Reported { platform, reports, opt_outs, request, .. } = reported;
        let said = reports.iter().map(|report| (Some(&report.message), (report.status, report.at)));
        let mut first = None;
        for (message, reached) in said.chain(reported.without_message().map(|reached| (None, reached))) {
            self.reports.push(ReportRow {
                message: message.map(|message| key(message.as_str())),
                received_at: arrival.millis(),
                platform,
                reached,
                body: first.is_none().then(|| plain(request)),
                request: first,
            });
            first.get_or_insert(i64::try_from(self.reports.len()).unwrap_or(i64::MAX));
        }
        for report in reports {
            self.add_message(report, platform, arrival.millis());
        }
        for opt_out in opt_outs {
            self.opt_outs.entry(opt_out.number.clone()).or_default().push(opt_out.reached());
        }
    }

    fn add_message(&mut self, report: &'a Report, platform: &'static str, arrived: i64) {
        let campaign = CampaignName::stored(key(report.campaign.as_str()).into_owned());
        let last = self.campaigns.entry(campaign.clone()).or_insert(arrived);
        *last = arrived.max(*last);
        self.platforms.insert((campaign.clone(), platform));
        let reached = (report.status, report.at);
        let message = key(report.message.as_str());
        if let Some(segment) = &report.segment {
            let known = self.segments.entry((message.clone(), key(segment))).or_insert(reached);
            *known = more_advanced(*known, reached);
        }
        let (number, route) = (report.number.as_deref(), report.route(platform));
        match self.messages.get_mut(&message) {
            Some(known) => {
                known.number = known.number.or(number);
                if route.known() > known.route.known() {
                    known.route = route;
                }
                known.reached = more_advanced(known.reached, reached);
                if campaign < known.campaign {
                    known.campaign = campaign;
                }
            }
            None => {
                self.messages.insert(message, Message { campaign, number, route, reached, arrived });
            }
        }
    }
}
