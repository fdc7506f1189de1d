use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use foldhash::fast::RandomState;
use sms_status::{BulkReport, Campaign, DeliveryStatus, MessageKey};

use crate::{
    event::{Code, Event},
    sharded::{Batches, Sharded},
};

/// The messages that events are about.
///
/// What is kept of them depends only on the events, not on their order, their repetitions or the number of threads.
#[derive(Debug)]
pub struct Messages {
    shards: Sharded<Shard>,
    keep_campaigns: bool,
}

/// What is known of some messages.
#[derive(Debug, Default)]
struct Shard {
    statuses: Campaign<MessageKey>,
    /// Each unknown code with the messages that it came for.
    codes: HashSet<(MessageKey, Code), RandomState>,
    /// The campaign of each message that has one. Should events disagree, it is the name that sorts last.
    campaigns: HashMap<MessageKey, Arc<str>, RandomState>,
}

impl Messages {
    /// Creates an empty collection, which keeps the campaigns of messages or not.
    pub fn new(keep_campaigns: bool) -> Self {
        Self { shards: Sharded::default(), keep_campaigns }
    }

    /// Returns what one of so many threads records events by.
    pub fn recorder(&self, threads: usize) -> Recorder<'_> {
        Recorder {
            reports: Batches::new(&self.shards, threads),
            codes: Batches::new(&self.shards, threads),
            campaigns: Batches::new(&self.shards, threads),
            names: self.keep_campaigns.then(HashSet::new),
        }
    }

    /// Counts the most advanced statuses.
    pub fn report(&self) -> BulkReport {
        self.shards.iter().map(|shard| *shard.statuses.report()).sum()
    }

    /// Counts for how many messages each unknown code came.
    pub fn unknown_codes(&self) -> BTreeMap<Code, u64> {
        let mut codes = BTreeMap::new();
        for shard in self.shards.iter() {
            for (_, code) in &shard.codes {
                *codes.entry(code.clone()).or_default() += 1;
            }
        }
        codes
    }

    /// Counts the most advanced statuses of each campaign, and of the messages without one, if campaigns are kept.
    pub fn by_campaign(&self) -> Option<BTreeMap<Option<String>, BulkReport>> {
        self.keep_campaigns.then(|| {
            let mut reports = BTreeMap::<_, BulkReport>::new();
            for shard in self.shards.iter() {
                let mut counts = BTreeMap::<Option<&str>, BulkReport>::new();
                for (key, status) in &shard.statuses {
                    counts.entry(shard.campaigns.get(key).map(AsRef::as_ref)).or_default().record(status);
                }
                for (name, report) in counts {
                    *reports.entry(name.map(str::to_owned)).or_default() += report;
                }
            }
            reports
        })
    }
}

impl Extend<(MessageKey, DeliveryStatus)> for Shard {
    fn extend<I: IntoIterator<Item = (MessageKey, DeliveryStatus)>>(&mut self, reports: I) {
        self.statuses.record_all(reports);
    }
}

impl Extend<(MessageKey, Code)> for Shard {
    fn extend<I: IntoIterator<Item = (MessageKey, Code)>>(&mut self, codes: I) {
        self.codes.extend(codes);
    }
}

impl Extend<(MessageKey, Arc<str>)> for Shard {
    fn extend<I: IntoIterator<Item = (MessageKey, Arc<str>)>>(&mut self, campaigns: I) {
        for (key, name) in campaigns {
            let known = self.campaigns.entry(key).or_insert_with(|| name.clone());
            if *known < name {
                *known = name;
            }
        }
    }
}

/// Records the events that a thread reads.
pub struct Recorder<'a> {
    reports: Batches<'a, Shard, (MessageKey, DeliveryStatus)>,
    codes: Batches<'a, Shard, (MessageKey, Code)>,
    campaigns: Batches<'a, Shard, (MessageKey, Arc<str>)>,
    /// The names of campaigns, if they are kept.
    names: Option<HashSet<Arc<str>>>,
}

impl Recorder<'_> {
    #[allow(clippy::inline_always, reason = "an event that is passed in memory takes longer than making it")]
    #[inline(always)]
    pub fn record(&mut self, event: Event<'_>) {
        let Event { key, status, unknown, campaign } = event;
        let shard = self.reports.shard_of(&key);
        if let Some(code) = unknown {
            self.codes.push(shard, (key.clone(), code.into()));
        }
        if let Some(names) = self.names.as_mut().filter(|_| !campaign.is_empty()) {
            self.campaigns.push(shard, (key.clone(), name(names, campaign)));
        }
        self.reports.push(shard, (key, status));
    }

    /// Records what waits.
    pub fn finish(mut self) {
        self.reports.flush();
        self.codes.flush();
        self.campaigns.flush();
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
