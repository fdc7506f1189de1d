use std::collections::BTreeMap;

use sms_status::BulkReport;

use crate::{
    event::{Code, Event},
    messages::Messages,
    unreadable::Unreadable,
};

/// What was read from all files.
#[derive(Debug)]
pub struct Reading {
    /// The report of each body, by the name of its file.
    bodies: BTreeMap<String, BulkReport>,
    /// How often each code came in a body that is not known.
    unknown_codes: BTreeMap<Code, u64>,
    messages: Messages,
    pub unreadable: Unreadable,
    by_campaign: bool,
}

impl Reading {
    /// Nothing yet; up to `max_errors` unreadable items will be listed, and campaigns told apart or not.
    pub fn new(max_errors: usize, by_campaign: bool) -> Self {
        Self {
            bodies: BTreeMap::new(),
            unknown_codes: BTreeMap::new(),
            messages: Messages::new(by_campaign),
            unreadable: Unreadable::new(max_errors),
            by_campaign,
        }
    }

    /// Records an event.
    pub fn record(&mut self, event: Event<'_>) {
        self.messages.record(event);
    }

    /// Adds what was counted in a part of a body.
    pub fn count(&mut self, file: &str, report: &BulkReport) {
        match self.bodies.get_mut(file) {
            Some(body) => *body += report,
            None => _ = self.bodies.insert(file.to_owned(), *report),
        }
    }

    /// Counts a code in a body that is not known.
    pub fn count_unknown(&mut self, code: u16) {
        *self.unknown_codes.entry(Code::Number(code)).or_default() += 1;
    }

    /// The latest status of all messages.
    pub fn report(&self) -> BulkReport {
        self.bodies.values().sum::<BulkReport>() + self.messages.report()
    }

    /// The report of each campaign, and of the messages without one, where campaigns are told apart.
    pub fn by_campaign(&self) -> Option<BTreeMap<Option<&str>, BulkReport>> {
        self.by_campaign.then(|| {
            let mut reports = self.messages.by_campaign();
            for (file, body) in &self.bodies {
                *reports.entry(Some(file)).or_default() += body;
            }
            reports.retain(|_, report| !report.is_empty());
            reports
        })
    }

    /// For how many messages each code came that is not known.
    pub fn unknown_codes(&self) -> BTreeMap<&Code, u64> {
        let mut codes: BTreeMap<_, _> = self.unknown_codes.iter().map(|(code, &n)| (code, n)).collect();
        for (code, n) in self.messages.unknown_codes() {
            *codes.entry(code).or_default() += n;
        }
        codes
    }

    pub fn is_empty(&self) -> bool {
        self.report().is_empty() && self.unreadable.total == 0
    }

    /// Whether there was something, and none of it could be read.
    pub fn found_nothing_readable(&self) -> bool {
        self.report().is_empty() && self.unreadable.total > 0
    }
}
