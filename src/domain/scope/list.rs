//! The list of a scope: its items, and the head that a list shares (`创新活动师资费、场地费、资料费`).
//!
//! Invariant: an item's name is a run of printed words; nothing in brackets is cut.
//! A head is an activity (`讲座`, `创新活动`) before a plain expense, and only where a plain expense follows in the same list:
//! a person before an expense (`讲师劳务费`) says whom it pays, not what the list is about.

use crate::domain::measure::printed::{Printed, is_space};
use std::ops::Range;

/// An item of a list, before kinds are known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    /// Where its name stands.
    pub name: Range<usize>,
    /// Where the head stands that governs it.
    pub context: Option<Range<usize>>,
}

/// Activities that can head a list.
const ACTIVITIES: &[&str] = &[
    "活动",
    "讲座",
    "宣讲",
    "培训",
    "会议",
    "沙龙",
    "论坛",
    "调研",
    "竞赛",
    "比赛",
    "大赛",
    "展览",
    "研讨",
    "交流",
    "大会",
    "年会",
    "报告会",
    "座谈会",
    "研讨会",
    "讲堂",
    "课堂",
    "巡讲",
    "巡展",
    "考察",
    "观摩",
    "路演",
    "对接会",
    "演出",
    "表演",
    "评审",
    "评选",
    "培训班",
    "夏令营",
    "冬令营",
    "科技周",
    "科普日",
    "推介会",
    "交流会",
    "启动仪式",
    "成立大会",
];

/// What plain expenses are made of: `食宿交通费`, `场地租赁费`.
const PLAIN: &[&str] = &[
    "场地", "会场", "场租", "资料", "师资", "交通", "食宿", "餐饮", "住宿", "伙食", "材料", "印刷",
    "租赁", "制作", "差旅", "劳务", "讲课", "授课", "会务", "保险", "布置", "设备", "耗材", "邮寄",
    "通讯", "用品", "物料", "奖品", "餐", "车辆", "租车", "误餐", "课酬", "打印", "复印", "文印",
    "器材", "搭建", "布展", "食", "宿",
];
/// Persons, who may stand before the expense behind a head.
const PERSONS: &[&str] = &[
    "专家",
    "讲师",
    "教师",
    "嘉宾",
    "主讲",
    "志愿者",
    "人员",
    "学员",
];

/// `range` in parts, cut at `separators` outside brackets and names, trimmed; empty parts are left out.
pub(super) fn parts(
    printed: &Printed,
    range: Range<usize>,
    separators: &[char],
) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (range.start, range.start);
    while at < range.end {
        if printed.at(at) == Some('(') {
            at = printed.closing(at, range.end).unwrap_or(at) + 1;
            continue;
        }
        if printed.at(at).is_some_and(|c| separators.contains(&c)) && !printed.in_name(at) {
            parts.push(start..at);
            start = at + 1;
        }
        at += 1;
    }
    parts.push(start..range.end.max(start));
    let trimmed = parts
        .into_iter()
        .map(|part| printed.trim(part, |c| is_space(c) || c == '\n'));
    trimmed.filter(|part| !part.is_empty()).collect()
}

/// `场地费和资料费` is two items, `食宿及交通费` is one: both sides must be whole expenses.
pub(super) fn conjoined(printed: &Printed, item: Range<usize>) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let (mut start, mut at) = (item.start, item.start);
    while at < item.end {
        let joint = printed
            .longest(at, &["以及", "及", "和", "与"])
            .filter(|&end| end < item.end);
        match joint.filter(|_| ends_as_expense(printed, start, at) && !printed.in_name(at)) {
            Some(end) => {
                items.push(start..at);
                (start, at) = (end, end);
            }
            None if printed.at(at) == Some('(') => {
                at = printed.closing(at, item.end).unwrap_or(at) + 1
            }
            None => at += 1,
        }
    }
    items.push(start..item.end);
    items
}

fn ends_as_expense(printed: &Printed, start: usize, end: usize) -> bool {
    let words = ["费", "费用", "支出", "补助", "补贴"];
    end > start && printed.longest_before(end, &words).is_some()
}

/// Gives the items of one list (between two semicolons) the heads they share.
pub(super) fn share_heads(printed: &Printed, entries: &mut [Entry]) {
    let mut at = 0;
    while at < entries.len() {
        let governed =
            |entry: &&Entry| entry.context.is_none() && is_plain(printed, &entry.name, false);
        let head = entries.get(at).filter(|entry| entry.context.is_none());
        let split = head.and_then(|entry| split_head(printed, &entry.name));
        let followers = entries.iter().skip(at + 1).take_while(governed).count();
        let split = split.filter(|_| followers > 0);
        let Some((head, name)) = split else {
            at += 1;
            continue;
        };
        for entry in entries.iter_mut().skip(at).take(followers + 1) {
            entry.context = Some(head.clone());
        }
        if let Some(entry) = entries.get_mut(at) {
            entry.name = name;
        }
        at += followers + 1;
    }
}

/// `创新活动|师资费`: an activity before a plain expense.
fn split_head(printed: &Printed, name: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let border = (name.start + 1..name.end).find(|&at| {
        let activity = printed
            .longest_before(at, ACTIVITIES)
            .is_some_and(|start| start >= name.start);
        activity && is_plain(printed, &(past_of(printed, at)..name.end), true)
    });
    border.map(|at| (name.start..at, past_of(printed, at)..name.end))
}

fn past_of(printed: &Printed, at: usize) -> usize {
    printed.longest(at, &["的"]).unwrap_or(at)
}

/// Whether words are a plain expense: parts from [`PLAIN`], then 费. A person may stand first where `with_person`.
fn is_plain(printed: &Printed, name: &Range<usize>, with_person: bool) -> bool {
    let Some(end) = printed
        .longest_before(name.end, &["费", "费用"])
        .filter(|&end| end > name.start)
    else {
        return false;
    };
    let person = printed.longest(name.start, PERSONS).filter(|_| with_person);
    let mut at = person.unwrap_or(name.start);
    while at < end {
        match printed.longest(at, PLAIN) {
            Some(next) if next <= end => at = next,
            _ => return false,
        }
    }
    true
}
