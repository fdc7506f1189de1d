use super::Record;

/// How many bytes decide whether a record is plain: 15 digits, a space, and eight bytes with code and separator.
const WINDOW: usize = 24;

/// Reads the first record of a body, eight bytes at a time, where it has the form that nearly all records have: 8 to 15
/// digits, a space, 1 to 4 digits, and `|` or ` | `. Records near the end of the body are left to the other reader.
#[inline]
pub(super) fn read(body: &[u8]) -> Option<(Record, &[u8])> {
    let window = body.first_chunk()?;
    if Digits::read(window, 0).count != 8 {
        return None;
    }
    let more = Digits::read(window, 8);
    if more.count == 8 || more.after() & 0xFF != u64::from(b' ') {
        return None;
    }
    let recipient = 8 + more.count;
    let code = Digits::read(window, recipient + 1);
    if !(1..=4).contains(&code.count) {
        return None;
    }
    let separator = match code.after() {
        text if text & 0xFF == u64::from(b'|') => 1,
        text if text & 0xFF_FFFF == u64::from_le_bytes(*b" | \0\0\0\0\0") => 3,
        _ => return None,
    };
    let rest = body.get(recipient + 1 + code.count + separator..)?;
    Some((Record { recipient: 0..recipient, code: code.value() }, rest))
}

/// Eight bytes of text, and how many of the first ones are digits.
#[derive(Clone, Copy)]
struct Digits {
    text: u64,
    count: usize,
}

impl Digits {
    #[inline]
    fn read(window: &[u8; WINDOW], at: usize) -> Self {
        let text = window.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |&bytes| u64::from_le_bytes(bytes));
        // The bytes of digits become 0 to 9, and only theirs stay below 0x80 when 0x76 is added.
        let values = text ^ 0x3030_3030_3030_3030;
        let others = (((values & 0x7F7F_7F7F_7F7F_7F7F) + 0x7676_7676_7676_7676) | values) & 0x8080_8080_8080_8080;
        Self { text, count: (others.trailing_zeros() / 8) as usize }
    }

    /// The text after the digits.
    #[inline]
    const fn after(self) -> u64 {
        self.text >> (8 * self.count % 64)
    }

    /// The number that the digits are, where there are 1 to 4 of them.
    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "four digits are at most 9999")]
    const fn value(self) -> u16 {
        // The digits move to the end of four bytes; zeros come in before them.
        let digits = ((self.text as u32) ^ 0x3030_3030) << ((32 - 8 * self.count) % 32);
        let pairs = (digits.wrapping_mul(10).wrapping_add(digits >> 8)) & 0x00FF_00FF;
        ((pairs & 0xFF) * 100 + (pairs >> 16)) as u16
    }
}
