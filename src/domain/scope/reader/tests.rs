//! Scopes as annexes print them, and what is read from each.

use super::super::{Cap, Limit, OpenKind};
use super::read;
use crate::domain::money::Money;

/// Items (`context>name`), the open clause (`+` related, `~` etc), what is barred (`-`), caps (`<`).
fn show(given: &str) -> Vec<String> {
    let scope = read(given, &|_, _| Vec::new());
    let cut = |range: &std::ops::Range<usize>| -> String {
        given.chars().skip(range.start).take(range.len()).collect()
    };
    let mut shown = Vec::new();
    for item in &scope.items {
        assert_eq!(cut(&item.span), item.name, "{given}");
        let context = item.context.as_ref().map(|head| format!("{head}>"));
        shown.push(format!("{}{}", context.unwrap_or_default(), item.name));
    }
    if let Some(open) = &scope.open_clause {
        assert_eq!(cut(&open.span), open.text, "{given}");
        let mark = if open.kind == OpenKind::Related {
            '+'
        } else {
            '~'
        };
        shown.push(format!("{mark}{}", open.text));
    }
    for exclusion in &scope.exclusions {
        assert_eq!(cut(&exclusion.span), exclusion.text, "{given}");
        shown.push(format!("-{}", exclusion.text));
    }
    for limit in &scope.limits {
        assert_eq!(cut(&limit.span), limit.text, "{given}");
        shown.push(show_limit(limit));
    }
    shown
}

fn show_limit(limit: &Limit) -> String {
    let cap = match limit.cap {
        Cap::UnitPrice(fen) => format!("price {}", Money::from_fen(fen)),
        Cap::Sum(fen) => format!("sum {}", Money::from_fen(fen)),
        Cap::Share(share) => format!("share {share}"),
    };
    format!("<{} [{}] {cap}", limit.text, limit.items.join(","))
}

fn check(cases: &[(&str, &[&str])]) {
    let differs = |(given, expected): &(&str, &[&str])| {
        let shown = show(given);
        (shown != *expected).then(|| format!("{given}: {shown:?}, expected {expected:?}"))
    };
    let wrong: Vec<String> = cases.iter().filter_map(differs).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn items_and_open_clauses_are_told_apart() {
    check(&[
        (
            "讲课费、交通费以及与该项目相关的支出。",
            &["讲课费", "交通费", "+以及与该项目相关的支出"],
        ),
        ("会议费、印刷费等。", &["会议费", "印刷费", "~等"]),
        ("会议费、印刷费等支出", &["会议费", "印刷费", "~等支出"]),
        ("印刷费等与项目相关的费用", &["印刷费", "+与项目相关的费用"]),
        (
            "印刷费及其他与本项目直接相关的费用",
            &["印刷费", "+及其他与本项目直接相关的费用"],
        ),
        ("专家咨询费；印刷费", &["专家咨询费", "印刷费"]),
        ("印刷费，其他费用", &["印刷费", "~其他费用"]),
        (
            "印刷费和项目实施所需的其他支出",
            &["印刷费", "+和项目实施所需的其他支出"],
        ),
        ("购买与项目相关的设备", &["购买与项目相关的设备"]),
        (
            "高等院校合作费、平等交流费",
            &["高等院校合作费", "平等交流费"],
        ),
        ("场地费和资料费", &["场地费", "资料费"]),
        ("食宿及交通费", &["食宿及交通费"]),
        (
            "印刷费（宣传册、展板）、餐费",
            &["印刷费（宣传册、展板）", "餐费"],
        ),
        ("经费主要用于：讲课费、印刷费。", &["讲课费", "印刷费"]),
        (
            "用于购买图书、制作展板等方面的支出",
            &["购买图书", "制作展板", "~等方面的支出"],
        ),
        ("1.讲课费；2.印刷费", &["讲课费", "印刷费"]),
        ("", &[]),
    ]);
}

#[test]
fn heads_govern_the_plain_expenses_behind_them() {
    check(&[
        (
            "学术沙龙场地费、资料费",
            &["学术沙龙>场地费", "学术沙龙>资料费"],
        ),
        (
            "培训讲师劳务费、场地租赁费、食宿费；印刷费",
            &[
                "培训>讲师劳务费",
                "培训>场地租赁费",
                "培训>食宿费",
                "印刷费",
            ],
        ),
        ("专家劳务费、交通费", &["专家劳务费", "交通费"]),
        ("论坛场地费、宣传展板费", &["论坛场地费", "宣传展板费"]),
        (
            "竞赛活动的奖品费、材料费",
            &["竞赛活动>奖品费", "竞赛活动>材料费"],
        ),
        ("会议费、培训费", &["会议费", "培训费"]),
        (
            "劳务费：讲课酬金、咨询酬金",
            &["劳务费>讲课酬金", "劳务费>咨询酬金"],
        ),
    ]);
}

#[test]
fn what_is_barred_is_never_permitted() {
    check(&[
        (
            "印刷费、场地费等，不得用于人员工资、招待费等支出。",
            &["印刷费", "场地费", "~等", "-人员工资", "-招待费"],
        ),
        (
            "资料费（不含购书费）、场地费",
            &["资料费", "场地费", "-购书费"],
        ),
        ("除设备购置外的项目支出", &["项目支出", "-设备购置"]),
        ("印刷费；餐费除外", &["印刷费", "-餐费"]),
        (
            "印刷费。礼品、烟酒不得列支。",
            &["印刷费", "-礼品", "-烟酒"],
        ),
        (
            "印刷费。项目经费严禁用于基本建设，购买车辆，偿还债务。",
            &["印刷费", "-基本建设", "-购买车辆", "-偿还债务"],
        ),
    ]);
}

#[test]
fn caps_know_what_they_cap() {
    check(&[
        (
            "小型设备费（单价1000元以下）、印刷费",
            &[
                "小型设备费",
                "印刷费",
                "<单价1000元以下 [小型设备费] price 1,000.00",
            ],
        ),
        (
            "单价1000元以下的小型设备购置费",
            &[
                "小型设备购置费",
                "<单价1000元以下 [小型设备购置费] price 1,000.00",
            ],
        ),
        (
            "劳务费不超过总额的20%、印刷费",
            &["劳务费", "印刷费", "<不超过总额的20% [劳务费] share 20"],
        ),
        (
            "劳务费，不超过总额的20%；印刷费",
            &["劳务费", "印刷费", "<不超过总额的20% [劳务费] share 20"],
        ),
        (
            "劳务费、咨询费合计不超过5万元",
            &[
                "劳务费",
                "咨询费",
                "<合计不超过5万元 [劳务费,咨询费] sum 50,000.00",
            ],
        ),
        (
            "印刷费、餐费；每项不超过1万元",
            &[
                "印刷费",
                "餐费",
                "<每项不超过1万元 [印刷费] sum 10,000.00",
                "<每项不超过1万元 [餐费] sum 10,000.00",
            ],
        ),
        (
            "印刷费；合计不超过5万元",
            &["印刷费", "<合计不超过5万元 [] sum 50,000.00"],
        ),
    ]);
}

#[test]
fn introductions_and_numbers_are_no_items() {
    check(&[
        (
            "支出范围：1.专家讲课费：按照每学时不超过1000元标准执行；2.印刷费；3.其他费用。",
            &[
                "专家讲课费",
                "印刷费",
                "~其他费用",
                "<按照每学时不超过1000元标准执行 [专家讲课费] price 1,000.00",
            ],
        ),
        (
            "科普活动所需的场地费、志愿者交通补助等。",
            &["场地费", "志愿者交通补助", "~等"],
        ),
        (
            "设备费（单台件不超过5000元，且总额不超过2万元）、材料费",
            &[
                "设备费",
                "材料费",
                "<单台件不超过5000元 [设备费] price 5,000.00",
                "<总额不超过2万元 [设备费] sum 20,000.00",
            ],
        ),
        (
            "劳务费和专家咨询费合计不得超过总经费的30%",
            &[
                "劳务费",
                "专家咨询费",
                "<合计不得超过总经费的30% [劳务费,专家咨询费] share 30",
            ],
        ),
        (
            "奖励性支出不得超过总额的10%",
            &["奖励性支出", "<不得超过总额的10% [奖励性支出] share 10"],
        ),
        (
            "严禁用于支付罚款、捐款等支出。可用于专家咨询费",
            &["专家咨询费", "-罚款", "-捐款"],
        ),
        (
            "不得列支招待费、礼品费；场地费、讲课费",
            &["场地费", "讲课费", "-招待费", "-礼品费"],
        ),
        ("除基本建设外的项目相关支出", &["项目相关支出", "-基本建设"]),
        ("与本项目有关的支出", &["+与本项目有关的支出"]),
    ]);
}
