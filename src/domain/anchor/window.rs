//! Parts of a text that are like a quote with its surroundings, found by short pieces and then compared closely.
//!
//! Invariant: a window proves something only when what stood on both sides of the words' sentence stands there too. Work is
//! bounded: one pass over the text, and a few windows. Absent: the words themselves; `quoted` looks for them first.

use super::align::Alignment;
use super::find::{Place, Verdict};
use super::quoted::{Claim, LEAD, Parts, SIDE_MIN, meets};
use super::scan::surroundings;
use super::script::{Script, agree_after, agree_before};
use super::setting::stands;
use super::{Apart, CONTEXT_MAX, Quote, judged};
use std::collections::HashMap;
use std::ops::Range;

/// The length of the pieces of a quote that are looked up.
pub(super) const GRAM: usize = 4;
/// How far apart pieces may lie and still count for one window, in characters.
const BUCKET: usize = 16;
/// How much text around a window is compared, in characters.
const WINDOW_SLACK: usize = 80;
/// The most windows that are compared closely.
pub(super) const WINDOWS_MAX: usize = 3;
/// A part of the text that is like the quote with its surroundings.
pub(super) struct Window {
    pub verdict: Verdict,
    /// How many characters of the surroundings are there.
    context: usize,
    /// Whether what stood before and behind the words' sentence still does.
    both_sides: bool,
    /// Whether either does.
    pub one_side: bool,
}

impl Window {
    /// Whether the words themselves stand elsewhere, unproven as it is.
    pub fn has_rival(&self, claims: &[Claim], parts: &Parts) -> bool {
        let (Verdict::Edited((range, _)) | Verdict::Kept(range)) = &self.verdict else {
            return false;
        };
        let elsewhere = |claim: &Claim| !meets(&claim.range, range);
        // A few words stand in many places; those with all of the quote around them count.
        let counts = |claim: &Claim| parts.exact.len() >= SIDE_MIN || claim.is_full(parts);
        claims.iter().any(|claim| elsewhere(claim) && counts(claim))
    }

    fn finds(&self) -> bool {
        matches!(
            self.verdict,
            Verdict::Kept(_) | Verdict::Edited(_) | Verdict::Doubt(_)
        )
    }

    fn is_same(&self, other: &Self) -> bool {
        let place = |verdict: &Verdict| match verdict {
            Verdict::Kept(range) | Verdict::Edited((range, _)) => Some(range.clone()),
            _ => None,
        };
        let (one, two) = (place(&self.verdict), place(&other.verdict));
        one.zip(two).is_some_and(|(one, two)| meets(&one, &two))
    }

    /// Whether the surroundings prove that these are the words, unchanged.
    pub fn is_proof(&self, parts: &Parts) -> bool {
        let enough =
            self.context * 2 >= parts.context() && self.context >= SIDE_MIN.min(parts.context());
        let found = matches!(self.verdict, Verdict::Kept(_));
        self.both_sides && enough && found
    }
}

/// The window most like the quote; of several equally like it, the doubt between them; `None` when there is none.
pub(super) fn closest(quote: &Quote, parts: &Parts, now: &Script) -> Option<Window> {
    let text = format!("{}{}{}", quote.prefix, quote.exact, quote.suffix);
    let sought = Script::new(&text);
    let mut windows: Vec<Window> = windows(&sought, now)
        .into_iter()
        .filter_map(|range| window(&sought, parts, now, &range))
        .collect();
    windows.sort_by_key(|window| std::cmp::Reverse(window.context));
    let mut windows = windows.into_iter();
    let best = windows.next()?;
    if !best.finds() {
        return Some(best);
    }
    // The same place, found by another part of the quote, is no rival.
    let rivals = windows.filter(|other| other.finds() && !best.is_same(other));
    let rivals: Vec<Window> = rivals
        .filter(|other| best.context < other.context + LEAD)
        .collect();
    if rivals.is_empty() {
        return Some(best);
    }
    let all = [best].into_iter().chain(rivals);
    let places = all.flat_map(|window| window.verdict.places()).collect();
    Some(Window {
        verdict: Verdict::Doubt(places),
        context: 0,
        both_sides: false,
        one_side: false,
    })
}

fn window(sought: &Script, parts: &Parts, now: &Script, range: &Range<usize>) -> Option<Window> {
    let here = Script::new(now.text(range.clone()));
    let alignment = Alignment::new(sought, &here);
    let words = parts.prefix.len()..parts.prefix.len() + parts.exact.len();
    let found = judged::verdict(sought, &here, &alignment, &words)?;
    let matched = |range: Range<usize>| {
        let images = alignment.forward.get(range).unwrap_or(&[]);
        images.iter().flatten().count()
    };
    let (one_side, both_sides) = stands_between(sought, parts, &here, &alignment, &found);
    Some(Window {
        both_sides,
        one_side,
        verdict: moved_by(found, range.start),
        context: matched(0..words.start) + matched(words.end..sought.len()),
    })
}

/// Whether what stood before or behind the words' sentence still stands beside it, and whether both do so that it is
/// proven; neither when it is a neighbour that took its place when it was deleted.
fn stands_between(
    sought: &Script,
    parts: &Parts,
    here: &Script,
    alignment: &Alignment,
    found: &Verdict,
) -> (bool, bool) {
    let (Verdict::Kept(image) | Verdict::Edited((image, _))) = found else {
        return (false, false);
    };
    let words = parts.prefix.len()..parts.prefix.len() + parts.exact.len();
    let (was, is) = (sought.around(&words), here.around(image));
    let (before, after) = stands(sought, &was, here, &is, alignment);
    let (first, last) = neighbours_agree(sought, &was, here, &is);
    let (before, after) = (before && first, after && last);
    // Where the quote begins or ends inside the sentence, only words that had no twin are told by what it has of it.
    let matched = |side: Range<usize>| {
        let images = alignment.forward.get(side.clone()).unwrap_or(&[]);
        images.iter().flatten().count() * 4 >= side.len() * 3
    };
    let alone = parts.apart == Apart::ALONE;
    let whole = matches!(found, Verdict::Kept(_));
    let cut_before = alone && whole && was.start == 0 && parts.prefix.len() == CONTEXT_MAX;
    let cut_after = alone && whole && was.end == sought.len() && parts.suffix.len() == CONTEXT_MAX;
    let before = before || cut_before && matched(0..SIDE_MIN);
    let after = after || cut_after && matched(sought.len().saturating_sub(SIDE_MIN)..sought.len());
    // Of words that had a twin, the surroundings themselves must tell.
    let (left, right) = surroundings(&parts.prefix, &parts.suffix, here, image);
    let told = left >= parts.apart.before && right >= parts.apart.after;
    let itself = !is_neighbour(sought, &was, here, &is);
    (
        (before || after) && itself,
        told && before && after && itself,
    )
}

/// Whether what the quote has of the neighbours of a sentence stands beside another, a few characters of it at least: one
/// character is found beside many.
fn neighbours_agree(
    sought: &Script,
    was: &Range<usize>,
    here: &Script,
    is: &Range<usize>,
) -> (bool, bool) {
    let before = |script: &Script, at: usize| -> Vec<char> {
        let end = script.word_before(at).map_or(0, |last| last + 1);
        script.slice(end.saturating_sub(GRAM)..end).to_vec()
    };
    let behind = |script: &Script, at: usize| -> Vec<char> {
        let from = script.word_after(at).unwrap_or(script.len());
        script.slice(from..from + GRAM).to_vec()
    };
    let (head, tail) = (before(sought, was.start), behind(sought, was.end));
    (
        agree_before(&head, &before(here, is.start)) == head.len(),
        agree_after(&tail, &behind(here, is.end)) == tail.len(),
    )
}

/// Whether a sentence is rather the one that stood before or behind the sought one, as far as the quote has it.
fn is_neighbour(sought: &Script, was: &Range<usize>, here: &Script, is: &Range<usize>) -> bool {
    let it = here.slice(is.clone());
    if it == sought.slice(was.clone()) {
        return false;
    }
    let solid = |range: Range<usize>| -> Vec<char> {
        let chars = sought.slice(range).iter().copied();
        chars.filter(|c| *c != '\n').collect()
    };
    let (before, behind) = (solid(0..was.start), solid(was.end..sought.len()));
    let whole = |agreed: usize, side: &[char]| agreed >= GRAM && agreed >= side.len().min(it.len());
    whole(agree_after(&behind, it), &behind) || whole(agree_before(&before, it), &before)
}

/// A verdict on a part of a text, for the whole text.
fn moved_by(verdict: Verdict, by: usize) -> Verdict {
    let range = |range: Range<usize>| range.start + by..range.end + by;
    let places = |places: Vec<Place>| -> Vec<Place> {
        let moved = places.into_iter().map(|(here, alike)| (range(here), alike));
        moved.collect()
    };
    match verdict {
        Verdict::Kept(here) => Verdict::Kept(range(here)),
        Verdict::Edited((here, alike)) => Verdict::Edited((range(here), alike)),
        Verdict::Moved((here, alike)) => Verdict::Moved((range(here), alike)),
        Verdict::Doubt(found) => Verdict::Doubt(places(found)),
        Verdict::Gone(found) => Verdict::Gone(places(found)),
    }
}

/// The parts of a text that have the most pieces of the sought one in its order, at most [`WINDOWS_MAX`], apart.
fn windows(sought: &Script, now: &Script) -> Vec<Range<usize>> {
    let mut offsets: HashMap<&[char], Vec<usize>> = HashMap::new();
    for (at, gram) in sought.chars.windows(GRAM).enumerate() {
        let places = offsets.entry(gram).or_default();
        if places.len() < 4 {
            places.push(at);
        }
    }
    let mut votes: HashMap<usize, usize> = HashMap::new();
    for (at, gram) in now.chars.windows(GRAM).enumerate() {
        for offset in offsets.get(gram).into_iter().flatten() {
            *votes
                .entry((at + sought.len() - offset) / BUCKET)
                .or_default() += 1;
        }
    }
    let mut ranked: Vec<(usize, usize)> = votes.into_iter().collect();
    ranked.sort_by_key(|(bucket, count)| (std::cmp::Reverse(*count), *bucket));
    let mut found: Vec<Range<usize>> = Vec::new();
    for (bucket, _) in ranked.into_iter().take(8 * WINDOWS_MAX) {
        let start = (bucket * BUCKET).saturating_sub(sought.len());
        let near = |one: &Range<usize>| {
            one.start.abs_diff(start.saturating_sub(WINDOW_SLACK)) < WINDOW_SLACK
        };
        if found.len() < WINDOWS_MAX && !found.iter().any(near) {
            let end = (start + sought.len() + BUCKET + WINDOW_SLACK).min(now.len());
            found.push(start.saturating_sub(WINDOW_SLACK).min(end)..end);
        }
    }
    found
}
