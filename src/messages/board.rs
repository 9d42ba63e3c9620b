//! Words about states and the board.

use crate::app::board::{Line, Sort};
use crate::domain::review::summary::Tally;
use crate::domain::state::State;
use crate::messages::Lang;

messages! {
    submitted(id: &str, digest: &str) { "{id} 已提交，内容已冻结（{digest}）", "{id} is handed in and frozen ({digest})" }
    returned(id: &str) { "{id} 已退回，可以继续修改", "{id} is given back and open again" }
    decided(id: &str, state: &str) { "{id} 已定为{state}", "{id} is now {state}" }
    steps_title { "提交、退回、决定", "Hand in, give back, decide" }
    step_many(drafts: usize, state: &str) { "{drafts} 份草稿定为：{state}。Enter 就做，Esc 不做。", "{drafts} draft{drafts:?} to become: {state}. Enter does it, Esc does not." }
    step_note { "附言（可以空着）：", "A note (may be empty):" }
    stepped(drafts: usize, state: &str) { "{drafts} 份已定为{state}；Ctrl-U 送给各人", "now {state}: {drafts}; Ctrl-U lets everybody have it" }
    empty_board {
        "还没有草稿。Esc 回到目录，选一个项目按 Enter 建一份，它就列在这里。",
        "No drafts yet. Esc goes to the catalog; Enter on a project begins one, and it is listed here."
    }
    all(drafts: usize, sum: &str) { "共 {drafts} 份，合计 {sum} 元", "{drafts} draft{drafts:?}, {sum} yuan in all" }
    dropped(name: &str) { "（项目已取消）{name}", "(dropped) {name}" }
    title { "总览", "Board" }
    reading(waiting: usize) { "正在读，还有 {waiting} 份", "reading, {waiting} to go" }
    picked(drafts: usize) { "已选 {drafts} 份", "{drafts} picked" }
    sorted(by: &str) { "按{by}排", "by {by}" }
    grouped(by: &str) { "按{by}分组", "grouped by {by}" }
    reviewed { "评审", "Rev." }
    day { "修改", "date" }
    sums { "合计", "Totals" }
    project_code { "项目编号", "project code" }
    /// The sheet with what the drafts come to.
    summary { "汇总", "Summary" }
    /// How many drafts a group has.
    drafts { "份数", "Drafts" }
    by_project { "按项目", "By project" }
    by_category { "按类别", "By category" }
    group(drafts: usize, sum: &str) { "{drafts} 份  {sum} 元", "{drafts} draft{drafts:?}  {sum} yuan" }
    progress(done: usize, all: usize) { "{done}/{all}  Esc 停下", "{done}/{all}  Esc stops" }
    exported_many(files: usize) { "已写出 {files} 个文件", "{files} file{files:?} written" }
    export_many(drafts: usize) { "{drafts} 份草稿各写一个文件；有错误的不写。", "Writes {drafts} draft{drafts:?}, a file each; those with errors are left out." }
    export_where { "写到哪个文件夹？空着则为当前文件夹。", "Which folder? Empty: the current one." }
    batch_title { "成批结果", "What came of each" }
    batch_well(id: &str) { "✓ {id}", "✓ {id}" }
    batch_found(id: &str, errors: usize, warnings: usize, advice: usize) { "{id}  {errors} 处错误，{warnings} 处提醒，{advice} 条建议", "{id}  {errors} error{errors:?}, {warnings} warning{warnings:?}, {advice} advice" }
    find_hint { "单位、项目、状态、编号；汉字、拼音或首字母", "applicant, project, state, id; words, pinyin or initials" }
    changed_since { "提交后内容有变", "changed since" }
}

/// The name of a state.
#[must_use]
pub fn state(lang: Lang, state: State) -> &'static str {
    match state {
        State::Drafting => lang.pick("填写中", "drafting"),
        State::Submitted => lang.pick("已提交", "submitted"),
        State::InReview => lang.pick("评审中", "in review"),
        State::Returned => lang.pick("已退回", "returned"),
        State::Approved => lang.pick("通过", "approved"),
        State::Rejected => lang.pick("未通过", "rejected"),
    }
}

/// The name of a draft's project, and first that the call does not have it any more.
#[must_use]
pub fn project_name(lang: Lang, line: &Line) -> String {
    if line.dropped {
        dropped(lang, &line.project)
    } else {
        line.project.clone()
    }
}

/// What a board is sorted by.
#[must_use]
pub fn sort(lang: Lang, sort: Sort) -> &'static str {
    let (zh, en) = match sort {
        Sort::Changed => ("修改时间", "change"),
        Sort::Project => ("项目", "project"),
        Sort::Applicant => ("申报单位", "applicant"),
        Sort::State => ("状态", "state"),
        Sort::Total => ("金额", "total"),
        Sort::Errors => ("错误", "errors"),
        Sort::Complete => ("完成度", "completeness"),
    };
    lang.pick(zh, en)
}

/// What a review's scores come to, in percent; empty while there are none.
#[must_use]
pub fn score(tally: &Tally) -> String {
    let told = |mean: u32| format!("{}.{}", mean / 100, mean / 10 % 10);
    tally.mean.map_or_else(String::new, told)
}

/// The verdicts that were given, and how many required annotations are open: `通过1 修改2 必改3`.
#[must_use]
pub fn verdicts(lang: Lang, tally: &Tally) -> String {
    let short = lang.pick(
        ["通过", "修改", "不通过", "必改"],
        ["approve ", "revise ", "reject ", "required "],
    );
    let [approve, revise, reject] = tally.verdicts;
    let counts = [approve, revise, reject, tally.required];
    let told = short.iter().zip(counts).filter(|(_, count)| *count > 0);
    let told: Vec<String> = told.map(|(word, count)| format!("{word}{count}")).collect();
    told.join(" ")
}

/// The head of the columns about reviews: what the scores come to, and the verdicts.
#[must_use]
pub fn review_columns(lang: Lang) -> [&'static str; 2] {
    lang.pick(["评分%", "评审结论"], ["score %", "verdicts"])
}

/// The head of the board's columns: state, completeness, errors, warnings, sum, reviews, last change, id, applicant, project.
#[must_use]
pub fn columns(lang: Lang) -> [&'static str; 10] {
    lang.pick(
        [
            "状态",
            "完成",
            "错误",
            "提醒",
            "合计",
            "评审",
            "最后修改",
            "编号",
            "申报单位",
            "项目",
        ],
        [
            "state",
            "done",
            "errors",
            "warnings",
            "total",
            "reviews",
            "changed",
            "draft",
            "applicant",
            "project",
        ],
    )
}
