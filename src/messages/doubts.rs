//! What a reader of annexes was not sure about, for the person who publishes a call.

use crate::domain::doubt::{Column, DoubtKind, DoubtPlace};
use crate::domain::project::note::SourceNote;
use crate::messages::Lang;
use crate::text::visible::visible;

messages! {
    no_table { "没有找到表头（要有序号、项目名称、编号、指标、支出范围等栏中的至少三栏）", "no row of headings was found (it needs at least three of: number, name, code, indicators, scope)" }
    no_column(column: &str) { "没有“{column}”一栏", "there is no column for the {column}" }
    unknown_column(heading: &str) { "“{heading}”一栏没有读入", "the column “{heading}” was left out" }
    cells(found: usize, expected: usize) { "这一行有 {found} 格，表头有 {expected} 格", "the row has {found} cells, the headings are {expected}" }
    empty(column: &str) { "“{column}”是空的", "the {column} cell is empty" }
    seq_unread(words: &str) { "序号“{words}”不是数字", "“{words}” is no running number" }
    duplicate_code(printed: &str, given: &str) { "编号“{printed}”重复，这一行暂用“{given}”", "the code “{printed}” is printed twice; this row is called “{given}” for now" }
    no_due { "没有找到完成期限", "no completion date was found" }
    due_unread(words: &str) { "完成期限“{words}”不是具体日期", "the completion date “{words}” is no day" }
    stray_text(words: &str) { "表格之外的文字没有读入：{words}", "words outside the table were left out: {words}" }
    no_title { "表格之前没有标题", "no title stands before the table" }
    no_measure(label: &str) { "指标{label}没有读出数量", "indicator {label} has no measure" }
    no_scope_items { "支出范围没有读出任何支出项", "no item could be read from the scope" }
    unknown_item(item: &str) { "支出项“{item}”不在词表里，请在 spending.json 的 scope_words 中补上", "the taxonomy does not know the scope item “{item}”; add it to scope_words in spending.json" }
    row(row: usize) { "第 {row} 行 ", "row {row} " }
}

/// Where a doubt is: the project's code, or the row; nothing for the annex as a whole. Ends with a space.
#[must_use]
pub fn place(lang: Lang, place: &DoubtPlace) -> String {
    match (&place.project, place.row) {
        (Some(code), _) => format!("{} ", visible(code)),
        (None, Some(number)) => row(lang, number),
        (None, None) => String::new(),
    }
}

/// What is doubtful.
#[must_use]
pub fn sentence(lang: Lang, doubt: &DoubtKind) -> String {
    match doubt {
        DoubtKind::NoTable => no_table(lang).to_owned(),
        DoubtKind::NoColumn(column) => no_column(lang, column_name(lang, *column)),
        DoubtKind::UnknownColumn(heading) => unknown_column(lang, &visible(heading)),
        DoubtKind::Cells { expected, found } => cells(lang, *found, *expected),
        DoubtKind::Empty(column) => empty(lang, column_name(lang, *column)),
        DoubtKind::SeqUnread(words) => seq_unread(lang, &visible(words)),
        DoubtKind::DuplicateCode { printed, given } => {
            duplicate_code(lang, &visible(printed), given)
        }
        DoubtKind::NoDue => no_due(lang).to_owned(),
        DoubtKind::DueUnread(words) => due_unread(lang, &visible(words)),
        DoubtKind::StrayText(words) => stray_text(lang, &visible(words)),
        DoubtKind::NoTitle => no_title(lang).to_owned(),
        DoubtKind::Note(note) => noted(lang, note),
        DoubtKind::NoMeasure { label } => no_measure(lang, &visible(label)),
        DoubtKind::NoScopeItems => no_scope_items(lang).to_owned(),
        DoubtKind::UnknownItem(item) => unknown_item(lang, &visible(item)),
    }
}

/// A source note. The Chinese words are the ones that the catalog keeps.
fn noted(lang: Lang, note: &SourceNote) -> String {
    let english = match note {
        SourceNote::MissingLabel(label) => format!("indicator number {label} is missing"),
        SourceNote::RepeatedLabel(label) => format!("indicator number {label} is printed twice"),
        SourceNote::MixedLabels(examples) => format!(
            "the indicators are numbered in several styles: {}",
            examples.join(", ")
        ),
        SourceNote::RunTogether(label) => {
            format!("nothing separates indicator {label} from the one before")
        }
        SourceNote::NoLabels => {
            "the indicators have no numbers; they were split at their punctuation".to_owned()
        }
        SourceNote::Preamble(words) => {
            format!("words before the first indicator's number: {words}")
        }
        SourceNote::UnreadNumber { label, words } => {
            format!("a number in indicator {label} was not read: {words}")
        }
        SourceNote::Bookmark(mark) => format!("a bookmark was taken out: {mark}"),
        SourceNote::StraySpaces(heading) => format!("stray spaces in the column “{heading}”"),
        SourceNote::CodeGiven { printed, given } => {
            format!("the code “{printed}” cannot be used; the project is called {given} for now")
        }
    };
    let words = lang.pick(note.to_string(), english);
    visible(&words).into_owned()
}

fn column_name(lang: Lang, column: Column) -> &'static str {
    let (zh, en) = match column {
        Column::Seq => ("序号", "running number"),
        Column::Category => ("项目类别", "category"),
        Column::Name => ("项目名称", "name"),
        Column::Code => ("项目编号", "code"),
        Column::Content => ("项目内容", "content"),
        Column::Indicators => ("项目指标", "indicators"),
        Column::Scope => ("支出范围", "spending scope"),
        Column::Due => ("完成时间", "completion date"),
    };
    lang.pick(zh, en)
}
