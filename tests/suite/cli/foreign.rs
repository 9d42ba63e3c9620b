//! A repository from a stranger runs nothing, whatever is asked of it (R16).

use crate::support::world::World;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

fn git(world: &World, args: &[&str]) {
    let mut git = Command::new("git");
    git.args(args).current_dir(world.workspace());
    git.env_clear().envs(world.environment());
    assert!(git.status().unwrap().success(), "{args:?}");
}

fn executable(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn nothing_of_a_foreign_repository_runs() {
    let world = World::new();
    let id = world.new_draft();
    git(&world, &["config", "user.name", "王工"]);
    git(&world, &["config", "user.email", "w@example.cn"]);
    world.ok(&["save", &id]);
    world.ok(&["set", &id, "plan", "新的实施方案。"]);

    // The folder is carried elsewhere: another user's, who has never vouched for it.
    let canary = world.path("canary");
    let touch = format!("#!/bin/sh\necho \"$0 $*\" >> '{}'\ncat\n", canary.display());
    let program = world.path("evil");
    executable(&program, &touch);
    let program = program.to_str().unwrap();
    let hooks = world.workspace().join(".git/hooks");
    for hook in [
        "pre-commit",
        "post-commit",
        "prepare-commit-msg",
        "commit-msg",
        "post-index-change",
        "reference-transaction",
        "post-checkout",
        "pre-push",
    ] {
        executable(&hooks.join(hook), &touch);
    }
    for key in [
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.editor",
        "core.alternateRefsCommand",
        "diff.external",
        "diff.shenbao.textconv",
        "diff.shenbao.command",
        "merge.shenbao.driver",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "gpg.program",
        "gpg.ssh.program",
        "credential.helper",
        "pager.log",
        "remote.origin.uploadpack",
        "remote.origin.vcs",
    ] {
        git(&world, &["config", key, program]);
    }
    for (key, value) in [
        ("core.hooksPath", hooks.to_str().unwrap()),
        ("commit.gpgSign", "true"),
        ("log.showSignature", "true"),
        ("remote.origin.url", "ext::sh -c 'touch canary'"),
    ] {
        git(&world, &["config", key, value]);
    }
    let attributes = "drafts/**/*.json merge=shenbao diff=shenbao filter=evil\n";
    fs::write(world.workspace().join(".gitattributes"), attributes).unwrap();
    let state = world.path(".local/state");
    fs::remove_dir_all(&state).unwrap();
    let _ = fs::remove_file(&canary);

    for args in [
        &["list"][..],
        &["show", &id],
        &["get", &id, "plan"],
        &["check", &id],
        &["log", &id],
        &["diff", &id],
        &["board"],
        &["save", &id],
        &["sync"],
        &["restore", &id, "HEAD"],
        &["submit", &id],
        &["diff", &format!("{id}@HEAD"), &format!("{id}@prefill")],
        &["set", &id, "basis", "依据。"],
        &["diff", &format!("{id}@--output=x")],
        &["export", &id, "--force"],
    ] {
        world.run(args);
        let ran = fs::read_to_string(&canary).unwrap_or_default();
        assert_eq!(ran, "", "{args:?}");
    }
    let (refused, code) = world.json(&["save", &id]);
    assert_eq!(
        (refused["error"]["code"].as_str(), code),
        (Some("foreign-repository"), Some(2))
    );
    let message = refused["error"]["message"].as_str().unwrap();
    assert!(
        message.contains("core.hookspath") && message.contains("hooks/pre-commit"),
        "{message}"
    );

    // The canaries can sing: git itself would have run them.
    let mut plain = Command::new("git");
    plain.args(["status"]).current_dir(world.workspace());
    plain.env_clear().envs(world.environment());
    plain.output().unwrap();
    assert!(canary.exists());
}
