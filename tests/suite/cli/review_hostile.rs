//! Reviews from people who mean harm, or whose disk broke: what is shown is what is there, and nothing hides the others.

use crate::support::desk::Desk;
use std::path::PathBuf;

/// Characters that steer a terminal or deceive an eye.
const EVIL: &str = "\u{1b}]0;标题\u{7}甲\u{202e}乙\u{200b}丙\u{1b}[2J";

fn folder(desk: &Desk) -> PathBuf {
    desk.world.workspace().join("drafts").join(&desk.id)
}

fn own_file(desk: &Desk, who: &str) -> PathBuf {
    folder(desk).join("reviews").join(format!("{who}.json"))
}

#[test]
fn nothing_that_was_written_reaches_the_terminal_or_deceives_the_eye() {
    let desk = Desk::new();
    let id = desk.id.as_str();
    desk.ok(&["set", id, "plan", &format!("方案{EVIL}完")]);
    let who = "评审\u{200b}甲";
    let quote = ["--quote", EVIL, "--body", EVIL, "--replace", EVIL];
    let note = desk.remark(who, &quote);
    desk.ok(&[
        "annotate",
        id,
        "--path",
        "budget/0",
        "--set",
        &format!("unit={EVIL}"),
    ]);
    desk.ok(&["reply", id, &note, "--body", EVIL]);
    desk.ok(&["verdict", id, "revise", "--note", EVIL, "--as", who]);
    desk.ok(&["declare", id, EVIL, "--as", who]);
    let hidden = |text: &str| {
        let bad = |c: char| c.is_control() && c != '\n' || "\u{202e}\u{200b}".contains(c);
        text.chars().any(bad)
    };
    for args in [
        vec!["annotations", id],
        vec!["--json", "annotations", id],
        vec!["annotations", id, "--w3c"],
        vec!["review", "summary", id],
        vec!["--json", "review", "summary", id],
        vec!["accept", id, &note],
        vec!["accept", id, "--all"],
        vec!["save", id],
        vec!["log", id],
    ] {
        let output = desk.world.run(&args);
        let told = [output.stdout, output.stderr].concat();
        let told = String::from_utf8(told).unwrap();
        assert!(!hidden(&told), "{args:?}: {told:?}");
    }
    let told = desk.ok(&["annotations", id]);
    assert!(
        told.contains("评审<U+200B>甲") && told.contains("<U+202E>乙"),
        "{told}"
    );
    let json = desk.json(&["annotations", id]);
    assert_eq!(json[0]["body"], EVIL, "to a program it is what it is");
    desk.ok(&["annotate", id, "--body", "p\u{430}ypal"]);
    let told = desk.ok(&["annotations", id]);
    assert!(told.contains("p\u{430}<U+0430>ypal"), "{told}");
}

#[test]
fn a_name_that_is_a_path_stays_in_its_folder() {
    let desk = Desk::new();
    for who in [
        "../../../../etc/passwd",
        "..",
        "a/b",
        "C:\\x",
        ".git",
        "con",
    ] {
        desk.remark(who, &["--body", "见上"]);
        assert_eq!(desk.list(&["--by", who]).len(), 1, "{who}");
    }
    let mut names: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder(&desk).join("reviews")).unwrap() {
        names.push(entry.unwrap().file_name().into_string().unwrap());
    }
    assert_eq!(names.len(), 6);
    let plain = |name: &String| name.ends_with(".json") && !name.starts_with(['.', '-']);
    assert!(names.iter().all(plain), "{names:?}");
}

#[test]
fn broken_forged_and_huge_files_are_told_and_hide_no_others() {
    let desk = Desk::new();
    let id = desk.id.as_str();
    desk.remark("好人", &["--body", "在"]);
    desk.remark("坏人", &["--body", "原话"]);
    let file = own_file(&desk, "坏人");
    let good = std::fs::read_to_string(&file).unwrap();
    let huge = format!("{}{}", " ".repeat(16 << 20), good);
    let deep = "[".repeat(100_000);
    for (bad, why) in [
        (good.replace("原话", "改过的话"), "a changed entry"),
        (
            good.replacen("坏人", "好人", 1),
            "another's entries under one's name",
        ),
        (good.chars().take(300).collect(), "cut off"),
        (huge, "too large"),
        (deep, "too deep"),
        (String::new(), "empty"),
    ] {
        std::fs::write(&file, bad).unwrap();
        let output = desk.world.run(&["annotations", id]);
        let told = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{why}: {told}");
        assert!(
            told.contains("好人") && told.contains("坏人.json"),
            "{why}: {told}"
        );
        assert!(!told.contains("改过的话"), "{why}: {told}");
        let summary = desk.world.json(&["review", "summary", id]);
        assert_eq!(
            (summary.1, summary.0["broken"].as_array().unwrap().len()),
            (Some(1), 1),
            "{why}"
        );
        // What cannot be read is not written over either.
        let before = std::fs::read(&file).unwrap();
        let refused = desk
            .world
            .run(&["annotate", id, "--as", "坏人", "--body", "再写"]);
        assert_eq!(refused.status.code(), Some(2), "{why}");
        assert_eq!(std::fs::read(&file).unwrap(), before, "{why}");
    }
    std::fs::write(&file, good).unwrap();
    assert_eq!(desk.list(&[]).len(), 2);
}

#[test]
fn a_link_in_place_of_a_review_is_not_followed() {
    let desk = Desk::new();
    desk.remark("甲", &["--body", "在"]);
    let secret = desk.world.path("secret.json");
    std::fs::rename(own_file(&desk, "甲"), &secret).unwrap();
    let before = std::fs::read(&secret).unwrap();
    std::os::unix::fs::symlink(&secret, own_file(&desk, "甲")).unwrap();
    let output = desk.world.run(&["annotations", &desk.id]);
    assert_eq!(output.status.code(), Some(1));
    let write = ["annotate", &desk.id, "--as", "甲", "--body", "再写"];
    assert_eq!(desk.world.run(&write).status.code(), Some(2));
    assert_eq!(std::fs::read(&secret).unwrap(), before);
}

#[test]
fn two_terminals_of_one_reviewer_lose_nothing() {
    let desk = Desk::new();
    std::thread::scope(|scope| {
        for terminal in 0..2 {
            let desk = &desk;
            scope.spawn(move || {
                for number in 0..6 {
                    let body = format!("终端{terminal}第{number}条");
                    desk.remark("甲", &["--body", &body]);
                    desk.ok(&["seen", &desk.id, ["plan", "basis"][terminal], "--as", "甲"]);
                }
            });
        }
    });
    let list = desk.list(&["--by", "甲"]);
    let mut bodies: Vec<&str> = list
        .iter()
        .map(|one| one["body"].as_str().unwrap())
        .collect();
    bodies.sort_unstable();
    bodies.dedup();
    assert_eq!(bodies.len(), 12);
    let seen = std::fs::read_to_string(folder(&desk).join("seen/甲.json")).unwrap();
    assert!(
        seen.contains("\"plan\"") && seen.contains("\"basis\""),
        "{seen}"
    );
}
