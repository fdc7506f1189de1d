use std::{
    collections::{BTreeMap, HashMap, HashSet},
    hash::Hash,
    sync::Arc,
};

use foldhash::fast::RandomState;
use sms_status::{BulkReport, Campaign, DeliveryStatus, MessageKey};

use crate::{
    event::{Code, Event, Key, Sent},
    sharded::{Batches, Sharded},
};

/// The messages that events are about.
///
/// What is kept of them depends only on the events, not on their order, their repetitions or the number of threads.
#[derive(Debug)]
pub struct Messages {
    sent: Sharded<Shard<Sent>>,
    others: Sharded<Shard<MessageKey>>,
    keep_campaigns: bool,
}

/// What is known of some messages.
#[derive(Debug)]
struct Shard<Id> {
    statuses: Campaign<Id>,
    /// Each unknown code with the messages that it came for.
    codes: HashSet<(Id, Code), RandomState>,
    /// The campaign of each message that has one. Should events disagree, it is the name that sorts last.
    campaigns: HashMap<Id, Arc<str>, RandomState>,
}

impl Messages {
    /// Creates an empty collection, which keeps the campaigns of messages or not.
    pub fn new(keep_campaigns: bool) -> Self {
        Self { sent: Sharded::default(), others: Sharded::default(), keep_campaigns }
    }

    /// Returns what one of so many threads records events by.
    pub fn recorder(&self, threads: usize) -> Recorder<'_> {
        Recorder {
            sent: Waiting::new(&self.sent, threads),
            others: Waiting::new(&self.others, threads),
            names: self.keep_campaigns.then(HashSet::new),
        }
    }

    /// Counts the most advanced statuses.
    pub fn report(&self) -> BulkReport {
        report(&self.sent) + report(&self.others)
    }

    /// Counts for how many messages each unknown code came.
    pub fn unknown_codes(&self) -> BTreeMap<Code, u64> {
        let mut codes = BTreeMap::new();
        count_codes(&self.sent, &mut codes);
        count_codes(&self.others, &mut codes);
        codes
    }

    /// Counts the most advanced statuses of each campaign, and of the messages without one, if campaigns are kept.
    pub fn by_campaign(&self) -> Option<BTreeMap<Option<String>, BulkReport>> {
        self.keep_campaigns.then(|| {
            let mut reports = BTreeMap::new();
            count_campaigns(&self.sent, &mut reports);
            count_campaigns(&self.others, &mut reports);
            reports
        })
    }
}

fn report<Id>(shards: &Sharded<Shard<Id>>) -> BulkReport {
    shards.iter().map(|shard| *shard.statuses.report()).sum()
}

fn count_codes<Id>(shards: &Sharded<Shard<Id>>, codes: &mut BTreeMap<Code, u64>) {
    for shard in shards.iter() {
        for (_, code) in &shard.codes {
            *codes.entry(code.clone()).or_default() += 1;
        }
    }
}

fn count_campaigns<Id: Hash + Eq>(shards: &Sharded<Shard<Id>>, reports: &mut BTreeMap<Option<String>, BulkReport>) {
    for shard in shards.iter() {
        let mut counts = BTreeMap::<Option<&str>, BulkReport>::new();
        for (id, status) in &shard.statuses {
            counts.entry(shard.campaigns.get(id).map(AsRef::as_ref)).or_default().record(status);
        }
        for (name, report) in counts {
            *reports.entry(name.map(str::to_owned)).or_default() += report;
        }
    }
}

impl<Id> Default for Shard<Id> {
    fn default() -> Self {
        Self { statuses: Campaign::new(), codes: HashSet::default(), campaigns: HashMap::default() }
    }
}

impl<Id: Hash + Eq> Extend<(Id, DeliveryStatus)> for Shard<Id> {
    fn extend<I: IntoIterator<Item = (Id, DeliveryStatus)>>(&mut self, reports: I) {
        self.statuses.record_all(reports);
    }
}

impl<Id: Hash + Eq> Extend<(Id, Code)> for Shard<Id> {
    fn extend<I: IntoIterator<Item = (Id, Code)>>(&mut self, codes: I) {
        self.codes.extend(codes);
    }
}

impl<Id: Hash + Eq> Extend<(Id, Arc<str>)> for Shard<Id> {
    fn extend<I: IntoIterator<Item = (Id, Arc<str>)>>(&mut self, campaigns: I) {
        for (id, name) in campaigns {
            let known = self.campaigns.entry(id).or_insert_with(|| name.clone());
            if *known < name {
                *known = name;
            }
        }
    }
}

/// Records the events that a thread reads.
pub struct Recorder<'a> {
    sent: Waiting<'a, Sent>,
    others: Waiting<'a, MessageKey>,
    /// The names of campaigns, if they are kept.
    names: Option<HashSet<Arc<str>>>,
}

/// What waits to be recorded.
struct Waiting<'a, Id: Hash + Eq> {
    reports: Batches<'a, Shard<Id>, (Id, DeliveryStatus)>,
    codes: Batches<'a, Shard<Id>, (Id, Code)>,
    campaigns: Batches<'a, Shard<Id>, (Id, Arc<str>)>,
}

impl Recorder<'_> {
    #[allow(clippy::inline_always, reason = "an event that is passed in memory takes longer than making it")]
    #[inline(always)]
    pub fn record(&mut self, event: Event<'_>) {
        let Event { key, status, unknown, campaign } = event;
        let names = self.names.as_mut().filter(|_| !campaign.is_empty());
        let campaign = names.map(|names| name(names, campaign));
        match key {
            Key::Sent(key) => self.sent.push(key, status, unknown, campaign),
            Key::Other(key) => self.others.push(key, status, unknown, campaign),
        }
    }

    /// Records what waits.
    pub fn finish(mut self) {
        self.sent.flush();
        self.others.flush();
    }
}

/// Returns the name of a campaign, which many messages share.
fn name(names: &mut HashSet<Arc<str>>, name: &str) -> Arc<str> {
    names.get(name).cloned().unwrap_or_else(|| {
        let name = Arc::<str>::from(name);
        names.insert(name.clone());
        name
    })
}

impl<'a, Id: Hash + Eq + Clone> Waiting<'a, Id> {
    fn new(shards: &'a Sharded<Shard<Id>>, threads: usize) -> Self {
        Self {
            reports: Batches::new(shards, threads),
            codes: Batches::new(shards, threads),
            campaigns: Batches::new(shards, threads),
        }
    }

    #[allow(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn push(&mut self, id: Id, status: DeliveryStatus, unknown: Option<&str>, campaign: Option<Arc<str>>) {
        let shard = self.reports.shard_of(&id);
        if let Some(code) = unknown {
            self.codes.push(shard, (id.clone(), code.into()));
        }
        if let Some(campaign) = campaign {
            self.campaigns.push(shard, (id.clone(), campaign));
        }
        self.reports.push(shard, (id, status));
    }

    fn flush(&mut self) {
        self.reports.flush();
        self.codes.flush();
        self.campaigns.flush();
    }
}
