//! Checking a draft: every rule over the whole of it, in the order of the form.

use crate::domain::budget::{BudgetLine, Totals, totals};
use crate::domain::call::Call;
use crate::domain::draft::Draft;
use crate::domain::finding::{Finding, Severity};
use crate::domain::form::{Form, TableRole, Weight};
use crate::domain::outline::{addresses, completeness, outline};
use crate::domain::project::Project;
use crate::domain::rules;
use crate::domain::rules::across::Whole;
use crate::domain::rules::spending::{Budget, check_budget};
use crate::domain::ruling::Ruling;

/// Everything that can be said about a draft.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The findings, in the order of the form; within a field, errors first.
    pub findings: Vec<Finding>,
    /// The ruling on each budget line, in the order of the rows.
    pub rulings: Vec<Ruling>,
    /// The sums of the budget.
    pub totals: Totals,
    /// The share of required things that are there, from 0 to 1.
    pub complete: f64,
}

impl Checked {
    /// How many findings weigh this much.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    }
}

/// Checks a draft against its project and its call's form.
#[must_use]
pub fn check(call: &Call, project: &Project, draft: &Draft) -> Checked {
    let form = &call.form;
    let mut findings = rules::form::check(form, project, draft);
    findings.extend(rules::promise::check(form, project, draft));
    findings.extend(rules::schedule::check(form, project, draft));
    let mut rulings = Vec::new();
    let mut sums = Totals::default();
    if let Some((table, _)) = form.table_of(TableRole::Budget) {
        let rows = draft.rows(table);
        let lines: Vec<BudgetLine> = rows.iter().map(BudgetLine::from_row).collect();
        sums = totals(&lines);
        let judged = check_budget(&Budget {
            table,
            rows: rows.iter().map(|row| row.id.as_str()).zip(&lines).collect(),
            project,
            taxonomy: &call.taxonomy,
            cap_fen: form.cap_fen,
        });
        rulings = judged.0;
        findings.extend(judged.1);
        findings.extend(rules::across::check(&Whole {
            form,
            project,
            draft,
            taxonomy: &call.taxonomy,
            budget: table,
            lines: &lines,
            rulings: &rulings,
        }));
    }
    weigh(form, &mut findings);
    sort_by_form(call, project, draft, &mut findings);
    Checked {
        findings,
        rulings,
        totals: sums,
        complete: completeness(form, project, draft),
    }
}

/// Gives each finding the weight that the call gives its rule.
fn weigh(form: &Form, findings: &mut Vec<Finding>) {
    findings.retain_mut(|finding| match form.weights.get(finding.rule().code()) {
        Some(Weight::Off) => false,
        Some(Weight::As(severity)) => {
            finding.severity = *severity;
            true
        }
        None => true,
    });
}

fn sort_by_form(call: &Call, project: &Project, draft: &Draft, findings: &mut [Finding]) {
    let parts = outline(&call.form, project);
    let section_of = |at: &str| {
        let holds = |entry: &crate::domain::outline::Entry<'_>| entry.at.as_str() == at;
        parts.iter().position(|part| part.entries.iter().any(holds))
    };
    let addresses = addresses(&call.form, project, draft);
    let order: std::collections::HashMap<&str, usize> = addresses
        .iter()
        .enumerate()
        .map(|(index, entry)| (entry.at.as_str(), index))
        .collect();
    findings.sort_by_cached_key(|finding| {
        let section = section_of(finding.at.as_str()).or_else(|| section_of(finding.at.head()));
        let place = order.get(finding.at.as_str()).copied();
        // What is said of a table as a whole comes before what is said of its rows.
        let whole = place.is_none() && section_of(finding.at.as_str()).is_some();
        (
            section.unwrap_or(usize::MAX),
            !whole,
            place.unwrap_or(usize::MAX),
            finding.severity,
        )
    });
}
