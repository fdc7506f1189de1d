use alloc::vec;
use core::{
    fmt,
    iter::{Flatten, FusedIterator},
    slice,
};

use hashbrown::HashTable;

use super::{Entry, shards::Shards};
use crate::status::DeliveryStatus;

/// An iterator over the messages of a [`Campaign`](super::Campaign) and their statuses, returned by
/// [`Campaign::iter`](super::Campaign::iter).
pub struct Iter<'a, Id> {
    entries: Flatten<slice::Iter<'a, HashTable<Entry<Id>>>>,
    left: usize,
}

impl<'a, Id> Iter<'a, Id> {
    pub(super) fn new(entries: &'a Shards<Entry<Id>>) -> Self {
        Self { entries: entries.iter(), left: entries.len() }
    }
}

impl<'a, Id> Iterator for Iter<'a, Id> {
    type Item = (&'a Id, DeliveryStatus);

    fn next(&mut self) -> Option<Self::Item> {
        let (id, status) = self.entries.next()?;
        self.left -= 1;
        Some((id, *status))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }

    fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, mut f: F) -> B {
        self.entries.fold(init, |folded, (id, status)| f(folded, (id, *status)))
    }
}

impl<Id> ExactSizeIterator for Iter<'_, Id> {}

impl<Id> FusedIterator for Iter<'_, Id> {}

impl<Id> Clone for Iter<'_, Id> {
    fn clone(&self) -> Self {
        Self { entries: self.entries.clone(), left: self.left }
    }
}

impl<Id> fmt::Debug for Iter<'_, Id> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Iter").field("len", &self.left).finish_non_exhaustive()
    }
}

/// An iterator over the messages of a consumed [`Campaign`](super::Campaign) and their statuses.
pub struct IntoIter<Id> {
    entries: Flatten<vec::IntoIter<HashTable<Entry<Id>>>>,
    left: usize,
}

impl<Id> IntoIter<Id> {
    pub(super) fn new(entries: Shards<Entry<Id>>) -> Self {
        Self { left: entries.len(), entries: entries.into_iter() }
    }
}

impl<Id> Iterator for IntoIter<Id> {
    type Item = (Id, DeliveryStatus);

    fn next(&mut self) -> Option<Self::Item> {
        let entry = self.entries.next()?;
        self.left -= 1;
        Some(entry)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }

    fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, f: F) -> B {
        self.entries.fold(init, f)
    }
}

impl<Id> ExactSizeIterator for IntoIter<Id> {}

impl<Id> FusedIterator for IntoIter<Id> {}

impl<Id> fmt::Debug for IntoIter<Id> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IntoIter").field("len", &self.left).finish_non_exhaustive()
    }
}
