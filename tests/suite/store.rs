//! What is on the disk, whatever happens: full disks, races, hostile names.

use crate::support::hostile_names::NAMES;
use crate::support::world::World;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

/// Every file and folder below one, with the bytes of files.
fn tree(top: &Path) -> BTreeSet<(String, Vec<u8>)> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(top).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(tree(&path));
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        found.insert((path.to_string_lossy().into_owned(), bytes));
    }
    found
}

#[test]
fn hostile_names_write_nothing_anywhere() {
    let world = World::new();
    world.new_draft();
    let long = ["长".repeat(300), "a".repeat(65), "é".repeat(200)];
    let before = tree(world.home.path());
    for name in NAMES.iter().copied().chain(long.iter().map(String::as_str)) {
        let output = world.run(&["set", "--", name, "plan", "坏"]);
        assert_eq!(output.status.code(), Some(2), "{name:?}");
        assert_eq!(tree(world.home.path()), before, "{name:?}");
    }
}

/// Runs a command while files may not grow beyond some blocks of 1,024 bytes: what a full disk does, at the same calls.
fn with_full_disk(world: &World, blocks: usize, args: &str) -> Option<i32> {
    let script = format!(
        "trap '' XFSZ; ulimit -f {blocks}; exec {} --workspace {} {args}",
        env!("CARGO_BIN_EXE_shenbao"),
        world.workspace().display()
    );
    let mut shell = Command::new("bash");
    shell.args(["-c", &script]).env_clear();
    shell.envs(world.environment());
    shell.stdout(Stdio::null()).stderr(Stdio::null());
    shell.status().unwrap().code()
}

#[test]
fn a_disk_that_is_full_at_any_point_costs_nothing_that_was_there() {
    let world = World::new();
    let id = world.new_draft();
    let text = "文".repeat(2_000);
    world.ok(&["set", &id, "basis", &text]);
    for blocks in 0..40 {
        let plan = format!("第{blocks}次");
        let before = std::fs::read(world.draft_file(&id)).unwrap();
        let done = with_full_disk(&world, blocks, &format!("set {id} plan {plan}{text}"));
        let shown = world.ok(&["get", &id, "plan"]);
        if done == Some(0) {
            assert_eq!(shown.trim(), format!("{plan}{text}"), "{blocks} blocks");
        } else {
            assert_eq!(done, Some(2), "{blocks} blocks");
            assert_eq!(std::fs::read(world.draft_file(&id)).unwrap(), before);
        }
        let folder = world.draft_file(&id);
        let folder = std::fs::read_dir(folder.parent().unwrap()).unwrap();
        assert_eq!(folder.count(), 1, "{blocks} blocks leave something behind");
        assert_eq!(world.ok(&["get", &id, "basis"]).trim(), text);
    }
    world.ok(&["set", &id, "plan", "还能写"]);
    assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "还能写");
}

#[test]
fn of_two_that_write_at_once_both_are_there_or_one_is_refused() {
    let world = World::new();
    let id = world.new_draft();
    let workspace = world.workspace();
    let start = |path: &str, text: &str| {
        let args = ["--workspace", workspace.to_str().unwrap(), "set", &id];
        let mut command = world.command(&[&args[..], &[path, text]].concat());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    };
    for round in 0..20 {
        let text = format!("第{round}轮");
        let fields = ["plan", "basis"];
        let started = fields.map(|path| start(path, &text));
        let ended = started.map(|mut child| child.wait().unwrap().code());
        for (path, code) in fields.into_iter().zip(ended) {
            match code {
                Some(0) => assert_eq!(world.ok(&["get", &id, path]).trim(), text),
                Some(2) => assert_ne!(world.ok(&["get", &id, path]).trim(), text),
                other => panic!("round {round}: {other:?}"),
            }
            if world.ok(&["get", &id, path]).trim() != text {
                world.ok(&["set", &id, path, &text]);
            }
        }
        for path in fields {
            assert_eq!(world.ok(&["get", &id, path]).trim(), text, "round {round}");
        }
    }
}

#[test]
fn a_file_that_git_broke_is_told_and_what_was_typed_waits_for_it() {
    let world = World::new();
    let id = world.new_draft();
    let file = world.draft_file(&id);
    let sound = std::fs::read_to_string(&file).unwrap();
    let broken = format!("<<<<<<< ours\n{sound}=======\n{sound}>>>>>>> theirs\n");
    std::fs::write(&file, &broken).unwrap();
    let refused = world.run(&["set", &id, "plan", "新"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("1:1"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), broken);
    assert!(world.ok(&["list"]).contains(&id));
    std::fs::write(&file, &sound).unwrap();
    world.ok(&["set", &id, "plan", "新"]);
}
