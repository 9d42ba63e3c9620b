//! Headings: which column of an annex holds what, by the words of its heading, in any order.
//!
//! Invariant: a heading has one meaning, two (then the other columns decide), or none; the most telling word decides.

use crate::domain::doubt::Column;

/// Longer cells are no headings.
const HEADING_MAX: usize = 20;

/// What the words of a heading say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fit {
    /// This.
    Sure(Column),
    /// The first, unless another column says so; then the second.
    Weak(Column, Column),
    /// Something that says nothing about what is to be done.
    Other,
}

/// Words for what money may be spent on, which win over words for sums.
const SCOPE: &[&str] = &[
    "支出范围",
    "使用范围",
    "开支范围",
    "列支范围",
    "费用范围",
    "用款范围",
    "支出内容",
    "开支内容",
    "列支内容",
    "列支项目",
    "支出项目",
    "开支项目",
    "经费用途",
    "资金用途",
    "支出用途",
    "支出科目",
    "支出方向",
    "使用方向",
    "可用于",
    "经费用于",
    "资金用于",
    "列支",
];
/// Headings of columns that say nothing about what is to be done.
const OTHER: &[&str] = &[
    "备注",
    "金额",
    "额度",
    "资助",
    "补助",
    "经费预算",
    "支持经费",
    "支持方式",
    "名额",
    "数量",
    "部门",
    "处室",
    "科室",
    "联系",
    "负责",
    "电话",
    "手机",
    "邮箱",
    "单位",
    "万元",
    "（元）",
    "(元)",
    "申报条件",
    "申报对象",
    "申报要求",
    "申报时间",
    "申报截止",
    "申报材料",
    "受理",
    "报送",
    "盖章",
    "签字",
    "地点",
    "区县",
];
/// Words for the other columns, the most telling first (`项目完成时间` speaks of time).
const WORDS: &[(Column, &[&str])] = &[
    (
        Column::Scope,
        &[
            "经费支出",
            "经费使用",
            "经费开支",
            "资金支出",
            "资金使用",
            "支出",
        ],
    ),
    (
        Column::Due,
        &[
            "时间",
            "时限",
            "期限",
            "周期",
            "执行期",
            "实施期",
            "截止",
            "完成日期",
            "截至",
            "进度要求",
            "起止",
        ],
    ),
    (
        Column::Code,
        &["编号", "代码", "编码", "代号", "项目号", "课题号"],
    ),
    (Column::Seq, &["序号", "序列", "No.", "NO.", "№"]),
    (
        Column::Indicators,
        &[
            "指标", "成果", "绩效", "目标", "验收", "考核", "产出", "成效", "标准",
        ],
    ),
    (
        Column::Category,
        &[
            "类别",
            "类型",
            "分类",
            "大类",
            "板块",
            "领域",
            "模块",
            "专项",
            "项目类",
        ],
    ),
    (Column::Content, &["内容", "简介", "说明", "概况", "概述"]),
    (
        Column::Name,
        &["名称", "题目", "选题", "课题", "主题", "项目"],
    ),
];
/// Words of columns that some annexes use for the indicators and others for the content.
const DEMANDS: &[&str] = &["任务", "要求"];

/// What a heading says; `None` when it is none.
pub(crate) fn fit(heading: &str) -> Option<Fit> {
    let words: String = heading.split_whitespace().collect();
    let length = words.chars().count();
    if !(1..=HEADING_MAX).contains(&length) || words.contains(['。', '；', '“', '？']) {
        return None;
    }
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    if let Some(named) = of_name(bare(&words)) {
        return Some(named);
    }
    if has(SCOPE) {
        return Some(Fit::Sure(Column::Scope));
    }
    if has(OTHER) {
        return Some(Fit::Other);
    }
    if matches!(bare(&words), "序" | "号") {
        return Some(Fit::Sure(Column::Seq));
    }
    let column = WORDS
        .iter()
        .find(|(_, list)| has(list))
        .map(|(column, _)| *column);
    match column {
        // `主要内容及要求`, `项目任务`: the other columns decide.
        Some(Column::Content) if has(DEMANDS) => {
            Some(Fit::Weak(Column::Content, Column::Indicators))
        }
        None | Some(Column::Name) if has(DEMANDS) => {
            Some(Fit::Weak(Column::Indicators, Column::Content))
        }
        // `建设内容与考核指标`
        Some(Column::Indicators) if has(&["内容"]) && has(&["与", "及", "和", "、"]) => {
            Some(Fit::Weak(Column::Content, Column::Indicators))
        }
        Some(column) => Some(Fit::Sure(column)),
        // `立项方向`, `申报方向`: the name where nothing else names the projects.
        None if has(&["方向"]) => Some(Fit::Weak(Column::Name, Column::Category)),
        None => None,
    }
}

/// What the column with this heading holds, as far as the heading alone tells.
pub(crate) fn role(heading: &str) -> Option<Column> {
    match fit(heading)? {
        Fit::Sure(column) | Fit::Weak(column, _) => Some(column),
        Fit::Other => None,
    }
}

/// Without a bracket behind: `完成时间（年月日）`.
fn bare(words: &str) -> &str {
    words.find(['（', '(']).map_or(words, |open| {
        words
            .get(..open)
            .filter(|front| !front.is_empty())
            .unwrap_or(words)
    })
}

/// A heading that ends in 名称 names what stands before it.
fn of_name(words: &str) -> Option<Fit> {
    let of = ["名称", "名"]
        .iter()
        .find_map(|end| words.strip_suffix(end))?;
    let has = |list: &[&str]| list.iter().any(|word| of.contains(word));
    if has(&["类别", "类型", "大类", "板块", "专项", "分类"]) {
        return Some(Fit::Sure(Column::Category));
    }
    if has(&["单位", "部门", "学会", "姓"]) || of.is_empty() && words == "名" {
        return Some(Fit::Other);
    }
    if has(&["指标"]) {
        return Some(Fit::Sure(Column::Indicators));
    }
    Some(Fit::Sure(Column::Name))
}

/// The columns of a table by its headings, and the headings that were weighed against each other.
pub(super) fn columns(headings: &[String]) -> (Vec<Option<Column>>, Vec<(String, Column)>) {
    let fits: Vec<Option<Fit>> = headings.iter().map(|heading| fit(heading)).collect();
    let sure = |column: Column| fits.contains(&Some(Fit::Sure(column)));
    let mut weighed = Vec::new();
    let mut taken = Vec::with_capacity(fits.len());
    for (fit, heading) in fits.iter().zip(headings) {
        let column = match fit {
            Some(Fit::Sure(column)) => Some(*column),
            Some(Fit::Weak(first, second)) => {
                let column = if sure(*first) && !sure(*second) {
                    *second
                } else {
                    *first
                };
                if sure(*first) == sure(*second) || *first == Column::Name {
                    weighed.push((heading.clone(), column));
                }
                Some(column)
            }
            Some(Fit::Other) | None => None,
        };
        taken.push(column);
    }
    (taken, weighed)
}

#[cfg(test)]
mod tests {
    use super::{Column, columns, role};

    #[test]
    fn headings_tell_their_columns() {
        for (heading, expected) in [
            ("序号", Some(Column::Seq)),
            ("项目\n类别", Some(Column::Category)),
            ("申报项目名称", Some(Column::Name)),
            ("课题名称", Some(Column::Name)),
            ("任务名称", Some(Column::Name)),
            ("专项名称", Some(Column::Category)),
            ("单位名称", None),
            ("项目编号", Some(Column::Code)),
            ("指南编码", Some(Column::Code)),
            ("主要内容", Some(Column::Content)),
            ("项 目 指 标", Some(Column::Indicators)),
            ("预期成果", Some(Column::Indicators)),
            ("验收标准", Some(Column::Indicators)),
            ("任务要求", Some(Column::Indicators)),
            ("项目经费\n支出范围", Some(Column::Scope)),
            ("可列支内容", Some(Column::Scope)),
            ("经费可用于", Some(Column::Scope)),
            ("支出金额", None),
            ("完成时间", Some(Column::Due)),
            ("实施期限（年月）", Some(Column::Due)),
            ("申报截止时间", None),
            ("资助金额（万元）", None),
            ("备注", None),
            ("2022年科技政策宣讲和解读，解读国家政策法规", None),
        ] {
            assert_eq!(role(heading), expected, "{heading}");
        }
    }

    #[test]
    fn a_heading_of_two_meanings_gives_way_to_the_other_columns() {
        for (headings, expected) in [
            (
                ["项目内容", "任务要求"],
                [Column::Content, Column::Indicators],
            ),
            (
                ["考核指标", "工作任务"],
                [Column::Indicators, Column::Content],
            ),
            (
                ["内容及要求", "考核指标"],
                [Column::Content, Column::Indicators],
            ),
            (
                ["内容及要求", "项目内容"],
                [Column::Indicators, Column::Content],
            ),
        ] {
            let given = headings.map(str::to_owned);
            let (found, weighed) = columns(&given);
            assert_eq!(found, expected.map(Some), "{headings:?}");
            assert!(weighed.is_empty(), "{headings:?}");
        }
        for (headings, expected) in [
            (["立项方向", "考核指标"], Column::Name),
            (["研究方向", "项目名称"], Column::Category),
        ] {
            let (found, weighed) = columns(&headings.map(str::to_owned));
            assert_eq!(found[0], Some(expected), "{headings:?}");
            assert_eq!(weighed.len(), 1, "always told: {headings:?}");
        }
        let (found, weighed) = columns(&["任务要求".to_owned()]);
        assert_eq!(found, [Some(Column::Indicators)]);
        assert_eq!(weighed.len(), 1);
    }
}
