//! The random source of generators.

use std::hash::{BuildHasher, RandomState};

/// A splitmix64 sequence: small, fast, and the same for the same seed on every machine.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Seeded by the operating system, through the keys that std gives to hash maps.
    pub(crate) fn from_system() -> Self {
        Self(RandomState::new().hash_one(std::process::id()))
    }

    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`; 0 if the limit is 0.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        // The high half of a product is spread evenly enough for examples.
        let product = u128::from(self.bits()) * u128::from(limit);
        u64::try_from(product >> 64).unwrap_or(0)
    }

    pub(crate) fn index(&mut self, length: usize) -> usize {
        let limit = u64::try_from(length).unwrap_or(u64::MAX);
        usize::try_from(self.below(limit)).unwrap_or(0)
    }

    /// A number between the two, both included; `min` if they are the wrong way round.
    pub(crate) fn between(&mut self, min: i64, max: i64) -> i64 {
        if min > max {
            return min;
        }
        let step = match max.abs_diff(min).checked_add(1) {
            Some(limit) => self.below(limit),
            None => self.bits(),
        };
        min.wrapping_add_unsigned(step)
    }

    /// One of the characters.
    pub(crate) fn pick(&mut self, characters: &[u8]) -> char {
        characters
            .get(self.index(characters.len()))
            .map_or('0', |byte| char::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_inside_its_limits() {
        let mut random = Random::new(1);
        for (min, max) in [
            (0, 0),
            (-3, 3),
            (i64::MIN, i64::MAX),
            (i64::MIN, 0),
            (5, 5_000_000_000),
        ] {
            for _ in 0..1000 {
                assert!((min..=max).contains(&random.between(min, max)));
            }
        }
        assert_eq!(random.below(0), 0);
        assert_eq!(random.between(2, 1), 2);
    }

    #[test]
    fn reaches_both_ends() {
        let mut random = Random::new(1);
        let numbers: Vec<_> = (0..200).map(|_| random.between(1, 6)).collect();
        assert!((1..=6).all(|number| numbers.contains(&number)));
    }
}
