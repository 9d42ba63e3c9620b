#![allow(clippy::unwrap_used)]

use super::{Anchor, Apart, Placement, Quote, Search, find, find_elsewhere};
use crate::domain::draft::Row;
use crate::domain::edit::Edit;
use crate::domain::field::{FieldPath, RowId};
use proptest::prelude::*;
use std::ops::Range;

const PLAN: &str = "本项目面向银川市科技型企业开展政策宣讲。参与企业不少于50家，每场不少于两小时。\n\
    活动结束后汇集资料，形成总结。满意度调查表回收不少于60份。";

fn plan() -> FieldPath {
    FieldPath::parse("plan").unwrap()
}

/// Where words stand in a text for the first time, in characters.
fn place(text: &str, words: &str) -> Range<usize> {
    let byte = text.find(words).unwrap();
    let start = text[..byte].chars().count();
    start..start + words.chars().count()
}

fn on(text: &str, words: &str) -> Anchor {
    Anchor::on(plan(), text, place(text, words))
}

fn words(text: &str, range: &Range<usize>) -> String {
    text.chars().skip(range.start).take(range.len()).collect()
}

/// A short name of a placement, with the words it is about.
fn told(placement: &Placement, text: &str) -> String {
    let all = |name: &str, places: &[super::Candidate]| {
        let shown: Vec<String> = places.iter().map(|one| words(text, &one.range)).collect();
        format!("{name} {}", shown.join("|"))
    };
    match placement {
        Placement::Exact { range } => format!("原位 {}", words(text, range)),
        Placement::Shifted { range } => format!("移位 {}", words(text, range)),
        Placement::Edited { range, .. } => format!("已改 {}", words(text, range)),
        Placement::Moved { to } => format!("搬动 {}", words(text, &to.range)),
        Placement::Ambiguous { candidates } => all("不明", candidates),
        Placement::Orphaned { nearest } => all("失落", nearest),
    }
}

#[test]
fn each_state_is_what_a_reader_would_say() {
    let second = "参与企业不少于50家，每场不少于两小时。";
    let moved = format!("{}{second}", PLAN.replace(second, ""));
    let doubled = PLAN.replace(second, &format!("{second}{second}"));
    // The words, the text afterwards, with the judged text, with the quote only.
    let cases: &[(&str, String, &str, &str)] = &[
        (
            second,
            PLAN.into(),
            &format!("原位 {second}"),
            &format!("原位 {second}"),
        ),
        ("50家", format!("前言。{PLAN}"), "移位 50家", "移位 50家"),
        (
            "企业不少于50家",
            PLAN.replace("50", "80"),
            "已改 企业不少于80家",
            "不明 企业不少于80家",
        ),
        (
            second,
            moved,
            &format!("搬动 {second}"),
            &format!("搬动 {second}"),
        ),
        (
            second,
            doubled,
            &format!("不明 {second}|{second}"),
            &format!("不明 {second}|{second}"),
        ),
        ("50家", PLAN.replace(second, ""), "失落 ", "失落 "),
        (second, PLAN.replace(second, ""), "失落 ", "失落 "),
    ];
    for (quoted, now, with, without) in cases {
        let anchor = on(PLAN, quoted);
        assert_eq!(told(&find(&anchor, Some(PLAN), now), now), *with, "{now}");
        assert_eq!(told(&find(&anchor, None, now), now), *without, "{now}");
    }
}

#[test]
fn the_same_sentence_twice_is_told_by_its_neighbours_or_not_at_all() {
    let text = "甲方负责场地布置与签到。资料汇集成册。乙方负责专家邀请与接待。资料汇集成册。丙方负责新闻宣传与总结。";
    let first = on(text, "资料汇集成册");
    let gone = text.replacen("资料汇集成册。", "", 1);
    assert!(matches!(
        find(&first, Some(text), &gone),
        Placement::Orphaned { .. }
    ));
    assert_eq!(find(&first, None, &gone).pinned(), None);
    let before = format!("序言一段。{text}");
    assert_eq!(find(&first, Some(text), &before).pinned(), Some(&(17..23)));
    assert_eq!(find(&first, None, &before).pinned(), Some(&(17..23)));
}

#[test]
fn an_anchor_on_the_whole_stays_with_its_field() {
    let whole = Anchor::whole(plan());
    assert_eq!(find(&whole, None, ""), Placement::Exact { range: 0..0 });
    assert_eq!(
        find(&whole, Some("甲"), "乙丙"),
        Placement::Exact { range: 0..2 }
    );
}

#[test]
fn other_fields_are_only_offered() {
    let anchor = on(PLAN, "活动结束后汇集资料，形成总结。");
    let (basis, own) = (FieldPath::parse("basis").unwrap(), plan());
    let text = "另：活动结束后汇集资料，形成总结。";
    let offered = find_elsewhere(&anchor, [(&own, PLAN), (&basis, text)]);
    assert_eq!(offered.len(), 1);
    assert_eq!((&offered[0].at, offered[0].similarity), (&basis, 100));
    assert_eq!(
        words(text, &offered[0].range),
        "活动结束后汇集资料，形成总结。"
    );
    assert!(find_elsewhere(&anchor, [(&basis, "毫不相干的文字")]).is_empty());
}

#[test]
fn a_range_is_widened_to_whole_clusters_and_drawn_into_the_text() {
    let text = "e\u{301}甲👩‍🔬乙";
    for (given, wanted) in [
        (0..1, "e\u{301}"),
        (1..3, "e\u{301}甲"),
        (3..4, "👩‍🔬"),
        (4..99, "👩‍🔬乙"),
    ] {
        assert_eq!(Anchor::on(plan(), text, given).quote.unwrap().exact, wanted);
    }
    for (start, end) in [(0, 0), (9, 3), (70, 80)] {
        assert_eq!(Anchor::on(plan(), text, start..end).quote, None);
    }
    let marked = on("甲乙丙丁戊己庚辛", "丙丁");
    let now = "甲乙丙丁\u{20dd}戊己庚辛";
    assert_eq!(told(&find(&marked, None, now), now), "已改 丙丁\u{20dd}");
}

#[test]
fn hostile_quotes_are_never_pinned() {
    let quote = |exact: &str, start, end| Anchor {
        at: plan(),
        quote: Some(Quote {
            exact: exact.into(),
            prefix: String::new(),
            suffix: String::new(),
            start,
            end,
            apart: Apart::UNKNOWN,
        }),
    };
    let long = "长".repeat(3_000);
    for anchor in [
        quote("", 0, 0),
        quote("", 5, 2),
        quote("参与", usize::MAX, usize::MAX),
        quote("参与", 9, 2),
        quote(&long, 0, 3_000),
        quote("\u{200b}", 0, 1),
        quote("不在", 3, 5),
    ] {
        for then in [None, Some(""), Some(PLAN)] {
            for now in ["", "\n", "\u{200b}\u{301}", PLAN] {
                let placement = find(&anchor, then, now);
                assert_eq!(placement.pinned(), None, "{anchor:?} {placement:?}");
            }
        }
    }
}

/// The work on huge texts is bounded: this test would not end in an hour otherwise.
#[test]
fn huge_texts_are_searched_without_weighing_everything() {
    let line = |n: usize| format!("第{n}户企业已完成登记并签订服务协议。");
    let then: String = (0..20_000).map(line).collect();
    let same = "每场不少于五十人。".repeat(40_000);
    let now = then
        .replace("第12000户", "第12000大户")
        .replace("第3户", "");
    let search = Search::new(Some(&then), &now);
    let anchor = on(&then, "第15000户企业已完成登记");
    assert_eq!(
        told(&search.find(&anchor), &now),
        "移位 第15000户企业已完成登记"
    );
    let edited = on(&then, "第12000户企业已完成登记");
    assert_eq!(
        told(&search.find(&edited), &now),
        "已改 第12000大户企业已完成登记"
    );
    assert_eq!(
        told(&find(&anchor, None, &now), &now),
        "移位 第15000户企业已完成登记"
    );
    let one = Anchor::on(plan(), &same, 90_000..90_009);
    let less: String = same.chars().skip(9).collect();
    assert_eq!(find(&one, Some(&same), &less).pinned(), None);
    assert_eq!(find(&one, None, &less).pinned(), None);
    let none = "别的文字，".repeat(60_000);
    assert_eq!(find(&anchor, Some(&then), &none).pinned(), None);
}

#[test]
fn a_mark_goes_with_its_row_and_with_whole_texts() {
    let row = RowId::parse("ra").unwrap();
    let cell = FieldPath::cell("budget", &row, "item");
    let anchor = Anchor::on(cell.clone(), "讲师劳务费", 2..4);
    let mark = anchor.mark("讲师劳务费");
    let insert = Edit::InsertRow {
        table: "budget".into(),
        index: 0,
        row: Row::new(RowId::parse("rb").unwrap()),
    };
    assert_eq!(mark.map_through(&insert, "讲师劳务费"), Some(mark.clone()));
    let remove = Edit::RemoveRow {
        table: "budget".into(),
        row,
    };
    assert_eq!(anchor.map_through(&remove, "讲师劳务费"), None);
    let set = |text: &str| Edit::Set {
        at: cell.clone(),
        text: text.into(),
    };
    let both = Edit::All(vec![set("外聘讲师劳务费"), set("外聘讲师劳务费用")]);
    assert_eq!(mark.map_through(&both, "讲师劳务费").unwrap().range, 4..6);
    let gone = mark.map_through(&set("场租"), "讲师劳务费").unwrap();
    assert!(gone.is_orphaned());
    let row = Anchor::whole(FieldPath::parse("budget/ra").unwrap());
    assert!(!row.map_through(&insert, "").unwrap().is_orphaned());
    assert_eq!(row.map_through(&remove, ""), None);
}

proptest! {
    #[test]
    fn a_mark_covers_what_is_left_of_its_characters(
        len in 1usize..12, from in 0usize..12, width in 1usize..6,
        edits in prop::collection::vec((0usize..14, 0usize..6, 0usize..4), 1..6),
    ) {
        let text: String = ('a'..='z').take(len).collect();
        let range = from.min(len - 1)..(from.min(len - 1) + width).min(len);
        let mut mark = Anchor::on(plan(), &text, range.clone()).mark(&text);
        // Each character with whether it is the mark's.
        let mut now: Vec<(char, bool)> =
            text.chars().enumerate().map(|(at, c)| (c, range.contains(&at))).collect();
        for (start, removed, added) in edits {
            let before: String = now.iter().map(|(c, _)| c).collect();
            let inserted = "X".repeat(added);
            let edit = Edit::Splice { at: plan(), start, removed, inserted };
            mark = mark.map_through(&edit, &before).expect("a field stays");
            if start + removed <= now.len() {
                let any = |part: &[(char, bool)]| part.iter().any(|(_, mine)| *mine);
                let inside = any(&now[..start]) && any(&now[start + removed..]);
                now.splice(start..start + removed, (0..added).map(|_| ('X', inside)));
            }
        }
        let left: Vec<usize> = (0..now.len()).filter(|at| now[*at].1).collect();
        match (left.first(), left.last()) {
            (Some(first), Some(last)) => prop_assert_eq!(mark.range, *first..last + 1),
            _ => prop_assert!(mark.is_orphaned()),
        }
    }

    #[test]
    fn any_texts_and_ranges_are_survived(
        then in "[甲乙。\n\u{301}\u{200b}👩‍🔬a]{0,30}", now in "[甲乙。\n\u{301}\u{200b}👩‍🔬a]{0,30}",
        start in 0usize..40, end in 0usize..40,
    ) {
        let anchor = Anchor::on(plan(), &then, start..end);
        let len = now.chars().count();
        for judged in [None, Some(then.as_str())] {
            let placement = find(&anchor, judged, &now);
            let offers = placement.offers().iter().map(|one| &one.range);
            for range in placement.pinned().into_iter().chain(offers) {
                prop_assert!(range.start <= range.end && range.end <= len);
            }
        }
        if anchor.quote.is_some() {
            let same = find(&anchor, Some(&then), &then);
            prop_assert!(same.pinned().is_none_or(|at| *at == anchor.mark(&then).range), "{:?}", same);
        }
    }
}

#[test]
fn a_copy_of_words_that_were_changed_in_their_first_place_is_a_doubt() {
    let item = "征集领导干部及公务员心理需求并举办讲座、报告不少于12场次";
    let rest = "主讲嘉宾须是国家二级以上心理咨询师或讲师\n每场报告、讲座参加领导干部和公务员不少于200人次\n";
    let then = format!("{item}\n{rest}提交满意度调查表不少于20份\n活动相关资料汇集成册\n");
    let now = format!(
        "活动相关资料汇集成册\n渠道{}\n{rest}{item}\n提交满意度调查表不少于20份\n",
        item.replace("征集", "集").replace("12场次", "示范点")
    );
    for judged in [None, Some(then.as_str())] {
        let placement = find(&on(&then, item), judged, &now);
        assert!(
            matches!(placement, Placement::Ambiguous { .. }),
            "{placement:?}"
        );
    }
}

/// Evidence that is one-sided, or was carried along with a copy, decides nothing.
#[test]
fn what_may_as_well_be_its_likeness_is_a_doubt() {
    let expert = "邀请相关领域技术专家不少于3人";
    let people = "参与科技工作者不少于50人";
    let record = "有活动方案、签到册、交流资料、信息及总结";
    let report = "提交满意度调查表不少于10份、绩效评估报告1份";
    let news = "在“科创中国”平台发布相关资讯不少于10条";
    let then = [expert, people, record, report, news].join("\n");
    let other = people.replace("50", "204");
    let tried = "上述做法已在高新园区试点209个月，效果良好，可以复制推广。";
    let tried_too = "上述做法已在贺兰县试点25个月，效果良好，可以复制推广。";
    let end = "我们承诺对所提交材料的真实性负责！";
    let plans = format!("{tried}{tried_too}{end}");
    // The words, the text then, the text now.
    let cases: &[(&str, &str, String)] = &[
        // Copied, the number in the first of the two changed, and the neighbour copied in between.
        (
            people,
            &then,
            [expert, &other, expert, people, record, report, news].join("\n"),
        ),
        // Copied elsewhere, and the first rewritten, so that most of it came.
        (
            people,
            &then,
            [
                expert,
                "渠道科技工作扎实少于扎实人",
                record,
                people,
                report,
                news,
            ]
            .join("\n"),
        ),
        // Deleted, and the one before it given another number.
        (
            tried_too,
            &plans,
            format!("{}{end}", tried.replace("209", "5")),
        ),
    ];
    for (marked, then, now) in cases {
        for judged in [None, Some(*then)] {
            let placement = find(&on(then, marked), judged, now);
            let sure = placement.pinned().is_some() || matches!(placement, Placement::Moved { .. });
            assert!(!sure, "{now}\n{placement:?}");
        }
    }
}
