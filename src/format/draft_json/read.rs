//! Bytes to a draft.

use super::{FAMILY, VERSION, WITHIN_FIELDS};
use crate::domain::call::CallId;
use crate::domain::draft::{Draft, DraftId, Origin, Row, UnknownMember};
use crate::domain::fault::{JsonFault, JsonFaultKind, JsonKind};
use crate::domain::field::{FieldPath, RowId};
use crate::domain::project::ProjectCode;
use crate::format::json_text::{Scanner, parse, pointer};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Which version of the format a file has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Version {
    /// The one that this program writes.
    Current,
    /// A later one, with its number: read as far as it is understood, and never written back.
    Newer(u32),
}

/// A draft as it was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftFile {
    /// The draft.
    pub draft: Draft,
    /// Whether it may be written back.
    pub version: Version,
}

/// What a list of drafts shows of one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Head {
    /// The call it answers.
    pub call: String,
    /// The code of the project it applies for.
    pub project: String,
    /// The text of `applicant/name`.
    pub applicant: String,
}

/// Reads a draft.
///
/// # Errors
/// [`JsonFault`] with the place of the first thing that is wrong. In a file of a later version only broken JSON and
/// a missing origin are faults; the rest is kept as unknown.
pub fn read(bytes: &[u8]) -> Result<DraftFile, JsonFault> {
    let Value::Object(mut members) = parse(bytes)? else {
        return Err(wanted("", JsonKind::Object));
    };
    let version = version(&text_member(&mut members, "format")?)?;
    let origin = origin(&mut members)?;
    let mut reading = Reading {
        version,
        unknown: Vec::new(),
    };
    let values = reading.fields(members.shift_remove("fields"))?;
    let tables = reading.tables(members.shift_remove("tables"))?;
    for (name, value) in members {
        reading.keep("", name, &value);
    }
    let mut draft = Draft::new(origin, values, tables);
    draft.unknown = reading.unknown;
    Ok(DraftFile { draft, version })
}

/// Reads only as much of a draft as a list shows, and stops there: what comes after is not looked at.
///
/// # Errors
/// [`JsonFault`] when the text is broken before the end of what is shown.
pub fn head(bytes: &[u8]) -> Result<Head, JsonFault> {
    let mut scanner = Scanner::new(bytes)?;
    let mut head = Head::default();
    scanner.open_object()?;
    let mut read = 0;
    while let Some(key) = scanner.next_key(read)? {
        read += 1;
        if key == "fields" {
            head.applicant = applicant(&mut scanner)?;
            if !head.project.is_empty() {
                return Ok(head);
            }
            continue;
        }
        let value = scanner.value()?;
        match (key.as_ref(), value) {
            ("call", Value::String(call)) => head.call = call,
            ("project", Value::String(project)) => head.project = project,
            _ => {}
        }
    }
    if head.project.is_empty() {
        return Err(missing("project"));
    }
    Ok(head)
}

fn applicant(scanner: &mut Scanner<'_>) -> Result<String, JsonFault> {
    scanner.open_object()?;
    let mut name = String::new();
    let mut read = 0;
    while let Some(key) = scanner.next_key(read)? {
        read += 1;
        let value = scanner.value()?;
        if key == "applicant/name" {
            name = text_of(value).unwrap_or_default();
            break;
        }
    }
    Ok(name)
}

/// What a reading has learnt so far.
struct Reading {
    version: Version,
    unknown: Vec<UnknownMember>,
}

impl Reading {
    fn fields(&mut self, fields: Option<Value>) -> Result<BTreeMap<FieldPath, String>, JsonFault> {
        let members = match fields {
            None => return Ok(BTreeMap::new()),
            Some(Value::Object(members)) => members,
            Some(other) => {
                self.misfit("", "fields", &other, wanted("/fields", JsonKind::Object))?;
                return Ok(BTreeMap::new());
            }
        };
        let mut values = BTreeMap::new();
        for (name, value) in members {
            match (FieldPath::parse(&name), text_of(value)) {
                (Ok(at), Ok(text)) => {
                    values.insert(at, text);
                }
                (_, Ok(text)) => self.keep(WITHIN_FIELDS, name, &Value::String(text)),
                (_, Err(value)) => self.keep(WITHIN_FIELDS, name, &value),
            }
        }
        Ok(values)
    }

    fn tables(&mut self, tables: Option<Value>) -> Result<BTreeMap<String, Vec<Row>>, JsonFault> {
        let members = match tables {
            None => return Ok(BTreeMap::new()),
            Some(Value::Object(members)) => members,
            Some(other) => {
                self.misfit("", "tables", &other, wanted("/tables", JsonKind::Object))?;
                return Ok(BTreeMap::new());
            }
        };
        let mut read = BTreeMap::new();
        for (name, value) in members {
            let place = pointer("/tables", &name);
            match (FieldPath::parse(&name), value) {
                (Ok(at), Value::Array(rows)) if at.segments().count() == 1 => {
                    read.insert(name, self.rows(&place, at.as_str(), rows)?);
                }
                (Ok(at), other) if at.segments().count() == 1 => {
                    self.misfit("tables", &name, &other, wanted(&place, JsonKind::Array))?;
                }
                (_, other) => {
                    let bad = fault(&place, JsonFaultKind::BadId(name.clone()));
                    self.misfit("tables", &name, &other, bad)?;
                }
            }
        }
        Ok(read)
    }

    fn rows(&mut self, place: &str, table: &str, rows: Vec<Value>) -> Result<Vec<Row>, JsonFault> {
        let mut seen = BTreeSet::new();
        let mut read = Vec::with_capacity(rows.len());
        for (index, value) in rows.into_iter().enumerate() {
            let at = pointer(place, &index.to_string());
            match self.row(&at, table, value) {
                Ok(row) if !seen.insert(row.id.clone()) => {
                    let twice = JsonFaultKind::DuplicateRow(row.id.as_str().to_owned());
                    return Err(fault(&pointer(&at, "id"), twice));
                }
                Ok(row) => read.push(row),
                Err(_) if self.version != Version::Current => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(read)
    }

    fn row(&mut self, place: &str, table: &str, value: Value) -> Result<Row, JsonFault> {
        let Value::Object(mut members) = value else {
            return Err(wanted(place, JsonKind::Object));
        };
        let at = pointer(place, "id");
        let id = match members.shift_remove("id") {
            Some(Value::String(id)) => {
                RowId::parse(&id).ok_or_else(|| fault(&at, JsonFaultKind::BadId(id)))?
            }
            Some(_) => return Err(wanted(&at, JsonKind::String)),
            None => return Err(fault(place, JsonFaultKind::Missing("id"))),
        };
        let within = format!("{table}/{}", id.as_str());
        let mut row = Row::new(id);
        for (name, value) in members {
            let column = FieldPath::parse(&name).is_ok_and(|at| at.segments().count() == 1);
            match text_of(value) {
                Ok(text) if column => {
                    row.cells.insert(name, text);
                }
                Ok(text) => self.keep(&within, name, &Value::String(text)),
                Err(value) => self.keep(&within, name, &value),
            }
        }
        Ok(row)
    }

    /// Refuses what this version says must be otherwise; in a later version it may be right, and is kept.
    fn misfit(
        &mut self,
        within: &str,
        name: &str,
        value: &Value,
        fault: JsonFault,
    ) -> Result<(), JsonFault> {
        if self.version == Version::Current {
            return Err(fault);
        }
        self.keep(within, name.to_owned(), value);
        Ok(())
    }

    fn keep(&mut self, within: &str, name: String, value: &Value) {
        self.unknown.push(UnknownMember {
            within: within.to_owned(),
            name,
            json: value.to_string(),
        });
    }
}

fn version(format: &str) -> Result<Version, JsonFault> {
    let unknown = || fault("/format", JsonFaultKind::UnknownFormat(format.to_owned()));
    let number = format.strip_prefix(FAMILY).ok_or_else(unknown)?;
    let plain = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
    match number.parse::<u32>() {
        Ok(VERSION) if plain => Ok(Version::Current),
        Ok(later) if plain => Ok(Version::Newer(later)),
        _ => Err(unknown()),
    }
}

fn origin(members: &mut Map<String, Value>) -> Result<Origin, JsonFault> {
    Ok(Origin {
        id: id_member(members, "id", DraftId::parse)?,
        call: id_member(members, "call", CallId::parse)?,
        project: id_member(members, "project", ProjectCode::parse)?,
        project_digest: text_member(members, "project_digest")?,
        created: text_member(members, "created")?,
    })
}

fn id_member<T>(
    members: &mut Map<String, Value>,
    name: &'static str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<T, JsonFault> {
    let text = text_member(members, name)?;
    parse(&text).ok_or_else(|| fault(&pointer("", name), JsonFaultKind::BadId(text)))
}

fn text_member(members: &mut Map<String, Value>, name: &'static str) -> Result<String, JsonFault> {
    match members.shift_remove(name) {
        Some(Value::String(text)) => Ok(text),
        Some(_) => Err(wanted(&pointer("", name), JsonKind::String)),
        None => Err(missing(name)),
    }
}

/// The text of a string or an array of lines; anything else comes back.
fn text_of(value: Value) -> Result<String, Value> {
    match value {
        Value::String(text) => Ok(text),
        Value::Array(lines) if lines.iter().all(Value::is_string) => {
            let lines: Vec<&str> = lines.iter().filter_map(Value::as_str).collect();
            Ok(lines.join("\n"))
        }
        other => Err(other),
    }
}

fn wanted(place: &str, kind: JsonKind) -> JsonFault {
    fault(place, JsonFaultKind::Wanted(kind))
}

fn missing(name: &'static str) -> JsonFault {
    fault("", JsonFaultKind::Missing(name))
}

fn fault(place: &str, what: JsonFaultKind) -> JsonFault {
    JsonFault::at_member(place, what)
}
