//! What differs between two drafts, field by field, as data.
//!
//! Invariants: joining the equal and delete segments of a change gives the first text, the equal and insert segments the
//! second, to the character; rows are matched by their id, never by their place. Absent: who changed it, and files.

mod alike;
pub mod facing;
mod inside;
pub mod text;

use crate::domain::draft::{Draft, Row};
use crate::domain::field::{FieldPath, RowId};
use std::collections::{BTreeMap, BTreeSet};
use text::{Grain, Segment, compare};

/// What happened to a field or a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChangeKind {
    /// Only the second draft has it.
    Added,
    /// Only the first draft has it.
    Removed,
    /// Both have it, with different texts.
    Changed,
    /// A row that stands at another place among the rows that both have.
    Moved,
}

/// One difference between two drafts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The field, the cell, or the row (`budget/ROW`).
    pub at: FieldPath,
    /// What happened.
    pub kind: ChangeKind,
    /// The first text; of a moved row its place from 1.
    pub a: Option<String>,
    /// The second text; of a moved row its place from 1.
    pub b: Option<String>,
    /// How the first text becomes the second; empty where only one is there, and for moves.
    pub segments: Vec<Segment>,
}

/// Compares two drafts: the fields in the order of their addresses, then each table's rows.
#[must_use]
pub fn diff(a: &Draft, b: &Draft, grain: Grain) -> Vec<Change> {
    let texts = |draft: &Draft| -> BTreeMap<FieldPath, String> {
        let values = draft.values();
        values
            .map(|(at, text)| (at.clone(), text.to_owned()))
            .collect()
    };
    let mut changes = compare_texts(&texts(a), &texts(b), grain);
    let tables: BTreeSet<&str> = a.table_names().chain(b.table_names()).collect();
    for table in tables {
        changes.extend(compare_rows(table, a.rows(table), b.rows(table), grain));
    }
    changes
}

fn compare_texts(
    a: &BTreeMap<FieldPath, String>,
    b: &BTreeMap<FieldPath, String>,
    grain: Grain,
) -> Vec<Change> {
    let paths: BTreeSet<&FieldPath> = a.keys().chain(b.keys()).collect();
    let changes = paths
        .into_iter()
        .filter_map(|at| change(at, a.get(at), b.get(at), grain));
    changes.collect()
}

fn change(at: &FieldPath, a: Option<&String>, b: Option<&String>, grain: Grain) -> Option<Change> {
    let kind = match (a, b) {
        (Some(a), Some(b)) if a == b => return None,
        (Some(_), Some(_)) => ChangeKind::Changed,
        (Some(_), None) => ChangeKind::Removed,
        (None, _) => ChangeKind::Added,
    };
    let segments = a
        .zip(b)
        .map(|(a, b)| compare(a, b, grain))
        .unwrap_or_default();
    Some(Change {
        at: at.clone(),
        kind,
        a: a.cloned(),
        b: b.cloned(),
        segments,
    })
}

fn compare_rows(table: &str, a: &[Row], b: &[Row], grain: Grain) -> Vec<Change> {
    let mut changes = Vec::new();
    for row in a
        .iter()
        .filter(|row| !b.iter().any(|other| other.id == row.id))
    {
        changes.extend(whole_row(table, row, ChangeKind::Removed));
    }
    let moved = moved(a, b);
    for (place, row) in b.iter().enumerate() {
        let Some(before) = a.iter().position(|other| other.id == row.id) else {
            changes.extend(whole_row(table, row, ChangeKind::Added));
            continue;
        };
        if moved.contains(&row.id) {
            changes.extend(row_path(table, &row.id).map(|at| Change {
                at,
                kind: ChangeKind::Moved,
                a: Some((before + 1).to_string()),
                b: Some((place + 1).to_string()),
                segments: Vec::new(),
            }));
        }
        let cells = |row: &Row| -> BTreeMap<FieldPath, String> {
            let at = |column: &String| FieldPath::cell(table, &row.id, column);
            let cells = row.cells.iter();
            cells
                .map(|(column, text)| (at(column), text.clone()))
                .collect()
        };
        changes.extend(compare_texts(&cells(&a[before]), &cells(row), grain));
    }
    changes
}

fn row_path(table: &str, row: &RowId) -> Option<FieldPath> {
    FieldPath::parse(&format!("{table}/{}", row.as_str())).ok()
}

/// A row that only one side has: its cells, a line each.
fn whole_row(table: &str, row: &Row, kind: ChangeKind) -> Option<Change> {
    let cells = row.cells.iter();
    let cells: Vec<String> = cells
        .map(|(column, text)| format!("{column}: {text}"))
        .collect();
    let text = Some(cells.join("\n"));
    let (a, b) = match kind {
        ChangeKind::Removed => (text, None),
        _ => (None, text),
    };
    Some(Change {
        at: row_path(table, &row.id)?,
        kind,
        a,
        b,
        segments: Vec::new(),
    })
}

/// The rows of both sides that do not keep their order: those outside the longest run that does.
fn moved(a: &[Row], b: &[Row]) -> BTreeSet<RowId> {
    let places: Vec<usize> = b
        .iter()
        .filter_map(|row| a.iter().position(|other| other.id == row.id))
        .collect();
    let kept = longest_rising(&places);
    places
        .into_iter()
        .filter(|place| !kept.contains(place))
        .map(|place| a[place].id.clone())
        .collect()
}

/// The longest rising run among distinct numbers, not necessarily side by side.
fn longest_rising(numbers: &[usize]) -> BTreeSet<usize> {
    // ends[k]: where the run of k + 1 numbers with the smallest end so far ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (index, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut kept = BTreeSet::new();
    let mut at = ends.last().copied();
    while let Some(index) = at {
        kept.insert(numbers[index]);
        at = before[index];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::longest_rising;

    #[test]
    fn the_longest_rising_run_is_found() {
        for (numbers, wanted) in [
            (&[0, 1, 2, 3][..], &[0, 1, 2, 3][..]),
            (&[3, 0, 1, 2], &[0, 1, 2]),
            (&[1, 2, 0, 3], &[1, 2, 3]),
            (&[], &[]),
        ] {
            let found: Vec<usize> = longest_rising(numbers).into_iter().collect();
            assert_eq!(found, wanted, "{numbers:?}");
        }
    }
}
