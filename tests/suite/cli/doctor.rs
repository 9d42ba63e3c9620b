//! `doctor`: each thing is broken, told, left alone with `--dry-run`, and mended.

use crate::support::pty::Pty;
use crate::support::world::World;
use serde_json::Value;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

fn git(world: &World, args: &[&str]) {
    let mut git = Command::new("git");
    git.args(args).current_dir(world.workspace());
    git.env_clear().envs(world.environment());
    assert!(git.status().unwrap().success(), "{args:?}");
}

/// A workspace with nothing wrong, and a draft in it that has a version.
fn healthy() -> (World, String) {
    let world = World::new();
    let id = world.new_draft();
    git(&world, &["config", "user.name", "王工"]);
    git(&world, &["config", "user.email", "w@example.cn"]);
    world.ok(&["save", &id]);
    (world, id)
}

/// What a doctor says about a sign: its grade and what came of the cure.
fn sign(world: &World, args: &[&str], code: &str) -> Option<(String, Value)> {
    let (told, _) = world.json(&[&["doctor"], args].concat());
    let signs = told["signs"].as_array().unwrap();
    let found = signs.iter().find(|sign| sign["code"] == code)?;
    Some((
        found["grade"].as_str().unwrap().to_owned(),
        found["cure"].clone(),
    ))
}

/// Breaks something, and follows it from being told to being mended.
fn breaks_and_mends(
    code: &str,
    break_it: impl Fn(&World, &str),
    is_whole: impl Fn(&World, &str) -> bool,
) {
    let (world, id) = healthy();
    assert_eq!(sign(&world, &["--dry-run"], code), None, "{code} before");
    break_it(&world, &id);
    for _ in 0..2 {
        let told = sign(&world, &["--dry-run"], code);
        assert_eq!(told, Some(("wrong".into(), "possible".into())), "{code}");
    }
    let (_, ended) = world.json(&["doctor", "--dry-run"]);
    assert_eq!(ended, Some(1), "{code}");
    assert!(!is_whole(&world, &id), "{code}: told only");
    let (told, ended) = world.json(&["doctor"]);
    assert_eq!(
        (ended, &told["wrong"]),
        (Some(0), &0.into()),
        "{code}: {told}"
    );
    assert!(is_whole(&world, &id), "{code}: mended");
    let (told, ended) = world.json(&["doctor"]);
    assert_eq!(
        (ended, &told["mended"]),
        (Some(0), &0.into()),
        "{code}: {told}"
    );
}

fn says(world: &World, key: &str) -> String {
    let mut git = Command::new("git");
    git.args(["config", "--local", "--get", key]);
    git.current_dir(world.workspace());
    git.env_clear().envs(world.environment());
    String::from_utf8(git.output().unwrap().stdout).unwrap()
}

fn made_old(path: &Path) {
    fs::write(path, "").unwrap();
    let file = fs::File::options().write(true).open(path).unwrap();
    let before = SystemTime::now() - Duration::from_secs(2 * 3600);
    file.set_modified(before).unwrap();
}

#[test]
fn drivers_of_another_program_are_set_anew() {
    breaks_and_mends(
        "no-drivers",
        |world, _| git(world, &["config", "merge.shenbao.driver", "/gone merge"]),
        |world, _| says(world, "merge.shenbao.driver").contains("merge-file %O %A %B"),
    );
}

#[test]
fn attributes_and_ignore_file_are_put_back_beside_what_is_there() {
    breaks_and_mends(
        "no-attributes",
        |world, _| {
            fs::remove_file(world.workspace().join(".gitignore")).unwrap();
            fs::write(world.workspace().join(".gitattributes"), "*.txt text\n").unwrap();
        },
        |world, _| {
            let text =
                |name: &str| fs::read_to_string(world.workspace().join(name)).unwrap_or_default();
            text(".gitignore").contains("/.shenbao/")
                && text(".gitattributes").contains("*.txt text")
                && text(".gitattributes").contains("merge=shenbao")
        },
    );
}

#[test]
fn a_workspace_without_a_repository_gets_one() {
    breaks_and_mends(
        "no-repository",
        |world, _| {
            fs::remove_dir_all(world.workspace().join(".git")).unwrap();
            let config = "[user]\n name = 王工\n email = w@example.cn\n";
            fs::write(world.path(".gitconfig"), config).unwrap();
        },
        |world, _| says(world, "merge.shenbao.driver").contains("merge-file"),
    );
}

#[test]
fn what_others_may_read_is_closed_to_them() {
    let mode = |world: &World| {
        let there = fs::metadata(world.workspace()).unwrap();
        there.permissions().mode() & 0o7777
    };
    let set = |world: &World, mode| {
        fs::set_permissions(world.workspace(), fs::Permissions::from_mode(mode)).unwrap();
    };
    breaks_and_mends(
        "open-rights",
        |world, _| set(world, 0o755),
        |world, _| mode(world) == 0o700,
    );
    // Shared on purpose: the group keeps its rights, strangers do not.
    let (world, _) = healthy();
    set(&world, 0o2770);
    assert_eq!(sign(&world, &[], "open-rights"), None);
    set(&world, 0o2775);
    world.ok(&["doctor"]);
    assert_eq!(mode(&world), 0o2770);
}

#[test]
fn a_stale_lock_of_git_goes_and_a_fresh_one_stays() {
    breaks_and_mends(
        "stale-lock",
        |world, _| made_old(&world.workspace().join(".git/index.lock")),
        |world, id| {
            !world.workspace().join(".git/index.lock").exists()
                && world.run(&["save", id]).status.code() == Some(0)
        },
    );
    let (world, _) = healthy();
    let lock = world.workspace().join(".git/index.lock");
    fs::write(&lock, "").unwrap();
    assert_eq!(
        sign(&world, &[], "git-busy"),
        Some(("notice".into(), Value::Null))
    );
    assert!(lock.exists());
}

#[test]
fn half_a_file_of_a_killed_process_is_swept_away() {
    breaks_and_mends(
        "half-file",
        |world, id| made_old(&world.draft_file(id).with_file_name(".shenbao-x1y2z3")),
        |world, id| {
            !world
                .draft_file(id)
                .with_file_name(".shenbao-x1y2z3")
                .exists()
        },
    );
}

/// Types into a draft and kills the program before the draft's file is written.
fn killed_amid_typing(world: &World, id: &str) {
    let mut pty = Pty::edit(world, id, "plan");
    pty.wait("实施方案");
    pty.keys("讲座三场");
    pty.wait("讲座三场");
    pty.wait("已记下");
    pty.signal(rustix::process::Signal::KILL);
    pty.end();
}

#[test]
fn what_a_killed_session_left_is_taken_into_the_draft() {
    let text = |world: &World, id: &str| fs::read_to_string(world.draft_file(id)).unwrap();
    breaks_and_mends("journal", killed_amid_typing, |world, id| {
        text(world, id).contains("讲座三场")
    });
}

#[test]
fn a_draft_whose_file_is_gone_comes_back_from_its_journal() {
    breaks_and_mends(
        "orphan-journal",
        |world, id| {
            killed_amid_typing(world, id);
            fs::remove_file(world.draft_file(id)).unwrap();
        },
        |world, id| {
            let got = world.run(&["get", id, "plan"]);
            String::from_utf8_lossy(&got.stdout).contains("讲座三场")
        },
    );
}

#[test]
fn a_broken_draft_comes_back_from_its_last_version_and_the_broken_file_is_kept() {
    let aside = |world: &World| {
        let folder = fs::read_dir(world.workspace().join(".shenbao/broken"));
        let files = folder.into_iter().flatten().flatten();
        files
            .map(|entry| fs::read_to_string(entry.path()).unwrap())
            .collect::<Vec<_>>()
    };
    breaks_and_mends(
        "broken-draft",
        |world, id| fs::write(world.draft_file(id), "{\"half").unwrap(),
        |world, id| {
            world.run(&["show", id]).status.code() == Some(0) && aside(world) == ["{\"half"]
        },
    );
}

#[test]
fn a_broken_draft_without_a_copy_is_left_as_it_is() {
    let world = World::new();
    let id = world.new_draft();
    fs::write(world.draft_file(&id), "<<<<<<< ours").unwrap();
    assert_eq!(
        sign(&world, &[], "lost-draft"),
        Some(("wrong".into(), Value::Null))
    );
    assert_eq!(
        fs::read_to_string(world.draft_file(&id)).unwrap(),
        "<<<<<<< ours"
    );
}

#[test]
fn a_draft_that_is_open_elsewhere_is_told_and_left_alone() {
    let (world, id) = healthy();
    let mut pty = Pty::edit(&world, &id, "plan");
    pty.wait("实施方案");
    pty.keys("讲座");
    pty.wait("讲座");
    assert_eq!(
        sign(&world, &[], "held"),
        Some(("notice".into(), Value::Null))
    );
    assert_eq!(sign(&world, &[], "journal"), None);
    pty.keys("<c-q>");
    pty.end();
    assert_eq!(sign(&world, &[], "held"), None);
}

#[test]
fn a_foreign_repository_is_told_and_not_vouched_for() {
    let (world, id) = healthy();
    git(&world, &["config", "core.sshCommand", "evil"]);
    git(&world, &["config", "--unset", "merge.shenbao.driver"]);
    fs::remove_dir_all(world.path(".local/state")).unwrap();
    let (told, ended) = world.json(&["doctor"]);
    assert_eq!(ended, Some(1));
    assert!(told.to_string().contains("core.sshcommand"), "{told}");
    assert_eq!(says(&world, "merge.shenbao.driver"), "");
    let (refused, _) = world.json(&["save", &id]);
    assert_eq!(refused["error"]["code"], "foreign-repository");
}

#[test]
fn the_environment_is_judged_where_it_is() {
    let world = World::new();
    let run = |set: &[(&str, &str)]| {
        let mut command = world.command(&["--json", "doctor"]);
        command.envs(set.iter().copied());
        let output = command.output().unwrap();
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        told["signs"]
            .as_array()
            .unwrap()
            .iter()
            .map(|sign| sign["code"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let has = |codes: &[String], code: &str| codes.iter().any(|one| one == code);
    assert!(has(&run(&[]), "locale"));
    assert!(has(&run(&[("LC_ALL", "C")]), "not-utf8"));
    assert!(has(&run(&[]), "git-no-author"));
    assert!(has(&run(&[("PATH", "/nowhere")]), "git-missing"));
    assert!(has(&run(&[]), "no-workspace"));
    assert!(world.find("workspace").is_none(), "looking makes nothing");
}

#[test]
fn the_terminal_is_asked_how_wide_it_draws() {
    let world = World::new();
    // The user says one column, the terminal will answer two.
    let mut environment = world.environment();
    environment.push(("SHENBAO_AMBIGUOUS".to_owned(), "narrow".to_owned()));
    let folder = world.home.path();
    let mut pty = Pty::start_with(&environment, folder, 59, 24, &["doctor".to_owned()]);
    let asked = |pty: &Pty| {
        let output = pty.output.lock().unwrap().clone();
        output.windows(4).any(|bytes| bytes == b"\x1b[6n")
    };
    while !asked(&pty) {
        std::thread::sleep(Duration::from_millis(5));
    }
    pty.send(b"\x1b[1;3R");
    pty.end();
    let screen: String = pty.screen().split_whitespace().collect();
    assert!(screen.contains("画成2列宽"), "{screen}");
    assert!(screen.contains("59×24太小"), "{screen}");
}

#[test]
fn what_is_wrong_with_the_settings_is_told_with_its_line() {
    let (world, _) = healthy();
    assert_eq!(sign(&world, &[], "settings"), None);
    let folder = world.path(".config/shenbao");
    fs::create_dir_all(&folder).unwrap();
    let text = "colour = \"blue\"\n\n[keys]\n\"draft.export\" = \"F4\"\nbroken line\n";
    fs::write(folder.join("settings.toml"), text).unwrap();
    let (told, exit) = world.json(&["doctor"]);
    assert_eq!(exit, Some(1));
    let signs = told["signs"].as_array().unwrap().iter();
    let said: Vec<String> = signs
        .filter(|sign| sign["code"] == "settings")
        .map(|sign| sign["message"].to_string())
        .collect();
    for line in ["第 1 行", "第 4 行", "第 5 行"] {
        assert!(
            said.iter().any(|one| one.contains(line)),
            "{line}: {said:?}"
        );
    }
}
