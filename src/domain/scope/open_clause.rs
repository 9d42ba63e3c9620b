//! The open clause of a scope: `以及与该项目相关的支出`, `等`, and what it says in other annexes.
//!
//! Invariant: a clause that opens the list names no spending of its own; `与项目相关的设备费` is an item.

use super::{OpenClause, OpenKind};
use crate::domain::measure::printed::{Printed, is_break};
use std::ops::Range;

/// What relates spending to the project.
const RELATING: &[&str] = &["相关", "有关", "所需", "所必需", "必要", "必需", "相关联"];
/// What may stand before it.
const CLOSELY: &[&str] = &[
    "直接", "密切", "紧密", "实施", "开展", "执行", "活动", "工作",
];
/// What spending is related to.
const ENDS: &[&str] = &[
    "项目", "活动", "课题", "工作", "任务", "实施", "开展", "执行", "本项", "组织",
];
/// What may stand between the relation and the noun.
const QUALIFYING: &[&str] = &[
    "的", "其他", "其它", "各项", "各类", "合理", "必要", "直接", "专项", "业务", "一切", "所有",
];
/// Spending in general.
const SPENDING: &[&str] = &[
    "支出",
    "费用",
    "开支",
    "经费",
    "花费",
    "支出等",
    "费用等",
    "费用支出",
    "经费支出",
    "各项支出",
];
/// What joins the clause to the list.
const JOINING: &[&str] = &["以及", "及", "和", "并", "与", "或", "、"];
/// What the rest of the list is called.
const OTHER: &[&str] = &["其他", "其它", "其余"];

/// The open clauses of a scope, in printed order.
pub(super) fn find_all(printed: &Printed) -> Vec<OpenClause> {
    let mut clauses: Vec<OpenClause> = Vec::new();
    let mut at = 0;
    while at < printed.len() {
        let outside = clauses.last().map_or(0, |last| last.span.end);
        let found = related(printed, at, outside)
            .or_else(|| other(printed, at, outside))
            .or_else(|| etc(printed, at));
        match found {
            Some((span, kind)) => {
                at = span.end;
                clauses.push(OpenClause {
                    text: printed.cut(span.clone()),
                    span,
                    kind,
                });
            }
            None => at += 1,
        }
    }
    clauses
}

/// The widest of the clauses: related spending before 等.
pub(super) fn widest(clauses: &[OpenClause]) -> Option<OpenClause> {
    let related = clauses
        .iter()
        .find(|clause| clause.kind == OpenKind::Related);
    related.or(clauses.first()).cloned()
}

fn ends_clause(printed: &Printed, at: usize) -> bool {
    let at = printed.skip_space(at);
    printed
        .at(at)
        .is_none_or(|c| is_break(c) || matches!(c, '、' | '(' | ')'))
}

/// `与该项目相关的支出`, told by the relating word at `at`.
fn related(printed: &Printed, at: usize, limit: usize) -> Option<(Range<usize>, OpenKind)> {
    let end = spending_behind(printed, printed.longest(at, RELATING)?)?;
    let mut start = at;
    while let Some(earlier) = printed
        .longest_before(start, CLOSELY)
        .filter(|&s| s >= limit)
    {
        start = earlier;
    }
    let related_to = relation_start(printed, at, limit);
    let named = related_to
        .or_else(|| (start < at || printed.longest_before(start, ENDS).is_some()).then_some(start));
    let start = named.map_or(start, |start| project_start(printed, start, limit));
    let start = back_over(printed, start, OTHER, limit);
    // 科普相关支出 is an item: something else than the project is named.
    let joined = back_over(printed, start, JOINING, limit);
    let stands_free =
        related_to.is_some() || joined < start || start == limit || ends_before(printed, start);
    stands_free.then(|| (joined_words(printed, joined, limit)..end, OpenKind::Related))
}

/// The end of `的其他支出` behind a relating word.
fn spending_behind(printed: &Printed, at: usize) -> Option<usize> {
    let mut at = at;
    while let Some(end) = printed.longest(at, QUALIFYING) {
        at = end;
    }
    let end = printed.longest(at, SPENDING)?;
    ends_clause(printed, end).then_some(end)
}

/// The start of `与…项目` that ends before the relating word at `at`.
fn relation_start(printed: &Printed, at: usize, limit: usize) -> Option<usize> {
    let reach = at.saturating_sub(14).max(limit);
    let with = (reach..at)
        .rev()
        .find(|&at| matches!(printed.at(at), Some('与' | '和' | '同' | '跟')))?;
    let between = with + 1..at;
    let whole = between
        .clone()
        .all(|at| printed.at(at).is_some_and(|c| !is_break(c) && c != '、'));
    let project = between.clone().any(|at| {
        printed
            .longest(at, ENDS)
            .is_some_and(|end| end <= between.end)
    });
    (whole && project).then_some(with)
}

/// `项目相关支出`, `本项目所需支出`: back over the project itself.
fn project_start(printed: &Printed, start: usize, limit: usize) -> usize {
    if matches!(printed.at(start), Some('与' | '和' | '同' | '跟')) {
        return start;
    }
    let project = back_over(printed, start, ENDS, limit);
    back_over(
        printed,
        project,
        &["该", "本", "此", "上述", "完成", "为", "实施", "开展"],
        limit,
    )
}

/// `其他费用`, `其他`: the rest of the list.
fn other(printed: &Printed, at: usize, limit: usize) -> Option<(Range<usize>, OpenKind)> {
    let end = printed.longest(at, OTHER)?;
    let (related, end) = match printed.longest(end, &["相关", "有关", "必要", "合理"]) {
        Some(end) => (true, end),
        None => (false, end),
    };
    let end = spending_behind(printed, end).or_else(|| ends_clause(printed, end).then_some(end))?;
    let joined = back_over(printed, at, JOINING, limit);
    let stands_free = joined < at || at == limit || ends_before(printed, at);
    let kind = if related {
        OpenKind::Related
    } else {
        OpenKind::Etc
    };
    stands_free.then(|| (joined_words(printed, joined, limit)..end, kind))
}

/// `等`, `等支出`: more of the same.
fn etc(printed: &Printed, at: usize) -> Option<(Range<usize>, OpenKind)> {
    let word = printed
        .before(at)
        .is_some_and(|c| "高中初同平均对优何此劣相".contains(c));
    if printed.at(at) != Some('等') || word || at == 0 {
        return None;
    }
    let mut end = at + 1;
    while let Some(next) = printed.longest(
        end,
        &[
            "相关",
            "有关",
            "方面",
            "方面的",
            "其他",
            "各项",
            "必要",
            "的",
            "合理",
            "直接",
        ],
    ) {
        end = next;
    }
    let spending = printed
        .longest(end, SPENDING)
        .or_else(|| printed.longest(end, &["内容", "项目", "事项"]));
    let end = spending.or_else(|| (end == at + 1).then_some(end))?;
    let ends = ends_clause(printed, end) || printed.longest(end, JOINING).is_some();
    ends.then_some((at..end, OpenKind::Etc))
}

fn back_over(printed: &Printed, from: usize, words: &[&str], limit: usize) -> usize {
    let mut start = from;
    while let Some(earlier) = printed.longest_before(start, words).filter(|&s| s >= limit) {
        start = earlier;
    }
    start
}

fn ends_before(printed: &Printed, at: usize) -> bool {
    printed
        .before(printed.back_space(at))
        .is_none_or(|c| is_break(c) || matches!(c, '、' | '等' | '(' | ')' | '.'))
}

/// Without the pause that stands before the joining word: `、以及` belongs to the list.
fn joined_words(printed: &Printed, start: usize, limit: usize) -> usize {
    let pause = printed.at(start) == Some('、') && start >= limit;
    if pause { start + 1 } else { start }
}
