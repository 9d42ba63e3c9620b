//! Score sheets: what a reviewer made of the whole.
//!
//! Invariant: the last word on each thing counts; a sheet is worth a figure only when every criterion has points or an
//! abstention. Figures are exact: hundredths of a percent, rounded once, half up.

use super::Notebook;
use super::entry::{Act, Judged, Verdict};
use super::rubric::Rubric;
use std::collections::BTreeMap;

/// What one reviewer made of a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// Who.
    pub by: String,
    /// The points by criterion; `None` is an abstention.
    pub scores: BTreeMap<String, Option<u32>>,
    /// The verdict.
    pub verdict: Option<Given>,
    /// A conflict of interest that was declared.
    pub conflict: Option<String>,
}

/// A verdict that was given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Given {
    /// The verdict.
    pub verdict: Verdict,
    /// What was said about it; may be empty.
    pub note: String,
    /// When.
    pub time: String,
    /// On what.
    pub judged: Judged,
}

impl Sheet {
    /// The sheet of a notebook; `None` when nothing in it judges the whole.
    #[must_use]
    pub fn of(notebook: &Notebook) -> Option<Self> {
        let mut sheet = Self {
            by: notebook.by.clone(),
            scores: BTreeMap::new(),
            verdict: None,
            conflict: None,
        };
        let mut judges = false;
        for entry in notebook.entries() {
            judges |= matches!(
                entry.act,
                Act::Score { .. } | Act::Verdict { .. } | Act::Declare(_)
            );
            match &entry.act {
                Act::Score { criterion, points } => {
                    sheet.scores.insert(criterion.clone(), *points);
                }
                Act::Verdict { verdict, note } => {
                    sheet.verdict = Some(Given {
                        verdict: *verdict,
                        note: note.clone(),
                        time: entry.time.clone(),
                        judged: entry.judged.clone(),
                    });
                }
                Act::Declare(text) => {
                    sheet.conflict = Some(text.clone()).filter(|text| !text.is_empty())
                }
                _ => {}
            }
        }
        judges.then_some(sheet)
    }

    /// What the scores come to, in hundredths of a percent of what could be had (0 to 10,000). Criteria that were
    /// abstained from count for nothing; `None` while one has neither points nor an abstention, or nothing was scored.
    #[must_use]
    pub fn figure(&self, rubric: &Rubric) -> Option<u32> {
        // Each criterion is a fraction of its own; they are brought to one denominator.
        let (mut sum, mut weights, mut scale) = (0_u128, 0_u128, 1_u128);
        for criterion in &rubric.criteria {
            let Some(points) = *self.scores.get(&criterion.id)? else {
                continue;
            };
            let most = u128::from(criterion.most.max(1));
            let weight = u128::from(criterion.weight);
            sum = sum.checked_mul(most)?.checked_add(
                weight
                    .checked_mul(u128::from(points.min(criterion.most)))?
                    .checked_mul(scale)?,
            )?;
            scale = scale.checked_mul(most)?;
            weights += weight;
        }
        let whole = weights.checked_mul(scale).filter(|whole| *whole > 0)?;
        let doubled = sum.checked_mul(20_000)?.checked_add(whole)?;
        u32::try_from(doubled / (2 * whole)).ok()
    }
}

/// The sheets of all notebooks that have one.
#[must_use]
pub fn sheets(notebooks: &[Notebook]) -> Vec<Sheet> {
    notebooks.iter().filter_map(Sheet::of).collect()
}
