//! The words of the import of an annex.

use crate::domain::annex::NotTaken;
use crate::messages::Lang;

messages! {
    title(projects: usize, open: usize) { "导入 · {projects} 个项目，{open} 处待核对", "Import · {projects} project{projects:?}, {open} to settle" }
    printed(place: &str) { "原文 {place}", "Printed {place}" }
    not_printed { "（原文没有这一项）", "(nothing is printed for this)" }
    read_as(column: &str) { "读作 · {column}", "Read as {column}" }
    correcting(column: &str) { "改正 · {column}（Enter 定下，Esc 放弃）", "Correct the {column} (Enter takes it, Esc leaves it)" }
    empty { "（空）", "(nothing)" }
    file_title { "导入附件", "Import an annex" }
    file_told { "Word 文档（.docx）或文本文件", "A Word document (.docx) or a text file" }
    file_ask { "文件在哪里？", "Where is the file?" }
    id_title { "存为批次", "Keep as a call" }
    id_open(open: usize) { "还有 {open} 处没有核对", "{open} thing{open:?} not settled yet" }
    id_clean { "都核对过了", "Everything is settled" }
    id_ask { "批次编号（字母、数字、-、_）", "The call's id (letters, digits, -, _)" }
    kept(folder: &str) { "已写入 {folder}，可以申报了", "written to {folder}; it can be applied for" }
    edit { "改正", "Correct" }
}

/// Why corrected words were not taken.
#[must_use]
pub fn not_taken(lang: Lang, why: NotTaken) -> &'static str {
    let (zh, en) = match why {
        NotTaken::NoProject => ("没有这个项目", "there is no such project"),
        NotTaken::Code => (
            "编号只能用字母、数字、-、_，且不能与别的重复",
            "an id has letters, digits, - and _ only, and is there once",
        ),
        NotTaken::Day => (
            "要写成具体日期，如 2023-10-30",
            "a day is written like 2023-10-30",
        ),
        NotTaken::Number => ("要写数字", "a number is wanted here"),
    };
    lang.pick(zh, en)
}
