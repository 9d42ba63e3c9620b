//! Reviews by commands: remarks, answers, accepted changes, scores, verdicts, the summary.

use crate::support::desk::{Desk, PLAN};
use crate::support::world::World;
use serde_json::Value;

#[test]
fn a_remark_is_listed_with_where_its_words_are_now() {
    let desk = Desk::new();
    let body = [
        "--quote",
        "开展宣讲",
        "--body",
        "几场？",
        "--kind",
        "question",
    ];
    let note = desk.remark("评审甲", &body);
    let one = &desk.list(&[])[0];
    for (member, wanted) in [
        ("id", note.as_str().into()),
        ("by", "评审甲".into()),
        ("kind", "question".into()),
        ("path", "plan".into()),
        ("quote", "开展宣讲".into()),
        ("body", "几场？".into()),
        ("replace", Value::Null),
        ("state", "exact".into()),
        ("start", 12.into()),
        ("end", 16.into()),
        ("resolved", false.into()),
        ("replies", Value::Array(Vec::new())),
    ] {
        assert_eq!(one[member], wanted, "{member}");
    }
    desk.ok(&["set", &desk.id, "plan", &format!("总则。\n{PLAN}")]);
    let one = &desk.list(&[])[0];
    assert_eq!(
        (&one["state"], &one["start"]),
        (&"shifted".into(), &16.into())
    );
    let edited = PLAN.replace("开展宣讲", "开展三场宣讲");
    desk.ok(&["set", &desk.id, "plan", &edited]);
    let one = &desk.list(&[])[0];
    assert_eq!(one["state"], "edited");
    assert!(one["similarity"].as_f64().unwrap() < 1.0, "{one}");
    desk.ok(&["set", &desk.id, "plan", "另写一份。"]);
    let one = &desk.list(&[])[0];
    assert_eq!(
        (&one["state"], &one["start"]),
        (&"orphaned".into(), &Value::Null)
    );
    assert_eq!(one["quote"], "开展宣讲", "the words stay readable");
    let told = desk.ok(&["annotations", &desk.id]);
    assert!(
        told.contains("“开展宣讲”") && told.contains("原文已失落"),
        "{told}"
    );
}

#[test]
fn remarks_are_made_on_the_whole_a_section_a_row_and_narrowed_in_the_list() {
    let desk = Desk::new();
    let by = |who: &str, rest: &[&str]| {
        let args = ["annotate", &desk.id, "--as", who, "--body", "见上"];
        desk.ok(&[&args[..], rest].concat())
    };
    by("甲", &["--kind", "praise"]);
    by("甲", &["--section", "budget", "--kind", "required"]);
    by("乙", &["--path", "budget/0"]);
    by("乙", &["--path", "budget/1/item", "--quote", "印刷"]);
    by("乙", &["--path", "budget"]);
    assert_eq!(desk.list(&[]).len(), 5);
    assert_eq!(desk.list(&["--by", "甲"]).len(), 2);
    assert_eq!(desk.list(&["--kind", "required"])[0]["section"], "budget");
    assert_eq!(desk.list(&["--open"]).len(), 4, "praise asks for nothing");
    assert_eq!(desk.list(&["--state", "orphaned"]).len(), 0);
    desk.ok(&["budget", "remove", &desk.id, "0"]);
    assert_eq!(desk.list(&["--state", "orphaned"]).len(), 1);
    let told = desk.ok(&["annotations", &desk.id]);
    assert!(
        told.contains("整份草稿") && told.contains("经费预算"),
        "{told}"
    );
    let bad = ["annotate", &desk.id, "--body", "x", "--path"];
    for path in ["budget/7", "nowhere", "../plan", "budget/0/none"] {
        assert_eq!(
            desk.error(&[&bad[..], &[path]].concat()),
            "bad-path",
            "{path}"
        );
    }
}

#[test]
fn words_that_stand_twice_are_not_guessed() {
    let desk = Desk::new();
    let note = ["annotate", &desk.id, "--path", "plan", "--body", "谁？"];
    let fails = |quote: &str| desk.error(&[&note[..], &["--quote", quote]].concat());
    assert_eq!(fails("专家三名"), "many-quotes");
    assert_eq!(fails("专家五名"), "no-quote");
    desk.ok(&[&note[..], &["--quote", "专家三名", "--nth", "2"]].concat());
    assert_eq!(desk.list(&[])[0]["start"], 22);
    assert_eq!(
        desk.list(&[])[0]["by"],
        "申报人",
        "git's user where nobody is named"
    );
}

#[test]
fn answers_open_and_close_a_remark_and_only_its_author_changes_it() {
    let desk = Desk::new();
    let note = desk.remark("甲", &["--body", "请补充", "--kind", "required"]);
    let (id, short) = (desk.id.as_str(), &note[..6]);
    desk.ok(&["reply", id, short, "--body", "已补充"]);
    desk.ok(&["resolve", id, short]);
    let one = &desk.list(&[])[0];
    assert_eq!(
        (&one["resolved"], &one["replies"][0]["body"]),
        (&true.into(), &"已补充".into())
    );
    desk.ok(&["reopen", id, short, "--as", "甲"]);
    assert_eq!(desk.list(&["--open"]).len(), 1);
    assert_eq!(
        desk.error(&["amend", id, short, "--body", "不用了"]),
        "not-yours"
    );
    desk.ok(&["amend", id, short, "--as", "甲", "--body", "请补充职称"]);
    assert_eq!(desk.list(&[])[0]["body"], "请补充职称");
    assert_eq!(
        desk.error(&["withdraw", id, short, "--as", "乙"]),
        "not-yours"
    );
    desk.ok(&["withdraw", id, short, "--as", "甲"]);
    assert_eq!(desk.list(&["--open"]).len(), 0);
    assert_eq!(desk.error(&["resolve", id, "zzz"]), "no-annotation");
}

#[test]
fn an_accepted_change_is_an_edit_and_its_author_is_named_in_the_next_version() {
    let desk = Desk::new();
    let id = desk.id.as_str();
    desk.ok(&["save", id]);
    let words = ["--quote", "开展宣讲", "--replace", "开展三场宣讲"];
    let note = desk.remark("评审甲", &words);
    desk.ok(&["accept", id, &note]);
    assert_eq!(desk.plan(), PLAN.replace("开展宣讲", "开展三场宣讲"));
    let one = &desk.list(&[])[0];
    assert_eq!(
        (&one["resolved"], &one["decision"]),
        (&true.into(), &"accepted".into())
    );
    let saved = desk.ok(&["save", id]);
    assert!(saved.contains("采纳 评审甲 的建议 1 条"), "{saved}");
    let log = desk.ok(&["log", id]);
    assert!(log.contains("采纳 评审甲 的建议 1 条"), "{log}");
    desk.ok(&["set", id, "plan", PLAN]);
    let saved = desk.ok(&["save", id]);
    assert!(!saved.contains("采纳"), "named once: {saved}");
}

#[test]
fn a_change_over_words_that_were_changed_since_needs_a_second_look() {
    let desk = Desk::new();
    let id = desk.id.as_str();
    let note = desk.remark("甲", &["--quote", "开展宣讲", "--replace", "开展三场宣讲"]);
    desk.ok(&["set", id, "plan", &PLAN.replace("开展宣讲", "组织宣讲")]);
    assert_eq!(desk.error(&["accept", id, &note]), "not-applicable");
    assert_eq!(desk.plan(), PLAN.replace("开展宣讲", "组织宣讲"));
    desk.ok(&["accept", id, &note, "--force"]);
    assert_eq!(desk.plan(), PLAN.replace("开展宣讲", "开展三场宣讲"));
    let plain = desk.remark("甲", &["--body", "好"]);
    assert_eq!(desk.error(&["accept", id, &plain]), "not-applicable");
    assert_eq!(desk.error(&["refuse", id, &plain]), "not-applicable");
}

#[test]
fn accepting_all_takes_rows_too_and_leaves_what_meets() {
    let desk = Desk::new();
    let id = desk.id.as_str();
    let row = |who: &str, path: &str, rest: &[&str]| {
        let args = ["annotate", id, "--as", who, "--path", path];
        desk.ok(&[&args[..], rest].concat())
    };
    row(
        "甲",
        "budget/0",
        &["--set", "unit=学时", "--set", "quantity=4"],
    );
    row("甲", "budget/1", &["--remove-row"]);
    row(
        "甲",
        "budget",
        &["--add-row", "item=场地费", "--add-row", "quantity=1"],
    );
    row("甲", "budget/0/unit_price", &["--replace", "800"]);
    desk.remark("甲", &["--quote", "开展宣讲", "--replace", "组织宣讲"]);
    let other = desk.remark("乙", &["--quote", "宣讲", "--replace", "讲座"]);
    desk.remark("乙", &["--quote", "总结", "--replace", "撰写总结"]);
    let (told, exit) = desk.world.json(&["accept", id, "--all"]);
    assert_eq!(exit, Some(1), "two are left: {told}");
    assert_eq!(told["accepted"].as_array().unwrap().len(), 5, "{told}");
    assert_eq!(told["left"][1]["id"], other, "{told}");
    assert_eq!(told["left"][1]["why"], "meets");
    assert_eq!(desk.plan(), PLAN.replace("总结", "撰写总结"));
    let budget = desk.json(&["show", id])["tables"]["budget"].clone();
    let cell = |row: usize, column: &str| budget[row][column].as_str().unwrap_or("").to_owned();
    assert_eq!(budget.as_array().unwrap().len(), 2, "{budget}");
    let first = ["item", "unit", "quantity", "unit_price"].map(|column| cell(0, column));
    assert_eq!(first, ["讲课费", "学时", "4", "800"]);
    assert_eq!(cell(1, "item"), "场地费");
    desk.ok(&["refuse", id, &other]);
    let told = desk.json(&["accept", id, "--all", "--by", "甲"]);
    assert_eq!(told["accepted"].as_array().unwrap().len(), 1, "{told}");
    assert_eq!(
        desk.json(&["accept", id, "--all"])["accepted"],
        Value::Array(vec![])
    );
    for (path, rest) in [
        ("budget/0", ["--replace", "x"]),
        ("plan", ["--set", "item=x"]),
    ] {
        let args = ["annotate", id, "--path", path];
        let code = desk.error(&[&args[..], &rest].concat());
        assert!(
            ["misplaced-change", "bad-path"].contains(&code.as_str()),
            "{code}"
        );
    }
}

#[test]
fn nothing_is_accepted_into_a_draft_that_was_handed_in_but_reviews_are_kept() {
    let desk = Desk::new();
    let id = desk.id.as_str();
    desk.ok(&["save", id]);
    let step = format!(
        r#"{{"format":"shenbao-step/1","time":"2026-11-24T08:00:00Z","state":"submitted","by":"申报人","digest":"sha256:{}","note":""}}"#,
        "0".repeat(64)
    );
    let steps = desk.world.workspace().join("drafts").join(id).join("steps");
    std::fs::create_dir_all(&steps).unwrap();
    std::fs::write(steps.join("2026-11-24T08-00-00Z-0000.json"), step).unwrap();
    desk.ok(&["save", id]);
    let note = desk.remark("评审甲", &["--quote", "开展宣讲", "--replace", "组织宣讲"]);
    assert_eq!(desk.error(&["accept", id, &note]), "frozen");
    assert_eq!(desk.list(&[])[0]["resolved"], false);
    desk.ok(&["score", id, "plan", "8", "--as", "评审甲"]);
    desk.ok(&["verdict", id, "revise", "--as", "评审甲"]);
    let saved = desk.ok(&["save", id]);
    let told = "评审甲：批注 1 条，评分 1 项，结论 修改后再审";
    assert!(saved.contains(told), "{saved}");
    let kept = desk.git(&[
        "-c",
        "core.quotePath=false",
        "show",
        "--name-only",
        "--format=",
    ]);
    for folder in ["reviews", "seen"] {
        assert!(kept.contains(&format!("{folder}/评审甲.json")), "{kept}");
    }
    desk.ok(&["resolve", id, &note]);
    desk.ok(&["seen", id, "plan", "--as", "评审乙"]);
    desk.ok(&["save", id]);
    let kept = desk.git(&[
        "-c",
        "core.quotePath=false",
        "show",
        "--name-only",
        "--format=",
    ]);
    assert!(
        kept.contains("replies/申报人.json") && kept.contains("seen/评审乙.json"),
        "{kept}"
    );
}

#[test]
fn a_remark_that_lost_its_place_is_pinned_by_a_person() {
    let desk = Desk::new();
    let id = desk.id.as_str();
    let note = desk.remark("甲", &["--quote", "邀请专家三名总结", "--body", "谁？"]);
    let moved = "三、邀请专家三名总结。\n一、邀请专家三名。\n二、开展宣讲。";
    desk.ok(&["set", id, "plan", moved]);
    let one = desk.list(&[])[0].clone();
    let offers = one["offers"].as_array().unwrap().clone();
    assert!(
        ["moved", "ambiguous"].contains(&one["state"].as_str().unwrap()),
        "{one}"
    );
    assert_eq!(desk.error(&["pin", id, &note, "--offer", "9"]), "no-offer");
    desk.ok(&["pin", id, &note, "--offer", "1"]);
    let one = desk.list(&[])[0].clone();
    assert_eq!(
        (&one["state"], &one["start"]),
        (&"exact".into(), &offers[0]["start"])
    );
    desk.ok(&["pin", id, &note, "--path", "plan", "--quote", "开展宣讲"]);
    assert_eq!(desk.list(&[])[0]["quote"], "开展宣讲");
}

#[test]
fn words_that_were_carried_to_another_field_are_told_with_where_they_are() {
    let desk = Desk::new();
    let id = desk.id.as_str();
    let note = desk.remark(
        "甲",
        &["--quote", "三、邀请专家三名总结。", "--body", "谁？"],
    );
    let line = "\n三、邀请专家三名总结。";
    desk.ok(&["set", id, "plan", &PLAN.replace(line, "")]);
    desk.ok(&["set", id, "results", &format!("成果。{line}")]);
    let one = &desk.list(&[])[0];
    assert_eq!(
        (&one["state"], &one["path"]),
        (&"moved".into(), &"plan".into())
    );
    assert_eq!((&one["at"], &one["start"]), (&"results".into(), &4.into()));
    desk.ok(&["pin", id, &note, "--offer", "1"]);
    let one = &desk.list(&[])[0];
    assert_eq!(
        (&one["state"], &one["path"]),
        (&"exact".into(), &"results".into())
    );
}

#[test]
fn the_summary_has_scores_spread_verdicts_and_what_is_required() {
    let desk = Desk::new();
    let id = desk.id.as_str();
    for (who, points) in [
        ("甲", ["8", "9", "7", "6", "10"]),
        ("乙", ["6", "-", "7", "6", "5"]),
    ] {
        for (criterion, points) in ["need", "plan", "promises", "budget", "team"]
            .iter()
            .zip(points)
        {
            desk.ok(&["score", id, criterion, points, "--as", who]);
        }
    }
    desk.ok(&["verdict", id, "revise", "--as", "甲", "--note", "补职称"]);
    desk.ok(&["verdict", id, "approve", "--as", "乙"]);
    desk.ok(&["score", id, "plan", "1", "--as", "丙"]);
    desk.ok(&["declare", id, "同一单位", "--as", "丙"]);
    let note = desk.remark("甲", &["--body", "写明职称", "--kind", "required"]);
    let json = desk.json(&["review", "summary", id]);
    let plan = &json["criteria"][1];
    assert_eq!(
        (&plan["id"], &plan["count"], &plan["abstained"]),
        (&"plan".into(), &1.into(), &1.into())
    );
    assert_eq!(json["criteria"][0]["mean"], 7.0);
    // 甲: 8·20 + 9·30 + 7·20 + 6·20 + 10·10 of 1,000; 乙: 6·20 + 7·20 + 6·20 + 5·10 of 700.
    assert_eq!(json["reviewers"][2]["figure"], 79.0, "{json}");
    assert_eq!(json["figure"]["least"], 61.43);
    assert_eq!(json["figure"]["mean"], 70.22);
    assert_eq!(
        json["verdicts"],
        serde_json::json!({"approve": 1, "revise": 1, "reject": 0})
    );
    assert_eq!(json["open"]["required"][0]["id"], note);
    let told = desk.ok(&["review", "summary", id]);
    for words in [
        "实施方案",
        "补职称",
        "声明回避",
        "必改 1 条",
        "写明职称",
        "79.00",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert_eq!(
        desk.error(&["score", id, "plan", "11", "--as", "甲"]),
        "bad-points"
    );
    assert_eq!(
        desk.error(&["score", id, "style", "1", "--as", "甲"]),
        "no-criterion"
    );
}

#[test]
fn a_review_without_git_names_its_writer_or_is_refused() {
    let world = World::new();
    let id = world.new_draft();
    let note = ["annotate", &id, "--path", "plan", "--body", "空的"];
    assert_eq!(world.json(&note).0["error"]["code"], "git-no-author");
    world.ok(&[&note[..], &["--as", "甲"]].concat());
    assert_eq!(world.json(&["annotations", &id]).0[0]["by"], "甲");
    for name in ["", " 甲", "甲\n乙", &"长".repeat(121)] {
        let named = [&note[..], &["--as", name]].concat();
        assert_eq!(
            world.json(&named).0["error"]["code"],
            "bad-name",
            "{name:?}"
        );
    }
}
