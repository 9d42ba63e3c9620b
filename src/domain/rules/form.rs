//! Stub.
/// Rules about a field by itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FormRule {
    /// F001.
    Required,
}

impl FormRule {
    /// Every rule of the family, in the order of the rule book.
    pub const ALL: &'static [Self] = &[Self::Required];

    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Required => "F001",
        }
    }
}

/// What a rule of the family found, with the data its sentence needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FormProblem {
    /// x
    Required,
}

impl FormProblem {
    /// The rule that says so.
    #[must_use]
    pub fn rule(&self) -> FormRule {
        match self {
            Self::Required => FormRule::Required,
        }
    }
}
