//! Cells as annexes print them, and the items they are split into.

use super::{Printed, SourceNote, split};

fn check(given: &str, expected: &[(&str, &str)], notes: &[SourceNote]) {
    let printed = Printed::new(given);
    let (items, noted) = split(&printed);
    let shown: Vec<(String, String)> = items
        .into_iter()
        .map(|item| (item.label, printed.cut(item.span)))
        .collect();
    let shown: Vec<(&str, &str)> = shown
        .iter()
        .map(|(label, words)| (label.as_str(), words.as_str()))
        .collect();
    assert_eq!(shown, expected, "{given}");
    assert_eq!(noted, notes, "{given}");
}

#[test]
fn labels_of_every_style_begin_items() {
    for (given, one, two) in [
        ("1、甲；2、乙。", "1", "2"),
        ("1.甲; 2.乙", "1", "2"),
        ("１．甲；２．乙", "１", "２"),
        ("（1）甲；（2）乙", "（1）", "（2）"),
        ("(一)甲；(二)乙", "(一)", "(二)"),
        ("①甲。②乙", "①", "②"),
        ("Ⅰ、甲；Ⅱ、乙", "Ⅰ", "Ⅱ"),
        ("一、甲；二、乙", "一", "二"),
        ("1）甲\n2）乙", "1", "2"),
        ("1 、甲 ；2 、 乙 ；", "1", "2"),
        ("a.甲；b.乙", "a", "b"),
        ("A）甲\nB）乙", "A", "B"),
        ("(a) 甲；(b) 乙", "(a)", "(b)"),
        ("甲、讲座；乙、展览", "甲", "乙"),
        ("壹、甲；贰、乙", "壹", "贰"),
        ("第一条\t甲\n第二条\t乙", "第一条", "第二条"),
        ("第一项：甲\n第二项：乙", "第一项", "第二项"),
    ] {
        let words = if given.contains("讲座") {
            ["讲座", "展览"]
        } else {
            ["甲", "乙"]
        };
        check(given, &[(one, words[0]), (two, words[1])], &[]);
    }
}

#[test]
fn signs_that_are_words_elsewhere_are_labels_only_in_a_list() {
    for given in [
        "A、B两类活动不少于2场",
        "甲、乙双方各派3人",
        "第一项任务完成2次",
    ] {
        check(given, &[("1", given)], &[SourceNote::NoLabels]);
    }
}

#[test]
fn run_together_and_missing_labels_are_noted() {
    check(
        "1.不低于30家2.召开大会；4、提交总结",
        &[("1", "不低于30家"), ("2", "召开大会"), ("4", "提交总结")],
        &[
            SourceNote::RunTogether("2".to_owned()),
            SourceNote::MissingLabel("3".to_owned()),
            SourceNote::MixedLabels(vec!["1.".to_owned(), "4、".to_owned()]),
        ],
    );
    check(
        "1、甲；1、乙",
        &[("1", "甲"), ("1", "乙")],
        &[SourceNote::RepeatedLabel("1".to_owned())],
    );
}

#[test]
fn decimals_dates_and_sub_lists_are_no_labels() {
    check(
        "1、投入1.2万元；2、完成2.5万字",
        &[("1", "投入1.2万元"), ("2", "完成2.5万字")],
        &[],
    );
    check(
        "1、服务2、3家企业；2、乙",
        &[("1", "服务2、3家企业"), ("2", "乙")],
        &[],
    );
    check(
        "一、甲：（1）丙；（2）丁；二、乙",
        &[("一", "甲：（1）丙；（2）丁"), ("二", "乙")],
        &[],
    );
    check(
        "1、甲（含2、丙）；2、乙",
        &[("1", "甲（含2、丙）"), ("2", "乙")],
        &[],
    );
    check(
        "1、2022年科普；2、乙",
        &[("1", "2022年科普"), ("2", "乙")],
        &[],
    );
}

#[test]
fn items_without_labels_get_ordinals() {
    check(
        "甲；乙。",
        &[("1", "甲"), ("2", "乙")],
        &[SourceNote::NoLabels],
    );
    check("", &[], &[]);
}

#[test]
fn a_list_may_count_on_from_another_cell() {
    check("4.甲；\n5.乙", &[("4", "甲"), ("5", "乙")], &[]);
    check(
        "3、5家企业",
        &[("1", "3、5家企业")],
        &[SourceNote::NoLabels],
    );
}
