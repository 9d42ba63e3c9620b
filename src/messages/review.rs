//! Words about reviews: kinds, verdicts, where words are now, and what cannot be done.

pub mod listing;
pub mod packet;
pub mod since;
pub mod summary;

pub use listing::{accepted, decided, head, left, offer, on_words, proposes, reply};

use crate::app::failure::ReviewFailure;
use crate::domain::anchor::Placement;
use crate::domain::review::entry::{Kind, Verdict};
use crate::domain::review::proposal::NotApplicable;
use crate::messages::Lang;
use crate::text::look_alike::pointed_out;
use crate::text::visible::visible;

messages! {
    bad_name(name: &str) { "“{name}”不能用作评审人的名字。", "“{name}” cannot be a reviewer's name." }
    no_annotation(id: &str) { "没有批注 {id}，或者有几条以它开头。", "There is no annotation {id}, or several begin with it." }
    no_criterion(given: &str, known: &str) { "评分表里没有“{given}”，只有：{known}。", "The rubric has no “{given}”, only: {known}." }
    bad_points(given: &str, most: u32) { "“{given}”不是 0 到 {most} 的整数。", "“{given}” is no whole number from 0 to {most}." }
    no_quote(quote: &str) { "这一项里没有“{quote}”。", "The field does not have “{quote}”." }
    many_quotes(count: usize) { "这些字在这一项里有 {count} 处。", "The field has these words {count} time{count:?}." }
    not_yours(by: &str) { "批注是 {by} 写的，只有本人能改或撤回。", "{by} wrote the annotation; nobody else changes or withdraws it." }
    misplaced(at: &str) { "{at} 不能这样改：文字用 --replace，行用 --set、--add-row、--remove-row。", "{at} cannot be changed so: words take --replace, rows --set, --add-row, --remove-row." }
    no_offer(wanted: usize, count: usize) { "没有第 {wanted} 个可选位置，共 {count} 个。", "There is no place {wanted} on offer, only {count}." }
    hidden(count: usize) { "盲审：另有 {count} 位评审人的意见，给出结论之后才能看。", "Blind review: {count} more reviewer{count:?} to be read once a verdict is given." }
    no_annotations { "没有批注", "no annotations" }
    nothing_to_accept { "没有可采纳的建议", "nothing to accept" }
    unseen_some(count: usize) { "取消 {count} 项的已看", "the marks of {count} taken away" }
    seen_some(count: usize) { "{count} 项标为已看", "{count} marked as seen" }
    whole_draft { "整份草稿", "the whole draft" }
    edited(similarity: u8) { "原文已改（{similarity}% 相同）", "words changed ({similarity}% alike)" }
}

/// That everything is marked as seen, or nothing any more.
#[must_use]
pub fn seen_all(lang: Lang, seen: bool) -> &'static str {
    match seen {
        true => lang.pick("全部标为已看", "everything is marked as seen"),
        false => lang.pick("全部取消已看", "all marks are taken away"),
    }
}

/// What somebody wrote, or a name: harmless, and what looks like something else pointed out.
#[must_use]
pub fn said(text: &str) -> String {
    visible(&pointed_out(text)).into_owned()
}

/// What kind of remark it is.
#[must_use]
pub fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Required => lang.pick("必改", "required"),
        Kind::Suggestion => lang.pick("建议", "suggestion"),
        Kind::Question => lang.pick("提问", "question"),
        Kind::Praise => lang.pick("肯定", "praise"),
    }
}

/// A reviewer's verdict.
#[must_use]
pub fn verdict(lang: Lang, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Approve => lang.pick("通过", "approve"),
        Verdict::Revise => lang.pick("修改后再审", "revise"),
        Verdict::Reject => lang.pick("不通过", "reject"),
    }
}

/// Where a remark's words are now.
#[must_use]
pub fn placement(lang: Lang, placement: &Placement) -> String {
    let words = match placement {
        Placement::Edited { similarity, .. } => return edited(lang, *similarity),
        Placement::Exact { .. } => lang.pick("原位", "in place"),
        Placement::Shifted { .. } => lang.pick("移位", "shifted"),
        Placement::Moved { .. } => lang.pick("搬动，请确认位置", "moved; confirm where"),
        Placement::Ambiguous { .. } => lang.pick("位置不明，请指定", "not sure where; say which"),
        Placement::Orphaned { .. } => lang.pick("原文已失落", "the words are gone"),
    };
    words.to_owned()
}

/// What cannot be done in a review.
#[must_use]
pub fn failure(lang: Lang, failure: &ReviewFailure) -> String {
    let safe = |text: &str| visible(text).into_owned();
    match failure {
        ReviewFailure::BadName(name) => bad_name(lang, &safe(name)),
        ReviewFailure::NoAnnotation(id) => no_annotation(lang, &safe(id)),
        ReviewFailure::NoCriterion { given, known } => {
            no_criterion(lang, &safe(given), &safe(&lang.listed(known)))
        }
        ReviewFailure::BadPoints { given, most } => bad_points(lang, &safe(given), *most),
        ReviewFailure::NoQuote(quote) => no_quote(lang, &safe(quote)),
        ReviewFailure::ManyQuotes(count) => many_quotes(lang, *count),
        ReviewFailure::NotApplicable(why) => not_applicable(lang, *why).to_owned(),
        ReviewFailure::NotYours(by) => not_yours(lang, &safe(by)),
        ReviewFailure::Misplaced(at) => misplaced(lang, &safe(at)),
        ReviewFailure::NoOffer(wanted, count) => no_offer(lang, *wanted, *count),
    }
}

/// Why what an annotation proposes cannot be put into the draft now.
#[must_use]
pub fn not_applicable(lang: Lang, why: NotApplicable) -> &'static str {
    match why {
        NotApplicable::NoProposal => lang.pick(
            "这条批注没有提出修改。",
            "The annotation proposes no change.",
        ),
        NotApplicable::NotPinned => lang.pick(
            "不能确定原文现在在哪里，没有改动。",
            "It is not sure where the words are now; nothing was changed.",
        ),
        NotApplicable::Changed => lang.pick(
            "批注之后原文又改过，没有改动。",
            "The words were changed since the remark; nothing was changed.",
        ),
        NotApplicable::NoRow => lang.pick("那一行已经不在了。", "The row is not there any more."),
        NotApplicable::Covered => lang.pick(
            "建议里有遮去的字（■），没有写进草稿。",
            "Words of the proposal are covered (■); nothing was changed.",
        ),
        NotApplicable::Done => lang.pick("草稿里已经是这样写的。", "The draft says so already."),
    }
}

/// What to do now.
#[must_use]
pub fn failure_hint(lang: Lang, failure: &ReviewFailure) -> &'static str {
    let (zh, en) = match failure {
        ReviewFailure::BadName(_) => (
            "用 --as 给出名字：一行，不超过 120 字。",
            "Give a name with --as: one line, at most 120 characters.",
        ),
        ReviewFailure::NoAnnotation(_) => (
            "用 shenbao annotations 看各条批注。",
            "shenbao annotations lists them.",
        ),
        ReviewFailure::NoCriterion { .. } => (
            "评分项写在批次的 form.json 里。",
            "The call's form.json has the criteria.",
        ),
        ReviewFailure::BadPoints { .. } => ("弃权写 -。", "To abstain, give -."),
        ReviewFailure::NoQuote(_) => (
            "用 shenbao get 看这一项的文字。",
            "shenbao get shows the field's text.",
        ),
        ReviewFailure::ManyQuotes(_) => (
            "多引几个字，或用 --nth 指明第几处。",
            "Quote a few more characters, or say which with --nth.",
        ),
        ReviewFailure::NotApplicable(NotApplicable::Changed) => (
            "看过现在的文字后仍要采纳，加 --force。",
            "To accept it all the same after a look, add --force.",
        ),
        ReviewFailure::NotApplicable(NotApplicable::NotPinned) => (
            "先用 shenbao pin 指定位置。",
            "Say where with shenbao pin first.",
        ),
        ReviewFailure::NotApplicable(_) => (
            "用 shenbao annotations 看这条批注。",
            "shenbao annotations shows it.",
        ),
        ReviewFailure::Misplaced(_) => (
            "用 shenbao paths 看各项的路径。",
            "shenbao paths shows the address of each field.",
        ),
        ReviewFailure::NoOffer(..) => (
            "用 shenbao annotations 看可选的位置。",
            "shenbao annotations shows the places on offer.",
        ),
        ReviewFailure::NotYours(_) => (
            "可以用 shenbao reply 回复。",
            "Answer it with shenbao reply.",
        ),
    };
    lang.pick(zh, en)
}
