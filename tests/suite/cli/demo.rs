//! The demo: a whole workspace by a story, the same for everybody, that leaves the user's own things alone.

use crate::support::world::World;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Makes a demo in a folder; gives standard output.
fn made(world: &World, folder: &str, path: Option<&str>) -> String {
    let mut command = world.command(&["demo", folder]);
    if let Some(path) = path {
        command.env("PATH", path);
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

fn board(world: &World, folder: &str) -> Vec<Value> {
    let told = world.command(&["--workspace", folder, "--json", "board"]);
    let told = { told }.output().unwrap();
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    told["drafts"].as_array().unwrap().clone()
}

fn head(folder: &Path) -> String {
    let told = Command::new("git")
        .args(["-C", folder.to_str().unwrap(), "rev-parse", "HEAD"])
        .output()
        .unwrap();
    String::from_utf8(told.stdout).unwrap()
}

#[test]
fn the_demo_has_drafts_in_every_state_and_is_the_same_for_everybody() {
    let (one, other) = (World::new(), World::new());
    let told = made(&one, "a", None);
    assert!(told.contains("rm -r"), "how to be rid of it: {told}");
    made(&other, "b", None);
    let (a, b) = (one.path("a"), other.path("b"));
    assert_eq!(head(&a), head(&b), "versions and all");
    let drafts = board(&one, "a");
    assert_eq!(drafts.len(), 12);
    let states: BTreeSet<&str> = drafts.iter().filter_map(|d| d["state"].as_str()).collect();
    assert_eq!(states.len(), 6, "{states:?}");
    let list = [
        "--workspace",
        "a",
        "annotations",
        "2022KCZG006-m4t8wd",
        "--json",
    ];
    let remarks = one.command(&list).output().unwrap();
    let remarks: Value = serde_json::from_slice(&remarks.stdout).unwrap();
    let by: BTreeSet<&str> = remarks
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|remark| remark["by"].as_str())
        .collect();
    assert_eq!(by.len(), 3, "three reviewers: {by:?}");
    let conflict = fs::read_to_string(a.join("drafts/2022KCZG002-q9n3ha/draft.json")).unwrap();
    assert!(conflict.contains("conflict"), "two people wrote one plan");
}

#[test]
fn a_demo_is_opened_again_and_nothing_else_is_taken_for_one() {
    let world = World::new();
    made(&world, "a", None);
    let set = [
        "--workspace",
        "a",
        "set",
        "2022SHXLJK001-u6m8bq",
        "aim",
        "改了",
    ];
    assert!(world.command(&set).status().unwrap().success());
    made(&world, "a", None);
    let get = ["--workspace", "a", "get", "2022SHXLJK001-u6m8bq", "aim"];
    let kept = world.command(&get).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&kept.stdout).trim(), "改了");
    fs::create_dir(world.path("own")).unwrap();
    fs::write(world.path("own/letter"), "mine").unwrap();
    let told = made(&world, "乙\u{1b}]0;t\u{7}\u{202e}", None);
    assert!(!told.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{told:?}");
    let refused = world.command(&["--json", "demo", "own"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    let told: Value = serde_json::from_slice(&refused.stdout).unwrap();
    assert_eq!(told["error"]["code"], "no-demo");
    assert_eq!(fs::read_dir(world.path("own")).unwrap().count(), 1);
}

#[test]
fn without_git_everything_is_there_but_versions_and_nothing_lies_elsewhere() {
    let world = World::new();
    made(&world, "a", Some("/nonexistent"));
    assert!(!world.path("a/.git").exists());
    let states: BTreeSet<String> = board(&world, "a")
        .iter()
        .map(|draft| draft["state"].to_string())
        .collect();
    assert_eq!(states.len(), 6, "{states:?}");
    let verdicts = [
        "--workspace",
        "a",
        "review",
        "summary",
        "2022KCZG005-t2v7ye",
    ];
    let summary = world.command(&verdicts).output().unwrap();
    assert!(summary.status.success());
    let other = World::of_a_stranger();
    made(&other, "a", None);
    let beside: Vec<_> = fs::read_dir(other.home.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(beside, ["a"], "the user's own folders are left alone");
}
