//! Whether a sentence still stands where it stood, told by its neighbours: against the one thing that an alignment cannot
//! see, a sentence that was copied and then changed in its first place.
//!
//! Invariant: a sentence with both its neighbours is beyond doubt; with one, it must have no look-alike that came and
//! stands beside the other. Absent: what else was changed.

use super::CONTEXT_MAX;
use super::align::Alignment;
use super::find::Place;
use super::makeup::Makeup;
use super::scan::{places, surroundings};
use super::script::Script;
use std::ops::Range;

/// How alike a sentence must be to be the same one changed, in hundredths.
const ALIKE_MIN: usize = 35;
/// How alike what stands in its place must be for a sentence to be perhaps rewritten, in hundredths.
const A_LITTLE: usize = 15;
/// The shortest sentence whose twins are looked at.
const SENTENCE_MIN: usize = 4;
/// How many characters of a neighbour must agree.
const BESIDE: usize = 8;

/// Whether the sentence at `image` is, or holds, word for word, one that stood in the text besides that of `range`.
pub(super) fn is_another(
    then: &Script,
    now: &Script,
    alignment: &Alignment,
    range: &Range<usize>,
    image: &Range<usize>,
) -> bool {
    let (was, is) = (then.around(range), now.around(image));
    let own = then.sentences(was.clone());
    let mut pieces = now.sentences(is.clone()).into_iter();
    let words = then.slice(was);
    let other = |piece: Range<usize>| {
        let here = now.slice(piece);
        here.len() >= SENTENCE_MIN && here != words && alignment.is_old(here)
    };
    let whole = now.slice(is);
    whole != words && alignment.is_old(whole) || own.len() == 1 && pieces.any(other)
}

/// The look-alikes that may as well be the words at `range`, which the alignment puts at `image`.
pub(super) fn doubles(
    then: &Script,
    now: &Script,
    alignment: &Alignment,
    range: &Range<usize>,
    image: &Range<usize>,
) -> Vec<Place> {
    if alignment.fresh.is_empty() {
        return Vec::new();
    }
    let (was, is) = (then.around(range), now.around(image));
    let (before, after) = stands(then, &was, now, &is, alignment);
    if before && after {
        return Vec::new();
    }
    let makeup = Makeup::new(then.slice(was.clone()));
    let others = alignment.fresh.iter();
    let others = others.filter(|(piece, _)| piece.end <= is.start || is.end <= piece.start);
    let alike = others.map(|(piece, other)| (piece, makeup.likeness(other)));
    alike
        .filter(|(piece, alike)| {
            let words = now.slice((*piece).clone());
            let own = then.sentences(was.clone()).into_iter();
            let mut own = own.map(|one| then.slice(one));
            let copied = !alignment.is_old(words) || own.any(|one| one == words);
            *alike >= ALIKE_MIN && copied
        })
        .filter(|(piece, _)| {
            let (first, last) = looks_to_stand(then, &was, now, piece);
            first && !before || last && !after || !before && !after
        })
        .map(|(piece, alike)| (piece.clone(), u8::try_from(alike).unwrap_or(100)))
        .collect()
}

/// Whether a sentence stood several times, word for word.
pub(super) fn has_twin(then: &Script, range: &Range<usize>) -> bool {
    let sentence = then.around(range);
    sentence.len() >= SENTENCE_MIN && places(then, then.slice(sentence)).len() > 1
}

/// Of a sentence that stands, or stood, several times: the other places that have as good a claim to be the one of
/// `range` as `image`, told by the words around them.
pub(super) fn equals(
    then: &Script,
    now: &Script,
    range: &Range<usize>,
    image: &Range<usize>,
) -> Vec<Range<usize>> {
    let (was, is) = (then.around(range), now.around(image));
    let sentence = then.slice(was.clone());
    if sentence.len() < SENTENCE_MIN {
        return Vec::new();
    }
    let agreed = |from: &Range<usize>, place: &Range<usize>| {
        let (prefix, suffix) = beside(then, from);
        surroundings(prefix, suffix, now, place)
    };
    let mine = agreed(&was, &is);
    let whole = |at: usize| at..at + sentence.len();
    let others = places(now, sentence).into_iter().map(whole);
    let others = others.filter(|place| place.end <= is.start || is.end <= place.start);
    let mut equals: Vec<Range<usize>> = others
        .filter(|place| !outdoes(mine, agreed(&was, place)))
        .collect();
    let twins = places(then, sentence).into_iter().map(whole);
    let mut twins = twins.filter(|twin| twin.start != was.start);
    if now.slice(is.clone()) == sentence && twins.any(|twin| !outdoes(mine, agreed(&twin, &is))) {
        equals.push(is);
    }
    equals
}

/// Whether sentences without one of their neighbours hold one that stands more often than it stood: they were copied, and
/// the first may be the one that was changed.
pub(super) fn was_copied(
    then: &Script,
    now: &Script,
    alignment: &Alignment,
    range: &Range<usize>,
    image: &Range<usize>,
) -> bool {
    let (was, is) = (then.around(range), now.around(image));
    let (before, after) = stands(then, &was, now, &is, alignment);
    let several = then.sentences(was);
    let mut long = several.iter().filter(|one| one.len() >= BESIDE);
    let more = |one: &Range<usize>| {
        let words = then.slice(one.clone());
        places(now, words).len() > places(then, words).len()
    };
    !(before && after) && several.len() > 1 && long.any(more)
}

/// Whether a sentence that came stands between the neighbours of the one that is gone and is a little like it, or stands
/// beside one of them and is much like it.
pub(super) fn is_replaced(
    then: &Script,
    now: &Script,
    alignment: &Alignment,
    range: &Range<usize>,
    elsewhere: &Range<usize>,
) -> bool {
    let was = then.around(range);
    let makeup = Makeup::new(then.slice(was.clone()));
    let mut fresh = alignment.fresh.iter();
    fresh.any(|(piece, other)| {
        let apart = piece.end <= elsewhere.start || elsewhere.end <= piece.start;
        let (before, after) = looks_to_stand(then, &was, now, piece);
        let alike = makeup.likeness(other);
        let beside = before && after && alike >= A_LITTLE;
        apart && (beside || (before || after) && alike >= ALIKE_MIN)
    })
}

/// Whether one agreement is clearly better than another on the whole, and not clearly worse on a side.
fn outdoes(one: (usize, usize), other: (usize, usize)) -> bool {
    one.0 + 3 >= other.0 && one.1 + 3 >= other.1 && one.0 + one.1 >= other.0 + other.1 + 4
}

/// What stands before and behind a place.
fn beside<'s>(then: &'s Script, place: &Range<usize>) -> (&'s [char], &'s [char]) {
    (
        then.slice(place.start.saturating_sub(CONTEXT_MAX)..place.start),
        then.slice(place.end..place.end.saturating_add(CONTEXT_MAX)),
    )
}

/// Whether a sentence has the neighbours of another by their words, wherever the alignment has put them.
fn looks_to_stand(
    then: &Script,
    was: &Range<usize>,
    now: &Script,
    is: &Range<usize>,
) -> (bool, bool) {
    let (prefix, suffix) = beside(then, was);
    let (before, after) = surroundings(prefix, suffix, now, is);
    (before >= BESIDE, after >= BESIDE)
}

/// Whether what stood before a sentence stands before another now, and the same behind it.
pub(super) fn stands(
    then: &Script,
    was: &Range<usize>,
    now: &Script,
    is: &Range<usize>,
    alignment: &Alignment,
) -> (bool, bool) {
    let image = |at: Option<usize>| at.map(|at| alignment.forward.get(at).copied().flatten());
    let same = |then: Option<usize>, now: Option<usize>| match (image(then), now) {
        (None, None) => true,
        (Some(image), Some(now)) => image == Some(now),
        _ => false,
    };
    (
        same(then.word_before(was.start), now.word_before(is.start)),
        same(then.word_after(was.end), now.word_after(is.end)),
    )
}
