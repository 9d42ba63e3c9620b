//! Either/or: measures of one indicator of which one suffices.
//!
//! Invariant: measures are grouped only where the print says so: 或 between two quantities, a sentence such as 任选其一,
//! two measures in a row for the two sorts of applicant that the project's own words put as `甲（乙）` or `甲/乙`, or two
//! in a row for the same body of two sorts of applicant (`企业科协 … 园区科协 …`): an applicant is of one sort.

use super::Measure;
use super::lexicon::{ANY_OF, EITHER};
use super::printed::Printed;
use std::ops::Range;

/// The longest word for a sort of applicant, in characters.
const SORT_MAX: usize = 6;

/// How much of a project's words is looked through, in characters: who applies is said at their front.
const CONTEXT_MAX: usize = 1_000;

/// Names the groups (`A`, `B` …). `context` is the project's name and content.
pub(super) fn group(printed: &Printed, context: &str, measures: &mut [Measure]) {
    let any_of = (0..printed.len()).any(|at| printed.longest(at, ANY_OF).is_some());
    let context: String = context.chars().take(CONTEXT_MAX).collect();
    let context = Printed::new(&context);
    let mut name = 'A';
    for second in 1..measures.len() {
        let Some([one, other]) = measures.get_mut(second - 1..=second) else {
            return;
        };
        let between = one.span.end..other.span.start;
        let joined = any_of
            || says_either(printed, between.clone())
            || (!crosses_sentence(printed, between)
                && (is_put_as_either(&context, &one.subject, &other.subject)
                    || is_of_two_sorts(&one.subject, &other.subject)));
        if !joined {
            continue;
        }
        let group = one.alternative.clone().unwrap_or_else(|| {
            let group = name.to_string();
            name = char::from_u32(name as u32 + 1).unwrap_or(name);
            group
        });
        one.alternative = Some(group.clone());
        other.alternative = Some(group);
    }
}

/// Whether 或 stands right behind the first quantity: 或 inside a subject joins words, not promises.
fn says_either(printed: &Printed, between: Range<usize>) -> bool {
    let words = printed.trim(between.clone(), |c| {
        c.is_whitespace() || matches!(c, '，' | ',' | '、' | ')')
    });
    printed
        .longest(words.start, EITHER)
        .is_some_and(|end| end <= between.end)
}

fn crosses_sentence(printed: &Printed, between: Range<usize>) -> bool {
    between
        .clone()
        .any(|at| matches!(printed.at(at), Some('。' | '\n')))
}

/// Whether the context prints `甲（乙` or `甲/乙` where 甲 begins one subject and 乙 the other.
fn is_put_as_either(context: &Printed, one: &str, other: &str) -> bool {
    let (one, other) = (Printed::new(one), Printed::new(other));
    (1..context.len()).any(|at| {
        let joins = matches!(context.at(at), Some('(' | '/'));
        joins
            && (2..=SORT_MAX).any(|first| ends_with(context, at, &one, first))
            && (2..=SORT_MAX).any(|second| begins_with(context, at + 1, &other, second))
            && one.at(0) != other.at(0)
    })
}

fn ends_with(context: &Printed, at: usize, subject: &Printed, length: usize) -> bool {
    let whole = at.checked_sub(length);
    whole.is_some_and(|start| {
        (0..length).all(|i| {
            subject
                .at(i)
                .is_some_and(|c| context.at(start + i) == Some(c))
        })
    })
}

fn begins_with(context: &Printed, at: usize, subject: &Printed, length: usize) -> bool {
    (0..length).all(|i| subject.at(i).is_some_and(|c| context.at(at + i) == Some(c)))
}

/// Sorts of applicants.
const SORTS: &[&str] = &[
    "企业",
    "园区",
    "高校",
    "院校",
    "院所",
    "科研院所",
    "学校",
    "社区",
    "农村",
    "乡村",
    "乡镇",
    "街道",
    "机关",
    "医院",
    "学会",
    "协会",
    "市级",
    "省级",
    "县级",
    "区级",
];
/// What applicants themselves are. 企业会员 and 高校会员 may both be asked for; 会员 is none of these.
const BODIES: &[&str] = &[
    "科协", "申报", "牵头", "工会", "分会", "支部", "学会", "协会",
];

/// `企业科协会员数` and `园区科协会员数`: the same body of two sorts of applicant.
fn is_of_two_sorts(one: &str, other: &str) -> bool {
    let bodies = |subject: &str| -> Option<(&str, &str)> {
        let sort = SORTS
            .iter()
            .filter(|sort| subject.starts_with(**sort))
            .max_by_key(|sort| sort.len())?;
        let rest = subject.strip_prefix(sort)?;
        let body = BODIES.iter().find(|body| rest.starts_with(**body))?;
        Some((sort, body))
    };
    let (one, other) = (bodies(one), bodies(other));
    one.zip(other)
        .is_some_and(|(one, other)| one.0 != other.0 && one.1 == other.1)
}
