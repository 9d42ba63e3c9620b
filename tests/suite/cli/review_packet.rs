//! Packets: a review on another machine, blind or not, and back again.

use crate::support::desk::{Desk, PLAN};
use crate::support::world::World;
use serde_json::{Value, json};

/// What the applicant fills in that tells who they are, and a plan that repeats it.
const TOLD: [(&str, &str); 5] = [
    ("applicant/name", "银川市凤凰科普促进会"),
    ("applicant/credit_code", "51640100MJX0123456"),
    ("applicant/contact", "马晓燕"),
    ("applicant/phone", "13909510000"),
    ("applicant/email", "maxy@fenghuang.org.cn"),
];

const LEAKING: &str =
    "由银川市凤凰科普促进会承办，\n联系人马晓燕（139 0951 0000）。\n开展宣讲，凤凰科普活动三场。";

fn applicant() -> Desk {
    let desk = Desk::new();
    for (path, value) in TOLD {
        desk.ok(&["set", &desk.id, path, value]);
    }
    desk.ok(&["set", &desk.id, "plan", LEAKING]);
    desk
}

fn pack(desk: &Desk, rest: &[&str]) -> String {
    desk.ok(&[&["review", "pack", &desk.id][..], rest].concat())
}

fn unpack(world: &World, packet: &str) -> Value {
    let output = world.run_with(&["--json", "review", "unpack", "-"], packet);
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A reviewer's own machine, with a packet on it.
fn away(desk: &Desk, packet: &str) -> Desk {
    let world = World::new();
    let told = unpack(&world, packet);
    assert_eq!(
        (&told["made"], &told["draft"]),
        (&true.into(), &desk.id.as_str().into()),
        "{told}"
    );
    Desk {
        world,
        id: desk.id.clone(),
    }
}

#[test]
fn possible_leaks_wait_for_a_decision_and_nothing_is_written_before() {
    let desk = applicant();
    let file = desk.world.path("packet.json");
    let blind = [
        "review",
        "pack",
        &desk.id,
        "--blind",
        "-o",
        file.to_str().unwrap(),
    ];
    let (told, exit) = desk.world.json(&blind);
    assert_eq!((exit, &told["written"]), (Some(1), &Value::Null), "{told}");
    assert_eq!(told["leaks"][0]["text"], "凤凰科普", "{told}");
    assert!(!file.exists());
    let (told, exit) = desk.world.json(&[&blind[..], &["--cover-all"]].concat());
    assert_eq!(exit, Some(0), "{told}");
    let covered = std::fs::read_to_string(&file).unwrap();
    assert!(!covered.contains("凤凰"), "{covered}");
    assert!(pack(&desk, &["--blind", "--leave"]).contains("凤凰科普活动"));
}

#[test]
fn no_byte_of_a_blind_packet_names_the_applicant_also_not_in_what_was_written() {
    let desk = applicant();
    desk.git(&["config", "user.name", "马晓燕"]);
    let quote = [
        "--quote",
        "银川市凤凰科普促进会承办",
        "--body",
        "请马晓燕补充 maxy@fenghuang.org.cn",
    ];
    let note = desk.remark("评审甲", &quote);
    desk.remark(
        "评审甲",
        &["--quote", "联系人", "--replace", "联系人马晓燕"],
    );
    desk.ok(&[
        "reply",
        &desk.id,
        &note,
        "--body",
        "已补充，电话 13909510000",
    ]);
    desk.ok(&["annotate", &desk.id, "--body", "我是银川市凤凰科普促进会的"]);
    desk.ok(&[
        "verdict",
        &desk.id,
        "revise",
        "--note",
        "凤凰科普促进会再报",
        "--as",
        "评审甲",
    ]);
    let packet = pack(&desk, &["--blind", "--cover-all"]);
    for told in TOLD
        .map(|(_, value)| value)
        .iter()
        .chain(&["凤凰科普", "139 0951 0000"])
    {
        assert!(!packet.contains(told), "{told}: {packet}");
    }
    let read: Value = serde_json::from_str(&packet).unwrap();
    let names: Vec<&str> = read["notebooks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["by"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["申报人", "评审甲"]);
    let away = away(&desk, &packet);
    let list = away.list(&[]);
    assert_eq!(list.len(), 3, "all of it can be read");
    assert_eq!(
        (&list[0]["state"], &list[0]["start"]),
        (&"exact".into(), &1.into())
    );
    assert_eq!(list[0]["replies"][0]["by"], "申报人");
}

#[test]
fn what_was_remarked_on_a_blind_packet_finds_its_words_in_the_real_draft() {
    let desk = applicant();
    desk.ok(&["save", &desk.id]);
    let first = desk.remark("评审甲", &["--quote", "科普活动", "--body", "哪三场？"]);
    let away = away(&desk, &pack(&desk, &["--blind", "--leave"]));
    let covered = away.list(&[])[0]["id"].as_str().unwrap().to_owned();
    assert_ne!(
        covered, first,
        "the judged text is covered, and so is its id another"
    );
    let on_cover = [
        "--quote",
        "■■■■■■■■■■承办",
        "--body",
        "是否有资质？",
        "--kind",
        "required",
    ];
    away.remark("评审乙", &on_cover);
    away.remark(
        "评审乙",
        &["--quote", "开展宣讲", "--replace", "开展三场宣讲"],
    );
    away.ok(&[
        "reply",
        &away.id,
        &covered,
        "--body",
        "我也想知道",
        "--as",
        "评审乙",
    ]);
    away.ok(&["score", &away.id, "plan", "7", "--as", "评审乙"]);
    away.ok(&["verdict", &away.id, "revise", "--as", "评审乙"]);
    // Meanwhile the applicant writes on.
    let now = format!("总则。\n{LEAKING}");
    desk.ok(&["set", &desk.id, "plan", &now]);
    let back = pack(&away, &[]);
    let told = unpack(&desk.world, &back);
    assert_eq!(
        (&told["made"], &told["entries"]),
        (&false.into(), &json!({"评审乙": 5})),
        "{told}"
    );
    assert_eq!(desk.plan(), now, "the draft is not touched");
    let list = desk.list(&["--by", "评审乙"]);
    let places = list.iter().map(|one| {
        (
            one["state"].as_str().unwrap(),
            one["quote"].as_str().unwrap(),
        )
    });
    let places: Vec<_> = places.collect();
    assert_eq!(
        places,
        [
            ("shifted", "银川市凤凰科普促进会承办"),
            ("shifted", "开展宣讲")
        ]
    );
    let answered = &desk.list(&["--by", "评审甲"])[0];
    assert_eq!(
        (&answered["id"], &answered["replies"][0]["by"]),
        (&first.as_str().into(), &"评审乙".into())
    );
    assert_eq!(
        desk.json(&["review", "summary", &desk.id])["verdicts"]["revise"],
        1
    );
    let id = list[1]["id"].as_str().unwrap();
    desk.ok(&["accept", &desk.id, id]);
    assert_eq!(desk.plan(), now.replace("开展宣讲", "开展三场宣讲"));
    let again = unpack(&desk.world, &back);
    assert_eq!(again["entries"], json!({}), "nothing twice: {again}");
    // A second round: what came home goes out covered as what it was.
    let before = away.list(&[]).len();
    unpack(&away.world, &pack(&desk, &["--blind", "--leave"]));
    assert_eq!(away.list(&[]).len(), before, "no second copy");
}

#[test]
fn an_open_packet_goes_and_comes_back_and_carries_only_the_draft_that_is_not_there() {
    let desk = Desk::new();
    let note = desk.remark("评审甲", &["--quote", "开展宣讲", "--body", "几场？"]);
    let away = away(&desk, &pack(&desk, &[]));
    assert_eq!(away.plan(), PLAN);
    away.ok(&["set", &away.id, "plan", "别处改的"]);
    away.ok(&["resolve", &away.id, &note, "--as", "评审甲"]);
    let told = unpack(&desk.world, &pack(&away, &["--as", "评审甲"]));
    assert_eq!(told["entries"], json!({"评审甲": 1}), "{told}");
    assert_eq!(
        (desk.plan().as_str(), &desk.list(&[])[0]["resolved"]),
        (PLAN, &true.into())
    );
}

#[test]
fn what_is_no_packet_or_was_tampered_with_is_refused_whole() {
    let desk = Desk::new();
    desk.remark("评审甲", &["--body", "请补充"]);
    let packet = pack(&desk, &[]);
    let fresh = World::new();
    let other = packet.replacen(&desk.id, "2022KCZG001-other1", 1);
    for (bad, why) in [
        (packet.replace("请补充", "请删去"), "a changed entry"),
        (packet.replacen("评审甲", "评审乙", 1), "entries of another"),
        (other, "notebooks of another draft"),
        (
            packet.replace("shenbao-packet/1", "shenbao-packet/9"),
            "a later format",
        ),
        (
            packet.replace(&desk.id, "../../etc"),
            "an id that is a path",
        ),
        (packet.chars().take(700).collect(), "half of it"),
        ("[]".to_owned(), "something else"),
    ] {
        assert_eq!(
            unpack(&fresh, &bad)["error"]["code"],
            "bad-content",
            "{why}"
        );
        assert_eq!(
            fresh.json(&["list"]).0["drafts"],
            json!([]),
            "{why}: nothing is made"
        );
    }
}

/// A workspace whose call reviews blindly.
fn blind_call() -> World {
    let world = World::new();
    let folder = world.workspace().join("calls/blind-2023");
    std::fs::create_dir_all(&folder).unwrap();
    let forms = crate::support::world::project().join("forms/yinchuan-2022");
    let catalog = std::fs::read_to_string(forms.join("catalog.json")).unwrap();
    let catalog = catalog
        .replace("yinchuan-2022", "blind-2023")
        .replace("2022KCZG", "2023MS");
    std::fs::write(folder.join("catalog.json"), catalog).unwrap();
    let form = std::fs::read_to_string(forms.join("form.json")).unwrap();
    let mut form: Value = serde_json::from_str(&form).unwrap();
    let title = json!({"zh": "方案", "en": "Plan"});
    form["review"] = json!({
        "blind": true, "criteria": [{"id": "plan", "title": title, "help": title, "weight": 1, "most": 10}],
    });
    std::fs::write(folder.join("form.json"), form.to_string()).unwrap();
    world
}

#[test]
fn a_blind_review_shows_a_reviewer_no_other_before_their_own_verdict() {
    let desk = Desk::of(blind_call(), "2023MS001");
    let id = desk.id.as_str();
    let note = desk.remark("甲", &["--body", "甲的意见"]);
    desk.ok(&["score", id, "plan", "9", "--as", "甲"]);
    let seen = |who: &str| {
        let list = desk.list(&["--as", who]).len();
        let summary = desk.json(&["review", "summary", id, "--as", who]);
        let packet = desk.ok(&["review", "pack", id, "--as", who]);
        let told = desk.ok(&["annotations", id, "--as", who]);
        assert_eq!(packet.contains("甲的意见"), told.contains("甲的意见"));
        (
            list,
            summary["reviewers"].as_array().unwrap().len(),
            summary["hidden"].as_u64().unwrap(),
        )
    };
    assert_eq!(seen("乙"), (0, 0, 1));
    assert!(
        desk.ok(&["annotations", id, "--as", "乙"])
            .contains("给出结论之后才能看")
    );
    desk.remark("乙", &["--body", "乙的意见"]);
    assert_eq!(
        desk.error(&["amend", id, &note, "--body", "x", "--as", "乙"]),
        "no-annotation"
    );
    assert_eq!((seen("乙"), seen("甲")), ((1, 0, 1), (1, 1, 1)));
    desk.ok(&["verdict", id, "approve", "--as", "乙"]);
    assert_eq!(seen("乙"), (2, 2, 0));
    assert_eq!(seen("甲"), (1, 1, 1));
    assert_eq!(
        desk.list(&[]).len(),
        2,
        "the applicant, while the draft is open"
    );
    // The board does not know who looks: it gives nothing away while somebody may have a verdict still to give.
    let mean = || {
        let board = desk.json(&["board"]);
        board["drafts"][0]["review"]["mean"].clone()
    };
    assert_eq!(mean(), Value::Null, "between two rounds");
}

#[test]
fn a_change_proposed_on_covered_words_comes_back_whole_or_is_not_taken_unseen() {
    let desk = applicant();
    let away = away(&desk, &pack(&desk, &["--blind", "--leave"]));
    let words = ["--quote", "联系人■■■", "--replace", "项目联系人■■■"];
    away.remark("评审乙", &words);
    away.remark("评审乙", &["--quote", "三场", "--replace", "■■三场"]);
    unpack(&desk.world, &pack(&away, &[]));
    let list = desk.list(&[]);
    assert_eq!(list[0]["replace"], "项目联系人马晓燕");
    let (told, exit) = desk.world.json(&["accept", &desk.id, "--all"]);
    assert_eq!(
        (exit, &told["left"][0]["why"]),
        (Some(1), &"covered".into()),
        "{told}"
    );
    assert_eq!(desk.plan(), LEAKING.replace("联系人", "项目联系人"));
}
