//! Rules across the form: the budget against the promises, the schedule against both, prices against each other.
//!
//! Invariant: every rule here compares two things that the applicant wrote, or one with what was printed beside it; none
//! repeats what a rule about a single field says. A budget without lines, or a schedule without counts, is not compared.

use crate::domain::budget::BudgetLine;
use crate::domain::field::FieldPath;
use crate::domain::finding::{Finding, Problem, Severity};
use crate::domain::money::Money;
use crate::domain::number::Number;
use crate::domain::outline::Outline;
use crate::domain::ruling::Ruling;
use crate::domain::spending::Taxonomy;

mod budget;
mod promises;

rule_family! {
    /// Rules across the form.
    AcrossRule {
        /// Something is promised that no budget line pays for.
        Unfunded = "X001",
        /// A cost that serves no indicator.
        ServesNothing = "X002",
        /// The schedule plans fewer sessions than are promised.
        FewerPlanned = "X003",
        /// A paper that the call asks for is not among the proofs.
        PaperMissing = "X004",
        /// A unit price far from those of like lines.
        PriceApart = "X005",
        /// Promises that do not go together: so many in all, so many for each.
        Disagree = "X006",
    }
}

/// What a rule across the form found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AcrossProblem {
    /// The printed word that calls for spending, and no line carries it.
    Unfunded {
        /// The word.
        word: String,
    },
    /// The line names no indicator.
    ServesNothing,
    /// `planned` of `promised` are in the schedule.
    FewerPlanned {
        /// How many the schedule counts.
        planned: Number,
        /// How many are promised.
        promised: Number,
        /// The printed unit.
        unit: String,
    },
    /// The paper is printed and not among the proofs.
    PaperMissing {
        /// The paper, as printed.
        paper: String,
    },
    /// A unit price, and the middle one of the like lines.
    PriceApart {
        /// What this line asks.
        price: Money,
        /// The middle of the others.
        middle: Money,
    },
    /// `total` promised in all is less than `each` for every one of `count`.
    Disagree {
        /// Promised in all.
        total: Number,
        /// Promised for each.
        each: Number,
        /// For each of what, as printed.
        per: String,
        /// How many the print implies.
        count: i64,
    },
}

impl AcrossProblem {
    /// The rule that says so.
    #[must_use]
    pub fn rule(&self) -> AcrossRule {
        match self {
            Self::Unfunded { .. } => AcrossRule::Unfunded,
            Self::ServesNothing => AcrossRule::ServesNothing,
            Self::FewerPlanned { .. } => AcrossRule::FewerPlanned,
            Self::PaperMissing { .. } => AcrossRule::PaperMissing,
            Self::PriceApart { .. } => AcrossRule::PriceApart,
            Self::Disagree { .. } => AcrossRule::Disagree,
        }
    }
}

/// A draft with what has already been judged of it.
pub struct Whole<'a> {
    /// The draft in its outline.
    pub outline: &'a Outline<'a>,
    /// How spending is read.
    pub taxonomy: &'a Taxonomy,
    /// The budget table's name; empty where the form has none.
    pub budget: &'a str,
    /// The budget lines, in the order of the rows.
    pub lines: &'a [BudgetLine],
    /// The ruling on each line.
    pub rulings: &'a [Ruling],
}

/// Checks a draft as a whole.
#[must_use]
pub fn check(whole: &Whole<'_>) -> Vec<Finding> {
    let mut findings = promises::unfunded(whole);
    findings.extend(promises::fewer_planned(whole));
    findings.extend(promises::papers(whole));
    findings.extend(promises::disagree(whole));
    findings.extend(budget::serves_nothing(whole));
    findings.extend(budget::prices(whole));
    findings
}

fn finding(severity: Severity, at: FieldPath, problem: AcrossProblem) -> Finding {
    Finding {
        severity,
        at,
        problem: Problem::Across(problem),
        cites: Vec::new(),
        remedies: Vec::new(),
    }
}
