//! Reading a cell of indicators: items by their printed numbers, and what sort of promise each is.
//!
//! Invariants: the items with their labels and separators are the whole cell; a label is a number that comes next (or
//! skips a few), so that a decimal, a year or “1篇” is none. Absent: the layout of the annex.

use super::{Indicator, IndicatorKind};
use crate::domain::measure::measures;
use crate::domain::measure::printed::Printed;

/// The items of a cell, and what was odd about their numbers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct ReadIndicators {
    /// The items, in printed order.
    pub indicators: Vec<Indicator>,
    /// What was odd.
    pub oddities: Vec<Oddity>,
}

/// What can be odd about the numbers of a cell's items.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Oddity {
    /// A number was left out in print.
    Skipped(u32),
    /// Nothing separates this item from the one before.
    RunTogether(u32),
    /// The marks after the numbers differ (`1.`, `1、`).
    MixedMarks(String),
    /// No item has a number.
    Unnumbered,
}

/// A label in print.
struct Label {
    start: usize,
    end: usize,
    number: u32,
    words: String,
    mark: char,
}

/// Reads a cell.
#[must_use]
pub(crate) fn read(cell: &str) -> ReadIndicators {
    let text = Printed::new(cell);
    let mut oddities = Vec::new();
    let labels = labels(&text, &mut oddities);
    let mut marks: Vec<char> = Vec::new();
    labels.iter().for_each(|label| {
        if !marks.contains(&label.mark) {
            marks.push(label.mark)
        }
    });
    if marks.len() > 1 {
        oddities.push(Oddity::MixedMarks(marks.iter().collect()));
    }
    if labels.is_empty() {
        return unnumbered(&text);
    }
    let ends = labels
        .iter()
        .skip(1)
        .map(|label| label.start)
        .chain([text.len()]);
    let items = labels
        .iter()
        .zip(ends)
        .map(|(label, end)| (label.words.clone(), label.end..end));
    let indicators = items
        .filter_map(|(label, range)| indicator(&text, label, range))
        .collect();
    ReadIndicators {
        indicators,
        oddities,
    }
}

fn unnumbered(text: &Printed) -> ReadIndicators {
    let mut indicators: Vec<Indicator> = Vec::new();
    let mut start = 0;
    for end in 0..=text.len() {
        if end == text.len() || matches!(text.at(end), Some('；' | ';' | '\n' | '。')) {
            let label = (indicators.len() + 1).to_string();
            indicators.extend(indicator(text, label, start..end));
            start = end + 1;
        }
    }
    let oddities = if indicators.len() > 1 {
        vec![Oddity::Unnumbered]
    } else {
        Vec::new()
    };
    ReadIndicators {
        indicators,
        oddities,
    }
}

fn indicator(text: &Printed, label: String, range: std::ops::Range<usize>) -> Option<Indicator> {
    let range = text.trim(range, |c| {
        c.is_whitespace() || matches!(c, '；' | ';' | '。')
    });
    let words = text.cut(range);
    (!words.is_empty()).then(|| describe(label, words))
}

/// An item with its measures, its papers and its kind.
#[must_use]
pub(crate) fn describe(label: String, text: String) -> Indicator {
    let measures = measures(&text);
    let evidence = evidence(&text);
    let promised = measures.iter().any(|measure| {
        !evidence
            .iter()
            .any(|paper| measure.subject.ends_with(paper.as_str()))
    });
    let kind = if !measures.is_empty() && promised {
        IndicatorKind::Quantity
    } else if is_qualification(&text) {
        IndicatorKind::Qualification
    } else if evidence.is_empty() {
        IndicatorKind::Qualitative
    } else {
        IndicatorKind::Deliverable
    };
    Indicator {
        label,
        text,
        kind,
        evidence,
        measures,
    }
}

fn is_qualification(text: &str) -> bool {
    let asks = [
        "须是",
        "须为",
        "应为",
        "应是",
        "必须是",
        "具有",
        "具备",
        "持有",
        "取得",
    ]
    .iter()
    .any(|word| text.contains(word));
    let rank = [
        "级以上",
        "职称",
        "资格",
        "资质",
        "证书",
        "学历",
        "咨询师",
        "讲师",
        "工程师",
        "研究员",
        "教授",
    ];
    asks && rank.iter().any(|word| text.contains(word))
}

/// Words that papers end in.
const PAPERS: &[&str] = &[
    "调查表",
    "调查问卷",
    "问卷",
    "签到册",
    "签到表",
    "登记表",
    "反馈表",
    "评估报告",
    "调研报告",
    "研究报告",
    "交流报告",
    "建言献策报告",
    "总结报告",
    "分析报告",
    "报告",
    "总结",
    "记录",
    "台账",
    "照片",
    "图片",
    "影像资料",
    "视频资料",
    "活动方案",
    "实施方案",
    "方案",
    "规划",
    "计划",
    "安排",
    "活动宣传",
    "信息宣传",
    "宣传",
    "活动信息",
    "信息",
    "交流资料",
    "会议资料",
    "培训资料",
    "资料",
    "论文集",
    "汇编",
    "手册",
    "清单",
    "名单",
    "协议",
    "合同",
    "证书",
    "章程",
    "简报",
    "纪要",
    "通知",
    "教案",
    "课件",
];
/// Books that papers are bound into.
const BOUND: &[&str] = &["汇集成册", "汇聚成册", "汇编成册", "整理成册", "装订成册"];

/// The papers that an item asks for, as printed: what is listed after 有, handed in, formed, or bound.
fn evidence(text: &str) -> Vec<String> {
    let mut papers: Vec<String> = Vec::new();
    let mut add = |paper: &str| {
        if !paper.is_empty() && !papers.iter().any(|known| known == paper) {
            papers.push(paper.to_owned());
        }
    };
    for clause in without_brackets(text).split(['，', ',', '；', ';', '。']) {
        let asked = [
            "提交", "形成", "提供", "报送", "撰写", "编制", "完成", "上报", "出具",
        ];
        let listed = clause.find('有').map(|at| &clause[at + '有'.len_utf8()..]);
        let handed_in = asked
            .iter()
            .filter_map(|verb| Some((clause.find(verb)?, verb)))
            .min();
        let list = listed.or_else(|| handed_in.map(|(at, verb)| &clause[at + verb.len()..]));
        for item in list
            .unwrap_or_default()
            .split(['、', '及', '和', '与', '或'])
        {
            add(paper_of(item));
        }
        if let Some(bound) = BOUND.iter().find(|bound| clause.contains(**bound)) {
            add(bound);
        }
    }
    papers
}

/// The words outside brackets: what stands in them explains, and lists nothing.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let kept = text.chars().filter(|c| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    });
    kept.collect()
}

/// The paper that a listed item names: its words without quantities; empty when it names none.
fn paper_of(item: &str) -> &str {
    let item = item.trim();
    let quantity = item
        .find(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || c == '不' || c == '每');
    let named = quantity.map_or(item, |at| {
        if at == 0 {
            item.trim_start_matches(|c: char| {
                c.is_ascii_digit() || matches!(c, '篇' | '份' | '册' | ' ')
            })
        } else {
            &item[..at]
        }
    });
    let named = named
        .trim()
        .trim_start_matches("一篇")
        .trim_start_matches("一份");
    let named = named
        .rsplit('的')
        .next()
        .unwrap_or(named)
        .trim_start_matches("相关");
    if PAPERS.iter().any(|paper| named.ends_with(paper)) {
        named
    } else {
        ""
    }
}

/// The labels of a cell, in order. Each is the number that comes next, or skips a few after a separator.
fn labels(text: &Printed, oddities: &mut Vec<Oddity>) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let expected = found.last().map_or(1, |label| label.number + 1);
        match label(text, at).filter(|label| fits(text, label, expected, found.last())) {
            Some(label) => {
                oddities.extend((expected..label.number).map(Oddity::Skipped));
                if !found.is_empty() && !separated(text, label.start) {
                    oddities.push(Oddity::RunTogether(label.number));
                }
                at = label.end;
                found.push(label);
            }
            None => at += 1,
        }
    }
    found
}

fn fits(text: &Printed, label: &Label, expected: u32, before: Option<&Label>) -> bool {
    let shape = |mark: char| match mark {
        ')' | '①' => mark,
        _ => '.',
    };
    let alike = before.is_none_or(|before| shape(before.mark) == shape(label.mark));
    let starts = before.is_some() || text.skip_space(0) == label.start;
    let near = label.number == expected
        || (separated(text, label.start) && (expected..expected + 3).contains(&label.number));
    alike && starts && near
}

fn separated(text: &Printed, at: usize) -> bool {
    let before = text.before(text.back_space(at));
    before.is_none_or(|c| matches!(c, '；' | ';' | '。' | '\n' | '，' | ','))
}

/// The label that begins at a place: `1、` `1.` `（1）` `(1)` `1)` `①` `一、` `（一）`.
fn label(text: &Printed, at: usize) -> Option<Label> {
    if let Some(number) = text.at(at).and_then(circled) {
        return Some(Label {
            start: at,
            end: at + 1,
            number,
            words: text.cut(at..at + 1),
            mark: '①',
        });
    }
    let open = text.at(at) == Some('(');
    let from = at + usize::from(open);
    let (number, end) = ordinal(text, from)?;
    let mark = text.at(end)?;
    let closes = if open {
        mark == ')'
    } else {
        matches!(mark, '、' | '.' | ')' | '．')
    };
    let preceded = text
        .before(at)
        .is_some_and(|c| c.is_ascii_digit() || matches!(c, '第' | '.' | '-'));
    let decimal = mark == '.' && text.at(end + 1).is_some_and(|c| c.is_ascii_digit());
    if !closes || preceded || decimal {
        return None;
    }
    let words = if open {
        text.cut(at..end + 1)
    } else {
        text.cut(from..end)
    };
    Some(Label {
        start: at,
        end: end + 1,
        number,
        words,
        mark,
    })
}

fn ordinal(text: &Printed, at: usize) -> Option<(u32, usize)> {
    let mut end = at;
    while text.at(end).is_some_and(|c| c.is_ascii_digit()) && end < at + 3 {
        end += 1;
    }
    if end > at {
        return Some((text.plain_words(at..end).parse().ok()?, end));
    }
    let digit = |c: char| {
        "一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .and_then(|i| u32::try_from(i + 1).ok())
    };
    match (text.at(at)?, text.at(at + 1)) {
        ('十', Some(next)) if digit(next).is_some() => Some((10 + digit(next)?, at + 2)),
        ('十', _) => Some((10, at + 1)),
        (first, Some('十')) => match text.at(at + 2).and_then(digit) {
            Some(last) => Some((digit(first)? * 10 + last, at + 3)),
            None => Some((digit(first)? * 10, at + 2)),
        },
        (first, _) => Some((digit(first)?, at + 1)),
    }
}

fn circled(c: char) -> Option<u32> {
    match c as u32 {
        code @ 0x2460..=0x2473 => Some(code - 0x2460 + 1),
        code @ 0x2160..=0x216b => Some(code - 0x2160 + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &str, wanted: &[(&str, &str)], oddities: &[Oddity]) {
        let read = read(cell);
        let items: Vec<(&str, &str)> = read
            .indicators
            .iter()
            .map(|i| (i.label.as_str(), i.text.as_str()))
            .collect();
        assert_eq!(items, wanted);
        assert_eq!(read.oddities, oddities);
    }

    #[test]
    fn items_are_split_at_their_numbers() {
        check(
            "1、甲；2、乙50家； 3、丙。",
            &[("1", "甲"), ("2", "乙50家"), ("3", "丙")],
            &[],
        );
        check(
            "（1）甲（2）乙",
            &[("（1）", "甲"), ("（2）", "乙")],
            &[Oddity::RunTogether(2)],
        );
        check("①甲；②乙", &[("①", "甲"), ("②", "乙")], &[]);
        check("一、甲；二、乙", &[("一", "甲"), ("二", "乙")], &[]);
        check("1.增长1.2倍；2.乙", &[("1", "增长1.2倍"), ("2", "乙")], &[]);
        check("甲；乙", &[("1", "甲"), ("2", "乙")], &[Oddity::Unnumbered]);
    }

    #[test]
    fn what_is_odd_in_print_is_told() {
        check(
            "1.不低于30家2.规范；3、丙；5、戊",
            &[("1", "不低于30家"), ("2", "规范"), ("3", "丙"), ("5", "戊")],
            &[
                Oddity::RunTogether(2),
                Oddity::Skipped(4),
                Oddity::MixedMarks(".、".into()),
            ],
        );
    }

    #[test]
    fn papers_and_kinds_are_told() {
        for (text, kind, papers) in [
            (
                "有安排、记录、活动宣传及总结",
                IndicatorKind::Deliverable,
                vec!["安排", "记录", "活动宣传", "总结"],
            ),
            (
                "提交满意度调查表不少于50份、绩效评估报告1份",
                IndicatorKind::Deliverable,
                vec!["满意度调查表", "绩效评估报告"],
            ),
            (
                "形成1篇交流报告或建言献策报告",
                IndicatorKind::Deliverable,
                vec!["交流报告", "建言献策报告"],
            ),
            (
                "活动相关资料汇集成册",
                IndicatorKind::Deliverable,
                vec!["汇集成册"],
            ),
            (
                "主讲嘉宾须是国家二级以上心理咨询师或讲师",
                IndicatorKind::Qualification,
                vec![],
            ),
            ("科普工作经费有保障", IndicatorKind::Qualitative, vec![]),
            ("参与企业不少于50家", IndicatorKind::Quantity, vec![]),
            (
                "每场参加人数不少于50人，有活动记录",
                IndicatorKind::Quantity,
                vec!["活动记录"],
            ),
        ] {
            let read = describe("1".into(), text.into());
            assert_eq!(
                (read.kind, read.evidence),
                (kind, papers.into_iter().map(str::to_owned).collect()),
                "{text}"
            );
        }
    }
}
