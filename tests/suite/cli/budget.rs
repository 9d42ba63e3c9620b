//! `budget add`, `budget remove`, `budget check`.

use crate::support::world::World;
use serde_json::Value;

fn judge(world: &World, code: &str, lines: &str) -> (Value, Option<i32>) {
    let output = world.run_with(&["--json", "budget", "check", code], lines);
    (
        serde_json::from_slice(&output.stdout).unwrap(),
        output.status.code(),
    )
}

#[test]
fn lines_are_judged_without_a_draft() {
    let world = World::new();
    let lines = r#"[
        {"category":"讲师劳务费","item":"专家讲课费","quantity":4,"unit":"学时","unit_price":"500"},
        {"category":"资料费","item":"笔记本电脑","quantity":1,"unit":"台","unit_price":5400.5},
        {"item":"活动奖品","quantity":"10","unit":"份","unit_price":"20"},
        {"item":"其他"}]"#;
    let (json, code) = judge(&world, "2022KCZG001", lines);
    assert_eq!(code, Some(1));
    let verdicts: Vec<&str> = json["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| l["verdict"].as_str().unwrap())
        .collect();
    assert_eq!(verdicts, ["named", "outside", "open", "unclear"]);
    assert_eq!(json["lines"][0]["scope_item"], "讲师劳务费");
    assert_eq!(json["lines"][0]["kind"], "labour.lecture");
    assert_eq!(json["lines"][0]["amount"], "2000.00");
    assert_eq!(json["lines"][0]["cites"][0]["text"], "讲师劳务费");
    assert_eq!(json["lines"][1]["findings"][0]["path"], "budget/1/item");
    assert_eq!(json["lines"][3]["amount"], Value::Null);
    assert_eq!(json["total"], "7600.50");
}

#[test]
fn a_ruling_never_depends_on_the_other_lines() {
    let world = World::new();
    let items = [
        "专家讲课费",
        "笔记本电脑",
        "礼品",
        "资料印刷",
        "打车费",
        "其他",
        "茶歇",
        "办公室装修",
    ];
    let array = |items: &[&str]| {
        let lines: Vec<Value> = items
            .iter()
            .map(|item| serde_json::json!({"item": item}))
            .collect();
        Value::Array(lines).to_string()
    };
    let verdicts = |json: &Value| -> Vec<String> {
        json["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line["verdict"].to_string())
            .collect()
    };
    let forward = verdicts(&judge(&world, "2022KCZG001", &array(&items)).0);
    let mut turned = items;
    turned.reverse();
    let mut backward = verdicts(&judge(&world, "2022KCZG001", &array(&turned)).0);
    backward.reverse();
    assert_eq!(forward, backward);
}

#[test]
fn rows_are_added_and_removed_by_id_or_index() {
    let world = World::new();
    let id = world.new_draft();
    let row = world.ok(&[
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
    world.ok(&["budget", "add", &id, "--item", "打车费"]);
    assert_eq!(world.ok(&["get", &id, "budget/0/item"]).trim(), "讲课费");
    world.ok(&["set", &id, "budget/1/unit_price", "50"]);
    world.ok(&["budget", "remove", &id, row.trim()]);
    assert_eq!(world.ok(&["get", &id, "budget/0/item"]).trim(), "打车费");
    world.ok(&["budget", "remove", &id, "0"]);
    assert_eq!(
        world.run(&["budget", "remove", &id, "0"]).status.code(),
        Some(2)
    );
}

#[test]
fn numbers_of_lines_are_checked() {
    let world = World::new();
    for (line, rule) in [
        (
            r#"{"item":"讲课费","quantity":4,"unit_price":800,"amount":3000}"#,
            "B005",
        ),
        (r#"{"item":"合计","quantity":1,"unit_price":800}"#, "B007"),
        (r#"{"item":"讲课费","quantity":0,"unit_price":800}"#, "B012"),
        (
            r#"{"item":"副教授讲课费","quantity":4,"unit":"学时","unit_price":800}"#,
            "B009",
        ),
        (
            r#"{"item":"手册印刷","quantity":9,"unit_price":8},{"item":"手册印刷","quantity":9,"unit_price":8}"#,
            "B006",
        ),
        (
            r#"{"item":"讲课费","quantity":4,"unit_price":800},{"item":"打车费","quantity":9,"unit_price":90},{"item":"场租","quantity":1,"unit_price":0.32}"#,
            "B008",
        ),
    ] {
        let (json, _) = judge(&world, "2022KCZG001", &format!("[{line}]"));
        assert!(
            json.to_string().contains(&format!("\"rule\":\"{rule}\"")),
            "{rule}: {json}"
        );
    }
}
