//! `fill`: the form by questions and answers, through a pipe and on the plainest of terminals.

use crate::support::pty::Pty;
use crate::support::world::World;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

fn fill(world: &World, id: &str, script: &str) -> String {
    let output = world.run_with(&["fill", id], script);
    assert!(output.status.code() != Some(2), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn get(world: &World, id: &str, path: &str) -> String {
    world.ok(&["get", id, path]).trim_end().to_owned()
}

/// The answers up to the schedule, in the order of the questions; an empty one keeps what is there.
const ANSWERS: &[&str] = &[
    "",
    ".",
    "",
    "2022-03-01 ~ 2022-10-30",
    "2022-02-25",
    "银川市科普学会",
    "91350100M000100Y43",
    "xiehui",
    "银川市金凤区北京中路1号",
    "王建国",
    "李红",
    "0951-5012345",
    "",
    "",
    "",
    "6217000010001234567",
    "张三",
    "秘书长",
    "13800138000",
    "",
    "本会多年面向企业开展科技政策宣讲，有稳定的专家队伍。",
    ".",
    "",
    "企业反映政策看不懂、不会用。",
    "需要面对面解读。",
    ".",
    "让五十家企业弄懂并用上现行的科技创新政策。",
    ".",
    "",
    "一、三月成立工作组，联系专家，拟定方案。",
    "二、四月组织一次宣讲。",
    "三、五月回访，收回调查表。",
    ".",
];

#[test]
fn a_whole_application_is_filled_through_a_pipe() {
    let world = World::new();
    let id = world.new_draft();
    let told = fill(&world, &id, &(ANSWERS.join("\n") + "\n"));
    for (path, expected) in [
        ("cover/period", "2022-03-01 ~ 2022-10-30"),
        ("applicant/name", "银川市科普学会"),
        ("applicant/credit_code", "91350100M000100Y43"),
        ("applicant/type", "society"),
        ("applicant/email", ""),
        ("lead/phone", "13800138000"),
    ] {
        assert_eq!(get(&world, &id, path), expected, "{path}\n{told}");
    }
    let plan = get(&world, &id, "plan");
    assert_eq!(plan.lines().count(), 3, "{plan}");
    assert!(told.contains("第 6 节，共 10 节：实施方案与进度"), "{told}");

    // The rest in a second sitting: it goes on wherever one likes.
    let rest = "：空项\n+\n准备\n2022-03-01\n2022-03-31\n1\n：各节 8\n+\n讲师劳务费\n专家宣讲课酬\n4\n学时\n800\n\n\n\n\n\n宣讲一次，资料汇编一册。\n.\n\n1\n王建国\n2022-02-25\n\n";
    let told = fill(&world, &id, rest);
    let (json, _) = world.json(&["check", &id]);
    let wanting: Vec<_> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["severity"] == "error")
        .collect();
    assert!(wanting.is_empty(), "{wanting:#?}\n{told}");
    assert_eq!(json["complete"], 1.0);
    let (draft, _) = world.json(&["show", &id]);
    assert_eq!(draft["tables"]["budget"][0]["category"], "讲师劳务费");
}

#[test]
fn a_budget_line_is_judged_in_sentences_and_mended() {
    let world = World::new();
    let id = world.new_draft();
    let told = fill(
        &world,
        &id,
        ":s 8\n+\n交通费\n专家宣讲课酬\n2\n学时\n500\n\n\n\n:m\n:q\n",
    );
    assert!(told.contains("提醒：选的是“交通费”"), "{told}");
    assert!(told.contains("金额 1,000.00 元"), "{told}");
    assert!(told.contains("已改正"), "{told}");
    assert_eq!(get(&world, &id, "budget/0/category"), "讲师劳务费");
    let told = fill(&world, &id, ":s 8\n1\n\n笔记本电脑\n:q\n");
    assert!(told.contains("错误：“笔记本电脑”不在支出范围内"), "{told}");
    assert!(
        told.contains("（规则 B001）") && told.contains("依据“"),
        "{told}"
    );
    let told = fill(&world, &id, ":s 8\n-1\n:u\n-1\n+\n:q\n");
    assert!(
        told.contains("第 1 行已删") && told.contains("已撤销"),
        "{told}"
    );
    let (draft, _) = world.json(&["show", &id]);
    assert_eq!(
        draft["tables"]["budget"],
        serde_json::json!([]),
        "an empty row goes again"
    );
}

#[test]
fn promises_are_judged_against_the_print() {
    let world = World::new();
    let id = world.new_draft();
    let path = "indicators/2/1/commitment";
    let output = world.run_with(&["fill", &id, "--at", path], "30\n?\n60\n:q\n");
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("不少于 50家"), "{told}");
    assert!(
        told.contains("错误：") && told.contains("（规则 P001）"),
        "{told}"
    );
    assert!(told.contains("目录原文：参与企业不少于50家"), "{told}");
    assert_eq!(get(&world, &id, path), "60");
}

#[test]
fn going_back_keeping_clearing_and_taking_back() {
    let world = World::new();
    let id = world.new_draft();
    world.ok(&["set", &id, "applicant/name", "甲学会"]);
    let script = "乙学会\n<\n。\n\n<\n<\n:c\n:u\n:u\n\\:q\n:nonsense\n:退出\n";
    let output = world.run_with(&["fill", &id, "--at", "applicant/name"], script);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("现在写的是：乙学会"), "{told}");
    assert!(told.contains("没有这个用法：:nonsense"), "{told}");
    assert_eq!(get(&world, &id, "applicant/name"), ":q", "{told}");
    assert_eq!(
        world.run(&["fill", &id, "--at", "no/such"]).status.code(),
        Some(2)
    );
}

#[test]
fn answers_are_chosen_by_number_words_and_initials() {
    let world = World::new();
    let id = world.new_draft();
    let at = "applicant/type";
    for (answer, expected) in [
        ("1", "society"),
        ("企业", "enterprise"),
        ("jgsydw", "public"),
        ("没有这样的", "public"),
    ] {
        world.run_with(&["fill", &id, "--at", at], &format!("{answer}\n:q\n"));
        assert_eq!(get(&world, &id, at), expected, "{answer}");
    }
}

#[test]
fn the_end_of_the_input_amid_a_text_loses_nothing_of_the_old_or_the_new() {
    let world = World::new();
    let id = world.new_draft();
    world.ok(&["set", &id, "plan", "原来的方案。"]);
    world.run_with(&["fill", &id, "--at", "plan"], "新的第一行\n新的第二行\n");
    assert_eq!(
        get(&world, &id, "plan"),
        "原来的方案。\n新的第一行\n新的第二行"
    );
    world.run_with(&["fill", &id, "--at", "plan"], "只有这一行\n.\n");
    assert_eq!(get(&world, &id, "plan"), "只有这一行");
}

#[test]
fn a_killed_conversation_has_every_answer_in_the_journal() {
    let world = World::new();
    let id = world.new_draft();
    let workspace = world.workspace();
    let args = [
        "--workspace",
        workspace.to_str().unwrap(),
        "fill",
        &id,
        "--at",
        "applicant/name",
    ];
    let mut child = world
        .command(&args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut told = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut until = |wanted: &str| {
        told.by_ref()
            .find(|line| line.as_ref().is_ok_and(|line| line.contains(wanted)))
    };
    until("单位名称");
    input.write_all("断线学会\n".as_bytes()).unwrap();
    until("统一社会信用代码");
    let file = std::fs::read_to_string(world.draft_file(&id)).unwrap();
    assert!(!file.contains("断线学会"), "the file is written later");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(get(&world, &id, "applicant/name"), "断线学会");
    let told = fill(&world, &id, ":q\n");
    assert!(told.contains("找回上次未保存的 1 处修改"), "{told}");
}

#[test]
fn a_dumb_terminal_gets_text_and_nothing_else_in_either_language() {
    for (lang, wanted, leave) in [
        ("zh-CN", "单位名称", "已存好"),
        ("en", "It says", "All is kept"),
    ] {
        let world = World::new();
        let id = world.new_draft();
        let mut pty = Pty::on(&world, (80, 24), &["--lang", lang, "fill", &id]);
        pty.send(b":s 2\n");
        pty.wait(wanted);
        pty.send("银川\x1b[31m学会\n".as_bytes());
        pty.send(b":q\n");
        pty.end();
        pty.wait(leave);
        let output = pty.output.lock().unwrap().clone();
        // The terminal's own echo shows what was typed as ^[.
        assert!(
            !output.contains(&0x1b),
            "{}",
            String::from_utf8_lossy(&output)
        );
    }
}

#[test]
fn a_draft_that_is_open_elsewhere_is_not_asked_about() {
    let world = World::new();
    let id = world.new_draft();
    let mut pty = Pty::on(&world, (80, 24), &["fill", &id]);
    pty.wait("请写");
    let output = world.run_with(&["fill", &id], "x\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("正由"));
    pty.send(b":q\n");
    pty.end();
}

#[test]
fn two_texts_of_a_conflict_are_told_and_one_is_taken() {
    let world = World::new();
    let id = world.new_draft();
    world.ok(&["set", &id, "applicant/name", "甲学会"]);
    let file = world.draft_file(&id);
    let base = std::fs::read_to_string(&file).unwrap();
    let other = |name: &str, text: &str| {
        let path = world.path(name);
        std::fs::write(&path, base.replace("甲学会", text)).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (base_file, ours, theirs) = (
        other("base", "甲学会"),
        other("ours", "乙学会"),
        other("theirs", "丙丙学会"),
    );
    world.run(&["merge-file", &base_file, &ours, &theirs]);
    std::fs::copy(&ours, &file).unwrap();
    let script = ":m 2\n:q\n";
    let output = world.run_with(&["fill", &id, "--at", "applicant/name"], script);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        told.contains("第 1 份：乙学会") && told.contains("第 2 份：丙丙学会"),
        "{told}"
    );
    assert_eq!(get(&world, &id, "applicant/name"), "乙学会");
    let (json, _) = world.json(&["check", &id]);
    assert!(!json.to_string().contains("F009"));
}
