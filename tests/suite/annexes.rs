//! Annexes of other calls, in other layouts: what the reader makes of each is committed beside it.

use crate::support::frame::call;
use crate::support::world::{check_file, project};
use shenbao::domain::annex::Reading;
use shenbao::domain::call::{CallId, Catalog};
use shenbao::domain::doubt::Column;
use shenbao::domain::indicator::Indicator;
use shenbao::domain::project::Project;
use shenbao::format::{annex, annex_text, call_files, catalog_json, docx, spending_json};
use shenbao::messages::{Lang, doubts, form};
use std::fmt::Write;

fn read(name: &str) -> Reading {
    let path = |end: &str| project().join(format!("tests/fixtures/annex/{name}.{end}"));
    let document = match std::fs::read(path("docx")) {
        Ok(bytes) => docx::read::read(&bytes).unwrap(),
        Err(_) => annex_text::blocks(&std::fs::read_to_string(path("txt")).unwrap()),
    };
    let id = CallId::parse(name).unwrap();
    let kind = shenbao::domain::spending::KindId::parse("any").unwrap();
    annex::read(&document, &id, &|_, _| vec![kind.clone()])
}

/// The committed catalog, without the note about a bookmark that only the text has.
fn committed() -> Catalog {
    let mut catalog = (*call().catalog).clone();
    for project in &mut catalog.projects {
        project.source_notes.retain(|note| !note.contains("书签"));
    }
    catalog
}

fn built_in(name: &str) -> Reading {
    let path = project().join(format!("tests/fixtures/annex/{name}.docx"));
    let document = docx::read::read(&std::fs::read(path).unwrap()).unwrap();
    let own = call_files::built_in().spending;
    let taxonomy = spending_json::read(&own).unwrap();
    let id = CallId::parse("yinchuan-2022").unwrap();
    annex::read(&document, &id, &|name, _| taxonomy.kinds_of_item(name))
}

#[test]
fn the_annex_as_a_word_file_gives_the_committed_catalog() {
    for name in ["plain", "mean"] {
        let reading = built_in(name);
        for (read, expected) in reading.catalog.projects.iter().zip(&committed().projects) {
            assert_eq!(read, expected, "{name}");
        }
        assert_eq!(reading.catalog, committed(), "{name}");
        for project in &reading.catalog.projects {
            let sources = &reading.sources[&project.code];
            let printed = |column| sources.get(&column).map(|source| source.words.trim());
            assert_eq!(printed(Column::Content), Some(project.content.as_str()));
            assert_eq!(printed(Column::Scope), Some(project.scope.text.as_str()));
            assert!(sources.contains_key(&Column::Category) && sources.contains_key(&Column::Due));
        }
    }
}

#[test]
fn what_a_word_file_hides_is_told_and_not_read() {
    let told: Vec<String> = built_in("mean")
        .doubts
        .iter()
        .map(|doubt| doubts::sentence(Lang::Zh, &doubt.what))
        .collect();
    for expected in [
        "文本框没有读入：旁注：每个单位限报一项",
        "隐藏文字没有读入：隐藏",
        "合计行没有读作项目：合 计 | 16项",
        "“项目指标”格里另有表格，逐行读入",
    ] {
        assert!(
            told.iter().any(|line| line == expected),
            "{expected}: {told:?}"
        );
    }
    assert!(
        told.iter()
            .any(|line| line.starts_with("文件里有未定的修订"))
    );
}

#[test]
fn a_table_a_project_is_read() {
    check("cards");
    check("sideways");
}

#[test]
fn a_row_broken_by_a_page_goes_on_and_what_is_left_out_is_told() {
    check("broken");
}

#[test]
fn directions_name_projects_and_letters_number_items() {
    check("directions");
}

#[test]
fn prose_with_numbered_headings_is_read() {
    check("guide");
}

#[test]
fn sections_sums_references_and_a_date_for_all_are_read() {
    check("sections");
}

#[test]
fn headings_in_two_rows_and_projects_over_several_rows_are_read() {
    check("parts");
}

#[test]
fn a_table_a_category_with_columns_of_its_own_is_read() {
    check("tables");
}

fn check(name: &str) {
    let Reading {
        catalog,
        doubts: doubted,
        ..
    } = read(name);
    let mut out = format!("{}｜{}\n", catalog.title, catalog.issuer);
    for project in &catalog.projects {
        show(project, &mut out);
    }
    out.push_str("\n待核对\n");
    for doubt in &doubted {
        let place = doubts::place(Lang::Zh, &doubt.place);
        writeln!(out, "  {place}{}", doubts::whole(Lang::Zh, doubt)).unwrap();
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
        let read = annex_text::read(text, &id, &|_, _| Vec::new());
        assert!(read.catalog.projects.is_empty(), "{text:?}");
        assert!(!read.doubts.is_empty(), "{text:?}");
    }
}

#[test]
fn text_in_every_layout_is_read_like_the_word_file() {
    for name in [
        "due-column",
        "lines-in-cells",
        "cards-as-text",
        "guide-as-text",
        "sections-as-text",
        "two-dates",
    ] {
        check(name);
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
        let catalog = annex_text::read(&text, &id, &|_, _| Vec::new()).catalog;
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
