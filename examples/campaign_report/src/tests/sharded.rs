use std::thread;

use crate::sharded::{Batches, Sharded};

#[test]
fn what_several_threads_add_is_all_there_once() {
    const EACH: u32 = 200_000;

    let sharded = Sharded::new(Vec::<u32>::new);
    thread::scope(|scope| {
        for thread in 0..3 {
            let sharded = &sharded;
            scope.spawn(move || {
                let mut batches = Batches::new(sharded, 3);
                for item in thread * EACH..(thread + 1) * EACH {
                    let shard = batches.shard_of(&item);
                    batches.push(shard, item);
                }
                batches.flush();
            });
        }
    });
    let mut all: Vec<u32> = sharded.iter().flat_map(|shard| shard.clone()).collect();
    all.sort_unstable();
    assert!(all.into_iter().eq(0..3 * EACH));
}
