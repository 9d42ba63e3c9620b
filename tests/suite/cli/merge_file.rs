//! `merge-file`, `git-diff-text` and `init`, as git itself calls them.

use crate::support::world::World;
use std::process::{Command, Output};

fn git_in(world: &World, folder: &str, args: &[&str]) -> Output {
    Command::new("git")
        .args(args)
        .current_dir(world.path(folder))
        .env_clear()
        .envs(world.environment())
        .output()
        .unwrap()
}

/// Runs the program inside a folder, as a person would.
fn shenbao(world: &World, folder: &str, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shenbao"))
        .args(args)
        .current_dir(world.path(folder))
        .env_clear()
        .envs(world.environment())
        .output()
        .unwrap()
}

fn ok(world: &World, folder: &str, args: &[&str]) -> String {
    let output = shenbao(world, folder, args);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {said}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Two clones of one shared workspace with a draft in it; the draft's id.
fn two_clones() -> (World, String) {
    let world = World::new();
    let path = |name: &str| world.path(name).to_str().unwrap().to_owned();
    let as_user = |folder: &str, who: &str| {
        git_in(&world, folder, &["config", "user.name", who]);
        git_in(&world, folder, &["config", "user.email", "who@example.cn"]);
    };
    ok(&world, ".", &["init", &path("甲")]);
    as_user("甲", "甲");
    let id = ok(&world, "甲", &["new", "2022KCZG001"]);
    ok(&world, "甲", &["save", &id]);
    git_in(&world, ".", &["clone", "-q", &path("甲"), &path("乙")]);
    ok(&world, "乙", &["init"]);
    as_user("乙", "乙");
    (world, id)
}

#[test]
fn git_merges_two_peoples_budget_lines_and_keeps_both_sides_of_a_clash() {
    let (world, id) = two_clones();
    for (who, item, promise) in [("甲", "专家讲课费", "60"), ("乙", "手册印刷", "80")] {
        ok(&world, who, &["budget", "add", &id, "--item", item]);
        ok(
            &world,
            who,
            &["set", &id, "indicators/2/1/commitment", promise],
        );
        ok(
            &world,
            who,
            &["set", &id, if who == "甲" { "plan" } else { "basis" }, who],
        );
        ok(&world, who, &["save", &id]);
    }
    let pulled = git_in(&world, "乙", &["pull", "-q", "--no-rebase", "--no-edit"]);
    assert!(!pulled.status.success(), "the clash is git's business too");
    let text =
        std::fs::read_to_string(world.path("乙").join(format!("drafts/{id}/draft.json"))).unwrap();
    assert!(!text.contains("<<<<<<<"));
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["tables"]["budget"].as_array().unwrap().len(), 2);
    assert_eq!(
        json["conflicts"]["indicators/2/1/commitment"]["sides"],
        serde_json::json!(["60", "80"])
    );
    assert_eq!(
        (
            json["fields"]["plan"].as_str(),
            json["fields"]["basis"].as_str()
        ),
        (Some("甲"), Some("乙"))
    );
    let checked = shenbao(&world, "乙", &["--json", "check", &id]);
    let checked: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    let rules: Vec<&str> = checked["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["rule"].as_str().unwrap())
        .collect();
    assert!(rules.contains(&"F009"), "{rules:?}");
}

#[test]
fn git_shows_drafts_as_plain_text() {
    let (world, id) = two_clones();
    ok(&world, "甲", &["set", &id, "plan", "第一段\n第二段"]);
    let shown = git_in(&world, "甲", &["diff", "--", "drafts"]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("+plan: 第一段\n+plan: 第二段\n"), "{shown}");
}

#[test]
fn what_cannot_be_read_is_refused_and_left_alone() {
    let world = World::new();
    let file = |name: &str, text: &str| {
        std::fs::write(world.path(name), text).unwrap();
        world.path(name).to_str().unwrap().to_owned()
    };
    let (base, ours, theirs) = (
        file("base", ""),
        file("ours", "{}"),
        file("theirs", "not json"),
    );
    assert_eq!(
        world.json(&["merge-file", &base, &ours, &theirs]).1,
        Some(2)
    );
    assert_eq!(std::fs::read_to_string(&ours).unwrap(), "{}");
}
