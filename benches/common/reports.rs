//! Reports of messages, and the ways to record them.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hash},
};

use fastrand::Rng;
use sms_status::{Campaign, DeliveryStatus};

/// From one to six reports of each message, shuffled; an id is made of 12 random letters and digits.
pub fn shuffled_reports<Id: Clone>(messages: usize, id: impl Fn(String) -> Id) -> Vec<(Id, DeliveryStatus)> {
    let mut random = Rng::with_seed(1);
    let mut reports = Vec::with_capacity(messages * 4);
    for _ in 0..messages {
        let id = id((0..12).map(|_| random.alphanumeric()).collect());
        for _ in 0..random.usize(1..=6) {
            reports.extend(random.choice(DeliveryStatus::VARIANTS).map(|&status| (id.clone(), status)));
        }
    }
    random.shuffle(&mut reports);
    reports
}

/// `Campaign::record`, report by report.
#[must_use]
pub fn one_by_one<Id: Hash + Eq + Clone>(reports: &[(Id, DeliveryStatus)]) -> Campaign<Id> {
    let mut campaign = Campaign::new();
    for (id, status) in reports {
        campaign.record(id.clone(), *status);
    }
    campaign
}

/// `Campaign::record_all`, all reports in one batch.
#[must_use]
pub fn at_once<Id: Hash + Eq + Clone>(reports: &[(Id, DeliveryStatus)]) -> Campaign<Id> {
    let mut campaign = Campaign::new();
    campaign.record_all(reports.iter().cloned());
    campaign
}

/// What you would write instead: the entry of each id in a map.
pub fn greatest<Id: Hash + Eq + Clone, S: BuildHasher + Default>(
    reports: &[(Id, DeliveryStatus)],
) -> HashMap<Id, DeliveryStatus, S> {
    let mut greatest = HashMap::default();
    for (id, status) in reports {
        greatest.entry(id.clone()).and_modify(|greatest| *greatest = *status.max(greatest)).or_insert(*status);
    }
    greatest
}
