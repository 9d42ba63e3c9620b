//! How alike two sentences are, whatever stands between what they share.
//!
//! Invariant: likeness is the same both ways, 0 to 100. Absent: meaning.

/// A sentence as its pairs of neighbouring characters, sorted.
pub(super) struct Makeup(Vec<(char, char)>);

impl Makeup {
    /// What a sentence is made of.
    pub fn new(chars: &[char]) -> Self {
        let next = chars.iter().skip(1);
        let mut pairs: Vec<(char, char)> = chars.iter().copied().zip(next.copied()).collect();
        pairs.sort_unstable();
        Self(pairs)
    }

    /// How alike it is to another, in hundredths.
    pub fn likeness(&self, other: &Self) -> usize {
        let (mut a, mut b, mut shared) = (0, 0, 0);
        while let (Some(one), Some(two)) = (self.0.get(a), other.0.get(b)) {
            shared += usize::from(one == two);
            a += usize::from(one <= two);
            b += usize::from(two <= one);
        }
        (shared * 200)
            .checked_div(self.0.len() + other.0.len())
            .unwrap_or(0)
    }
}
