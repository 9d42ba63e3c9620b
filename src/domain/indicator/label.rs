//! Numbering labels: where the items of a cell begin (`1、`, `1.`, `（1）`, `①`, `Ⅰ、`, `一、`, mixed and run together).
//!
//! Invariant: a label continues the sequence; a decimal, a date and a sub-list inside an item are no labels.

use crate::domain::measure::printed::Printed;
use crate::domain::project::note::SourceNote;
use crate::text::counting::{self, circled, roman};
use std::ops::Range;

/// How many numbers a sequence may leave out before a label is taken for something else.
const SKIP_MAX: u32 = 3;
/// How far a bracket may reach for numbers in it to be none of the sequence.
const BRACKET_MAX: usize = 80;

/// The style of a label.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Style {
    /// `1、` and `1.`
    Plain,
    /// `1)`
    HalfBracket,
    /// `（1）`, `（一）`
    Bracketed,
    /// `①`
    Circled,
    /// `Ⅰ、`
    Roman,
    /// `一、`
    Chinese,
    /// `a.`, `b)`, `（c）`
    Letter,
    /// `甲、`
    Stem,
    /// `壹、`
    Formal,
    /// `第一条`
    Named,
}

impl Style {
    /// Whether its labels are ordinary words elsewhere, so that a list of them has to go on to be one.
    fn is_like_words(self) -> bool {
        matches!(self, Self::Letter | Self::Stem | Self::Formal | Self::Named)
    }
}

/// A label at a place of a cell.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Label {
    /// The label with its separator.
    span: Range<usize>,
    /// The label alone.
    mark: Range<usize>,
    value: u32,
    style: Style,
}

/// An item of a cell: its label, where its words stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Item {
    /// The label as printed; the ordinal when none is.
    pub label: String,
    /// The item's words, separators at their end left out.
    pub span: Range<usize>,
}

/// Splits a cell into its items, and tells what was odd.
pub(super) fn split(printed: &Printed) -> (Vec<Item>, Vec<SourceNote>) {
    let (labels, mut notes) = Sequence::read(printed);
    if labels.is_empty() {
        return unlabelled(printed);
    }
    notes.extend(mixed(printed, &labels));
    let first = labels.first().map_or(0, |label| label.span.start);
    let preamble = without_separators(printed, 0..first);
    let mut items = Vec::with_capacity(labels.len());
    if !preamble.is_empty() {
        notes.push(SourceNote::Preamble(printed.cut(preamble)));
    }
    for (index, label) in labels.iter().enumerate() {
        let end = labels
            .get(index + 1)
            .map_or(printed.len(), |next| next.span.start);
        let span = without_separators(printed, label.span.end..end);
        items.push(Item {
            label: printed.cut(label.mark.clone()),
            span,
        });
    }
    (items, notes)
}

/// A cell without labels: its separators tell the items apart, ordinals name them.
fn unlabelled(printed: &Printed) -> (Vec<Item>, Vec<SourceNote>) {
    let mut items: Vec<Item> = Vec::new();
    let mut start = 0;
    for at in 0..=printed.len() {
        let ends = printed
            .at(at)
            .is_none_or(|c| matches!(c, '；' | ';' | '。' | '\n'));
        if !ends {
            continue;
        }
        let span = without_separators(printed, start..at);
        if !span.is_empty() {
            items.push(Item {
                label: (items.len() + 1).to_string(),
                span,
            });
        }
        start = at + 1;
    }
    let notes = if items.is_empty() {
        Vec::new()
    } else {
        vec![SourceNote::NoLabels]
    };
    (items, notes)
}

fn without_separators(printed: &Printed, range: Range<usize>) -> Range<usize> {
    let range = printed.trim(range, char::is_whitespace);
    let end = printed
        .trim(range.clone(), |c| {
            c.is_whitespace() || matches!(c, '；' | ';' | '。' | '，' | ',' | '、' | '：' | ':')
        })
        .end;
    range.start.min(end)..end
}

fn mixed(printed: &Printed, labels: &[Label]) -> Option<SourceNote> {
    let shape = |label: &Label| {
        let words = printed.cut(label.span.clone());
        words.split_whitespace().collect::<String>()
    };
    let separator = |label: &Label| shape(label).chars().next_back();
    let mut examples: Vec<&Label> = Vec::new();
    for label in labels {
        let same = |other: &&Label| {
            let marks = matches!(label.style, Style::Plain | Style::Roman | Style::Chinese);
            other.style == label.style && (!marks || separator(other) == separator(label))
        };
        if !examples.iter().any(same) {
            examples.push(label);
        }
    }
    (examples.len() > 1).then(|| SourceNote::MixedLabels(examples.into_iter().map(shape).collect()))
}

/// The labels accepted so far, and what a further one must continue.
#[derive(Default)]
struct Sequence {
    labels: Vec<Label>,
    notes: Vec<SourceNote>,
    /// Styles in which a list inside the current item has begun.
    nested: Vec<Style>,
}

impl Sequence {
    fn read(printed: &Printed) -> (Vec<Label>, Vec<SourceNote>) {
        let mut sequence = Self::default();
        let mut at = 0;
        while at < printed.len() {
            let label = label(printed, at).filter(|_| !printed.in_name(at));
            if let Some(label) = label {
                let end = label.span.end;
                if sequence.offer(printed, label) {
                    at = end;
                    continue;
                }
            }
            at = past(printed, at);
        }
        (sequence.labels, sequence.notes)
    }

    /// Takes the label if it continues the sequence.
    fn offer(&mut self, printed: &Printed, label: Label) -> bool {
        let separated = is_separated(printed, label.span.start);
        let last = self.labels.last().map_or(0, |last| last.value);
        let known = self.labels.iter().any(|other| other.style == label.style);
        let next = label.value == last + 1;
        let skips = separated && label.value > last && label.value <= last + 1 + SKIP_MAX;
        // A word processor may count on from the cell above.
        let counted_on = printed.back_space(label.span.start) == 0 && goes_on(printed, &label);
        let sure = !label.style.is_like_words() || goes_on(printed, &label);
        let first = sure && (label.value == 1 || counted_on);
        let starts = self.labels.is_empty() && separated && first;
        let restarts = known && separated && (label.value == last || label.value == 1);
        let continues = !self.labels.is_empty() && (next || skips || restarts);
        let run_on = separated || (next && can_run_on(printed, &label));
        if self.nested.contains(&label.style) || !(starts || continues) || !run_on {
            if label.value == 1 && !self.labels.is_empty() && !known {
                self.nested.push(label.style);
            }
            return false;
        }
        self.note(printed, &label, last, separated);
        self.nested.clear();
        self.labels.push(label);
        true
    }

    fn note(&mut self, printed: &Printed, label: &Label, last: u32, separated: bool) {
        let mark = printed.cut(label.mark.clone());
        let first = if self.labels.is_empty() {
            label.value
        } else {
            last + 1
        };
        for missing in first..label.value {
            self.notes
                .push(SourceNote::MissingLabel(missing.to_string()));
        }
        if label.value <= last {
            self.notes.push(SourceNote::RepeatedLabel(mark.clone()));
        }
        if !separated {
            self.notes.push(SourceNote::RunTogether(mark));
        }
    }
}

/// Whether the next number in the same style begins an item further on.
fn goes_on(printed: &Printed, first: &Label) -> bool {
    (first.span.end..printed.len()).any(|at| {
        let next = label(printed, at).filter(|_| is_separated(printed, at));
        next.is_some_and(|next| next.style == first.style && next.value == first.value + 1)
    })
}

/// Past the character at `at`, or past the brackets that open there: numbers in brackets are none of the sequence.
fn past(printed: &Printed, at: usize) -> usize {
    let close = (printed.at(at) == Some('(')).then(|| printed.closing(at, at + BRACKET_MAX));
    close.flatten().map_or(at + 1, |close| close + 1)
}

/// Whether an item may begin here: at the front, or behind a separator.
fn is_separated(printed: &Printed, at: usize) -> bool {
    let before = printed.back_space(at);
    printed
        .before(before)
        .is_none_or(|c| matches!(c, '；' | ';' | '。' | '\n' | '：' | ':'))
}

/// Whether a label may follow words without a separator: `30家2.规范`, but not `服务5、6家`.
fn can_run_on(printed: &Printed, label: &Label) -> bool {
    let before = printed.before(label.span.start);
    let joined = before.is_some_and(|c| {
        c.is_ascii_alphanumeric() || matches!(c, '第' | '-' | '~' | '.' | '至' | '到')
    });
    let listed = printed
        .at(label.span.end)
        .is_none_or(|c| c.is_ascii_digit());
    let words = matches!(label.style, Style::Chinese | Style::Roman) || label.style.is_like_words();
    !joined && !listed && !words
}

/// The label at `at`.
fn label(printed: &Printed, at: usize) -> Option<Label> {
    let made = |mark: Range<usize>, end: usize, value: u32, style: Style| Label {
        span: mark.start..printed.skip_space(end),
        mark,
        value,
        style,
    };
    let c = printed.at(at)?;
    if let Some(value) = circled(c) {
        let end = separator(printed, at + 1).unwrap_or(at + 1);
        return Some(made(at..at + 1, end, value, Style::Circled));
    }
    if c == '(' {
        let lettered = || letter(printed.at(at + 1)?).map(|value| (value, at + 2, Style::Letter));
        let numbered = number(printed, at + 1).map(|(value, end)| (value, end, Style::Bracketed));
        let (value, end, style) = numbered.or_else(lettered)?;
        let end = (printed.at(end) == Some(')')).then_some(end + 1)?;
        let rest = separator(printed, end).unwrap_or(end);
        return Some(made(at..end, rest, value, style));
    }
    if c == '第' {
        let (end, value) = named(printed, at)?;
        let colon = matches!(printed.at(end), Some(':' | '：')).then_some(end + 1);
        let rest = colon.or_else(|| separator(printed, end)).unwrap_or(end);
        return Some(made(at..end, rest, value, Style::Named));
    }
    let sign = roman(c).map(|value| (value, Style::Roman));
    let sign = sign.or_else(|| letter(c).map(|value| (value, Style::Letter)));
    let sign = sign.or_else(|| place(STEMS, c).map(|value| (value, Style::Stem)));
    let sign = sign.or_else(|| place(FORMAL, c).map(|value| (value, Style::Formal)));
    let (value, end, style) = match sign {
        Some((value, style)) => (value, at + 1, style),
        None => {
            let (value, end) = number(printed, at)?;
            (
                value,
                end,
                if c.is_ascii_digit() {
                    Style::Plain
                } else {
                    Style::Chinese
                },
            )
        }
    };
    let coded = printed
        .before(at)
        .is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
    let rest = separator(printed, end).filter(|_| !coded)?;
    let closed = printed.before(rest) == Some(')');
    let style = if closed && style == Style::Plain {
        Style::HalfBracket
    } else {
        style
    };
    Some(made(at..end, rest, value, style))
}

/// The stems that count like letters.
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
/// The numerals of documents that must not be changed.
const FORMAL: &str = "壹贰叁肆伍陆柒捌玖拾";

/// The place of a sign in an order of signs, from 1.
fn place(order: &str, c: char) -> Option<u32> {
    let place = order.chars().position(|sign| sign == c)?;
    u32::try_from(place + 1).ok()
}

/// The place of a letter in the alphabet, from 1.
fn letter(c: char) -> Option<u32> {
    c.is_ascii_alphabetic()
        .then(|| u32::from(c.to_ascii_lowercase()) - u32::from('a') + 1)
}

/// `第一条`, ended by a mark or a space: its end, and its number.
fn named(printed: &Printed, at: usize) -> Option<(usize, u32)> {
    let (value, end) = number(printed, at + 1)?;
    let unit = matches!(printed.at(end)?, '条' | '项' | '款');
    let ended = printed.skip_space(end + 1) > end + 1
        || matches!(printed.at(end + 1), Some('、' | '.' | ':' | '：'));
    (unit && ended).then_some((end + 1, value))
}

/// The end of the separator behind a label's number. A point before a digit is a decimal point.
fn separator(printed: &Printed, at: usize) -> Option<usize> {
    let at = printed.skip_space(at);
    let decimal = printed.at(at + 1).is_some_and(|c| c.is_ascii_digit());
    match printed.at(at)? {
        '、' | ')' => Some(at + 1),
        '.' if !decimal => Some(at + 1),
        _ => None,
    }
}

/// A number of up to two places, in digits or in Chinese: its value and its end.
fn number(printed: &Printed, at: usize) -> Option<(u32, usize)> {
    let mut digits = (0_u32, at);
    while let Some(digit) = printed.at(digits.1).and_then(|c| c.to_digit(10)) {
        digits = (digits.0 * 10 + digit, digits.1 + 1);
        if digits.1 > at + 2 {
            return None;
        }
    }
    if digits.1 > at {
        return Some(digits);
    }
    let (value, length) = counting::chinese((at..).map_while(|at| printed.at(at)))?;
    Some((value, at + length))
}

#[cfg(test)]
mod tests;
