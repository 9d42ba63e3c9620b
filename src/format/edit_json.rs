//! Edits as JSON: in the journal, and in suggestions.

use crate::domain::conflict::Conflict;
use crate::domain::draft::Row;
use crate::domain::edit::Edit;
use crate::domain::field::{FieldPath, RowId};
use serde_json::{Map, Value, json};

/// The JSON of an edit.
#[must_use]
pub fn to_value(edit: &Edit) -> Value {
    match edit {
        Edit::Set { at, text } => json!({"set": at.as_str(), "text": text}),
        Edit::Splice {
            at,
            start,
            removed,
            inserted,
        } => {
            json!({"splice": at.as_str(), "start": start, "removed": removed, "inserted": inserted})
        }
        Edit::InsertRow { table, index, row } => {
            let cells: Map<String, Value> = row
                .cells
                .iter()
                .map(|(c, t)| (c.clone(), t.as_str().into()))
                .collect();
            json!({"insert-row": table, "index": index, "row": row.id.as_str(), "cells": cells})
        }
        Edit::RemoveRow { table, row } => json!({"remove-row": table, "row": row.as_str()}),
        Edit::MoveRow { table, row, index } => {
            json!({"move-row": table, "row": row.as_str(), "index": index})
        }
        Edit::Settle { at, conflict } => {
            json!({"settle": at.as_str(), "conflict": conflict.as_ref().map(conflict_value)})
        }
        Edit::All(edits) => json!({"all": edits.iter().map(to_value).collect::<Vec<_>>()}),
    }
}

/// Reads an edit; `None` when it is none.
#[must_use]
pub fn from_value(value: &Value) -> Option<Edit> {
    let members = value.as_object()?;
    let text = |name: &str| members.get(name).and_then(Value::as_str);
    let number = |name: &str| {
        members
            .get(name)
            .and_then(Value::as_u64)
            .and_then(|n| usize::try_from(n).ok())
    };
    let path = |name: &str| text(name).and_then(|text| FieldPath::parse(text).ok());
    let row = || text("row").and_then(RowId::parse);
    if let Some(at) = path("set") {
        return Some(Edit::Set {
            at,
            text: text("text")?.to_owned(),
        });
    }
    if let Some(at) = path("splice") {
        let (start, removed) = (number("start")?, number("removed")?);
        return Some(Edit::Splice {
            at,
            start,
            removed,
            inserted: text("inserted")?.to_owned(),
        });
    }
    if let Some(table) = text("insert-row") {
        let cells = members.get("cells")?.as_object()?;
        let cells = cells
            .iter()
            .map(|(column, text)| Some((column.clone(), text.as_str()?.to_owned())));
        let row = Row {
            id: row()?,
            cells: cells.collect::<Option<_>>()?,
        };
        return Some(Edit::InsertRow {
            table: table.to_owned(),
            index: number("index")?,
            row,
        });
    }
    if let Some(table) = text("remove-row") {
        return Some(Edit::RemoveRow {
            table: table.to_owned(),
            row: row()?,
        });
    }
    if let Some(table) = text("move-row") {
        return Some(Edit::MoveRow {
            table: table.to_owned(),
            row: row()?,
            index: number("index")?,
        });
    }
    if let Some(at) = path("settle") {
        let conflict = match members.get("conflict")? {
            Value::Null => None,
            value => Some(read_conflict(value)?),
        };
        return Some(Edit::Settle { at, conflict });
    }
    let edits = members.get("all")?.as_array()?;
    edits
        .iter()
        .map(from_value)
        .collect::<Option<_>>()
        .map(Edit::All)
}

/// The JSON of a conflict, in edits and in drafts.
#[must_use]
pub fn conflict_value(conflict: &Conflict) -> Value {
    json!({"base": conflict.base, "sides": conflict.sides()})
}

/// Reads a conflict; `None` when it is none.
#[must_use]
pub fn read_conflict(value: &Value) -> Option<Conflict> {
    let base = match value.get("base")? {
        Value::Null => None,
        base => Some(base.as_str()?.to_owned()),
    };
    let sides = value.get("sides")?.as_array()?.iter();
    let sides = sides.map(|side| side.as_str().map(str::to_owned));
    Conflict::new(base, sides.collect::<Option<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edit_comes_back_as_it_was() {
        let at = FieldPath::parse("plan").expect("a path");
        let id = RowId::parse("r7").expect("an id");
        let mut row = Row::new(id.clone());
        row.cells.insert("item".into(), "讲课费".into());
        let edits = vec![
            Edit::Set {
                at: at.clone(),
                text: "一\n二".into(),
            },
            Edit::Splice {
                at,
                start: 1,
                removed: 2,
                inserted: "\u{1b}".into(),
            },
            Edit::InsertRow {
                table: "budget".into(),
                index: 0,
                row,
            },
            Edit::MoveRow {
                table: "budget".into(),
                row: id.clone(),
                index: 3,
            },
            Edit::RemoveRow {
                table: "budget".into(),
                row: id,
            },
            Edit::Settle {
                at: FieldPath::parse("basis").expect("a path"),
                conflict: Conflict::new(None, vec!["一".into(), "二".into()]),
            },
            Edit::Settle {
                at: FieldPath::parse("aim").expect("a path"),
                conflict: None,
            },
        ];
        let all = Edit::All(edits);
        assert_eq!(from_value(&to_value(&all)), Some(all));
        assert_eq!(from_value(&json!({"set": "../x", "text": 1})), None);
    }
}
