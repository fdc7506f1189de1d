/// Reads a number that is written in digits, and nothing else, if it is less than 10^19.
///
/// It agrees with `str::parse`, which takes each digit by itself; the number of every recipient is read by it.
#[inline]
pub fn read(text: &str) -> Option<u64> {
    const LONGEST: usize = 19;

    let mut digits = text.as_bytes();
    if digits.is_empty() || digits.len() > LONGEST {
        return None;
    }
    let mut number = 0;
    while let Some((eight, rest)) = digits.split_first_chunk() {
        number = number * 100_000_000 + eight_digits(*eight)?;
        digits = rest;
    }
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number * 10 + u64::from(digit);
    }
    Some(number)
}

/// Adds pairs of digits, then pairs of pairs, then those, all at a time.
#[inline]
const fn eight_digits(bytes: [u8; 8]) -> Option<u64> {
    const ZEROS: u64 = u64::from_ne_bytes([b'0'; 8]);
    const HIGH_HALVES: u64 = u64::from_ne_bytes([0xF0; 8]);
    /// A byte greater than 9 gets another high half by it.
    const ABOVE_9: u64 = u64::from_ne_bytes([6; 8]);

    let bytes = u64::from_le_bytes(bytes);
    if bytes & HIGH_HALVES != ZEROS || bytes.wrapping_add(ABOVE_9) & HIGH_HALVES != ZEROS {
        return None;
    }
    let digits = bytes - ZEROS;
    let pairs = (digits * 10 + (digits >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    Some((fours * 10_000 + (fours >> 32)) & 0xFFFF_FFFF)
}
