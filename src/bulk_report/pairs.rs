use crate::status::DeliveryStatus;

/// Counts a slice by pairs of neighbours.
///
/// A plain loop, `counts[status] += 1`, is slow if a status follows itself: each addition reads the count that the one before has
/// just written, and waits for it. Most campaigns are like that, because most messages are received. Counting pairs halves the
/// number of counts to write, and four tables in turn keep the counts of neighbouring pairs apart.
///
/// A status fits in six bits, so a pair is a number below 4096. Eight statuses make four pairs at once, one in each 16-bit lane:
///
/// ```text
///  word    00bbbbbb 00aaaaaa   one lane: the first status in the low byte, the second in the high byte
///  pairs   0000bbbb bbaaaaaa   the second, shifted down by two, moves next to the first
/// ```
///
/// At the end each table is summed by rows for the first status of a pair and by columns for the second.
pub(super) fn count(statuses: &[DeliveryStatus]) -> [u64; DeliveryStatus::COUNT] {
    let mut counts = [0; DeliveryStatus::COUNT];
    // A part is so short that no `u32` overflows.
    for part in statuses.chunks(1 << 30) {
        add_part(part, &mut counts);
    }
    counts
}

/// The length from which on [`count`] is faster than a plain loop: filling and summing the tables takes as long as some thousand
/// statuses.
pub(super) const WORTHWHILE_LENGTH: usize = 32_768;

/// The number of pairs of two statuses of six bits each.
const PAIRS: usize = 1 << 12;
const _: () = assert!(DeliveryStatus::COUNT <= 1 << 6);

#[allow(clippy::large_stack_arrays, reason = "64 KiB, so that counting needs no allocation")]
#[allow(clippy::cast_possible_truncation, reason = "a lane has 16 bits")]
fn add_part(mut statuses: &[DeliveryStatus], counts: &mut [u64; DeliveryStatus::COUNT]) {
    // The tables are a cache line longer than a power of two, or else the same place in each would look like the same
    // address to the processor's store buffer.
    let mut tables = [[0_u32; PAIRS + 16]; 4];
    while let Some((eight, rest)) = statuses.split_first_chunk::<8>() {
        let word = u64::from_le_bytes(eight.map(|status| status as u8));
        // In each lane of 16 bits, the second status moves next to the first.
        let pairs = (word & 0x003F_003F_003F_003F) | ((word >> 2) & 0x0FC0_0FC0_0FC0_0FC0);
        for (lane, table) in tables.iter_mut().enumerate() {
            table[usize::from((pairs >> (16 * lane)) as u16) % PAIRS] += 1;
        }
        statuses = rest;
    }
    for (row, first) in DeliveryStatus::VARIANTS.iter().enumerate() {
        for (column, second) in DeliveryStatus::VARIANTS.iter().enumerate() {
            let n: u64 = tables.iter().map(|table| u64::from(table[row | column << 6])).sum();
            counts[*first as usize] += n;
            counts[*second as usize] += n;
        }
    }
    for &status in statuses {
        counts[status as usize] += 1;
    }
}
