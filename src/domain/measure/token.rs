//! Tokens of an indicator: quantities and the words that bind them.
//!
//! Invariant: tokens are in order and do not overlap; names in quotation marks and title marks yield none.
//! Absent: how tokens combine; see [`super::grammar`].

use super::lexicon::{
    ABOUT, AT_LEAST, AT_LEAST_ADVERBS, AT_MOST, AT_MOST_ADVERBS, COMPARATOR_TAILS, EITHER, FILLERS,
    HIGHER, LOWER, NEGATIONS, PER_CLASSIFIERS, PER_NOUNS, PER_WHOLE, REACHES, SHORT_OF, SOFT,
};
use super::numeral::{self, is_numeral};
use super::printed::{Printed, is_break};
use super::quantity::{self, Bound, Quantity};
use super::unit::NEVER_UNITS;
use std::ops::Range;

/// A token and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Token {
    /// Where it stands.
    pub span: Range<usize>,
    /// What it is.
    pub what: What,
}

/// What a token is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum What {
    /// A number with its unit.
    Quantity(Quantity),
    /// A comparator.
    Compare(Compare),
    /// 每场, 年内: what a quantity is for each of.
    Per,
    /// 原则上.
    Soft,
    /// 或.
    Either,
    /// A date; no quantity.
    Date,
    /// The end of a clause.
    Break,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
}

/// A comparator before a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Compare {
    /// Which way it binds.
    pub bound: Bound,
    /// How firmly.
    pub grip: Grip,
}

/// How firmly a comparator holds its number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Grip {
    /// It stands beside the number and prevails over what is printed behind it.
    Firm,
    /// It stands beside the number; a bound behind the number prevails (达 … 左右).
    Yields,
    /// It may stand anywhere before the number in its clause (至少举办3场).
    Floats,
}

/// The tokens of a text.
pub(super) fn tokens(printed: &Printed) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while at < printed.len() {
        if printed.in_name(at) {
            at += 1;
            continue;
        }
        match token(printed, at, &tokens) {
            Some((end, what)) => {
                tokens.push(Token {
                    span: at..end,
                    what,
                });
                at = end;
            }
            None => at = past_number(printed, at),
        }
    }
    tokens
}

/// Words for numbers that nobody knows.
const VAGUE: &[&str] = &[
    "若干", "数十", "数百", "数千", "几十", "几百", "几千", "上百", "上千", "十几",
];

/// The numbers that belong to no token and to no code, and the words for numbers that nobody knows.
pub(super) fn unread(printed: &Printed) -> Vec<String> {
    let taken = tokens(printed);
    let mut unread = Vec::new();
    let mut at = 0;
    while at < printed.len() {
        let end = printed
            .longest(at, VAGUE)
            .or_else(|| loose_digits(printed, at));
        let next = taken.partition_point(|token| token.span.end <= at);
        let free =
            !printed.in_name(at) && taken.get(next).is_none_or(|token| token.span.start > at);
        if let Some(end) = end.filter(|_| free) {
            unread.push(printed.cut(at..(end + 1).min(printed.len())));
        }
        at = end.unwrap_or(at + 1);
    }
    unread
}

/// The end of the digits at `at`, where they are no part of a code, an order or a grade.
fn loose_digits(printed: &Printed, at: usize) -> Option<usize> {
    let coded = |c: Option<char>| {
        c.is_some_and(|c| {
            c.is_ascii_alphanumeric()
                || matches!(c, '-' | '.' | '+' | ':' | '/' | '×' | '第' | '前')
        })
    };
    if !printed.at(at).is_some_and(|c| c.is_ascii_digit()) || coded(printed.before(at)) {
        return None;
    }
    let end = past_number(printed, at);
    let graded = printed.longest(end, NEVER_UNITS).is_some();
    (!graded && !coded(printed.at(end))).then_some(end)
}

/// Past the number at `at` that is no quantity, so that its tail is not read as one; else past one character.
fn past_number(printed: &Printed, at: usize) -> usize {
    let digit = |at: usize| printed.at(at).is_some_and(|c| c.is_ascii_digit());
    let mut end = at + 1;
    while digit(at) && digit(end) {
        end += 1;
    }
    end
}

fn token(printed: &Printed, at: usize, before: &[Token]) -> Option<(usize, What)> {
    let c = printed.at(at)?;
    let mark = match c {
        '(' => Some(What::Open),
        ')' => Some(What::Close),
        c if is_break(c) => Some(What::Break),
        _ => None,
    };
    if let Some(mark) = mark {
        return Some((at + 1, mark));
    }
    if let Some(end) = date(printed, at) {
        return Some((end, What::Date));
    }
    if let Some(end) = per(printed, at) {
        return Some((end, What::Per));
    }
    if c.is_ascii_digit() || is_numeral(c) {
        let compared = is_compared(printed, at, before);
        if let Some(quantity) = quantity::read(printed, at, compared) {
            return Some((quantity.span.end, What::Quantity(quantity)));
        }
    }
    if let Some((end, compare)) = compare(printed, at) {
        return Some((end, What::Compare(compare)));
    }
    let soft = printed.longest(at, SOFT).map(|end| (end, What::Soft));
    soft.or_else(|| printed.longest(at, EITHER).map(|end| (end, What::Either)))
}

/// Whether a comparator stands beside the number at `at`, fillers and 每… between allowed.
fn is_compared(printed: &Printed, at: usize, before: &[Token]) -> bool {
    let mut at = skip_fillers_back(printed, at);
    for token in before.iter().rev() {
        let beside = token.span.end == at;
        match token.what {
            What::Compare(_) => return beside,
            What::Per | What::Soft if beside => at = skip_fillers_back(printed, token.span.start),
            _ => return false,
        }
    }
    false
}

/// The start of the fillers before `at` (`不少于人民币` 5万元).
pub(super) fn skip_fillers_back(printed: &Printed, at: usize) -> usize {
    let mut at = printed.back_space(at);
    while let Some(start) = printed.longest_before(at, FILLERS) {
        at = printed.back_space(start);
    }
    at
}

fn compare(printed: &Printed, at: usize) -> Option<(usize, Compare)> {
    let firm = |end: usize, bound| {
        (
            end,
            Compare {
                bound,
                grip: Grip::Firm,
            },
        )
    };
    let negated = printed.longest(at, NEGATIONS).and_then(|end| {
        let least = printed
            .longest(end, LOWER)
            .map(|end| firm(end, Bound::AtLeast));
        least.or_else(|| {
            printed
                .longest(end, HIGHER)
                .map(|end| firm(end, Bound::AtMost))
        })
    });
    let table = [
        (AT_LEAST, Bound::AtLeast, Grip::Firm),
        (AT_MOST, Bound::AtMost, Grip::Yields),
        (SHORT_OF, Bound::LessThan, Grip::Firm),
        (&[">"], Bound::MoreThan, Grip::Firm),
        (LOWER, Bound::LessThan, Grip::Firm),
        (HIGHER, Bound::MoreThan, Grip::Firm),
        (AT_LEAST_ADVERBS, Bound::AtLeast, Grip::Floats),
        (AT_MOST_ADVERBS, Bound::AtMost, Grip::Floats),
        (ABOUT, Bound::About, Grip::Yields),
        (REACHES, Bound::AtLeast, Grip::Yields),
    ];
    let found = table.into_iter().filter_map(|(words, bound, grip)| {
        let end = printed.longest(at, words)?;
        let whole = end > at + 1 || stands_by_itself(printed, at, end);
        whole.then_some((end, Compare { bound, grip }))
    });
    found.chain(negated).max_by_key(|(end, _)| *end)
}

/// A one-character comparator is one only before a number, and not as the end of another word (签约3家).
fn stands_by_itself(printed: &Printed, at: usize, end: usize) -> bool {
    let symbol = printed.at(at).is_some_and(|c| !c.is_alphabetic());
    let tail = printed.longest_before(end, COMPARATOR_TAILS).is_some();
    let mut number = printed.skip_space(end);
    while let Some(filler) = printed.longest(number, FILLERS) {
        number = printed.skip_space(filler);
    }
    let counts = numeral::read(printed, number).is_some();
    symbol || (!tail && counts)
}

fn per(printed: &Printed, at: usize) -> Option<usize> {
    if let Some(end) = printed.longest(at, PER_WHOLE) {
        return Some(end);
    }
    match printed.at(at)? {
        '每' => Some(per_each(printed, at + 1)),
        // 各 distributes only right before a number: 各县区的学校 is a place.
        '各' => {
            let end = per_noun(printed, at + 1).unwrap_or(at + 1);
            let next = printed.skip_space(end);
            let bound = numeral::read(printed, next).is_some() || compare(printed, next).is_some();
            bound.then_some(end)
        }
        _ => None,
    }
}

/// The end of what 每 is followed by: a number, a classifier and a noun, each optional.
fn per_each(printed: &Printed, at: usize) -> usize {
    let after = numeral::read(printed, at).map_or(at, |n| printed.skip_space(n.end));
    let counted = after > at;
    per_noun(printed, after).unwrap_or_else(|| {
        let classifier = if counted {
            printed.at(after).map_or(after, |_| after + 1)
        } else {
            after
        };
        printed
            .longest(after, PER_CLASSIFIERS)
            .unwrap_or(classifier)
    })
}

fn per_noun(printed: &Printed, at: usize) -> Option<usize> {
    let classified = printed
        .longest(at, PER_CLASSIFIERS)
        .and_then(|end| printed.longest(end, PER_NOUNS));
    classified.max(printed.longest(at, PER_NOUNS))
}

/// The end of a date in digits at `at`: `2022年10月30日前`, `10月`, `2022-10-30`, with what is said of it.
fn date(printed: &Printed, at: usize) -> Option<usize> {
    let number = |at: usize| {
        let mut end = at;
        while printed.at(end).is_some_and(|c| c.is_ascii_digit()) && end < at + 5 {
            end += 1;
        }
        (end - at, end)
    };
    if printed.before(at).is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    let (digits, end) = number(at);
    let end = match (digits, printed.at(end)) {
        (4, Some('年')) if printed.at(at).is_some_and(|c| matches!(c, '1' | '2')) => end + 1,
        (4, Some('-' | '.' | '/')) if number(end + 1).0 > 0 && number(end + 1).0 < 3 => {
            number(end + 1).1
        }
        (1 | 2, Some('月')) => end + 1,
        _ => return None,
    };
    let mut end = end;
    loop {
        let (digits, next) = number(printed.skip_space(end));
        let unit = printed
            .at(next)
            .is_some_and(|c| matches!(c, '月' | '日' | '号'));
        let dashed =
            matches!(printed.at(end), Some('-' | '.' | '/')) && (1..3).contains(&number(end + 1).0);
        end = match digits {
            1 | 2 if unit => next + 1,
            _ if dashed => number(end + 1).1,
            _ => break,
        };
    }
    let said = &[
        "度",
        "底",
        "末",
        "初",
        "份",
        "内",
        "前",
        "之前",
        "以前",
        "底前",
        "末前",
        "以来",
        "起",
        "期间",
        "上半年",
        "下半年",
    ];
    Some(printed.longest(end, said).unwrap_or(end))
}
