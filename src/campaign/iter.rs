use core::{fmt, iter::FusedIterator};

use hashbrown::hash_table;

use super::Entry;
use crate::DeliveryStatus;

/// The messages of a [`Campaign`](crate::Campaign) and their latest statuses, from
/// [`Campaign::iter`](crate::Campaign::iter).
pub struct Iter<'a, Id> {
    entries: hash_table::Iter<'a, Entry<Id>>,
}

impl<'a, Id> Iter<'a, Id> {
    pub(super) const fn new(entries: hash_table::Iter<'a, Entry<Id>>) -> Self {
        Self { entries }
    }
}

impl<'a, Id> Iterator for Iter<'a, Id> {
    type Item = (&'a Id, DeliveryStatus);

    fn next(&mut self) -> Option<Self::Item> {
        self.entries.next().map(|(id, status)| (id, *status))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.entries.size_hint()
    }

    fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, mut f: F) -> B {
        self.entries.fold(init, |folded, (id, status)| f(folded, (id, *status)))
    }
}

impl<Id> ExactSizeIterator for Iter<'_, Id> {}

impl<Id> FusedIterator for Iter<'_, Id> {}

impl<Id> Clone for Iter<'_, Id> {
    fn clone(&self) -> Self {
        Self { entries: self.entries.clone() }
    }
}

impl<Id> fmt::Debug for Iter<'_, Id> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Iter").field("len", &self.len()).finish_non_exhaustive()
    }
}

/// The messages of a [`Campaign`](crate::Campaign) that is no more, and their latest statuses.
pub struct IntoIter<Id> {
    entries: hash_table::IntoIter<Entry<Id>>,
}

impl<Id> IntoIter<Id> {
    pub(super) const fn new(entries: hash_table::IntoIter<Entry<Id>>) -> Self {
        Self { entries }
    }
}

impl<Id> Iterator for IntoIter<Id> {
    type Item = (Id, DeliveryStatus);

    fn next(&mut self) -> Option<Self::Item> {
        self.entries.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.entries.size_hint()
    }

    fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, f: F) -> B {
        self.entries.fold(init, f)
    }
}

impl<Id> ExactSizeIterator for IntoIter<Id> {}

impl<Id> FusedIterator for IntoIter<Id> {}

impl<Id> fmt::Debug for IntoIter<Id> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IntoIter").field("len", &self.len()).finish_non_exhaustive()
    }
}
