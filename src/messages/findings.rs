//! The sentences of findings, by family, and what each rule is about. A problem without words does not compile.

pub mod across;
pub mod form;
pub mod promise;
pub mod schedule;
pub mod spending;

use crate::domain::finding::{Finding, Problem, Severity};
use crate::domain::rules::Rule;
use crate::messages::Lang;

/// What a finding says, in one sentence that tells what to do.
#[must_use]
pub fn sentence(lang: Lang, finding: &Finding) -> String {
    match &finding.problem {
        Problem::Form(problem) => form::sentence(lang, problem),
        Problem::Promise(problem) => promise::sentence(lang, problem),
        Problem::Spending(problem) => spending::sentence(lang, problem),
        Problem::Schedule(problem) => schedule::sentence(lang, problem),
        Problem::Across(problem) => across::sentence(lang, problem),
    }
}

/// What a rule is called.
#[must_use]
pub fn title(lang: Lang, rule: Rule) -> &'static str {
    match rule {
        Rule::Form(rule) => form::title(lang, rule),
        Rule::Promise(rule) => promise::title(lang, rule),
        Rule::Spending(rule) => spending::title(lang, rule),
        Rule::Schedule(rule) => schedule::title(lang, rule),
        Rule::Across(rule) => across::title(lang, rule),
    }
}

/// What a rule is about, why it is there, and what to do.
#[must_use]
pub fn explanation(lang: Lang, rule: Rule) -> &'static str {
    match rule {
        Rule::Form(rule) => form::explanation(lang, rule),
        Rule::Promise(rule) => promise::explanation(lang, rule),
        Rule::Spending(rule) => spending::explanation(lang, rule),
        Rule::Schedule(rule) => schedule::explanation(lang, rule),
        Rule::Across(rule) => across::explanation(lang, rule),
    }
}

/// An example of what a rule finds.
#[must_use]
pub fn example(lang: Lang, rule: Rule) -> &'static str {
    match rule {
        Rule::Form(rule) => form::example(lang, rule),
        Rule::Promise(rule) => promise::example(lang, rule),
        Rule::Spending(rule) => spending::example(lang, rule),
        Rule::Schedule(rule) => schedule::example(lang, rule),
        Rule::Across(rule) => across::example(lang, rule),
    }
}

/// The word for a severity.
#[must_use]
pub fn severity(lang: Lang, severity: Severity) -> &'static str {
    let (zh, en) = match severity {
        Severity::Error => ("错误", "error"),
        Severity::Warning => ("提醒", "warning"),
        Severity::Advice => ("建议", "advice"),
    };
    lang.pick(zh, en)
}
