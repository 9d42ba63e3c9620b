//! Budget lines beside the indicators, and beside each other.

use super::{AcrossProblem, Whole, finding};
use crate::domain::field::FieldPath;
use crate::domain::finding::{Finding, Severity};
use crate::domain::money::Money;
use crate::domain::ruling::Verdict;
use crate::domain::spending::KindId;
use crate::text::fold::fold;
use std::collections::BTreeMap;

impl Whole<'_> {
    fn cell(&self, index: usize, column: &str) -> Option<FieldPath> {
        let row = self.outline.draft.rows(self.budget).get(index)?;
        Some(FieldPath::cell(self.budget, &row.id, column))
    }

    fn asks_for_indicator(&self) -> bool {
        let table = self.outline.form.table(self.budget);
        table.is_some_and(|table| table.column("indicator").is_some())
    }
}

/// Lines that a printed item permits and that name no indicator. What only the open clause carries is told by B002.
pub(super) fn serves_nothing(whole: &Whole<'_>) -> Vec<Finding> {
    if !whole.asks_for_indicator() {
        return Vec::new();
    }
    let lines = whole.lines.iter().zip(whole.rulings).enumerate();
    lines
        .filter(|(_, (line, ruling))| {
            ruling.verdict == Verdict::Named && line.indicator.trim().is_empty()
        })
        .filter_map(|(index, _)| {
            let at = whole.cell(index, "indicator")?;
            Some(finding(Severity::Advice, at, AcrossProblem::ServesNothing))
        })
        .collect()
}

/// What makes lines comparable: their kind, and their unit in one writing.
type Like<'a> = (&'a KindId, Vec<char>);

/// How many times the middle price a price may be, either way.
const APART: i64 = 5;

/// Prices of lines that pay for the same kind of thing in the same unit.
pub(super) fn prices(whole: &Whole<'_>) -> Vec<Finding> {
    let mut groups: BTreeMap<Like<'_>, Vec<(usize, i64)>> = BTreeMap::new();
    for (index, (line, ruling)) in whole.lines.iter().zip(whole.rulings).enumerate() {
        let price = Money::parse(&line.unit_price).map(Money::fen);
        if let (Some(kind), Some(price)) = (&ruling.kind, price.filter(|fen| *fen > 0)) {
            let key = (kind, fold(line.unit.trim()));
            groups.entry(key).or_default().push((index, price));
        }
    }
    let apart = groups.values().flat_map(|group| far_from_middle(group));
    apart
        .filter_map(|(index, price, middle)| {
            let (price, middle) = (Money::from_fen(price), Money::from_fen(middle));
            let at = whole.cell(index, "unit_price")?;
            let problem = AcrossProblem::PriceApart { price, middle };
            Some(finding(Severity::Advice, at, problem))
        })
        .collect()
}

/// The members of a group of three or more that are far from the middle one of the others.
fn far_from_middle(group: &[(usize, i64)]) -> Vec<(usize, i64, i64)> {
    if group.len() < 3 {
        return Vec::new();
    }
    let mut sorted: Vec<i64> = group.iter().map(|(_, price)| *price).collect();
    sorted.sort_unstable();
    let far = group.iter().filter_map(|(index, price)| {
        let own = sorted.binary_search(price).ok()?;
        let others = sorted.len() - 1;
        let at = (others - 1) / 2;
        // The middle of the others: one further on where the price itself stands before it.
        let middle = sorted[if own <= at { at + 1 } else { at }];
        let apart = *price / APART >= middle || middle / APART >= *price;
        apart.then_some((*index, *price, middle))
    });
    far.collect()
}
