use crate::{status::DeliveryStatus, vocabulary::AddressBookAction};

/// What all delivery reports on one number, from many messages, say about keeping it.
///
/// A history takes a few words of memory and never allocates. Keep one for each number, in a map or in the row of a table.
/// `T` says when a report was made: a time, or the position of a file in a series. Reports may be recorded in any order, any
/// number of times and on any machine.
///
/// # Rules
///
/// The first rule that applies decides:
///
/// 1. A report advises [`Suppress`](AddressBookAction::Suppress): suppress the number for good, because an opt-out does not
///    lapse by itself.
/// 2. A report advises [`Remove`](AddressBookAction::Remove), and no report of the same time or later
///    [confirms the number](DeliveryStatus::confirms_number): remove the number.
/// 3. A report advises [`Review`](AddressBookAction::Review), and no report of the same time or later confirms the number:
///    review the number.
/// 4. Otherwise, keep the number.
///
/// ```
/// use sms_status::{AddressBookAction, DeliveryStatus::{PermanentAbsenceError, Received}, NumberHistory};
///
/// let mut number = NumberHistory::new();
/// number.record(PermanentAbsenceError, "2026-05-11");
/// assert_eq!(number.action(), AddressBookAction::Remove);
/// assert_eq!(number.reason(), Some((PermanentAbsenceError, "2026-05-11")));
///
/// number.record(Received, "2026-06-30");
/// assert_eq!(number.action(), AddressBookAction::Keep);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(
        into = "Reports<T>",
        from = "Reports<T>",
        bound(serialize = "T: Ord + Copy + serde::Serialize", deserialize = "T: Ord + Copy + serde::Deserialize<'de>")
    )
)]
pub struct NumberHistory<T> {
    // The last report that advises each action, and the last one that confirms the number.
    suppress: Option<(DeliveryStatus, T)>,
    remove: Option<(DeliveryStatus, T)>,
    review: Option<(DeliveryStatus, T)>,
    confirmed: Option<(DeliveryStatus, T)>,
}

impl<T: Ord + Copy> NumberHistory<T> {
    /// Creates a history without reports.
    #[must_use]
    pub const fn new() -> Self {
        Self { suppress: None, remove: None, review: None, confirmed: None }
    }

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
        *last = later(*last, Some((status, at)));
    }

    /// Adds the reports that another history has seen.
    ///
    /// Merging is commutative, associative and idempotent, and the empty history is its neutral element.
    pub fn merge(&mut self, other: &Self) {
        let Self { suppress, remove, review, confirmed } = other;
        self.suppress = later(self.suppress, *suppress);
        self.remove = later(self.remove, *remove);
        self.review = later(self.review, *review);
        self.confirmed = later(self.confirmed, *confirmed);
    }

    /// Returns what to do with the number.
    #[must_use]
    pub fn action(&self) -> AddressBookAction {
        self.decisive().map_or(AddressBookAction::Keep, |(status, _)| status.action())
    }

    /// Returns the report that decided on the [`action`](Self::action): the last one that advises it. For
    /// [`Keep`](AddressBookAction::Keep) it is the last one that confirms the number, and `None` if there is none.
    #[must_use]
    pub fn reason(&self) -> Option<(DeliveryStatus, T)> {
        self.decisive().or(self.confirmed)
    }

    /// Returns the report that decides on an action other than `Keep`.
    fn decisive(&self) -> Option<(DeliveryStatus, T)> {
        let unconfirmed = |&(_, at): &(DeliveryStatus, T)| self.confirmed.is_none_or(|(_, confirmed)| confirmed < at);
        self.suppress.or_else(|| self.remove.filter(unconfirmed)).or_else(|| self.review.filter(unconfirmed))
    }
}

/// Returns the later of two reports, or the one with the greater status if they were made at the same time.
fn later<T: Ord>(a: Option<(DeliveryStatus, T)>, b: Option<(DeliveryStatus, T)>) -> Option<(DeliveryStatus, T)> {
    a.into_iter().chain(b).max_by(|(a_status, a_at), (b_status, b_at)| (a_at, a_status).cmp(&(b_at, b_status)))
}

impl<T: Ord + Copy> Default for NumberHistory<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// The reports that a history keeps: at most one for each rule. serde writes them, and records those it reads.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
struct Reports<T>([Option<(DeliveryStatus, T)>; 4]);

#[cfg(feature = "serde")]
impl<T> From<NumberHistory<T>> for Reports<T> {
    fn from(NumberHistory { suppress, remove, review, confirmed }: NumberHistory<T>) -> Self {
        Self([suppress, remove, review, confirmed])
    }
}

#[cfg(feature = "serde")]
impl<T: Ord + Copy> From<Reports<T>> for NumberHistory<T> {
    fn from(Reports(reports): Reports<T>) -> Self {
        let mut history = Self::new();
        reports.into_iter().flatten().for_each(|(status, at)| history.record(status, at));
        history
    }
}
