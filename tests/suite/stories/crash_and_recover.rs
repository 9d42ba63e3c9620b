//! Killed in the middle: what was shown as kept is there again. `SHENBAO_ROUNDS` makes it as long as one likes.

use crate::support::pty::Pty;
use crate::support::world::World;

const TEXT: &str = "围绕银川经济社会发展中的热点难点问题深入开展调查研究广泛征集意见和建议形成一篇促进经济社会高质量发展的专题调研报告";

/// A small generator of its own, so that a failing round can be repeated from its number.
fn pick(round: u64, below: usize) -> usize {
    let mixed = (round + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((mixed ^ (mixed >> 29)) % below as u64) as usize
}

#[test]
fn every_character_that_was_shown_is_there_after_a_kill() {
    let rounds = std::env::var("SHENBAO_ROUNDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(50);
    let world = World::new();
    let id = world.new_draft();
    let mut expected = String::new();
    for round in 0..rounds {
        let mut pty = Pty::edit(&world, &id, "plan");
        pty.wait("实施方案");
        let length = 1 + pick(round, TEXT.chars().count());
        let typed: String = TEXT.chars().take(length).collect();
        pty.keys(&typed);
        let mark = format!("第{round}轮");
        pty.keys(&mark);
        pty.wait(&mark);
        // Keys after the mark may or may not have been shown when the kill comes.
        pty.keys("尾尾尾");
        pty.signal(rustix::process::Signal::KILL);
        pty.child.wait().unwrap();
        expected.push_str(&typed);
        expected.push_str(&mark);
        let kept = world.json(&["get", &id, "plan"]).0["value"]
            .as_str()
            .unwrap()
            .to_owned();
        let rest = kept
            .strip_prefix(&expected)
            .unwrap_or_else(|| panic!("round {round} lost text: {kept}"));
        assert!("尾尾尾".starts_with(rest), "round {round}: {rest}");
        expected.push_str(rest);
    }
    let mut pty = Pty::edit(&world, &id, "plan");
    pty.wait("已找回");
    pty.keys("<c-q>");
    assert_eq!(pty.end(), 0);
}

#[test]
fn a_dropped_line_or_a_shutdown_loses_nothing_and_leaves_no_process() {
    for (signal, text) in [
        (rustix::process::Signal::HUP, "断线之前写的"),
        (rustix::process::Signal::TERM, "关机之前写的"),
    ] {
        let world = World::new();
        let id = world.new_draft();
        let mut pty = Pty::edit(&world, &id, "plan");
        pty.wait("实施方案");
        pty.keys(text);
        pty.wait(text);
        pty.signal(signal);
        assert_eq!(pty.end(), 0);
        assert_eq!(world.ok(&["get", &id, "plan"]).trim(), text);
        world.ok(&["set", &id, "plan", "锁已交还"]);
    }
}

/// Types into the plan, is killed, and meanwhile another program changes the file.
fn killed_while(world: &World, id: &str, change: impl Fn(&str) -> String) {
    let mut pty = Pty::edit(world, id, "plan");
    pty.wait("实施方案");
    pty.keys("日志里的话");
    pty.wait("日志里的话");
    pty.signal(rustix::process::Signal::KILL);
    pty.child.wait().unwrap();
    let file = world.draft_file(id);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, change(&text)).unwrap();
}

#[test]
fn what_only_the_journal_changed_is_carried_over_to_a_file_that_changed() {
    let world = World::new();
    let id = world.new_draft();
    killed_while(&world, &id, |text| {
        text.replacen(
            "\"fields\": {",
            "\"fields\": {\n    \"applicant/name\": \"别处写的\",",
            1,
        )
    });
    world.ok(&["set", &id, "lead/name", "王五"]);
    assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "日志里的话");
    assert_eq!(world.ok(&["get", &id, "applicant/name"]).trim(), "别处写的");
}

#[test]
fn what_both_changed_differently_is_kept_as_a_draft_of_its_own() {
    let world = World::new();
    let id = world.new_draft();
    killed_while(&world, &id, |text| {
        text.replacen(
            "\"fields\": {",
            "\"fields\": {\n    \"plan\": \"文件里的话\",",
            1,
        )
    });
    let told = world.ok(&["set", &id, "lead/name", "王五"]);
    assert!(told.contains("已另存为草稿"), "{told}");
    assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "文件里的话");
    let drafts = world.json(&["list"]).0["drafts"]
        .as_array()
        .unwrap()
        .clone();
    let other = drafts
        .iter()
        .map(|draft| draft["draft"].as_str().unwrap())
        .find(|other| *other != id)
        .unwrap();
    assert_eq!(world.ok(&["get", other, "plan"]).trim(), "日志里的话");
}

#[test]
fn a_file_that_changes_while_the_form_is_open_is_joined_and_not_written_over() {
    let world = World::new();
    let id = world.new_draft();
    let mut pty = Pty::edit(&world, &id, "plan");
    pty.wait("实施方案");
    pty.keys("屏幕上写的");
    pty.wait("屏幕上写的");
    let file = world.draft_file(&id);
    let text = std::fs::read_to_string(&file).unwrap();
    let changed = text.replacen(
        "\"fields\": {",
        "\"fields\": {\n    \"applicant/name\": \"别处写的\",",
        1,
    );
    std::fs::write(&file, changed).unwrap();
    pty.keys("<c-s>");
    pty.wait("已与您写的合在一起");
    pty.keys("再写<c-q>");
    assert_eq!(pty.end(), 0);
    assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "屏幕上写的再写");
    assert_eq!(world.ok(&["get", &id, "applicant/name"]).trim(), "别处写的");
}

#[test]
fn one_key_keeps_a_version_and_says_so() {
    let world = World::new();
    let id = world.new_draft();
    let mut pty = Pty::edit(&world, &id, "plan");
    pty.wait("实施方案");
    pty.keys("第一段<c-s>");
    // Git does not know who this is: the draft is safe all the same, and the words say what to do.
    pty.wait("姓名：");
    pty.keys("<esc>");
    let git = |args: &[&str]| {
        let mut git = std::process::Command::new("git");
        git.args(args)
            .current_dir(world.workspace())
            .env_clear()
            .envs(world.environment());
        assert!(git.status().unwrap().success());
    };
    git(&["config", "user.name", "王工"]);
    git(&["config", "user.email", "wang@example.cn"]);
    pty.keys("第二段<c-s>");
    pty.wait("已存为版本");
    pty.keys("<c-s>");
    pty.wait("没有新版本");
    // The versions: who kept it, what it changed, how far it was.
    pty.keys("<c-b>");
    pty.wait("王工");
    pty.wait("完成 4");
    pty.keys("<esc><c-q>");
    assert_eq!(pty.end(), 0);
    assert_eq!(world.json(&["log", &id]).0.as_array().unwrap().len(), 1);
    assert_eq!(world.json(&["diff", &id]).1, Some(0));
}

#[test]
fn who_has_no_name_in_git_is_asked_once_and_may_add_words() {
    let world = World::new();
    let id = world.new_draft();
    let mut pty = Pty::edit(&world, &id, "plan");
    pty.wait("实施方案");
    pty.keys("分三步。<a-s>");
    pty.wait("要补充的话");
    pty.keys("按李主任的意见改<enter>");
    pty.wait("姓名：");
    pty.keys("<enter>");
    pty.wait("这次没有存为版本");
    pty.keys("<a-s>");
    pty.wait("要补充的话");
    pty.keys("按李主任的意见改<enter>");
    pty.wait("姓名：");
    pty.keys("王工<enter>");
    pty.wait("邮箱：");
    pty.keys("wang@example.cn<enter>");
    pty.wait("已存为版本");
    pty.keys("再总结。<c-s>");
    pty.wait("改 1 处");
    pty.keys("<c-q>");
    assert_eq!(pty.end(), 0);
    let (log, _) = world.json(&["log", &id]);
    assert_eq!(log.as_array().unwrap().len(), 2, "{log}");
    assert_eq!(log[1]["message"], "按李主任的意见改");
    assert_eq!(log[0]["author"], "王工");
}
