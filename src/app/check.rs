//! Checking a draft: every rule over the whole of it, in the order of the form.

use crate::domain::budget::{BudgetLine, Totals, totals};
use crate::domain::call::Call;
use crate::domain::draft::Draft;
use crate::domain::edit::Edit;
use crate::domain::finding::{Finding, Severity};
use crate::domain::form::{FieldKind, Form, TableRole, Weight};
use crate::domain::outline::{Asks, Outline, asked_at};
use crate::domain::project::Project;
use crate::domain::rules;
use crate::domain::rules::across::Whole;
use crate::domain::rules::spending::{Budget, check_budget};
use crate::domain::ruling::Ruling;
use std::collections::HashMap;

/// Everything that can be said about a draft.
#[derive(Clone, PartialEq, Debug, Default)]
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
    let outline = Outline::of(form, project, draft);
    let mut findings = rules::form::check(&outline);
    findings.extend(rules::form::dropped(&outline, &call.catalog));
    findings.extend(rules::promise::check(&outline));
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
            outline: &outline,
            taxonomy: &call.taxonomy,
            budget: table,
            lines: &lines,
            rulings: &rulings,
        }));
    }
    weigh(form, &mut findings);
    sort_by_form(&outline, &mut findings);
    Checked {
        findings,
        rulings,
        totals: sums,
        complete: outline.completeness(),
    }
}

/// Checks a draft that an edit has just changed. Where the edit is in a text that no rule compares with anything else, only
/// that text is judged again; `checked` is what was said before, and afterwards the same as [`check`] says.
pub fn check_again(
    checked: &mut Checked,
    (call, project): (&Call, &Project),
    draft: &Draft,
    edit: &Edit,
) {
    if text_again(checked, (call, project), draft, edit).is_none() {
        *checked = check(call, project, draft);
    }
}

/// Judges one text again; `None` where more than its own findings may have changed.
fn text_again(
    checked: &mut Checked,
    (call, project): (&Call, &Project),
    draft: &Draft,
    edit: &Edit,
) -> Option<()> {
    let Edit::Splice {
        at,
        start,
        inserted,
        ..
    } = edit
    else {
        return None;
    };
    let (form, text) = (&call.form, draft.text(at));
    let asks = asked_at(form, project, draft, at).filter(stands_alone)?;
    // Whether it is filled counts for the whole; what was there before the edit is still there.
    let put_in = *start..*start + inserted.chars().count();
    let mut others = text.chars().enumerate();
    others.find(|(offset, c)| !put_in.contains(offset) && !c.is_whitespace())?;
    if draft.conflicts.contains_key(at) {
        return None;
    }
    let mut found = rules::form::check_field(&asks, at, text, project);
    weigh(form, &mut found);
    found.sort_by_key(|finding| finding.severity);
    let before = |finding: &Finding| finding.at == *at;
    let told = checked.findings.iter().filter(|one| before(one)).count();
    // Where there are as many as before, they take the places of those.
    if told != found.len() {
        return None;
    }
    let places = checked.findings.iter_mut().filter(|one| before(one));
    places.zip(found).for_each(|(place, now)| *place = now);
    Some(())
}

/// Whether only the rules about a field by itself look at the text that is asked for.
fn stands_alone(asks: &Asks<'_>) -> bool {
    match asks {
        Asks::Field(field) => matches!(
            field.kind,
            FieldKind::Paragraph | FieldKind::Line | FieldKind::Phone | FieldKind::Email
        ),
        Asks::Answer(_) => true,
        Asks::Cell(_) | Asks::Promise(..) | Asks::Proof(_) => false,
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

fn sort_by_form(outline: &Outline<'_>, findings: &mut [Finding]) {
    let parts = outline.parts.iter().enumerate();
    let sections: HashMap<&str, usize> = parts
        .flat_map(|(index, part)| {
            part.entries
                .iter()
                .map(move |entry| (entry.at.as_str(), index))
        })
        .collect();
    let places = outline.places.iter().enumerate();
    let order: HashMap<&str, usize> = places
        .map(|(index, (entry, _))| (entry.at.as_str(), index))
        .collect();
    findings.sort_by_cached_key(|finding| {
        let at = finding.at.as_str();
        let section = sections.get(at).or_else(|| sections.get(finding.at.head()));
        let place = order.get(at).copied();
        // What is said of a table as a whole comes before what is said of its rows.
        let whole = place.is_none() && sections.contains_key(at);
        (
            section.copied().unwrap_or(usize::MAX),
            !whole,
            place.unwrap_or(usize::MAX),
            finding.severity,
        )
    });
}
