//! Stub.
/// Rules about a promise against the printed measure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PromiseRule {
    /// P001.
    Required,
}

impl PromiseRule {
    /// Every rule of the family, in the order of the rule book.
    pub const ALL: &'static [Self] = &[Self::Required];

    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Required => "P001",
        }
    }
}

/// What a rule of the family found, with the data its sentence needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PromiseProblem {
    /// x
    Required,
}

impl PromiseProblem {
    /// The rule that says so.
    #[must_use]
    pub fn rule(&self) -> PromiseRule {
        match self {
            Self::Required => PromiseRule::Required,
        }
    }
}
