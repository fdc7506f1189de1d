//! A record of a delivery report response.

use fastrand::Rng;

/// A random recipient, and a code from a believable mix: 17 bytes on average, with the separator.
pub fn record(random: &mut Rng) -> (u64, u16) {
    let code = match random.u8(..100) {
        0..90 => 11,
        90..94 => 13,
        94..97 => 3502,
        97..99 => 3522,
        _ => 35,
    };
    (random.u64(33_600_000_000..33_800_000_000), code)
}
