use std::{
    collections::{BTreeMap, HashMap, HashSet},
    hash::Hash,
    sync::Arc,
};

use foldhash::fast::RandomState;
use sms_status::{BulkReport, Campaign, DeliveryStatus, MessageKey};

use crate::{
    campaigns::{Campaigns, Names, SeenNames},
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
    /// The names of campaigns, if they are kept.
    names: Option<Arc<Names>>,
}

/// What is known of some messages.
#[derive(Debug)]
struct Shard<Id> {
    statuses: Campaign<Id>,
    /// Each unknown code with the messages that it came for.
    codes: HashSet<(Id, Code), RandomState>,
    /// The number of the campaign of each message that has one. Should events disagree, it is that of the name that sorts last.
    campaigns: HashMap<Id, usize, RandomState>,
    names: Option<Arc<Names>>,
}

impl Messages {
    /// Creates an empty collection, which keeps the campaigns of messages or not.
    pub fn new(keep_campaigns: bool) -> Self {
        let names = keep_campaigns.then(Arc::<Names>::default);
        let (sent, others) = (Sharded::new(|| Shard::new(names.as_ref())), Sharded::new(|| Shard::new(names.as_ref())));
        Self { sent, others, names }
    }

    /// Returns what one of so many threads records events by.
    pub fn recorder(&self, threads: usize) -> Recorder<'_> {
        Recorder {
            sent: Waiting::new(&self.sent, threads),
            others: Waiting::new(&self.others, threads),
            names: self.names.as_deref().map(SeenNames::new),
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
    pub fn by_campaign(&self) -> Option<Campaigns> {
        self.names.as_ref().map(|names| {
            let mut counts = Counts::default();
            counts.add(&self.sent);
            counts.add(&self.others);
            names.campaigns(counts.named, &counts.unnamed)
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

/// How many messages have each status, with a campaign of each number, and without one.
#[derive(Default)]
struct Counts {
    named: HashMap<(usize, DeliveryStatus), u64, RandomState>,
    unnamed: BulkReport,
}

impl Counts {
    fn add<Id: Hash + Eq>(&mut self, shards: &Sharded<Shard<Id>>) {
        for shard in shards.iter() {
            for (id, status) in &shard.statuses {
                match shard.campaigns.get(id) {
                    Some(&campaign) => *self.named.entry((campaign, status)).or_default() += 1,
                    None => self.unnamed.record(status),
                }
            }
        }
    }
}

impl<Id> Shard<Id> {
    fn new(names: Option<&Arc<Names>>) -> Self {
        Self {
            statuses: Campaign::new(),
            codes: HashSet::default(),
            campaigns: HashMap::default(),
            names: names.cloned(),
        }
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

impl<Id: Hash + Eq> Extend<(Id, usize)> for Shard<Id> {
    fn extend<I: IntoIterator<Item = (Id, usize)>>(&mut self, campaigns: I) {
        for (id, campaign) in campaigns {
            let known = self.campaigns.entry(id).or_insert(campaign);
            if let Some(names) = self.names.as_ref().filter(|_| *known != campaign) {
                *known = names.last(*known, campaign);
            }
        }
    }
}

/// Records the events that a thread reads.
pub struct Recorder<'a> {
    sent: Waiting<'a, Sent>,
    others: Waiting<'a, MessageKey>,
    /// The names of campaigns, if they are kept.
    names: Option<SeenNames<'a>>,
}

/// What waits to be recorded.
struct Waiting<'a, Id: Hash + Eq> {
    reports: Batches<'a, Shard<Id>, (Id, DeliveryStatus)>,
    codes: Batches<'a, Shard<Id>, (Id, Code)>,
    campaigns: Batches<'a, Shard<Id>, (Id, usize)>,
}

impl Recorder<'_> {
    #[allow(clippy::inline_always, reason = "an event that is passed in memory takes longer than making it")]
    #[inline(always)]
    pub fn record(&mut self, event: Event<'_>) {
        let Event { message, status, unknown, campaign } = event;
        let names = self.names.as_mut().filter(|_| !campaign.is_empty());
        let campaign = names.map(|names| names.number(campaign));
        match message.key() {
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
    fn push(&mut self, id: Id, status: DeliveryStatus, unknown: Option<&str>, campaign: Option<usize>) {
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
