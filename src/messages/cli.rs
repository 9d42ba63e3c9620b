//! Words of the command line: headings, answers, complaints; `verbs` and `arguments` have what these are.

mod arguments;
pub mod verbs;

use crate::messages::Lang;
pub use arguments::argument;

messages! {
    about { "在终端里起草、检查、评审项目申报书。不带命令即打开界面。", "Draft, judge and review grant applications in a terminal. Without a command the screens open." }
    usage_heading { "用法", "Usage" }
    commands_heading { "命令", "Commands" }
    drafts_family { "目录与草稿", "Catalog and drafts" }
    papers_family { "检查与导出", "Checking and handing out" }
    versions_family { "版本与共享", "Versions and sharing" }
    board_family { "总览与提交", "The board, and handing in" }
    review_family { "评审", "Reviews" }
    program_family { "工作区与设置", "Workspace and settings" }
    machines_family { "供 git、命令行和脚本调用", "For git, shells and scripts" }
    help_of_one { "shenbao help 命令：看一个命令的全部用法。", "shenbao help COMMAND tells all about one." }
    arguments_heading { "参数", "Arguments" }
    options_heading { "选项", "Options" }
    new_made(id: &str) { "已新建草稿 {id}", "draft {id} made" }
    no_drafts {
        "还没有草稿。shenbao catalog list 看有哪些项目，shenbao new 项目编号 建一份。",
        "No drafts yet. shenbao catalog list shows the projects, shenbao new CODE begins one."
    }
    nothing_wrong { "没有问题", "nothing wrong" }
    counts(errors: usize, warnings: usize, advice: usize) { "{errors} 处错误，{warnings} 条提醒，{advice} 条建议", "{errors} error{errors:?}, {warnings} warning{warnings:?}, {advice} advice" }
    complete(percent: u32) { "完成 {percent}%", "{percent}% filled" }
    total(sum: &str) { "合计 {sum} 元", "total {sum} yuan" }
    written(path: &str) { "已写入 {path}", "written to {path}" }
    review_in_docx { "--review 只用于 --format docx", "--review goes with --format docx only" }
    no_text { "这种格式不是文字，请用 -o 写明文件", "this format is no text; name a file with -o" }
    workspace_ready(path: &str) { "工作区已就绪：{path}", "workspace ready: {path}" }
    runs_here(names: &str) { "存版本和同步时，git 会运行这个仓库自带的：{names}", "when versions are kept or shared, git runs what this repository brought along: {names}" }
    imported(id: &str) { "已读入为草稿 {id}", "imported as draft {id}" }
    set_aside(id: &str) { "另有未保存的修改与文件冲突，已另存为草稿 {id}", "unsaved changes clash with the file; they are kept as draft {id}" }
    recovered(count: usize) { "找回上次未保存的 {count} 处修改", "back from last time: {count} unsaved change{count:?}" }
    drafts_failed { "读不了的草稿：", "drafts that cannot be read:" }
    call_good(projects: usize) { "{projects} 个项目，没有问题", "{projects} project{projects:?}, nothing wrong" }
    call_read(projects: usize) { "{projects} 个项目", "{projects} project{projects:?}" }
    doubts(count: usize) { "{count} 处请核对：", "{count} thing{count:?} to look at:" }
    example { "例", "Example" }
    required { "必填", "required" }
    filled { "已填", "filled" }
    empty { "空", "empty" }
    bug { "程序内部出错，终端已恢复，写下的都在。请重新打开；若再出现，请把下面一行发给维护者：", "Something went wrong inside. The terminal is restored and all you typed is kept. Open it again; should it recur, send the maintainers this line:" }
    not_a_number(name: &str) { "{name} 不是数字", "{name} is no number" }
    unknown_command(word: &str) { "没有命令 {word}", "there is no command {word}" }
    unknown_argument(word: &str) { "不认识的参数 {word}", "an unknown argument: {word}" }
    perhaps(said: &str, meant: &str) { "{said}；是不是 {meant}？", "{said}; did you mean {meant}?" }
    may_be(said: &str, valid: &str) { "{said}；可以是 {valid}", "{said}; it may be {valid}" }
    man_name { "名称", "NAME" }
    missing_argument(names: &str) { "缺少参数 {names}", "missing: {names}" }
    bad_value(value: &str, name: &str) { "{name} 不能是“{value}”", "{name} cannot be “{value}”" }
    not_understood { "写法不对", "it is not understood" }
}

/// What the manual says beside the tables: headings with their paragraphs.
#[must_use]
pub fn man_sections(lang: Lang) -> [(&'static str, &'static str); 4] {
    [
        (
            lang.pick("退出码", "EXIT STATUS"),
            lang.pick(
                "0：完成，没有问题。\n1：完成，但有话要说：错误、不同、冲突。\n2：没有做成。",
                "0: done, and nothing wrong.\n1: done, and there is something to say: errors, differences, conflicts.\n2: not done.",
            ),
        ),
        (
            lang.pick("文件", "FILES"),
            lang.pick(
                "~/.local/share/shenbao/workspace：草稿（一个 git 仓库），除非 --workspace 或当前文件夹另有所指。\n~/.local/state/shenbao/journals：还没写入草稿文件的改动。\n~/.config/shenbao/settings.toml：设置。",
                "~/.local/share/shenbao/workspace: drafts, a git repository, unless --workspace or the current folder says otherwise.\n~/.local/state/shenbao/journals: changes that are not in drafts' files yet.\n~/.config/shenbao/settings.toml: settings.",
            ),
        ),
        (
            lang.pick("环境变量", "ENVIRONMENT"),
            lang.pick(
                "SHENBAO_LANG、SHENBAO_THEME、SHENBAO_AMBIGUOUS、SHENBAO_EDITOR、SHENBAO_JOURNAL、SHENBAO_NORMS 优先于设置文件；LANG、NO_COLOR、VISUAL、EDITOR 在它之后。",
                "SHENBAO_LANG, SHENBAO_THEME, SHENBAO_AMBIGUOUS, SHENBAO_EDITOR, SHENBAO_JOURNAL, SHENBAO_NORMS win over the settings; LANG, NO_COLOR, VISUAL, EDITOR come after them.",
            ),
        ),
        (
            lang.pick("另见", "SEE ALSO"),
            lang.pick(
                "每个命令有自己的手册页：shenbao man 命令；或 man shenbao-check。",
                "Every command has a page of its own: shenbao man COMMAND, or man shenbao-check.",
            ),
        ),
    ]
}
