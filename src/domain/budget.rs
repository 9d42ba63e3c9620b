//! Budget lines (预算明细): what money is asked for, and the sums.
//!
//! Invariant: amounts are exact (fen); a line whose numbers cannot be read has no amount and is left out of sums, and
//! the sum says how many were left out. Absent: whether a line may be paid (see [`crate::domain::ruling`]).

use crate::domain::draft::Row;
use crate::domain::field::RowId;
use crate::domain::money::Money;
use crate::domain::number::Number;
use std::collections::BTreeMap;

/// A budget line as it was typed. Every part may be missing (empty).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BudgetLine {
    /// The scope item that the applicant picked: a claim, not a proof.
    pub category: String,
    /// What is bought or paid.
    pub item: String,
    /// How many.
    pub quantity: String,
    /// Of what unit.
    pub unit: String,
    /// For how much each, in yuan.
    pub unit_price: String,
    /// The amount as stated, where a line states one; empty where it is computed.
    pub amount: String,
    /// What it is for.
    pub justification: String,
    /// The label of the indicator it serves.
    pub indicator: String,
    /// Where the money comes from: a choice id of the form (`grant`, `own`, `other`); empty means the grant.
    pub source: String,
}

impl BudgetLine {
    /// The line that a table row holds.
    #[must_use]
    pub fn from_row(row: &Row) -> Self {
        let cell = |column| row.cell(column).to_owned();
        Self {
            category: cell("category"),
            item: cell("item"),
            quantity: cell("quantity"),
            unit: cell("unit"),
            unit_price: cell("unit_price"),
            amount: cell("amount"),
            justification: cell("justification"),
            indicator: cell("indicator"),
            source: cell("source"),
        }
    }

    /// Quantity × unit price, or the stated amount when one of them is missing; `None` when neither can be read.
    #[must_use]
    pub fn amount(&self) -> Option<Money> {
        let product = Number::parse(&self.quantity)
            .zip(Money::parse(&self.unit_price))
            .and_then(|(quantity, price)| price.times(quantity));
        product.or_else(|| Money::parse(&self.amount))
    }
}

/// The sums of a budget.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Totals {
    /// Everything.
    pub all: Money,
    /// By the category that was picked, in alphabetical order; lines without one under an empty name.
    pub by_category: BTreeMap<String, Money>,
    /// By source of funding.
    pub by_source: BTreeMap<String, Money>,
    /// How many lines have no readable amount.
    pub unread: usize,
    /// A sum went over what can be held (about 9 × 10^16 yuan); sums are then too low.
    pub overflow: bool,
}

/// A line of two budgets that does not come to the same in both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shift {
    /// The line.
    pub row: RowId,
    /// What is bought or paid, as the second budget has it, else as the first had it.
    pub item: String,
    /// What it came to; `None` where there was none, or none that can be read.
    pub before: Option<Money>,
    /// What it comes to.
    pub after: Option<Money>,
}

/// What two budgets come to, and the lines by which they differ.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shifts {
    /// The lines that do not come to the same.
    pub lines: Vec<Shift>,
    /// What the first comes to.
    pub before: Money,
    /// What the second comes to.
    pub after: Money,
}

impl Shifts {
    /// How a second budget differs from a first.
    #[must_use]
    pub fn between(before: &[Row], after: &[Row]) -> Self {
        let sum = |rows: &[Row]| {
            let lines: Vec<BudgetLine> = rows.iter().map(BudgetLine::from_row).collect();
            totals(&lines).all
        };
        Self {
            lines: shifts(before, after),
            before: sum(before),
            after: sum(after),
        }
    }
}

/// The lines that do not come to the same in two budgets, matched by their ids: those of the second, then those that went.
#[must_use]
pub fn shifts(before: &[Row], after: &[Row]) -> Vec<Shift> {
    let find = |rows: &[Row], id: &RowId| {
        let row = rows.iter().find(|row| row.id == *id);
        row.map(BudgetLine::from_row)
    };
    let gone = before.iter().filter(|row| find(after, &row.id).is_none());
    let shifts = after.iter().chain(gone).filter_map(|row| {
        let (then, now) = (find(before, &row.id), find(after, &row.id));
        let amount = |line: &Option<BudgetLine>| line.as_ref().and_then(BudgetLine::amount);
        let (before, after) = (amount(&then), amount(&now));
        (before != after).then(|| Shift {
            row: row.id.clone(),
            item: now.or(then).unwrap_or_default().item,
            before,
            after,
        })
    });
    shifts.collect()
}

/// Adds up budget lines.
#[must_use]
pub fn totals<'a>(lines: impl IntoIterator<Item = &'a BudgetLine>) -> Totals {
    let mut sums = Totals::default();
    for line in lines {
        let Some(amount) = line.amount() else {
            sums.unread += 1;
            continue;
        };
        let source = if line.source.is_empty() {
            "grant"
        } else {
            &line.source
        };
        let slots = [
            &mut sums.all,
            sums.by_category.entry(line.category.clone()).or_default(),
            sums.by_source.entry(source.to_owned()).or_default(),
        ];
        for slot in slots {
            match slot.plus(amount) {
                Some(sum) => *slot = sum,
                None => sums.overflow = true,
            }
        }
    }
    sums
}
