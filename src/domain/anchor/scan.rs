//! Where the same words stand in a text.
//!
//! Invariant: a text is gone through once a search, whatever the words. Absent: likeness.

use super::script::{Script, agree_after, agree_before};
use super::{Apart, CONTEXT_MAX};
use std::ops::Range;

/// The most places that are told apart; with more, the words are too common to be found by themselves.
pub(super) const PLACES_MAX: usize = 2_000;

/// How many characters further than a twin a place must agree to be none.
const LEAD: usize = 4;

/// The places where words stand, overlapping ones too; at most [`PLACES_MAX`] and one.
pub(super) fn places(script: &Script, words: &[char]) -> Vec<usize> {
    let Some(first) = words.first() else {
        return Vec::new();
    };
    let starts = script.chars.iter().enumerate();
    starts
        .filter(|(_, c)| *c == first)
        .map(|(at, _)| at)
        .filter(|at| stands_at(script, words, *at))
        .take(PLACES_MAX + 1)
        .collect()
}

fn stands_at(script: &Script, words: &[char], at: usize) -> bool {
    script.slice(at..at.saturating_add(words.len())) == words
}

/// What tells the words of a range from their twins.
pub(super) fn apart(script: &Script, range: &Range<usize>) -> Apart {
    let words = script.slice(range.clone());
    let mut apart = Apart::ALONE;
    let found = places(script, words);
    if found.len() > PLACES_MAX {
        return Apart::UNKNOWN;
    }
    let prefix = script.slice(range.start.saturating_sub(CONTEXT_MAX)..range.start);
    let suffix = script.slice(range.end..range.end.saturating_add(CONTEXT_MAX));
    for twin in found.into_iter().filter(|at| *at != range.start) {
        let (before, after) = surroundings(prefix, suffix, script, &(twin..twin + words.len()));
        apart.before = apart.before.max(before + LEAD);
        apart.after = apart.after.max(after + LEAD);
    }
    apart
}

/// How many characters of a quote's surroundings stand at a place, line breaks left out and the text's ends counted.
pub(super) fn surroundings(
    prefix: &[char],
    suffix: &[char],
    script: &Script,
    place: &Range<usize>,
) -> (usize, usize) {
    let solid = |c: &&char| **c != '\n';
    let same = |(a, b): &(&char, &char)| a == b;
    let (head, tail) = (
        script.slice(0..place.start),
        script.slice(place.end..script.len()),
    );
    let before = prefix.iter().rev().filter(solid);
    let pairs = before.clone().zip(head.iter().rev().filter(solid));
    let mut left = pairs.take_while(same).count();
    let behind = suffix.iter().filter(solid);
    let pairs = behind.clone().zip(tail.iter().filter(solid));
    let mut right = pairs.take_while(same).count();
    // Shorter surroundings than are kept end where the text does.
    let ends = |side: &[char], agreed: usize, text: &[char]| {
        let solid = |all: &[char]| all.iter().filter(solid).take(CONTEXT_MAX + 1).count();
        side.len() < CONTEXT_MAX && agreed == solid(side) && agreed == solid(text)
    };
    if ends(prefix, left, head) {
        left += Apart::BORDER;
    }
    if ends(suffix, right, tail) {
        right += Apart::BORDER;
    }
    (left, right)
}

/// How many characters before and behind two places agree, at most [`CONTEXT_MAX`] each.
pub(super) fn agreement(
    a: &Script,
    here: &Range<usize>,
    b: &Script,
    there: &Range<usize>,
) -> (usize, usize) {
    let before = |script: &Script, place: &Range<usize>| -> Vec<char> {
        let from = place.start.saturating_sub(CONTEXT_MAX);
        script.slice(from..place.start).to_vec()
    };
    let after = |script: &Script, place: &Range<usize>| -> Vec<char> {
        let to = place.end.saturating_add(CONTEXT_MAX);
        script.slice(place.end..to).to_vec()
    };
    (
        agree_before(&before(a, here), &before(b, there)),
        agree_after(&after(a, here), &after(b, there)),
    )
}
