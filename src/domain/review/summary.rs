//! The summary of a review: all scores, how far they lie apart, verdicts, and what is still required.
//!
//! Invariant: who declared a conflict of interest is named and counts in no figure.

use super::Notebook;
use super::annotation::{Annotation, annotations};
use super::entry::{Kind, Verdict};
use super::rubric::Rubric;
use super::sheet::{Sheet, sheets};
use std::collections::BTreeMap;

/// All that reviewers made of a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Summary {
    /// What each reviewer made of it, by name.
    pub sheets: Vec<Sheet>,
    /// By criterion, in the rubric's order.
    pub criteria: Vec<Spread>,
    /// What the whole sheets come to together, in hundredths of a percent.
    pub figures: Spread,
    /// How often each verdict was given.
    pub verdicts: BTreeMap<Verdict, usize>,
    /// What is required and not dealt with, the first first.
    pub open_required: Vec<Annotation>,
    /// Everything else that is not dealt with.
    pub open_others: usize,
}

/// What a review comes to in a line.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Tally {
    /// The mean of the whole sheets, in hundredths of a percent; `None` while there is none.
    pub mean: Option<u32>,
    /// How often each verdict was given, in the order of [`Verdict::ALL`].
    pub verdicts: [usize; 3],
    /// How many required annotations are open.
    pub required: usize,
}

/// How far scores lie apart.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Spread {
    /// The criterion's id; empty for the whole.
    pub criterion: String,
    /// How many scored it.
    pub count: usize,
    /// How many abstained.
    pub abstained: usize,
    /// The least.
    pub least: Option<u32>,
    /// The most.
    pub most: Option<u32>,
    /// The mean, in hundredths, rounded half up.
    pub mean: Option<u32>,
}

impl Summary {
    /// What the notebooks of a draft come to.
    #[must_use]
    pub fn of(notebooks: &[Notebook], rubric: &Rubric) -> Self {
        let sheets = sheets(notebooks);
        let counted: Vec<&Sheet> = sheets
            .iter()
            .filter(|sheet| sheet.conflict.is_none())
            .collect();
        let criteria = rubric.criteria.iter().map(|criterion| {
            let given = counted
                .iter()
                .filter_map(|sheet| sheet.scores.get(&criterion.id));
            Spread::of(criterion.id.clone(), given.copied())
        });
        let criteria = criteria.collect();
        let figures = counted.iter().filter_map(|sheet| sheet.figure(rubric));
        let figures = Spread::of(String::new(), figures.map(Some));
        let mut verdicts = BTreeMap::new();
        for given in counted.iter().filter_map(|sheet| sheet.verdict.as_ref()) {
            *verdicts.entry(given.verdict).or_default() += 1;
        }
        let open = annotations(notebooks)
            .into_iter()
            .filter(Annotation::is_open);
        let (open_required, others): (Vec<_>, Vec<_>) =
            open.partition(|one| one.kind == Kind::Required);
        Self {
            criteria,
            figures,
            verdicts,
            open_required,
            open_others: others.len(),
            sheets,
        }
    }
}

impl Summary {
    /// The mean of the whole sheets, in hundredths of a percent, rounded half up.
    #[must_use]
    pub fn mean(&self) -> Option<u32> {
        let mean = self.figures.mean?;
        Some(mean.saturating_add(50) / 100)
    }

    /// The summary in a line.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let count = |verdict| self.verdicts.get(&verdict).copied().unwrap_or(0);
        Tally {
            mean: self.mean(),
            verdicts: Verdict::ALL.map(count),
            required: self.open_required.len(),
        }
    }
}

impl Spread {
    fn of(criterion: String, given: impl Iterator<Item = Option<u32>>) -> Self {
        let mut spread = Self {
            criterion,
            ..Self::default()
        };
        let mut sum = 0_u64;
        for points in given {
            let Some(points) = points else {
                spread.abstained += 1;
                continue;
            };
            spread.count += 1;
            sum += u64::from(points);
            spread.least = Some(spread.least.map_or(points, |least| least.min(points)));
            spread.most = Some(spread.most.map_or(points, |most| most.max(points)));
        }
        let count = u64::try_from(spread.count).unwrap_or(u64::MAX);
        let doubled = sum.saturating_mul(200).saturating_add(count);
        spread.mean = doubled
            .checked_div(2 * count)
            .and_then(|mean| u32::try_from(mean).ok());
        spread
    }
}
