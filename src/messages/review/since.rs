//! What was written about a draft since its last version, in a line: the next version is kept with it.

use crate::domain::review::Notebook;
use crate::domain::review::annotation::{Annotation, Decision, annotations};
use crate::domain::review::entry::{Act, Entry, EntryId};
use crate::messages::Lang;
use std::collections::{BTreeMap, BTreeSet};

messages! {
    only_seen { "记下看过的内容", "what was seen" }
    accepted(by: &str, count: usize) { "采纳 {by} 的建议 {count} 条", "accepted {count} suggestion{count:?} by {by}" }
    by(who: &str, what: &str) { "{who}：{what}", "{who}: {what}" }
    remarks(count: usize) { "批注 {count} 条", "{count} annotation{count:?}" }
    replies(count: usize) { "回复 {count} 条", "{count} repl{count:e}" }
    refused(count: usize) { "未采纳 {count} 条", "{count} declined" }
    resolved(count: usize) { "处理 {count} 条", "{count} dealt with" }
    scores(count: usize) { "评分 {count} 项", "{count} score{count:?}" }
    concluded(verdict: &str) { "结论 {verdict}", "verdict {verdict}" }
    declared { "声明回避", "conflict of interest" }
    others(count: usize) { "其他 {count} 条", "{count} other{count:?}" }
}

/// What was written with a version in front of its writer; empty when nothing was. Names are as they are: a version's
/// message is shown harmless wherever it is shown.
#[must_use]
pub fn since(lang: Lang, notebooks: &[Notebook], version: &str) -> String {
    let all = annotations(notebooks);
    let parts = notebooks.iter().flat_map(|notebook| {
        let entries = notebook.entries().iter();
        let new = entries.filter(|entry| entry.judged.version.as_deref() == Some(version));
        let new: Vec<&Entry> = new.collect();
        let mut parts = taken(lang, &new, &all);
        let said = said(lang, &new).join(lang.pick("，", ", "));
        if !said.is_empty() {
            parts.push(by(lang, &notebook.by, &said));
        }
        parts
    });
    let parts: Vec<String> = parts.collect();
    parts.join(lang.pick("；", "; "))
}

/// Whose suggestions were taken.
fn taken(lang: Lang, entries: &[&Entry], all: &[Annotation]) -> Vec<String> {
    let ids = entries.iter().filter_map(|entry| match &entry.act {
        Act::Accept(id) => Some(id),
        _ => None,
    });
    // An acceptance that was taken back is none; one that was then done again is one.
    let ids: BTreeSet<&EntryId> = ids.collect();
    let accepted_now = |one: &&Annotation| {
        let decision = one.decision.as_ref();
        ids.contains(&one.id) && decision.is_some_and(|(it, _)| *it == Decision::Accepted)
    };
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for one in all.iter().filter(accepted_now) {
        *counts.entry(&one.by).or_default() += 1;
    }
    let told = counts.into_iter();
    told.map(|(by, count)| accepted(lang, by, count)).collect()
}

/// Everything else that one person wrote.
fn said(lang: Lang, entries: &[&Entry]) -> Vec<String> {
    let count = |is: fn(&Act) -> bool| entries.iter().filter(|entry| is(&entry.act)).count();
    let counted = [
        (
            count(|act| matches!(act, Act::Annotate(_))),
            remarks as fn(Lang, usize) -> String,
        ),
        (count(|act| matches!(act, Act::Reply { .. })), replies),
        (count(|act| matches!(act, Act::Refuse(_))), refused),
        (count(|act| matches!(act, Act::Resolve(_))), resolved),
        (count(|act| matches!(act, Act::Score { .. })), scores),
        (count(is_other), others),
    ];
    let counted = counted.into_iter().filter(|(count, _)| *count > 0);
    let mut told: Vec<String> = counted.map(|(count, words)| words(lang, count)).collect();
    let verdicts = entries.iter().filter_map(|entry| match &entry.act {
        Act::Verdict { verdict, .. } => Some(concluded(lang, super::verdict(lang, *verdict))),
        Act::Declare(why) if !why.is_empty() => Some(declared(lang).to_owned()),
        _ => None,
    });
    told.extend(verdicts);
    told
}

fn is_other(act: &Act) -> bool {
    matches!(
        act,
        Act::Amend { .. } | Act::Withdraw(_) | Act::Pin { .. } | Act::Reopen(_) | Act::Unknown(_)
    )
}
