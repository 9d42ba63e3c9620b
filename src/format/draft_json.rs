//! `draft.json`: a draft as a file that git shows line by line.
//!
//! Invariants: reading what was written gives the same draft; members that this version does not know survive; a text
//! with line breaks is an array of its lines. A file of a later format is read as far as it goes, for reading only.

mod head;

pub use head::{Head, head};

use crate::domain::call::CallId;
use crate::domain::conflict::Conflict;
use crate::domain::draft::{Draft, DraftId, Origin, Row, UnknownMember};
use crate::domain::field::{FieldPath, RowId};
use crate::domain::project::ProjectCode;
use crate::format::edit_json::{conflict_value, read_conflict};
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::json_text;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The family of formats; a version number follows.
const FAMILY: &str = "shenbao-draft/";
/// The format that this version writes.
pub const VERSION: u32 = 1;
/// The members of the top level that this version knows.
const KNOWN: &[&str] = &[
    "format",
    "id",
    "call",
    "project",
    "project_digest",
    "created",
    "fields",
    "tables",
    "conflicts",
];

/// A draft that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadDraft {
    /// The draft.
    pub draft: Draft,
    /// The format of the file; later than [`VERSION`] when a newer program wrote it.
    pub version: u32,
}

/// Reads a draft.
///
/// # Errors
/// The first fault with its place.
pub fn read(bytes: &[u8]) -> Result<ReadDraft, DataFault> {
    from_value(&json_text::read(bytes)?)
}

/// Reads a draft from JSON that was already parsed.
///
/// # Errors
/// The first fault with its place.
pub fn from_value(value: &Value) -> Result<ReadDraft, DataFault> {
    let members = object(value, "")?;
    let format = string(members, "format", "")?;
    let version = format.strip_prefix(FAMILY).and_then(version_number);
    let version = version
        .ok_or_else(|| DataFault::at("/format", DataFaultKind::Format(format.to_owned())))?;
    let origin = read_origin(members)?;
    let mut unknown = unknown_members(members, "", KNOWN);
    let values = read_fields(members, &mut unknown)?;
    let tables = read_tables(version, members, &mut unknown)?;
    let mut draft = Draft::new(origin, values, tables);
    draft.unknown = unknown;
    draft.conflicts = read_conflicts(members)?;
    Ok(ReadDraft { draft, version })
}

/// Writes a draft.
#[must_use]
pub fn write(draft: &Draft) -> String {
    json_text::write(&to_value(draft))
}

/// The JSON of a draft.
#[must_use]
pub fn to_value(draft: &Draft) -> Value {
    let origin = &draft.origin;
    let mut members = Map::new();
    members.insert("format".into(), format!("{FAMILY}{VERSION}").into());
    members.insert("id".into(), origin.id.as_str().into());
    members.insert("call".into(), origin.call.as_str().into());
    members.insert("project".into(), origin.project.as_str().into());
    members.insert(
        "project_digest".into(),
        origin.project_digest.as_str().into(),
    );
    members.insert("created".into(), origin.created.as_str().into());
    let mut fields: Map<String, Value> = draft
        .values()
        .map(|(at, text)| (at.to_string(), text_value(text)))
        .collect();
    add_unknown(&mut fields, draft, "fields");
    members.insert("fields".into(), Value::Object(fields));
    let mut tables = Map::new();
    for name in draft.table_names() {
        let rows = draft
            .rows(name)
            .iter()
            .map(|row| row_value(draft, name, row));
        tables.insert(name.to_owned(), rows.collect());
    }
    add_unknown(&mut tables, draft, "tables");
    members.insert("tables".into(), Value::Object(tables));
    if !draft.conflicts.is_empty() {
        let conflicts = draft.conflicts.iter();
        let conflicts = conflicts.map(|(at, one)| (at.to_string(), conflict_value(one)));
        members.insert("conflicts".into(), Value::Object(conflicts.collect()));
    }
    add_unknown(&mut members, draft, "");
    Value::Object(members)
}

/// What people changed differently, by address.
fn read_conflicts(
    members: &Map<String, Value>,
) -> Result<BTreeMap<FieldPath, Conflict>, DataFault> {
    let Some(all) = members.get("conflicts") else {
        return Ok(BTreeMap::new());
    };
    let conflicts = object(all, "/conflicts")?.iter().map(|(name, value)| {
        let read = FieldPath::parse(name).ok().zip(read_conflict(value));
        let fault = DataFaultKind::Shape("conflict".into());
        read.ok_or_else(|| DataFault::at(format!("/conflicts/{name}"), fault))
    });
    conflicts.collect()
}

/// A version is written as a plain number from 1, so that a file has one way to say it.
fn version_number(digits: &str) -> Option<u32> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    digits.parse().ok().filter(|_| plain)
}

fn row_value(draft: &Draft, table: &str, row: &Row) -> Value {
    let mut members = Map::new();
    members.insert("id".into(), row.id.as_str().into());
    members.extend(
        row.cells
            .iter()
            .map(|(column, text)| (column.clone(), text_value(text))),
    );
    add_unknown(
        &mut members,
        draft,
        &format!("tables/{table}/{}", row.id.as_str()),
    );
    Value::Object(members)
}

fn text_value(text: &str) -> Value {
    if text.contains('\n') {
        text.split('\n').collect()
    } else {
        text.into()
    }
}

fn add_unknown(members: &mut Map<String, Value>, draft: &Draft, within: &str) {
    for member in draft
        .unknown
        .iter()
        .filter(|member| member.within == within)
    {
        // The text was made from a parsed value, so it parses.
        if let Ok(value) = serde_json::from_str(&member.json) {
            members.entry(member.name.clone()).or_insert(value);
        }
    }
}

fn read_origin(members: &Map<String, Value>) -> Result<Origin, DataFault> {
    let id = string(members, "id", "")?;
    let call = string(members, "call", "")?;
    let project = string(members, "project", "")?;
    let bad = |place: &str, text: &str| DataFault::at(place, DataFaultKind::BadId(text.to_owned()));
    Ok(Origin {
        id: DraftId::parse(id).ok_or_else(|| bad("/id", id))?,
        call: CallId::parse(call).ok_or_else(|| bad("/call", call))?,
        project: ProjectCode::parse(project).ok_or_else(|| bad("/project", project))?,
        project_digest: string(members, "project_digest", "")?.to_owned(),
        created: string(members, "created", "")?.to_owned(),
    })
}

fn read_fields(
    members: &Map<String, Value>,
    unknown: &mut Vec<UnknownMember>,
) -> Result<BTreeMap<FieldPath, String>, DataFault> {
    let mut values = BTreeMap::new();
    let Some(fields) = members.get("fields") else {
        return Ok(values);
    };
    for (name, value) in object(fields, "/fields")? {
        match (FieldPath::parse(name), text(value)) {
            (Ok(at), Some(text)) => {
                values.insert(at, text);
            }
            _ => unknown.push(member("fields", name, value)),
        }
    }
    Ok(values)
}

fn read_tables(
    version: u32,
    members: &Map<String, Value>,
    unknown: &mut Vec<UnknownMember>,
) -> Result<BTreeMap<String, Vec<Row>>, DataFault> {
    let mut tables = BTreeMap::new();
    let Some(all) = members.get("tables") else {
        return Ok(tables);
    };
    for (name, value) in object(all, "/tables")? {
        if version == VERSION && !value.is_array() {
            return Err(DataFault::at(
                format!("/tables/{name}"),
                DataFaultKind::Shape("array".into()),
            ));
        }
        let named = FieldPath::parse(name).is_ok_and(|path| path.segments().count() == 1);
        let Some(rows) = value.as_array().filter(|_| named) else {
            unknown.push(member("tables", name, value));
            continue;
        };
        let mut read: Vec<Row> = Vec::with_capacity(rows.len());
        let mut seen = BTreeSet::new();
        for (index, row) in rows.iter().enumerate() {
            let place = format!("/tables/{name}/{index}");
            let row = read_row(row, name, &place, unknown)?;
            if !seen.insert(row.id.clone()) {
                let id = row.id.as_str().to_owned();
                return Err(DataFault::at(
                    format!("{place}/id"),
                    DataFaultKind::Duplicate(id),
                ));
            }
            read.push(row);
        }
        tables.insert(name.clone(), read);
    }
    Ok(tables)
}

fn read_row(
    value: &Value,
    table: &str,
    place: &str,
    unknown: &mut Vec<UnknownMember>,
) -> Result<Row, DataFault> {
    let members = object(value, place)?;
    let id = string(members, "id", place)?;
    let id = RowId::parse(id)
        .ok_or_else(|| DataFault::at(format!("{place}/id"), DataFaultKind::BadId(id.into())))?;
    let within = format!("tables/{table}/{}", id.as_str());
    let mut row = Row::new(id);
    for (column, value) in members.iter().filter(|(column, _)| *column != "id") {
        let named = FieldPath::parse(column).is_ok_and(|path| path.segments().count() == 1);
        match text(value) {
            Some(text) if named => {
                row.cells.insert(column.clone(), text);
            }
            _ => unknown.push(member(&within, column, value)),
        }
    }
    Ok(row)
}

fn unknown_members(
    members: &Map<String, Value>,
    within: &str,
    known: &[&str],
) -> Vec<UnknownMember> {
    let others = members
        .iter()
        .filter(|(name, _)| !known.contains(&name.as_str()));
    others
        .map(|(name, value)| member(within, name, value))
        .collect()
}

fn member(within: &str, name: &str, value: &Value) -> UnknownMember {
    UnknownMember {
        within: within.to_owned(),
        name: name.to_owned(),
        json: value.to_string(),
    }
}

/// A text, or the lines of one.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(lines) => lines
            .iter()
            .map(Value::as_str)
            .collect::<Option<Vec<_>>>()
            .map(|lines| lines.join("\n")),
        _ => None,
    }
}

fn object<'a>(value: &'a Value, place: &str) -> Result<&'a Map<String, Value>, DataFault> {
    value
        .as_object()
        .ok_or_else(|| DataFault::at(place, DataFaultKind::Shape("object".into())))
}

fn string<'a>(
    members: &'a Map<String, Value>,
    name: &str,
    place: &str,
) -> Result<&'a str, DataFault> {
    let fault = || {
        DataFault::at(
            format!("{place}/{name}"),
            DataFaultKind::Shape("string".into()),
        )
    };
    members.get(name).and_then(Value::as_str).ok_or_else(fault)
}

#[cfg(test)]
mod tests;
