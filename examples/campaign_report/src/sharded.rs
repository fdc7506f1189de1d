use std::{
    hash::{BuildHasher, Hash},
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
};

use foldhash::fast::RandomState;

/// A collection that several threads fill at once: it is split into shards by the hash of the keys, each behind a lock of
/// its own.
///
/// A shard is small enough for the cache, so a [batch](Batches) of items for one is also fast on one thread.
#[derive(Debug)]
pub struct Sharded<T> {
    shards: Box<[Mutex<T>]>,
    hash_builder: RandomState,
}

/// How many shards there are.
const COUNT: usize = 256;

impl<T> Sharded<T> {
    /// Creates shards, each as this makes it.
    pub fn new(shard: impl Fn() -> T) -> Self {
        Self { shards: (0..COUNT).map(|_| Mutex::new(shard())).collect(), hash_builder: RandomState::default() }
    }

    /// Returns the shards, which nobody fills any more.
    pub fn iter(&self) -> impl Iterator<Item = MutexGuard<'_, T>> {
        self.shards.iter().map(lock)
    }
}

fn lock<T>(shard: &Mutex<T>) -> MutexGuard<'_, T> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The items that a thread has for the shards of a collection, which gets many of them at once.
///
/// The more, the more of them find what they need in the cache; but they take memory while they wait.
pub struct Batches<'a, T: Extend<Item>, Item> {
    sharded: &'a Sharded<T>,
    waiting: Vec<Vec<Item>>,
    /// How many items are added at once.
    length: usize,
}

impl<'a, T: Extend<Item>, Item> Batches<'a, T, Item> {
    /// Returns what one of so many threads adds items by.
    pub fn new(sharded: &'a Sharded<T>, threads: usize) -> Self {
        let waiting = sharded.shards.iter().map(|_| Vec::new()).collect();
        Self { sharded, waiting, length: (4096 / threads.max(1)).max(512) }
    }

    /// Returns the number of the shard that a key belongs to.
    #[allow(clippy::cast_possible_truncation, reason = "a few bits are wanted")]
    pub fn shard_of(&self, key: &impl Hash) -> usize {
        self.sharded.hash_builder.hash_one(key) as usize % COUNT
    }

    /// Adds an item to a shard.
    #[allow(clippy::inline_always, reason = "a key that is passed in memory takes longer than making it")]
    #[inline(always)]
    pub fn push(&mut self, shard: usize, item: Item) {
        let waiting = &mut self.waiting[shard];
        waiting.push(item);
        if waiting.len() == self.length {
            lock(&self.sharded.shards[shard]).extend(waiting.drain(..));
        }
    }

    /// Adds the items that wait.
    pub fn flush(&mut self) {
        for (shard, waiting) in self.sharded.shards.iter().zip(&mut self.waiting) {
            if !waiting.is_empty() {
                lock(shard).extend(mem::take(waiting));
            }
        }
    }
}
