//! The exported application: the draft with the printed words it answers, its findings and rulings, under a digest.
//!
//! `parts` has the digest of each part by itself, so that what was changed can be named; older files do not have it.
//! Invariants: the digest is over the canonical form (members sorted by name, no white space) of everything but itself;
//! the draft inside is whole, so that an export becomes the same draft again. Absent: sentences, which the caller brings.

mod seal;
mod wire;

pub use seal::broken;
pub use wire::ExportFile;

use crate::domain::call::Call;
use crate::domain::draft::Draft;
use crate::domain::form::Words;
use crate::domain::outline::{Asks, addresses};
use crate::domain::project::Project;
use crate::format::digest::sha256;
use crate::format::draft_json::ReadDraft;
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::{catalog_json, draft_json};
use serde_json::{Map, Value, json};

/// The format that this version writes.
pub const FORMAT: &str = "shenbao-export/1";

/// What an export holds beside the draft.
pub struct Export<'a> {
    /// The application.
    pub draft: &'a Draft,
    /// The call it answers.
    pub call: &'a Call,
    /// The project it applies for.
    pub project: &'a Project,
    /// When it is written: RFC 3339, UTC.
    pub exported: &'a str,
    /// Whether it is written although there are errors.
    pub forced: bool,
    /// The findings, as commands print them.
    pub findings: Vec<Value>,
    /// The budget lines with their rulings, as commands print them.
    pub lines: Vec<Value>,
    /// The totals.
    pub totals: Value,
}

/// The JSON of an export.
#[must_use]
pub fn to_value(export: &Export<'_>) -> Value {
    let catalog = &export.call.catalog;
    let mut value = json!({
        "format": FORMAT,
        "program": {"name": "shenbao", "version": env!("CARGO_PKG_VERSION")},
        "exported": export.exported,
        "forced": export.forced,
        "call": {"id": catalog.call.as_str(), "title": catalog.title, "issuer": catalog.issuer, "digest": *export.call.digest},
        "project": catalog_json::project_value(export.project),
        "project_digest": catalog_json::project_digest(export.project),
        "draft": draft_json::to_value(export.draft),
        "fields": fields(export),
        "commitments": commitments(export),
        "budget": {"lines": export.lines, "totals": export.totals},
        "findings": export.findings,
    });
    let parts = seal::parts(&value);
    if let Some(members) = value.as_object_mut() {
        members.insert("parts".into(), parts);
    }
    let digest = digest(&value);
    if let Some(members) = value.as_object_mut() {
        members.insert("sha256".into(), digest.into());
    }
    value
}

/// The digest of an export: over its canonical form without the digest itself.
#[must_use]
pub fn digest(value: &Value) -> String {
    let mut without = value.clone();
    if let Some(members) = without.as_object_mut() {
        members.remove("sha256");
    }
    sha256(canonical(&without).as_bytes())
}

/// JSON with its members sorted by name and no white space.
#[must_use]
pub fn canonical(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let mut names: Vec<&String> = members.keys().collect();
            names.sort();
            let parts = names.iter().map(|name| {
                let value = members.get(*name).map(canonical).unwrap_or_default();
                format!("{}:{value}", Value::String((*name).clone()))
            });
            format!("{{{}}}", parts.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => format!(
            "[{}]",
            items.iter().map(canonical).collect::<Vec<_>>().join(",")
        ),
        other => other.to_string(),
    }
}

/// The draft in an exported file; its digest has to fit.
///
/// # Errors
/// What is wrong with the file, and where.
pub fn read_draft(value: &Value) -> Result<Draft, DataFault> {
    if let Some(place) = seal::broken(value).into_iter().next() {
        return Err(DataFault::at(place, DataFaultKind::Digest));
    }
    let read = draft_of(value)?;
    if read.version > draft_json::VERSION {
        return Err(DataFault::at(
            "/draft/format",
            DataFaultKind::Format(read.version.to_string()),
        ));
    }
    Ok(read.draft)
}

/// The draft in an exported file, whatever else is in it.
fn draft_of(value: &Value) -> Result<ReadDraft, DataFault> {
    let draft = value
        .get("draft")
        .ok_or_else(|| DataFault::at("/draft", DataFaultKind::Shape("object".into())))?;
    draft_json::from_value(draft)
        .map_err(|fault| DataFault::at(format!("/draft{}", fault.place), fault.what))
}

/// An export that was read whole.
#[derive(Clone, PartialEq, Debug)]
pub struct ReadExport {
    /// The draft.
    pub draft: Draft,
    /// The version of the program that wrote it.
    pub program: String,
    /// When it was written: RFC 3339, UTC.
    pub exported: String,
    /// The digest of the call's catalog.
    pub call_digest: String,
}

/// Reads an export whole: every member has to be as this program writes it. Digests are not looked at.
///
/// # Errors
/// What is wrong with the file, and where.
pub fn read(value: &Value) -> Result<ReadExport, DataFault> {
    let file = wire::read(value)?;
    Ok(ReadExport {
        draft: draft_of(value)?.draft,
        program: file.program.version,
        exported: file.exported,
        call_digest: file.call.digest,
    })
}

/// Every field with its label, for readers that do not have the form.
fn fields(export: &Export<'_>) -> Vec<Value> {
    let all = addresses(&export.call.form, export.project, export.draft);
    let told = all.iter().filter_map(|entry| match entry.asks {
        Asks::Field(field) | Asks::Cell(field) => Some(json!({
            "path": entry.at.as_str(), "label": words(&field.label), "value": export.draft.text(&entry.at),
        })),
        _ => None,
    });
    told.collect()
}

/// Every promise beside what was printed.
fn commitments(export: &Export<'_>) -> Vec<Value> {
    let all = addresses(&export.call.form, export.project, export.draft);
    let told = all.iter().filter_map(|entry| match entry.asks {
        Asks::Promise(indicator, measure) => {
            let printed: String = indicator.text.chars().skip(measure.span.start).take(measure.span.len()).collect();
            Some(json!({
                "path": entry.at.as_str(), "indicator": indicator.label, "printed": printed,
                "subject": measure.subject, "unit": measure.unit, "commitment": export.draft.text(&entry.at),
            }))
        }
        _ => None,
    });
    told.collect()
}

fn words(words: &Words) -> Value {
    let mut members = Map::new();
    members.insert("zh".into(), words.zh.as_str().into());
    members.insert("en".into(), words.en.as_str().into());
    Value::Object(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_canonical_form_does_not_depend_on_order() {
        let a: Value =
            serde_json::from_str(r#"{"b":1.10,"a":["科",{"y":1,"x":null}]}"#).expect("JSON");
        let b: Value =
            serde_json::from_str(r#"{"a":["科",{"x":null,"y":1}],"b":1.10}"#).expect("JSON");
        assert_eq!(canonical(&a), r#"{"a":["科",{"x":null,"y":1}],"b":1.10}"#);
        assert_eq!(digest(&a), digest(&b));
    }
}
