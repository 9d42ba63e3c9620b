//! The judgement of budget lines, measured on lines that were labelled by hand before the vocabulary was tuned.
//! `look.tsv` may be looked at while tuning, `measure.tsv` only measures.

use crate::support::frame::call;
use crate::support::world::project;
use proptest::prelude::*;
use shenbao::domain::budget::BudgetLine;
use shenbao::domain::rules::spending::{Budget, check_budget};
use shenbao::domain::ruling::{Ruling, Verdict, rule};
use shenbao::domain::scope::{self, Scope};
use shenbao::text::fold::fold;
use std::collections::HashMap;

fn judge(code: &str, category: &str, item: &str, unit: &str) -> Ruling {
    let call = call();
    let project = call.catalog.project(code).unwrap();
    judge_in(&project.scope, code, [category, item, unit])
}

fn judge_in(scope: &Scope, code: &str, [category, item, unit]: [&str; 3]) -> Ruling {
    let line = BudgetLine {
        category: category.into(),
        item: item.into(),
        unit: unit.into(),
        ..BudgetLine::default()
    };
    rule(&line, scope, code, &call().taxonomy)
}

/// How the labelled lines of a file came out.
#[derive(Default)]
struct Score {
    lines: usize,
    right: usize,
    wrong_passes: Vec<String>,
    wrong_refusals: Vec<String>,
    others: Vec<String>,
}

fn fixture(name: &str) -> String {
    std::fs::read_to_string(project().join("tests/fixtures/spending").join(name)).unwrap()
}

/// The scopes by which the lines of a file are judged: the built-in call's, or those of `scopes.tsv`.
fn scopes() -> HashMap<String, Scope> {
    let call = call();
    let printed = call.catalog.projects.iter();
    let mut scopes: HashMap<String, Scope> = printed
        .map(|project| (project.code.as_str().to_owned(), project.scope.clone()))
        .collect();
    let kinds_of = |name: &str, _head: Option<&str>| call.taxonomy.kinds_of_item(name);
    let text = fixture("scopes.tsv");
    scopes.extend(text.lines().skip(1).map(|line| {
        let (id, words) = line.split_once('\t').unwrap();
        (id.to_owned(), scope::read(words, &kinds_of))
    }));
    scopes
}

fn measure(name: &str) -> Score {
    let scopes = scopes();
    let mut score = Score::default();
    for line in fixture(name).lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [code, category, item, unit, wanted] = cells[..] else {
            panic!("{line}")
        };
        let found = judge_in(&scopes[code], code, [category, item, unit]).verdict;
        let word = match found {
            Verdict::Named => "named",
            Verdict::Open => "open",
            Verdict::Unclear => "unclear",
            Verdict::Outside => "outside",
        };
        score.lines += 1;
        let told = format!("{code} {category}: {item} — {wanted}, came out {word}");
        match (wanted, found) {
            _ if wanted == word => score.right += 1,
            ("outside", Verdict::Named | Verdict::Open) => score.wrong_passes.push(told),
            ("named" | "open", Verdict::Outside) => score.wrong_refusals.push(told),
            _ => score.others.push(told),
        }
    }
    score
}

/// Tells the figures, and the lines themselves where `open`: what measures is not to be read while tuning.
fn tell(name: &str, score: &Score, open: bool) {
    println!(
        "{name}: {} lines, {} right, {} wrong passes, {} wrong refusals, {} other",
        score.lines,
        score.right,
        score.wrong_passes.len(),
        score.wrong_refusals.len(),
        score.others.len()
    );
    let wrong = score.wrong_passes.iter().chain(&score.wrong_refusals);
    for told in wrong.chain(&score.others).filter(|_| open) {
        println!("  {told}");
    }
}

#[test]
fn labelled_lines_come_out_as_an_auditor_would_have_it() {
    let files = ["look.tsv", "measure.tsv", "fresh.tsv", "other-scopes.tsv"];
    let scores = files.map(|name| (name, measure(name)));
    for (name, score) in &scores {
        tell(
            name,
            score,
            *name != "measure.tsv" || std::env::var_os("SHENBAO_SHOW").is_some(),
        );
    }
    for (name, score) in &scores {
        assert_eq!(
            score.wrong_passes.len(),
            0,
            "{name}: lines that pass and must not"
        );
        assert!(
            score.wrong_refusals.len() * 100 <= score.lines,
            "{name}: {} good lines refused",
            score.wrong_refusals.len()
        );
        assert!(
            score.right * 100 >= score.lines * 97,
            "{name}: {} of {}",
            score.right,
            score.lines
        );
    }
}

proptest! {
    #[test]
    fn unknown_words_are_never_named(item in "[a-z一-龥，、（）0-9]{0,12}") {
        let ruling = judge("2022KCZG001", "资料费", &item, "册");
        if ruling.verdict == Verdict::Named {
            // Then a phrase of the taxonomy stands in the words, and the ruling says which.
            prop_assert!(!ruling.matched.is_empty() && !ruling.cites.is_empty());
        }
        for matched in &ruling.matched {
            let cut: String = item.chars().skip(matched.span.start).take(matched.span.len()).collect();
            prop_assert_eq!(&cut, &matched.text);
        }
    }

    #[test]
    fn a_ruling_never_depends_on_the_other_lines_or_their_order(seed in any::<u64>()) {
        let call = call();
        let project = call.catalog.project("2022KCZG001").unwrap();
        let text = fixture("look.tsv");
        let mut lines: Vec<BudgetLine> = text
            .lines()
            .skip(1)
            .map(|line| BudgetLine { item: line.split('\t').nth(2).unwrap().into(), ..BudgetLine::default() })
            .collect();
        let alone = |line: &BudgetLine| rule(line, &project.scope, "2022KCZG001", &call.taxonomy);
        // A shuffle that the seed fixes.
        lines.sort_by_key(|line| line.item.bytes().fold(seed, |hash, byte| hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x9e37_79b9));
        lines.truncate(30);
        let ids: Vec<String> = (0..lines.len()).map(|index| index.to_string()).collect();
        let (rulings, findings) = check_budget(&Budget {
            table: "budget",
            rows: ids.iter().map(String::as_str).zip(&lines).collect(),
            project,
            taxonomy: &call.taxonomy,
            cap_fen: None,
        });
        for (line, ruling) in lines.iter().zip(&rulings) {
            prop_assert_eq!(ruling, &alone(line));
        }
        let rulings = rulings.iter().flat_map(|ruling| &ruling.cites);
        for cite in rulings.chain(findings.iter().flat_map(|finding| &finding.cites)) {
            if cite.source == "2022KCZG001/scope" {
                let cut: String = project.scope.text.chars().skip(cite.span.start).take(cite.span.len()).collect();
                prop_assert_eq!(&cut, &cite.text);
            }
        }
    }
}

#[test]
fn full_width_writing_changes_nothing() {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(c as u32 + 0xfee0).unwrap(),
        c => c,
    };
    let text = fixture("look.tsv") + &fixture("measure.tsv");
    let items = text.lines().filter(|line| !line.starts_with('#'));
    for item in items.map(|line| line.split('\t').nth(2).unwrap()) {
        let written: String = item.chars().map(wide).collect();
        assert_eq!(fold(&written), fold(item));
        let (one, other) = (
            judge("2022KCZG001", "", &written, ""),
            judge("2022KCZG001", "", item, ""),
        );
        assert_eq!(
            (one.verdict, one.kind),
            (other.verdict, other.kind),
            "{item}"
        );
    }
}

#[test]
fn traditional_writing_changes_nothing() {
    for (traditional, simplified) in [
        ("專家講課費", "专家讲课费"),
        ("資料印刷", "资料印刷"),
        ("購物卡", "购物卡"),
        ("會議室裝修", "会议室装修"),
    ] {
        let (one, other) = (
            judge("2022KCZG001", "", traditional, ""),
            judge("2022KCZG001", "", simplified, ""),
        );
        assert_eq!(
            (one.verdict, one.kind),
            (other.verdict, other.kind),
            "{traditional}"
        );
    }
}

/// Whether a budget (`item=unit price; …`, one of each) goes over a cap of a scope, and the printed words of that cap.
fn broken_caps(scope_id: &str, lines: &str) -> Vec<String> {
    let call = call();
    let mut project = call.catalog.projects[0].clone();
    project.scope = scopes().remove(scope_id).unwrap();
    let lines: Vec<BudgetLine> = lines
        .split(';')
        .map(|line| {
            let (item, price) = line.trim().split_once('=').unwrap();
            BudgetLine {
                item: item.into(),
                quantity: "1".into(),
                unit_price: price.into(),
                ..BudgetLine::default()
            }
        })
        .collect();
    let ids: Vec<String> = (0..lines.len()).map(|index| index.to_string()).collect();
    let (_, findings) = check_budget(&Budget {
        table: "budget",
        rows: ids.iter().map(String::as_str).zip(&lines).collect(),
        project: &project,
        taxonomy: &call.taxonomy,
        cap_fen: None,
    });
    let caps = findings
        .iter()
        .filter(|finding| finding.rule().code() == "B010");
    caps.flat_map(|finding| finding.cites.iter().map(|cite| cite.text.clone()))
        .collect()
}

#[test]
fn the_caps_that_a_scope_prints_are_kept_or_cited() {
    for (scope, lines, wanted) in [
        ("S04", "临时人员劳务费=300; 文件复印=1700", ""),
        ("S04", "临时人员劳务费=400; 文件复印=1600", ""),
        ("S04", "临时人员劳务费=401; 文件复印=1599", "20%"),
        ("S04", "文件复印=9000", ""),
        ("S09", "主讲教师讲课费=5000; 租车费=9000", ""),
        ("S09", "主讲教师讲课费=3000; 教授讲课费=2001", "5000元"),
        ("S11", "科普图书=999", ""),
        ("S11", "科普图书=1001", "1000元"),
        ("S12", "资料印刷=3000; 专家讲课费=500", ""),
        ("S12", "资料印刷=3001; 专家讲课费=500", "3000元"),
    ] {
        let told = broken_caps(scope, lines);
        assert_eq!(
            told.len(),
            usize::from(!wanted.is_empty()),
            "{scope}: {lines}: {told:?}"
        );
        assert!(
            told.iter().all(|words| words.contains(wanted)),
            "{scope}: {lines}: {told:?}"
        );
    }
}
