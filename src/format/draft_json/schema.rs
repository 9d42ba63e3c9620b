//! The JSON Schema of `draft.json`, made by hand so that it says exactly what the reader accepts.

use serde_json::{Value, json};

/// The schema (2020-12) of a draft of the version that this program writes.
#[must_use]
pub fn schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:shenbao:draft:1",
        "title": "shenbao draft",
        "description": "An application being written. Members that are not named here are kept as they are.",
        "type": "object",
        "required": ["format", "id", "call", "project", "project_digest", "created"],
        "properties": {
            "format": {
                "description": "The format and its version; a file of a later version is opened for reading only.",
                "type": "string",
                "pattern": "^shenbao-draft/[1-9][0-9]{0,8}$"
            },
            "id": {
                "description": "The draft's id: the name of its folder.",
                "type": "string",
                "pattern": "^(?!-)[\\p{Alphabetic}\\p{N}_-]{1,64}$"
            },
            "call": {
                "description": "The call it answers.",
                "type": "string",
                "pattern": "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$"
            },
            "project": {
                "description": "The code of the project it applies for.",
                "type": "string",
                "pattern": "^(?!-)[\\p{Alphabetic}\\p{N}_-]{1,40}$"
            },
            "project_digest": {
                "description": "Digest of the project's entry as it was printed when the draft was made.",
                "type": "string"
            },
            "created": {
                "description": "When it was made: RFC 3339, UTC.",
                "type": "string"
            },
            "fields": {
                "description": "What is written, by address. A text is a string, or an array of its lines.",
                "type": "object"
            },
            "tables": {
                "description": "The rows of each table, in order.",
                "type": "object",
                "propertyNames": { "$ref": "#/$defs/segment" },
                "additionalProperties": { "type": "array", "items": { "$ref": "#/$defs/row" } }
            }
        },
        "$defs": {
            "segment": {
                "description": "One segment of an address.",
                "type": "string",
                "pattern": "^(?!\\.{1,2}$)[^/\\p{Cc}]{1,64}$"
            },
            "row": {
                "description": "A row: its id, and its texts by column.",
                "type": "object",
                "required": ["id"],
                "properties": {
                    "id": {
                        "description": "The row's identity, unique in its table; it stays when the row moves.",
                        "type": "string",
                        "pattern": "^(?![0-9]+$)[a-z0-9-]{1,64}$"
                    }
                }
            }
        }
    })
}
