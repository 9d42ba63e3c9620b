//! `export` and `import`.

use crate::support::world::World;
use serde_json::Value;

#[test]
fn an_export_is_refused_on_errors_unless_forced_and_says_so() {
    let world = World::new();
    let id = world.new_draft();
    let out = world.path("out.json");
    let refused = world.run(&["export", &id, "-o", out.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(!out.exists());
    world.ok(&["export", &id, "--force", "-o", out.to_str().unwrap()]);
    let exported: Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    assert_eq!(exported["forced"], true);
    assert_eq!(exported["project"]["code"], "2022KCZG001");
    assert!(
        exported["call"]["digest"]
            .as_str()
            .unwrap()
            .starts_with("sha256:")
    );
    assert!(exported["findings"].as_array().unwrap().len() > 5);
}

#[test]
fn an_export_comes_back_as_the_same_draft_here_and_elsewhere() {
    let world = World::new();
    let id = world.new_draft();
    let hostile = "第一段\n=cmd|' /C calc'!A0\n\u{202e}末段 \"引号\"";
    world.ok(&["set", &id, "plan", hostile]);
    world.ok(&[
        "budget",
        "add",
        &id,
        "--item",
        "讲课费",
        "--quantity",
        "2",
        "--unit-price",
        "300",
    ]);
    let out = world.path("out.json");
    world.ok(&["export", &id, "--force", "-o", out.to_str().unwrap()]);
    let before = world.json(&["show", &id]).0;
    world.ok(&["import", out.to_str().unwrap()]);
    assert_eq!(
        world.json(&["list"]).0["drafts"].as_array().unwrap().len(),
        1
    );
    let other = World::new();
    other.ok(&["import", out.to_str().unwrap()]);
    assert_eq!(other.json(&["show", &id]).0, before);
    world.ok(&["set", &id, "plan", "改过"]);
    let again = world.json(&["import", out.to_str().unwrap()]).0;
    assert_ne!(again["draft"], id.as_str());
    assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "改过");
}

#[test]
fn a_changed_export_is_refused() {
    let world = World::new();
    let id = world.new_draft();
    let text = world.ok(&["export", &id, "--force"]);
    let changed = text.replacen("解读国务院", "解读国务员", 1);
    assert_ne!(text, changed);
    let output = world.run_with(&["--json", "import", "-"], &changed);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stdout).contains("/project"));
}

#[test]
fn markdown_is_readable_and_holds_no_markup_of_a_person() {
    let world = World::new();
    let id = world.new_draft();
    world.ok(&["set", &id, "plan", "# 标题 <script> [x](y) | 管道"]);
    let text = world.ok(&["export", &id, "--format", "md", "--force"]);
    assert!(text.contains("## 五、实施方案与进度") && text.contains("不少于50家"));
    assert!(text.contains("\\# 标题 \\<script\\> \\[x\\](y)"), "{text}");
}

#[test]
fn a_file_that_nobody_named_is_never_replaced() {
    let world = World::new();
    let id = world.new_draft();
    let args = ["export", &id, "--force", "--format", "docx"];
    world.ok(&args);
    let there = world.path(&format!("{id}.docx"));
    std::fs::write(&there, "我自己的").unwrap();
    let (refused, code) = world.json(&args);
    assert_eq!(code, Some(2), "{refused}");
    assert!(
        refused["error"]["message"]
            .as_str()
            .unwrap()
            .contains("已经存在")
    );
    assert_eq!(std::fs::read_to_string(&there).unwrap(), "我自己的");
    // Who names it means it.
    world.ok(&[&args[..], &["-o", there.to_str().unwrap()]].concat());
    assert!(std::fs::read(&there).unwrap().starts_with(b"PK"));
    let left = std::fs::read_dir(world.home.path()).unwrap();
    let left = left.filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().contains(&id)
    });
    assert_eq!(left.count(), 1, "no part of a file is left");
}
