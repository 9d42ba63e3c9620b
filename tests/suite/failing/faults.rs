//! Every call that may fail, failing: what was there stays whole, nothing half-written is seen, and the words say what to
//! do (R3, R4). `SHENBAO_FAULTS=all` tries every error at every call, once and for good; else one error at every third call.

use crate::support::strace::{self, Call};
use crate::support::world::World;
use shenbao::cli::args::command;
use shenbao::messages::Lang;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// In the short form so many calls are passed over from one to the next.
const SHORT: usize = 3;

const ERRORS: [&str; 4] = ["ENOSPC", "EIO", "EDQUOT", "EROFS"];

/// A verb that writes: its words, given the draft's id, and what it leaves behind when it is done.
struct Writes {
    args: &'static [&'static str],
    /// The file that it writes, under the home.
    file: &'static str,
}

const VERBS: &[Writes] = &[
    Writes {
        args: &["set", "ID", "plan", "新的实施方案"],
        file: "work/drafts/ID/draft.json",
    },
    Writes {
        args: &["budget", "add", "ID", "--item", "宣讲资料印刷"],
        file: "work/drafts/ID/draft.json",
    },
    Writes {
        args: &["export", "ID", "--force", "-o", "out.json"],
        file: "out.json",
    },
    Writes {
        args: &["import", "in.json"],
        file: "work/drafts/2022KCZG001-full01/draft.json",
    },
    Writes {
        args: &["merge-file", "base.json", "ours.json", "theirs.json"],
        file: "ours.json",
    },
    Writes {
        args: &["save", "ID"],
        file: "work/drafts/ID/draft.json",
    },
    Writes {
        args: &[
            "annotate",
            "ID",
            "--path",
            "plan",
            "--body",
            "请写明人数",
            "--as",
            "甲",
        ],
        file: "work/drafts/ID/reviews/甲.json",
    },
];

/// A home in which every verb has something to do.
fn prepared() -> (World, String) {
    let world = World::new();
    let id = world.new_draft();
    world.ok(&["set", &id, "plan", "原来的实施方案"]);
    for (key, value) in [("user.name", "王工"), ("user.email", "w@example.cn")] {
        let mut git = std::process::Command::new("git");
        git.args(["config", key, value])
            .current_dir(world.workspace());
        assert!(
            git.env_clear()
                .envs(world.environment())
                .status()
                .unwrap()
                .success()
        );
    }
    let full = crate::support::world::project().join("tests/fixtures/applications/full.json");
    std::fs::copy(full, world.path("in.json")).unwrap();
    for (name, plan) in [
        ("base.json", "一"),
        ("ours.json", "一二"),
        ("theirs.json", "零一"),
    ] {
        world.ok(&["set", &id, "plan", plan]);
        std::fs::copy(world.draft_file(&id), world.path(name)).unwrap();
    }
    world.ok(&["set", &id, "plan", "原来的实施方案"]);
    std::fs::write(world.path("out.json"), "{}").unwrap();
    (world, id)
}

/// Every plain file of the user's, with its bytes; not git's own, nor locks and journals, which come and go.
fn files(top: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![top.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            let (path, name) = (entry.path(), entry.file_name());
            if path.is_dir() && ![".git", "locks", "journals"].contains(&name.to_str().unwrap()) {
                folders.push(path);
            } else if path.is_file() && name != "strace.log" {
                let bytes = std::fs::read(&path).unwrap();
                found.insert(path, bytes);
            }
        }
    }
    found
}

/// The faults to try at a call: all of them, or the one whose turn it is, or none.
fn faults(call: &Call, turn: usize) -> Vec<String> {
    let fault = |error: &str, lasting: &str| {
        format!("{}:error={error}:when={}{lasting}", call.name, call.count)
    };
    let all: Vec<String> = ERRORS
        .iter()
        .flat_map(|error| ["", "+"].map(|lasting| fault(error, lasting)))
        .collect();
    match std::env::var("SHENBAO_FAULTS").as_deref() {
        Ok("all") => all,
        _ if turn.is_multiple_of(SHORT) => vec![all[turn / SHORT % all.len()].clone()],
        _ => Vec::new(),
    }
}

fn with_id(text: &str, id: &str) -> String {
    text.replace("ID", id)
}

fn check(verb: &Writes, fault: &str) {
    let (world, id) = prepared();
    let args: Vec<String> = verb.args.iter().map(|arg| with_id(arg, &id)).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let file = world.path(&with_id(verb.file, &id));
    let before = files(world.home.path());
    let shown = world.json(&["show", &id]).0;
    let output = strace::run(&world, &args, Some(fault));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let told = format!("{args:?} with {fault}: {:?} {said}", output.status);
    assert!(!said.contains("panicked"), "{told}");
    let after = files(world.home.path());
    for (path, bytes) in &before {
        assert!(
            path == &file || after.get(path) == Some(bytes),
            "{told}: {} changed",
            path.display()
        );
    }
    for path in after.keys().filter(|path| !before.contains_key(*path)) {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(
            !name.starts_with(".shenbao-"),
            "{told}: {name} is left behind"
        );
    }
    match output.status.code() {
        Some(0 | 1) => {}
        Some(2) => {
            // Where every write fails from here on, so does that of the message.
            let is_mute = fault.starts_with("write") && fault.ends_with('+');
            assert!(
                is_mute || said.trim().lines().count() >= 2,
                "it says what to do: {told}"
            );
            let there = after.get(&file);
            // Where only making the new name durable failed, the new file is there, whole.
            let whole = there
                .is_none_or(|bytes| serde_json::from_slice::<serde_json::Value>(bytes).is_ok());
            assert!(
                there == before.get(&file) || whole,
                "{told}: the file is damaged"
            );
        }
        // The program's own libraries could not be opened: nothing was begun.
        Some(127) => assert_eq!(after, before, "{told}"),
        _ => panic!("{told}"),
    }
    // A disk that takes nothing back any more keeps what the journal had got.
    let lasts = fault.ends_with('+');
    if !lasts && output.status.code() == Some(2) && after.get(&file) == before.get(&file) {
        let now = world.json(&["show", &id]).0;
        assert_eq!(now, shown, "what was refused is not done later: {told}");
    }
    let again = world.run(&args);
    let is_done = matches!(again.status.code(), Some(0 | 1)) || args[0] == "import";
    assert!(
        is_done,
        "{told}; and then: {}",
        String::from_utf8_lossy(&again.stderr)
    );
    world.ok(&["get", &id, "plan"]);
}

#[test]
fn whatever_call_fails_nothing_is_damaged_and_the_words_say_what_to_do() {
    if !strace::is_there() {
        return;
    }
    let known = command(Lang::Zh);
    let mut turn = 0;
    for verb in VERBS
        .iter()
        .filter(|verb| known.find_subcommand(verb.args[0]).is_some())
    {
        let (world, id) = prepared();
        let args: Vec<String> = verb.args.iter().map(|arg| with_id(arg, &id)).collect();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let done = strace::run(&world, &args, None);
        assert!(
            done.status.code().is_some_and(|code| code < 2),
            "{args:?}: {done:?}"
        );
        let calls = strace::calls(&world);
        assert!(
            calls.iter().any(|call| call.name.starts_with("rename")),
            "{args:?} writes a file: {calls:#?}"
        );
        for call in &calls {
            for fault in faults(call, turn) {
                check(verb, &fault);
            }
            turn += 1;
        }
    }
}

/// Where in the calls something is first done to a path.
fn first(calls: &[Call], name: &str, words: &[&str]) -> usize {
    let found = calls.iter().position(|call| {
        call.name.starts_with(name) && words.iter().all(|word| call.line.contains(word))
    });
    found.unwrap_or_else(|| panic!("no {name} of {words:?} in {calls:#?}"))
}

#[test]
fn a_file_is_durable_before_it_takes_its_name_and_the_name_before_the_journal_goes() {
    if !strace::is_there() {
        return;
    }
    let (world, id) = prepared();
    strace::run(&world, &["set", &id, "plan", "新的实施方案"], None);
    let calls = strace::calls(&world);
    for (folder, file) in [
        ("journals/", ".journal"),
        (&*format!("drafts/{id}"), "draft.json"),
    ] {
        let steps = [
            first(&calls, "openat", &[folder, "/.shenbao-", "O_CREAT|O_EXCL"]),
            first(&calls, "write", &[folder, "/.shenbao-"]),
            first(&calls, "fsync", &[folder, "/.shenbao-"]),
            first(&calls, "rename", &[folder, "/.shenbao-", file]),
        ];
        assert!(steps.is_sorted(), "{file}: {steps:?} in {calls:#?}");
        let after = &calls[steps[3]..];
        let synced = after
            .iter()
            .position(|call| call.name == "fsync" && !call.line.contains("/.shenbao-"));
        assert!(
            synced.is_some(),
            "the folder of {file} is not made durable: {calls:#?}"
        );
    }
    let (journal, draft) = (
        first(&calls, "rename", &[".journal"]),
        first(&calls, "rename", &["draft.json"]),
    );
    assert!(
        journal < draft,
        "the edit is in the journal before the file is touched"
    );
}

#[test]
fn a_disk_of_one_megabyte_that_is_full_loses_nothing() {
    let world = World::new();
    let disk = world.workspace();
    std::fs::create_dir(&disk).unwrap();
    let mounted = std::process::Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=1m", "none"])
        .arg(&disk)
        .output();
    if !mounted.is_ok_and(|mounted| mounted.status.success()) {
        println!("passed over: only root can mount a disk");
        return;
    }
    let _mounted = Mounted(disk);
    let id = world.new_draft();
    let text = "文".repeat(40_000);
    let mut refused = 0;
    for round in 0..40 {
        let before = world.ok(&["get", &id, "plan"]);
        let given = format!("{round}{}", text.repeat(round % 9));
        let done = world.run_with(&["set", &id, "plan", "-"], &given);
        let now = world.ok(&["get", &id, "plan"]);
        match done.status.code() {
            Some(0) => assert_eq!(now.trim_end(), given, "round {round}"),
            Some(2) => {
                assert_eq!(now, before, "round {round}");
                let said = String::from_utf8_lossy(&done.stderr).into_owned();
                assert!(
                    said.contains("磁盘已满") && said.trim().lines().count() >= 2,
                    "{said}"
                );
                refused += 1;
            }
            other => panic!("round {round}: {other:?}"),
        }
    }
    assert!(refused > 0, "the disk was never full");
    world.ok(&["set", &id, "plan", "还能写"]);
}

/// A disk that goes with the test.
struct Mounted(PathBuf);

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount")
            .arg("-l")
            .arg(&self.0)
            .status();
    }
}
