//! The sections of an open draft: where an address lies, what is still empty, what a field offers to choose from.
//!
//! Invariant: form screens, `fill` and lists of sections go by these same answers. Absent: words, marks.

use crate::app::session::Session;
use crate::domain::field::FieldPath;
use crate::domain::finding::{Finding, Severity};
use crate::domain::form::{FieldKind, Words};
use crate::domain::outline::{Asks, Part, outline};

/// The sections of the form with what they ask for.
#[must_use]
pub fn parts(session: &Session) -> Vec<Part<'_>> {
    outline(&session.call().form, session.project())
}

/// The index of the section that an address lies in.
#[must_use]
pub fn part_of(session: &Session, at: &FieldPath) -> usize {
    part_in(&parts(session), at)
}

/// The same, of sections that are at hand.
#[must_use]
pub fn part_in(parts: &[Part<'_>], at: &FieldPath) -> usize {
    parts.iter().position(|part| holds(part, at)).unwrap_or(0)
}

/// Whether an address lies in a section: one of its fields, or a cell of one of its tables.
fn holds(part: &Part<'_>, at: &FieldPath) -> bool {
    part.entries.iter().any(|entry| match entry.asks.table() {
        Some(_) => at.is_within(entry.at.as_str()),
        None => entry.at == *at,
    })
}

/// Whether something required is still empty at an address.
#[must_use]
pub fn is_wanting(session: &Session, at: &FieldPath) -> bool {
    match session.asked_at(at) {
        Some(asks) => match asks.table() {
            Some(table) => session.draft().rows(at.as_str()).len() < table.min_rows,
            None => asks.is_required() && session.draft().text(at).trim().is_empty(),
        },
        None => false,
    }
}

/// The state of a section.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SectionState {
    /// Errors and warnings, but for what is only empty.
    pub findings: usize,
    /// Whether there is an error among them.
    pub error: bool,
    /// How many required things are still empty.
    pub wanting: usize,
}

/// What is found and what is wanting in a section.
#[must_use]
pub fn section_state(session: &Session, part: &Part<'_>) -> SectionState {
    let mut state = SectionState::default();
    let of_part = |finding: &&Finding| holds(part, &finding.at);
    for finding in session.findings().iter().filter(of_part) {
        let empty = finding.is_wanting();
        state.wanting += usize::from(empty);
        state.error |= finding.severity == Severity::Error && !empty;
        state.findings += usize::from(finding.severity != Severity::Advice && !empty);
    }
    state
}

/// The answers that a field offers: what the draft would hold, and what a person reads. None where one writes freely.
#[must_use]
pub fn answers(session: &Session, at: &FieldPath) -> Vec<(String, Words)> {
    let Some(Asks::Field(field) | Asks::Cell(field)) = session.asked_at(at) else {
        return Vec::new();
    };
    let same = |text: String| Words {
        en: text.clone(),
        zh: text,
    };
    match &field.kind {
        FieldKind::Choice(choices) => choices
            .iter()
            .map(|choice| (choice.id.clone(), choice.label.clone()))
            .collect(),
        FieldKind::ScopeItem => {
            let names = session.project().scope.choices().into_iter();
            names.map(|name| (name.clone(), same(name))).collect()
        }
        FieldKind::IndicatorLabel => {
            let keyed = session.project().keyed_indicators().into_iter();
            keyed
                .map(|(key, indicator)| (key.clone(), same(format!("{key}  {}", indicator.text))))
                .collect()
        }
        _ => Vec::new(),
    }
}
