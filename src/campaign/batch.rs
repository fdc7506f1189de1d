use alloc::vec::Vec;
use core::hash::{BuildHasher, Hash};

use super::{Campaign, Entry, shards::Shards};
use crate::DeliveryStatus;

/// The most reports that are recorded one by one before those of a shard are gathered.
const FEW: usize = 4096;

impl<Id: Hash + Eq, S: BuildHasher> Campaign<Id, S> {
    /// Records the reports of a batch: the same as to [`record`](Self::record) each of them, but faster where the batch is
    /// large.
    ///
    /// A large batch is recorded in another order and needs memory for reports that wait: for at most half as many as there
    /// are messages, or 131,072 where that is more.
    pub fn record_all(&mut self, reports: impl IntoIterator<Item = (Id, DeliveryStatus)>) {
        let mut reports = reports.into_iter().fuse();
        for (id, status) in reports.by_ref().take(FEW) {
            self.record(id, status);
        }
        // A report of a message that is not in the cache waits for memory. So the reports of a shard are gathered until there
        // are many for what the shard holds, and then find it in the cache.
        let mut waiting = Vec::new();
        for (id, status) in reports {
            if waiting.is_empty() {
                waiting.resize_with(Shards::<Entry<Id>>::COUNT, Vec::new);
            }
            let hash = self.hash_builder.hash_one(&id);
            let waiting: &mut Vec<Entry<Id>> = &mut waiting[Shards::<Entry<Id>>::number(hash)];
            waiting.push((id, status));
            if waiting.len() >= (self.latest.shard_len(hash) / 2).max(512) {
                waiting.drain(..).for_each(|(id, status)| _ = self.record(id, status));
            }
        }
        waiting.into_iter().flatten().for_each(|(id, status)| _ = self.record(id, status));
    }
}
