//! Findings (检查结果): what may be said about a draft, as data.
//!
//! A finding names its rule, its place, what was compared, the printed words it rests on and edits that would mend it.
//! Invariant: a cite's span cuts exactly its text out of its source. Absent: sentences; `messages` has those.

use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::domain::rules::Rule;
use crate::domain::rules::across::AcrossProblem;
use crate::domain::rules::form::FormProblem;
use crate::domain::rules::promise::PromiseProblem;
use crate::domain::rules::schedule::ScheduleProblem;
use crate::domain::rules::spending::SpendingProblem;
use std::ops::Range;

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The application cannot go out like this.
    Error,
    /// A person has to look.
    Warning,
    /// Worth knowing.
    Advice,
}

/// Printed words that a finding or a ruling rests on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cite {
    /// Where the words stand: `2022KCZG001/scope`, `2022KCZG001/indicators/2`, or a document's name.
    pub source: String,
    /// The words, verbatim.
    pub text: String,
    /// Where they stand in the source, in characters.
    pub span: Range<usize>,
}

/// What is wrong, or worth saying, with the data that the sentence needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Problem {
    /// A field by itself.
    Form(FormProblem),
    /// A promise against the printed measure.
    Promise(PromiseProblem),
    /// A budget line, or the budget as a whole.
    Spending(SpendingProblem),
    /// Dates and the schedule.
    Schedule(ScheduleProblem),
    /// Parts of the form against each other.
    Across(AcrossProblem),
}

/// One thing said about a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// How much it weighs.
    pub severity: Severity,
    /// The field it is about.
    pub at: FieldPath,
    /// What it says.
    pub problem: Problem,
    /// The words it rests on.
    pub cites: Vec<Cite>,
    /// Edits that would mend it, the plainest first.
    pub remedies: Vec<Edit>,
}

impl Finding {
    /// Whether it only says that something has not been filled yet.
    #[must_use]
    pub fn is_wanting(&self) -> bool {
        let problem = match &self.problem {
            Problem::Form(problem) => problem,
            _ => return false,
        };
        matches!(
            problem,
            FormProblem::Required | FormProblem::TooFewRows { .. }
        )
    }

    /// The rule that made it.
    #[must_use]
    pub fn rule(&self) -> Rule {
        match &self.problem {
            Problem::Form(problem) => Rule::Form(problem.rule()),
            Problem::Promise(problem) => Rule::Promise(problem.rule()),
            Problem::Spending(problem) => Rule::Spending(problem.rule()),
            Problem::Schedule(problem) => Rule::Schedule(problem.rule()),
            Problem::Across(problem) => Rule::Across(problem.rule()),
        }
    }
}

impl Cite {
    /// The words of `text` between two character offsets; `None` when the span does not fit.
    #[must_use]
    pub fn cut(source: impl Into<String>, text: &str, span: Range<usize>) -> Option<Self> {
        let words: String = text.chars().skip(span.start).take(span.len()).collect();
        (!words.is_empty() && words.chars().count() == span.len()).then(|| Self {
            source: source.into(),
            text: words,
            span,
        })
    }
}
