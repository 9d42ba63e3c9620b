//! JSON Schema (2020-12) of the files that this program reads and writes.
//!
//! Invariant: what the readers accept and what the schemas accept is the same, as far as a schema can say it.

use crate::format::catalog_json::{CatalogFile, ProjectFile};
use crate::format::form_json::FormFile;
use crate::format::review_json::ReviewFile;
use serde_json::{Value, json};

/// The schema with this name: `draft`, `export`, `review`, `catalog` or `form`.
#[must_use]
pub fn of(name: &str) -> Option<Value> {
    match name {
        "draft" => Some(whole(draft())),
        "export" => Some(whole(export())),
        "catalog" => serde_json::to_value(schemars::schema_for!(CatalogFile)).ok(),
        "review" => serde_json::to_value(schemars::schema_for!(ReviewFile)).ok(),
        "form" => serde_json::to_value(schemars::schema_for!(FormFile)).ok(),
        _ => None,
    }
}

fn whole(schema: Value) -> Value {
    let mut whole = json!({"$schema": "https://json-schema.org/draft/2020-12/schema"});
    if let (Some(members), Value::Object(schema)) = (whole.as_object_mut(), schema) {
        members.extend(schema);
    }
    whole
}

/// A text, or the lines of one.
fn text() -> Value {
    json!({"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})
}

fn draft() -> Value {
    json!({
        "title": "shenbao draft",
        "description": "An application being written. Members that are not named here are kept as they are.",
        "type": "object",
        "required": ["format", "id", "call", "project", "project_digest", "created"],
        "properties": {
            "format": {"type": "string", "pattern": "^shenbao-draft/[1-9][0-9]{0,8}$", "description": "The format and its version."},
            "id": {"type": "string", "pattern": r"^(?!-)[\p{Alphabetic}\p{N}_-]{1,64}$", "description": "The draft's id: the name of its folder."},
            "call": {"type": "string", "pattern": "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$", "description": "The call it answers."},
            "project": {"type": "string", "pattern": r"^(?!-)[\p{Alphabetic}\p{N}_-]{1,40}$", "description": "The project it applies for."},
            "project_digest": {"type": "string", "description": "Digest of the catalog when the draft was made."},
            "created": {"type": "string", "description": "When it was made: RFC 3339, UTC."},
            "fields": {
                "type": "object",
                "description": "Texts by address; a text with line breaks is the array of its lines.",
            },
            "conflicts": {
                "type": "object",
                "description": "What people changed differently, by address of a field, cell or row, until somebody settles it.",
                "additionalProperties": {
                    "type": "object",
                    "required": ["base", "sides"],
                    "properties": {
                        "base": {"type": ["string", "null"], "description": "What it was before."},
                        "sides": {"type": "array", "items": {"type": "string"}, "minItems": 2, "uniqueItems": true, "description": "What they made of it; an empty text took it out."},
                    },
                },
            },
            "tables": {
                "type": "object",
                "description": "Rows by table. A row has an id that stays with it, and a text for each column.",
                "additionalProperties": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["id"],
                        "properties": {"id": {"type": "string", "pattern": "^(?![0-9]+$)[a-z0-9-]{1,64}$"}},
                    },
                },
            },
        },
        "examples": [{
            "format": "shenbao-draft/1", "id": "2022KCZG001-7k3f9q", "call": "yinchuan-2022", "project": "2022KCZG001",
            "project_digest": "sha256:0000", "created": "2022-02-18T01:02:03Z",
            "fields": {"applicant/name": "银川市某学会", "plan": ["一、宣讲", "二、总结"]},
            "tables": {"budget": [{"id": "r7k2mfqa", "item": "讲课费"}], "schedule": []},
        }],
    })
}

fn export() -> Value {
    // The call's own schema, with the definitions it refers to.
    let project = serde_json::to_value(schemars::schema_for!(ProjectFile)).unwrap_or_default();
    let definitions = project.get("$defs").cloned().unwrap_or_default();
    let mut project = project;
    if let Some(members) = project.as_object_mut() {
        members.remove("$schema");
        members.remove("$defs");
    }
    let cite = json!({
        "type": "object",
        "required": ["source", "text", "start", "end"],
        "properties": {
            "source": {"type": "string"}, "text": {"type": "string"},
            "start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 0},
        },
    });
    json!({
        "title": "shenbao export",
        "description": "A finished application with the printed words it answers. The digest covers everything else: \
            SHA-256 over the JSON with members sorted by name and without white space.",
        "type": "object",
        "required": ["format", "program", "exported", "forced", "call", "project", "project_digest", "draft", "fields",
            "commitments", "budget", "findings", "sha256"],
        "properties": {
            "format": {"const": "shenbao-export/1"},
            "program": {"type": "object", "required": ["name", "version"]},
            "exported": {"type": "string", "description": "When it was written: RFC 3339, UTC."},
            "forced": {"type": "boolean", "description": "Whether it was written although there were errors."},
            "call": {"type": "object", "required": ["id", "title", "digest"]},
            "project": project,
            "project_digest": {"type": "string"},
            "draft": draft(),
            "fields": {"type": "array", "items": {
                "type": "object", "required": ["path", "label", "value"],
                "properties": {"path": {"type": "string"}, "label": {"type": "object"}, "value": text()},
            }},
            "commitments": {"type": "array", "items": {
                "type": "object", "required": ["path", "indicator", "printed", "commitment"],
            }},
            "budget": {"type": "object", "required": ["lines", "totals"], "properties": {
                "lines": {"type": "array", "items": {"type": "object", "required": ["verdict", "amount"], "properties": {
                    "verdict": {"enum": ["named", "open", "outside", "unclear"]},
                    "amount": {"type": ["string", "null"]},
                    "cites": {"type": "array", "items": cite},
                }}},
                "totals": {"type": "object", "required": ["all"]},
            }},
            "findings": {"type": "array", "items": {
                "type": "object",
                "required": ["rule", "severity", "path", "message", "cites"],
                "properties": {
                    "rule": {"type": "string", "pattern": "^[A-Z][0-9]{3}$"},
                    "severity": {"enum": ["error", "warning", "advice"]},
                    "cites": {"type": "array", "items": cite},
                },
            }},
            "sha256": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
        },
        "$defs": definitions,
    })
}
