//! Words of the form: what addresses are called, and what stands around the fields.

use crate::app::session::Session;
use crate::domain::draft::Draft;
use crate::domain::field::{FieldPath, RowId};
use crate::domain::form::{Field, Form};
use crate::domain::measure::{Measure, Target};
use crate::domain::outline::{Asks, asked_at, asked_by_form};
use crate::domain::project::Project;
use crate::domain::ruling::Verdict;
use crate::messages::Lang;

messages! {
    /// The promise for a measure.
    promise { "我方承诺", "We promise" }
    /// How an indicator is proven.
    proof { "佐证材料", "Proof" }
    /// How an indicator that no number can hold is met.
    answer { "如何落实", "How it is met" }
    /// A target as a comparison, with the unit.
    at_least(value: &str, unit: &str) { "不少于 {value}{unit}", "at least {value} {unit}" }
    /// A target as a comparison, with the unit.
    at_most(value: &str, unit: &str) { "不超过 {value}{unit}", "at most {value} {unit}" }
    /// A bare count.
    exactly(value: &str, unit: &str) { "{value}{unit}", "{value} {unit}" }
    /// A range.
    between(low: &str, high: &str, unit: &str) { "{low} 至 {high}{unit}", "{low} to {high} {unit}" }
    /// Strictly more.
    more_than(value: &str, unit: &str) { "超过 {value}{unit}", "more than {value} {unit}" }
    /// Strictly less.
    less_than(value: &str, unit: &str) { "少于 {value}{unit}", "less than {value} {unit}" }
    /// Roughly.
    about(value: &str, unit: &str) { "{value}{unit}左右", "about {value} {unit}" }
    /// As a rule, not strictly.
    as_a_rule { "原则上", "as a rule" }
    /// One of several suffices.
    either_or { "其中一项即可", "one of these suffices" }
    /// A row of a table, by its number from 1.
    row(table: &str, number: usize) { "{table}第 {number} 行", "{table} row {number}" }
    /// How many characters of how many.
    chars_of(chars: usize, max: usize) { "{chars}/{max} 字", "{chars}/{max} chars" }
    /// How many characters.
    chars(chars: usize) { "{chars} 字", "{chars} char{chars:?}" }
    /// A table has no rows yet.
    no_rows { "还没有行。按 Ctrl-T（或 Enter）添一行。", "No rows yet. Ctrl-T (or Enter) adds one." }
    /// The sum of a budget.
    total(sum: &str) { "合计 {sum} 元", "Total {sum} yuan" }
    /// The sum in ten thousands.
    total_wan(sum: &str, wan: &str) { "合计 {sum} 元（{wan} 万元）", "Total {sum} yuan ({wan} ×10k)" }
    /// What is left under the cap.
    left_under_cap(left: &str) { "限额内还剩 {left} 元", "{left} yuan left under the cap" }
    /// Lines without a readable amount.
    unread_amounts(count: usize) { "{count} 行金额读不出，未计入", "{count} line{count:?} without an amount left out" }
    /// The amount column.
    amount { "金额", "Amount" }
    /// The ruling column.
    ruling { "判定", "Ruling" }
    /// Title of the permitted spending.
    scope_title { "支出范围", "Permitted spending" }
    /// What an item covers.
    covers(item: &str, kinds: &str) { "{item}：{kinds}", "{item}: {kinds}" }
    /// The nearest permitted items.
    nearest(items: &str) { "可考虑：{items}", "Nearest permitted: {items}" }
    /// The printed content of the project.
    printed_content { "目录原文", "As printed" }
    /// The printed indicator.
    printed_indicator(label: &str) { "指标 {label} 原文", "Indicator {label} as printed" }
    /// Where cited words stand.
    in_scope(project: &str) { "{project} 支出范围", "{project}, permitted spending" }
    /// Where cited words stand.
    in_indicator(project: &str, label: &str) { "{project} 指标 {label}", "{project}, indicator {label}" }
    /// When the project is due.
    due(day: &str) { "完成期限 {day}", "Due {day}" }
    /// No day is printed.
    no_due { "未规定完成期限", "no due date" }
    /// The key that mends.
    mend_hint { "Ctrl-R 一键改正", "Ctrl-R mends this" }
    /// A field that has to be filled.
    required { "必填", "required" }
    /// Labels of the project's parts.
    code { "编号", "Code" }
    /// Labels of the project's parts.
    category { "类别", "Category" }
    /// Labels of the project's parts.
    content { "内容", "Content" }
    /// Labels of the project's parts.
    indicators { "指标", "Indicators" }
    /// Labels of the project's parts.
    spending { "支出", "Spending" }
    /// Labels of the project's parts.
    due_label { "期限", "Due" }
    /// What was odd in print.
    source_notes { "原文存疑", "Odd in print" }
}

/// Where cited words stand: in a project's scope, in one of its indicators, or in a document that is named as it is.
#[must_use]
pub fn source(lang: Lang, source: &str) -> String {
    let (project, place) = source.split_once('/').unwrap_or((source, ""));
    match (place, place.strip_prefix("indicators/")) {
        ("scope", _) => in_scope(lang, project),
        (_, Some(label)) => in_indicator(lang, project, label),
        _ => source.to_owned(),
    }
}

/// The word for a verdict.
#[must_use]
pub fn verdict(lang: Lang, verdict: Verdict) -> &'static str {
    let (zh, en) = match verdict {
        Verdict::Named => ("在支出范围内", "permitted"),
        Verdict::Open => ("需说明用途并对应指标", "needs a reason and an indicator"),
        Verdict::Outside => ("不在支出范围内", "not permitted"),
        Verdict::Unclear => ("看不出是什么支出", "unclear"),
    };
    lang.pick(zh, en)
}

/// A target in words.
#[must_use]
pub fn target(lang: Lang, target: Target, unit: &str) -> String {
    match target {
        Target::AtLeast(n) => at_least(lang, &n.to_string(), unit),
        Target::AtMost(n) => at_most(lang, &n.to_string(), unit),
        Target::Exactly(n) => exactly(lang, &n.to_string(), unit),
        Target::Between(low, high) => between(lang, &low.to_string(), &high.to_string(), unit),
        Target::MoreThan(n) => more_than(lang, &n.to_string(), unit),
        Target::LessThan(n) => less_than(lang, &n.to_string(), unit),
        Target::About(n) => about(lang, &n.to_string(), unit),
    }
}

/// A measure in words: what is counted, for each of what, and the target.
#[must_use]
pub fn measure(lang: Lang, measure: &Measure) -> String {
    let per = measure.per.as_deref().unwrap_or("");
    let relative = measure
        .relative_to
        .as_deref()
        .map(|to| lang.aside(to))
        .unwrap_or_default();
    let soft = if measure.advisory {
        lang.aside(as_a_rule(lang))
    } else {
        String::new()
    };
    let either = if measure.alternative.is_some() {
        lang.aside(either_or(lang))
    } else {
        String::new()
    };
    let target = target(lang, measure.target, &measure.unit);
    let space = if per.is_empty() && measure.subject.is_empty() {
        ""
    } else {
        " "
    };
    format!(
        "{per}{}{space}{target}{relative}{soft}{either}",
        measure.subject
    )
}

/// What an address is called.
#[must_use]
pub fn label(lang: Lang, asks: &Asks<'_>) -> String {
    match asks {
        Asks::Field(field) | Asks::Cell(field) => lang.words(&field.label).to_owned(),
        Asks::Promise(..) => promise(lang).to_owned(),
        Asks::Proof(_) => proof(lang).to_owned(),
        Asks::Answer(_) => answer(lang).to_owned(),
    }
}

/// What an address of a session's draft is called, with the row or the indicator it belongs to.
#[must_use]
pub fn address(lang: Lang, session: &Session, at: &FieldPath) -> String {
    let form = &session.call().form;
    address_of(lang, (form, session.project(), session.draft()), at)
}

/// What an address of a draft is called, with the row or the indicator it belongs to.
#[must_use]
pub fn address_of(lang: Lang, of: (&Form, &Project, &Draft), at: &FieldPath) -> String {
    let (form, project, draft) = of;
    called(lang, (form, draft), at, asked_at(form, project, draft, at))
}

/// The same, where the form alone says it: everywhere but at a project's indicators.
#[must_use]
pub fn address_by_form(lang: Lang, of: (&Form, &Draft), at: &FieldPath) -> Option<String> {
    let asks = asked_by_form(of.0, of.1, at)?;
    Some(called(lang, of, at, Some(asks)))
}

fn called(
    lang: Lang,
    (form, draft): (&Form, &Draft),
    at: &FieldPath,
    asks: Option<Asks<'_>>,
) -> String {
    let table = form
        .fields()
        .find(|field| field.at.as_str() == at.head() && field.kind.is_table());
    let row_id = at.segments().nth(1).and_then(RowId::parse);
    let there = row_id.and_then(|id| draft.row(at.head(), &id));
    let index = there.map(|(index, _)| index);
    let named = |table: &Field, index| row(lang, lang.words(&table.label), index + 1);
    let Some(asks) = asks else {
        let whole = table.zip(index).filter(|_| at.segments().count() == 2);
        return whole.map_or_else(
            || at.as_str().to_owned(),
            |(table, index)| named(table, index),
        );
    };
    let label = label(lang, &asks);
    match (&asks, table) {
        (Asks::Cell(_), Some(table)) => format!("{}·{label}", named(table, index.unwrap_or(0))),
        (Asks::Promise(..) | Asks::Proof(_) | Asks::Answer(_), _) => {
            let key = at.segments().nth(1).unwrap_or_default();
            format!("{} {key}·{label}", indicators(lang))
        }
        _ => label,
    }
}
