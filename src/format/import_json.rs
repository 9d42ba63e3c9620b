//! `import.json`: where everything in a call's catalog was read, and what a person was asked to check.
//!
//! Invariant: it is a record; nothing reads it back, so nothing depends on it. Absent: sentences.

use crate::domain::annex::{Reading, Spot};
use crate::format::json_text;
use serde_json::{Map, Value, json};

/// The format that this version writes.
const FORMAT: &str = "shenbao-import/1";

/// Writes where a reading came from.
#[must_use]
pub fn write(reading: &Reading, file: &str, digest: &str) -> String {
    let projects = reading.catalog.projects.iter().map(|project| {
        let code = project.code.as_str();
        json!({"code": code, "from": sources(reading, code)})
    });
    let projects: Vec<Value> = projects.collect();
    json_text::write(&json!({
        "format": FORMAT,
        "file": file,
        "digest": digest,
        "projects": projects,
    }))
}

/// Where the values of a project were read: by value, the place and the printed words.
#[must_use]
pub fn sources(reading: &Reading, code: &str) -> Value {
    let found = reading
        .sources
        .iter()
        .find(|(project, _)| project.as_str() == code);
    let mut values = Map::new();
    for (column, source) in found.into_iter().flat_map(|(_, sources)| sources) {
        let mut value = spot(source.spot);
        if let Some(value) = value.as_object_mut() {
            value.insert("text".to_owned(), source.words.clone().into());
        }
        values.insert(column.word().to_owned(), value);
    }
    Value::Object(values)
}

/// A place in an annex.
#[must_use]
pub fn spot(spot: Spot) -> Value {
    match spot {
        Spot::Cell { table, row, column } => json!({"table": table, "row": row, "cell": column}),
        Spot::Paragraph(number) => json!({"paragraph": number}),
    }
}
