//! The rules that a draft is checked against, by family.
//!
//! Invariant: a rule's code is stable for ever; scripts and people refer to it. A family's letter begins its codes:
//! `F` fields, `P` promises, `B` budget, `S` schedule and dates.

pub mod form;
pub mod promise;
pub mod schedule;
pub mod spending;

use form::FormRule;
use promise::PromiseRule;
use schedule::ScheduleRule;
use spending::SpendingRule;

/// A rule of judgement.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rule {
    /// A field by itself.
    Form(FormRule),
    /// A promise against the printed measure.
    Promise(PromiseRule),
    /// A budget line, or the budget as a whole.
    Spending(SpendingRule),
    /// Dates and the schedule.
    Schedule(ScheduleRule),
}

impl Rule {
    /// The stable code (`B003`).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Form(rule) => rule.code(),
            Self::Promise(rule) => rule.code(),
            Self::Spending(rule) => rule.code(),
            Self::Schedule(rule) => rule.code(),
        }
    }

    /// Every rule, in the order of the rule book.
    pub fn all() -> impl Iterator<Item = Self> {
        let form = FormRule::ALL.iter().copied().map(Self::Form);
        let promise = PromiseRule::ALL.iter().copied().map(Self::Promise);
        let spending = SpendingRule::ALL.iter().copied().map(Self::Spending);
        let schedule = ScheduleRule::ALL.iter().copied().map(Self::Schedule);
        form.chain(promise).chain(spending).chain(schedule)
    }

    /// The rule with this code, in either case.
    #[must_use]
    pub fn with_code(code: &str) -> Option<Self> {
        Self::all().find(|rule| rule.code().eq_ignore_ascii_case(code))
    }
}
