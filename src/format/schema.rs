//! JSON Schema (2020-12) of the files that this program reads and writes.
//!
//! Invariant: what the readers accept and what the schemas accept is the same, as far as a schema can say it: it cannot
//! say that ids differ, that a day exists, that a span cuts its words or that a digest fits.

mod examples;

use crate::domain::rules::Rule;
use crate::format::catalog_json::CatalogFile;
use crate::format::export_json::ExportFile;
use crate::format::form_json::FormFile;
use crate::format::review_json::ReviewFile;
use crate::format::{draft_json, packet_json};
use schemars::JsonSchema;
use serde_json::{Map, Value, json};

/// The names of the schemas.
pub const NAMES: [&str; 6] = ["draft", "export", "review", "packet", "catalog", "form"];

/// The id of a draft, of a call, of a project; a path of one segment; an address.
const DRAFT_ID: &str = r"^(?!-)[\p{Alphabetic}\p{N}_-]{1,64}$";
const CALL_ID: &str = "^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}$";
const PROJECT_CODE: &str = r"^(?!-)[\p{Alphabetic}\p{N}_-]{1,40}$";
const SEGMENT: &str = r"^(?!\.{1,2}$)[^/\p{Cc}]{1,64}$";
const ADDRESS: &str = r"^(?!(.*/)?\.{1,2}(/|$))[^/\p{Cc}]{1,64}(/[^/\p{Cc}]{1,64})*$";
const DIGEST: &str = "^sha256:[0-9a-f]{64}$";
/// A kind of spending; a number; an amount of money; a day, as people write them.
const KIND: &str = r"^[a-z0-9-]+(\.[a-z0-9-]+)*$";
const DAY: &str =
    r"^\s*[0-9０-９]{4}[-/.年－．]\s*[0-9０-９]{1,2}[-/.月－．]\s*[0-9０-９]{1,2}日?\s*$";
const FIGURE: &str = r"[0-9０-９]";
/// The name of a person: no white space around it.
const NAME: &str = r"^(?!\s)(?!.*\s$)[^\p{Cc}]{1,120}$";
/// Something else than white space.
const SAID: &str = r"\S";

/// The schema with this name, one of [`NAMES`], with its descriptions in English.
#[must_use]
pub fn of(name: &str) -> Option<Value> {
    let schema = match name {
        "draft" => draft(),
        "export" => export(),
        "review" => review(),
        "packet" => packet(),
        "catalog" => catalog(),
        "form" => form(),
        _ => return None,
    };
    let mut whole = Map::new();
    whole.insert(
        "$schema".into(),
        "https://json-schema.org/draft/2020-12/schema".into(),
    );
    whole.insert("title".into(), format!("shenbao {name}").into());
    if let Value::Object(schema) = schema {
        whole.extend(
            schema
                .into_iter()
                .filter(|(name, _)| !matches!(name.as_str(), "$schema" | "title")),
        );
    }
    let examples = examples::of(name);
    if !examples.is_empty() {
        whole.insert("examples".into(), examples.into());
    }
    Some(Value::Object(whole))
}

/// The schema that the wire structs of a file give.
fn derived<T: JsonSchema>() -> Value {
    serde_json::to_value(schemars::schema_for!(T)).unwrap_or_default()
}

/// Says more about a place of a schema than its struct does.
fn narrow(schema: &mut Value, place: &str, more: Value) {
    let there = schema.pointer_mut(place).and_then(Value::as_object_mut);
    if let (Some(there), Value::Object(more)) = (there, more) {
        there.extend(more);
    }
}

fn export() -> Value {
    let mut schema = derived::<ExportFile>();
    narrow(&mut schema, "/properties", json!({"draft": draft()}));
    narrow(
        &mut schema,
        "/properties/format",
        json!({"const": crate::format::export_json::FORMAT}),
    );
    narrow(
        &mut schema,
        "/properties/sha256",
        json!({"pattern": DIGEST}),
    );
    narrow(
        &mut schema,
        "/$defs/FindingFile/properties/rule",
        json!({"pattern": "^[A-Z][0-9]{3}$"}),
    );
    project(&mut schema);
    schema
}

fn review() -> Value {
    let mut schema = derived::<ReviewFile>();
    narrow(
        &mut schema,
        "/properties/format",
        json!({"pattern": "^shenbao-review/[1-9][0-9]{0,8}$"}),
    );
    narrow(
        &mut schema,
        "/properties/draft",
        json!({"pattern": DRAFT_ID}),
    );
    narrow(&mut schema, "/properties/by", json!({"pattern": NAME}));
    let id = json!({"pattern": "^[0-9a-f]{12}$"});
    narrow(&mut schema, "/$defs/EntryFile/properties/id", id);
    schema
}

/// A packet has a draft and notebooks, each as in a file of its own; its draft is of this version.
fn packet() -> Value {
    let (mut draft, mut notebook) = (draft(), review());
    let format = json!({"const": format!("shenbao-draft/{}", draft_json::VERSION)});
    narrow(&mut draft, "/properties/format", format);
    let mut definitions = Map::new();
    for part in [&mut draft, &mut notebook] {
        let part = part.as_object_mut();
        let own = part.and_then(|part| {
            part.remove("$schema");
            part.remove("title");
            part.remove("$defs")
        });
        if let Some(Value::Object(own)) = own {
            definitions.extend(own);
        }
    }
    json!({
        "type": "object",
        "description": "A draft and what was written about it, as one file to take to another machine.",
        "required": ["format", "blind", "draft", "notebooks"],
        "properties": {
            "format": {"description": "Always `shenbao-packet/1`.", "const": packet_json::FORMAT},
            "blind": {"description": "Whether the applicant is covered in it.", "type": "boolean"},
            "call": {
                "description": "The call that the draft answers: its id, and the digest of its files where the packet was made.",
            },
            "draft": draft,
            "notebooks": {
                "description": "What each person wrote about the draft; all of them are about this draft.",
                "type": "array", "items": notebook,
            },
        },
        "$defs": definitions,
    })
}

fn catalog() -> Value {
    let mut schema = derived::<CatalogFile>();
    narrow(
        &mut schema,
        "/properties/format",
        json!({"const": crate::format::catalog_json::FORMAT}),
    );
    narrow(&mut schema, "/properties/call", json!({"pattern": CALL_ID}));
    project(&mut schema);
    schema
}

/// What a catalog and an export say of a project.
fn project(schema: &mut Value) {
    let text = |pattern: &str| json!({"pattern": pattern});
    let kinds = json!({"items": {"type": "string", "pattern": KIND}});
    for (file, member, more) in [
        ("ProjectFile", "code", text(PROJECT_CODE)),
        ("ProjectFile", "name", text(SAID)),
        ("ProjectFile", "due", text(DAY)),
        ("IndicatorFile", "text", text(SAID)),
        ("IndicatorFile", "label", text(SEGMENT)),
        (
            "MeasureFile",
            "op",
            json!({"enum": [">=", "<=", "==", "range", ">", "<", "~"]}),
        ),
        ("ItemFile", "kinds", kinds.clone()),
        ("ItemFile", "name", text(".")),
        ("OpenFile", "text", text(".")),
        ("ExclusionFile", "kinds", kinds),
        ("ExclusionFile", "text", text(".")),
        ("LimitFile", "text", text(".")),
        (
            "LimitFile",
            "cap",
            json!({"enum": ["unit-price", "sum", "share"]}),
        ),
        ("LimitFile", "value", text(FIGURE)),
    ] {
        narrow(schema, &format!("/$defs/{file}/properties/{member}"), more);
    }
    let pair = json!({"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2});
    let value = |schema: Value| json!({"properties": {"value": schema}});
    narrow(
        schema,
        "/$defs/MeasureFile",
        json!({
            "if": {"properties": {"op": {"const": "range"}}},
            "then": value(pair), "else": value(json!({"type": "number"})),
        }),
    );
}

fn form() -> Value {
    let mut schema = derived::<FormFile>();
    let codes: Vec<&str> = Rule::all().map(Rule::code).collect();
    let some = json!({"minItems": 1});
    let worded = |member: &str| {
        let one = |lang: &str| json!({"properties": {lang: {"minLength": 1}}, "required": [lang]});
        json!({"properties": {member: {"anyOf": [one("zh"), one("en")]}}})
    };
    let column = json!({
        "properties": {
            "id": {"pattern": SEGMENT},
            "kind": {"not": {"enum": ["table", "indicators"]}},
        },
    });
    for (place, more) in [
        (
            "/properties/format",
            json!({"const": crate::format::form_json::FORMAT}),
        ),
        ("/properties/cap", json!({"pattern": FIGURE})),
        ("/properties/sections", some.clone()),
        (
            "/properties/rules",
            json!({"propertyNames": {"enum": codes}}),
        ),
        (
            "/$defs/FieldFile/properties/id",
            json!({"pattern": ADDRESS}),
        ),
        ("/$defs/RubricFile/properties/criteria", some.clone()),
        (
            "/$defs/CriterionFile/properties/id",
            json!({"pattern": r"^[\p{Alphabetic}\p{N}_-]+$"}),
        ),
        (
            "/$defs/CriterionFile/properties/weight",
            json!({"minimum": 1, "maximum": 1000}),
        ),
        (
            "/$defs/CriterionFile/properties/most",
            json!({"minimum": 1, "maximum": 1000}),
        ),
    ] {
        narrow(&mut schema, place, more);
    }
    let of_kind = |kind: &str, then: Value| json!({"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": then});
    let choice = json!({"required": ["choices"], "properties": {"choices": some}});
    let table = json!({
        "required": ["columns"],
        "properties": {"id": {"pattern": SEGMENT}, "columns": {"minItems": 1, "items": column}},
    });
    let kinds = json!([
        worded("label"),
        of_kind("choice", choice),
        of_kind("table", table)
    ]);
    narrow(&mut schema, "/$defs/FieldFile", json!({"allOf": kinds}));
    narrow(
        &mut schema,
        "/$defs/CriterionFile",
        json!({"allOf": [worded("title")]}),
    );
    schema
}

fn draft() -> Value {
    let described = |more: Value, description: &str| {
        let mut schema = more;
        narrow(&mut schema, "", json!({"description": description}));
        schema
    };
    let text = |pattern: &str, description: &str| {
        described(json!({"type": "string", "pattern": pattern}), description)
    };
    let conflict = json!({
        "type": "object",
        "required": ["base", "sides"],
        "properties": {
            "base": {"type": ["string", "null"], "description": "What it was before."},
            "sides": {
                "type": "array", "items": {"type": "string"}, "minItems": 2, "uniqueItems": true,
                "description": "What they made of it; an empty text took it out.",
            },
        },
    });
    let row = json!({
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": "string", "pattern": "^(?![0-9]+$)[a-z0-9-]{1,64}$"}},
    });
    json!({
        "description": "An application being written. Members that are not named here are kept as they are.",
        "type": "object",
        "required": ["format", "id", "call", "project", "project_digest", "created"],
        "properties": {
            "format": text("^shenbao-draft/[1-9][0-9]{0,8}$", "The format and its version."),
            "id": text(DRAFT_ID, "The draft's id: the name of its folder."),
            "call": text(CALL_ID, "The call it answers."),
            "project": text(PROJECT_CODE, "The project it applies for."),
            "project_digest": {"type": "string", "description": "Digest of the catalog when the draft was made."},
            "created": {"type": "string", "description": "When it was made: RFC 3339, UTC."},
            "fields": {
                "type": "object",
                "description": "Texts by address; a text with line breaks is the array of its lines.",
            },
            "conflicts": {
                "type": "object",
                "description": "What people changed differently, by address of a field, cell or row, until somebody settles it.",
                "propertyNames": {"pattern": ADDRESS},
                "additionalProperties": conflict,
            },
            "tables": {
                "type": "object",
                "description": "Rows by table. A row has an id that stays with it, and a text for each column.",
                "additionalProperties": {"type": "array", "items": row},
            },
        },
    })
}
