//! Words of the frame around every screen: title, status, small windows.

use crate::app::export::{BoardFormat, Format, Offer};
use crate::messages::Lang;

messages! {
    /// The program's name in the title line.
    program { "申报", "Shenbao" }
    /// The catalog's title.
    catalog { "项目目录", "Catalog" }
    /// The title of the list of drafts.
    drafts { "我的草稿", "My drafts" }
    /// How many projects are found.
    projects_found(count: usize) { "{count} 个项目", "{count} project{count:?}" }
    /// How many drafts are found.
    drafts_found(count: usize) { "{count} 份草稿", "{count} draft{count:?}" }
    /// Before the search line.
    find { "查找", "Find" }
    /// What can be typed into the search line.
    find_hint { "编号、汉字、拼音或首字母", "code, words, pinyin or initials" }
    /// The search found nothing.
    nothing_found { "没有找到。Esc 清除查找。", "Nothing found. Esc clears the search." }
    /// There are no drafts yet.
    no_drafts { "还没有草稿。Tab 回到目录，选一个项目按 Enter。", "No drafts yet. Tab goes to the catalog; Enter on a project begins one." }
    /// The terminal is too small.
    too_small(width: u16, height: u16) {
        "窗口太小（{width}×{height}），请放大到至少 60×16。内容都已保存。",
        "The window is too small ({width}×{height}); make it at least 60×16. Everything is kept."
    }
    /// Everything is in the draft's file.
    saved { "✓ 已保存", "✓ saved" }
    /// Everything is in the journal.
    journaled { "✓ 已记下", "✓ kept" }
    /// The last change is only on the screen.
    on_screen_only { "✗ 未能写盘，只在屏幕上", "✗ not written, only on screen" }
    /// The user wants to leave, and the last change is only on the screen.
    kept_nowhere(why: &str) {
        "没有离开：刚写的还在屏幕上，存不下。再按一次就丢弃它。{why}",
        "Not left: what you just wrote is on the screen and could not be written. Once more drops it. {why}"
    }
    /// The draft is open for reading only.
    read_only { "只读", "read only" }
    /// Somebody else holds the draft.
    held_by(who: &str) { "只读：{who} 正在编辑", "read only: {who} is editing" }
    /// The draft comes from a newer program.
    frozen(state: &str) { "只读：{state}", "read only: {state}" }
    others_draft(owner: &str) { "只读：{owner}的草稿", "read only: {owner}'s draft" }
    newer_format { "只读：由更新版本的程序写成", "read only: written by a newer version" }
    /// Somebody else reads the draft.
    reads_also(who: &str) { "{who} 也在看", "{who} reads along" }
    /// Several others read the draft.
    read_also(who: &str, count: usize) { "{who} 等 {count} 人也在看", "{who} and others read along ({count})" }
    /// The file of the draft is gone or broken.
    file_broken { "文件在别处被删或改坏，您写的都在", "the file was removed or broken elsewhere; all you wrote is here" }
    /// A draft that is read says something new.
    refreshed { "已换成最新的内容", "shown as it is now" }
    /// Whoever was writing has left.
    yours(who: &str) { "{who} 离开了，现在可以编辑", "{who} has left; you can edit now" }
    /// No findings.
    all_well { "没有问题", "no findings" }
    /// How much is filled.
    complete(percent: u32) { "完成 {percent}%", "{percent}% filled" }
    /// Draft came back from the journal.
    recovered(edits: usize) { "已找回上次未保存的 {edits} 处修改", "back from last time: {edits} unsaved change{edits:?}" }
    /// Changes of last time clashed with the file.
    set_aside(id: &str) { "上次未保存的修改与文件冲突，已另存为草稿 {id}", "unsaved changes of last time clash with the file; they are draft {id}" }
    /// A draft was made.
    created(id: &str) { "已新建草稿 {id}，目录内容已预填", "draft {id} made, pre-filled from the catalog" }
    /// The draft's file was written.
    /// Text went to the clipboard.
    copied(chars: usize) { "已复制 {chars} 字", "{chars} character{chars:?} copied" }
    /// The application was written.
    exported(path: &str) { "已导出到 {path}", "Exported to {path}" }
    /// A finding was mended.
    mended { "已改正，Ctrl-Z 可撤销", "Mended; Ctrl-Z takes it back" }
    /// The editor changed nothing.
    unchanged { "没有改动", "Nothing was changed" }
    /// A command can do nothing now.
    not_now(label: &str) { "现在不能：{label}", "Not now: {label}" }
    /// Title of the palette.
    palette_title { "命令（输入可查找）", "Commands (type to narrow)" }
    /// Title of the list of sections.
    sections_title { "各节", "Sections" }
    /// Title of the list of findings.
    findings_title(count: usize) { "检查结果 {count} 条，Enter 前往", "{count} finding{count:?}; Enter goes there" }
    /// Title of a list of answers.
    answers_title(label: &str) { "选择：{label}", "Choose: {label}" }
    /// Title of the help window.
    help_title { "帮助", "Help" }
    /// Title of the window with the call's words.
    words_title { "目录原文与检查", "The call's words" }
    paper_language { " 文件的文字", " of the file" }
    replace_title { "已有这个文件", "The file is there" }
    replace_many(first: &str, files: usize) { "{first} 等 {files} 个文件已经有了。", "{files} file{files:?} are there already: {first} and others." }
    replace_told(path: &str) { "{path} 已经有了。", "{path} is there already." }
    replace_ask { "Enter 用新的替换，Esc 不动它。", "Enter replaces it, Esc leaves it as it is." }
    /// Title of the export window.
    export_title { "导出申报书", "Export the application" }
    /// Asks for a path.
    export_ask { "写到哪个文件？空着则用编号命名，放在当前文件夹；写了扩展名就按它。", "Which file? Empty: the id, in this folder. An ending sets the format." }
    /// There are still errors.
    export_errors(count: usize) {
        "还有 {count} 处错误。Enter 仍要导出（文件中会注明），Esc 回去修改。",
        "{count} errors are left. Enter exports all the same (the file will say so), Esc goes back."
    }
    /// There are no errors.
    export_clean { "没有错误。Enter 导出。", "No errors. Enter exports." }
    /// First lines of the help of the form.
    help_form(empty: &str, finding: &str, words: &str, export: &str) {
        "在表里直接打字，Tab 到下一项；{empty} 到下一个空项，{finding} 到下一个问题，{words} 看目录原文，{export} 导出。写下的随时存盘，断线也不丢。",
        "Type into the fields, Tab goes on; {empty} goes to the next thing to fill, {finding} to the next finding, {words} shows the call's words, {export} exports. All you type is kept as you go, even when the line drops."
    }
    /// First lines of the help of the review.
    help_review(change: &str, remark: &str, annotate: &str, suggest: &str, score: &str) {
        "基线与现在的草稿逐项对照。{change} 到下一处变更，{remark} 到下一条批注；{annotate} 写批注，{suggest} 写改法，{score} 评分和结论。写下的随时存盘。",
        "The base beside the draft now, field by field. {change} goes to the next change, {remark} to the next remark; {annotate} remarks, {suggest} proposes a change, {score} scores and gives the verdict. All you write is kept as you go."
    }
    /// First lines of the help of the board.
    help_board(pick: &str, check: &str, export: &str, step: &str) {
        "每份草稿一行。打字查找，Enter 打开；{pick} 选取几份后，{check} 成批检查，{export} 成批导出，{step} 提交、退回或作决定。没有选取就作用于光标所在的一份。",
        "A draft a row. Type to narrow, Enter opens one; pick some with {pick}, then {check} checks them, {export} exports them, {step} submits, returns or decides. With none picked, the one pointed at is meant."
    }
}

/// What an offer is called.
#[must_use]
pub fn offer(lang: Lang, offer: Offer) -> &'static str {
    match offer {
        Offer::Application(of) => format(lang, of),
        Offer::Reviewed => lang.pick("Word 带评审意见", "Word with reviews"),
        Offer::Board(BoardFormat::Xlsx) => lang.pick("总览 Excel", "Board as Excel"),
        Offer::Board(BoardFormat::Csv) => lang.pick("总览 CSV", "Board as CSV"),
    }
}

/// What a format is called.
fn format(lang: Lang, format: Format) -> &'static str {
    match format {
        Format::Json => "JSON",
        Format::Docx => lang.pick("Word 文档", "Word"),
        Format::Xlsx => lang.pick("Excel 表格", "Excel"),
        Format::Markdown => "Markdown",
    }
}

/// Those who read the draft along.
#[must_use]
pub fn reads_along(lang: crate::messages::Lang, first: &str, count: usize) -> String {
    match count {
        0 | 1 => reads_also(lang, first),
        _ => read_also(lang, first, count),
    }
}
