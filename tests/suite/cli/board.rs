//! `board`, `submit`, `return`.

use crate::support::desk::Desk;
use crate::support::filled::filled;
use crate::support::world::World;
use serde_json::{Value, json};
use std::process::Command;

fn world() -> World {
    let world = World::new();
    world.ok(&["init"]);
    for (name, value) in [("user.name", "王工"), ("user.email", "w@example.cn")] {
        let mut git = Command::new("git");
        git.args(["config", name, value])
            .current_dir(world.workspace());
        git.env_clear().envs(world.environment());
        assert!(git.status().unwrap().success());
    }
    world
}

/// Fills everything that is required.
fn fill(world: &World, id: &str) {
    filled(&world.draft_file(id), id, &|args| world.ok(args));
}

fn code(told: &(Value, Option<i32>)) -> (&str, Option<i32>) {
    (told.0["error"]["code"].as_str().unwrap_or(""), told.1)
}

#[test]
fn a_draft_is_handed_in_frozen_given_back_and_open_again() {
    let world = world();
    let id = world.new_draft();
    assert_eq!(code(&world.json(&["submit", &id])), ("has-errors", Some(2)));
    assert_eq!(
        code(&world.json(&["return", &id])),
        ("not-submitted", Some(2))
    );
    fill(&world, &id);
    let (step, exit) = world.json(&["submit", &id]);
    assert_eq!(
        (exit, step["by"].as_str()),
        (Some(0), Some("王工")),
        "{step}"
    );
    let file = std::fs::read(world.draft_file(&id)).unwrap();
    let digest = shenbao::format::digest::sha256(&file);
    assert_eq!(step["digest"], digest.as_str(), "of the file as it stands");
    for refused in [
        &["set", &id, "plan", "别的"][..],
        &["submit", &id],
        &["restore", &id, "HEAD"],
    ] {
        assert_eq!(
            code(&world.json(refused)),
            ("frozen", Some(2)),
            "{refused:?}"
        );
    }
    assert_eq!(std::fs::read(world.draft_file(&id)).unwrap(), file);
    let (log, _) = world.json(&["log", &id]);
    let message = log[0]["message"].as_str().unwrap();
    assert!(message.contains("已提交"), "{message}");
    world.ok(&["return", &id, "--note", "请写明专家职称"]);
    world.ok(&["set", &id, "plan", "别的"]);
    assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "别的");
}

#[test]
fn every_state_is_reached_and_what_leads_nowhere_is_refused() {
    let world = world();
    let id = world.new_draft();
    let decide = |state: &str| world.json(&["decide", &id, state, "--note", "理由"]);
    assert_eq!(code(&decide("approved")), ("not-submitted", Some(2)));
    fill(&world, &id);
    world.ok(&["submit", &id]);
    for state in ["in-review", "rejected", "approved"] {
        let (step, exit) = decide(state);
        assert_eq!((step["state"].as_str(), exit), (Some(state), Some(0)));
        let (board, _) = world.json(&["board"]);
        assert_eq!(board["drafts"][0]["state"], state);
        let refused = world.json(&["set", &id, "plan", "别的"]);
        assert_eq!(code(&refused), ("frozen", Some(2)));
    }
    for state in ["approved", "in-review"] {
        assert_eq!(code(&decide(state)), ("no-step", Some(2)), "{state}");
    }
    world.ok(&["return", &id]);
    world.ok(&["set", &id, "plan", "别的"]);
    let (log, _) = world.json(&["log", &id]);
    let said: Vec<_> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["message"])
        .collect();
    assert_eq!(said.len(), 5, "a version each: {said:?}");
}

#[test]
fn the_board_tells_states_sums_and_what_cannot_be_read() {
    let world = world();
    let (filled, empty) = (world.new_draft(), world.ok(&["new", "2022KCZG002"]));
    fill(&world, &filled);
    world.ok(&["submit", &filled]);
    let broken = world.ok(&["new", "2022KCZG003"]);
    std::fs::write(world.draft_file(broken.trim()), "{").unwrap();
    let (board, exit) = world.json(&["board", "--sort", "total"]);
    assert_eq!(exit, Some(0));
    let line = |index: usize, name: &str| board["drafts"][index][name].clone();
    assert_eq!(line(0, "draft"), filled.as_str());
    assert_eq!(
        (line(0, "state"), line(0, "total")),
        ("submitted".into(), "3200.00".into())
    );
    assert_eq!(line(1, "draft"), empty.trim());
    assert_eq!(line(1, "state"), "drafting");
    assert!(line(1, "errors").as_u64() > Some(5));
    assert_eq!(board["total"], "3200.00");
    assert_eq!(
        board["by_project"]["2022KCZG001"],
        json!({"drafts": 1, "total": "3200.00"})
    );
    assert_eq!(board["broken"].as_array().unwrap().len(), 1, "{board}");
    let (only, _) = world.json(&["board", "--state", "drafting"]);
    assert_eq!(only["drafts"].as_array().unwrap().len(), 1);
    let told = world.ok(&["board"]);
    assert!(
        told.contains("已提交") && told.contains("3,200.00") && told.contains("####"),
        "{told}"
    );
}

/// Lets the files rest so long that their marks are trusted.
fn rest(world: &World, id: &str) {
    let file = world.draft_file(id);
    let before = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    let opened = std::fs::File::options().write(true).open(&file).unwrap();
    opened.set_modified(before).unwrap();
    // The time of the last change of the entry cannot be set back; it has to pass.
    std::thread::sleep(std::time::Duration::from_millis(3100));
}

#[test]
fn the_index_of_the_board_is_never_trusted_over_the_files() {
    let world = world();
    let id = world.new_draft();
    rest(&world, &id);
    let applicant = || world.json(&["board"]).0["drafts"][0]["applicant"].clone();
    assert_eq!(applicant(), "");
    let index = world.find("board-index").expect("an index");
    let kept = std::fs::read(&index).unwrap();
    assert!(
        String::from_utf8_lossy(&kept).contains(&id),
        "the draft is known by now"
    );
    // The file changes behind the program's back, with the same length, and gets its old time back.
    let file = world.draft_file(&id);
    let text = std::fs::read_to_string(&file).unwrap();
    let time = std::fs::metadata(&file).unwrap().modified().unwrap();
    std::fs::write(
        &file,
        text.replace("\"yinchuan-2022\"", "\"yinchuan-2021\""),
    )
    .unwrap();
    let opened = std::fs::File::options().write(true).open(&file).unwrap();
    opened.set_modified(time).unwrap();
    assert_eq!(world.json(&["board"]).0["broken"][0]["code"], "no-call");
    std::fs::write(&file, &text).unwrap();
    // An unsaved change in the journal counts at once, and so does a step.
    world.ok(&["set", &id, "applicant/name", "新名字"]);
    assert_eq!(applicant(), "新名字");
    // A broken, foreign or missing index costs nothing.
    for wrong in [&b"{"[..], b"", b"\xff", &kept[..kept.len() / 2]] {
        std::fs::write(&index, wrong).unwrap();
        assert_eq!(applicant(), "新名字");
    }
    std::fs::remove_file(&index).unwrap();
    assert_eq!(applicant(), "新名字");
}

#[test]
fn the_board_goes_out_for_spreadsheets_with_real_numbers_and_no_formula_of_a_person() {
    use calamine::{Data, Reader, Xlsx};
    let world = world();
    let filled = world.new_draft();
    fill(&world, &filled);
    let hostile = world.ok(&["new", "2022KCZG002"]).trim().to_owned();
    world.ok(&[
        "set",
        &hostile,
        "applicant/name",
        "=cmd|' /C calc'!A0, \"甲\"",
    ]);
    let csv = world.ok(&["board", "--format", "csv", "--sort", "total"]);
    let rest = csv.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(rest.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().nth(4), Some("申报单位"));
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), 2);
    assert_eq!(&records[0][9], "3200.00");
    assert_eq!(&records[1][4], "'=cmd|' /C calc'!A0, \"甲\"");

    let out = world.path("board.xlsx");
    world.ok(&["board", "--format", "xlsx", "--sort", "total"]);
    let bytes = std::fs::read(&out).unwrap();
    let mut book = Xlsx::new(std::io::Cursor::new(&bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["总览", "汇总"]);
    let drafts = book.worksheet_range("总览").unwrap();
    assert_eq!(drafts.get((1, 9)), Some(&Data::Float(3200.0)));
    let name = Data::String("=cmd|' /C calc'!A0, \"甲\"".into());
    assert_eq!(drafts.get((2, 4)), Some(&name));
    assert_eq!(drafts.get((3, 9)), Some(&Data::Float(3200.0)), "the sum");
    let formulas = book.worksheet_formula("总览").unwrap();
    let formulas: Vec<_> = formulas
        .used_cells()
        .map(|(_, _, text)| text.clone())
        .collect();
    assert_eq!(formulas, ["SUM(J2:J3)"]);
    let summary = book.worksheet_range("汇总").unwrap();
    assert_eq!(
        summary.get((1, 0)),
        Some(&Data::String("2022KCZG001".into()))
    );
    assert_eq!(summary.get((1, 1)), Some(&Data::Float(1.0)));
    assert_eq!(summary.get((1, 2)), Some(&Data::Float(3200.0)));

    // What cannot be read is told, and the rest goes out.
    let broken = world.ok(&["new", "2022KCZG003"]);
    std::fs::write(world.draft_file(broken.trim()), "{").unwrap();
    let told = world.run(&["board", "--format", "xlsx", "-o", out.to_str().unwrap()]);
    assert_eq!(told.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&told.stdout).contains("draft.json"));
}

#[test]
fn the_board_has_what_reviews_come_to_and_notices_new_ones() {
    let desk = Desk::new();
    let line = || desk.json(&["board"])["drafts"][0].clone();
    assert_eq!(
        (&line()["reviews"], &line()["review"]["mean"]),
        (&0.into(), &Value::Null)
    );
    for (who, points) in [("甲", "8"), ("乙", "6")] {
        for criterion in ["need", "plan", "promises", "budget", "team"] {
            desk.ok(&["score", &desk.id, criterion, points, "--as", who]);
        }
    }
    desk.ok(&["verdict", &desk.id, "revise", "--as", "甲"]);
    desk.ok(&[
        "annotate", &desk.id, "--body", "补", "--kind", "required", "--as", "甲",
    ]);
    // A file that rested is remembered; what is remembered must be what is there.
    for rested in [false, true, true] {
        if rested {
            std::thread::sleep(std::time::Duration::from_millis(1_500));
        }
        let told = line();
        assert_eq!(
            (&told["reviews"], &told["review"]["mean"]),
            (&2.into(), &70.0.into())
        );
        assert_eq!(told["review"]["verdicts"]["revise"], 1);
        assert_eq!(told["review"]["required"], 1);
        let text = desk.ok(&["board"]);
        assert!(
            text.contains("70.0") && text.contains("修改1 必改1"),
            "{text}"
        );
    }
    desk.ok(&["score", &desk.id, "plan", "9", "--as", "甲"]);
    assert_eq!(line()["review"]["mean"], 71.5);
    let csv = desk.ok(&["board", "--format", "csv"]);
    assert!(csv.contains("评分%") && csv.contains("71.5"), "{csv}");
}
