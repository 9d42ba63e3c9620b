//! Words that stand on an application on paper beside the draft's and the call's own.

use crate::messages::Lang;
use jiff::civil::Date;

messages! {
    /// What kind of document it is.
    kind { "项目申报书", "Project application" }
    /// The head of a page.
    head(code: &str) { "项目编号：{code}", "Project code: {code}" }
    /// Every page of what is not handed in.
    draft { "草稿", "DRAFT" }
    /// The foot of every page of what is handed in.
    sealed(day: &str, digest: &str) { "{day} 提交，内容摘要 {digest}", "Handed in on {day}, digest {digest}" }
    /// The copy goes out in spite of errors.
    forced(errors: usize) { "本件尚有 {errors} 处错误未改正，系强制导出。", "This copy was forced out with {errors} error{errors:?} not mended." }
    /// What was changed after it was handed in.
    changed_since { "提交后内容有变，本件不是提交的内容。", "Changed since it was handed in; this is not what was handed in." }
    /// A reviewer's verdict, with what was said about it.
    verdict(verdict: &str, note: &str) { "评审结论：{verdict}。{note}", "Verdict: {verdict}. {note}" }
    /// A remark with its kind.
    remark(kind: &str, body: &str) { "［{kind}］{body}", "[{kind}] {body}" }
    /// The words of a remark that are not where they were.
    lost(standing: &str, quote: &str) { "（{standing}；所评文字：“{quote}”）", "({standing}; the words remarked on: “{quote}”)" }
    /// Other words that are proposed.
    proposed(words: &str) { "建议改为：{words}", "Proposed instead: {words}" }
    /// A row that is proposed.
    proposed_row(cells: &str) { "建议在下面添一行：{cells}", "A row proposed below: {cells}" }
    /// A row that should go.
    proposed_out { "建议删去这一行。", "This row should go." }
    /// Reviews that are not shown.
    hidden(reviewers: usize) { "另有 {reviewers} 位评审人的意见尚不可见。", "{reviewers} more reviewer{reviewers:?} not shown yet." }
    /// The number of a row.
    number { "序号", "No." }
    /// The words of an indicator.
    indicator { "指标内容", "Indicator" }
    /// What the call asks for.
    asked { "规定", "Asked for" }
    /// What is promised.
    promised { "承诺", "Promised" }
    /// The unit of a promise.
    unit { "单位", "Unit" }
    /// The sum.
    sum { "合计（元）", "Total (yuan)" }
    /// The sum in words.
    sum_words { "合计人民币（大写）", "Total in capital numerals" }
    /// The sum by scope item.
    by_item { "按支出项小计", "By spending item" }
    /// Who is in charge signs here.
    lead_signs { "项目负责人（签字）：", "Person in charge (signature):" }
    /// The applicant seals here.
    applicant_seals { "申报单位（盖章）：", "Applicant (seal):" }
    /// The legal representative signs here.
    representative_signs { "法定代表人（签字）：", "Legal representative (signature):" }
    /// The day of a signature, to be filled in by hand.
    signed_on { "　　　　年　　月　　日", "Date:                    " }
}

/// What stands before, between and after a page's number and the number of pages.
#[must_use]
pub fn page(lang: Lang) -> [&'static str; 3] {
    lang.pick(["第 ", " 页　共 ", " 页"], ["Page ", " of ", ""])
}

/// A day, as it is printed.
#[must_use]
pub fn day(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => day.to_string(),
    }
}

/// Two days, as they are printed.
#[must_use]
pub fn days(lang: Lang, (from, to): (Date, Date)) -> String {
    let (from, to) = (day(lang, from), day(lang, to));
    match lang {
        Lang::Zh => format!("{from}至{to}"),
        Lang::En => format!("{from} to {to}"),
    }
}

/// The title of a section with its number, from 1.
#[must_use]
pub fn section(lang: Lang, number: usize, title: &str) -> String {
    let mark = lang.pick("、", ". ");
    match lang {
        Lang::Zh => format!("{}{mark}{title}", ordinal(number)),
        Lang::En => format!("{number}{mark}{title}"),
    }
}

/// 一 to 九十九; beyond that, digits.
fn ordinal(number: usize) -> String {
    let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
    let digit = |value: usize| digits.get(value).map(char::to_string).unwrap_or_default();
    let ones = if number.is_multiple_of(10) {
        String::new()
    } else {
        digit(number % 10)
    };
    match number {
        1..=9 => ones,
        10..=19 => format!("十{ones}"),
        20..=99 => format!("{}十{ones}", digit(number / 10)),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_numbered_as_chinese_papers_are() {
        for (number, title) in [
            (1, "一、甲"),
            (10, "十、甲"),
            (12, "十二、甲"),
            (20, "二十、甲"),
            (99, "九十九、甲"),
        ] {
            assert_eq!(section(Lang::Zh, number, "甲"), title);
        }
        assert_eq!(section(Lang::En, 12, "A"), "12. A");
    }
}
