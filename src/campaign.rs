//! [`Campaign`]: the latest status of every message.

mod batch;
mod change;
mod iter;
#[cfg(feature = "serde")]
mod serde;
mod shards;

use core::{
    borrow::Borrow,
    fmt,
    hash::{BuildHasher, Hash},
    mem,
};

use foldhash::fast::RandomState;
use hashbrown::{HashTable, hash_table};

pub use change::Change;
pub use iter::{IntoIter, Iter};
use shards::Shards;

use crate::{AddressBookAction, BulkReport, DeliveryStatus};

/// A message and its latest status.
type Entry<Id> = (Id, DeliveryStatus);

/// The latest status of every message of a sending, and the [`BulkReport`] of those.
///
/// Reports come twice, late and in the wrong order. Here that does not matter: the status of a message is the greatest of
/// those reported for it, in the [order of `DeliveryStatus`](DeliveryStatus#the-order). So campaigns that have seen the same
/// reports are equal, however often and in whatever order they saw them, and whether they saw them all or are the
/// [merge](Self::merge) of several that saw some of them each.
///
/// It happens: [a message was reported as sent 24 seconds after it was delivered][va].
///
/// ```
/// use sms_status::{BulkReport, Campaign, Change, DeliveryStatus::{Delivered, InProgress, Sent}};
///
/// let mut campaign = Campaign::new();
/// assert_eq!(campaign.record("9bced829", InProgress), Change::New);
/// assert_eq!(campaign.record("9bced829", Delivered), Change::Advanced { from: InProgress });
/// assert_eq!(campaign.record("9bced829", Sent), Change::Unchanged);
/// assert_eq!(campaign.get("9bced829"), Some(Delivered));
/// assert_eq!(*campaign.report(), BulkReport::from_iter([Delivered]));
/// ```
///
/// [va]: https://github.com/department-of-veterans-affairs/notification-api/issues/1097
///
/// # Ids
///
/// An id is anything that hashes; [`MessageId`](crate::MessageId) is made for it. The platform that hands out the ids
/// decides what is one message to it: where an id stands for a message to many recipients, use a pair of the id and the
/// recipient.
///
/// # Messages in several segments
///
/// A long message is sent in segments, and each has reports of its own. Where they are recorded as reports of one message,
/// the [success of one hides the failure of another][postman]. Record the segments instead, each with an id of its own. The
/// status of the message is then that of a small bulk sending, [`BulkReport::status`]: an error of one segment and the
/// reception of another make [`PartiallyReceived`](DeliveryStatus::PartiallyReceived), whichever came first.
///
/// ```
/// use sms_status::{BulkReport, Campaign, DeliveryStatus::{Delivered, InProgress, PartiallyReceived, ReceptionError}};
///
/// let mut segments = Campaign::new();
/// segments.record(("a", 1), ReceptionError);
/// segments.record(("a", 2), Delivered);
///
/// // A segment without a report is in progress.
/// let status_of = |segment| segments.get(&("a", segment)).unwrap_or(InProgress);
/// let message: BulkReport = (1..=2).map(status_of).collect();
/// assert_eq!(message.status(), Some(PartiallyReceived));
/// ```
///
/// Do not record that status in a campaign in its turn: as segments come in it may go from received to partially received,
/// and the greater one would stay.
///
/// [postman]: https://github.com/opengovsg/postmangovsg/pull/1150
///
/// # The hasher
///
/// Ids are hashed by foldhash, seeded at random for each campaign: it is the fastest for short keys, and needs no standard
/// library. It is not made to withstand somebody who chooses the ids and studies how long recording them takes; where
/// people like that can report, use [`with_hasher`](Self::with_hasher) and `std::hash::RandomState`.
#[derive(Clone)]
pub struct Campaign<Id, S = RandomState> {
    latest: Shards<Entry<Id>>,
    report: BulkReport,
    hash_builder: S,
}

impl<Id> Campaign<Id> {
    /// A campaign without messages.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A campaign without messages that has [room](Self::capacity) for this many.
    ///
    /// # Panics
    ///
    /// Where no memory could hold them, as the maps of std do.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self::with_capacity_and_hasher(capacity, RandomState::default())
    }
}

impl<Id, S> Campaign<Id, S> {
    /// A campaign without messages that hashes ids with this hasher.
    #[must_use]
    pub const fn with_hasher(hash_builder: S) -> Self {
        Self { latest: Shards::new(), report: BulkReport::new(), hash_builder }
    }

    /// A campaign without messages that has [room](Self::capacity) for this many and hashes ids with this hasher.
    ///
    /// # Panics
    ///
    /// Where no memory could hold them, as the maps of std do.
    #[must_use]
    pub fn with_capacity_and_hasher(capacity: usize, hash_builder: S) -> Self {
        Self { latest: Shards::with_capacity(capacity), ..Self::with_hasher(hash_builder) }
    }

    /// The number of messages.
    #[must_use]
    pub fn len(&self) -> usize {
        self.latest.len()
    }

    /// Whether there is no message.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of messages that there is room for.
    ///
    /// A large campaign is kept in parts. One of them may be full, and allocate, shortly before all of them are.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.latest.capacity()
    }

    /// How many messages have each status now. It is kept up to date, so asking costs nothing.
    #[must_use]
    pub const fn report(&self) -> &BulkReport {
        &self.report
    }

    /// The messages and their latest statuses, in no particular order.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, Id> {
        Iter::new(&self.latest)
    }

    /// The messages whose latest status advises this for the number, in no particular order.
    ///
    /// ```
    /// use sms_status::{AddressBookAction, Campaign, DeliveryStatus::{PermanentPhoneError, Received}};
    ///
    /// let campaign = Campaign::from([("a", Received), ("b", PermanentPhoneError)]);
    /// assert!(campaign.with_action(AddressBookAction::Remove).eq(&["b"]));
    /// ```
    pub fn with_action(&self, action: AddressBookAction) -> impl Iterator<Item = &Id> {
        self.iter().filter(move |(_, status)| status.action() == action).map(|(id, _)| id)
    }
}

impl<Id: Hash + Eq, S: BuildHasher> Campaign<Id, S> {
    /// Records a report of a message.
    ///
    /// It counts where it says more than what is known of the message, and changes nothing otherwise.
    #[inline]
    pub fn record(&mut self, id: Id, status: DeliveryStatus) -> Change {
        let Self { latest, report, hash_builder } = self;
        let hash = hash_builder.hash_one(&id);
        let table = latest.table_mut(hash, |(known, _)| hash_builder.hash_one(known));
        record_in(table, report, hash_builder, hash, (id, status))
    }

    /// The latest status of a message; `None` where there was no report of it.
    #[must_use]
    pub fn get<Q>(&self, id: &Q) -> Option<DeliveryStatus>
    where
        Id: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        let hash = self.hash_builder.hash_one(id);
        self.latest.table(hash)?.find(hash, |(known, _)| known.borrow() == id).map(|&(_, status)| status)
    }

    /// Adds what another campaign has seen: the result is as if all reports had been recorded here.
    ///
    /// Commutative, associative and idempotent, with the empty campaign as neutral element. The hasher is that of the
    /// larger of the two, and this one's where they are as large.
    ///
    /// ```
    /// use sms_status::{Campaign, DeliveryStatus::{Received, Sent}};
    ///
    /// let mut campaign = Campaign::from([("a", Sent)]);
    /// campaign.merge(Campaign::from([("a", Received), ("b", Sent)]));
    /// assert_eq!(campaign, Campaign::from([("b", Sent), ("a", Received)]));
    /// ```
    pub fn merge(&mut self, mut other: Self) {
        if other.len() > self.len() {
            mem::swap(self, &mut other);
        }
        self.record_all(other);
    }

    /// Makes room for this many more messages.
    ///
    /// # Panics
    ///
    /// Where no memory could hold them, as the maps of std do.
    pub fn reserve(&mut self, additional: usize) {
        let Self { latest, hash_builder, .. } = self;
        latest.reserve(additional, |(id, _)| hash_builder.hash_one(id));
    }

    /// Gives back the room that the messages there are do not need.
    pub fn shrink_to_fit(&mut self) {
        let Self { latest, hash_builder, .. } = self;
        latest.shrink_to_fit(|(id, _)| hash_builder.hash_one(id));
    }
}

/// Records a report in the table that is for its hash.
#[inline]
fn record_in<Id: Hash + Eq>(
    table: &mut HashTable<Entry<Id>>,
    report: &mut BulkReport,
    hash_builder: &impl BuildHasher,
    hash: u64,
    (id, status): Entry<Id>,
) -> Change {
    match table.entry(hash, |(known, _)| *known == id, |(known, _)| hash_builder.hash_one(known)) {
        hash_table::Entry::Vacant(entry) => {
            entry.insert((id, status));
            report.record(status);
            Change::New
        }
        hash_table::Entry::Occupied(mut entry) => {
            let (_, latest) = entry.get_mut();
            if !status.supersedes(*latest) {
                return Change::Unchanged;
            }
            let from = mem::replace(latest, status);
            report.move_one(from, status);
            Change::Advanced { from }
        }
    }
}

impl<Id, S: Default> Default for Campaign<Id, S> {
    fn default() -> Self {
        Self::with_hasher(S::default())
    }
}

/// Prints the number of messages and their report, not the messages.
impl<Id, S> fmt::Debug for Campaign<Id, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Campaign").field("len", &self.len()).field("report", &self.report).finish_non_exhaustive()
    }
}

/// Campaigns are equal where they have the same messages with the same statuses.
impl<Id: Hash + Eq, S: BuildHasher> PartialEq for Campaign<Id, S> {
    fn eq(&self, other: &Self) -> bool {
        self.report == other.report && self.iter().all(|(id, status)| other.get(id) == Some(status))
    }
}

impl<Id: Hash + Eq, S: BuildHasher> Eq for Campaign<Id, S> {}

impl<'a, Id, S> IntoIterator for &'a Campaign<Id, S> {
    type Item = (&'a Id, DeliveryStatus);
    type IntoIter = Iter<'a, Id>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<Id, S> IntoIterator for Campaign<Id, S> {
    type Item = (Id, DeliveryStatus);
    type IntoIter = IntoIter<Id>;

    fn into_iter(self) -> Self::IntoIter {
        IntoIter::new(self.latest)
    }
}

/// [Records](Campaign::record_all) the reports.
impl<Id: Hash + Eq, S: BuildHasher> Extend<(Id, DeliveryStatus)> for Campaign<Id, S> {
    fn extend<I: IntoIterator<Item = (Id, DeliveryStatus)>>(&mut self, reports: I) {
        self.record_all(reports);
    }
}

/// [Records](Campaign::record_all) the reports.
impl<Id: Hash + Eq, S: BuildHasher + Default> FromIterator<(Id, DeliveryStatus)> for Campaign<Id, S> {
    fn from_iter<I: IntoIterator<Item = (Id, DeliveryStatus)>>(reports: I) -> Self {
        let mut campaign = Self::default();
        campaign.record_all(reports);
        campaign
    }
}

/// [Records](Campaign::record_all) the reports.
impl<Id: Hash + Eq, const N: usize> From<[(Id, DeliveryStatus); N]> for Campaign<Id> {
    fn from(reports: [(Id, DeliveryStatus); N]) -> Self {
        reports.into_iter().collect()
    }
}
