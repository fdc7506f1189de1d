/// Finds a name among the names of a vocabulary with one comparison, whatever their number.
///
/// The first and the last eight bytes and the length of a name decide where it is. The multiplier that keeps all names
/// apart is searched at compile time.
#[derive(Debug)]
pub(crate) struct NameIndex {
    names: &'static [&'static str],
    multiplier: u64,
    /// The number of the name that may be meant.
    slots: [u8; SLOTS],
}

const SLOTS: usize = 256;
const EMPTY: u8 = u8::MAX;

impl NameIndex {
    pub(crate) const fn new(names: &'static [&'static str]) -> Self {
        let mut multiplier: u64 = 1;
        loop {
            // Odd, so that no bit of a key is lost.
            multiplier = multiplier.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            if let Some(slots) = slots(names, multiplier) {
                return Self { names, multiplier, slots };
            }
        }
    }

    /// The number of this name.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        let row = usize::from(self.slots[slot(name.as_bytes(), self.multiplier)]);
        self.names.get(row).is_some_and(|&known| known == name).then_some(row)
    }
}

/// A slot for the number of each name, unless two of them would share one.
#[allow(clippy::cast_possible_truncation, reason = "there are fewer names than `EMPTY`")]
const fn slots(names: &[&str], multiplier: u64) -> Option<[u8; SLOTS]> {
    let mut slots = [EMPTY; SLOTS];
    let mut row = 0;
    while row < names.len() {
        assert!(row < EMPTY as usize, "too many names");
        let slot = &mut slots[slot(names[row].as_bytes(), multiplier)];
        if *slot != EMPTY {
            return None;
        }
        *slot = row as u8;
        row += 1;
    }
    Some(slots)
}

#[allow(clippy::cast_possible_truncation, reason = "a slot has few bits")]
const fn slot(name: &[u8], multiplier: u64) -> usize {
    let key = if let (Some(first), Some(last)) = (name.first_chunk(), name.last_chunk()) {
        u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(29)
    } else {
        let mut key = 0;
        let mut at = 0;
        while at < name.len() {
            key = key << 8 | name[at] as u64;
            at += 1;
        }
        key
    };
    // The highest bits are the best mixed ones.
    ((key ^ name.len() as u64).wrapping_mul(multiplier) >> (u64::BITS - SLOTS.ilog2())) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::vec::Vec;

    use super::NameIndex;
    use crate::DeliveryStatus;

    #[test]
    fn any_names_are_found_as_a_search_finds_them() {
        let mut names: Vec<&str> = DeliveryStatus::VARIANTS.iter().map(|status| status.name()).collect();
        let cut = |name: &'static str| (0..name.len()).flat_map(move |at| [&name[..at], &name[at..]]);
        let texts: Vec<&str> = names.iter().flat_map(|name| cut(name)).collect();
        let mut random = fastrand::Rng::with_seed(38);
        for count in 0..=names.len() {
            random.shuffle(&mut names);
            let known = names[..count].to_vec().leak();
            let index = NameIndex::new(known);
            for text in &texts {
                assert_eq!(index.find(text), known.iter().position(|name| name == text), "{text:?} in {known:?}");
            }
        }
    }
}
