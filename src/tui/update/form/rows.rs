//! Rows of tables: adding, taking out, moving, and going up and down a column.

use super::going::{go_to, stand_somewhere, step};
use super::{apply, open, refuse};
use crate::app::command::NotNow;
use crate::app::effect::Effect;
use crate::app::session::Session;
use crate::domain::draft::Row;
use crate::domain::edit::Edit;
use crate::domain::field::{FieldPath, RowId};
use crate::tui::keymap::Move;
use crate::tui::model::Model;

/// Whether an address is the last cell of its table.
pub(super) fn is_last_cell(session: &Session, at: &FieldPath) -> bool {
    let Some((index, _)) = row_of(session, at) else {
        return false;
    };
    let last_row = index + 1 == session.draft().rows(at.head()).len();
    let table = session.call().form.table(at.head());
    let last = table.and_then(|table| table.columns.last());
    last_row && last.is_some_and(|column| column.at.as_str() == at.tail())
}

fn row_of(session: &Session, at: &FieldPath) -> Option<(usize, RowId)> {
    let id = RowId::parse(at.segments().nth(1)?)?;
    let (index, _) = session.draft().row(at.head(), &id)?;
    Some((index, id))
}

/// Adds a row below the one the cursor is in, and goes to its first cell.
pub(super) fn add(model: &mut Model) -> Vec<Effect> {
    let Some((form, session)) = open(model) else {
        return Vec::new();
    };
    let name = form.at.head().to_owned();
    let table = session.call().form.table(&name);
    let first = table.and_then(|table| table.columns.first());
    let first = first.map(|column| column.at.as_str().to_owned());
    let Some(first) = first else {
        return refuse(model, NotNow::NotInTable);
    };
    let index =
        row_of(session, &form.at).map_or(session.draft().rows(&name).len(), |(index, _)| index + 1);
    let id = session.fresh_row_id(&name);
    session.seal();
    let row = Row::new(id.clone());
    let effects = apply(
        model,
        Edit::InsertRow {
            table: name.clone(),
            index,
            row,
        },
        None,
    );
    if !effects.is_empty() {
        go_to(model, &FieldPath::cell(&name, &id, &first));
    }
    effects
}

/// Takes out the row that the cursor is in; the cursor goes to the same column of the row that comes up.
pub(super) fn remove(model: &mut Model) -> Vec<Effect> {
    let Some((form, session)) = open(model) else {
        return Vec::new();
    };
    let at = form.at.clone();
    let Some((index, id)) = row_of(session, &at) else {
        return refuse(model, NotNow::NotInTable);
    };
    let name = at.head().to_owned();
    session.seal();
    let effects = apply(
        model,
        Edit::RemoveRow {
            table: name.clone(),
            row: id,
        },
        None,
    );
    let Some((_, session)) = open(model) else {
        return effects;
    };
    let rows = session.draft().rows(&name);
    let next = rows
        .get(index)
        .or_else(|| rows.last())
        .map(|row| FieldPath::cell(&name, &row.id, at.tail()));
    if let Some(next) = next {
        go_to(model, &next);
    } else if let Ok(table) = FieldPath::parse(&name) {
        go_to(model, &table);
    }
    stand_somewhere(model);
    effects
}

/// Moves the row that the cursor is in up or down.
pub(super) fn shift(model: &mut Model, by: isize) -> Vec<Effect> {
    let Some((form, session)) = open(model) else {
        return Vec::new();
    };
    let table = form.at.head().to_owned();
    let Some((index, row)) = row_of(session, &form.at) else {
        return refuse(model, NotNow::NotInTable);
    };
    let to = index.saturating_add_signed(by);
    if to == index || to >= session.draft().rows(&table).len() {
        return Vec::new();
    }
    session.seal();
    apply(
        model,
        Edit::MoveRow {
            table,
            row,
            index: to,
        },
        None,
    )
}

/// Goes up or down a column; from the first and the last row on to the field before or after the table.
pub(super) fn go(model: &mut Model, to: Move) -> Vec<Effect> {
    let Some((form, session)) = open(model) else {
        return Vec::new();
    };
    let at = form.at.clone();
    let Some((index, _)) = row_of(session, &at) else {
        return Vec::new();
    };
    let by = if to == Move::Up { -1 } else { 1 };
    let rows = session.draft().rows(at.head());
    let next = index
        .checked_add_signed(by)
        .and_then(|index| rows.get(index));
    match next.map(|row| FieldPath::cell(at.head(), &row.id, at.tail())) {
        Some(cell) => go_to(model, &cell),
        None => leave_table(model, &at, by),
    }
}

fn leave_table(model: &mut Model, at: &FieldPath, by: isize) -> Vec<Effect> {
    loop {
        let Some((form, _)) = open(model) else {
            return Vec::new();
        };
        let before = form.at.clone();
        step(model, by);
        let Some((form, _)) = open(model) else {
            return Vec::new();
        };
        if form.at == before || form.at.head() != at.head() {
            return Vec::new();
        }
    }
}
