//! A draft to bytes.

use super::{FAMILY, VERSION, WITHIN_FIELDS};
use crate::domain::draft::{Draft, Row};
use crate::format::json_text::{parse, print};
use serde_json::{Map, Value};

/// The bytes of a draft's file: members in a fixed order, texts in the order of their addresses.
#[must_use]
pub fn write(draft: &Draft) -> Vec<u8> {
    let origin = &draft.origin;
    let mut members = Map::new();
    for (name, text) in [
        ("format", format!("{FAMILY}{VERSION}").as_str()),
        ("id", origin.id.as_str()),
        ("call", origin.call.as_str()),
        ("project", origin.project.as_str()),
        ("project_digest", &origin.project_digest),
        ("created", &origin.created),
    ] {
        members.insert(name.to_owned(), Value::String(text.to_owned()));
    }
    members.insert("fields".to_owned(), fields(draft));
    members.insert("tables".to_owned(), tables(draft));
    add_unknown(&mut members, draft, "");
    print(&Value::Object(members))
}

fn fields(draft: &Draft) -> Value {
    let texts = draft.values();
    let mut members: Map<String, Value> = texts
        .map(|(at, text)| (at.as_str().to_owned(), text_value(text)))
        .collect();
    add_unknown(&mut members, draft, WITHIN_FIELDS);
    Value::Object(members)
}

fn tables(draft: &Draft) -> Value {
    let tables = draft.table_names().map(|name| {
        let rows = draft.rows(name).iter();
        let rows = rows.map(|row| row_value(draft, name, row)).collect();
        (name.to_owned(), Value::Array(rows))
    });
    Value::Object(tables.collect())
}

fn row_value(draft: &Draft, table: &str, row: &Row) -> Value {
    let id = row.id.as_str();
    let mut members = Map::new();
    members.insert("id".to_owned(), Value::String(id.to_owned()));
    for (column, text) in &row.cells {
        members.insert(column.clone(), text_value(text));
    }
    add_unknown(&mut members, draft, &format!("{table}/{id}"));
    Value::Object(members)
}

fn text_value(text: &str) -> Value {
    if text.contains('\n') {
        return Value::Array(text.split('\n').map(Value::from).collect());
    }
    Value::from(text)
}

/// Puts back what was not understood. A member that the draft has by now goes before it.
fn add_unknown(members: &mut Map<String, Value>, draft: &Draft, within: &str) {
    for member in draft.unknown.iter().filter(|m| m.within == within) {
        if let (Ok(value), false) = (
            parse(member.json.as_bytes()),
            members.contains_key(&member.name),
        ) {
            members.insert(member.name.clone(), value);
        }
    }
}
