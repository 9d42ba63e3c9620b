//! What a reader of annexes was not sure about, for the person who publishes a call.

use crate::domain::doubt::DoubtKind;
use crate::messages::Lang;
use crate::text::visible::visible;

messages! {
    no_header { "没有找到表头（要有项目编号、名称、指标或支出范围各列）", "no header row was found (it needs columns for code, name, and indicators or scope)" }
    cell_count(cells: usize, columns: usize) { "这一行有 {cells} 格，表头有 {columns} 格", "the row has {cells} cells, the header {columns}" }
    bad_code(words: &str) { "“{words}”不像项目编号，这一行没有读入", "“{words}” is no project code; the row was left out" }
    duplicate_code(code: &str) { "编号 {code} 出现两次", "the code {code} is there twice" }
    no_due { "没有找到完成期限", "no due date was found" }
    no_indicators { "没有读出指标", "no indicators could be read" }
    no_scope { "没有读出支出范围", "nothing of the scope could be read" }
    unknown_item(item: &str) { "支出项“{item}”不在词表里，请在 spending.json 的 scope_words 中补上", "the taxonomy does not know the scope item “{item}”; add it to scope_words in spending.json" }
    skipped(number: u32) { "指标编号缺 {number}", "indicator number {number} is missing" }
    run_together(number: u32) { "指标 {number} 与前一条之间没有分隔", "nothing separates indicator {number} from the one before" }
    unnumbered { "指标没有编号，按分号和换行拆开", "the indicators have no numbers; they were split at semicolons and line breaks" }
}

/// What is doubtful.
#[must_use]
pub fn sentence(lang: Lang, doubt: &DoubtKind) -> String {
    match doubt {
        DoubtKind::NoHeader => no_header(lang).to_owned(),
        DoubtKind::CellCount(cells, columns) => cell_count(lang, *cells, *columns),
        DoubtKind::BadCode(words) => bad_code(lang, &visible(words)),
        DoubtKind::DuplicateCode(code) => duplicate_code(lang, &visible(code)),
        DoubtKind::NoDue => no_due(lang).to_owned(),
        DoubtKind::NoIndicators => no_indicators(lang).to_owned(),
        DoubtKind::NoScope => no_scope(lang).to_owned(),
        DoubtKind::UnknownItem(item) => unknown_item(lang, &visible(item)),
        DoubtKind::SkippedNumber(number) => skipped(lang, *number),
        DoubtKind::RunTogether(number) => run_together(lang, *number),
        DoubtKind::Unnumbered => unnumbered(lang).to_owned(),
    }
}
