//! Completion dates in sentences: `所有项目须于2023年10月31日前完成。`
//!
//! Invariant: a date for applying, handing in or publishing is none; a sentence counts for all only when it says so.

use super::due::{self, Due};
use crate::domain::annex::Spot;
use jiff::civil::Date;

/// A sentence that names a day by which something must be completed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Deadline {
    pub day: Date,
    pub words: String,
    pub spot: Spot,
    /// Whether it speaks of the whole project.
    pub whole: bool,
}

/// Words for completing.
const COMPLETING: &[&str] = &[
    "完成",
    "结题",
    "结项",
    "完工",
    "实施完毕",
    "执行完毕",
    "实施期",
    "执行期",
    "实施周期",
    "验收",
];
/// Words for what happens before a project begins, or beside it.
const BESIDE: &[&str] = &[
    "申报", "申请", "报送", "上报", "受理", "报名", "公示", "寄送", "递交", "中期", "阶段", "初稿",
    "拨付", "签订",
];
/// Words that speak of the whole project.
const WHOLE: &[&str] = &[
    "项目完成",
    "项目须",
    "项目应",
    "项目需",
    "项目于",
    "项目在",
    "项目要",
    "项目必须",
    "项目均",
    "项目实施",
    "项目执行",
    "项目周期",
    "项目期",
    "项目结",
    "完成项目",
    "全部完成",
    "完成全部",
    "完成所有",
    "完成各项",
    "完成本项目",
    "完成该项目",
    "课题须",
    "课题应",
    "课题于",
    "完成时限",
    "完成时间",
    "完成期限",
    "任务完成",
    "完成任务",
    "均须",
    "均应",
    "均需",
    "实施期限",
    "执行期限",
    "实施期",
    "执行期",
    "结题",
    "结项",
    "项目于",
];

/// The deadlines in some words. A clause with a day of its own is read by itself.
pub(super) fn deadlines(words: &str, spot: Spot, year: Option<i16>) -> Vec<Deadline> {
    let sentences = words.split(['。', '；', ';', '！', '\n']);
    let mut found = Vec::new();
    for sentence in sentences {
        let own =
            |clause: &str| due::read(clause, year).is_some_and(|due| matches!(due, Due::Day(_)));
        let dated = sentence.split(['，', ',']).filter(|clause| own(clause));
        let parts: Vec<&str> = if dated.clone().count() > 1 {
            dated.collect()
        } else {
            vec![sentence]
        };
        found.extend(
            parts
                .into_iter()
                .filter_map(|part| deadline(part, spot, year)),
        );
    }
    found
}

fn deadline(sentence: &str, spot: Spot, year: Option<i16>) -> Option<Deadline> {
    let has = |list: &[&str]| list.iter().any(|word| sentence.contains(word));
    if !has(COMPLETING) || has(BESIDE) {
        return None;
    }
    let Some(Due::Day(day)) = due::read(sentence, year) else {
        return None;
    };
    Some(Deadline {
        day,
        words: sentence.trim().to_owned(),
        spot,
        whole: has(WHOLE),
    })
}

#[cfg(test)]
mod tests {
    use super::{Spot, deadlines};

    #[test]
    fn only_sentences_about_completing_name_a_deadline() {
        for (given, expected) in [
            (
                "所有项目须于2023年10月31日前完成。",
                vec![("2023-10-31", true)],
            ),
            ("请于2023年3月1日前报送申报书，项目完成后结题。", vec![]),
            (
                "实施期限：2023年1月至2023年11月30日",
                vec![("2023-11-30", true)],
            ),
            ("2023年6月30日前完成问卷调查", vec![("2023-06-30", false)]),
            (
                "各项目应在10月底前结题；11月15日前上报总结",
                vec![("2024-10-31", true)],
            ),
            (
                "科普项目须于2024年8月31日前完成，学术项目须于2024年11月30日前完成",
                vec![("2024-08-31", true), ("2024-11-30", true)],
            ),
            ("本项目面向社会。", vec![]),
        ] {
            let found: Vec<(String, bool)> = deadlines(given, Spot::Paragraph(1), Some(2024))
                .into_iter()
                .map(|deadline| (deadline.day.to_string(), deadline.whole))
                .collect();
            let found: Vec<(&str, bool)> = found
                .iter()
                .map(|(day, whole)| (day.as_str(), *whole))
                .collect();
            assert_eq!(found, expected, "{given}");
        }
    }
}
