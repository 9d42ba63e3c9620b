//! Whether a sentence still stands where it stood, told by its neighbours: against the one thing that an alignment cannot
//! see, a sentence that was copied and then changed in its first place.
//!
//! Invariant: a neighbour proves something only as long as no look-alike that came has it as well, for neighbours are
//! copied and moved too. Absent: what else was changed.

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
/// How alike one must be to count as a copy of one of several, in hundredths.
pub(super) const COPIED: usize = 60;
/// How much more alike is clearly more, in hundredths.
const CLEARLY: usize = 12;
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

/// Whether the sentence at `image`, which was changed, is as like another judged sentence that is not there any more, or clearly
/// more like one that is: then it may be that one, or a copy of it, changed, and the words are gone.
pub(super) fn is_rather_another(
    then: &Script,
    now: &Script,
    alignment: &Alignment,
    range: &Range<usize>,
    image: &Range<usize>,
) -> bool {
    let (was, is) = (then.around(range), now.around(image));
    let (sentence, here) = (then.slice(was.clone()), now.slice(is));
    if here == sentence {
        return false;
    }
    let makeup = Makeup::new(here);
    let mine = makeup.likeness(&Makeup::new(sentence));
    alignment.made(then).iter().any(|(other, made)| {
        let apart = other.end <= was.start || was.end <= other.start;
        let alike = makeup.likeness(made);
        let kept = alignment.forward.get(other.clone()).unwrap_or(&[]);
        let gone = kept.iter().flatten().count() * 2 < other.len();
        let needed = mine + if gone { 0 } else { CLEARLY };
        apart && alike >= needed.max(ALIKE_MIN)
    })
}

/// Whether a sentence that stood several times has no neighbour, or was changed and lacks one: nothing tells it from its twins.
pub(super) fn is_adrift(
    then: &Script,
    now: &Script,
    alignment: &Alignment,
    range: &Range<usize>,
    image: &Range<usize>,
) -> bool {
    let (was, is) = (then.around(range), now.around(image));
    let changed = now.slice(is.clone()) != then.slice(was.clone());
    has_twin(then, range)
        && match stands(then, &was, now, &is, alignment) {
            (true, true) => false,
            (false, false) => true,
            _ => changed,
        }
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
    let judged = then.slice(was.clone());
    let makeup = Makeup::new(judged);
    let others = alignment.fresh.iter();
    let others = others.filter(|(piece, _)| piece.end <= is.start || is.end <= piece.start);
    let alike = others.map(|(piece, other)| (piece, makeup.likeness(other)));
    let copied: Vec<_> = alike
        .filter(|(piece, alike)| {
            let words = now.slice((*piece).clone());
            let own = then.sentences(was.clone()).into_iter();
            let mut own = own.map(|one| then.slice(one));
            *alike >= ALIKE_MIN && (!alignment.is_old(words) || own.any(|one| one == words))
        })
        .collect();
    if copied.is_empty() {
        return Vec::new();
    }
    let beside = beside_a_neighbour(then, &was, now);
    let between = came_beside(now, alignment, &is, (!before, !after));
    let between: Vec<_> = between.map(|(piece, _)| piece).collect();
    let may_be_it = |piece: &Range<usize>| {
        let (first, last) = looks_to_stand(then, &was, now, piece);
        let instead = first && !before || last && !after || between.contains(&piece);
        instead || now.slice(piece.clone()) != judged && beside.contains(piece)
    };
    let copied = copied.into_iter().filter(|(piece, _)| may_be_it(piece));
    copied
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

/// Whether sentences without one of their neighbours were copied, so that the first may be the ones that were changed: one
/// of them stands more often than it stood, or its like came where the neighbour stood.
pub(super) fn was_copied(
    then: &Script,
    now: &Script,
    alignment: &Alignment,
    range: &Range<usize>,
    image: &Range<usize>,
) -> bool {
    let (was, is) = (then.around(range), now.around(image));
    let (before, after) = stands(then, &was, now, &is, alignment);
    let mut several = then.sentences(was.clone());
    let untouched = now.slice(is.clone()) == then.slice(was);
    if before && after && untouched || several.len() < 2 {
        return false;
    }
    several.retain(|one| one.len() >= BESIDE);
    let more = |one: &Range<usize>| {
        let words = then.slice(one.clone());
        places(now, words).len() > places(then, words).len()
    };
    let makeups: Vec<Makeup> = several
        .iter()
        .map(|one| Makeup::new(then.slice(one.clone())))
        .collect();
    let like = |(_, other): &(Range<usize>, Makeup)| {
        makeups.iter().any(|one| one.likeness(other) >= COPIED)
    };
    several.iter().any(more) || came_beside(now, alignment, &is, (!before, !after)).any(like)
}

/// The sentences that came directly before a place, or directly behind it, or, where both are asked for, anywhere.
fn came_beside<'a>(
    now: &Script,
    alignment: &'a Alignment,
    is: &Range<usize>,
    sides: (bool, bool),
) -> impl Iterator<Item = &'a (Range<usize>, Makeup)> {
    let fresh = &alignment.fresh;
    let follows = |one: &Range<usize>, next: &Range<usize>| {
        now.word_after(one.end).is_some_and(|at| next.contains(&at))
    };
    let border = fresh.partition_point(|(piece, _)| piece.start < is.start);
    let mut next = is.clone();
    let before = fresh.get(..border).unwrap_or(&[]).iter().rev();
    let before = before.take_while(move |(piece, _)| {
        let beside = sides.0 && (sides.1 || follows(piece, &next));
        next = piece.clone();
        beside
    });
    let mut last = is.clone();
    let behind = fresh.get(border..).unwrap_or(&[]).iter();
    let behind = behind.filter(|(piece, _)| piece.start >= is.end);
    let behind = behind.take_while(move |(piece, _)| {
        let beside = sides.1 && (sides.0 || follows(&last, piece));
        last = piece.clone();
        beside
    });
    let found: Vec<&(Range<usize>, Makeup)> = before.chain(behind).collect();
    found.into_iter()
}

/// Whether a sentence that came, or was made of what is gone, stands beside a neighbour of the one that is gone and is a little
/// like it.
pub(super) fn is_replaced(
    then: &Script,
    now: &Script,
    alignment: &Alignment,
    range: &Range<usize>,
    elsewhere: &Range<usize>,
) -> bool {
    let was = then.around(range);
    let makeup = Makeup::new(then.slice(was.clone()));
    let stands_for_it = |piece: &Range<usize>, alike: usize| {
        let apart = piece.end <= elsewhere.start || elsewhere.end <= piece.start;
        let (before, after) = looks_to_stand(then, &was, now, piece);
        apart && (before || after) && alike >= A_LITTLE
    };
    let mut fresh = alignment.fresh.iter();
    let mut beside = beside_a_neighbour(then, &was, now).into_iter();
    fresh.any(|(piece, other)| stands_for_it(piece, makeup.likeness(other)))
        || beside.any(|piece| {
            let words = now.slice(piece.clone());
            !alignment.is_old(words) && stands_for_it(&piece, makeup.likeness(&Makeup::new(words)))
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

/// The sentences now that stand beside a neighbour of the one at `was`, all of it or as much as is looked at: who copies or
/// moves a neighbour beside a copy gives the copy a neighbour too.
fn beside_a_neighbour(then: &Script, was: &Range<usize>, now: &Script) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if let Some(last) = then.word_before(was.start) {
        let from = then.around(&(last..last + 1)).start;
        let words = then.slice(from.max((last + 1).saturating_sub(CONTEXT_MAX))..last + 1);
        let ends = neighbours(now, words).map(|at| at + words.len());
        found.extend(ends.filter_map(|end| now.word_after(end)));
    } else {
        found.extend(now.word_after(0));
    }
    if let Some(first) = then.word_after(was.end) {
        let to = then.around(&(first..first + 1)).end;
        let words = then.slice(first..to.min(first + CONTEXT_MAX));
        found.extend(neighbours(now, words).filter_map(|at| now.word_before(at)));
    } else {
        found.extend(now.word_before(now.len()));
    }
    let sentence = |at: usize| now.around(&(at..at + 1));
    found.into_iter().map(sentence).collect()
}

/// Where a neighbour stands; a very short one tells nothing.
fn neighbours(now: &Script, words: &[char]) -> impl Iterator<Item = usize> {
    let tells = words.len() >= SENTENCE_MIN;
    let found = if tells {
        places(now, words)
    } else {
        Vec::new()
    };
    found.into_iter()
}

/// The sentences that are like the one at `is`, but not the same, and stand beside one of its neighbours as well: when that
/// neighbour was copied, each of them may be the one that was changed.
pub(super) fn shadows(now: &Script, is: &Range<usize>) -> Vec<Place> {
    let own = now.around(is);
    let words = now.slice(own.clone());
    let makeup = Makeup::new(words);
    let others = beside_a_neighbour(now, &own, now).into_iter();
    let others = others.filter(|piece| piece.end <= own.start || own.end <= piece.start);
    let others = others.filter(|piece| now.slice(piece.clone()) != words);
    let alike = others.map(|piece| {
        let alike = makeup.likeness(&Makeup::new(now.slice(piece.clone())));
        (piece, u8::try_from(alike).unwrap_or(100))
    });
    alike
        .filter(|(_, alike)| usize::from(*alike) >= ALIKE_MIN)
        .collect()
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
