//! Where words went that are not where they stood: among the characters that came, the sentence that is most like theirs.
//!
//! Invariant: a single place is named only when no other place, and no twin of the words that went too, has as good a
//! claim. Absent: pinning; a move is offered.

use super::align::Alignment;
use super::find::{Place, Verdict};
use super::judged::Reading;
use super::makeup::Makeup;
use super::scan::{agreement, places};
use super::script::Script;
use super::setting::{self, is_another};
use super::weigh::{Lean, align};
use std::ops::Range;

/// How many characters must agree, the words and their surroundings together, for a place to be where they went.
const EVIDENCE_MIN: usize = 8;
/// How many characters more than the next place must agree.
const LEAD: usize = 4;
/// How alike a sentence must be to be the one that went, in hundredths.
const ALIKE_MIN: usize = 60;
/// How much more alike than the next, in hundredths.
const ALIKE_LEAD: usize = 12;

/// Where the characters `range` of the judged text went.
pub(super) fn verdict(
    then: &Script,
    now: &Script,
    alignment: &Alignment,
    range: &Range<usize>,
) -> Verdict {
    let mut claims = claims(then, now, alignment, range);
    claims.sort_by_key(|claim| std::cmp::Reverse(claim.agreed.0 + claim.agreed.1));
    let Some(best) = claims.first() else {
        return alike(then, now, alignment, range);
    };
    let mut rivals = claims.iter().skip(1).map(|claim| claim.agreed);
    let mut twins = twins_claims(then, now, alignment, range, &best.range).into_iter();
    let wins = |agreed: (usize, usize)| beats(best.agreed, agreed);
    let sentence = then.slice(then.around(range));
    let copies = places(now, sentence).len();
    let sure = copies <= 1
        && !setting::has_twin(then, range)
        && !setting::is_replaced(then, now, alignment, range, &best.range)
        && !may_be_another(then, now, alignment, range, &best.range);
    if sure && rivals.all(wins) && twins.all(wins) {
        return Verdict::Moved((best.range.clone(), 100));
    }
    Verdict::Doubt(claims.into_iter().map(|claim| (claim.range, 100)).collect())
}

/// Whether the sentence at a place is not the judged one word for word, and as like another one: a copy of that, changed.
fn may_be_another(
    then: &Script,
    now: &Script,
    alignment: &Alignment,
    range: &Range<usize>,
    place: &Range<usize>,
) -> bool {
    let sentence = then.slice(then.around(range));
    let here = now.slice(now.around(place));
    if here == sentence {
        return false;
    }
    let makeup = Makeup::new(here);
    let mine = makeup.likeness(&Makeup::new(sentence));
    let mut others = alignment.made(then).iter();
    others
        .any(|(other, made)| then.slice(other.clone()) != sentence && makeup.likeness(made) >= mine)
}

/// A place where the words stand and nothing else stood.
struct Claim {
    range: Range<usize>,
    /// How many characters before and behind them agree.
    agreed: (usize, usize),
}

/// Whether one agreement is as good as another on both sides, and clearly better on the whole.
fn beats(one: (usize, usize), other: (usize, usize)) -> bool {
    one.0 >= other.0 && one.1 >= other.1 && one.0 + one.1 >= other.0 + other.1 + LEAD
}

fn claims(then: &Script, now: &Script, alignment: &Alignment, range: &Range<usize>) -> Vec<Claim> {
    let sentence = then.around(range);
    let needed = EVIDENCE_MIN.min(sentence.len());
    let (before, after) = (range.start - sentence.start, sentence.end - range.end);
    let found = places(now, then.slice(range.clone())).into_iter();
    found
        .map(|at| at..at + range.len())
        .filter(|place| alignment.is_fresh(place))
        .filter(|place| !is_another(then, now, alignment, range, place))
        .map(|place| {
            let agreed = agreement(then, range, now, &place);
            Claim {
                range: place,
                agreed,
            }
        })
        .filter(|claim| {
            let inside = claim.agreed.0.min(before) + claim.agreed.1.min(after);
            inside + range.len() >= needed
        })
        .collect()
}

/// The claims to a place of the twins of the words that are not where they stood either.
fn twins_claims(
    then: &Script,
    now: &Script,
    alignment: &Alignment,
    range: &Range<usize>,
    place: &Range<usize>,
) -> Vec<(usize, usize)> {
    let gone = |twin: &Range<usize>| {
        let images = alignment.forward.get(twin.clone()).unwrap_or(&[]);
        images.iter().flatten().count() * 2 < twin.len()
    };
    let twins = places(then, then.slice(range.clone())).into_iter();
    twins
        .map(|at| at..at + range.len())
        .filter(|twin| twin.start != range.start && gone(twin))
        .map(|twin| agreement(then, &twin, now, place))
        .collect()
}

/// The words changed and moved at once: their sentence is sought among those that came.
fn alike(then: &Script, now: &Script, alignment: &Alignment, range: &Range<usize>) -> Verdict {
    let sentence = main_sentence(then, range);
    let makeup = Makeup::new(then.slice(sentence.clone()));
    let fresh = alignment.fresh.iter();
    let mut found: Vec<(usize, Range<usize>)> = fresh
        .map(|(piece, other)| (makeup.likeness(other), piece.clone()))
        .filter(|(alike, piece)| {
            *alike >= ALIKE_MIN / 2 && !alignment.is_old(now.slice(piece.clone()))
        })
        .collect();
    found.sort_by_key(|(alike, _)| std::cmp::Reverse(*alike));
    let offers = |found: &[(usize, Range<usize>)]| -> Vec<Place> {
        let place = |(alike, piece): &(usize, Range<usize>)| (piece.clone(), percent(*alike));
        found.iter().take(3).map(place).collect()
    };
    let (first, second) = (found.first(), found.get(1).map_or(0, |(alike, _)| *alike));
    let Some((best, piece)) = first.filter(|(alike, _)| *alike >= ALIKE_MIN) else {
        return Verdict::Gone(offers(&found));
    };
    // Moved and changed at once is a guess, however alike: boilerplate is alike.
    match mapped(then, &sentence, now, piece, range) {
        None => Verdict::Gone(offers(&found)),
        Some(_) if *best < second + ALIKE_LEAD => Verdict::Doubt(offers(&found)),
        Some(place) => Verdict::Doubt(vec![place]),
    }
}

fn percent(hundredths: usize) -> u8 {
    u8::try_from(hundredths).unwrap_or(100).min(100)
}

/// The longest sentence of those that a range covers.
pub(super) fn main_sentence(then: &Script, range: &Range<usize>) -> Range<usize> {
    let pieces = then.sentences(then.around(range)).into_iter();
    let shared = |piece: &Range<usize>| {
        let end = piece.end.min(range.end);
        end.saturating_sub(piece.start.max(range.start))
    };
    pieces.max_by_key(shared).unwrap_or_else(|| range.clone())
}

/// The part of a range that lies in a sentence, in the sentence it became.
fn mapped(
    then: &Script,
    sentence: &Range<usize>,
    now: &Script,
    piece: &Range<usize>,
    range: &Range<usize>,
) -> Option<Place> {
    let part = range.start.max(sentence.start)..range.end.min(sentence.end);
    let (_, pairs) = align(then, sentence, now, piece, Lean::Forward, &[])?;
    let mut map = vec![None; sentence.len()];
    for (a, b) in pairs {
        if let Some(slot) = a.checked_sub(sentence.start).and_then(|at| map.get_mut(at)) {
            *slot = Some(b);
        }
    }
    let local = part.start.checked_sub(sentence.start)?..part.end.checked_sub(sentence.start)?;
    let reading = Reading::new(&map, &local).filter(|reading| reading.holds(part.len()))?;
    Some((reading.range.clone(), reading.similarity(range.len())))
}
