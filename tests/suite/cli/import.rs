//! `catalog import` and `renew`: an annex becomes a call, a call is issued again, a draft moves over.

use crate::support::world::{World, project};
use serde_json::Value;

fn fixture(name: &str) -> String {
    project()
        .join("tests/fixtures/annex")
        .join(name)
        .display()
        .to_string()
}

#[test]
fn a_word_file_becomes_a_call_that_can_be_applied_for() {
    let world = World::new();
    let out = world.workspace().join("calls/next-2023");
    let args = [
        "catalog",
        "import",
        &fixture("sections.docx"),
        "-o",
        out.to_str().unwrap(),
    ];
    let (json, code) = world.json(&args);
    assert_eq!(code, Some(0));
    assert_eq!(json["call"], "next-2023");
    assert_eq!(json["projects"][0]["from"]["scope"]["row"], 3);
    assert_eq!(json["projects"][0]["from"]["scope"]["cell"], 3);
    let doubts = json["doubts"].as_array().unwrap();
    let unread = doubts
        .iter()
        .find(|doubt| doubt["project"] == "SZ2304")
        .unwrap();
    assert_eq!(unread["read"], "同上，另可列支交通费");
    assert_eq!(unread["column"], "scope");
    assert!(
        unread["could_be"][0]
            .as_str()
            .unwrap()
            .contains("展板制作费")
    );
    for name in ["catalog.json", "form.json", "annex.docx", "import.json"] {
        assert!(out.join(name).exists(), "{name}");
    }
    let same = std::fs::read(out.join("annex.docx")).unwrap();
    assert_eq!(same, std::fs::read(fixture("sections.docx")).unwrap());
    let (checked, _) = world.json(&["catalog", "check", out.to_str().unwrap()]);
    assert_eq!(checked["projects"], 4);
    assert!(world.ok(&["new", "SZ2303"]).starts_with("SZ2303-"));
}

#[test]
fn what_is_neither_word_nor_text_is_told_for_what_it_is() {
    let world = World::new();
    let noise: Vec<u8> = (0..4_000_u32).map(|n| (n * 167 % 251 + 4) as u8).collect();
    // 附件 in the encoding of old Chinese editors.
    let old: &[u8] = b"\xb8\xbd\xbc\xfe";
    for (name, bytes, told, advice) in [
        ("附件1.docx", &noise[..], "不是 Word 文档", "另存为 .docx"),
        ("附件1.txt", old, "不是 UTF-8", "另存为 UTF-8"),
    ] {
        std::fs::write(world.path(name), bytes).unwrap();
        let output = world.run(&["catalog", "import", name]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(told) && said.contains(advice), "{said}");
    }
}

/// The built-in annex with some words replaced.
fn reissued(world: &World, changes: &[(&str, &str)]) -> String {
    let mut text =
        std::fs::read_to_string(project().join("forms/yinchuan-2022/annex.txt")).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let file = world.path("annex.txt");
    std::fs::write(&file, text).unwrap();
    file.display().to_string()
}

/// Three rows: an indicator's number, a scope, a content.
const THREE: [(&str, &str); 3] = [
    ("参与企业不少于50家", "参与企业不少于80家"),
    ("科研支出、平台建设、专家咨询以及", "科研支出、平台建设以及"),
    (
        "支持具备条件的企业（园区）建立科协组织",
        "支持企业（园区）建立科协组织",
    ),
];

fn import(world: &World, file: &str) -> Value {
    let out = world.workspace().join("calls/yinchuan-2022");
    let args = [
        "catalog",
        "import",
        file,
        "--call",
        "yinchuan-2022",
        "-o",
        out.to_str().unwrap(),
    ];
    world.json(&args).0
}

#[test]
fn three_changed_rows_give_exactly_three_notices() {
    let world = World::new();
    let ids: Vec<String> = ["2022KCZG001", "2022KCZG002", "2022KCZG003", "2022KCZG004"]
        .map(|code| world.ok(&["new", code]).trim().to_owned())
        .to_vec();
    assert_eq!(world.json(&["renew"]).0.as_array().unwrap().len(), 0);
    let json = import(&world, &reissued(&world, &THREE));
    let told: Vec<&str> = json["doubts"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|doubt| doubt["message"].as_str())
        .filter(|message| message.contains("与原来不同"))
        .collect();
    assert_eq!(
        told,
        [
            "2022KCZG001 的“项目指标”与原来不同",
            "2022KCZG002 的“支出范围”与原来不同",
            "2022KCZG003 的“项目内容”与原来不同"
        ]
    );
    let (changed, code) = world.json(&["renew"]);
    assert_eq!(code, Some(1));
    let mut drafts: Vec<&str> = changed
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["draft"].as_str().unwrap())
        .collect();
    drafts.sort_unstable();
    assert_eq!(drafts, &ids[..3]);
}

#[test]
fn a_draft_moves_over_and_loses_nothing() {
    let world = World::new();
    let id = world.new_draft();
    world.ok(&["set", &id, "plan", "我写的方案"]);
    world.ok(&["set", &id, "indicators/2/1/commitment", "60"]);
    let other = world.new_draft();
    import(&world, &reissued(&world, &THREE));
    let (shown, _) = world.json(&["renew", &id, "--show"]);
    let part = &shown["parts"][0];
    assert_eq!(part["old"], "参与企业不少于50家");
    assert_eq!(part["new"], "参与企业不少于80家");
    assert!(part["mine"].as_str().unwrap().contains("60"));
    let (moved, code) = world.json(&["renew", &id]);
    assert_eq!(
        (&moved["conflicts"], code),
        (&1.into(), Some(1)),
        "promise and print both changed"
    );
    assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "我写的方案");
    let (checked, _) = world.json(&["check", &id]);
    let rules: Vec<&str> = checked["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["rule"].as_str())
        .collect();
    assert!(rules.contains(&"F009"), "{rules:?}");
    assert_eq!(
        world.json(&["renew", &other]).1,
        Some(0),
        "an untouched promise just follows"
    );
    assert_eq!(
        world
            .ok(&["get", &other, "indicators/2/1/commitment"])
            .trim(),
        "80"
    );
    assert_eq!(world.json(&["renew"]).0.as_array().unwrap().len(), 0);
}

/// The built-in annex without its second project, and with the third under another code.
fn without_the_second(world: &World) -> String {
    let text = std::fs::read_to_string(reissued(world, &[("2022KCZG003", "2022KCZG033")])).unwrap();
    let rows: Vec<&str> = text.split("\n\n").collect();
    let kept = rows.iter().filter(|row| !row.contains("2022KCZG002"));
    let kept: Vec<&str> = kept.copied().collect();
    assert_eq!(kept.len() + 1, rows.len());
    let file = world.path("without.txt");
    std::fs::write(&file, kept.join("\n\n")).unwrap();
    file.display().to_string()
}

#[test]
fn a_draft_whose_project_was_dropped_opens_and_moves_to_another() {
    let world = World::new();
    let id = world.ok(&["new", "2022KCZG002"]).trim().to_owned();
    world.ok(&["set", &id, "plan", "我写的方案"]);
    let recoded = world.ok(&["new", "2022KCZG003"]).trim().to_owned();
    let scope = world.json(&["show", &id]).0;
    let json = import(&world, &without_the_second(&world));
    assert!(json["doubts"].to_string().contains("2022KCZG002"), "{json}");

    // It opens, with the words it was made from, and says what happened.
    assert_eq!(world.json(&["show", &id]).0, scope);
    world.ok(&["set", &id, "plan", "改过的方案"]);
    let findings = world.json(&["check", &id]).0["findings"].clone();
    let told = |rule: &str, findings: &Value| -> Vec<String> {
        let all = findings.as_array().unwrap().iter();
        let of = all.filter(|one| one["rule"] == rule);
        of.map(|one| one["message"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(told("F011", &findings).len(), 1, "{findings}");
    let every = world.json(&["check", "--all"]).0.to_string();
    assert_eq!(every.matches("F011").count(), 2, "{every}");
    let board = world.json(&["board"]).0;
    let lines = board["drafts"].as_array().unwrap();
    assert!(lines.iter().all(|line| line["dropped"] == true), "{board}");
    assert!(lines.iter().all(|line| line["name"] != ""));
    assert!(world.ok(&["board"]).contains("（项目已取消）"));

    // It goes out, and what went out is found to be what it says.
    for format in ["json", "docx", "xlsx", "md"] {
        let file = world.path(&format!("out.{format}"));
        let path = file.to_str().unwrap();
        world.ok(&["export", &id, "--force", "--format", format, "-o", path]);
    }
    let out = world.path("out.json");
    let (verified, code) = world.json(&["verify", out.to_str().unwrap()]);
    assert_eq!(code, Some(0), "{verified}");

    // `renew` names what it may be now, and moves it over.
    let (listed, code) = world.json(&["renew"]);
    assert_eq!(
        (listed.as_array().unwrap().len(), code),
        (2, Some(1)),
        "{listed}"
    );
    let (gone, _) = world.json(&["renew", &recoded]);
    assert_eq!(gone["could_be"], serde_json::json!(["2022KCZG033"]));
    let (moved, _) = world.json(&["renew", &recoded, "--to", "2022KCZG033"]);
    assert_eq!(moved["conflicts"], 0, "only the code is another: {moved}");
    let (moved, _) = world.json(&["renew", &id, "--to", "2022KCZG001"]);
    assert_eq!(moved["from"], "2022KCZG002");
    assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "改过的方案");
    assert!(world.ok(&["get", &id, "content"]).contains("解读国务院"));
    let findings = world.json(&["check", &id]).0["findings"].clone();
    assert!(told("F011", &findings).is_empty());
    assert_eq!(world.json(&["renew"]).1, Some(0));
}

#[test]
fn against_an_earlier_call_everything_is_told_once() {
    let world = World::new();
    let file = reissued(
        &world,
        &[
            ("2022年科技政策宣讲和解读", "2022年科技政策宣讲与解读"),
            ("科技创新服务平台建设", "社区老年食堂帮扶"),
            (
                "重点围绕低碳、新能源和智能制造领域，服务来先进能源材料制造工艺智能化改造、电子材料工业基础环境建设、先进材料制造低碳化实施示范、先进材料循环应用示范，建设科技创新服务平台。",
                "为老年人提供就餐服务。",
            ),
            ("2022XHJL003", "2022XHJL009"),
            ("2022SHXLJK004", "2022SHXLJK001"),
        ],
    );
    let (json, _) = world.json(&["catalog", "import", &file, "--against", "yinchuan-2022"]);
    let told: Vec<&str> = json["doubts"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|doubt| doubt["message"].as_str())
        .collect();
    for expected in [
        "2022KCZG001 由“2022年科技政策宣讲和解读”改名为“2022年科技政策宣讲与解读”",
        "编号 2022KCZG002 原为“科技创新服务平台建设”，现在是另一个项目“社区老年食堂帮扶”",
        "“市级学术交流活动”的编号由 2022XHJL003 改为 2022XHJL009",
        "编号“2022SHXLJK001”重复，这一行暂用“2022SHXLJK001-16”",
    ] {
        assert_eq!(
            told.iter().filter(|line| **line == expected).count(),
            1,
            "{expected}: {told:?}"
        );
    }
    let (same, _) = world.json(&[
        "catalog",
        "import",
        &fixture("plain.docx"),
        "--against",
        "yinchuan-2022",
        "--call",
        "yinchuan-2022",
    ]);
    let differs = |doubt: &&Value| doubt["message"].as_str().unwrap().contains("原");
    assert_eq!(
        same["doubts"]
            .as_array()
            .unwrap()
            .iter()
            .filter(differs)
            .count(),
        0
    );
}

#[test]
fn a_catalog_that_is_replaced_stays_and_a_form_is_not_replaced() {
    let world = World::new();
    import(&world, &reissued(&world, &THREE));
    let folder = world.workspace().join("calls/yinchuan-2022");
    let first = std::fs::read(folder.join("catalog.json")).unwrap();
    std::fs::write(
        folder.join("form.json"),
        std::fs::read_to_string(folder.join("form.json")).unwrap() + "\n",
    )
    .unwrap();
    let own = std::fs::read(folder.join("form.json")).unwrap();
    import(&world, &reissued(&world, &THREE[..1]));
    let kept: Vec<Vec<u8>> = std::fs::read_dir(folder.join("earlier"))
        .unwrap()
        .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect();
    assert_eq!(kept, [first]);
    assert_eq!(std::fs::read(folder.join("form.json")).unwrap(), own);
}
