//! Where the conversation is, and what lies before and behind.
//!
//! Invariant: going forward from anywhere comes to the end.

use crate::app::sections::parts;
use crate::app::session::Session;
use crate::domain::field::{FieldPath, RowId};

/// Where the conversation is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// At a field, a table, or a cell.
    At(FieldPath),
    /// Behind the last field.
    End,
}

impl Place {
    /// The place that is wished, else the first.
    pub(super) fn first(session: &Session, wanted: Option<&FieldPath>) -> Self {
        let first = stops(session).into_iter().next();
        let at = wanted.cloned().or(first);
        at.map_or(Self::End, Self::At)
    }

    pub(super) fn after(&self, session: &Session) -> Self {
        let Self::At(at) = self else {
            return Self::End;
        };
        if let Some(beside) = beside(session, at, 1) {
            return Self::At(beside);
        }
        let all = stops(session);
        let here = all.iter().position(|stop| stop == at);
        let next = here.and_then(|here| all.get(here + 1).cloned());
        next.map_or(Self::End, Self::At)
    }

    pub(super) fn before(&self, session: &Session) -> Self {
        let all = stops(session);
        let Self::At(at) = self else {
            return all.last().cloned().map_or(Self::End, Self::At);
        };
        if let Some(beside) = beside(session, at, -1) {
            return Self::At(beside);
        }
        let here = all.iter().position(|stop| stop == at).unwrap_or(0);
        let before = all.get(here.saturating_sub(1)).cloned();
        before.map_or(Self::End, Self::At)
    }

    /// The table and the row that a cell lies in.
    pub(super) fn row(&self, session: &Session) -> Option<(String, RowId)> {
        match self {
            Self::At(at) if session.draft().is_cell(at) => {
                let row = RowId::parse(at.segments().nth(1)?)?;
                Some((at.head().to_owned(), row))
            }
            _ => None,
        }
    }
}

/// Every field and table, in the order of the form.
pub(super) fn stops(session: &Session) -> Vec<FieldPath> {
    let entries = parts(session).into_iter().flat_map(|part| part.entries);
    entries.map(|entry| entry.at).collect()
}

/// The columns of a table that a person answers, as addresses of a row's cells.
pub(super) fn cells(session: &Session, table: &str, row: &RowId) -> Vec<FieldPath> {
    let found = session.call().form.table(table).into_iter();
    let columns = found.flat_map(|table| &table.columns);
    columns
        .map(|column| FieldPath::cell(table, row, column.at.as_str()))
        .collect()
}

/// The cell beside a cell of a row; the table itself beside the outer ones; `None` outside of tables.
fn beside(session: &Session, at: &FieldPath, by: isize) -> Option<FieldPath> {
    let (table, row) = Place::At(at.clone()).row(session)?;
    let cells = cells(session, &table, &row);
    let here = cells.iter().position(|cell| cell == at)?;
    let next = here.checked_add_signed(by);
    let next = next.and_then(|index| cells.get(index).cloned());
    next.or_else(|| FieldPath::parse(&table).ok())
}
