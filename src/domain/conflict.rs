//! Conflicts (冲突): a field that two people changed differently, with everything that either wrote.
//!
//! Invariants: there are two sides or more, no two the same, in one order whoever merges; the draft's own text at the
//! address is [`Conflict::shown`]. Absent: who wrote which side; git knows.

/// What two or more people made of one field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// What it was before either changed it; `None` when it was not there.
    pub base: Option<String>,
    /// What they made of it, the shortest first; an empty side took it out.
    sides: Vec<String>,
}

impl Conflict {
    /// A conflict of these sides; `None` when they say the same.
    #[must_use]
    pub fn new(base: Option<String>, mut sides: Vec<String>) -> Option<Self> {
        sides.sort_by(|a, b| (a.chars().count(), a).cmp(&(b.chars().count(), b)));
        sides.dedup();
        (sides.len() >= 2).then_some(Self { base, sides })
    }

    /// The sides, the shortest first.
    #[must_use]
    pub fn sides(&self) -> &[String] {
        &self.sides
    }

    /// The side after one, round and round; the first after what is none of them.
    #[must_use]
    pub fn after(&self, text: &str) -> &str {
        let place = self.sides.iter().position(|side| side == text);
        let next = place.map_or(0, |place| (place + 1) % self.sides.len());
        self.sides.get(next).map_or("", String::as_str)
    }

    /// The side that the draft shows until a person decides: the longest, which loses least.
    #[must_use]
    pub fn shown(&self) -> &str {
        self.sides.last().map_or("", String::as_str)
    }
}
