//! The rows of a table on both sides, matched by their ids.
//!
//! Invariant: every row of either draft stands here once. Absent: what a row costs and whether it may be paid.

use super::paragraphs::{Piece, pieces};
use crate::domain::diff::moved;
use crate::domain::draft::Row;
use crate::domain::field::RowId;
use std::collections::BTreeSet;

/// A row of two drafts beside each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RowPair {
    /// The row.
    pub id: RowId,
    /// Its place from 0, and what it said in the base.
    pub before: Option<(usize, Row)>,
    /// Its place from 0, and what it says in the draft.
    pub after: Option<(usize, Row)>,
    /// Whether it stands at another place among the rows that both have.
    pub moved: bool,
    /// The cells that differ, where both have the row.
    pub cells: Vec<CellPair>,
}

/// A cell that differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CellPair {
    /// Its column.
    pub column: String,
    /// What it said in the base.
    pub left: Vec<Piece>,
    /// What it says in the draft.
    pub right: Vec<Piece>,
}

impl RowPair {
    /// Whether the two drafts differ here.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.before.is_none() || self.after.is_none() || self.moved || !self.cells.is_empty()
    }

    /// The row as the draft has it, else as the base had it.
    #[must_use]
    pub fn latest(&self) -> Option<&Row> {
        let side = self.after.as_ref().or(self.before.as_ref());
        side.map(|(_, row)| row)
    }
}

pub(super) fn rows(base: &[Row], draft: &[Row]) -> Vec<RowPair> {
    let moved = moved(base, draft);
    let mut pairs: Vec<RowPair> = draft
        .iter()
        .enumerate()
        .map(|(place, row)| {
            let before = base
                .iter()
                .enumerate()
                .find(|(_, other)| other.id == row.id);
            RowPair {
                id: row.id.clone(),
                before: before.map(|(place, row)| (place, row.clone())),
                after: Some((place, row.clone())),
                moved: moved.contains(&row.id),
                cells: before.map_or_else(Vec::new, |(_, before)| cells(before, row)),
            }
        })
        .collect();
    for (place, row) in base.iter().enumerate() {
        if draft.iter().any(|other| other.id == row.id) {
            continue;
        }
        let above = place.checked_sub(1).and_then(|above| base.get(above));
        let above = above.and_then(|above| pairs.iter().position(|pair| pair.id == above.id));
        let gone = RowPair {
            id: row.id.clone(),
            before: Some((place, row.clone())),
            after: None,
            moved: false,
            cells: Vec::new(),
        };
        pairs.insert(above.map_or(0, |above| above + 1), gone);
    }
    pairs
}

fn cells(before: &Row, after: &Row) -> Vec<CellPair> {
    let columns: BTreeSet<&String> = before.cells.keys().chain(after.cells.keys()).collect();
    let changed = columns
        .into_iter()
        .filter(|column| before.cell(column) != after.cell(column));
    let cells = changed.map(|column| {
        let [left, right] = pieces(before.cell(column), after.cell(column));
        CellPair {
            column: column.clone(),
            left,
            right,
        }
    });
    cells.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, item: &str) -> Row {
        let mut row = Row::new(RowId::parse(id).expect("an id"));
        row.cells.insert("item".to_owned(), item.to_owned());
        row
    }

    #[test]
    fn rows_that_went_stand_where_they_stood() {
        let base = [row("a", "甲"), row("b", "乙"), row("c", "丙")];
        let draft = [row("c", "丙"), row("a", "甲方"), row("d", "丁")];
        let told: Vec<String> = rows(&base, &draft)
            .iter()
            .map(|pair| {
                let sign = match (&pair.before, &pair.after) {
                    (Some(_), None) => "-",
                    (None, _) => "+",
                    _ if pair.moved => ">",
                    _ if pair.is_changed() => "~",
                    _ => "=",
                };
                format!("{sign}{}", pair.id.as_str())
            })
            .collect();
        assert_eq!(told, [">c", "~a", "-b", "+d"]);
    }
}
