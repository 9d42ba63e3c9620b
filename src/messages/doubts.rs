//! What a reader of annexes was not sure about, for the person who publishes a call.

use crate::domain::annex::Spot;
use crate::domain::doubt::{Column, Doubt, DoubtKind, DoubtPlace};
use crate::domain::project::note::SourceNote;
use crate::domain::reissue::Difference;
use crate::messages::Lang;
use crate::text::visible::visible;

messages! {
    no_table { "没有找到表头（要有序号、项目名称、编号、指标、支出范围等栏中的至少三栏）", "no row of headings was found (it needs at least three of: number, name, code, indicators, scope)" }
    no_column(column: &str) { "没有“{column}”一栏", "there is no column for the {column}" }
    unknown_column(heading: &str) { "“{heading}”一栏没有读入", "the column “{heading}” was left out" }
    cells(found: usize, expected: usize) { "这一行有 {found} 格，表头有 {expected} 格", "the row has {found} cell{found:?}, the headings {expected}" }
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
    weak_column(heading: &str, column: &str) { "“{heading}”一栏当作“{column}”读入", "the column “{heading}” was taken for the {column}" }
    divided(heading: &str) { "“{heading}”一格分为内容和指标两部分读入", "the cell “{heading}” was divided into content and indicators" }
    unread_table(words: &str) { "这张表没有读入：{words}", "this table was left out: {words}" }
    totals(words: &str) { "合计行没有读作项目：{words}", "a row of sums is no project: {words}" }
    row_joined(words: &str) { "这一行没有项目名称，并入上一个项目：{words}", "this row has no name and was added to the project above: {words}" }
    goes_on(column: &str) { "“{column}”是空的，按上一行读", "the {column} cell is empty and was read like the one above" }
    covers(column: &str) { "这一格横跨几栏，当作“{column}”读入", "the cell covers several columns and was read as the {column}" }
    table_inside(column: &str) { "“{column}”格里另有表格，逐行读入", "a table inside the {column} cell was read row by row" }
    reference_unread(words: &str) { "“{words}”指向别处，没有照搬", "“{words}” points elsewhere and was not followed" }
    due_sentence(words: &str) { "这句话里的日期不一定是完成期限：{words}", "the date in this sentence may not be the completion date: {words}" }
    name_of_heading(words: &str) { "项目名称取自标题：{words}", "the name was taken from the heading: {words}" }
    unlabelled(column: &str) { "没有标明的一段当作“{column}”读入", "words without a label were taken for the {column}" }
    text_box(words: &str) { "文本框没有读入：{words}", "a text box was left out: {words}" }
    hidden(words: &str) { "隐藏文字没有读入：{words}", "hidden words were left out: {words}" }
    embedded { "嵌入的另一份文件没有读入", "another document within the file was left out" }
    footnotes(count: usize) { "{count} 处脚注、尾注没有读入", "{count} footnote or endnote{count:?} left out" }
    changes(inserted: usize, deleted: usize) { "文件里有未定的修订：{inserted} 处插入已读入，{deleted} 处删除没有读入", "the file has open changes: {inserted} insertion{inserted:?} read, {deleted} deletion{deleted:?} left out" }
    could_be(words: &str) { "；也可能是：{words}", "; it could also be: {words}" }
    reused(code: &str, was: &str, is: &str) { "编号 {code} 原为“{was}”，现在是另一个项目“{is}”", "the code {code} was “{was}” and now means another project, “{is}”" }
    renamed(code: &str, was: &str, is: &str) { "{code} 由“{was}”改名为“{is}”", "{code} was renamed from “{was}” to “{is}”" }
    recoded(name: &str, was: &str, is: &str) { "“{name}”的编号由 {was} 改为 {is}", "“{name}” had the code {was} and now has {is}" }
    dropped(code: &str, name: &str) { "原有的 {code}“{name}”没有了", "{code} “{name}” is not there any more" }
    added(code: &str, name: &str) { "新增 {code}“{name}”", "{code} “{name}” is new" }
    changed(code: &str, column: &str) { "{code} 的“{column}”与原来不同", "the {column} of {code} changed" }
    cell_spot(table: usize, row: usize, column: usize) { "表 {table} 第 {row} 行第 {column} 栏", "table {table}, row {row}, column {column}" }
    paragraph_spot(number: usize) { "第 {number} 段", "paragraph {number}" }
    nothing { "（空）", "(nothing)" }
}

/// Where a doubt is: the project's code, and the cell or paragraph; nothing for the annex as a whole. Ends with a space.
#[must_use]
pub fn place(lang: Lang, place: &DoubtPlace) -> String {
    let spotted = place.spot.map(|at| spot(lang, at));
    match (&place.project, spotted) {
        (Some(code), Some(spotted)) => format!("{} [{spotted}] ", visible(code)),
        (Some(code), None) => format!("{} ", visible(code)),
        (None, Some(spotted)) => format!("[{spotted}] "),
        (None, None) => String::new(),
    }
}

/// A doubt on one line: where, what, and what else it could be. What differs from an earlier call names its project itself.
#[must_use]
pub fn line(lang: Lang, doubt: &Doubt) -> String {
    let told = whole(lang, doubt);
    match doubt.what {
        DoubtKind::Differs(_) => told,
        _ => format!("{}{told}", place(lang, &doubt.place)),
    }
}

/// The name of a place.
#[must_use]
pub fn spot(lang: Lang, spot: Spot) -> String {
    match spot {
        Spot::Cell { table, row, column } => cell_spot(lang, table, row, column),
        Spot::Paragraph(number) => paragraph_spot(lang, number),
    }
}

/// What is doubtful, and what else it could be.
#[must_use]
pub fn whole(lang: Lang, doubt: &Doubt) -> String {
    let mut told = sentence(lang, &doubt.what);
    if !doubt.others.is_empty() {
        let other = |words: &String| match words.trim() {
            "" => nothing(lang).to_owned(),
            words => format!("“{}”", visible(words)),
        };
        let others: Vec<String> = doubt.others.iter().map(other).collect();
        told.push_str(&could_be(lang, &lang.listed(&others)));
    }
    told
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
        DoubtKind::Differs(difference) => differs(lang, difference),
        DoubtKind::Divided(heading) => divided(lang, &visible(heading)),
        DoubtKind::UnreadTable(words) => unread_table(lang, &visible(words)),
        DoubtKind::Totals(words) => totals(lang, &visible(words)),
        DoubtKind::RowJoined(words) => row_joined(lang, &visible(words)),
        DoubtKind::TextBox(words) => text_box(lang, &visible(words)),
        DoubtKind::Hidden(words) => hidden(lang, &visible(words)),
        DoubtKind::Embedded => embedded(lang).to_owned(),
        DoubtKind::Footnotes(count) => footnotes(lang, *count),
        DoubtKind::Changes { inserted, deleted } => changes(lang, *inserted, *deleted),
        DoubtKind::Note(note) => noted(lang, note),
        DoubtKind::NoMeasure { label } => no_measure(lang, &visible(label)),
        DoubtKind::NoScopeItems => no_scope_items(lang).to_owned(),
        DoubtKind::UnknownItem(item) => unknown_item(lang, &visible(item)),
        DoubtKind::WeakColumn { heading, taken } => {
            weak_column(lang, &visible(heading), column_name(lang, *taken))
        }
        DoubtKind::GoesOn(column) => goes_on(lang, column_name(lang, *column)),
        DoubtKind::Covers(column) => covers(lang, column_name(lang, *column)),
        DoubtKind::TableInside(column) => table_inside(lang, column_name(lang, *column)),
        DoubtKind::Unlabelled(column) => unlabelled(lang, column_name(lang, *column)),
        DoubtKind::ReferenceUnread(words) => reference_unread(lang, &visible(words)),
        DoubtKind::DueSentence(words) => due_sentence(lang, &visible(words)),
        DoubtKind::NameOfHeading(words) => name_of_heading(lang, &visible(words)),
    }
}

/// How a call differs from an earlier one.
#[must_use]
pub fn differs(lang: Lang, difference: &Difference) -> String {
    match difference {
        Difference::Reused { code, was, is } => {
            reused(lang, &visible(code), &visible(was), &visible(is))
        }
        Difference::Renamed { code, was, is } => {
            renamed(lang, &visible(code), &visible(was), &visible(is))
        }
        Difference::Recoded { name, was, is } => {
            recoded(lang, &visible(name), &visible(was), &visible(is))
        }
        Difference::Dropped { code, name } => dropped(lang, &visible(code), &visible(name)),
        Difference::Added { code, name } => added(lang, &visible(code), &visible(name)),
        Difference::Changed { code, column } => {
            changed(lang, &visible(code), column_name(lang, *column))
        }
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
        SourceNote::Reference {
            heading,
            printed,
            from,
        } => format!("“{printed}” in the column “{heading}” was read as the words of “{from}”"),
        SourceNote::CodeGiven { printed, given } => {
            format!("the code “{printed}” cannot be used; the project is called {given} for now")
        }
    };
    let words = lang.pick(note.to_string(), english);
    visible(&words).into_owned()
}

/// The name of a column.
#[must_use]
pub fn column_name(lang: Lang, column: Column) -> &'static str {
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
