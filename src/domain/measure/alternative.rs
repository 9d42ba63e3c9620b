//! Either/or: measures of one indicator of which one suffices.
//!
//! Invariant: measures are grouped only where the print says so: 或 between two quantities, a sentence such as 任选其一,
//! or two measures in a row for the two sorts of applicant that the project's own words put as `甲（乙）` or `甲/乙`.

use super::Measure;
use super::lexicon::{ANY_OF, EITHER};
use super::printed::Printed;
use std::ops::Range;

/// The longest word for a sort of applicant, in characters.
const SORT_MAX: usize = 6;

/// Names the groups (`A`, `B` …). `context` is the project's name and content.
pub(super) fn group(printed: &Printed, context: &str, measures: &mut [Measure]) {
    let any_of = (0..printed.len()).any(|at| printed.longest(at, ANY_OF).is_some());
    let context = Printed::new(context);
    let mut name = 'A';
    for second in 1..measures.len() {
        let Some([one, other]) = measures.get_mut(second - 1..=second) else {
            return;
        };
        let between = one.span.end..other.span.start;
        let joined = any_of
            || says_either(printed, between.clone())
            || (!crosses_sentence(printed, between)
                && is_put_as_either(&context, &one.subject, &other.subject));
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
