//! Words about states and the board.

use crate::domain::state::State;
use crate::messages::Lang;

messages! {
    submitted(id: &str, digest: &str) { "{id} 已提交，内容已冻结（{digest}）", "{id} is handed in and frozen ({digest})" }
    returned(id: &str) { "{id} 已退回，可以继续修改", "{id} is given back and open again" }
    empty_board { "还没有草稿", "no drafts yet" }
    all(drafts: usize, sum: &str) { "共 {drafts} 份，合计 {sum} 元", "{drafts} drafts, {sum} yuan in all" }
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
