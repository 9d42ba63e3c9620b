//! Words of the list of annotations and of what became of proposals.

use super::{kind, not_applicable, placement, said};
use crate::domain::anchor::Placement;
use crate::domain::review::acceptance::Left;
use crate::domain::review::annotation::{Annotation, Decision, Reply};
use crate::domain::review::entry::EntryId;
use crate::domain::review::proposal::Proposal;
use crate::messages::Lang;
use crate::text::look_alike::pointed_out;
use crate::text::visible::{visible, visible_lines};
use std::collections::BTreeMap;

messages! {
    open { "待处理", "open" }
    done { "已处理", "dealt with" }
    withdrawn { "已撤回", "taken back" }
    answered(by: &str, body: &str) { "    └ {by}：{body}", "    └ {by}: {body}" }
    becomes(words: &str) { "    改为：{words}", "    to become: {words}" }
    emptied { "    删去这些字", "    to be deleted" }
    new_row(cells: &str) { "    添一行：{cells}", "    a new row: {cells}" }
    row_out { "    删去这一行", "    the row to be taken out" }
    offer_line(number: usize, at: &str, stands: &str, similarity: u8) { "    {number}) {at}：“{stands}”（{similarity}% 相同）", "    {number}) {at}: “{stands}” ({similarity}% alike)" }
    took(by: &str) { "    {by} 已采纳", "    accepted by {by}" }
    declined(by: &str) { "    {by} 未采纳", "    declined by {by}" }
    taken(id: &str, by: &str, body: &str) { "已采纳 {id} {by}：{body}", "accepted {id} by {by}: {body}" }
    not_taken(id: &str, why: &str) { "未采纳 {id}：{why}", "not accepted {id}: {why}" }
    meets(other: &str) { "与 {other} 改的是同一处而写法不同，请逐条定夺。", "it changes the same words as {other}, in another way; decide one by one." }
}

/// The head line of an annotation: id, who, kind, where, in what state, whether it is dealt with.
#[must_use]
pub fn head(lang: Lang, annotation: &Annotation, at: &str, now: &Placement) -> String {
    let state = if annotation.withdrawn {
        withdrawn(lang)
    } else if annotation.resolved.is_some() {
        done(lang)
    } else if annotation.is_open() {
        open(lang)
    } else {
        ""
    };
    let parts = [
        annotation.id.as_str(),
        &said(&annotation.by),
        kind(lang, annotation.kind),
        &visible(at),
        &placement(lang, now),
        state,
    ];
    parts.join("  ").trim_end().to_owned()
}

/// The words that an annotation was made on.
#[must_use]
pub fn on_words(_: Lang, quote: &str) -> String {
    format!("    “{}”", visible(quote))
}

/// What an annotation proposes.
#[must_use]
pub fn proposes(lang: Lang, proposal: &Proposal) -> String {
    match proposal {
        Proposal::Words(words) if words.is_empty() => emptied(lang).to_owned(),
        Proposal::Words(words) => becomes(lang, &said(words)),
        Proposal::Cells(told) => becomes(lang, &cells(told)),
        Proposal::Row(row) => new_row(lang, &cells(&row.cells)),
        Proposal::RowOut => row_out(lang).to_owned(),
    }
}

fn cells(cells: &BTreeMap<String, String>) -> String {
    let told = cells.iter();
    let told = told.map(|(column, text)| format!("{}={}", visible(column), said(text)));
    told.collect::<Vec<_>>().join("  ")
}

/// A place that is offered for an annotation, by its number.
#[must_use]
pub fn offer(lang: Lang, number: usize, at: &str, stands: &str, similarity: u8) -> String {
    offer_line(lang, number, &visible(at), &visible(stands), similarity)
}

/// What was made of a proposal, and by whom.
#[must_use]
pub fn decided(lang: Lang, decision: Decision, by: &str) -> String {
    match decision {
        Decision::Accepted => took(lang, &said(by)),
        Decision::Refused => declined(lang, &said(by)),
    }
}

/// An answer.
#[must_use]
pub fn reply(lang: Lang, reply: &Reply) -> String {
    answered(
        lang,
        &said(&reply.by),
        &visible_lines(&pointed_out(&reply.body)),
    )
}

/// An annotation whose proposal was taken: what it says, or what it proposed where it says nothing.
#[must_use]
pub fn accepted(lang: Lang, one: &Annotation) -> String {
    let proposed = one.proposal.as_ref().map(|it| proposes(lang, it));
    let told = match proposed.filter(|_| one.body.is_empty()) {
        Some(proposed) => proposed.trim_start().to_owned(),
        None => said(&one.body),
    };
    taken(lang, one.id.as_str(), &said(&one.by), &told)
}

/// A proposal that was not taken, and why.
#[must_use]
pub fn left(lang: Lang, id: &EntryId, why: &Left) -> String {
    let why = match why {
        Left::NotApplicable(why) => not_applicable(lang, *why).to_owned(),
        Left::Meets(other) => meets(lang, other.as_str()),
    };
    not_taken(lang, id.as_str(), &why)
}
