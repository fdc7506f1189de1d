use alloc::vec::{self, Vec};
use core::{iter::Flatten, slice};

use hashbrown::HashTable;

/// A hash table that is split into shards once it is large.
///
/// Each shard is a table that grows by itself. So growth moves a small part of the entries at a time and needs little extra
/// memory, and a batch that is recorded shard by shard finds each shard in the cache.
///
/// The bits of a hash that choose the shard are bits that hashbrown does not use within it:
///
/// ```text
///  63     57 56      48                                        0
///  ┌────────┬──────────┬────────────────────────────────────────┐
///  │  tag   │  shard   │   … slot, as many bits as the table has │
///  └────────┴──────────┴────────────────────────────────────────┘
/// ```
///
/// If they overlapped with those of the slot, a shard would use only part of its slots.
#[derive(Clone)]
pub(super) struct Shards<T> {
    /// None, one or [`COUNT`](Self::COUNT).
    tables: Vec<HashTable<T>>,
}

impl<T> Shards<T> {
    /// The number of shards of a large table.
    pub(super) const COUNT: usize = 512;

    /// The largest number of entries that stay in one table: those that 64 Ki slots hold.
    const MAX_UNSPLIT_LEN: usize = 7 << 13;

    pub(super) const fn new() -> Self {
        Self { tables: Vec::new() }
    }

    pub(super) fn with_capacity(capacity: usize) -> Self {
        let count = match capacity {
            0 => 0,
            1..=Self::MAX_UNSPLIT_LEN => 1,
            _ => Self::COUNT,
        };
        Self { tables: (0..count).map(|_| HashTable::with_capacity(capacity.div_ceil(count))).collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.tables.iter().map(HashTable::len).sum()
    }

    pub(super) fn capacity(&self) -> usize {
        self.tables.iter().map(HashTable::capacity).sum()
    }

    pub(super) fn iter(&self) -> Flatten<slice::Iter<'_, HashTable<T>>> {
        self.tables.iter().flatten()
    }

    pub(super) fn into_iter(self) -> Flatten<vec::IntoIter<HashTable<T>>> {
        self.tables.into_iter().flatten()
    }

    pub(super) fn retain(&mut self, mut keep: impl FnMut(&T) -> bool) {
        self.tables.iter_mut().for_each(|table| table.retain(|entry| keep(entry)));
    }

    /// Returns the number of the shard that entries with this hash belong to.
    #[allow(clippy::cast_possible_truncation, reason = "nine bits are wanted")]
    pub(super) const fn number(hash: u64) -> usize {
        (hash >> 48) as usize & (Self::COUNT - 1)
    }

    /// Returns the table of entries with this hash.
    pub(super) fn table(&self, hash: u64) -> Option<&HashTable<T>> {
        self.tables.get(Self::number(hash) & self.tables.len().wrapping_sub(1))
    }

    /// Returns `true` if the table is split into shards.
    pub(super) fn is_large(&self) -> bool {
        self.tables.len() == Self::COUNT
    }

    /// Returns a shard of a large table.
    pub(super) fn shard_mut(&mut self, number: usize) -> &mut HashTable<T> {
        &mut self.tables[number]
    }

    /// Returns the table that entries with this hash belong to, after splitting the table if one more entry makes it large.
    #[inline]
    pub(super) fn table_mut(&mut self, hash: u64, hasher: impl Fn(&T) -> u64) -> &mut HashTable<T> {
        if !self.is_large() {
            self.make_room(1, &hasher);
        }
        let last = self.tables.len() - 1;
        &mut self.tables[Self::number(hash) & last]
    }

    pub(super) fn reserve(&mut self, additional: usize, hasher: impl Fn(&T) -> u64) {
        self.make_room(additional, &hasher);
        let additional = additional.div_ceil(self.tables.len().max(1));
        self.tables.iter_mut().for_each(|table| table.reserve(additional, &hasher));
    }

    pub(super) fn shrink_to_fit(&mut self, hasher: impl Fn(&T) -> u64) {
        self.tables.iter_mut().for_each(|table| table.shrink_to_fit(&hasher));
    }

    /// Makes as many tables as this many more entries need.
    #[inline(never)]
    fn make_room(&mut self, additional: usize, hasher: &impl Fn(&T) -> u64) {
        match &mut self.tables[..] {
            [] => *self = Self::with_capacity(additional),
            [table] if table.len().saturating_add(additional) > Self::MAX_UNSPLIT_LEN => {
                let entries = core::mem::take(table);
                self.tables = (0..Self::COUNT).map(|_| HashTable::new()).collect();
                for entry in entries {
                    let hash = hasher(&entry);
                    self.tables[Self::number(hash)].insert_unique(hash, entry, hasher);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Shards;

    /// As the ids of a campaign are hashed, the highest bits are as random as the lowest.
    fn hash(number: u64) -> u64 {
        number.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }

    fn table_of(numbers: u64) -> Shards<u64> {
        let mut shards = Shards::new();
        for number in 0..numbers {
            let table = shards.table_mut(hash(number), |&number| hash(number));
            table.insert_unique(hash(number), number, |&number| hash(number));
        }
        shards
    }

    #[test]
    fn a_table_is_split_into_shards_if_it_has_more_entries_than_one_table_may_hold() {
        for (capacity, tables) in [(0, 0), (1, 1), (57_344, 1), (57_345, 512), (1_000_000, 512)] {
            assert_eq!(Shards::<u64>::with_capacity(capacity).tables.len(), tables, "{capacity}");
            let mut reserved = Shards::new();
            reserved.reserve(capacity, |&number| hash(number));
            assert_eq!(reserved.tables.len(), tables, "{capacity}");
            assert_eq!(table_of(capacity as u64).tables.len(), tables, "{capacity}");
            assert_eq!(reserved.is_large(), tables == 512);
        }
    }

    #[test]
    fn shards_have_about_as_many_entries_as_each_other() {
        let shards = table_of(512 * 500);
        assert!(shards.tables.iter().all(|table| (250..1000).contains(&table.len())));
    }

    #[test]
    fn an_entry_is_in_the_shard_of_its_number() {
        let mut shards = table_of(100_000);
        for number in 0..100_000 {
            let hash = hash(number);
            assert_eq!(shards.table(hash).and_then(|table| table.find(hash, |&known| known == number)), Some(&number));
            assert!(shards.shard_mut(Shards::<u64>::number(hash)).find(hash, |&known| known == number).is_some());
        }
    }
}
