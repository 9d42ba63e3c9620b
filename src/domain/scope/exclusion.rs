//! What a scope bars by name: `不得用于…`, `不含…`, `严禁…`, `除…外`, `…除外`.
//!
//! Invariant: whatever stands in a barring clause is never read as permitted, up to the end of its sentence or brackets.

use super::list::parts;
use crate::domain::measure::printed::{Printed, is_space};
use std::ops::Range;

/// Words that bar what follows them; with nothing behind them, what stands before.
const BARRING: &[&str] = &[
    "不得用于",
    "不可用于",
    "不能用于",
    "不准用于",
    "不允许用于",
    "不应用于",
    "不用于",
    "不得列支",
    "不可列支",
    "不能列支",
    "不予列支",
    "不允许列支",
    "不列支",
    "不得开支",
    "不得支付",
    "不得支出",
    "不得购买",
    "不得购置",
    "不得发放",
    "不得包含",
    "不得包括",
    "不得含有",
    "不得作为",
    "不得",
    "严禁用于",
    "严禁列支",
    "严禁",
    "禁止用于",
    "禁止列支",
    "禁止",
    "不含",
    "不包括",
    "不包含",
    "不支持",
    "不资助",
    "不予资助",
    "不予支持",
    "不予报销",
    "不属于",
    "不在",
    "不纳入",
];
/// Words that cap instead: 不得超过 bars nothing.
const CAPPING: &[&str] = &[
    "不得超过",
    "不得高于",
    "不得多于",
    "不得少于",
    "不得低于",
    "不得大于",
    "不得突破",
    "不得超出",
    "不得小于",
];
/// Words with which a permission begins again.
const PERMITTING: &[&str] = &[
    "可用于",
    "可以用于",
    "可列支",
    "允许",
    "主要用于",
    "仅用于",
    "只能用于",
    "但可",
];
/// Words between barring words and what is barred.
const LEADING: &[&str] = &[
    "任何", "购买", "支付", "以下", "下列", "：", ":", "列支", "用于", "上述", "各类", "开支",
];

/// A clause that bars spending.
pub(super) struct Barring {
    /// The whole clause.
    pub span: Range<usize>,
    /// The things it bars.
    pub things: Vec<Range<usize>>,
}

/// The barring clauses of a scope, in printed order.
pub(super) fn find_all(printed: &Printed) -> Vec<Barring> {
    let mut found: Vec<Barring> = Vec::new();
    let mut at = 0;
    while at < printed.len() {
        let floor = found.last().map_or(0, |last| last.span.end);
        let barring = all_but(printed, at)
            .or_else(|| barring(printed, at, floor))
            .or_else(|| excepted(printed, at, floor));
        match barring {
            Some(barring) => {
                at = barring.span.end.max(at + 1);
                found.push(barring);
            }
            None => at += 1,
        }
    }
    found
}

fn barring(printed: &Printed, at: usize, floor: usize) -> Option<Barring> {
    let list = printed.longest(at, BARRING)?;
    if printed.longest(at, CAPPING).is_some() {
        return None;
    }
    let end = sentence_end(printed, list);
    let mut start = list;
    while let Some(next) = printed.longest(start, LEADING) {
        start = next;
    }
    let things = named(printed, start.min(end)..end);
    if things.is_empty() || printed.longest(at, &["不在", "不属于", "不纳入"]).is_some() {
        return before(printed, at, end, floor);
    }
    Some(Barring {
        span: at..end,
        things,
    })
}

/// `餐费不得列支`: what stands before the barring words, back to the last clause.
fn before(printed: &Printed, at: usize, end: usize, floor: usize) -> Option<Barring> {
    let breaks = |c: char| {
        matches!(
            c,
            '，' | ',' | '；' | ';' | '。' | '\n' | '(' | ')' | '：' | ':'
        )
    };
    let start = (floor..at)
        .rev()
        .find(|&at| printed.at(at).is_some_and(breaks))
        .map_or(floor, |at| at + 1);
    let things = named(printed, start..at);
    (!things.is_empty()).then_some(Barring {
        span: start..end,
        things,
    })
}

/// `除餐费外`.
fn all_but(printed: &Printed, at: usize) -> Option<Barring> {
    let list = printed.longest(at, &["除", "除了"])?;
    if printed
        .longest(at, &["除外", "除尘", "除草", "除雪"])
        .is_some()
    {
        return None;
    }
    let limit = sentence_end(printed, list).min(list + 60);
    let out = (list..limit).find(|&at| {
        printed.at(at) == Some('外')
            && printed
                .longest_before(at, &["对", "国", "境", "户", "校", "课", "室"])
                .is_none()
    })?;
    let end = printed.longest_before(out, &["以", "之"]).unwrap_or(out);
    let things = named(printed, list..end);
    Some(Barring {
        span: at..out + 1,
        things,
    })
}

/// `餐费除外`.
fn excepted(printed: &Printed, at: usize, floor: usize) -> Option<Barring> {
    let end = printed.longest(at, &["除外"])?;
    before(printed, at, end, floor)
}

/// Where the clause that begins before `from` ends: at the sentence's end, at the brackets' end, or where a permission begins.
fn sentence_end(printed: &Printed, from: usize) -> usize {
    let mut at = from;
    while let Some(c) = printed.at(at) {
        let permits = printed.longest(at, PERMITTING).is_some();
        if matches!(c, '；' | ';' | '。' | '\n' | ')') || permits {
            break;
        }
        at = (c == '(')
            .then(|| printed.closing(at, printed.len()))
            .flatten()
            .unwrap_or(at)
            + 1;
    }
    at
}

fn named(printed: &Printed, range: Range<usize>) -> Vec<Range<usize>> {
    let mut things = Vec::new();
    for part in parts(printed, range, &['、', '，', ',']) {
        let again = printed
            .longest(part.start, BARRING)
            .filter(|&end| end <= part.end);
        let start = again.unwrap_or(part.start);
        let end = printed
            .longest_before(part.end, ENDING)
            .filter(|&end| end >= start);
        let thing = printed.trim(start..end.unwrap_or(part.end), is_space);
        if !thing.is_empty() {
            things.push(thing);
        }
    }
    things
}

/// Words at the end of a list that name nothing.
const ENDING: &[&str] = &[
    "等",
    "等支出",
    "等费用",
    "等开支",
    "等内容",
    "等方面",
    "等相关支出",
    "等与项目无关的支出",
];
