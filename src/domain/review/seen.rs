//! What a reviewer has seen: the text of each field, cell and row as it last was in front of them.
//!
//! Invariant: a mark holds what was seen, so that it falls by itself when, and only when, that field changes; and what was
//! seen can be shown beside what is there now, whatever became of the versions in between.

use crate::domain::draft::{Draft, Row};
use crate::domain::field::{FieldPath, RowId};
use std::collections::{BTreeMap, BTreeSet};

/// What one reviewer has seen of one draft.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Seen {
    /// The texts outside tables, by address; an empty text was seen to be empty.
    pub fields: BTreeMap<FieldPath, Sight<String>>,
    /// The rows by table and id; `None` was seen to be gone.
    pub rows: BTreeMap<(String, RowId), Sight<Option<SeenRow>>>,
}

/// Something seen, and when.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Sight<T> {
    /// When: RFC 3339, UTC.
    pub time: String,
    /// What.
    pub what: T,
}

/// A row as it was seen.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SeenRow {
    /// Its place in the table, from 0.
    pub index: usize,
    /// Its cells by column.
    pub cells: BTreeMap<String, String>,
}

impl Seen {
    /// Whether nothing was ever seen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.rows.is_empty()
    }

    /// Whether what stands at an address (a field, a cell or a row) is what was seen there.
    #[must_use]
    pub fn has(&self, draft: &Draft, at: &FieldPath) -> bool {
        match row_at(draft, at) {
            Some((table, id)) => {
                let now = draft.row(table, &id).map(|(_, row)| &row.cells);
                let seen = self.rows.get(&(table.to_owned(), id));
                seen.is_some_and(|sight| sight.what.as_ref().map(|row| &row.cells) == now)
            }
            None => {
                let seen = self.fields.get(at);
                seen.is_some_and(|sight| sight.what == draft.text(at))
            }
        }
    }

    /// Marks what stands at an address as seen.
    pub fn see(&mut self, draft: &Draft, at: &FieldPath, time: &str) {
        let time = time.to_owned();
        match row_at(draft, at) {
            Some((table, id)) => {
                let what = draft.row(table, &id).map(|(index, row)| SeenRow {
                    index,
                    cells: row.cells.clone(),
                });
                self.rows
                    .insert((table.to_owned(), id), Sight { time, what });
            }
            None => {
                let what = draft.text(at).to_owned();
                self.fields.insert(at.clone(), Sight { time, what });
            }
        }
    }

    /// Takes the mark at an address away.
    pub fn forget(&mut self, draft: &Draft, at: &FieldPath) {
        match row_at(draft, at) {
            Some((table, id)) => {
                self.rows.remove(&(table.to_owned(), id));
            }
            None => {
                self.fields.remove(at);
            }
        }
    }

    /// Marks everything as seen, also that what was there before is gone.
    pub fn see_all(&mut self, draft: &Draft, time: &str) {
        let rows = draft.table_names().flat_map(|table| {
            let now = draft.rows(table).iter().map(|row| &row.id);
            let before = self
                .rows
                .keys()
                .filter(move |(name, _)| name == table)
                .map(|(_, id)| id);
            now.chain(before)
                .map(move |id| format!("{table}/{}", id.as_str()))
        });
        let fields = draft.values().map(|(at, _)| at).chain(self.fields.keys());
        let all: BTreeSet<FieldPath> = fields
            .cloned()
            .chain(rows.filter_map(|row| FieldPath::parse(&row).ok()))
            .collect();
        for at in all {
            self.see(draft, &at, time);
        }
    }

    /// The draft as it was seen; what never was is as the call pre-filled it.
    #[must_use]
    pub fn base(&self, prefilled: &Draft) -> Draft {
        let mut values: BTreeMap<FieldPath, String> = prefilled
            .values()
            .map(|(at, text)| (at.clone(), text.to_owned()))
            .collect();
        for (at, sight) in &self.fields {
            values.insert(at.clone(), sight.what.clone());
        }
        let mut tables: BTreeMap<String, Vec<Row>> = prefilled
            .table_names()
            .map(|name| (name.to_owned(), prefilled.rows(name).to_vec()))
            .collect();
        let mut seen: Vec<_> = self.rows.iter().collect();
        seen.sort_by_key(|(_, sight)| sight.what.as_ref().map(|row| row.index));
        for ((table, id), sight) in seen {
            let rows = tables.entry(table.clone()).or_default();
            rows.retain(|row| row.id != *id);
            if let Some(row) = &sight.what {
                let place = row.index.min(rows.len());
                rows.insert(
                    place,
                    Row {
                        id: id.clone(),
                        cells: row.cells.clone(),
                    },
                );
            }
        }
        Draft::new(prefilled.origin.clone(), values, tables)
    }

    /// What both have; of two sights of one thing the later counts.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        join(&mut self.fields, other.fields);
        join(&mut self.rows, other.rows);
        self
    }
}

fn join<K: Ord, T: Ord>(mine: &mut BTreeMap<K, Sight<T>>, other: BTreeMap<K, Sight<T>>) {
    for (key, sight) in other {
        match mine.get(&key) {
            Some(have) if *have >= sight => {}
            _ => {
                mine.insert(key, sight);
            }
        }
    }
}

/// The table and row of an address in a table of the draft: of the row itself or of one of its cells.
fn row_at<'a>(draft: &'a Draft, at: &FieldPath) -> Option<(&'a str, RowId)> {
    let table = draft.table_names().find(|name| *name == at.head())?;
    let row = at.segments().nth(1).and_then(RowId::parse)?;
    Some((table, row))
}
