#[cfg(feature = "serde")]
mod serde;

use core::ops::AddAssign;

use crate::{status::DeliveryStatus, vocabulary::AddressBookAction};

/// What the delivery reports on all messages to a number say about keeping that number.
///
/// A history takes a few words of memory and never allocates. Keep one for each number, in a map or in a table row. `T` says
/// when a report was made: it is a time, or the position of a file in a series. You may record reports in any order, any
/// number of times and on any machine.
///
/// If a report has no time, record it with the time at which you received it. Do not use an `Option` as `T`: any opt-in would end
/// an opt-out whose time is `None`.
///
/// # Rules
///
/// The first rule that applies decides:
///
/// 1. If a report advises [`Suppress`](AddressBookAction::Suppress), suppress the number for good, because opt-outs do not
///    expire.
/// 2. If a report advises [`Remove`](AddressBookAction::Remove), and no report from the same time or later [confirms the
///    number](DeliveryStatus::confirms_number), remove the number.
/// 3. If a report advises [`Review`](AddressBookAction::Review), and no report from the same time or later confirms the number,
///    review the number.
/// 4. Otherwise, keep the number.
///
/// An [opt-in](Self::record_opt_in) cancels all such reports that are earlier than the opt-in.
///
/// ```
/// use sms_status::{AddressBookAction, DeliveryStatus::{Blacklisted, PermanentAbsenceError, Received}, NumberHistory};
///
/// let mut number = NumberHistory::new();
/// number.record(PermanentAbsenceError, "2026-05-11");
/// assert_eq!(number.action(), AddressBookAction::Remove);
/// assert_eq!(number.reason(), Some((PermanentAbsenceError, "2026-05-11")));
///
/// number.record(Received, "2026-06-30");
/// assert_eq!(number.action(), AddressBookAction::Keep);
///
/// number.record(Blacklisted, "2026-07-01");
/// assert_eq!(number.action(), AddressBookAction::Suppress);
///
/// number.record_opt_in("2026-08-15");
/// assert_eq!(number.action(), AddressBookAction::Keep);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[doc(alias = "opt-out")]
#[doc(alias = "STOP")]
#[doc(alias = "suppression")]
pub struct NumberHistory<T> {
    // The last report that advises each action, and the last one that confirms the number. Of one time, the greater status is the last.
    suppress: Option<(T, DeliveryStatus)>,
    remove: Option<(T, DeliveryStatus)>,
    review: Option<(T, DeliveryStatus)>,
    confirmed: Option<(T, DeliveryStatus)>,
    opted_in: Option<T>,
}

impl<T> NumberHistory<T> {
    /// Creates an empty history.
    #[must_use]
    pub const fn new() -> Self {
        Self { suppress: None, remove: None, review: None, confirmed: None, opted_in: None }
    }

    /// Returns `true` if the history is empty: it has no opt-in, and no report that says something about the number.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.opted_in.is_none()
            && self.suppress.is_none()
            && self.remove.is_none()
            && self.review.is_none()
            && self.confirmed.is_none()
    }
}

impl<T: Ord + Clone> NumberHistory<T> {
    /// Records a report that was made at this time.
    ///
    /// A status that says nothing about the number, such as [`Sent`](DeliveryStatus::Sent), changes nothing.
    pub fn record(&mut self, status: DeliveryStatus, at: T) {
        let last = match status.action() {
            AddressBookAction::Suppress => &mut self.suppress,
            AddressBookAction::Remove => &mut self.remove,
            AddressBookAction::Review => &mut self.review,
            AddressBookAction::Keep if status.confirms_number() => &mut self.confirmed,
            AddressBookAction::Keep => return,
        };
        advance(last, &Some((at, status)));
    }

    /// Records that the person opted in at this time, or gave you the number again. Reports do not contain opt-ins, so call
    /// this when you learn of one.
    ///
    /// It cancels a `Suppress`, `Remove` or `Review` from an earlier time, but not one from the same time or later.
    pub fn record_opt_in(&mut self, at: T) {
        advance(&mut self.opted_in, &Some(at));
    }

    /// Adds the reports and opt-ins of another history.
    ///
    /// Merging is commutative, associative and idempotent, and the empty history is its identity.
    pub fn merge(&mut self, other: &Self) {
        let Self { suppress, remove, review, confirmed, opted_in } = self;
        advance(suppress, &other.suppress);
        advance(remove, &other.remove);
        advance(review, &other.review);
        advance(confirmed, &other.confirmed);
        advance(opted_in, &other.opted_in);
    }

    /// Returns what to do with the number.
    #[must_use]
    pub fn action(&self) -> AddressBookAction {
        self.decisive().map_or(AddressBookAction::Keep, |(_, status)| status.action())
    }

    /// Returns the report that decided the [`action`](Self::action): the last report that advises it.
    ///
    /// For [`Keep`](AddressBookAction::Keep) this is the last report that confirms the number, or `None` if there is none.
    #[must_use]
    pub fn reason(&self) -> Option<(DeliveryStatus, T)> {
        self.decisive().or(self.confirmed.as_ref()).map(|(at, status)| (*status, at.clone()))
    }

    /// Returns the report that decides on an action other than `Keep`.
    fn decisive(&self) -> Option<&(T, DeliveryStatus)> {
        let stands = |(at, _): &&(T, DeliveryStatus)| self.opted_in.as_ref().is_none_or(|opted_in| opted_in <= at);
        let unconfirmed = |(at, _): &&(T, DeliveryStatus)| self.confirmed.as_ref().is_none_or(|(last, _)| last < at);
        let suppress = self.suppress.as_ref().filter(stands);
        let [remove, review] =
            [&self.remove, &self.review].map(|last| last.as_ref().filter(stands).filter(unconfirmed));
        suppress.or(remove).or(review)
    }
}

/// Replaces the last event if the other one is later.
fn advance<E: PartialOrd + Clone>(last: &mut E, event: &E) {
    if *last < *event {
        last.clone_from(event);
    }
}

impl<T> Default for NumberHistory<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// [Records](NumberHistory::record) the reports.
impl<T: Ord + Clone> Extend<(DeliveryStatus, T)> for NumberHistory<T> {
    fn extend<I: IntoIterator<Item = (DeliveryStatus, T)>>(&mut self, reports: I) {
        reports.into_iter().for_each(|(status, at)| self.record(status, at));
    }
}

/// [Records](NumberHistory::record) the reports.
impl<T: Ord + Clone> FromIterator<(DeliveryStatus, T)> for NumberHistory<T> {
    fn from_iter<I: IntoIterator<Item = (DeliveryStatus, T)>>(reports: I) -> Self {
        let mut history = Self::new();
        history.extend(reports);
        history
    }
}

impl<T: Ord + Clone> AddAssign<&Self> for NumberHistory<T> {
    fn add_assign(&mut self, other: &Self) {
        self.merge(other);
    }
}

impl<T: Ord + Clone> AddAssign for NumberHistory<T> {
    fn add_assign(&mut self, other: Self) {
        self.merge(&other);
    }
}
