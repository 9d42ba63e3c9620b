//! The rules that a draft is checked against, by family.
//!
//! Invariant: a rule's code is stable for ever; scripts and people refer to it. A family's letter begins its codes:
//! `F` fields, `P` promises, `B` budget, `S` schedule and dates, `X` parts of the form
//! against each other. A call may turn a rule off or give it another weight ([`crate::domain::form::Form::weights`]).

/// Declares a family: its rules with their codes, in the order of the rule book. A code is never used again.
macro_rules! rule_family {
    ($(#[$family:meta])* $name:ident { $($(#[$what:meta])* $rule:ident = $code:literal,)+ }) => {
        $(#[$family])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name {
            $(#[doc = concat!($code, ":")] $(#[$what])* $rule,)+
        }

        impl $name {
            /// Every rule of the family, in the order of the rule book.
            pub const ALL: &'static [Self] = &[$(Self::$rule,)+];

            /// The stable code.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$rule => $code,)+
                }
            }
        }
    };
}

pub mod across;
pub mod form;
pub mod promise;
pub mod schedule;
pub mod spending;

use across::AcrossRule;
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
    /// Parts of the form against each other.
    Across(AcrossRule),
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
            Self::Across(rule) => rule.code(),
        }
    }

    /// Every rule, in the order of the rule book.
    pub fn all() -> impl Iterator<Item = Self> {
        let form = FormRule::ALL.iter().copied().map(Self::Form);
        let promise = PromiseRule::ALL.iter().copied().map(Self::Promise);
        let spending = SpendingRule::ALL.iter().copied().map(Self::Spending);
        let schedule = ScheduleRule::ALL.iter().copied().map(Self::Schedule);
        let across = AcrossRule::ALL.iter().copied().map(Self::Across);
        form.chain(promise)
            .chain(spending)
            .chain(schedule)
            .chain(across)
    }

    /// The rule with this code, in either case.
    #[must_use]
    pub fn with_code(code: &str) -> Option<Self> {
        Self::all().find(|rule| rule.code().eq_ignore_ascii_case(code))
    }
}
