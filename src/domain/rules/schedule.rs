//! Stub.
/// Rules about dates and the schedule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ScheduleRule {
    /// S001.
    Required,
}

impl ScheduleRule {
    /// Every rule of the family, in the order of the rule book.
    pub const ALL: &'static [Self] = &[Self::Required];

    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Required => "S001",
        }
    }
}

/// What a rule of the family found, with the data its sentence needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ScheduleProblem {
    /// x
    Required,
}

impl ScheduleProblem {
    /// The rule that says so.
    #[must_use]
    pub fn rule(&self) -> ScheduleRule {
        match self {
            Self::Required => ScheduleRule::Required,
        }
    }
}
