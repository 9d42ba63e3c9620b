//! Ids for new rows: short, and different for everybody who adds rows to one draft at the same time.
//!
//! Invariant: the same seed gives the same ids, so that a session can be replayed. The seed comes from the world.

use crate::domain::field::RowId;

/// Letters and digits that are not mistaken for each other when read aloud or copied by hand.
const ALPHABET: &[u8; 31] = b"23456789abcdefghjkmnpqrstuvwxyz";

/// A source of row ids.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RowIds {
    state: u64,
}

impl RowIds {
    /// A source that begins at a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next id: `r` and seven characters.
    pub fn next_id(&mut self) -> RowId {
        loop {
            let mut value = self.next_value();
            let mut id = String::from("r");
            for _ in 0..7 {
                id.push(char::from(
                    ALPHABET[usize::try_from(value % 31).unwrap_or(0)],
                ));
                value /= 31;
            }
            if let Some(id) = RowId::parse(&id) {
                return id;
            }
        }
    }

    /// SplitMix64 (Steele, Lea, Flood 2014): every seed runs through all 2^64 values.
    fn next_value(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::RowIds;
    use std::collections::BTreeSet;

    #[test]
    fn ids_do_not_come_twice_and_follow_from_the_seed() {
        let mut ids = RowIds::new(7);
        let made: BTreeSet<_> = (0..10_000).map(|_| ids.next_id()).collect();
        assert_eq!(made.len(), 10_000);
        assert_eq!(RowIds::new(7).next_id(), RowIds::new(7).next_id());
        assert_ne!(RowIds::new(7).next_id(), RowIds::new(8).next_id());
    }
}
