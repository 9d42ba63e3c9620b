//! What a quantity counts: the words before it in its clause, or the words after its unit.
//!
//! Invariant: a subject is a run of printed words, or empty; it is never made up.

use super::lexicon::SOFT;
use super::printed::{Printed, is_break, is_space};
use super::token::{Token, What};
use std::ops::Range;

/// Verbs that lead to what is counted and are no part of it.
const VERBS: &[&str] = &[
    "开展", "展开", "举办", "承办", "协办", "主办", "召开", "举行", "邀请", "聘请", "提交", "报送",
    "上报", "上传", "发布", "发表", "发放", "发送", "刊发", "推送", "推荐", "推广", "形成", "完成",
    "撰写", "编写", "编制", "编印", "印制", "印发", "制作", "制定", "出版", "建成", "建立", "组建",
    "打造", "设立", "成立", "搭建", "新建", "创建", "注册", "新增", "吸纳", "吸引", "引进", "引育",
    "培育", "培养", "选派", "动员", "征集", "收集", "回收", "覆盖", "围绕", "深入", "走进", "面向",
    "转化", "申请", "获得", "取得", "实现", "达成", "促成", "签订", "签约", "解决", "攻克", "提供",
    "派发", "张贴", "展出", "拍摄", "录制", "投放", "转发", "安排", "配备", "购置", "采购", "购买",
    "走访", "慰问", "招募", "招收", "遴选", "评选", "表彰", "接待", "受理", "出具", "填写", "产生",
    "带动", "帮扶", "录用", "吸收", "确保", "且", "保证", "保持", "累计", "共计", "合计", "设置",
    "布置", "派出", "联系", "联合", "刊登", "播出", "播放", "落实",
];

/// Verbs that are nouns too: they lead only when something to count follows them (组织一次宣讲, 平台建设1个).
const VERBAL_NOUNS: &[&str] = &[
    "组织", "建设", "发展", "支持", "编辑", "汇编", "整理", "示范", "对接", "授权", "申报", "改造",
    "突破", "印刷",
];

/// Verbs with which a subject begins: what stands before them says where or when (讲座|参加人数).
const ATTENDING: &[&str] = &[
    "参加", "参与", "参训", "参会", "出席", "到场", "受众", "受益", "惠及",
];

/// Brackets up to this length, marks included, are part of a word: `县（市、区）`.
const SHORT_NOTE: usize = 6;

/// What makes a noun of a verb: `回收率`, `覆盖面`, `参与人数`.
const NOUN_ENDINGS: &[&str] = &[
    "率", "量", "额", "者", "面", "度", "数", "人次", "时间", "时长", "金额",
];

/// Words that begin like such an ending: `建成|面积`, `提交|数据`.
const NO_ENDINGS: &[&str] = &[
    "面积", "面向", "面对", "数据", "数字", "数学", "量化", "额外",
];

/// Places: what is counted in one stands behind the unit (`全市12个乡镇`).
const PLACES: &[&str] = &[
    "全市", "全区", "全省", "全县", "全国", "全州", "全镇", "全乡", "辖区", "本市", "本区", "本省",
    "当地", "国内", "国外", "市内", "区内", "省内", "县域", "线上", "线下",
];

/// Doings: alone before a number, they have what is counted behind the unit (`服务不少于300名群众`).
const DOINGS: &[&str] = &[
    "服务", "培训", "指导", "宣传", "扶持", "支持", "组织", "建设", "发展", "慰问",
];

/// Where words behind a unit stop to name what is counted.
const BEHIND: &[&str] = &["共同", "联合", "进行", "一起", "分别", "前往", "赴", "到"];

/// Words at the front of a subject that are none of it.
const OPENERS: &[&str] = &[
    "其中", "以及", "并且", "且", "并", "及", "和", "与", "或者", "或", "、", "+", "的", "同时",
    "分别", "均", "共",
];

/// Words at the end of a subject that are none of it.
const CLOSERS: &[&str] = &[
    "应当", "应", "须", "需", "要", "可", "为", "均", "共", "共计", "总计", "累计", "合计", "在",
    "是", "的", "各", "分别", "控制", "保持", "将", "均应", "、", "和", "及", "与", "达", "有",
];

/// Words that begin or end like an opener or a closer and are whole.
const WHOLE_WORDS: &[&str] = &[
    "与会",
    "及时",
    "和谐",
    "并购",
    "共建",
    "共享",
    "均衡",
    "共青团",
    "共同",
    "纪要",
    "摘要",
    "概要",
    "需要",
    "提要",
    "许可",
    "认可",
    "效应",
    "供应",
    "对应",
    "反应",
    "响应",
    "适应",
    "感应",
    "供需",
    "急需",
    "军需",
    "刚需",
    "行为",
    "作为",
    "公共",
    "人均",
    "平均",
    "户均",
    "存在",
    "现在",
    "参与",
    "国有",
    "所有",
    "持有",
    "自有",
];

/// The subject read from the words of `left` (from the last boundary to the quantity's first word).
pub(super) fn look_back(printed: &Printed, left: Range<usize>) -> Range<usize> {
    let left = without_note(printed, trimmed(printed, left));
    after_verbs(printed, left.clone(), left.end)
}

/// The subject where `left` ends with a verb and nothing follows the unit: the verb is used as a noun (`成果转化3项`).
pub(super) fn look_back_to_verb(printed: &Printed, left: Range<usize>) -> Range<usize> {
    let left = without_note(printed, trimmed(printed, left));
    let subject = after_verbs(printed, left.clone(), left.end.saturating_sub(1));
    let alone = verb_end(printed, subject.start) == Some(subject.end);
    let place = printed.longest(subject.start, &["在", "向", "为", "对", "于", "到"]);
    let named = !alone && place.is_none();
    if named { subject } else { left.end..left.end }
}

/// The words of `left` behind its last verb that ends at `limit` or before.
fn after_verbs(printed: &Printed, left: Range<usize>, limit: usize) -> Range<usize> {
    let mut start = left.start;
    for at in left.clone() {
        if printed.in_name(at) || at < start {
            continue;
        }
        let noun = printed.longest(at, VERBAL_NOUNS);
        if let Some(end) = verb_end(printed, at).filter(|&end| end <= limit) {
            start = end;
        } else if let Some(end) =
            noun.filter(|&end| end < left.end && leads(printed, at, start, end))
        {
            start = end;
        }
    }
    let attends = |end: usize| end < left.end && !goes_on_as_noun(printed, end);
    let attending =
        (start..left.end).find(|&at| printed.longest(at, ATTENDING).is_some_and(attends));
    trimmed(printed, attending.unwrap_or(start)..left.end)
}

/// The end of the verb at `at`, unless it goes on as a noun.
fn verb_end(printed: &Printed, at: usize) -> Option<usize> {
    let end = printed.longest(at, VERBS)?;
    // 期刊|发表: of two verbs that overlap, the later one is meant.
    let overlaps = printed.longest(end - 1, VERBS).is_some() && end > at + 1;
    (!overlaps && !goes_on_as_noun(printed, end)).then_some(end)
}

fn goes_on_as_noun(printed: &Printed, end: usize) -> bool {
    printed.longest(end, NOUN_ENDINGS).is_some() && printed.longest(end, NO_ENDINGS).is_none()
}

/// Whether a verb that is a noun too leads here: at the front of the words, or after a name (学会优势|组织).
fn leads(printed: &Printed, at: usize, start: usize, end: usize) -> bool {
    let front = at == start
        || printed
            .before(at)
            .is_some_and(|c| matches!(c, '”' | '》' | ')' | '并' | '、'));
    // 组织机构, 建设方案, 发展规划: the noun goes on.
    let compound = printed.longest(
        end,
        &[
            "机构", "方案", "规划", "建设", "体系", "工作", "情况", "制度", "成果", "单位", "书",
            "表", "材料", "者", "项目", "报告", "量", "率", "数", "计划", "面积", "效果", "意见",
            "指南", "标准",
        ],
    );
    front && compound.is_none()
}

/// Whether a verb stands among the words.
pub(super) fn has_verb(printed: &Printed, range: Range<usize>) -> bool {
    range.into_iter().any(|at| verb_end(printed, at).is_some())
}

/// Whether a subject says where, or what is done, rather than what is counted.
pub(super) fn is_setting(words: &str) -> bool {
    PLACES.contains(&words) || DOINGS.contains(&words)
}

/// Whether the words of `left` end with a verb, so that what is counted comes after the unit.
pub(super) fn leads_on(printed: &Printed, left: Range<usize>) -> bool {
    let left = trimmed(printed, left);
    printed
        .longest_before(left.end, VERBAL_NOUNS)
        .is_some_and(|start| start >= left.start)
}

/// The subject read from the words after a unit, up to the next pause, verb or quantity.
pub(super) fn look_ahead(printed: &Printed, from: usize, tokens: &[Token]) -> Range<usize> {
    let from = past_modifier(printed, from, tokens);
    let limit = limit_ahead(printed, from, tokens);
    let limit = list_end(printed, from, limit, tokens);
    // 一篇促进经济社会高质量发展的调研报告: the last 的 leads to the noun.
    let start = printed.rfind(from..limit, "的").map_or(from, |at| at + 1);
    let range = trimmed(printed, start..limit);
    let verb = |at: usize| {
        let verb = verb_end(printed, at).or_else(|| printed.longest(at, ATTENDING));
        verb.is_some() && !printed.in_name(at)
    };
    let stops = |at: usize| verb(at) || printed.longest(at, BEHIND).is_some();
    let end = range.clone().find(|&at| stops(at));
    trimmed(printed, range.start..end.unwrap_or(range.end))
}

/// `一场不少于200人的报告会`: past a further quantity that only modifies what is counted.
fn past_modifier(printed: &Printed, from: usize, tokens: &[Token]) -> usize {
    let next = tokens.partition_point(|token| token.span.end <= from);
    let mut end = from;
    for token in tokens.iter().skip(next) {
        let binds = matches!(token.what, What::Compare(_) | What::Quantity(_));
        if !binds || printed.skip_space(end) != token.span.start {
            break;
        }
        end = token.span.end;
    }
    let modifies = end > from && printed.at(end) == Some('的');
    if modifies { end + 1 } else { from }
}

fn limit_ahead(printed: &Printed, from: usize, tokens: &[Token]) -> usize {
    let first = tokens.partition_point(|token| token.span.start < from);
    let mut ahead = tokens.iter().skip(first);
    let stop = ahead.find(|token| !matches!(token.what, What::Either | What::Soft));
    stop.map_or(printed.len(), |token| token.span.start)
}

/// A list after a unit is counted as a whole, unless one of its further parts has a quantity or a verb of its own.
fn list_end(printed: &Printed, from: usize, limit: usize, tokens: &[Token]) -> usize {
    let Some(pause) = (from..limit).find(|&at| printed.at(at) == Some('、')) else {
        return limit;
    };
    let verb = (pause..limit).any(|at| {
        printed.at(at) == Some('、')
            && printed
                .longest(at + 1, VERBS)
                .or_else(|| printed.longest(at + 1, &["有"]))
                .is_some()
    });
    let next = tokens.get(tokens.partition_point(|token| token.span.start < limit));
    let counted = next.is_some_and(|token| {
        matches!(token.what, What::Quantity(_) | What::Compare(_) | What::Per)
    });
    if verb || counted { pause } else { limit }
}

/// `range` without spaces, openers and closers at its ends.
pub(super) fn trimmed(printed: &Printed, range: Range<usize>) -> Range<usize> {
    let mut range = printed.trim(range, is_space);
    loop {
        let before = range.clone();
        let kept = printed.longest(range.start, WHOLE_WORDS).is_some();
        let opener = printed
            .longest(range.start, OPENERS)
            .filter(|&end| end <= range.end && !kept);
        range.start = opener.unwrap_or(range.start);
        let kept = printed.longest_before(range.end, WHOLE_WORDS).is_some();
        let closer = printed.longest_before(range.end, CLOSERS).filter(|_| !kept);
        let closer = closer.or_else(|| printed.longest_before(range.end, SOFT));
        range.end = closer
            .filter(|&start| start >= range.start)
            .unwrap_or(range.end);
        range = printed.trim(range, |c| is_space(c) || is_break(c));
        if range == before {
            return range;
        }
    }
}

/// `range` without a note in brackets at its end: `会员数（企业专业技术人员）`.
fn without_note(printed: &Printed, range: Range<usize>) -> Range<usize> {
    let closed = printed.before(range.end) == Some(')');
    match printed.opening(range.end, range.start).filter(|_| closed) {
        Some(open) if range.end - open > SHORT_NOTE => printed.trim(range.start..open, is_space),
        _ => range,
    }
}
