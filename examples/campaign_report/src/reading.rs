use std::collections::BTreeMap;

use sms_status::BulkReport;

use crate::{campaigns::SortedCampaigns, event::Code, messages::Messages, unreadable::Unreadable, workers::Read};

/// What was read from all files.
#[derive(Debug)]
pub struct Reading {
    /// The report of each body, by the name of its file.
    bodies: BTreeMap<String, BulkReport>,
    /// How often each unknown code came in a body.
    unknown_codes: BTreeMap<Code, u64>,
    pub messages: Messages,
    pub unreadable: Unreadable,
    /// How many callbacks report no status, such as those of incoming messages.
    pub no_reports: u64,
    /// The files with bytes that were read as Windows-1252.
    pub files_with_8_bit: Vec<String>,
}

impl Reading {
    /// Creates an empty reading, which lists up to `max_errors` unreadable items and keeps campaigns apart or not.
    pub fn new(max_errors: usize, by_campaign: bool) -> Self {
        Self {
            bodies: BTreeMap::new(),
            unknown_codes: BTreeMap::new(),
            messages: Messages::new(by_campaign),
            unreadable: Unreadable::new(max_errors),
            no_reports: 0,
            files_with_8_bit: Vec::new(),
        }
    }

    /// Adds what was counted in a part of a body.
    pub fn count(&mut self, file: &str, report: &BulkReport) {
        match self.bodies.get_mut(file) {
            Some(body) => *body += report,
            None => _ = self.bodies.insert(file.to_owned(), *report),
        }
    }

    /// Counts an unknown code in a body.
    pub fn count_unknown(&mut self, code: u16) {
        *self.unknown_codes.entry(Code::Number(code)).or_default() += 1;
    }

    /// Adds what several threads have read of a file, besides the messages.
    pub fn add(&mut self, file: &str, parts: Vec<Read>) {
        self.no_reports += parts.iter().map(|part| part.no_reports).sum::<u64>();
        if parts.iter().any(|part| part.has_8_bit) {
            self.files_with_8_bit.push(file.to_owned());
        }
        self.unreadable.extend(parts.into_iter().map(|part| part.unreadable));
    }

    /// Counts the statuses of all messages.
    pub fn report(&self) -> BulkReport {
        self.bodies.values().sum::<BulkReport>() + self.messages.report()
    }

    /// Returns `true` if nothing could be read.
    pub fn is_empty(&self) -> bool {
        self.no_reports == 0 && self.report().is_empty()
    }

    /// Counts the statuses of each campaign, and of the messages without one, if campaigns are kept apart.
    pub fn by_campaign(&self) -> Option<SortedCampaigns> {
        let mut campaigns = self.messages.by_campaign()?;
        for (file, body) in &self.bodies {
            campaigns.add(file, body);
        }
        Some(campaigns.sorted())
    }

    /// Counts for how many messages each unknown code came.
    pub fn unknown_codes(&self) -> BTreeMap<Code, u64> {
        let mut codes = self.messages.unknown_codes();
        for (code, n) in &self.unknown_codes {
            *codes.entry(code.clone()).or_default() += n;
        }
        codes
    }
}
