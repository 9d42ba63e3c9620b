//! Words of the rules about dates.

use crate::domain::rules::schedule::{ScheduleProblem, ScheduleRule};
use crate::messages::Lang;

messages! {
    after_due(end: &str, due: &str) { "{end} 晚于规定的完成期限 {due}，请提前。", "{end} is after the due date {due}. Bring it forward." }
    reversed(start: &str, end: &str) { "结束 {end} 早于开始 {start}，请核对。", "It ends on {end}, before it begins on {start}. Check the days." }
    outside_period(day: &str, from: &str, to: &str) { "{day} 不在封面写的起止日期 {from} 至 {to} 之内，请改其中一处。", "{day} lies outside the period that the application names, {from} to {to}. Change one of them." }
}

rule_book! { ScheduleRule
    AfterDue {
        title { "晚于完成期限", "After the due date" }
        explanation { "目录给每类项目规定了完成日期，所有安排都要在这一天或之前结束。", "The call prints a completion date for each category; every step has to end on it or before." }
        example { "完成期限 2022-10-30，总结安排到 2022-11-15", "Due 2022-10-30, the report ends 2022-11-15" }
    }
    Reversed {
        title { "先结束后开始", "Ends before it begins" }
        explanation { "结束日期不能早于开始日期；多半是年份或月份写错。", "A step cannot end before it begins; mostly a year or month is mistyped." }
        example { "2022-06-01 至 2022-05-30", "2022-06-01 to 2022-05-30" }
    }
    OutsidePeriod {
        title { "不在起止日期之内", "Outside the period" }
        explanation { "进度里的每一天都应在申报书自己写的起止日期之内；两处不一致时，评审和验收都不知道以哪个为准。", "Every day of the schedule should lie in the period that the application itself names; where they disagree, nobody knows which counts." }
        example { "起止日期 2022-03-01 ~ 2022-09-30，总结安排到 2022-10-20", "The period is 2022-03-01 ~ 2022-09-30, the report ends 2022-10-20" }
    }
}

/// What a problem says, in one sentence that tells what to do.
#[must_use]
pub fn sentence(lang: Lang, problem: &ScheduleProblem) -> String {
    match problem {
        ScheduleProblem::AfterDue { end, due } => {
            after_due(lang, &end.to_string(), &due.to_string())
        }
        ScheduleProblem::Reversed { start, end } => {
            reversed(lang, &start.to_string(), &end.to_string())
        }
        ScheduleProblem::OutsidePeriod { day, from, to } => {
            outside_period(lang, &day.to_string(), &from.to_string(), &to.to_string())
        }
    }
}
