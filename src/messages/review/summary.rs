//! Words of the summary of a review.

use crate::domain::review::annotation::Annotation;
use crate::messages::Lang;
use crate::messages::review::said;

messages! {
    title(id: &str) { "{id} 评审汇总", "{id}: summary of the review" }
    no_scores { "还没有评分和结论", "no scores or verdicts yet" }
    whole { "合计（%）", "in all (%)" }
    verdict_of(by: &str, verdict: &str) { "{by}：{verdict}", "{by}: {verdict}" }
    verdict_with(by: &str, verdict: &str, note: &str) { "{by}：{verdict}（{note}）", "{by}: {verdict} ({note})" }
    stands_back_line(by: &str, why: &str) { "{by} 声明回避，评分不计入：{why}", "{by} declared a conflict of interest and is not counted: {why}" }
    open(required: usize, others: usize) { "未处理：必改 {required} 条，其他 {others} 条", "open: {required} required, {others} other{others:?}" }
}

/// The head of the first columns: id, criterion, weight, points.
#[must_use]
pub fn columns(lang: Lang) -> [&'static str; 4] {
    lang.pick(
        ["编号", "评分项", "权重", "满分"],
        ["id", "criterion", "weight", "points"],
    )
}

/// The head of the last columns: mean, and how far the scores lie apart.
#[must_use]
pub fn spread_columns(lang: Lang) -> [&'static str; 2] {
    lang.pick(["平均", "分差"], ["mean", "spread"])
}

/// A verdict with what was said about it.
#[must_use]
pub fn gave(lang: Lang, by: &str, verdict: &str, note: &str) -> String {
    if note.is_empty() {
        return verdict_of(lang, by, verdict);
    }
    verdict_with(lang, by, verdict, &said(note))
}

/// A declared conflict of interest.
#[must_use]
pub fn stands_back(lang: Lang, by: &str, why: &str) -> String {
    stands_back_line(lang, by, &said(why))
}

/// An open required annotation in a line.
#[must_use]
pub fn required(_: Lang, one: &Annotation, at: &str) -> String {
    let (by, body) = (said(&one.by), said(&one.body));
    format!("  {}  {by}  {at}  {body}", one.id.as_str())
}
