//! `save`, `restore`, `sync` and `merge-file` killed at their system calls, git's processes included: whatever was going on,
//! nothing is damaged, nothing is lost, and the next command goes on by itself.
//!
//! The calls are those that change something (a kill at any other is the same as at the next of these). The short form takes
//! a few from everywhere; `SHENBAO_KILLS=all` takes every one. Needs `strace`. The repository that `sync` shares with is
//! served by a process that is not killed, as on another machine.

use crate::support::world::World;
use std::collections::BTreeMap;
use std::net::TcpListener;
use std::os::fd::OwnedFd;
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

/// Something that is killed, and what holds afterwards.
struct Case<'a> {
    world: &'a World,
    verb: &'a str,
    line: &'a [&'a str],
    /// Holds right after a kill.
    whole: &'a dyn Fn(&str),
    /// Holds when it was done once more.
    done: &'a dyn Fn(&str),
}

impl Case<'_> {
    fn sweep(&self) {
        let (world, verb, line) = (self.world, self.verb, self.line);
        let template = tempfile::tempdir().unwrap();
        copy(world.home.path(), template.path());
        let calls = calls(world, line);
        let chosen = chosen(&calls);
        for (call, when) in &chosen {
            copy(template.path(), world.home.path());
            let told = format!("{verb} killed at {call} {when}");
            let inject = format!("inject={call}:signal=KILL:when={when}");
            let trace = format!("trace={call}");
            let options = ["-o", "/dev/null", "-e", &trace, "-e", &inject];
            strace(world, &options, line);
            (self.whole)(&told);
            let again = world.run(line);
            let said = String::from_utf8_lossy(&again.stderr).into_owned();
            assert!(again.status.success(), "{told}, then stuck: {said}");
            (self.whole)(&told);
            (self.done)(&told);
            no_lock_is_left(world, &told);
        }
        let known: usize = calls.values().sum();
        println!(
            "{verb}: {} kills of {known}, nothing damaged or stuck",
            chosen.len()
        );
    }
}

fn no_lock_is_left(world: &World, told: &str) {
    let left = world.workspace().join(".git");
    for lock in [
        "index.lock",
        "HEAD.lock",
        "packed-refs.lock",
        "config.lock",
        "FETCH_HEAD.lock",
        "refs/heads/main.lock",
        "refs/remotes/origin/main.lock",
    ] {
        assert!(!left.join(lock).exists(), "{told}: {lock} is left");
    }
}

/// Without it nothing is killed, and that is said.
fn has_strace() -> bool {
    crate::support::strace::is_there()
}

fn sweep(verb: &str) {
    if !has_strace() {
        return;
    }
    let (world, id) = prepared();
    let line: &[&str] = match verb {
        "save" => &["save", &id],
        _ => &["restore", &id, "HEAD"],
    };
    // What was written is in a version, though something else was brought back.
    let done = |told: &str| {
        let all = ["log", "-p", "--no-textconv", "--all", "--", "drafts"];
        assert!(
            git(&world, &all).contains(NOW),
            "{told}: what was written is lost"
        );
    };
    let case = Case {
        world: &world,
        verb,
        line,
        whole: &|told| is_whole(&world, &id, told),
        done: &done,
    };
    case.sweep();
}

#[test]
fn save_is_killed_anywhere_and_the_next_one_goes_on() {
    sweep("save");
}

#[test]
fn restore_is_killed_anywhere_and_the_next_one_goes_on() {
    sweep("restore");
}

/// Serves the repositories of a folder to whoever connects, by git's own protocol; gives the address.
fn serve(folder: &Path) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let base = format!("--base-path={}", folder.display());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut daemon = Command::new("git");
            daemon.args([
                "daemon",
                "--inetd",
                "--export-all",
                "--enable=receive-pack",
                &base,
            ]);
            daemon.stdout(OwnedFd::from(stream.try_clone().unwrap()));
            daemon.stdin(OwnedFd::from(stream)).stderr(Stdio::null());
            let mut child = daemon.spawn().unwrap();
            std::thread::spawn(move || child.wait());
        }
    });
    format!("git://{address}")
}

#[test]
fn sync_is_killed_anywhere_and_the_next_one_goes_on() {
    if !has_strace() {
        return;
    }
    let (world, id) = prepared();
    let (server, other) = (world.path("server.git"), world.path("other"));
    let server = server.to_str().unwrap();
    git(&world, &["init", "-q", "--bare", "-b", "main", server]);
    let address = format!("{}/server.git", serve(world.home.path()));
    let first = world.run(&["sync", &address]);
    if !first.status.success() {
        println!("passed over: there is no git daemon");
        return;
    }
    // Somebody else has sent something, and something was written here.
    let theirs = |args: &[&str]| {
        let args = [&["--workspace", other.to_str().unwrap()], args].concat();
        assert!(
            world.command(&args).output().unwrap().status.success(),
            "{args:?}"
        );
    };
    let who = ["--author-name", "李", "--author-email", "li@example.cn"];
    theirs(&[&["sync", &address], &who[..]].concat());
    theirs(&["set", &id, "basis", "别人写的"]);
    theirs(&["sync"]);
    world.ok(&["set", &id, "plan", "最后写的"]);
    let plan = |told: &str| {
        git(&world, &["fsck", "--strict"]);
        git(&world, &["--git-dir", server, "fsck", "--strict"]);
        assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "最后写的", "{told}");
    };
    let done = |told: &str| {
        let file = format!("main:drafts/{id}/draft.json");
        let there = git(&world, &["--git-dir", server, "show", &file]);
        let both = there.contains("最后写的") && there.contains("别人写的");
        assert!(both, "{told}: {there}");
        assert_eq!(git(&world, &["status", "--porcelain"]), "", "{told}");
        assert_eq!(
            world.ok(&["get", &id, "basis"]).trim(),
            "别人写的",
            "{told}"
        );
    };
    let case = Case {
        world: &world,
        verb: "sync",
        line: &["sync"],
        whole: &plan,
        done: &done,
    };
    case.sweep();
}

#[test]
fn merge_file_is_killed_anywhere_and_leaves_one_side_or_the_merged() {
    if !has_strace() {
        return;
    }
    let (world, id) = prepared();
    let draft = std::fs::read_to_string(world.draft_file(&id)).unwrap();
    let paths = ["base", "ours", "theirs"].map(|name| world.path(name));
    let [base, ours, theirs] = [THEN, NOW, THEN].map(|plan| draft.replace(NOW, plan));
    let theirs = theirs.replace(
        "\"fields\": {",
        "\"fields\": {\n    \"basis\": \"别人写的\",",
    );
    for (path, text) in paths.iter().zip([&base, &ours, &theirs]) {
        std::fs::write(path, text).unwrap();
    }
    let names = paths.each_ref().map(|path| path.to_str().unwrap());
    let line = ["merge-file", names[0], names[1], names[2]];
    let read = || std::fs::read_to_string(&paths[1]).unwrap();
    let is_merged = |text: &str| text.contains(NOW) && text.contains("别人写的");
    let case = Case {
        world: &world,
        verb: "merge-file",
        line: &line,
        whole: &|told| assert!(read() == ours || is_merged(&read()), "{told}: {}", read()),
        done: &|told| assert!(is_merged(&read()), "{told}"),
    };
    case.sweep();
}
