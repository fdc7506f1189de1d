use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard},
};

use foldhash::fast::RandomState;
use sms_status::{BulkReport, DeliveryStatus};

/// The names of campaigns, each with a number, which takes less memory where millions of messages have one.
#[derive(Debug, Default)]
pub struct Names(RwLock<Numbered>);

#[derive(Debug, Default)]
struct Numbered {
    numbers: HashMap<Arc<str>, usize, RandomState>,
    names: Vec<Arc<str>>,
}

impl Names {
    /// Returns the number of a name, and the name as it is kept.
    fn number(&self, name: &str) -> (Arc<str>, usize) {
        let mut guard = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let Numbered { numbers, names } = &mut *guard;
        if let Some((name, &number)) = numbers.get_key_value(name) {
            return (name.clone(), number);
        }
        let (name, number) = (Arc::<str>::from(name), names.len());
        numbers.insert(name.clone(), number);
        names.push(name.clone());
        (name, number)
    }

    /// Returns that of two numbers whose name sorts last.
    pub fn last(&self, first: usize, second: usize) -> usize {
        let names = &self.read().names;
        if names[first] < names[second] { second } else { first }
    }

    /// Returns what is counted under the numbers of names, and without a name, as the counts of campaigns.
    pub fn campaigns(
        &self,
        with_name: impl IntoIterator<Item = ((usize, DeliveryStatus), u64)>,
        without: &BulkReport,
    ) -> Campaigns {
        let names = &self.read().names;
        let counts = with_name.into_iter().map(|((number, status), n)| (Some(names[number].clone()), status, n));
        Campaigns { counts: counts.chain(without.iter().map(|(status, n)| (None, status, n))).collect() }
    }

    fn read(&self) -> RwLockReadGuard<'_, Numbered> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The numbers of the names that a thread has seen, so that it seldom waits for the others.
pub struct SeenNames<'a> {
    names: &'a Names,
    numbers: HashMap<Arc<str>, usize, RandomState>,
}

impl<'a> SeenNames<'a> {
    pub fn new(names: &'a Names) -> Self {
        Self { names, numbers: HashMap::default() }
    }

    /// Returns the number of a name.
    pub fn number(&mut self, name: &str) -> usize {
        self.numbers.get(name).copied().unwrap_or_else(|| {
            let (name, number) = self.names.number(name);
            self.numbers.insert(name, number);
            number
        })
    }
}

/// How many messages of each campaign, and of none, have each status.
///
/// Most of a million campaigns have few statuses, so that their counts take less memory than a [`BulkReport`] for each.
#[derive(Debug)]
pub struct Campaigns {
    counts: Vec<Count>,
}

type Count = (Option<Arc<str>>, DeliveryStatus, u64);

impl Campaigns {
    /// Adds the report of a campaign.
    pub fn add(&mut self, name: &str, report: &BulkReport) {
        let name = Some(Arc::<str>::from(name));
        self.counts.extend(report.iter().map(|(status, n)| (name.clone(), status, n)));
    }

    /// Sorts the campaigns by their names, after the messages without one.
    pub fn sorted(mut self) -> SortedCampaigns {
        self.counts.sort_unstable();
        SortedCampaigns { counts: self.counts }
    }
}

/// Campaigns in the order of their names, of which none is empty.
#[derive(Debug)]
pub struct SortedCampaigns {
    counts: Vec<Count>,
}

impl SortedCampaigns {
    /// Returns how many campaigns there are.
    pub fn len(&self) -> usize {
        self.chunks().count()
    }

    /// Returns the name and the report of each campaign.
    pub fn iter(&self) -> impl Iterator<Item = (Option<&str>, BulkReport)> {
        self.chunks().map(|counts| {
            let name = counts.first().and_then(|(name, ..)| name.as_deref());
            (name, counts.iter().map(|&(_, status, n)| (status, n)).collect())
        })
    }

    fn chunks(&self) -> impl Iterator<Item = &[Count]> {
        self.counts.chunk_by(|(first, ..), (second, ..)| first == second)
    }
}
