//! Rules about the budget: each line against the scope, and the lines against each other.
//!
//! Invariant: the ruling on a line never depends on the other lines or on their order.

mod lines;

use crate::domain::budget::{BudgetLine, totals};
use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::domain::finding::{Cite, Finding, Problem, Severity};
use crate::domain::money::Money;
use crate::domain::project::Project;
use crate::domain::ruling::{Ruling, Verdict, rule};
use crate::domain::spending::Taxonomy;

rule_family! {
    /// Rules about the budget.
    SpendingRule {
        /// A line that nothing permits, or that public money never pays.
        Outside = "B001",
        /// A line that only the open clause can carry, without a reason or an indicator.
        Unjustified = "B002",
        /// A line whose words say too little.
        Unclear = "B003",
        /// A line whose picked item is not the one that permits it.
        Contradiction = "B004",
        /// Quantity × unit price is not the stated amount.
        Product = "B005",
        /// The same item twice.
        Twice = "B006",
        /// A sum among the lines.
        Total = "B007",
        /// An amount 10,000 times its neighbours', or a part of it.
        TenThousand = "B008",
        /// A lecture fee above the national norm for the title named.
        Norm = "B009",
        /// More than the scope's own cap.
        Limit = "B010",
        /// More than the call's cap.
        Cap = "B011",
        /// Nothing, or less than nothing.
        NotPositive = "B012",
        /// Tax as a line of its own, or a fee stated after tax.
        Tax = "B013",
    }
}

/// What a rule about the budget found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SpendingProblem {
    /// Nothing permits the line.
    Outside {
        /// What the line's words name; empty when they are not known.
        words: String,
        /// The nearest permitted items, as printed.
        nearest: Vec<String>,
    },
    /// The open clause can carry the line, but something is missing.
    Unjustified {
        /// Whether the reason is missing.
        reason: bool,
        /// Whether the indicator is missing.
        indicator: bool,
    },
    /// The words say too little.
    Unclear,
    /// The line was put under `picked`, but is permitted as `permitted` (or not by that item at all, when empty).
    Contradiction {
        /// The item that was picked.
        picked: String,
        /// The item that permits the line.
        permitted: String,
    },
    /// Quantity × unit price is `product`, stated is `stated`.
    Product {
        /// The amount stated.
        stated: Money,
        /// The amount computed.
        product: Money,
    },
    /// The line says the same as the line with this number, from 1.
    Twice(usize),
    /// The line is a sum of lines.
    Total,
    /// The price is about 10,000 times what such lines cost here.
    TenThousand,
    /// The fee is `asked`, the norm for `title` is `most`.
    Norm {
        /// The fee for a unit.
        asked: Money,
        /// The most, after tax.
        most: Money,
        /// The title that the line names.
        title: String,
        /// The document.
        document: String,
    },
    /// The sum (or the price) is `asked`, the scope caps it at `most`.
    Limit {
        /// What was asked for.
        asked: Money,
        /// What the scope allows.
        most: Money,
    },
    /// The budget is `asked`, the call caps it at `most`.
    Cap {
        /// What was asked for.
        asked: Money,
        /// What the call allows.
        most: Money,
    },
    /// The amount is nothing or less.
    NotPositive,
    /// The line is a tax (`true`), or a fee that is stated after tax.
    Tax(bool),
}

impl SpendingProblem {
    /// The rule that says so.
    #[must_use]
    pub fn rule(&self) -> SpendingRule {
        match self {
            Self::Outside { .. } => SpendingRule::Outside,
            Self::Unjustified { .. } => SpendingRule::Unjustified,
            Self::Unclear => SpendingRule::Unclear,
            Self::Contradiction { .. } => SpendingRule::Contradiction,
            Self::Product { .. } => SpendingRule::Product,
            Self::Twice(_) => SpendingRule::Twice,
            Self::Total => SpendingRule::Total,
            Self::TenThousand => SpendingRule::TenThousand,
            Self::Norm { .. } => SpendingRule::Norm,
            Self::Limit { .. } => SpendingRule::Limit,
            Self::Cap { .. } => SpendingRule::Cap,
            Self::NotPositive => SpendingRule::NotPositive,
            Self::Tax(_) => SpendingRule::Tax,
        }
    }
}

/// A budget with all it is judged against.
pub struct Budget<'a> {
    /// The name of the table in field paths.
    pub table: &'a str,
    /// The lines with their rows' ids (or indexes).
    pub rows: Vec<(&'a str, &'a BudgetLine)>,
    /// The project.
    pub project: &'a Project,
    /// How spending is read.
    pub taxonomy: &'a Taxonomy,
    /// The call's cap, in fen.
    pub cap_fen: Option<i64>,
}

/// Judges every line: the rulings in the order of the rows, and the findings.
#[must_use]
pub fn check_budget(budget: &Budget<'_>) -> (Vec<Ruling>, Vec<Finding>) {
    let code = budget.project.code.as_str();
    let scope = &budget.project.scope;
    let rulings: Vec<Ruling> = budget
        .rows
        .iter()
        .map(|(_, line)| rule(line, scope, code, budget.taxonomy))
        .collect();
    let mut findings = Vec::new();
    for (index, ruling) in rulings.iter().enumerate() {
        findings.extend(budget.line_findings(index, ruling));
    }
    findings.extend(lines::across(budget, &rulings));
    (rulings, findings)
}

impl Budget<'_> {
    /// The address of a cell; the table's own where the row's id makes none.
    fn at(&self, index: usize, column: &str) -> Option<FieldPath> {
        let row = self.rows.get(index)?.0;
        FieldPath::parse(&format!("{}/{row}/{column}", self.table)).ok()
    }

    fn finding(
        &self,
        severity: Severity,
        place: (usize, &str),
        problem: SpendingProblem,
    ) -> Option<Finding> {
        Some(Finding {
            severity,
            at: self.at(place.0, place.1)?,
            problem: Problem::Spending(problem),
            cites: Vec::new(),
            remedies: Vec::new(),
        })
    }

    fn line_findings(&self, index: usize, ruling: &Ruling) -> Vec<Finding> {
        let (_, line) = self.rows[index];
        let mut findings: Vec<Finding> = Vec::new();
        if line.item.trim().is_empty() && line.category.trim().is_empty() {
            return findings;
        }
        findings.extend(lines::total_line(self, index));
        let mut ruled = self.ruled(index, line, ruling);
        if let Some(ruled) = ruled.as_mut() {
            ruled.cites.clone_from(&ruling.cites);
        }
        findings.extend(ruled);
        findings.extend(self.contradiction(index, line, ruling));
        findings.extend(lines::product(self, index));
        findings.extend(lines::not_positive(self, index));
        findings.extend(lines::norm(self, index, ruling));
        findings.extend(lines::tax(self, index, ruling));
        findings
    }

    fn ruled(&self, index: usize, line: &BudgetLine, ruling: &Ruling) -> Option<Finding> {
        match ruling.verdict {
            Verdict::Named => None,
            Verdict::Outside => {
                let words = ruling
                    .matched
                    .first()
                    .map(|matched| matched.text.clone())
                    .unwrap_or_default();
                let problem = SpendingProblem::Outside {
                    words,
                    nearest: ruling.nearest.clone(),
                };
                self.finding(Severity::Error, (index, "item"), problem)
            }
            Verdict::Open => {
                let (reason, indicator) = (
                    line.justification.trim().is_empty(),
                    line.indicator.trim().is_empty(),
                );
                let column = if reason { "justification" } else { "indicator" };
                let problem = SpendingProblem::Unjustified { reason, indicator };
                (reason || indicator)
                    .then(|| self.finding(Severity::Error, (index, column), problem))
                    .flatten()
            }
            Verdict::Unclear => {
                self.finding(Severity::Warning, (index, "item"), SpendingProblem::Unclear)
            }
        }
    }

    /// The picked item is a claim; where the words say otherwise, that is told on its own.
    fn contradiction(&self, index: usize, line: &BudgetLine, ruling: &Ruling) -> Option<Finding> {
        let picked = line.category.trim();
        let scope = &self.project.scope;
        let open = scope
            .open_clause
            .as_ref()
            .map(crate::domain::scope::OpenClause::name);
        if picked.is_empty() || ruling.kind.is_none() || ruling.verdict == Verdict::Unclear {
            return None;
        }
        let permitted = match (&ruling.scope_item, ruling.verdict) {
            (Some(item), _) => item.clone(),
            (None, Verdict::Open) => open.unwrap_or_default(),
            _ => String::new(),
        };
        if permitted == picked
            || (permitted.is_empty() && !scope.items.iter().any(|item| item.name == picked))
        {
            return None;
        }
        let problem = SpendingProblem::Contradiction {
            picked: picked.to_owned(),
            permitted: permitted.clone(),
        };
        let mut finding = self.finding(Severity::Warning, (index, "category"), problem)?;
        finding.cites = self.cite_item(picked).into_iter().collect();
        if !permitted.is_empty() {
            finding.remedies = vec![Edit::Set {
                at: finding.at.clone(),
                text: permitted,
            }];
        }
        Some(finding)
    }

    fn cite_item(&self, name: &str) -> Option<Cite> {
        let scope = &self.project.scope;
        let item = scope.items.iter().find(|item| item.name == name)?;
        Cite::cut(
            format!("{}/scope", self.project.code.as_str()),
            &scope.text,
            item.span.clone(),
        )
    }

    fn total(&self) -> Money {
        totals(self.rows.iter().map(|(_, line)| *line)).all
    }
}
