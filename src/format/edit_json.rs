//! Edits as JSON: what the journal keeps and a reviewer's suggestion holds.
//!
//! `{"op": "set", "at": PATH, "text": TEXT}`, and likewise `splice`, `insert-row`, `remove-row`, `move-row` and `all`.
//! Invariant: `read(write(edit))` is the edit. Absent: whether an edit fits a draft.

use crate::domain::draft::Row;
use crate::domain::edit::Edit;
use crate::domain::fault::{JsonFault, JsonFaultKind, JsonKind};
use crate::domain::field::{FieldPath, RowId};
use crate::format::json_text::pointer;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The JSON of an edit.
#[must_use]
pub fn write(edit: &Edit) -> Value {
    match edit {
        Edit::Set { at, text } => json!({"op": "set", "at": at.as_str(), "text": text}),
        Edit::Splice {
            at,
            start,
            removed,
            inserted,
        } => json!({
            "op": "splice", "at": at.as_str(), "start": start, "removed": removed, "inserted": inserted
        }),
        Edit::InsertRow { table, index, row } => json!({
            "op": "insert-row", "table": table, "index": index,
            "row": row.id.as_str(), "cells": row.cells
        }),
        Edit::RemoveRow { table, row } => {
            json!({"op": "remove-row", "table": table, "row": row.as_str()})
        }
        Edit::MoveRow { table, row, index } => {
            json!({"op": "move-row", "table": table, "row": row.as_str(), "index": index})
        }
        Edit::All(edits) => {
            json!({"op": "all", "edits": edits.iter().map(write).collect::<Vec<_>>()})
        }
    }
}

/// Reads an edit.
///
/// # Errors
/// [`JsonFault`] with the JSON pointer of the first member that is wrong.
pub fn read(value: &Value) -> Result<Edit, JsonFault> {
    read_at("", value)
}

fn read_at(place: &str, value: &Value) -> Result<Edit, JsonFault> {
    let member = Member { place, value };
    match member.text("op")? {
        "set" => Ok(Edit::Set {
            at: member.path("at")?,
            text: member.text("text")?.to_owned(),
        }),
        "splice" => Ok(Edit::Splice {
            at: member.path("at")?,
            start: member.count("start")?,
            removed: member.count("removed")?,
            inserted: member.text("inserted")?.to_owned(),
        }),
        "insert-row" => Ok(Edit::InsertRow {
            table: member.text("table")?.to_owned(),
            index: member.count("index")?,
            row: member.whole_row()?,
        }),
        "remove-row" => Ok(Edit::RemoveRow {
            table: member.text("table")?.to_owned(),
            row: member.row("row")?,
        }),
        "move-row" => Ok(Edit::MoveRow {
            table: member.text("table")?.to_owned(),
            row: member.row("row")?,
            index: member.count("index")?,
        }),
        "all" => member.edits().map(Edit::All),
        other => Err(member.fault("op", JsonFaultKind::UnknownWord(other.to_owned()))),
    }
}

/// An object whose members are asked for by name.
#[derive(Clone, Copy)]
struct Member<'a> {
    place: &'a str,
    value: &'a Value,
}

impl<'a> Member<'a> {
    fn get(self, name: &'static str) -> Result<&'a Value, JsonFault> {
        let Value::Object(members) = self.value else {
            let wanted = JsonFaultKind::Wanted(JsonKind::Object);
            return Err(JsonFault::at_member(self.place, wanted));
        };
        members
            .get(name)
            .ok_or_else(|| JsonFault::at_member(self.place, JsonFaultKind::Missing(name)))
    }

    fn text(self, name: &'static str) -> Result<&'a str, JsonFault> {
        let value = self.get(name)?;
        value
            .as_str()
            .ok_or_else(|| self.fault(name, JsonFaultKind::Wanted(JsonKind::String)))
    }

    fn count(self, name: &'static str) -> Result<usize, JsonFault> {
        let count = self.get(name)?.as_u64().and_then(|n| n.try_into().ok());
        count.ok_or_else(|| self.fault(name, JsonFaultKind::Wanted(JsonKind::Count)))
    }

    fn path(self, name: &'static str) -> Result<FieldPath, JsonFault> {
        let given = self.text(name)?;
        FieldPath::parse(given)
            .map_err(|_| self.fault(name, JsonFaultKind::BadId(given.to_owned())))
    }

    fn row(self, name: &'static str) -> Result<RowId, JsonFault> {
        let given = self.text(name)?;
        RowId::parse(given).ok_or_else(|| self.fault(name, JsonFaultKind::BadId(given.to_owned())))
    }

    fn whole_row(self) -> Result<Row, JsonFault> {
        let Value::Object(cells) = self.get("cells")? else {
            return Err(self.fault("cells", JsonFaultKind::Wanted(JsonKind::Object)));
        };
        let cells: Option<BTreeMap<String, String>> = cells
            .iter()
            .map(|(column, text)| Some((column.clone(), text.as_str()?.to_owned())))
            .collect();
        let wanted = JsonFaultKind::Wanted(JsonKind::String);
        Ok(Row {
            id: self.row("row")?,
            cells: cells.ok_or_else(|| self.fault("cells", wanted))?,
        })
    }

    fn edits(self) -> Result<Vec<Edit>, JsonFault> {
        let Value::Array(edits) = self.get("edits")? else {
            return Err(self.fault("edits", JsonFaultKind::Wanted(JsonKind::Array)));
        };
        let place = pointer(self.place, "edits");
        let indexed = edits.iter().enumerate();
        indexed
            .map(|(index, edit)| read_at(&pointer(&place, &index.to_string()), edit))
            .collect()
    }

    fn fault(self, name: &str, what: JsonFaultKind) -> JsonFault {
        JsonFault::at_member(pointer(self.place, name), what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(path: &str) -> FieldPath {
        FieldPath::parse(path).expect("a path")
    }

    fn row_id() -> RowId {
        RowId::parse("r7k2").expect("a row id")
    }

    #[test]
    fn every_kind_of_edit_comes_back() {
        let set = Edit::Set {
            at: at("plan"),
            text: "甲\n\"乙\u{1b}".to_owned(),
        };
        let table = || "budget".to_owned();
        let mut row = Row::new(row_id());
        row.cells.insert("item".to_owned(), "交通费".to_owned());
        let kinds = vec![
            set,
            Edit::Splice {
                at: at("budget/r7k2/item"),
                start: 3,
                removed: 0,
                inserted: "费".to_owned(),
            },
            Edit::InsertRow {
                table: table(),
                index: 0,
                row,
            },
            Edit::RemoveRow {
                table: table(),
                row: row_id(),
            },
            Edit::MoveRow {
                table: table(),
                row: row_id(),
                index: 2,
            },
        ];
        for edit in kinds.iter().cloned().chain([Edit::All(kinds.clone())]) {
            assert_eq!(read(&write(&edit)), Ok(edit));
        }
    }

    #[test]
    fn what_is_no_edit_is_told_with_its_place() {
        use JsonFaultKind as Kind;
        let missing = |name| Kind::Missing(name);
        for (value, place, what) in [
            (json!(7), "", Kind::Wanted(JsonKind::Object)),
            (json!({}), "", missing("op")),
            (
                json!({"op": "burn"}),
                "/op",
                Kind::UnknownWord("burn".to_owned()),
            ),
            (
                json!({"op": "set", "at": "a//b"}),
                "/at",
                Kind::BadId("a//b".to_owned()),
            ),
            (json!({"op": "set", "at": "a"}), "", missing("text")),
            (
                json!({"op": "all", "edits": [{"op": "splice", "at": "a", "start": -1}]}),
                "/edits/0/start",
                Kind::Wanted(JsonKind::Count),
            ),
            (
                json!({"op": "insert-row", "table": "t", "index": 0, "row": "r", "cells": {"a": 1}}),
                "/cells",
                Kind::Wanted(JsonKind::String),
            ),
        ] {
            let expected = JsonFault::at_member(place, what);
            assert_eq!(read(&value), Err(expected), "reading {value}");
        }
    }
}
