//! `seen/WHO.json`: what one reviewer has seen of one draft.
//!
//! Invariant: two copies of a file join by what was seen later. Absent: what it is compared with.

use crate::domain::field::{FieldPath, RowId};
use crate::domain::review::seen::{Seen, SeenRow, Sight};
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::json_text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The format that this version reads and writes.
pub const FORMAT: &str = "shenbao-seen/1";

#[derive(Serialize, Deserialize)]
struct SeenFile {
    format: String,
    by: String,
    fields: BTreeMap<String, FieldFile>,
    rows: BTreeMap<String, RowFile>,
}

#[derive(Serialize, Deserialize)]
struct FieldFile {
    time: String,
    text: String,
}

#[derive(Serialize, Deserialize)]
struct RowFile {
    time: String,
    /// Null: it was seen that the row is gone.
    row: Option<CellsFile>,
}

#[derive(Serialize, Deserialize)]
struct CellsFile {
    index: usize,
    cells: BTreeMap<String, String>,
}

/// Whether some bytes are such a file.
#[must_use]
pub fn is_one(bytes: &[u8]) -> bool {
    json_text::format_of(bytes).is_some_and(|format| format == FORMAT)
}

/// Writes what somebody has seen.
#[must_use]
pub fn write(by: &str, seen: &Seen) -> String {
    let fields = seen.fields.iter().map(|(at, sight)| {
        let (time, text) = (sight.time.clone(), sight.what.clone());
        (at.as_str().to_owned(), FieldFile { time, text })
    });
    let rows = seen.rows.iter().map(|((table, id), sight)| {
        let row = sight.what.as_ref().map(|row| CellsFile {
            index: row.index,
            cells: row.cells.clone(),
        });
        let time = sight.time.clone();
        (format!("{table}/{}", id.as_str()), RowFile { time, row })
    });
    let file = SeenFile {
        format: FORMAT.to_owned(),
        by: by.to_owned(),
        fields: fields.collect(),
        rows: rows.collect(),
    };
    json_text::write(&serde_json::to_value(file).unwrap_or_default())
}

/// Reads what somebody has seen: who, and what.
///
/// # Errors
/// The first fault with its place.
pub fn read(bytes: &[u8]) -> Result<(String, Seen), DataFault> {
    let value = json_text::read(bytes)?;
    let file: SeenFile = serde_json::from_value(value)
        .map_err(|error| DataFault::at("", DataFaultKind::Shape(error.to_string())))?;
    if file.format != FORMAT {
        return Err(DataFault::at("/format", DataFaultKind::Format(file.format)));
    }
    let mut seen = Seen::default();
    for (name, field) in file.fields {
        let at = FieldPath::parse(&name).map_err(|_| bad("/fields", &name))?;
        let (time, what) = (field.time, field.text);
        seen.fields.insert(at, Sight { time, what });
    }
    for (name, row) in file.rows {
        let parted = name
            .split_once('/')
            .and_then(|(table, id)| Some((table.to_owned(), RowId::parse(id)?)));
        let key = parted.ok_or_else(|| bad("/rows", &name))?;
        let what = row.row.map(|row| SeenRow {
            index: row.index,
            cells: row.cells,
        });
        seen.rows.insert(
            key,
            Sight {
                time: row.time,
                what,
            },
        );
    }
    Ok((file.by, seen))
}

fn bad(place: &str, name: &str) -> DataFault {
    DataFault::at(place, DataFaultKind::BadId(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_comes_back() {
        let mut seen = Seen::default();
        let at = FieldPath::parse("plan").expect("a path");
        let id = RowId::parse("r1").expect("an id");
        let sight = |what| Sight {
            time: "2026-11-24T08:00:00Z".to_owned(),
            what,
        };
        seen.fields.insert(
            at,
            Sight {
                time: "2026-11-24T08:00:00Z".into(),
                what: "第一段\n第二段".into(),
            },
        );
        let row = SeenRow {
            index: 2,
            cells: BTreeMap::from([("item".to_owned(), "课酬".to_owned())]),
        };
        seen.rows
            .insert(("budget".into(), id.clone()), sight(Some(row)));
        seen.rows.insert(("team".into(), id), sight(None));
        let text = write("评审甲", &seen);
        assert_eq!(read(text.as_bytes()), Ok(("评审甲".to_owned(), seen)));
    }
}
