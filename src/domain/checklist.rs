//! The evidence checklist (材料清单): which papers prove which promise, to be ticked off when the project closes.
//!
//! Invariant: every indicator has its entry, in printed order, also one that asks for no paper. The papers are those the
//! applicant lists as proofs; where the field is empty, those that the call prints. Absent: whether a paper exists.

use crate::domain::draft::Draft;
use crate::domain::form::Form;
use crate::domain::indicator::Indicator;
use crate::domain::measure::Measure;
use crate::domain::outline::{Asks, outline};
use crate::domain::project::Project;

/// An indicator with what was promised and what proves it.
#[derive(Clone, PartialEq, Debug)]
pub struct ChecklistEntry<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Each measure with the promise as it was typed; empty when nothing is promised.
    pub promises: Vec<(&'a Measure, String)>,
    /// The papers to hand in.
    pub papers: Vec<String>,
}

/// The checklist of a draft.
#[must_use]
pub fn checklist<'a>(
    form: &'a Form,
    project: &'a Project,
    draft: &Draft,
) -> Vec<ChecklistEntry<'a>> {
    let mut list: Vec<ChecklistEntry<'a>> = Vec::new();
    let entries = outline(form, project)
        .into_iter()
        .flat_map(|part| part.entries);
    let mut promises = Vec::new();
    for entry in entries {
        match entry.asks {
            Asks::Promise(_, measure) => {
                promises.push((measure, draft.text(&entry.at).trim().to_owned()));
            }
            // The proof is the last that is asked of an indicator.
            Asks::Proof(indicator) => list.push(ChecklistEntry {
                indicator,
                promises: std::mem::take(&mut promises),
                papers: papers(indicator, draft.text(&entry.at)),
            }),
            _ => {}
        }
    }
    list
}

fn papers(indicator: &Indicator, proof: &str) -> Vec<String> {
    let named = proof
        .split(['、', '，', ',', ';', '；', '\n'])
        .map(str::trim)
        .filter(|paper| !paper.is_empty());
    let named: Vec<String> = named.map(str::to_owned).collect();
    if named.is_empty() {
        indicator.evidence.clone()
    } else {
        named
    }
}
