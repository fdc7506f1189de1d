use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use sms_status::{BulkReport, Campaign};

use crate::{
    event::{Code, Event},
    message::Message,
};

/// The messages that events speak of.
///
/// All that is kept of them is the same for the same events, in whatever order and however often they come.
#[derive(Debug, Default)]
pub struct Messages {
    latest: Campaign<Message>,
    /// Each unknown code with the messages that it came for.
    unknown: HashSet<(Code, Message)>,
    campaigns: Option<Campaigns>,
}

/// The campaign of each message that has one.
///
/// Should events disagree, it is the name that sorts last.
#[derive(Debug, Default)]
struct Campaigns {
    by_message: HashMap<Message, Arc<str>>,
    names: HashSet<Arc<str>>,
}

impl Messages {
    /// No messages yet; of those to come the campaigns are kept or not.
    pub fn new(keep_campaigns: bool) -> Self {
        Self { campaigns: keep_campaigns.then(Campaigns::default), ..Self::default() }
    }

    pub fn record(&mut self, event: Event<'_>) {
        if let Some(code) = event.unknown {
            self.unknown.insert((code, event.message.clone()));
        }
        if let (Some(campaigns), Some(name)) = (&mut self.campaigns, &event.campaign) {
            campaigns.record(&event.message, name);
        }
        self.latest.record(event.message, event.status);
    }

    /// The latest statuses.
    pub const fn report(&self) -> &BulkReport {
        self.latest.report()
    }

    /// For how many messages each code came that is not known.
    pub fn unknown_codes(&self) -> impl Iterator<Item = (&Code, u64)> {
        self.unknown.iter().map(|(code, _)| (code, 1))
    }

    /// The report of each campaign, and of the messages without one, where campaigns are kept.
    pub fn by_campaign(&self) -> BTreeMap<Option<&str>, BulkReport> {
        let mut reports = BTreeMap::<_, BulkReport>::new();
        if let Some(campaigns) = &self.campaigns {
            for (message, status) in &self.latest {
                reports.entry(campaigns.by_message.get(message).map(AsRef::as_ref)).or_default().record(status);
            }
        }
        reports
    }
}

impl Campaigns {
    fn record(&mut self, message: &Message, name: &str) {
        let known = self.by_message.get(message);
        if known.is_some_and(|known| **known >= *name) {
            return;
        }
        let name = self.names.get(name).cloned().unwrap_or_else(|| {
            let name = Arc::<str>::from(name);
            self.names.insert(name.clone());
            name
        });
        self.by_message.insert(message.clone(), name);
    }
}
