//! What is broken or hostile is told clearly, ends with 2, and loses nothing.

use crate::support::world::World;
use std::os::unix::fs::PermissionsExt;

/// What a failing command printed.
fn refused(world: &World, args: &[&str], input: &str) -> String {
    let output = world.run_with(args, input);
    assert_eq!(output.status.code(), Some(2), "{args:?}");
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        !text.contains(['\u{1b}', '\u{202e}', '\u{9b}']) && !text.contains("panicked"),
        "{text}"
    );
    assert!(
        text.trim().lines().count() >= 2,
        "it says what to do: {text}"
    );
    text
}

#[test]
fn ids_that_are_none_never_lead_out_of_the_workspace() {
    let world = World::new();
    world.new_draft();
    for id in [
        "../x",
        "/etc/passwd",
        "a/b",
        "drafts/x/draft.json",
        ".git",
        "..",
        "-x",
        "\u{202e}x",
        "con\u{7}",
        &"长".repeat(300),
        "",
    ] {
        refused(&world, &["get", "--", id, "plan"], "");
    }
    assert!(refused(&world, &["get", "./draft.json", "plan"], "").contains("import"));
    assert!(refused(&world, &["check", "nothere"], "").contains("nothere"));
}

#[test]
fn broken_drafts_are_told_with_their_place_and_left_alone() {
    let world = World::new();
    let id = world.new_draft();
    let file = world.draft_file(&id);
    let good = std::fs::read(&file).unwrap();
    let deep = "[".repeat(200);
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (good[..good.len() / 2].to_vec(), ":"),
        (b"\xff\xfe".to_vec(), "UTF-8"),
        (deep.into_bytes(), "1:"),
        (b"{}".to_vec(), "/format"),
        (
            String::from_utf8(good.clone())
                .unwrap()
                .replace("\"call\"", "\"id\": \"x\", \"call\"")
                .into_bytes(),
            "id",
        ),
        (vec![b' '; 17 * 1024 * 1024], "16777216"),
    ];
    for (bytes, told) in cases {
        std::fs::write(&file, &bytes).unwrap();
        let text = refused(&world, &["set", &id, "plan", "新"], "");
        assert!(text.contains(told), "{told}: {text}");
        assert_eq!(std::fs::read(&file).unwrap(), bytes);
        assert!(world.ok(&["list"]).contains(&id));
    }
    std::fs::write(&file, &good).unwrap();
    world.ok(&["set", &id, "plan", "新"]);
}

#[test]
fn unknown_members_survive_and_a_newer_format_is_only_read() {
    let world = World::new();
    let id = world.new_draft();
    let file = world.draft_file(&id);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(
        &file,
        text.replacen(
            "\"fields\": {",
            "\"x-office\": {\"n\": 1.10},\n  \"fields\": {",
            1,
        ),
    )
    .unwrap();
    world.ok(&["set", &id, "plan", "新"]);
    assert!(std::fs::read_to_string(&file).unwrap().contains("1.10"));
    let newer = std::fs::read_to_string(&file)
        .unwrap()
        .replace("shenbao-draft/1", "shenbao-draft/2");
    std::fs::write(&file, &newer).unwrap();
    refused(&world, &["set", &id, "plan", "改"], "");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), newer);
    assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "新");
}

#[test]
fn a_draft_for_an_unknown_project_or_call_is_told() {
    let world = World::new();
    let id = world.new_draft();
    let file = world.draft_file(&id);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(
        &file,
        text.replace(
            "\"project\": \"2022KCZG001\"",
            "\"project\": \"2022KCZG999\"",
        ),
    )
    .unwrap();
    assert!(refused(&world, &["check", &id], "").contains("2022KCZG999"));
    std::fs::write(&file, text.replace("yinchuan-2022", "elsewhere-2022")).unwrap();
    assert!(refused(&world, &["check", &id], "").contains("elsewhere-2022"));
    assert!(refused(&world, &["new", "2022KCZG999"], "").contains("catalog list"));
}

#[test]
fn hostile_budget_lines_are_told() {
    let world = World::new();
    for input in [
        "",
        "{}",
        "[1]",
        "[{\"item\":[]}]",
        "[{\"item\":\"\u{1b}[2J\",}]",
        "[[[[",
    ] {
        refused(&world, &["budget", "check", "2022KCZG001"], input);
    }
    let output = world.run_with(
        &["budget", "check", "2022KCZG001"],
        "[{\"item\":\"讲\\u001b]0;x\\u0007课\\u202e费\"}]",
    );
    assert!(!String::from_utf8_lossy(&output.stdout).contains(['\u{1b}', '\u{7}', '\u{202e}']));
    let json = world.run_with(
        &["--json", "budget", "check", "2022KCZG001"],
        "[{\"item\":\"讲\\u202e费\",\"category\":\"\\u202e\"}]",
    );
    assert!(!String::from_utf8_lossy(&json.stdout).contains('\u{202e}'));
}

#[test]
fn no_home_and_a_read_only_folder_are_told() {
    let world = World::new();
    let output = world
        .command(&["list"])
        .env_remove("HOME")
        .env("XDG_DATA_HOME", "")
        .output()
        .unwrap();
    // Where the system knows the user's home without HOME, the list is simply empty.
    assert!(matches!(output.status.code(), Some(0 | 2)));
    let id = world.new_draft();
    let folder = world.draft_file(&id).parent().unwrap().to_path_buf();
    if rustix::process::geteuid().is_root() {
        return;
    }
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o500)).unwrap();
    refused(&world, &["set", &id, "plan", "新"], "");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_full_disk_leaves_the_draft_as_it_was() {
    let world = World::new();
    let id = world.new_draft();
    let before = std::fs::read(world.draft_file(&id)).unwrap();
    // A limit on the size of files stands in for a full disk: writes fail at the same calls.
    let workspace = world.workspace();
    let script = format!(
        "trap '' XFSZ; ulimit -f 4; exec {} --workspace {} set {id} plan -",
        env!("CARGO_BIN_EXE_shenbao"),
        workspace.display()
    );
    let mut command = std::process::Command::new("bash");
    command
        .args(["-c", &script])
        .env_clear()
        .envs(world.environment())
        .stdin(std::process::Stdio::piped());
    command
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(
        &mut child.stdin.take().unwrap(),
        "长文".repeat(5_000).as_bytes(),
    )
    .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(2),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(std::fs::read(world.draft_file(&id)).unwrap(), before);
    let beside = std::fs::read_dir(world.draft_file(&id).parent().unwrap())
        .unwrap()
        .count();
    assert_eq!(beside, 1, "nothing half-written is left");
    world.ok(&["set", &id, "plan", "短"]);
}

#[test]
fn a_command_line_that_is_wrong_is_told_in_the_users_language() {
    let world = World::new();
    assert!(refused(&world, &["nosuch"], "").contains("没有命令"));
    assert!(refused(&world, &["get"], "").contains("缺少参数"));
    assert!(refused(&world, &["--lang", "en", "get"], "").contains("missing"));
    let (json, code) = world.json(&["get", "x", "y"]);
    assert_eq!(
        (json["error"]["code"].as_str(), code),
        (Some("no-draft"), Some(2))
    );
}
