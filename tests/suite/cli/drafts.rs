//! `new`, `list`, `get`, `set`, `paths`, `check`, `explain`.

use crate::support::world::World;
use serde_json::Value;
use std::os::unix::fs::PermissionsExt;

#[test]
fn a_draft_is_made_prefilled_in_a_repository_of_its_own() {
    let world = World::new();
    let id = world.new_draft();
    assert!(id.starts_with("2022KCZG001-") && id.len() == 18, "{id}");
    assert!(world.ok(&["get", &id, "content"]).starts_with("解读国务院"));
    assert_eq!(
        world.ok(&["get", &id, "indicators/2/1/commitment"]).trim(),
        "50"
    );
    assert!(world.workspace().join(".git").is_dir());
    let attributes = std::fs::read_to_string(world.workspace().join(".gitattributes")).unwrap();
    assert!(attributes.contains("drafts/**/*.json merge=shenbao diff=shenbao"));
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&world.draft_file(&id)), 0o600);
    assert_eq!(mode(world.draft_file(&id).parent().unwrap()), 0o700);
}

#[test]
fn fields_are_set_one_by_one_from_input_and_in_batches() {
    let world = World::new();
    let id = world.new_draft();
    world.ok(&["set", &id, "applicant/name", "银川市科普学会"]);
    assert_eq!(
        world.ok(&["get", &id, "applicant/name"]).trim(),
        "银川市科普学会"
    );
    assert!(
        world
            .run_with(&["set", &id, "plan", "-"], "第一步\n第二步\n")
            .status
            .success()
    );
    assert_eq!(
        world.json(&["get", &id, "plan"]).0["value"],
        "第一步\n第二步"
    );
    let batch = r#"{"lead/name":"张三","indicators/2/1/commitment":60,"results":["一","二"]}"#;
    assert!(
        world
            .run_with(&["set", &id, "--batch", "-"], batch)
            .status
            .success()
    );
    assert_eq!(
        world.ok(&["get", &id, "indicators/2/1/commitment"]).trim(),
        "60"
    );
    let refused = world.run_with(
        &["set", &id, "--batch", "-"],
        r#"{"lead/name":"李四","no/such":"x"}"#,
    );
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(world.ok(&["get", &id, "lead/name"]).trim(), "张三");
}

#[test]
fn new_takes_values_and_makes_nothing_when_one_is_wrong() {
    let world = World::new();
    let id = world.ok(&["new", "2022KCZG001", "--set", "applicant/name=学会=甲"]);
    assert_eq!(
        world.ok(&["get", id.trim(), "applicant/name"]).trim(),
        "学会=甲"
    );
    assert_eq!(
        world
            .run(&["new", "2022KCZG001", "--set", "no/such=x"])
            .status
            .code(),
        Some(2)
    );
    assert_eq!(
        world.json(&["list"]).0["drafts"].as_array().unwrap().len(),
        1
    );
}

#[test]
fn paths_tell_what_is_required_and_filled() {
    let world = World::new();
    let id = world.new_draft();
    let (json, _) = world.json(&["paths", &id]);
    let paths = json["paths"].as_array().unwrap();
    let of = |path: &str| {
        paths
            .iter()
            .find(|entry| entry["path"] == path)
            .unwrap_or_else(|| panic!("no {path}"))
    };
    assert_eq!(of("applicant/name")["required"], true);
    assert_eq!(of("applicant/name")["filled"], false);
    assert_eq!(of("content")["filled"], true);
    assert_eq!(of("indicators/5/2/commitment")["kind"], "commitment");
    assert_eq!(of("applicant/credit_code")["kind"], "credit-code");
}

#[test]
fn promises_are_checked_against_the_print() {
    let world = World::new();
    let id = world.new_draft();
    world.ok(&["set", &id, "indicators/2/1/commitment", "30"]);
    let (json, code) = world.json(&["check", &id]);
    assert_eq!(code, Some(1));
    let missed = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["rule"] == "P001")
        .unwrap();
    assert_eq!(missed["path"], "indicators/2/1/commitment");
    assert_eq!(missed["cites"][0]["text"], "不少于50家");
    assert_eq!(missed["cites"][0]["source"], "2022KCZG001/indicators/2");
    assert_eq!(missed["cites"][0]["start"], 4);
    assert!(json["complete"].as_f64().unwrap() < 1.0 && json["errors"].as_u64().unwrap() > 1);
}

#[test]
fn of_an_either_or_group_one_promise_suffices() {
    let world = World::new();
    let id = world.ok(&["new", "2022KCZG003"]).trim().to_owned();
    world.ok(&["set", &id, "indicators/1/2/commitment", ""]);
    let rules = |json: &serde_json::Value| {
        json["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| f["rule"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert!(!rules(&world.json(&["check", &id]).0).contains(&"P006".to_owned()));
    world.ok(&["set", &id, "indicators/1/1/commitment", "10"]);
    assert!(rules(&world.json(&["check", &id]).0).contains(&"P006".to_owned()));
}

#[test]
fn rules_are_explained_in_both_languages() {
    let world = World::new();
    assert!(world.ok(&["explain", "b001"]).contains("不在支出范围内"));
    assert!(
        world
            .ok(&["--lang", "en", "explain", "P001"])
            .contains("Civil Code")
    );
    assert_eq!(world.run(&["explain", "Z999"]).status.code(), Some(2));
}

#[test]
fn a_workspace_is_found_from_within_it() {
    let world = World::new();
    let id = world.new_draft();
    let inside = world.draft_file(&id);
    let output = world
        .command(&["list"])
        .current_dir(inside.parent().unwrap())
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains(&id));
}

#[test]
fn all_drafts_are_checked_as_each_by_itself_and_a_broken_one_is_told_in_its_place() {
    let world = World::new();
    let mut ids: Vec<String> = (0..20).map(|_| world.new_draft()).collect();
    for (index, id) in ids.iter().enumerate() {
        world.ok(&["set", id, "plan", &"文".repeat(index)]);
    }
    std::fs::write(world.draft_file(&ids[7]), "<<<<<<< ours").unwrap();
    let (all, code) = world.json(&["check", "--all"]);
    assert_eq!(code, Some(1));
    let mut told: Vec<(String, Value)> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|told| (told["draft"].as_str().unwrap().to_owned(), told.clone()))
        .collect();
    told.sort_by(|a, b| a.0.cmp(&b.0));
    ids.sort();
    assert_eq!(
        told.iter().map(|(id, _)| id).collect::<Vec<_>>(),
        ids.iter().collect::<Vec<_>>()
    );
    for (id, told) in &told {
        let (alone, code) = world.json(&["check", id]);
        if code == Some(2) {
            assert_eq!(told["error"]["code"], alone["error"]["code"]);
        } else {
            assert_eq!(*told, alone);
        }
    }
    assert_eq!(
        told.iter()
            .filter(|(_, told)| told["error"].is_object())
            .count(),
        1
    );
}

#[test]
fn where_there_is_no_draft_commands_say_how_to_begin_one() {
    let world = World::new();
    for args in [&["list"][..], &["check", "--all"], &["board"]] {
        for (lang, told) in [
            ("zh-CN", "shenbao new 项目编号"),
            ("en", "shenbao new CODE"),
        ] {
            let said = world.ok(&[&["--lang", lang], args].concat());
            assert!(said.contains(told) && !said.contains("Enter"), "{said}");
        }
    }
}
