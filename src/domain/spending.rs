//! The taxonomy of spending: kinds, the phrases that name them, and what public money never pays. Data, not code.
//!
//! Invariant: kind ids are unique and dotted by kinship (`labour.lecture` is under `labour`).

/// The id of a kind of spending (`labour.lecture`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct KindId(String);

impl KindId {
    /// Reads an id; `None` unless it is dotted words of ASCII lower-case letters, digits and `-`.
    #[must_use]
    pub fn parse(given: &str) -> Option<Self> {
        let word = |w: &str| {
            !w.is_empty()
                && w.chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        };
        given.split('.').all(word).then(|| Self(given.to_owned()))
    }

    /// The id as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this kind is `other` or lies under it.
    #[must_use]
    pub fn is_under(&self, other: &Self) -> bool {
        self == other
            || self
                .0
                .strip_prefix(other.as_str())
                .is_some_and(|rest| rest.starts_with('.'))
    }
}

/// What is known about spending.
#[derive(Clone, Debug, Default)]
pub struct Taxonomy {}
