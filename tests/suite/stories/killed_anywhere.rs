//! `save` and `restore` killed at their system calls, git's processes included: whatever was going on, nothing is damaged,
//! nothing is lost, and the next command goes on by itself.
//!
//! The calls are those that change something (a kill at any other is the same as at the next of these). The short form takes
//! a few from everywhere; `SHENBAO_KILLS=all` takes every one. Needs `strace`.

use crate::support::world::World;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// The calls at which there is a kill.
const CALLS: &str = "execve,openat,write,pwrite64,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir,\
                     ftruncate,fsync,fdatasync,chmod,fchmod,fchmodat,utimensat,flock,exit_group";

/// What is written in the draft, and was when it was last kept.
const NOW: &str = "写了一半的新方案";
const THEN: &str = "第一稿";

fn git(world: &World, args: &[&str]) -> String {
    let mut git = Command::new("git");
    git.args(args).current_dir(world.workspace());
    let output = git.env_clear().envs(world.environment()).output().unwrap();
    assert!(output.status.success(), "git {args:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// A draft with a version, and something written since.
fn prepared() -> (World, String) {
    let world = World::new();
    let id = world.new_draft();
    git(&world, &["config", "user.name", "王工"]);
    git(&world, &["config", "user.email", "wang@example.cn"]);
    world.ok(&["set", &id, "plan", THEN]);
    world.ok(&["save", &id]);
    world.ok(&["set", &id, "plan", NOW]);
    (world, id)
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(to).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            std::fs::remove_dir_all(path).unwrap();
        } else {
            std::fs::remove_file(path).unwrap();
        }
    }
    let from = from.join(".");
    let copied = Command::new("cp").arg("-a").arg(from).arg(to).status();
    assert!(copied.unwrap().success());
}

fn strace(world: &World, options: &[&str], verb: &[&str]) {
    let workspace = world.workspace();
    let mut command = Command::new("strace");
    command.args(["-f", "-qq"]).args(options);
    command.arg(env!("CARGO_BIN_EXE_shenbao"));
    command.args(["--workspace", workspace.to_str().unwrap()]);
    command.args(verb).current_dir(world.home.path());
    command.env_clear().envs(world.environment());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().unwrap();
}

/// How often any one process makes each of the calls.
fn calls(world: &World, verb: &[&str]) -> BTreeMap<String, usize> {
    let traces = tempfile::tempdir().unwrap();
    let out = traces.path().join("trace");
    let trace = format!("trace={CALLS}");
    let out = out.to_str().unwrap();
    strace(world, &["-ff", "-o", out, "-e", &trace], verb);
    let mut most: BTreeMap<String, usize> = BTreeMap::new();
    for entry in std::fs::read_dir(traces.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let mut here: BTreeMap<&str, usize> = BTreeMap::new();
        for name in text.lines().filter_map(|line| line.split('(').next()) {
            *here.entry(name).or_default() += 1;
        }
        let here = here.into_iter();
        for (name, count) in here.filter(|(name, _)| CALLS.split(',').any(|call| call == *name)) {
            let most = most.entry(name.to_owned()).or_default();
            *most = count.max(*most);
        }
    }
    most
}

/// All kills, or so many of them from everywhere.
fn chosen(calls: &BTreeMap<String, usize>) -> Vec<(&str, usize)> {
    let all = calls
        .iter()
        .flat_map(|(name, most)| (1..=*most).map(|when| (name.as_str(), when)));
    let all: Vec<_> = all.collect();
    let wanted = std::env::var("SHENBAO_KILLS").unwrap_or_else(|_| "8".to_owned());
    let wanted = wanted.parse().unwrap_or(all.len());
    let step = all.len().div_ceil(wanted.max(1)).max(1);
    // From the middle of each stretch: the first calls of a process are the same everywhere.
    all.into_iter().skip(step / 2).step_by(step).collect()
}

fn is_whole(world: &World, id: &str, told: &str) {
    git(world, &["fsck", "--strict"]);
    let plan = world.ok(&["get", id, "plan"]);
    let plan = plan.trim();
    assert!(plan == NOW || plan == THEN, "{told}: {plan}");
}

fn sweep(verb: &str) {
    if Command::new("strace").arg("-V").output().is_err() {
        println!("without strace nothing is killed");
        return;
    }
    let (world, id) = prepared();
    let template = tempfile::tempdir().unwrap();
    copy(world.home.path(), template.path());
    let line: &[&str] = match verb {
        "save" => &["save", &id],
        _ => &["restore", &id, "HEAD"],
    };
    let calls = calls(&world, line);
    let chosen = chosen(&calls);
    for (call, when) in &chosen {
        copy(template.path(), world.home.path());
        let told = format!("{verb} killed at {call} {when}");
        let inject = format!("inject={call}:signal=KILL:when={when}");
        let trace = format!("trace={call}");
        strace(
            &world,
            &["-o", "/dev/null", "-e", &trace, "-e", &inject],
            line,
        );
        is_whole(&world, &id, &told);
        let again = world.run(line);
        let said = String::from_utf8_lossy(&again.stderr).into_owned();
        assert!(again.status.success(), "{told}, then stuck: {said}");
        is_whole(&world, &id, &told);
        // What was written is in a version, though something else was brought back.
        let all = git(
            &world,
            &["log", "-p", "--no-textconv", "--all", "--", "drafts"],
        );
        assert!(all.contains(NOW), "{told}: what was written is lost");
        let left = git(&world, &["rev-parse", "--git-dir"]);
        let left = world.workspace().join(left.trim());
        for lock in ["index.lock", "HEAD.lock", "packed-refs.lock", "config.lock"] {
            assert!(!left.join(lock).exists(), "{told}: {lock} is left");
        }
        assert!(!left.join("refs/heads/main.lock").exists(), "{told}");
    }
    let known: usize = calls.values().sum();
    println!(
        "{verb}: {} kills of {known}, nothing damaged or stuck",
        chosen.len()
    );
}

#[test]
fn save_is_killed_anywhere_and_the_next_one_goes_on() {
    sweep("save");
}

#[test]
fn restore_is_killed_anywhere_and_the_next_one_goes_on() {
    sweep("restore");
}
