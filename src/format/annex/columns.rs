//! The columns of a list, from one or two rows of headings over a grid.
//!
//! Invariant: a column holds one sort of words or none of interest; what was unknown, weighed or missing is doubted.

use super::Gathered;
use super::grid::{GridCell, GridRow};
use super::heading::{self, fit};
use super::words::unspaced;
use crate::domain::annex::Spot;
use crate::domain::doubt::{Column, DoubtKind};
use std::collections::BTreeSet;

/// The fewest known headings that make a row the row of headings.
pub(super) const HEADINGS_MIN: usize = 3;

/// The columns of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub roles: Vec<Option<Column>>,
    pub headings: Vec<String>,
    /// Whether an empty cell can be part of the one above without the file saying so.
    pub merges_told: bool,
}

impl Columns {
    pub(super) fn has(&self, column: Column) -> bool {
        self.roles.contains(&Some(column))
    }

    /// The heading of a content column that holds the indicators as well.
    pub(super) fn mixed(&self) -> Option<&str> {
        let mut all = self.roles.iter().zip(&self.headings);
        let content = all.find(|(role, _)| **role == Some(Column::Content))?;
        let both = ["要求", "指标", "目标", "任务", "成果"]
            .iter()
            .any(|word| content.1.contains(word));
        (both && !self.has(Column::Indicators)).then_some(content.1.as_str())
    }

    /// What the columns under a cell hold, without those that hold nothing of interest.
    pub(super) fn under(&self, cell: &GridCell) -> Vec<Column> {
        let range = self.roles.iter().skip(cell.at).take(cell.span);
        let mut roles: Vec<Column> = range.flatten().copied().collect();
        roles.dedup();
        roles
    }

    pub(super) fn of(&self, cell: &GridCell) -> Option<Column> {
        self.under(cell).first().copied()
    }
}

/// Whether a row is one of headings: several known ones, most of its cells, none of them between values.
pub(super) fn is_head(row: &GridRow) -> bool {
    let filled = || row.cells.iter().filter(|cell| !cell.is_blank());
    let headings = filled().filter(|cell| fit(&cell.words).is_some()).count();
    let known: BTreeSet<Column> = filled()
        .filter_map(|cell| heading::role(&cell.words))
        .collect();
    known.len() >= HEADINGS_MIN && headings * 2 > filled().count()
}

/// How many rows the headings take: rows that cells of the headings reach down into.
pub(super) fn head_rows(rows: &[GridRow], first: usize) -> usize {
    let further = rows.iter().skip(first + 1);
    let reached = further.take_while(|row| {
        let from_head = |cell: &GridCell| match cell.spot {
            Spot::Cell { row: origin, .. } => {
                cell.joined && rows.get(first).is_some_and(|head| head.number == origin)
            }
            Spot::Paragraph(_) => false,
        };
        row.cells.iter().any(from_head)
    });
    1 + reached.count()
}

/// The columns under the headings; doubts those that are unknown, weighed or missing.
pub(super) fn columns(
    into: &mut Gathered,
    heads: &[GridRow],
    merges_told: bool,
    least: usize,
) -> Columns {
    let width = heads
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| cell.at + cell.span)
        .max()
        .unwrap_or(0);
    let width = if merges_told { width.max(least) } else { width };
    let over = |at: usize| -> Vec<&GridCell> {
        let mut found: Vec<&GridCell> = Vec::new();
        for row in heads {
            let mut cells = row.cells.iter().filter(|cell| !cell.is_blank());
            let here = cells.find(|cell| (cell.at..cell.at + cell.span).contains(&at));
            found.extend(here.filter(|cell| found.iter().all(|other| other.spot != cell.spot)));
        }
        found
    };
    let headings: Vec<String> = (0..width).map(|at| heading_of(&over(at))).collect();
    let (roles, weighed) = heading::columns(&headings);
    let spot = heads.first().and_then(|row| row.cells.first());
    let spot = spot.map(|cell| cell.spot);
    for (heading, taken) in weighed {
        let heading = unspaced(&heading);
        into.doubt(spot, DoubtKind::WeakColumn { heading, taken });
    }
    for (heading, role) in headings.iter().zip(&roles) {
        if role.is_none() && !heading.trim().is_empty() {
            into.doubt(spot, DoubtKind::UnknownColumn(unspaced(heading)));
        }
    }
    let columns = Columns {
        roles,
        headings: headings.iter().map(|heading| unspaced(heading)).collect(),
        merges_told,
    };
    for column in [
        Column::Name,
        Column::Code,
        Column::Indicators,
        Column::Scope,
    ] {
        let inside = column == Column::Indicators && columns.mixed().is_some();
        if !columns.has(column) && !inside {
            into.doubt(spot, DoubtKind::NoColumn(column));
        }
    }
    columns
}

/// The heading of a column that several rows of headings stand over: the lowest, unless it says less than the one above.
fn heading_of(cells: &[&GridCell]) -> String {
    let role = |cell: &GridCell| heading::role(&cell.words);
    let telling =
        |column: Option<Column>| matches!(column, Some(Column::Indicators | Column::Scope));
    let plain = |column: Option<Column>| matches!(column, Some(Column::Seq | Column::Content));
    let lowest = cells.iter().rev().find(|cell| role(cell).is_some());
    let above = cells.iter().find(|cell| telling(role(cell)));
    let chosen = match (lowest, above) {
        (Some(low), Some(above)) if plain(role(low)) => Some(above),
        (lowest, _) => lowest.or(cells.last()),
    };
    chosen.map(|cell| cell.words.clone()).unwrap_or_default()
}
