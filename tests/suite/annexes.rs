//! Annexes of other calls, in other layouts: what the reader makes of each is committed beside it.

use crate::support::world::{check_file, project};
use shenbao::domain::call::{CallId, Catalog};
use shenbao::domain::doubt::Doubt;
use shenbao::domain::indicator::Indicator;
use shenbao::domain::project::Project;
use shenbao::format::{annex_text, catalog_json};
use shenbao::messages::{Lang, doubts, form};
use std::fmt::Write;

fn read(name: &str) -> (Catalog, Vec<Doubt>) {
    let path = project().join(format!("tests/fixtures/annex/{name}.txt"));
    let text = std::fs::read_to_string(path).unwrap();
    let id = CallId::parse(name).unwrap();
    let kind = shenbao::domain::spending::KindId::parse("any").unwrap();
    annex_text::read(&text, &id, &|_, _| vec![kind.clone()])
}

fn check(name: &str) {
    let (catalog, doubted) = read(name);
    let mut out = format!("{}｜{}\n", catalog.title, catalog.issuer);
    for project in &catalog.projects {
        show(project, &mut out);
    }
    out.push_str("\n待核对\n");
    for doubt in &doubted {
        let place = doubts::place(Lang::Zh, &doubt.place);
        writeln!(out, "  {place}{}", doubts::sentence(Lang::Zh, &doubt.what)).unwrap();
    }
    check_file(&format!("tests/fixtures/annex/{name}.read.txt"), &out);
    let written = catalog_json::write(&catalog);
    assert_eq!(
        catalog_json::read(written.as_bytes()).as_ref(),
        Ok(&catalog)
    );
}

fn show(project: &Project, out: &mut String) {
    let due = project.due.map(|day| day.to_string()).unwrap_or_default();
    let (code, content) = (project.code.as_str(), project.content.replace('\n', "⏎"));
    let (seq, name, category) = (project.seq, &project.name, &project.category);
    writeln!(out, "\n{code} {seq} {name}｜{category}｜{due}｜{content}").unwrap();
    project
        .indicators
        .iter()
        .for_each(|indicator| show_indicator(indicator, out));
    for item in &project.scope.items {
        let context = item.context.as_deref().unwrap_or("");
        writeln!(out, "  支出 {context}>{}", item.name).unwrap();
    }
    if let Some(open) = &project.scope.open_clause {
        writeln!(out, "  开口 {} {:?}", open.text, open.kind).unwrap();
    }
    for bar in &project.scope.exclusions {
        writeln!(out, "  不得 {}", bar.text).unwrap();
    }
    for limit in &project.scope.limits {
        writeln!(
            out,
            "  限额 {} {:?} {:?}",
            limit.text, limit.items, limit.cap
        )
        .unwrap();
    }
    for note in &project.source_notes {
        writeln!(out, "  ※ {note}").unwrap();
    }
}

fn show_indicator(indicator: &Indicator, out: &mut String) {
    let evidence = indicator.evidence.join("、");
    let (label, text, kind) = (&indicator.label, &indicator.text, indicator.kind);
    writeln!(out, "  {label} {text}  {kind:?} {evidence}").unwrap();
    for measure in &indicator.measures {
        let group = measure.alternative.as_deref().unwrap_or("");
        writeln!(out, "     → {} {group}", form::measure(Lang::Zh, measure)).unwrap();
    }
}

#[test]
fn columns_are_found_in_any_order_and_categories_may_be_missing() {
    check("codes-first");
}

#[test]
fn a_table_of_one_row_a_line_is_read() {
    check("one-row-a-line");
}

#[test]
fn what_an_annex_lacks_is_doubted_and_not_made_up() {
    check("no-categories");
}

#[test]
fn text_that_is_no_annex_gives_no_projects_and_says_so() {
    for text in [
        "",
        "\t\t\t\n\n\t",
        "通知\n\n请各单位申报。",
        "\u{0}\u{202e}（（（\t【",
        "\t序号\t序号",
    ] {
        let id = CallId::parse("none").unwrap();
        let (catalog, doubted) = annex_text::read(text, &id, &|_, _| Vec::new());
        assert!(catalog.projects.is_empty(), "{text:?}");
        assert!(!doubted.is_empty(), "{text:?}");
    }
}

/// Pieces of annexes in any order, so that every reader meets what it does not expect.
const PIECES: &[&str] = &[
    "\t",
    "\n",
    "\n\n",
    "（",
    "）",
    "“",
    "”",
    "《",
    "、",
    "；",
    "。",
    "：",
    "1、",
    "2.",
    "（3）",
    "①",
    "一、",
    "序号",
    "项目名称",
    "项目编号",
    "项目指标",
    "支出范围",
    "完成时间",
    "不少于",
    "不超过",
    "达",
    "约",
    "50",
    "１００",
    "三至五",
    "百分之",
    "三分之一",
    "余",
    "万",
    "元",
    "家",
    "人次",
    "每",
    "各",
    "以上",
    "的",
    "占",
    "或",
    "原则上",
    "单价",
    "合计",
    "等",
    "与该项目相关的支出",
    "不得用于",
    "除",
    "外",
    "场地费",
    "活动",
    "有",
    "总结",
    "成册",
    "2022年",
    "10月30日",
    "前",
    "KC01",
    "[bookmark:",
    "]",
    " ",
    "\u{202e}",
    "\u{feff}",
    "é",
    "𠀀",
    "%",
    "-",
    "/",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read_and_what_is_read_is_printed_in_it(
        picks in proptest::collection::vec(0..PIECES.len(), 0..120),
        table in proptest::bool::ANY,
    ) {
        let noise: String = picks.iter().map(|&at| PIECES[at]).collect();
        let head = "\t序号\n\t项目名称\n\t项目指标\n\t支出范围\n\n\t1\n\t甲\n\t";
        let text = if table { format!("{head}{noise}\n\t{noise}") } else { noise };
        let id = CallId::parse("any").unwrap();
        let (catalog, _) = annex_text::read(&text, &id, &|_, _| Vec::new());
        for project in &catalog.projects {
            let cut = |text: &str, span: &std::ops::Range<usize>| -> String {
                text.chars().skip(span.start).take(span.len()).collect()
            };
            let scope = &project.scope;
            for item in &scope.items {
                proptest::prop_assert_eq!(&cut(&scope.text, &item.span), &item.name);
            }
            for bar in &scope.exclusions {
                proptest::prop_assert_eq!(&cut(&scope.text, &bar.span), &bar.text);
                let inside = |item: &&shenbao::domain::scope::ScopeItem| item.span.start < bar.span.end && bar.span.start < item.span.end;
                proptest::prop_assert!(scope.items.iter().find(inside).is_none());
            }
            for indicator in &project.indicators {
                let length = indicator.text.chars().count();
                proptest::prop_assert!(indicator.measures.iter().all(|m| m.span.start < m.span.end && m.span.end <= length));
            }
        }
    }
}
