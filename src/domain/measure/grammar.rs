//! The grammar of measures: from an indicator's words to the quantities in it.
//!
//! number := digits | Chinese numerals | per cent | fraction | range;  measure := [per] subject [comparator] number
//! unit [bound]. Bounds follow 民法典 第一千二百五十九条: 以上, 以下 and 以内 include the number, 超过 does not.
//! Invariant: what does not read as a measure is left out, never guessed. Nothing here is made for one annex.

use super::numeral::{Numeral, numeral};
use super::printed::{Printed, is_break};
use super::{Measure, Target};
use std::ops::Range;

/// Units that things are counted in; the longest that fits is taken.
const UNITS: &[&str] = &[
    "场（次）",
    "场(次)",
    "人（次）",
    "人(次)",
    "场次",
    "人次",
    "人日",
    "人天",
    "家次",
    "课时",
    "学时",
    "平方米",
    "平方公里",
    "公里",
    "亩",
    "万元",
    "亿元",
    "元",
    "个月",
    "小时",
    "分钟",
    "周",
    "天",
    "家",
    "人",
    "场",
    "条",
    "份",
    "篇",
    "册",
    "次",
    "名",
    "个",
    "项",
    "件",
    "套",
    "部",
    "本",
    "期",
    "期次",
    "班次",
    "批次",
    "班",
    "位",
    "户",
    "只",
    "头",
    "株",
    "吨",
    "公斤",
    "千克",
    "台",
    "辆",
    "处",
    "所",
    "座",
    "间",
    "块",
    "面",
    "幅",
    "张",
    "页",
    "字",
    "种",
    "类",
    "支",
    "队",
    "对",
    "组",
    "门",
    "节",
    "讲",
    "站",
    "点",
    "片",
    "村",
    "镇",
    "县",
    "区",
    "社区",
    "校",
    "院",
    "集",
    "分",
    "倍",
    "款",
    "例",
    "号",
    "届",
    "段",
    "封",
    "枚",
    "盘",
    "箱",
    "瓶",
    "盒",
    "袋",
    "桌",
    "席",
    "卷",
    "刊",
    "版",
    "版次",
    "人份",
    "标段",
    "课",
    "轮",
    "程",
];
/// Units that a bare number before them does not count: dates, levels, ordinals, marks.
const NOT_COUNTED: &[&str] = &[
    "年", "月", "日", "号", "级", "分", "点", "届", "世纪", "段", "版", "区", "站", "队", "面",
    "对", "程", "类", "字",
];
/// Words before a number that set a bound, and the bound; the longest that fits is taken.
const BEFORE: &[(&str, Bound)] = &[
    ("不得少于", Bound::AtLeast),
    ("不得低于", Bound::AtLeast),
    ("不能少于", Bound::AtLeast),
    ("不能低于", Bound::AtLeast),
    ("应不少于", Bound::AtLeast),
    ("不少于", Bound::AtLeast),
    ("不低于", Bound::AtLeast),
    ("不小于", Bound::AtLeast),
    ("不短于", Bound::AtLeast),
    ("至少", Bound::AtLeast),
    ("最少", Bound::AtLeast),
    ("最低", Bound::AtLeast),
    ("达到", Bound::AtLeast),
    ("达", Bound::AtLeast),
    (">=", Bound::AtLeast),
    ("≥", Bound::AtLeast),
    ("≧", Bound::AtLeast),
    ("不得超过", Bound::AtMost),
    ("不得高于", Bound::AtMost),
    ("不得多于", Bound::AtMost),
    ("不能超过", Bound::AtMost),
    ("不超过", Bound::AtMost),
    ("不高于", Bound::AtMost),
    ("不多于", Bound::AtMost),
    ("不大于", Bound::AtMost),
    ("至多", Bound::AtMost),
    ("最多", Bound::AtMost),
    ("最高", Bound::AtMost),
    ("控制在", Bound::AtMost),
    ("<=", Bound::AtMost),
    ("≤", Bound::AtMost),
    ("≦", Bound::AtMost),
    ("超过", Bound::MoreThan),
    ("超", Bound::MoreThan),
    ("突破", Bound::MoreThan),
    ("多于", Bound::MoreThan),
    ("高于", Bound::MoreThan),
    ("大于", Bound::MoreThan),
    (">", Bound::MoreThan),
    ("约", Bound::About),
    ("大约", Bound::About),
];
/// Words after the unit that set a bound.
const AFTER: &[(&str, Bound)] = &[
    ("及以上", Bound::AtLeast),
    ("或以上", Bound::AtLeast),
    ("以上", Bound::AtLeast),
    ("及以下", Bound::AtMost),
    ("以下", Bound::AtMost),
    ("以内", Bound::AtMost),
    ("之内", Bound::AtMost),
    ("左右", Bound::About),
    ("上下", Bound::About),
];
/// Words that say what is done; what is counted stands after them.
const VERBS: &[&str] = &[
    "提交", "邀请", "形成", "完成", "开展", "组织", "举办", "承办", "举行", "召开", "发布", "发表",
    "发放", "注册", "覆盖", "围绕", "撰写", "编写", "编印", "印发", "印制", "制作", "建立", "建成",
    "建设", "新建", "打造", "培养", "培育", "吸纳", "招募", "发展", "推荐", "申请", "获得", "取得",
    "出版", "拍摄", "征集", "收集", "报送", "推送", "刊发", "引进", "对接", "签订", "签约", "转化",
    "解决", "带动", "惠及", "受益", "辐射", "走访", "调研", "遴选", "评选", "展开", "进行", "安排",
    "设立", "设置", "配备", "购置", "聘请", "聘任", "选派", "派出", "满足", "实现",
];
/// Kinds of applicants: the same promise asked of each by a number of its own is a choice, not a sum.
const APPLICANTS: &[&str] = &[
    "企业", "园区", "学会", "协会", "高校", "院所", "社区", "农村", "乡村", "机关", "学校", "医院",
    "省级", "市级", "县级",
];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Bound {
    AtLeast,
    AtMost,
    MoreThan,
    About,
}

/// The quantities that an indicator asks for, in printed order. Spans count characters of `text`.
#[must_use]
pub fn measures(text: &str) -> Vec<Measure> {
    let printed = Printed::new(text);
    let names = printed.names();
    let mut found: Vec<Measure> = Vec::new();
    let mut at = 0;
    let mut from = 0;
    while at < printed.len() {
        let read = (!names[at]).then(|| numeral(&printed, at)).flatten();
        let Some(number) = read else {
            at += 1;
            continue;
        };
        match measure(&printed, number, from, found.last()) {
            Some((measure, end)) => {
                (at, from) = (end, end);
                found.push(measure);
            }
            // Digits that are no measure are passed over whole, so that 2022 is not read again as 022.
            None => at = number.end.max(at + 1),
        }
    }
    group_alternatives(&printed, &mut found);
    found
}

/// The measure that a number makes, and where its words end. Words before `from` belong to the measure before.
fn measure(
    text: &Printed,
    number: Numeral,
    from: usize,
    before: Option<&Measure>,
) -> Option<(Measure, usize)> {
    let mut unit_start = text.skip_space(number.end);
    let vague = text
        .longest(unit_start, &["余", "多", "来"])
        .filter(|end| text.longest(*end, UNITS).is_some());
    if let Some(end) = vague {
        unit_start = end;
    }
    let unit_end = if number.percent {
        Some(number.end)
    } else {
        unit_end(text, unit_start)
    };
    let clause = clause_start(text, number.start, from);
    let left = left_bound(text, number, clause);
    let unit_end = match unit_end {
        Some(end) => end,
        None if left.is_some() && !number.words && !is_dated(text, unit_start) => number.end,
        None => return None,
    };
    let unit = if number.percent {
        "%".to_owned()
    } else {
        text.cut(unit_start..unit_end)
    };
    let right = right_bound(text, unit_end);
    let bare = left.is_none() && right.is_none();
    if bare
        && (NOT_COUNTED.contains(&unit.as_str())
            || text.at(unit_end) == Some('性')
            || unit.is_empty())
    {
        return None;
    }
    let bound = right
        .map(|(bound, _)| bound)
        .or(left.as_ref().map(|left| left.bound));
    let target = target(
        number,
        if vague.is_some() && bare {
            Some(Bound::MoreThan)
        } else {
            bound
        },
    );
    let end = right.map_or(unit_end, |(_, end)| end);
    let start = left.as_ref().map_or(number.start, |left| left.start);
    let per = per(text, clause, start);
    let subject =
        subject(text, clause, start, end, &per, bare).or_else(|| before.map(|m| m.subject.clone()));
    let span_start = per
        .as_ref()
        .filter(|per| per.range.end >= start)
        .map_or(start, |per| per.range.start);
    let measure = Measure {
        span: span_start..end,
        subject: subject.unwrap_or_default(),
        target,
        unit,
        per: per.map(|per| text.cut(per.range)),
        relative_to: left.and_then(|left| left.relative_to),
        advisory: text.find(clause..number.start, "原则上").is_some(),
        alternative: None,
    };
    Some((measure, end))
}

fn unit_end(text: &Printed, at: usize) -> Option<usize> {
    text.longest_printed(at, UNITS)
}

fn is_dated(text: &Printed, at: usize) -> bool {
    text.at(at)
        .is_some_and(|c| matches!(c, '年' | '月' | '日' | '-' | '.' | '/'))
}

fn target(number: Numeral, bound: Option<Bound>) -> Target {
    match (number.high, bound) {
        (Some(high), None | Some(Bound::About)) => Target::Between(number.low, high),
        (Some(_), Some(Bound::AtLeast)) | (None, Some(Bound::AtLeast)) => {
            Target::AtLeast(number.low)
        }
        (high, Some(Bound::AtMost)) => Target::AtMost(high.unwrap_or(number.low)),
        (high, Some(Bound::MoreThan)) => Target::MoreThan(high.unwrap_or(number.low)),
        (None, Some(Bound::About)) => Target::About(number.low),
        (None, None) => Target::Exactly(number.low),
    }
}

/// A bound in front of a number.
struct Left {
    bound: Bound,
    start: usize,
    relative_to: Option<String>,
}

/// The bound that stands right before the number, or before what a percentage is of (不高于项目要求场次的50%).
fn left_bound(text: &Printed, number: Numeral, clause: usize) -> Option<Left> {
    let end = text.back_space(number.start);
    let direct = bound_before(text, end);
    if let Some((bound, start)) = direct.filter(|(_, start)| *start >= clause) {
        return Some(Left {
            bound,
            start,
            relative_to: None,
        });
    }
    if !number.percent || text.before(end) != Some('的') {
        return None;
    }
    (clause..end).rev().find_map(|place| {
        let (bound, start) = bound_before(text, place).filter(|(_, start)| *start >= clause)?;
        Some(Left {
            bound,
            start,
            relative_to: Some(text.cut(place..end - 1)),
        })
    })
}

fn bound_before(text: &Printed, end: usize) -> Option<(Bound, usize)> {
    let fits = BEFORE.iter().filter(|(word, _)| text.has_before(end, word));
    let (word, bound) = fits.max_by_key(|(word, _)| word.chars().count())?;
    Some((*bound, end - word.chars().count()))
}

fn right_bound(text: &Printed, at: usize) -> Option<(Bound, usize)> {
    let (word, bound) = AFTER.iter().find(|(word, _)| text.has(at, word))?;
    Some((*bound, at + word.chars().count()))
}

/// Where the clause begins that a place lies in: after a mark, an opening bracket, or the measure before.
fn clause_start(text: &Printed, at: usize, from: usize) -> usize {
    let opens = |place: &usize| text.before(*place).is_some_and(|c| is_break(c) || c == '(');
    // A bracket that closes again before the number belongs to the clause.
    let mut place = at;
    while place > from && !opens(&place) {
        place = if text.before(place) == Some(')') {
            text.opening(place, from).unwrap_or(place - 1)
        } else {
            place - 1
        };
    }
    let lead = (place..at).find(|p| {
        !text
            .at(*p)
            .is_some_and(|c| matches!(c, '、' | '及' | '和' | ' ' | '与' | ')'))
    });
    lead.unwrap_or(place)
}

/// For each of what.
struct Per {
    range: Range<usize>,
}

/// The last 每… of the clause, or 年内.
fn per(text: &Printed, clause: usize, end: usize) -> Option<Per> {
    let each = text.rfind(clause..end, "每").map(|start| {
        let mut stop = start + 1;
        if text.at(stop) == Some('个') {
            stop += 1;
        }
        let known = [
            "县（市）区",
            "县(市)区",
            "县市区",
            "场（次）",
            "场次",
            "季度",
            "个月",
            "年度",
            "学期",
            "年",
            "月",
            "季",
            "周",
            "天",
        ];
        let longest = text
            .longest_printed(stop, &known)
            .or_else(|| text.longest_printed(stop, UNITS));
        start..longest.unwrap_or(stop)
    });
    let each = each.filter(|range| range.len() > 1);
    let within = || {
        ["年内", "全年", "年度内", "期内"].iter().find_map(|word| {
            text.rfind(clause..end, word)
                .map(|start| start..start + word.chars().count())
        })
    };
    each.or_else(within).map(|range| Per { range })
}

/// The words that are counted: what stands after the last verb of the clause, or after a bare number.
fn subject(
    text: &Printed,
    clause: usize,
    start: usize,
    end: usize,
    per: &Option<Per>,
    bare: bool,
) -> Option<String> {
    let (mut from, mut to) = (clause, text.back_space(start));
    if let Some(per) = per {
        let after = text.cut(per.range.end..start.max(per.range.end));
        if after.trim().is_empty() {
            to = per.range.start.max(clause)
        } else {
            from = per.range.end
        }
    }
    let words = (from..to).rev().find_map(|place| {
        text.longest(place, VERBS)
            .filter(|verb_end| *verb_end <= to)
            .map(|verb_end| verb_end..to)
    });
    let ends_with_verb = words.as_ref().is_some_and(Range::is_empty);
    if (from >= to || (ends_with_verb && bare))
        && let Some(after) = counted_after(text, end)
    {
        return Some(after);
    }
    let named = words.filter(|words| !words.is_empty()).unwrap_or(from..to);
    let named = text.cut(named);
    let named = named
        .trim()
        .trim_start_matches([
            '须', '应', '需', '拟', '并', '共', '的', '、', '原', '则', '上',
        ])
        .trim_end_matches('为');
    (!named.is_empty()).then(|| named.to_owned())
}

/// After `形成一篇`: the noun at the end of what follows (`调研报告`).
fn counted_after(text: &Printed, end: usize) -> Option<String> {
    let stop = (end..text.len()).find(|at| {
        text.at(*at)
            .is_some_and(|c| is_break(c) || matches!(c, '、' | '(' | ')'))
    });
    let mut stop = stop.unwrap_or(text.len());
    if let Some(verb) = (end + 1..stop).find(|at| text.longest(*at, VERBS).is_some()) {
        // 重点产业展开调研: the noun ends where the next verb begins; 专题调研报告 goes on after it.
        if text.longest(verb, &["展开", "开展", "进行"]).is_some() {
            stop = verb;
        }
    }
    let from = text.rfind(end..stop, "的").map_or(end, |place| place + 1);
    let words = text.cut(from..stop);
    (!words.trim().is_empty()).then(|| words.trim().to_owned())
}

/// Marks measures of which one suffices: joined by 或, or asked of different kinds of applicants in the same words.
fn group_alternatives(text: &Printed, found: &mut [Measure]) {
    for index in 1..found.len() {
        let (before, after) = (&found[index - 1], &found[index]);
        let between = text.cut(before.span.end..after.span.start.max(before.span.end));
        let joined = between
            .trim_start_matches(['，', ',', ' '])
            .starts_with('或');
        if joined || same_promise_of_others(&before.subject, &after.subject) {
            let name = found[index - 1]
                .alternative
                .clone()
                .unwrap_or_else(|| format!("a{index}"));
            found[index - 1].alternative = Some(name.clone());
            found[index].alternative = Some(name);
        }
    }
}

fn same_promise_of_others(first: &str, second: &str) -> bool {
    let split = |subject: &str| {
        APPLICANTS.iter().find_map(|kind| {
            subject
                .strip_prefix(kind)
                .map(|rest| (*kind, rest.to_owned()))
        })
    };
    let (Some((one, rest)), Some((other, other_rest))) = (split(first), split(second)) else {
        return false;
    };
    let shared = rest
        .chars()
        .zip(other_rest.chars())
        .take_while(|(a, b)| a == b)
        .count();
    one != other && shared >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        measures(text)
            .iter()
            .map(|m| {
                let target = match m.target {
                    Target::AtLeast(n) => format!(">={n}"),
                    Target::AtMost(n) => format!("<={n}"),
                    Target::Exactly(n) => format!("=={n}"),
                    Target::Between(a, b) => format!("{a}..{b}"),
                    Target::MoreThan(n) => format!(">{n}"),
                    Target::About(n) => format!("~{n}"),
                };
                let per = m
                    .per
                    .as_deref()
                    .map(|per| format!("{per} "))
                    .unwrap_or_default();
                let of = m
                    .relative_to
                    .as_deref()
                    .map(|of| format!(" of {of}"))
                    .unwrap_or_default();
                let soft = if m.advisory { " soft" } else { "" };
                let either = if m.alternative.is_some() {
                    " either"
                } else {
                    ""
                };
                format!("{per}{} {target}{}{of}{soft}{either}", m.subject, m.unit)
            })
            .collect()
    }

    #[test]
    fn measures_are_read_as_printed() {
        for (text, wanted) in [
            ("参与企业不少于50家", vec!["参与企业 >=50家"]),
            (
                "培训不少于3期，每期不少于40学时",
                vec!["培训 >=3期", "每期 培训 >=40学时"],
            ),
            ("发表SCI论文2篇以上", vec!["SCI论文 >=2篇"]),
            ("服务企业突破100家", vec!["服务企业 >100家"]),
            ("参训人员满意率达90%以上", vec!["参训人员满意率 >=90%"]),
            ("参训人员300余人次", vec!["参训人员 >300人次"]),
            ("覆盖三至五个县区", vec!["县区 3..5个"]),
            ("会期不超过２天", vec!["会期 <=2天"]),
            ("形成一篇调研报告", vec!["调研报告 ==1篇"]),
            ("占总人数的三分之一以上", vec!["占总人数的 >=33.3333%"]),
            (
                "线上咨询不高于总场次的百分之五十",
                vec!["线上咨询 <=50% of 总场次"],
            ),
            (
                "讲座24场次（原则上每县市区4场次）",
                vec!["讲座 ==24场次", "每县市区 讲座 ==4场次 soft"],
            ),
            (
                "企业科协会员不少于30人，园区科协会员不少于30家",
                vec!["企业科协会员 >=30人 either", "园区科协会员 >=30家 either"],
            ),
            ("约200名代表参会", vec!["代表参会 ~200名"]),
            (
                "提交调查表120份（每县市区20份）、报告1份",
                vec!["调查表 ==120份", "每县市区 调查表 ==20份", "报告 ==1份"],
            ),
            ("培训农民1.2万人次", vec!["培训农民 ==12000人次"]),
        ] {
            assert_eq!(shown(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_number_is_no_measure() {
        for text in [
            "落实“十四五”规划",
            "主讲嘉宾须是国家二级以上心理咨询师",
            "于2022年10月30日前完成",
            "统一思想，进一步提高",
            "一次性建成，一流水平",
            "按第3条执行",
            "使用A4纸、3D打印和5G网络",
            "科普工作经费有保障",
            "三五成群",
        ] {
            assert_eq!(shown(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn spans_cut_the_words_of_the_measure() {
        let text = "每场次服务人数不少于50人次；";
        let found = measures(text);
        assert_eq!(
            Printed::new(text).cut(found[0].span.clone()),
            "不少于50人次"
        );
    }
}
