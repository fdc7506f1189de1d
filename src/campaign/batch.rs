use alloc::vec::Vec;
use core::{
    hash::{BuildHasher, Hash},
    hint::black_box,
};

use hashbrown::HashTable;

use super::{Campaign, Entry, record_in, shards::Shards};
use crate::status::DeliveryStatus;

impl<Id: Hash + Eq, S: BuildHasher> Campaign<Id, S> {
    /// Records a batch of reports. The result is the same as if you had recorded each of them, but a large batch takes less
    /// time.
    ///
    /// The campaign records a large batch in a different order, and needs memory for the reports that wait: at most about one
    /// report per message.
    ///
    /// ```
    /// use sms_status::{Campaign, DeliveryStatus::{Received, Sent}};
    ///
    /// let mut campaign = Campaign::new();
    /// campaign.record_all([("a", Sent), ("b", Sent), ("a", Received)]);
    /// assert_eq!(campaign.get("a"), Some(Received));
    /// ```
    // In a large campaign each report waits for the memory that holds its message. Memory is slow at random and fast from front to
    // back, so reports wait in a queue per shard until there are about as many as the shard has messages:
    //
    //     reports ──► queue of shard 0   ──┐
    //             ──► queue of shard 1     ├──► a full queue: read its shard into the cache, then record them all
    //             ──► …                    │
    //             ──► queue of shard 511 ──┘
    pub fn record_all(&mut self, reports: impl IntoIterator<Item = (Id, DeliveryStatus)>) {
        let mut reports = reports.into_iter();
        // A small campaign is in the cache anyway, and queueing a small batch takes longer than it saves.
        let mut left = self.len() / 2;
        while left > 0 || !self.statuses.is_large() {
            let Some((id, status)) = reports.next() else { return };
            self.record(id, status);
            left = left.saturating_sub(1);
        }
        let mut queues: Vec<Vec<Entry<Id>>> = (0..Shards::<Entry<Id>>::COUNT).map(|_| Vec::new()).collect();
        for (id, status) in reports {
            let shard = Shards::<Entry<Id>>::number(self.hash_builder.hash_one(&id));
            let queue = &mut queues[shard];
            queue.push((id, status));
            if queue.len() == queue.capacity() {
                self.record_queue(shard, queue);
            }
        }
        queues.into_iter().flatten().for_each(|(id, status)| _ = self.record(id, status));
    }

    /// Records the reports that wait for a shard, and makes room for as many as the shard has messages.
    fn record_queue(&mut self, shard: usize, queue: &mut Vec<Entry<Id>>) {
        let Self { statuses, report, hash_builder } = self;
        let table = statuses.shard_mut(shard);
        load_into_cache(table);
        for (id, status) in queue.drain(..) {
            let hash = hash_builder.hash_one(&id);
            record_in(table, report, hash_builder, hash, (id, status));
        }
        queue.reserve_exact(table.len());
    }
}

/// Reads a table from front to back, so that its entries are in the cache when they are visited at random.
fn load_into_cache<Id>(table: &HashTable<Entry<Id>>) {
    black_box(table.iter().map(|(_, status)| status).max());
}
