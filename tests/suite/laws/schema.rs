//! What the schemas accept, the readers accept, and the other way round.

use crate::support::world::World;
use serde_json::Value;
use shenbao::format::{call_files, draft_json, schema};

fn valid(name: &str, value: &Value) -> bool {
    jsonschema::validator_for(&schema::of(name).unwrap())
        .unwrap()
        .is_valid(value)
}

#[test]
fn the_built_in_files_fit_their_schemas() {
    let files = call_files::built_in();
    for (name, bytes) in [("catalog", files.catalog), ("form", files.form)] {
        assert!(
            valid(name, &serde_json::from_slice(&bytes).unwrap()),
            "{name}"
        );
    }
}

#[test]
fn reader_and_schema_agree_about_drafts() {
    let good = schema::of("draft").unwrap()["examples"][0].clone();
    let with = |pointer: &str, value: Value| {
        let mut changed = good.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        changed
    };
    let cases = [
        (good.clone(), true),
        (with("/id", "../x".into()), false),
        (with("/format", "other/1".into()), false),
        (with("/fields", Value::Array(vec![])), false),
        (with("/tables/budget/0/id", 7.into()), false),
        (with("/tables/budget/0", "row".into()), false),
        (with("/created", 7.into()), false),
        (with("/fields/plan", "一行".into()), true),
    ];
    for (value, good) in cases {
        assert_eq!(valid("draft", &value), good, "schema: {value}");
        assert_eq!(
            draft_json::from_value(&value).is_ok(),
            good,
            "reader: {value}"
        );
    }
}

#[test]
fn exports_and_drafts_of_the_program_fit_the_printed_schemas() {
    let world = World::new();
    let id = world.new_draft();
    world.run(&[
        "budget",
        "add",
        &id,
        "--item",
        "讲课费",
        "--category",
        "讲师劳务费",
        "--quantity",
        "2",
        "--unit",
        "学时",
        "--unit-price",
        "500",
    ]);
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
