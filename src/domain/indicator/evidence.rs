//! Evidence: the papers that an indicator asks for (`签到册`, `总结`, `满意度调查表`, `…汇集成册`).
//!
//! Invariant: every paper is named in printed words. A talk is no paper: `讲座、报告不少于12场次` asks for none.

use crate::domain::measure::Measure;
use crate::domain::measure::printed::{Printed, is_break, is_space};
use std::ops::Range;

/// Words for papers, as the last words of their names.
const PAPERS: &[&str] = &[
    "总结",
    "小结",
    "签到册",
    "签到表",
    "签到簿",
    "签到单",
    "签到",
    "记录",
    "记录表",
    "纪要",
    "方案",
    "照片",
    "影像",
    "图片",
    "视频",
    "录像",
    "资料",
    "材料",
    "台账",
    "档案",
    "报告",
    "报告书",
    "调查表",
    "调查问卷",
    "问卷",
    "评估表",
    "反馈表",
    "测评表",
    "统计表",
    "登记表",
    "汇总表",
    "明细表",
    "名册",
    "名单",
    "简报",
    "证明",
    "凭证",
    "合同",
    "协议",
    "发票",
    "清单",
    "汇编",
    "报道",
    "新闻稿",
    "信息稿",
    "心得体会",
    "承诺书",
    "佐证",
    "讲稿",
    "课件",
    "教案",
    "申报书",
    "任务书",
    "通知",
    "议程",
];

/// Words that are no names of papers though they end like one.
const NO_PAPERS: &[&str] = &[
    "原材料",
    "新材料",
    "复合材料",
    "先进材料",
    "解决方案",
    "短视频",
    "科普视频",
    "建筑材料",
];

/// Verbs that hand papers in or keep them.
const HANDING_IN: &[&str] = &[
    "提交", "报送", "上报", "提供", "出具", "附", "留存", "保存", "保留", "形成", "撰写", "编写",
    "编制", "填写", "上传", "整理", "建立", "备有", "留有", "报备", "收集", "归档", "做好",
];

/// Papers bound together.
const BOUND: &[&str] = &["成册", "汇编成集", "归档"];

/// Units in which papers are counted.
const PAPER_UNITS: &[&str] = &[
    "份", "篇", "册", "本", "套", "张", "个", "项", "条", "页", "件", "卷", "",
];

/// The papers of an item.
#[derive(Default, PartialEq, Eq, Debug)]
pub(super) struct Evidence {
    /// Their names, in printed order.
    pub papers: Vec<String>,
    /// Whether every clause of the item asks for papers.
    pub papers_only: bool,
}

/// Whether a measure counts papers.
pub(super) fn counts_papers(measure: &Measure) -> bool {
    is_paper(&measure.subject) && PAPER_UNITS.contains(&measure.unit.as_str())
}

/// Whether words name a paper.
fn is_paper(words: &str) -> bool {
    let ends = |list: &[&str]| list.iter().any(|paper| words.ends_with(paper));
    ends(PAPERS) && words != "报告" && words != "材料" && !ends(NO_PAPERS)
}

/// Reads the papers of an item's words.
pub(super) fn read(printed: &Printed, measures: &[Measure]) -> Evidence {
    let mut evidence = Evidence {
        papers: Vec::new(),
        papers_only: true,
    };
    for clause in pieces(printed, 0..printed.len(), |at| {
        printed.at(at).is_some_and(is_break).then_some(at + 1)
    }) {
        let papers = clause_papers(printed, clause, measures);
        evidence.papers_only &= !papers.is_empty();
        for paper in papers {
            if !evidence.papers.contains(&paper) {
                evidence.papers.push(paper);
            }
        }
    }
    evidence.papers_only &= !evidence.papers.is_empty();
    evidence
}

/// The papers of a clause; empty when the clause asks for something else.
fn clause_papers(printed: &Printed, clause: Range<usize>, measures: &[Measure]) -> Vec<String> {
    if BOUND
        .iter()
        .any(|word| printed.has_before(clause.end, word))
    {
        return vec![printed.cut(bound_words(printed, clause))];
    }
    let kept = list_of_having(printed, clause.clone());
    let handed = kept
        .clone()
        .or_else(|| list_of_handing_in(printed, clause.clone()));
    let parts = pieces(printed, handed.clone().unwrap_or(clause), |at| {
        joint(printed, at)
    });
    let named: Vec<(String, bool)> = parts
        .into_iter()
        .filter_map(|part| name(printed, part, measures))
        .collect();
    let listed = named.iter().any(|(words, _)| is_paper(words));
    // 有方案、记录、宣传及总结: one paper in the list makes all of it papers.
    let takes = |words: &str, counted: bool| match (kept.is_some(), handed.is_some()) {
        (true, _) => listed,
        (_, true) => is_paper(words),
        _ => counted && is_paper(words),
    };
    let papers = named
        .into_iter()
        .filter(|(words, counted)| takes(words, *counted));
    papers.map(|(words, _)| words).collect()
}

/// `汇集成册`: the words for binding, without what is bound; all of the clause when they are not known.
fn bound_words(printed: &Printed, clause: Range<usize>) -> Range<usize> {
    let verbs = [
        "汇集", "汇编", "汇聚", "装订", "编印", "整理", "编辑", "归档", "编纂", "收集",
    ];
    let verb = clause
        .clone()
        .find(|&at| printed.longest(at, &verbs).is_some());
    verb.unwrap_or(clause.start)..clause.end
}

/// The name in a part of a list: the subject of the measure in it, or its words. Tells whether it is counted.
fn name(printed: &Printed, part: Range<usize>, measures: &[Measure]) -> Option<(String, bool)> {
    let measure = measures.iter().find(|m| part.contains(&m.span.start));
    if let Some(measure) = measure {
        let papers = counts_papers(measure);
        return papers.then(|| (measure.subject.clone(), true));
    }
    let start = printed
        .longest(part.start, &["有", "相关的", "相关", "有关", "的"])
        .filter(|&start| start < part.end);
    let mut words = start.unwrap_or(part.start)..part.end;
    if printed.before(words.end) == Some(')') {
        words.end = printed
            .opening(words.end, words.start)
            .filter(|&open| open > words.start)
            .unwrap_or(words.end);
    }
    let end = printed
        .longest_before(words.end, &["等", "等相关", "各"])
        .filter(|&end| end > words.start);
    words.end = end.unwrap_or(words.end);
    (!words.is_empty()).then(|| (printed.cut(words), false))
}

/// `[服务企业]有规划、记录及总结`: the list behind 有.
fn list_of_having(printed: &Printed, clause: Range<usize>) -> Option<Range<usize>> {
    let at = clause.clone().find(|&at| {
        let word = [
            "有关",
            "有效",
            "有序",
            "有限",
            "有利",
            "有力",
            "有机",
            "有害",
            "有望",
            "有些",
            "有条件",
        ];
        let within = [
            "所有", "具有", "拥有", "没有", "国有", "含有", "占有", "私有", "现有", "已有",
        ];
        printed.at(at) == Some('有')
            && printed.longest(at, &word).is_none()
            && printed.longest_before(at + 1, &within).is_none()
    })?;
    (at < clause.start + 12 && at + 1 < clause.end).then_some(at + 1..clause.end)
}

fn list_of_handing_in(printed: &Printed, clause: Range<usize>) -> Option<Range<usize>> {
    let verb = clause.clone().find_map(|at| {
        printed
            .longest(at, HANDING_IN)
            .filter(|_| !printed.in_name(at))
    });
    verb.filter(|&end| end < clause.end)
        .map(|end| end..clause.end)
}

/// The end of a joint between the parts of a list at `at`.
fn joint(printed: &Printed, at: usize) -> Option<usize> {
    // 和谐, 及时, 参与 are words.
    let word = printed.longest(at, &["及时", "和谐", "与会"]).is_some()
        || printed.has_before(at + 1, "参与");
    printed
        .longest(at, &["、", "以及", "及", "和", "与"])
        .filter(|_| !word)
}

/// `range` in pieces, cut where `cut` tells the end of a separator; not inside brackets or names. Empty pieces are left out.
fn pieces(
    printed: &Printed,
    range: Range<usize>,
    cut: impl Fn(usize) -> Option<usize>,
) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (range.start, range.start);
    while at < range.end {
        if printed.at(at) == Some('(') {
            at = printed.closing(at, range.end).unwrap_or(at) + 1;
            continue;
        }
        match cut(at).filter(|_| !printed.in_name(at)) {
            Some(end) => {
                pieces.push(start..at);
                (start, at) = (end, end);
            }
            None => at += 1,
        }
    }
    pieces.push(start..range.end.max(start));
    let trimmed = pieces
        .into_iter()
        .map(|piece| printed.trim(piece, is_space));
    trimmed.filter(|piece| !piece.is_empty()).collect()
}
