//! [`Campaign`], what a report changes in it, and its iterators.

mod batch;
mod iter;
#[cfg(feature = "serde")]
mod serde;
mod shards;

use core::{
    fmt,
    hash::{BuildHasher, Hash},
    mem,
};

use foldhash::fast::RandomState;
pub use hashbrown::Equivalent;
use hashbrown::{HashTable, hash_table};

pub use iter::{IntoIter, Iter};
use shards::Shards;

use crate::{bulk_report::BulkReport, status::DeliveryStatus, vocabulary::AddressBookAction};

/// A message and its status.
type Entry<Id> = (Id, DeliveryStatus);

/// The status of every message in a bulk send, and a [`BulkReport`] on all of them.
///
/// The status of a message is the most advanced one reported for it: the greatest in the [order of
/// `DeliveryStatus`](DeliveryStatus#the-order). So reports may arrive twice, late and out of order. Campaigns that have seen
/// the same reports are equal, in whatever order and however often the reports came. It makes no difference whether one
/// campaign saw every report, or several campaigns each saw some of them and were then [merged](Self::merge).
///
/// Late reports do happen: [a message was reported as sent 24 seconds after it was delivered][va].
///
/// ```
/// use sms_status::{BulkReport, Campaign, DeliveryStatus::{Delivered, InProgress, Sent}, campaign::Change};
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
/// An id can have any type that implements `Hash` and `Eq`; [`MessageId`](crate::MessageId) and
/// [`MessageKey`](crate::MessageKey) are made for this purpose. Some platforms assign one id to a message to many recipients.
/// In that case, use the id and the recipient together.
///
/// # Messages in several segments
///
/// A platform sends a long message in segments, and each segment has its own reports. If you record all of them as reports on
/// one message, the [success of one segment hides the failure of another][postman]. Record the segments instead, each with its
/// own id. The message then has the [`BulkReport::status`] of a small bulk send: if one segment failed and another was
/// delivered, it is [`PartiallyReceived`](DeliveryStatus::PartiallyReceived), whichever report came first.
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
/// Do not record that status in another campaign. It may go from received to partially received as reports on segments come
/// in, and the other campaign would keep the greater status.
///
/// [postman]: https://github.com/opengovsg/postmangovsg/pull/1150
///
/// # The hasher
///
/// A campaign hashes its ids with foldhash and its own random seed. This hasher is fast for short keys and needs no standard
/// library, but gives only minimal protection against HashDoS attacks. If an attacker can choose the ids and measure how long
/// recording takes, use [`with_hasher`](Self::with_hasher) and `std::hash::RandomState`.
#[derive(Clone)]
pub struct Campaign<Id, S = RandomState> {
    statuses: Shards<Entry<Id>>,
    report: BulkReport,
    hash_builder: S,
}

impl<Id> Campaign<Id> {
    /// Creates an empty campaign.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates an empty campaign with room for at least this many messages.
    ///
    /// # Panics
    ///
    /// Panics if the capacity overflows, as the maps in `std` do.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self::with_capacity_and_hasher(capacity, RandomState::default())
    }
}

impl<Id, S> Campaign<Id, S> {
    /// Creates an empty campaign that uses this hasher for ids.
    #[must_use]
    pub const fn with_hasher(hash_builder: S) -> Self {
        Self { statuses: Shards::new(), report: BulkReport::new(), hash_builder }
    }

    /// Creates an empty campaign that has room for at least this many messages and uses this hasher for ids.
    ///
    /// # Panics
    ///
    /// Panics if the capacity overflows, as the maps in `std` do.
    #[must_use]
    pub fn with_capacity_and_hasher(capacity: usize, hash_builder: S) -> Self {
        Self { statuses: Shards::with_capacity(capacity), ..Self::with_hasher(hash_builder) }
    }

    /// Returns the number of messages.
    #[must_use]
    pub fn len(&self) -> usize {
        self.statuses.len()
    }

    /// Returns `true` if the campaign has no messages.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the number of messages for which the campaign has room.
    ///
    /// A large campaign is kept in shards. One shard may become full and allocate while the others still have room.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.statuses.capacity()
    }

    /// Returns the number of messages with each status. The campaign updates the counts with every report, so the call
    /// costs nothing.
    #[must_use]
    pub const fn report(&self) -> &BulkReport {
        &self.report
    }

    /// Returns an iterator over the messages and their statuses, in no particular order.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, Id> {
        Iter::new(&self.statuses)
    }

    /// Returns an iterator over the messages whose status advises this action, in no particular order.
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
    /// Records a report on a message.
    ///
    /// The report takes effect only if its status is more advanced than the one recorded for the message so far.
    #[inline]
    pub fn record(&mut self, id: Id, status: DeliveryStatus) -> Change {
        let Self { statuses, report, hash_builder } = self;
        let hash = hash_builder.hash_one(&id);
        let table = statuses.table_mut(hash, |(known, _)| hash_builder.hash_one(known));
        record_in(table, report, hash_builder, hash, (id, status))
    }

    /// Returns the most advanced status reported for a message, or `None` if there is no report on it.
    ///
    /// Pass the id itself, or a value that has the same hash and is [`Equivalent`] to it: a borrowed form, such as `&str` for
    /// `String`, or your own type for an id with several parts.
    ///
    /// ```
    /// use sms_status::{Campaign, DeliveryStatus::{Received, Rejected}, campaign::Equivalent};
    ///
    /// #[derive(Hash)]
    /// struct Key<'a>(&'a str, &'a str);
    ///
    /// impl Equivalent<(String, String)> for Key<'_> {
    ///     fn equivalent(&self, (sending, recipient): &(String, String)) -> bool {
    ///         self.0 == sending && self.1 == recipient
    ///     }
    /// }
    ///
    /// let mut campaign = Campaign::new();
    /// campaign.record(("7".to_owned(), "33600000000".to_owned()), Received);
    /// assert_eq!(campaign.get(&Key("7", "33600000000")), Some(Received));
    /// ```
    #[must_use]
    pub fn get<Q>(&self, id: &Q) -> Option<DeliveryStatus>
    where
        Q: Hash + Equivalent<Id> + ?Sized,
    {
        let hash = self.hash_builder.hash_one(id);
        self.statuses.table(hash)?.find(hash, |(known, _)| id.equivalent(known)).map(|&(_, status)| status)
    }

    /// Forgets the messages for which `keep` returns `false`, such as the messages of a send that is over.
    ///
    /// The [report](Self::report) no longer counts them. If another report on one of them arrives later, the campaign
    /// treats it as the first report on that message.
    ///
    /// ```
    /// use sms_status::{BulkReport, Campaign, DeliveryStatus::{Received, Sent}};
    ///
    /// let mut campaign = Campaign::from([("a", Sent), ("b", Received)]);
    /// campaign.retain(|_, status| !status.is_final());
    /// assert_eq!(campaign, Campaign::from([("a", Sent)]));
    /// assert_eq!(*campaign.report(), BulkReport::from_iter([Sent]));
    /// ```
    pub fn retain(&mut self, mut keep: impl FnMut(&Id, DeliveryStatus) -> bool) {
        let Self { statuses, report, .. } = self;
        statuses.retain(|(id, status)| {
            let stays = keep(id, *status);
            if !stays {
                report.forget(*status);
            }
            stays
        });
    }

    /// Adds the reports of another campaign. The result is the same as if you had recorded all of them here.
    ///
    /// Merging is commutative, associative and idempotent, and the empty campaign is its identity. The result keeps the hasher
    /// of the larger campaign, or of this one if both have the same size.
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

    /// Reserves capacity for at least this many more messages.
    ///
    /// # Panics
    ///
    /// Panics if the capacity overflows, as the maps in `std` do.
    pub fn reserve(&mut self, additional: usize) {
        let Self { statuses, hash_builder, .. } = self;
        statuses.reserve(additional, |(id, _)| hash_builder.hash_one(id));
    }

    /// Shrinks the capacity as much as possible.
    pub fn shrink_to_fit(&mut self) {
        let Self { statuses, hash_builder, .. } = self;
        statuses.shrink_to_fit(|(id, _)| hash_builder.hash_one(id));
    }
}

/// Records a report in the table that its hash belongs to.
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
            let (_, known) = entry.get_mut();
            if !status.supersedes(*known) {
                return Change::Unchanged;
            }
            let from = mem::replace(known, status);
            report.forget(from);
            report.record(status);
            Change::Advanced { from }
        }
    }
}

/// What a report changed, returned by [`Campaign::record`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// This is the first report on the message.
    New,
    /// The report's status was more advanced than the one recorded for the message so far, and replaced it.
    Advanced {
        /// The status before the report.
        from: DeliveryStatus,
    },
    /// The report added nothing new: it was a repeat, or came late.
    Unchanged,
}

impl<Id, S: Default> Default for Campaign<Id, S> {
    fn default() -> Self {
        Self::with_hasher(S::default())
    }
}

/// Prints the number of messages and the report on them, not the messages.
impl<Id, S> fmt::Debug for Campaign<Id, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Campaign").field("len", &self.len()).field("report", &self.report).finish_non_exhaustive()
    }
}

/// Campaigns are equal if they have the same messages with the same statuses.
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
        IntoIter::new(self.statuses)
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
