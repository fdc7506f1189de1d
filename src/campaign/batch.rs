use alloc::vec::Vec;
use core::{
    hash::{BuildHasher, Hash},
    hint::black_box,
};

use super::{Campaign, Entry, record_in, shards::Shards};
use crate::DeliveryStatus;

impl<Id: Hash + Eq, S: BuildHasher> Campaign<Id, S> {
    /// Records the reports of a batch: the same as to [`record`](Self::record) each of them, but faster where the batch is
    /// large.
    ///
    /// A large batch is recorded in another order and needs memory for reports that wait, at most about as many as there are
    /// messages.
    pub fn record_all(&mut self, reports: impl IntoIterator<Item = (Id, DeliveryStatus)>) {
        let mut reports = reports.into_iter();
        // Few messages are in the cache anyway, and gathering few reports takes longer than it saves.
        let mut left = self.len() / 2;
        while left > 0 || !self.latest.is_large() {
            let Some((id, status)) = reports.next() else { return };
            self.record(id, status);
            left = left.saturating_sub(1);
        }
        let mut waiting: Vec<Vec<Entry<Id>>> = (0..Shards::<Entry<Id>>::COUNT).map(|_| Vec::new()).collect();
        for (id, status) in reports {
            let shard = Shards::<Entry<Id>>::number(self.hash_builder.hash_one(&id));
            let waiting = &mut waiting[shard];
            waiting.push((id, status));
            if waiting.len() == waiting.capacity() {
                self.record_waiting(shard, waiting);
            }
        }
        waiting.into_iter().flatten().for_each(|(id, status)| _ = self.record(id, status));
    }

    /// Records the reports that wait for a shard, and makes room for as many as the shard has messages.
    ///
    /// A report of a message that is not in the cache waits for memory, which is slow at random and fast from front to back.
    /// So a shard is read once into the cache for all of them.
    fn record_waiting(&mut self, shard: usize, waiting: &mut Vec<Entry<Id>>) {
        let Self { latest, report, hash_builder } = self;
        let table = latest.shard_mut(shard);
        black_box(table.iter().map(|(_, status)| status).max());
        for (id, status) in waiting.drain(..) {
            let hash = hash_builder.hash_one(&id);
            record_in(table, report, hash_builder, hash, (id, status));
        }
        waiting.reserve_exact(table.len());
    }
}
