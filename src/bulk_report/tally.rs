use core::hint;

use crate::status::DeliveryStatus;

/// How many times each status occurs.
type Counts = [u64; DeliveryStatus::COUNT];

/// The length from which on [`count`] is never slower than a plain loop: below it, clearing and summing the tables takes longer if all
/// statuses are equally frequent.
pub(super) const WORTHWHILE_LENGTH: usize = 2048;

/// The length from which on counting pairs is faster than counting in lanes: its tables are larger.
const WORTHWHILE_LENGTH_OF_PAIRS: usize = 1 << 15;

/// Counts a slice.
///
/// A plain loop, `counts[status] += 1`, is slow if a status follows itself: each addition reads the count that the one before has
/// just written, and waits for it. Most campaigns are like that, because most messages are received. So neighbours are counted in
/// different tables, and those of a long slice by pairs, which halves the number of counts to write.
pub(super) fn count(statuses: &[DeliveryStatus]) -> Counts {
    let mut counts = [0; DeliveryStatus::COUNT];
    if statuses.len() < WORTHWHILE_LENGTH_OF_PAIRS {
        count_in_lanes(statuses, &mut counts);
    } else {
        count_pairs(statuses, &mut counts);
    }
    counts
}

/// The places of a table, so that a status of six bits needs no check.
const STATUSES: usize = 1 << 6;
const _: () = assert!(DeliveryStatus::COUNT <= STATUSES);

/// Counts each of eight neighbours in a table of its own. The slice is so short that no `u32` overflows.
fn count_in_lanes(mut statuses: &[DeliveryStatus], counts: &mut Counts) {
    let mut tables = [[0_u32; STATUSES]; 8];
    while let Some((eight, rest)) = statuses.split_first_chunk::<8>() {
        for (table, &status) in tables.iter_mut().zip(eight) {
            table[status as usize % STATUSES] += 1;
        }
        statuses = rest;
    }
    let mut sums = [0_u32; STATUSES];
    for table in &tables {
        sums.iter_mut().zip(table).for_each(|(sum, n)| *sum += n);
    }
    counts.iter_mut().zip(sums).for_each(|(count, n)| *count += u64::from(n));
    count_one_by_one(statuses, counts);
}

/// Counts pairs of neighbours.
///
/// A status fits in six bits, so a pair is a number below 4096. Eight statuses make four pairs at once, one in each 16-bit lane,
/// and each lane has a table of its own:
///
/// ```text
///  word    00bbbbbb 00aaaaaa   one lane: the first status in the low byte, the second in the high byte
///  pairs   0000bbbb bbaaaaaa   the second, shifted down by two, moves next to the first
/// ```
///
/// At the end each table is summed by rows for the first status of a pair and by columns for the second.
#[allow(clippy::large_stack_arrays, reason = "64 KB, so that counting needs no allocation")]
#[allow(clippy::cast_possible_truncation, reason = "a lane has 16 bits")]
fn count_pairs(statuses: &[DeliveryStatus], counts: &mut Counts) {
    const PAIRS: usize = STATUSES * STATUSES;

    // If the compiler knew this, it would take the masks apart into one for each lane, which takes a fifth longer.
    let two = hint::black_box(2_u32);
    // A part is so short that no `u32` overflows.
    for mut part in statuses.chunks(1 << 30) {
        // A table is longer than a power of two, or else the same place in each would look like the same address to the processor's
        // store buffer.
        let mut tables = [[0_u32; PAIRS + 16]; 4];
        while let Some((eight, rest)) = part.split_first_chunk::<8>() {
            let word = u64::from_le_bytes(eight.map(|status| status as u8));
            // In each lane of 16 bits, the second status moves next to the first.
            let pairs = (word & 0x003F_003F_003F_003F) | ((word >> two) & 0x0FC0_0FC0_0FC0_0FC0);
            for (lane, table) in tables.iter_mut().enumerate() {
                table[usize::from((pairs >> (16 * lane)) as u16) % PAIRS] += 1;
            }
            part = rest;
        }
        for (row, first) in DeliveryStatus::VARIANTS.iter().enumerate() {
            for (column, second) in DeliveryStatus::VARIANTS.iter().enumerate() {
                let n: u64 = tables.iter().map(|table| u64::from(table[row | column << 6])).sum();
                counts[*first as usize] += n;
                counts[*second as usize] += n;
            }
        }
        count_one_by_one(part, counts);
    }
}

/// Counts in a plain loop. No count may be near its limit.
pub(super) fn count_one_by_one(statuses: &[DeliveryStatus], counts: &mut Counts) {
    for &status in statuses {
        counts[status as usize] += 1;
    }
}
