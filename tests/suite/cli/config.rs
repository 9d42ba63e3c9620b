//! Settings: one file, each value with where it came from, faults told with their lines and never fatal.

use crate::support::pty::Pty;
use crate::support::world::World;
use std::fs;

fn write(world: &World, text: &str) {
    let folder = world.path(".config/shenbao");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("settings.toml"), text).unwrap();
}

fn setting(world: &World, args: &[&str], key: &str) -> (String, serde_json::Value) {
    let (told, _) = world.json(&[&["config"], args].concat());
    let all = told["settings"].as_array().unwrap();
    let one = all.iter().find(|one| one["key"] == key).unwrap();
    (
        one["value"].as_str().unwrap().to_owned(),
        one["source"].clone(),
    )
}

#[test]
fn every_setting_says_where_it_came_from() {
    let world = World::new();
    assert_eq!(
        setting(&world, &[], "language"),
        (
            "zh-CN".into(),
            serde_json::json!({"from": "environment", "name": "LANG"})
        )
    );
    assert_eq!(
        setting(&world, &[], "theme"),
        ("16".into(), serde_json::json!({"from": "default"}))
    );
    write(
        &world,
        "# 我的\ntheme = \"dark\"\nlanguage = \"en\"\neditor = \"nano -w\"\n",
    );
    assert_eq!(
        setting(&world, &[], "theme"),
        (
            "dark".into(),
            serde_json::json!({"from": "file", "line": 2})
        )
    );
    assert_eq!(
        setting(&world, &["--color", "never"], "theme"),
        (
            "none".into(),
            serde_json::json!({"from": "flag", "name": "--color"})
        )
    );
    assert_eq!(setting(&world, &[], "editor").0, "nano -w");
    // The language of the file holds for everything that is said.
    assert!(
        world
            .ok(&["config"])
            .contains("editor = nano -w  # line 4 of the settings")
    );
    assert!(
        world
            .ok(&["--lang", "zh-CN", "config"])
            .contains("editor = nano -w  # 设置文件第 4 行")
    );
}

#[test]
fn faults_are_told_with_their_lines_and_nothing_stops() {
    let world = World::new();
    write(
        &world,
        "theme = \"blue\"\n\n[keys]\n\"draft.save\" = \"Ctrl-X\"\n\"write.mend\" = [\"F2\"]\n\"draft.export\" = \"F2\"\n\"no.such\" = \"F3\"\nbroken line\n",
    );
    let output = world.run(&["config"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    for wanted in [
        "第 1 行：theme 不能是“blue”，可选 auto、16、light、dark、none",
        "第 4 行：Ctrl-X 原是“剪切”内置的按键",
        "第 6 行：F2 在第 5 行已给了别的命令",
        "第 7 行：没有命令“no.such”",
        "第 8 行：写法不对",
    ] {
        assert!(told.contains(wanted), "{wanted}\n{told}");
    }
    world.new_draft();
}

#[test]
fn own_keys_hold_in_the_screens_and_are_shown_there() {
    let world = World::new();
    let id = world.new_draft();
    write(
        &world,
        "[keys]\n\"program.quit\" = \"Alt-J\"\n\"draft.export\" = [\"F2\"]\n",
    );
    let mut pty = Pty::on(&world, (120, 30), &["edit", &id]);
    pty.wait("设置有 1 处问题");
    pty.keys("<c-p>退出");
    pty.wait("Alt-J");
    pty.keys("<esc>");
    pty.keys("<f2>");
    pty.wait("写到哪个文件");
    pty.keys("<esc>");
    pty.send(b"\x1bj");
    assert_eq!(pty.end(), 0);
}

#[test]
fn the_first_file_is_written_commented_and_changes_nothing() {
    for lang in ["zh-CN", "en"] {
        let world = World::new();
        world.ok(&["--lang", lang, "config", "--init"]);
        let path = world.path(".config/shenbao/settings.toml");
        let text = fs::read_to_string(&path).unwrap();
        let (told, code) = world.json(&["--lang", lang, "config"]);
        assert_eq!(code, Some(0), "{told}");
        assert!(
            told["settings"]
                .as_array()
                .unwrap()
                .iter()
                .all(|one| one["source"]["from"] != "file")
        );
        // Every line taken into use is understood, and is what holds anyway.
        let is_setting =
            |line: &str| line.starts_with('#') && line.contains(" = ") || line.starts_with("#[");
        let used: Vec<String> = text
            .lines()
            .map(|line| {
                if is_setting(line) {
                    line[1..].to_owned()
                } else {
                    line.to_owned()
                }
            })
            .collect();
        fs::write(&path, used.join("\n")).unwrap();
        let (told, code) = world.json(&["--lang", lang, "config"]);
        assert_eq!(told["faults"], serde_json::json!([]), "{text}");
        assert_eq!(code, Some(0));
        let refused = world.run(&["config", "--init"]);
        assert_eq!(refused.status.code(), Some(2));
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            used.join("\n"),
            "never written over"
        );
    }
}

#[test]
fn journals_lie_where_the_settings_say() {
    let world = World::new();
    let id = world.new_draft();
    let folder = world.path("my journals");
    write(
        &world,
        &format!("journal = {:?}\n", folder.to_str().unwrap()),
    );
    let mut pty = Pty::edit(&world, &id, "plan");
    pty.wait("实施方案");
    pty.keys("讲座");
    pty.wait("已记下");
    pty.signal(rustix::process::Signal::KILL);
    pty.end();
    let name = format!("{id}.journal");
    assert!(world.find(&name).unwrap().starts_with(&folder));
    assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "讲座");
}

#[test]
fn the_norms_of_a_place_take_the_place_of_the_national_ones() {
    let world = World::new();
    let budget = r#"[{"category":"讲师劳务费","item":"教授讲课费","quantity":2,"unit":"学时","unit_price":800}]"#;
    let rules = |world: &World| {
        let output = world.run_with(&["--json", "budget", "check", "2022KCZG001"], budget);
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(!rules(&world).contains("B009"));
    write(
        &world,
        "[norms]\nplace = \"某市\"\n[norms.\"某市\"]\ndocument = \"某财〔2020〕1号\"\nlecture = { \"教授\" = 700 }\n",
    );
    let told = rules(&world);
    assert!(
        told.contains("B009") && told.contains("某财〔2020〕1号"),
        "{told}"
    );
    // Another name for the same rank has the same norm.
    let other = budget.replace("教授讲课费", "研究员讲课费");
    let output = world.run_with(&["--json", "budget", "check", "2022KCZG001"], &other);
    assert!(String::from_utf8(output.stdout).unwrap().contains("B009"));
    write(&world, "[norms]\nplace = \"别处\"\n");
    let (told, code) = world.json(&["config"]);
    assert_eq!(code, Some(1), "{told}");
}
