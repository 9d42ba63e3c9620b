//! Stub.
/// Rules about a budget line, or the budget as a whole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SpendingRule {
    /// B001.
    Required,
}

impl SpendingRule {
    /// Every rule of the family, in the order of the rule book.
    pub const ALL: &'static [Self] = &[Self::Required];

    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Required => "B001",
        }
    }
}

/// What a rule of the family found, with the data its sentence needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SpendingProblem {
    /// x
    Required,
}

impl SpendingProblem {
    /// The rule that says so.
    #[must_use]
    pub fn rule(&self) -> SpendingRule {
        match self {
            Self::Required => SpendingRule::Required,
        }
    }
}
