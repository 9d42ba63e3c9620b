//! Words of the review: a draft beside what it is read against.

use crate::app::base::Base;
use crate::messages::Lang;
use crate::text::visible::visible;

messages! {
    title { "评审", "Review" }
    now { "现在的内容", "the draft now" }
    against(base: &str) { "基线：{base}", "base: {base}" }
    change_of(n: usize, all: usize) { "变更 {n}/{all}", "change {n}/{all}" }
    changes(all: usize) { "变更 {all} 处", "{all} change{all:?}" }
    no_changes { "与基线没有差别", "no difference" }
    in_section(changes: usize) { "{changes} 处变更", "{changes} change{changes:?}" }
    unasked { "表外的内容", "Not asked for by the form" }
    empty { "（空）", "(empty)" }
    folded_fields(fields: usize, chars: usize) { "{fields} 项未变（{chars} 字）", "{fields} field{fields:?} unchanged ({chars} char{chars:?})" }
    folded_text(paragraphs: usize, chars: usize) { "{paragraphs} 段未变（{chars} 字）", "{paragraphs} paragraph{paragraphs:?} unchanged ({chars} char{chars:?})" }
    folded_rows(rows: usize) { "{rows} 行未变", "{rows} row{rows:?} unchanged" }
    moved_to(paragraph: usize) { "⟶ 移到第 {paragraph} 段", "⟶ moved to paragraph {paragraph}" }
    moved_from(paragraph: usize) { "⟵ 自第 {paragraph} 段移来", "⟵ moved from paragraph {paragraph}" }
    moved_row(from: usize, to: usize) { "自第 {from} 行移到第 {to} 行", "moved from row {from} to row {to}" }
    filled { "新填", "filled" }
    emptied { "清空", "emptied" }
    changed { "已改", "changed" }
    rows_changed(added: usize, removed: usize, changed: usize) { "增 {added} 行，删 {removed} 行，改 {changed} 行", "{added} row{added:?} added, {removed} removed, {changed} changed" }
    printed(measure: &str) { "规定：{measure}", "printed: {measure}" }
    ruling { "判定", "ruling" }
    total { "合计", "Total" }
    wrapped_forward { "已过最后一处，从头来", "past the last one; on from the first" }
    wrapped_back { "已过第一处，从末尾来", "past the first one; on from the last" }
    not_found(words: &str) { "没有找到“{words}”", "“{words}” is not there" }
    other_file { "另一个文件…", "another file…" }
    base_title { "与什么对照", "Read against what" }
    base_file { "与哪个文件对照？草稿的 draft.json 或导出的 JSON。", "Which file? A draft.json or an exported JSON." }
    find_title { "查找", "Find" }
    find_ask { "找什么？在草稿和基线两边找，折起的也找。", "Which words? Both sides are searched, folded parts too." }
    whole { "整份草稿", "The whole draft" }
    annotations(all: usize, open: usize) { "批注 {all}（{open} 待处理）", "{all} remark{all:?} ({open} open)" }
    filtered { "已筛选", "filtered" }
    hidden(reviewers: usize) { "盲评：另有 {reviewers} 位评审人的意见，给出结论后可见", "blind: {reviewers} more reviewer{reviewers:?}, shown after your verdict" }
    margin { "批注", "Remarks" }
    open { "待处理", "open" }
    resolved { "已处理", "resolved" }
    accepted { "已采纳", "accepted" }
    refused { "未采纳", "refused" }
    withdrawn { "（已撤回）", "(taken back)" }
    original(words: &str) { "原文：{words}", "as judged: {words}" }
    becomes(words: &str) { "改为：{words}", "make it: {words}" }
    row_in(cells: &str) { "下面添一行：{cells}", "a row below: {cells}" }
    row_new { "在下面添一行", "add a row below" }
    row_out { "删去这一行", "take this row out" }
    offered(number: usize, at: &str, similarity: u8) { "{number}) 可能在 {at}（{similarity}% 相同）", "{number}) maybe at {at} ({similarity}% alike)" }
    all_remarks { "全部批注", "all remarks" }
    only_open { "只看待处理的", "only open ones" }
    only_of(name: &str) { "只看 {name} 的", "only those of {name}" }
    only_kind(kind: &str) { "只看“{kind}”", "only “{kind}”" }
    without_findings { "不看程序的检查结果", "without the program's findings" }
    filter_title { "看哪些批注", "Which remarks" }
    seen { "已看", "seen" }
    note_remark(kind: &str) { "批注：{kind}", "Remark: {kind}" }
    note_reason { "为什么这样改？可以空着", "Why this change? May stay empty" }
    note_words { "改成什么？", "What should it become?" }
    note_row { "添一行：列名后写内容，↓ 到下一格", "Add a row: write behind the names; ↓ to the next cell" }
    note_reply { "回复", "Reply" }
    note_amend { "改批注", "Amend the remark" }
    note_verdict(verdict: &str) { "结论：{verdict}", "Verdict: {verdict}" }
    note_verdict_told { "写几句说明，可以空着；Enter 给出结论，同时把全部内容标为已看。", "A few words, may stay empty; Enter gives the verdict and marks everything as seen." }
    note_conflict { "声明回避", "Conflict of interest" }
    note_conflict_told { "写明缘由，评分不再计入；空着表示没有。", "Say why; your scores count no more. Empty says that there is none." }
    note_done { "写好", "done" }
    remarks_wait(count: usize) { "有 {count} 条批注待处理，Alt-N 前往", "{count} open remark{count:?}; Alt-N goes there" }
    arrived(count: usize) { "别处新写了 {count} 条", "{count} written elsewhere just now" }
    wrote { "已写下", "written" }
    marked_unseen { "已取消已看", "the mark is taken away" }
    marked_seen { "已标为已看", "marked as seen" }
    unsent(count: usize) { "上次写了一半的还在：{count} 条，Alt-W 接着写", "half written last time: {count}; Alt-W takes it up" }
    unsent_title { "接着写哪一条", "Which one to write on" }
    put_aside { "写的字留着，Alt-W 接着写", "what you typed is kept; Alt-W takes it up again" }
    took(count: usize) { "已采纳 {count} 处，Ctrl-Z 可撤销", "{count} accepted; Ctrl-Z takes it back" }
    reopened(count: usize) { "已撤销采纳，{count} 条重新待处理", "taken back; {count} open again" }
    took_some(count: usize, left: usize) { "已采纳 {count} 处，{left} 处要逐条定夺", "{count} accepted, {left} to be decided one by one" }
    kind_title { "哪一类批注", "What kind of remark" }
    column_title { "改这一行的什么", "What of the row" }
    place_title { "这条批注说的是哪里", "Where is what this remark is about" }
    place_here { "现在选中或所在之处", "what is selected, or where you are" }
    insist_title { "批注之后原文又改过", "The words were changed since the remark" }
    insist { "照批注改，替换现在的文字", "Accept, and replace what stands there now" }
    leave { "不动", "Leave it" }
    sheet_title { "评分表：Enter 打分或给出结论", "Score sheet: Enter scores, or gives the verdict" }
    criterion(title: &str, weight: u32, help: &str) { "{title}（权重 {weight}）{help}", "{title} (weight {weight}) {help}" }
    not_scored { "未评", "not scored" }
    abstained { "弃权", "abstained" }
    conclude(verdict: &str) { "结论：{verdict}", "Verdict: {verdict}" }
    declare { "声明回避", "Declare a conflict of interest" }
    points_ask { "几分？整数；弃权写 -。", "How many points? A whole number; - abstains." }
    summary_title { "评审汇总", "What reviewers made of it" }
    no_sheets { "还没有评分和结论", "no scores or verdicts yet" }
    together { "合起来", "Together" }
    in_all { "总评", "in all" }
    spread(mean: &str, least: u32, most: u32, count: usize) { "平均 {mean}，{least} 至 {most}，{count} 人", "mean {mean}, {least} to {most}, by {count}" }
    figures(mean: &str, least: &str, most: &str) { "平均 {mean}%，{least}% 至 {most}%", "mean {mean}%, {least}% to {most}%" }
    still_open(required: usize, others: usize) { "未处理：必改 {required} 条，其他 {others} 条", "open: {required} required, {others} other{others:?}" }
    stands_back(why: &str) { "  声明回避，不计入：{why}", "  conflict of interest, not counted: {why}" }
    open_here(count: usize) { " [批注 {count}]", " [{count} remark{count:?}]" }
    reviewing { "评审（只读）", "reviewing (read only)" }
}

/// What a base is called.
#[must_use]
pub fn base(lang: Lang, base: &Base) -> String {
    match base {
        Base::Seen => lang.pick("上次所见", "what you saw last").to_owned(),
        Base::Prefill => lang.pick("预填内容", "the pre-fill").to_owned(),
        Base::Version(rev) => {
            let short: String = rev.chars().take(10).collect();
            lang.pick("版本 ", "version ").to_owned() + &visible(&short)
        }
        Base::File(path) => visible(path).into_owned(),
    }
}
