//! A table row by row, every cell with its words and place; a cell that is part of the one above has that one's.
//!
//! Invariant: the place of words is where they are printed, not where they are read from.

use crate::domain::annex::Spot;
use crate::format::document::Table;
use std::collections::BTreeMap;

/// A row.
#[derive(Clone, Debug)]
pub(super) struct GridRow {
    pub cells: Vec<GridCell>,
    pub number: usize,
}

/// A cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct GridCell {
    pub at: usize,
    pub span: usize,
    pub words: String,
    pub spot: Spot,
    /// Whether it is part of the cell above.
    pub joined: bool,
    pub has_table: bool,
}

impl GridCell {
    pub(super) fn is_blank(&self) -> bool {
        self.words.trim().is_empty()
    }

    /// Whether something is printed here, and not above.
    pub(super) fn is_own(&self) -> bool {
        !self.joined && !self.is_blank()
    }
}

impl GridRow {
    /// The cells with words of their own.
    pub(super) fn own(&self) -> impl Iterator<Item = &GridCell> {
        self.cells.iter().filter(|cell| cell.is_own())
    }

    /// The first cell's place.
    pub(super) fn spot(&self, table: usize) -> Spot {
        let first = self.own().next().or(self.cells.first());
        first.map_or(
            Spot::Cell {
                table,
                row: self.number,
                column: 1,
            },
            |cell| cell.spot,
        )
    }

    /// All words, for telling a person which row is meant.
    pub(super) fn words(&self) -> String {
        let words: Vec<String> = self
            .own()
            .map(|cell| super::words::one_line(&cell.words))
            .collect();
        words.join(" | ")
    }
}

/// The rows of a table, which is the `index`th of its document.
pub(super) fn rows(table: &Table, index: usize) -> Vec<GridRow> {
    let mut above: BTreeMap<usize, GridCell> = BTreeMap::new();
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            let own = GridCell {
                at: cell.at,
                span: cell.span,
                words: cell.text(),
                spot: Spot::Cell {
                    table: index,
                    row: row.number,
                    column: cell.at + 1,
                },
                joined: false,
                has_table: cell.has_table(),
            };
            let origin = above.get(&cell.at).filter(|_| cell.joined);
            let shown = match origin {
                Some(origin) => GridCell {
                    joined: true,
                    span: cell.span,
                    ..origin.clone()
                },
                None => own,
            };
            cells.push(shown);
        }
        above = cells.iter().map(|cell| (cell.at, cell.clone())).collect();
        let number = row.number;
        rows.push(GridRow { cells, number });
    }
    rows
}
