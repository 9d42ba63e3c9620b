//! What is sought in free texts: names, telephone numbers and accounts, e-mail and web addresses.
//!
//! Invariant: places are in characters of the text itself, whatever was left out to compare it.

use super::{DIGITS, PART};
use crate::text::fold::fold_char;
use std::collections::BTreeSet;
use std::ops::Range;

/// A text as it is compared: folded, without white space and invisible characters, each with its place.
pub(super) struct Folded {
    pub chars: Vec<char>,
    places: Vec<usize>,
}

impl Folded {
    pub fn new(text: &str) -> Self {
        let kept = text
            .chars()
            .enumerate()
            .map(|(place, c)| (fold_char(c), place));
        let (chars, places) = kept
            .filter(|(c, _)| !c.is_whitespace() && !crate::text::visible::is_hidden(*c))
            .unzip();
        Self { chars, places }
    }

    /// Where a name stands, in characters of the text itself.
    pub fn places<'a>(&'a self, name: &'a [char]) -> impl Iterator<Item = Range<usize>> + 'a {
        let windows = self.chars.windows(name.len().max(1)).enumerate();
        let found = windows.filter(move |(_, window)| *window == name);
        found.filter_map(|(start, _)| self.range(start, name.len()))
    }

    /// Where long parts of a name stand, that are not the whole of it.
    pub fn parts(&self, name: &[char]) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        if name.len() <= PART {
            return found;
        }
        let pieces: BTreeSet<&[char]> = name.windows(PART).collect();
        let mut at = 0;
        while at + PART <= self.chars.len() {
            let mut end = at;
            while self
                .chars
                .get(end..end + PART)
                .is_some_and(|piece| pieces.contains(piece))
            {
                end += 1;
            }
            if end > at {
                found.extend(self.range(at, end - at + PART - 1));
            }
            at = end.max(at) + 1;
        }
        found
    }

    fn range(&self, start: usize, len: usize) -> Option<Range<usize>> {
        let last = start.checked_add(len)?.checked_sub(1)?;
        Some(*self.places.get(start)?..*self.places.get(last)? + 1)
    }
}

/// Runs of digits, with the signs that telephone numbers and accounts are written with.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = Range<usize>> {
    let joins = |c: char| matches!(c, '-' | ' ' | '－' | '—');
    runs(
        text,
        move |c| fold_char(c).is_ascii_digit() || joins(c),
        move |run| {
            let digits = run
                .iter()
                .filter(|c| fold_char(**c).is_ascii_digit())
                .count();
            // A date or a span of dates has groups of four and two.
            let groups = run
                .split(|c| !fold_char(*c).is_ascii_digit())
                .map(<[char]>::len);
            digits >= DIGITS && groups.max().unwrap_or(0) >= DIGITS - 1
        },
    )
}

/// E-mail and web addresses.
pub(super) fn web(text: &str) -> impl Iterator<Item = Range<usize>> {
    let part = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '.' | '_' | '-' | '@' | '/' | ':' | '%' | '+' | '~')
    };
    runs(
        text,
        move |c| part(fold_char(c)),
        |run| {
            let plain: String = run.iter().map(|c| fold_char(*c)).collect();
            plain.contains("://")
                || plain.starts_with("www.")
                || plain
                    .split_once('@')
                    .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        },
    )
}

/// The longest runs of such characters that are what is sought, without signs at their ends.
fn runs(
    text: &str,
    part: impl Fn(char) -> bool,
    sought: impl Fn(&[char]) -> bool,
) -> impl Iterator<Item = Range<usize>> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let len = chars.iter().skip(start).take_while(|c| part(**c)).count();
        let run = chars.get(start..start + len).unwrap_or(&[]);
        let alone = |c: &char| fold_char(*c).is_ascii_alphanumeric();
        if let (Some(first), Some(last)) = (run.iter().position(alone), run.iter().rposition(alone))
            && run.get(first..=last).is_some_and(&sought)
        {
            found.push(start + first..start + last + 1);
        }
        start += len.max(1);
    }
    found.into_iter()
}
