//! Merging the rows of a table: matched by id, cells merged like fields, the order from whoever changed it.

use super::{State, merge_state};
use crate::domain::conflict::Conflict;
use crate::domain::draft::{Draft, Row};
use crate::domain::field::{FieldPath, RowId};
use std::collections::BTreeSet;

/// Merges one table into `merged`.
pub(super) fn merge_table(table: &str, drafts: [&Draft; 3], merged: &mut Draft) {
    let mut rows = Vec::new();
    for id in order(drafts.map(|draft| draft.rows(table))) {
        rows.extend(merge_row(table, &id, drafts, merged));
    }
    merged.tables.insert(table.to_owned(), rows);
}

/// A row as the sides leave it; `None` where one took it out and the other did not touch it.
fn merge_row(table: &str, id: &RowId, drafts: [&Draft; 3], merged: &mut Draft) -> Option<Row> {
    let found = drafts.map(|draft| draft.row(table, id).map(|(_, row)| row));
    match found {
        [_, Some(_), Some(_)] | [None, _, _] => Some(merge_cells(table, id, drafts, merged)),
        [Some(was), Some(kept), None] | [Some(was), None, Some(kept)] if was == kept => None,
        [Some(was), Some(kept), None] | [Some(was), None, Some(kept)] => {
            // Taken out by one and changed by the other: it stays, and a person decides.
            let at = FieldPath::parse(&format!("{table}/{}", id.as_str())).ok()?;
            let sides = vec![String::new(), told(kept)];
            if let Some(conflict) = Conflict::new(Some(told(was)), sides) {
                merged.conflicts.insert(at, conflict);
            }
            Some(kept.clone())
        }
        [Some(_), None, None] => None,
    }
}

/// A row in words, a cell a line.
fn told(row: &Row) -> String {
    let cells = row.cells.iter();
    let cells: Vec<String> = cells
        .map(|(column, text)| format!("{column}: {text}"))
        .collect();
    format!("{}\n{}", row.id.as_str(), cells.join("\n"))
}

fn merge_cells(table: &str, id: &RowId, drafts: [&Draft; 3], merged: &mut Draft) -> Row {
    let mut columns: BTreeSet<String> = BTreeSet::new();
    for draft in drafts {
        let row = draft.row(table, id).map(|(_, row)| row);
        columns.extend(row.into_iter().flat_map(|row| row.cells.keys().cloned()));
        let conflicts = draft
            .conflicts
            .keys()
            .filter(|at| at.head() == table && at.segments().nth(1) == Some(id.as_str()));
        columns.extend(
            conflicts
                .filter(|at| at.segments().count() == 3)
                .map(|at| at.tail().to_owned()),
        );
    }
    let mut row = Row::new(id.clone());
    for column in columns {
        let at = FieldPath::cell(table, id, &column);
        let [base, ours, theirs] = drafts.map(|draft| State::of(draft, &at));
        let has = drafts.map(|draft| draft.row(table, id).is_some());
        // A row that only one side has says nothing for the other.
        let one = match has {
            [_, true, false] => ours,
            [_, false, true] => theirs,
            _ => merge_state(&base, &ours, &theirs),
        };
        if !one.text.is_empty() {
            row.cells.insert(column, one.text);
        }
        if let Some(conflict) = one.conflict {
            merged.conflicts.insert(at, conflict);
        }
    }
    carry_row_conflict(table, id, drafts, merged);
    row
}

/// A row's own conflict of an earlier merge stays until a side settles it.
fn carry_row_conflict(table: &str, id: &RowId, drafts: [&Draft; 3], merged: &mut Draft) {
    let Ok(at) = FieldPath::parse(&format!("{table}/{}", id.as_str())) else {
        return;
    };
    let [base, ours, theirs] = drafts.map(|draft| draft.conflicts.get(&at));
    let kept = match (ours, theirs) {
        (Some(ours), Some(theirs)) => {
            Conflict::new(ours.base.clone(), [ours.sides(), theirs.sides()].concat())
        }
        (Some(one), None) | (None, Some(one)) if base.is_none() => Some(one.clone()),
        _ => None,
    };
    if let Some(conflict) = kept {
        merged.conflicts.insert(at, conflict);
    }
}

/// The order of all rows: of those that the base has, as the side that moved them has it; the others after the row that
/// they were put behind.
fn order([base, ours, theirs]: [&[Row]; 3]) -> Vec<RowId> {
    let ids = |rows: &[Row]| -> Vec<RowId> { rows.iter().map(|row| row.id.clone()).collect() };
    let (was, a, b) = (ids(base), ids(ours), ids(theirs));
    let common = |list: &[RowId]| -> Vec<RowId> {
        let all = list
            .iter()
            .filter(|id| was.contains(id) && a.contains(id) && b.contains(id));
        all.cloned().collect()
    };
    let (old, left, right) = (common(&was), common(&a), common(&b));
    let mut order = if left == old {
        right
    } else if right == old {
        left
    } else {
        left.min(right)
    };
    // Both sides' own rows, in an order that does not ask which side is which.
    let mut sides = [&a, &b];
    sides.sort();
    for side in sides {
        let mut behind: Option<usize> = None;
        for id in side {
            match order.iter().position(|known| known == id) {
                Some(place) => behind = Some(place),
                None => {
                    let place = behind.map_or(0, |place| place + 1);
                    order.insert(place, id.clone());
                    behind = Some(place);
                }
            }
        }
    }
    order
}
