//! What the schemas accept, the readers accept, and the other way round.

use crate::support::desk::Desk;
use crate::support::world::{World, project};
use serde_json::{Value, json};
use shenbao::format::fault::{DataFault, DataFaultKind};
use shenbao::format::{
    call_files, catalog_json, draft_json, export_json, form_json, packet_json, review_json, schema,
};
use shenbao::messages;

fn read(name: &str, value: &Value) -> Result<(), Vec<DataFault>> {
    let bytes = value.to_string();
    let one = |fault| vec![fault];
    match name {
        "draft" => draft_json::from_value(value).map(drop).map_err(one),
        "export" => export_json::read(value).map(drop).map_err(one),
        "review" => review_json::from_value(value).map(drop).map_err(one),
        "packet" => packet_json::read(bytes.as_bytes()).map(drop).map_err(one),
        "catalog" => catalog_json::read(bytes.as_bytes()).map(drop),
        _ => form_json::read(bytes.as_bytes()).map(drop),
    }
}

/// What a schema cannot say: that ids differ, that digests fit, that a day exists, that a span cuts its words.
fn beyond_a_schema(fault: &DataFault) -> bool {
    let spans = ["/end", "/open_clause"];
    let span =
        spans.iter().any(|end| fault.place.ends_with(end)) || fault.place.contains("/scope/");
    match &fault.what {
        DataFaultKind::Duplicate(_) | DataFaultKind::Digest => true,
        // Whoever has a notebook has written all that is in it.
        // Notebooks of a packet are about its draft.
        DataFaultKind::BadId(_) => {
            let of_packet = fault.place.starts_with("/notebooks/");
            let by = fault.place.contains("/entries/") && fault.place.ends_with("/by");
            by || of_packet && fault.place.ends_with("/draft")
        }
        DataFaultKind::UnknownWord(_) => span,
        _ => false,
    }
}

/// Every place of a value below the top, as JSON pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    let mut go = |name: String, below: &Value| {
        let place = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
        found.push(place.clone());
        places(below, &place, found);
    };
    match value {
        Value::Object(members) => members
            .iter()
            .for_each(|(name, below)| go(name.clone(), below)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(n, below)| go(n.to_string(), below)),
        _ => {}
    }
}

/// The value changed at one place: without it, and with something else there.
fn changed(value: &Value, place: &str) -> Vec<Value> {
    let others = [
        json!(null),
        json!(true),
        json!(7),
        json!(-1),
        json!(1.5),
        json!(""),
        json!(" "),
        json!("x"),
        json!("../x"),
        json!("错"),
        json!([]),
        json!(["x"]),
        json!([1, 2]),
        json!({}),
        json!({"zh": "甲"}),
    ];
    let mut all: Vec<Value> = others
        .into_iter()
        .map(|other| {
            let mut changed = value.clone();
            *changed.pointer_mut(place).unwrap() = other;
            changed
        })
        .collect();
    let (above, name) = place.rsplit_once('/').unwrap();
    let mut without = value.clone();
    match without.pointer_mut(above) {
        Some(Value::Object(members)) => {
            drop(members.remove(&name.replace("~1", "/").replace("~0", "~")))
        }
        Some(Value::Array(items)) => drop(items.remove(name.parse().unwrap())),
        _ => unreachable!("{place}"),
    }
    all.push(without);
    all
}

#[test]
fn reader_and_schema_agree_about_every_change_of_every_file() {
    let mut apart = Vec::new();
    for name in schema::NAMES {
        let schema = schema::of(name).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let good = &schema["examples"][0];
        assert!(
            validator.is_valid(good) && read(name, good).is_ok(),
            "{name}: {:?}",
            read(name, good)
        );
        let mut all = Vec::new();
        places(good, "", &mut all);
        assert!(all.len() > 10, "{name}");
        let (mut accepted, mut refused) = (0, 0);
        for place in &all {
            for changed in changed(good, place) {
                let valid = validator.is_valid(&changed);
                let told = changed
                    .pointer(place)
                    .map_or("gone".to_owned(), Value::to_string);
                match read(name, &changed) {
                    Ok(()) if valid => accepted += 1,
                    Err(faults) if !valid || faults.iter().all(beyond_a_schema) => {
                        refused += faults.len().min(1)
                    }
                    Ok(()) => {
                        apart.push(format!("{name} {place} = {told}: only the reader takes it"))
                    }
                    Err(faults) => apart.push(format!(
                        "{place} = {told}: only the schema takes it: {faults:?}"
                    )),
                }
            }
        }
        assert!(
            accepted > 10 && refused > 50,
            "{name}: {accepted} {refused}"
        );
    }
    assert!(
        apart.is_empty(),
        "{} apart\n{}",
        apart.len(),
        apart.join("\n")
    );
}

#[test]
fn the_built_in_files_fit_their_schemas() {
    let files = call_files::built_in();
    for (name, bytes) in [("catalog", files.catalog), ("form", files.form)] {
        let validator = jsonschema::validator_for(&schema::of(name).unwrap()).unwrap();
        assert!(
            validator.is_valid(&serde_json::from_slice(&bytes).unwrap()),
            "{name}"
        );
    }
}

fn descriptions(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(members) => {
            for (name, value) in members.iter().filter(|(name, _)| *name != "examples") {
                match value {
                    Value::String(text) if name == "description" => {
                        found.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
                    }
                    other => descriptions(other, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| descriptions(item, found)),
        _ => {}
    }
}

#[test]
fn every_description_stands_in_both_languages() {
    for name in schema::NAMES {
        let mut all = Vec::new();
        descriptions(&schema::of(name).unwrap(), &mut all);
        assert!(all.len() > 5, "{name}");
        all.retain(|english| messages::schema::both(english).is_none());
        assert!(all.is_empty(), "{name}: no Chinese for {all:#?}");
    }
    let printed = World::new().ok(&["schema", "draft"]);
    assert!(
        printed.contains("正在填写的申报书") && printed.contains("An application being written")
    );
}

#[test]
fn every_kind_of_field_is_told_in_the_page_about_forms() {
    let page = std::fs::read_to_string(project().join("docs/formats/form.md")).unwrap();
    let form = schema::of("form").unwrap();
    let told = form["$defs"]["KindFile"]["oneOf"].as_array().unwrap();
    assert!(told.len() > 10);
    for kind in told {
        let word = kind["const"].as_str().unwrap();
        assert!(page.contains(&format!("`{word}`")), "{word}");
    }
}

#[test]
fn what_the_program_writes_fits_the_printed_schemas() {
    let world = World::new();
    let id = world.new_draft();
    let line = [
        "budget",
        "add",
        &id,
        "--item",
        "讲课费",
        "--category",
        "讲师劳务费",
    ];
    world.run(
        &[
            &line[..],
            &["--quantity", "2", "--unit", "学时", "--unit-price", "500"],
        ]
        .concat(),
    );
    let exported: Value = serde_json::from_str(&world.ok(&["export", &id, "--force"])).unwrap();
    for (name, value) in [
        ("export", exported),
        ("draft", world.json(&["show", &id]).0),
    ] {
        let printed: Value = serde_json::from_str(&world.ok(&["schema", name])).unwrap();
        let validator = jsonschema::validator_for(&printed).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
}

#[test]
fn every_member_of_a_review_is_explained() {
    let schema = schema::of("review").unwrap();
    let mut unexplained = Vec::new();
    let types = schema["$defs"].as_object().unwrap().iter();
    let types = types
        .map(|(name, one)| (name.as_str(), one))
        .chain([("whole", &schema)]);
    for (name, one) in types {
        for (member, told) in one["properties"].as_object().into_iter().flatten() {
            if told["description"].as_str().is_none_or(str::is_empty) {
                unexplained.push(format!("{name}.{member}"));
            }
        }
    }
    assert_eq!(unexplained, Vec::<String>::new());
}

#[test]
fn notebooks_of_the_program_fit_the_printed_schema() {
    let desk = Desk::new();
    let words = [
        "--quote",
        "开展宣讲",
        "--replace",
        "组织宣讲",
        "--body",
        "换词",
    ];
    let note = desk.remark("评审甲", &words);
    desk.ok(&[
        "annotate", &desk.id, "--path", "budget/0", "--set", "unit=次",
    ]);
    desk.ok(&[
        "annotate",
        &desk.id,
        "--path",
        "budget",
        "--add-row",
        "item=x",
    ]);
    desk.ok(&["score", &desk.id, "plan", "-"]);
    desk.ok(&["reply", &desk.id, &note, "--body", "一行\n两行"]);
    desk.ok(&["accept", &desk.id, &note]);
    let printed: Value = serde_json::from_str(&desk.ok(&["schema", "review"])).unwrap();
    let validator = jsonschema::validator_for(&printed).unwrap();
    let folder = desk.world.workspace().join("drafts").join(&desk.id);
    for file in [
        "reviews/评审甲.json",
        "reviews/申报人.json",
        "replies/申报人.json",
    ] {
        let written = std::fs::read(folder.join(file)).unwrap();
        let value = serde_json::from_slice(&written).unwrap();
        let errors = validator.iter_errors(&value).map(|error| error.to_string());
        let errors: Vec<String> = errors.collect();
        assert!(errors.is_empty(), "{file}: {errors:?}");
    }
}
