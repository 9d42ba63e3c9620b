//! The edit that makes one draft say what another says: so bringing an old version back is a change like any other, that
//! is journalled, undone and told.

use super::Edit;
use crate::domain::draft::{Draft, Row};
use crate::domain::field::FieldPath;
use std::collections::BTreeSet;

/// The edit that makes `now` say what `then` says; `None` when it does already. What the draft is (its id, its call, its
/// project) stays.
#[must_use]
pub fn edit_to(now: &Draft, then: &Draft) -> Option<Edit> {
    let texts = changed_values(now, then).map(|at| Edit::Set {
        text: then.text(&at).to_owned(),
        at,
    });
    let mut edits: Vec<Edit> = texts.collect();
    let tables: BTreeSet<&str> = now.table_names().chain(then.table_names()).collect();
    for name in tables {
        let (before, after) = (now.rows(name), then.rows(name));
        if before != after {
            edits.push(replace_rows(name, before, after));
        }
    }
    let conflicts = now.conflicts.keys().chain(then.conflicts.keys());
    let conflicts: BTreeSet<&FieldPath> = conflicts.collect();
    for at in conflicts {
        let conflict = then.conflicts.get(at);
        if now.conflicts.get(at) != conflict {
            edits.push(Edit::Settle {
                at: at.clone(),
                conflict: conflict.cloned(),
            });
        }
    }
    (!edits.is_empty()).then_some(Edit::All(edits))
}

/// The fields that say something else in `mine` than in `base`.
pub fn changed_values<'a>(
    base: &'a Draft,
    mine: &'a Draft,
) -> impl Iterator<Item = FieldPath> + 'a {
    let both = base.values().chain(mine.values());
    let all: BTreeSet<&FieldPath> = both.map(|(at, _)| at).collect();
    let changed = all.into_iter().cloned();
    changed.filter(|at| base.text(at) != mine.text(at))
}

/// The edit that puts other rows in place of all rows of a table.
#[must_use]
pub fn replace_rows(table: &str, before: &[Row], after: &[Row]) -> Edit {
    let out = before.iter().map(|row| Edit::RemoveRow {
        table: table.to_owned(),
        row: row.id.clone(),
    });
    let into = after.iter().enumerate();
    let into = into.map(|(index, row)| Edit::InsertRow {
        table: table.to_owned(),
        index,
        row: row.clone(),
    });
    Edit::All(out.chain(into).collect())
}
