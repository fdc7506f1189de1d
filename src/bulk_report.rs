//! [`BulkReport`], and the iterator over its rows.

mod tally;

use core::{
    fmt,
    iter::{Enumerate, FusedIterator, Sum},
    ops::{Add, AddAssign},
    slice,
};

use crate::{
    status::DeliveryStatus,
    vocabulary::{AddressBookAction, Category, Outcome},
};

/// The number of messages with each status in a bulk send.
///
/// You can [merge](Self::merge) the reports on parts of a send, in any order and grouping. Counts saturate at `u64::MAX`.
///
/// ```
/// use sms_status::{BulkReport, DeliveryStatus::{PermanentAbsenceError, PartiallyReceived, Received}};
///
/// let report: BulkReport = [Received, PermanentAbsenceError, Received].into_iter().collect();
/// assert_eq!(report.count(Received), 2);
/// assert_eq!(report.status(), Some(PartiallyReceived));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BulkReport {
    counts: [u64; DeliveryStatus::COUNT],
}

/// The length from which on it is faster to see once that no count of a slice can pass its limit than to hold each to it.
const CHECKED_ONCE_LENGTH: usize = 256;

impl BulkReport {
    /// Creates an empty report.
    #[must_use]
    pub const fn new() -> Self {
        Self { counts: [0; DeliveryStatus::COUNT] }
    }

    /// Counts one message.
    pub const fn record(&mut self, status: DeliveryStatus) {
        self.record_n(status, 1);
    }

    /// Counts `n` messages with the same status.
    pub const fn record_n(&mut self, status: DeliveryStatus, n: u64) {
        let count = &mut self.counts[status as usize];
        *count = count.saturating_add(n);
    }

    /// Takes back one message that was counted before.
    #[cfg(feature = "alloc")]
    pub(crate) const fn forget(&mut self, status: DeliveryStatus) {
        let count = &mut self.counts[status as usize];
        *count = count.saturating_sub(1);
    }

    /// Counts every status in a slice.
    ///
    /// For 2,048 statuses or more, this is up to several times faster than counting one status at a time, and needs 2 KiB of
    /// stack. For 32,768 statuses or more, it needs 65 KiB.
    pub fn record_all(&mut self, statuses: &[DeliveryStatus]) {
        if statuses.len() >= tally::WORTHWHILE_LENGTH {
            self.record_many(statuses);
        } else if statuses.len() >= CHECKED_ONCE_LENGTH
            && self.counts.iter().fold(0, |bits, count| bits | count) <= u64::MAX / 2
        {
            tally::count_one_by_one(statuses, &mut self.counts);
        } else {
            self.extend(statuses);
        }
    }

    /// Counts every status in a long slice. It is a function of its own so that short slices need no stack for its tables.
    #[inline(never)]
    fn record_many(&mut self, statuses: &[DeliveryStatus]) {
        self.merge(&Self { counts: tally::count(statuses) });
    }

    /// Returns the number of messages with this status.
    #[must_use]
    pub const fn count(&self, status: DeliveryStatus) -> u64 {
        self.counts[status as usize]
    }

    /// Returns the number of messages with a status of this category.
    #[must_use]
    pub fn count_category(&self, category: Category) -> u64 {
        self.count_where(|status| status.category() == category)
    }

    /// Returns the number of messages with this outcome.
    #[must_use]
    pub fn count_outcome(&self, outcome: Outcome) -> u64 {
        self.count_where(|status| status.outcome() == outcome)
    }

    /// Returns the number of messages whose status advises this action.
    #[must_use]
    pub fn count_action(&self, action: AddressBookAction) -> u64 {
        self.count_where(|status| status.action() == action)
    }

    /// Returns the number of messages.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.count_where(|_| true)
    }

    /// Returns `true` if the report is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.total() == 0
    }

    /// Returns an iterator over the statuses that occur, in ascending order, each with its number of messages.
    #[must_use]
    pub fn iter(&self) -> Iter<'_> {
        Iter { counts: self.counts.iter().enumerate() }
    }

    /// Returns the delivery rate, from 0 to 1: the number of received messages, divided by the number of messages that are not
    /// pending. Returns `None` if all messages are pending, or if there are none.
    ///
    /// ```
    /// # use sms_status::{BulkReport, DeliveryStatus::{Received, Rejected, Sent}};
    /// assert_eq!(BulkReport::from_iter([Received, Rejected, Sent]).delivery_rate(), Some(0.5));
    /// assert_eq!(BulkReport::from_iter([Sent]).delivery_rate(), None);
    /// ```
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "a rate needs no more than the 53 bits of an f64")]
    pub fn delivery_rate(&self) -> Option<f64> {
        let with_result = self.sum_where(|status| status.outcome() != Outcome::Pending);
        let received = self.sum_where(|status| status.outcome() == Outcome::Received);
        (with_result > 0).then(|| received as f64 / with_result as f64)
    }

    /// Returns `true` if every status is [final](DeliveryStatus::is_final), so that no more reports are expected.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.iter().all(|(status, _)| status.is_final())
    }

    /// Returns the status of the send as a whole.
    ///
    /// 1. There is no message: `None`.
    /// 2. All messages have the same status: that status.
    /// 3. All messages were received, whichever status says so: [`Received`](DeliveryStatus::Received).
    /// 4. All messages are pending or unknown: [`InProgress`](DeliveryStatus::InProgress).
    /// 5. Otherwise: [`PartiallyReceived`](DeliveryStatus::PartiallyReceived), the status of a send that “contains several types
    ///    of reports” (smsmode status page), even if none of them says “received”.
    ///
    /// A message in several segments is like a small bulk send, so this method also gives the status of such a message.
    /// If the status is `PartiallyReceived`, also show how many messages were received, or use the
    /// [outcome](Self::outcome).
    #[must_use]
    pub fn status(&self) -> Option<DeliveryStatus> {
        let mut rows = self.iter().map(|(status, _)| status);
        let first = rows.next()?;
        if rows.next().is_none() {
            return Some(first);
        }
        let all = |predicate: fn(DeliveryStatus) -> bool| self.iter().all(|(status, _)| predicate(status));
        Some(if all(|status| status.outcome() == Outcome::Received) {
            DeliveryStatus::Received
        } else if all(|status| !status.is_final()) {
            DeliveryStatus::InProgress
        } else {
            DeliveryStatus::PartiallyReceived
        })
    }

    /// Returns the outcome of the send as a whole.
    ///
    /// 1. There is no message: `None`.
    /// 2. All messages have the same outcome: that outcome.
    /// 3. Some messages were received, or partly received: [`Partial`](Outcome::Partial).
    /// 4. Some messages are pending: [`Pending`](Outcome::Pending).
    /// 5. Otherwise: [`Failed`](Outcome::Failed).
    ///
    /// ```
    /// # use sms_status::{BulkReport, DeliveryStatus::{Expired, PartiallyReceived, Rejected}, Outcome};
    /// let report = BulkReport::from_iter([(Rejected, 999), (Expired, 1)]);
    /// assert_eq!(report.outcome(), Some(Outcome::Failed));
    /// assert_eq!(report.status(), Some(PartiallyReceived)); // in the wording of the smsmode status page
    /// ```
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        let mut outcomes = self.iter().map(|(status, _)| status.outcome());
        let first = outcomes.next()?;
        // Rows ascend, and so do their outcomes.
        let last = outcomes.last().unwrap_or(first);
        Some(if first == last {
            first
        } else if last >= Outcome::Partial {
            Outcome::Partial
        } else if self.count_outcome(Outcome::Pending) > 0 {
            Outcome::Pending
        } else {
            Outcome::Failed
        })
    }

    /// Adds the counts of another report.
    ///
    /// Merging is commutative and associative, and the empty report is its identity.
    pub const fn merge(&mut self, other: &Self) {
        let mut row = 0;
        while row < self.counts.len() {
            self.counts[row] = self.counts[row].saturating_add(other.counts[row]);
            row += 1;
        }
    }

    fn count_where(&self, predicate: impl Fn(DeliveryStatus) -> bool) -> u64 {
        u64::try_from(self.sum_where(predicate)).unwrap_or(u64::MAX)
    }

    /// Returns the exact sum, which may exceed a `u64`.
    fn sum_where(&self, predicate: impl Fn(DeliveryStatus) -> bool) -> u128 {
        self.iter().filter(|&(status, _)| predicate(status)).map(|(_, n)| u128::from(n)).sum()
    }
}

impl Default for BulkReport {
    fn default() -> Self {
        Self::new()
    }
}

/// Prints the statuses that occur, each with its number of messages.
impl fmt::Debug for BulkReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

/// An iterator over the rows of a [`BulkReport`], returned by [`BulkReport::iter`].
#[derive(Clone, Debug)]
pub struct Iter<'a> {
    counts: Enumerate<slice::Iter<'a, u64>>,
}

impl Iterator for Iter<'_> {
    type Item = (DeliveryStatus, u64);

    fn next(&mut self) -> Option<Self::Item> {
        let (row, &n) = self.counts.find(|&(_, &n)| n > 0)?;
        Some((DeliveryStatus::VARIANTS[row], n))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.counts.len()))
    }
}

impl FusedIterator for Iter<'_> {}

impl<'a> IntoIterator for &'a BulkReport {
    type Item = (DeliveryStatus, u64);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Extend<DeliveryStatus> for BulkReport {
    fn extend<I: IntoIterator<Item = DeliveryStatus>>(&mut self, statuses: I) {
        statuses.into_iter().for_each(|status| self.record(status));
    }
}

impl<'a> Extend<&'a DeliveryStatus> for BulkReport {
    fn extend<I: IntoIterator<Item = &'a DeliveryStatus>>(&mut self, statuses: I) {
        self.extend(statuses.into_iter().copied());
    }
}

/// Adds the rows of a `GROUP BY status`. A status may appear in several rows.
impl Extend<(DeliveryStatus, u64)> for BulkReport {
    fn extend<I: IntoIterator<Item = (DeliveryStatus, u64)>>(&mut self, rows: I) {
        rows.into_iter().for_each(|(status, n)| self.record_n(status, n));
    }
}

impl<T> FromIterator<T> for BulkReport
where
    Self: Extend<T>,
{
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut report = Self::new();
        report.extend(items);
        report
    }
}

impl AddAssign<&Self> for BulkReport {
    fn add_assign(&mut self, other: &Self) {
        self.merge(other);
    }
}

impl AddAssign for BulkReport {
    fn add_assign(&mut self, other: Self) {
        self.merge(&other);
    }
}

impl<T> Add<T> for BulkReport
where
    Self: AddAssign<T>,
{
    type Output = Self;

    fn add(mut self, other: T) -> Self {
        self += other;
        self
    }
}

impl<T> Sum<T> for BulkReport
where
    Self: AddAssign<T>,
{
    fn sum<I: Iterator<Item = T>>(reports: I) -> Self {
        reports.fold(Self::new(), |sum, report| sum + report)
    }
}

/// Writes a map from the name of each status that occurs to its number of messages.
#[cfg(feature = "serde")]
impl serde::Serialize for BulkReport {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;

        let mut map = serializer.serialize_map(Some(self.iter().count()))?;
        for (status, n) in self {
            map.serialize_entry(&status, &n)?;
        }
        map.end()
    }
}

/// Reads a map from names of statuses to numbers of messages. Unknown names, repeated names and counts that are not `u64`
/// are errors.
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for BulkReport {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = BulkReport;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map from names of delivery statuses to numbers of messages")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<BulkReport, A::Error> {
                let mut counts = [None; DeliveryStatus::COUNT];
                while let Some((status, n)) = map.next_entry::<DeliveryStatus, u64>()? {
                    if counts[status as usize].replace(n).is_some() {
                        return Err(serde::de::Error::duplicate_field(status.name()));
                    }
                }
                Ok(BulkReport { counts: counts.map(Option::unwrap_or_default) })
            }
        }

        deserializer.deserialize_map(Visitor)
    }
}
