//! The sentences of findings, by family, and what each rule is about. A problem without words does not compile.

/// What people read about a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RuleWords {
    /// What it is called.
    pub title: &'static str,
    /// What it is about, why it is there, and what to do.
    pub explanation: &'static str,
    /// An example of what it finds.
    pub example: &'static str,
}

/// Declares what people read about each rule of a family.
macro_rules! rule_book {
    ($family:ident $($rule:ident {
        title { $title_zh:literal, $title_en:literal }
        explanation { $explanation_zh:literal, $explanation_en:literal }
        example { $example_zh:literal, $example_en:literal }
    })+) => {
        /// What people read about a rule of the family.
        #[must_use]
        pub fn words(lang: $crate::messages::Lang, rule: $family) -> $crate::messages::findings::RuleWords {
            match rule {
                $($family::$rule => $crate::messages::findings::RuleWords {
                    title: lang.pick($title_zh, $title_en),
                    explanation: lang.pick($explanation_zh, $explanation_en),
                    example: lang.pick($example_zh, $example_en),
                },)+
            }
        }
    };
}

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

/// What people read about a rule.
#[must_use]
pub fn words(lang: Lang, rule: Rule) -> RuleWords {
    match rule {
        Rule::Form(rule) => form::words(lang, rule),
        Rule::Promise(rule) => promise::words(lang, rule),
        Rule::Spending(rule) => spending::words(lang, rule),
        Rule::Schedule(rule) => schedule::words(lang, rule),
        Rule::Across(rule) => across::words(lang, rule),
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
