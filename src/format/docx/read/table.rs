//! Tables on their grid: cells that span columns, cells merged downwards, rows that begin further right.
//!
//! Invariant: a cell is joined to the one above only where there is one at its place; rows and cells that were deleted are
//! left out.

use super::body::Body;
use super::xml::{Event, Node};
use crate::format::document::{Block, Cell, Row, Table, Unread};
use crate::text::document_fault::DocumentFault;

/// The most columns that a cell may cover or a row leave out; word processors allow 63.
const SPAN_MAX: u32 = 64;

/// A row while it is read.
#[derive(Default)]
struct Reading {
    cells: Vec<Cell>,
    /// The next free grid column.
    at: usize,
    deleted: bool,
}

impl Body<'_> {
    /// Reads a table.
    pub(super) fn table(&mut self) -> Result<Table, DocumentFault> {
        let mut table = Table {
            rows: Vec::new(),
            merges_told: true,
        };
        self.rows(&mut table.rows)?;
        self.join(&mut table);
        Ok(table)
    }

    fn rows(&mut self, rows: &mut Vec<Row>) -> Result<(), DocumentFault> {
        while let Some(event) = self.xml.next()? {
            match event {
                Event::Open(node) if node.name == "tr" => {
                    let mut row = Reading::default();
                    let counted = self.counters.clone();
                    self.row(&mut row)?;
                    if row.deleted {
                        // Its numbers are not counted either.
                        self.counters = counted;
                        self.deleted += 1;
                        continue;
                    }
                    let number = rows.len() + 1;
                    let cells = row.cells;
                    rows.push(Row { cells, number });
                }
                Event::Open(node) if self.enters(&node.name) => self.rows(rows)?,
                Event::Open(_) => self.xml.skip()?,
                Event::Text(_) => {}
                Event::Close => break,
            }
        }
        Ok(())
    }

    fn row(&mut self, row: &mut Reading) -> Result<(), DocumentFault> {
        while let Some(event) = self.xml.next()? {
            match event {
                Event::Open(node) if node.name == "trPr" => {
                    let sets = self.xml.inside(node)?;
                    row.deleted = sets.child("del").is_some();
                    row.at = columns(&sets, "gridBefore", 0);
                }
                Event::Open(node) if node.name == "tc" => self.cell(row)?,
                Event::Open(node) if self.enters(&node.name) => self.row(row)?,
                Event::Open(_) => self.xml.skip()?,
                Event::Text(_) => {}
                Event::Close => break,
            }
        }
        Ok(())
    }

    fn cell(&mut self, row: &mut Reading) -> Result<(), DocumentFault> {
        let mut sets = Node::default();
        let mut blocks: Vec<Block> = Vec::new();
        while let Some(event) = self.xml.next()? {
            match event {
                Event::Open(node) if node.name == "tcPr" => sets = self.xml.inside(node)?,
                Event::Open(node) => self.block(&node, &mut blocks)?,
                Event::Text(_) => {}
                Event::Close => break,
            }
        }
        self.end(&mut blocks);
        let span = columns(&sets, "gridSpan", 1).max(1);
        if sets.child("cellDel").is_some() {
            self.deleted += 1;
            row.at += span;
            return Ok(());
        }
        let goes_on = |name: &str| {
            let merge = sets.child(name);
            merge.is_some_and(|merge| merge.attribute("val") != Some("restart"))
        };
        if goes_on("hMerge")
            && let Some(before) = row.cells.last_mut()
        {
            before.span += span;
        } else {
            row.cells.push(Cell {
                at: row.at,
                span,
                joined: goes_on("vMerge"),
                blocks,
            });
        }
        row.at += span;
        Ok(())
    }

    /// Keeps cells joined only where there is one above; what stands in a joined cell is not printed.
    fn join(&mut self, table: &mut Table) {
        let mut above: Vec<(usize, usize)> = Vec::new();
        for row in &mut table.rows {
            for cell in row.cells.iter_mut().filter(|cell| cell.joined) {
                cell.joined = above.contains(&(cell.at, cell.span));
                let words = cell.text();
                if cell.joined && !words.trim().is_empty() {
                    self.unread.push(Unread::Hidden(words));
                }
                if cell.joined {
                    cell.blocks.clear();
                }
            }
            above = row.cells.iter().map(|cell| (cell.at, cell.span)).collect();
        }
    }
}

/// A count of grid columns, within what word processors allow.
fn columns(sets: &Node, name: &str, otherwise: u32) -> usize {
    let count = sets.number(name).unwrap_or(otherwise).min(SPAN_MAX);
    usize::try_from(count).unwrap_or(1)
}
