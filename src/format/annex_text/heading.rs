//! Headings: which column of an annex holds what, by the words of its heading, in any order.
//!
//! Invariant: a heading has one role or none; the first table row whose word occurs decides.

use crate::domain::doubt::Column;

/// Longer cells are no headings.
const HEADING_MAX: usize = 20;

/// Words of headings, the most telling first (`经费支出范围` speaks of money, `项目完成时间` of time).
const WORDS: &[(Column, &[&str])] = &[
    (
        Column::Scope,
        &[
            "支出范围",
            "使用范围",
            "开支范围",
            "列支范围",
            "支出内容",
            "经费用途",
            "资金用途",
            "支出科目",
            "支出方向",
            "经费支出",
            "使用方向",
        ],
    ),
    (
        Column::Due,
        &["时间", "时限", "期限", "周期", "执行期", "截止", "完成日期"],
    ),
    (Column::Code, &["编号", "代码", "项目号"]),
    (Column::Seq, &["序号"]),
    (
        Column::Indicators,
        &["指标", "成果", "绩效", "目标", "验收", "考核"],
    ),
    (
        Column::Category,
        &[
            "类别",
            "类型",
            "分类",
            "项目大类",
            "板块",
            "领域",
            "专项名称",
        ],
    ),
    (Column::Content, &["内容", "要求", "任务", "简介", "说明"]),
    (Column::Name, &["名称", "题目", "选题", "课题", "项目"]),
];

/// Headings of columns that say nothing about what is to be done.
const OTHER: &[&str] = &[
    "备注", "金额", "额度", "资助", "补助", "名额", "数量", "部门", "联系", "负责", "电话", "单位",
    "万元",
];

/// What the column with this heading holds.
pub(super) fn role(heading: &str) -> Option<Column> {
    let words: String = heading.split_whitespace().collect();
    let short = (1..=HEADING_MAX).contains(&words.chars().count());
    let (scope, rest) = WORDS.split_first()?;
    let says = |(_, list): &&(Column, &[&str])| list.iter().any(|word| words.contains(word));
    if !short || words.contains(['。', '；', '，', '“']) {
        return None;
    }
    if says(&scope) {
        return Some(scope.0);
    }
    if OTHER.iter().any(|word| words.contains(word)) {
        return None;
    }
    rest.iter().find(says).map(|(column, _)| *column)
}

#[cfg(test)]
mod tests {
    use super::{Column, role};

    #[test]
    fn headings_tell_their_columns() {
        for (heading, expected) in [
            ("序号", Some(Column::Seq)),
            ("项目\n类别", Some(Column::Category)),
            ("申报项目名称", Some(Column::Name)),
            ("课题名称", Some(Column::Name)),
            ("项目编号", Some(Column::Code)),
            ("主要内容", Some(Column::Content)),
            ("项 目 指 标", Some(Column::Indicators)),
            ("预期成果", Some(Column::Indicators)),
            ("项目经费\n支出范围", Some(Column::Scope)),
            ("完成时间", Some(Column::Due)),
            ("资助金额（万元）", None),
            ("备注", None),
            ("2022年科技政策宣讲和解读，解读政策", None),
        ] {
            assert_eq!(role(heading), expected, "{heading}");
        }
    }
}
