//! The verdict when the judged text is there: what an alignment of the two texts says about some of its characters.
//!
//! Invariant: words are pinned only when both extremes of the alignment put them at one place, the sentence they stood in
//! is mostly there, and no other explanation of the change is nearly as good. Absent: the quote's surroundings; the whole
//! text is better evidence.

use super::align::Alignment;
use super::find::{Place, Verdict};
use super::makeup::Makeup;
use super::moved;
use super::scan::places;
use super::script::Script;
use super::setting::{
    COPIED, doubles, equals, is_adrift, is_another, is_rather_another, was_copied,
};
use super::weigh::{Lean, align};
use std::ops::Range;

/// How much worse an explanation must be to be ruled out, in the measure of `align`: three characters.
const MARGIN: i32 = 12;
/// The share of its characters, in hundredths, that words must keep to count as edited and not as gone.
const KEPT_MIN: usize = 45;
/// The share of the sentence around it that must be kept for a few words to be trusted, in hundredths.
const SENTENCE_MIN: usize = 50;
/// Words shorter than this have no likeness: they are there, or they are not.
const SHORT: usize = 4;
/// How much longer than twice the characters they replace others may be, to count as put in their place.
const REPLACED: usize = 6;
/// The share of several sentences that must be kept for them to be pinned, in hundredths.
const TORN: usize = 55;
/// From this length on words are looked for word for word before they count as changed.
const LONG: usize = 8;

/// Where a range of the first text is in the second, by one alignment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Reading {
    /// From the first character that is kept to the last, with what replaced the ends.
    pub range: Range<usize>,
    /// How many characters are kept.
    pub kept: usize,
    /// Whether all are, side by side.
    pub whole: bool,
}

impl Reading {
    /// Reads a range off a map from characters then to characters now; `None` when none is kept.
    pub fn new(map: &[Option<usize>], range: &Range<usize>) -> Option<Self> {
        let images = map.get(range.clone())?;
        let mut kept = images.iter().flatten().copied();
        let first = kept.next()?;
        let last = kept.next_back().unwrap_or(first);
        let kept = images.iter().flatten().count();
        let whole = kept == range.len() && last + 1 - first == kept;
        let mut found = first..last + 1;
        if images.first().is_some_and(Option::is_none) {
            found.start = stretched_back(map, range, first);
        }
        if images.last().is_some_and(Option::is_none) {
            found.end = stretched_on(map, range, last + 1);
        }
        Some(Self {
            range: found,
            kept,
            whole,
        })
    }

    /// How alike the words are to `len` characters that were judged, in hundredths.
    pub fn similarity(&self, len: usize) -> u8 {
        let all = (len + self.range.len()).max(1);
        u8::try_from(self.kept * 200 / all).unwrap_or(100).min(99)
    }

    /// Whether enough of `len` characters is kept.
    pub fn holds(&self, len: usize) -> bool {
        if len < SHORT {
            return self.whole;
        }
        self.whole
            || self.kept * 100 >= len * KEPT_MIN && usize::from(self.similarity(len)) >= KEPT_MIN
    }

    fn overlaps(&self, other: &Self) -> bool {
        meets(&self.range, &other.range)
    }
}

fn meets(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Where words whose first characters were replaced begin: behind what stood before them, when that is near.
fn stretched_back(map: &[Option<usize>], range: &Range<usize>, first: usize) -> usize {
    let images = map.get(range.clone()).unwrap_or(&[]);
    let missing = images.iter().take_while(|to| to.is_none()).count();
    let before = match range.start.checked_sub(1) {
        None => Some(0),
        Some(last) => map.get(last).copied().flatten().map(|at| at + 1),
    };
    let near = |at: &usize| *at <= first && first - at <= missing * 2 + REPLACED;
    before.filter(near).unwrap_or(first)
}

/// Where words whose last characters were replaced end: before what stood behind them, when that is near.
fn stretched_on(map: &[Option<usize>], range: &Range<usize>, end: usize) -> usize {
    let images = map.get(range.clone()).unwrap_or(&[]);
    let missing = images.iter().rev().take_while(|to| to.is_none()).count();
    let behind = map.get(range.end).copied().flatten();
    let near = |at: &usize| *at >= end && at - end <= missing * 2 + REPLACED;
    behind.filter(near).unwrap_or(end)
}

/// Where the characters `range` of the judged text are now. `None` when the alignment cannot tell.
pub(super) fn verdict(
    then: &Script,
    now: &Script,
    alignment: &Alignment,
    range: &Range<usize>,
) -> Option<Verdict> {
    if alignment.stretch_of(range).is_some_and(|one| !one.known) {
        return None;
    }
    let read = |map: &[Option<usize>]| {
        let reading = Reading::new(map, range)?;
        let trusted = reading.holds(range.len())
            && stands_in_its_sentence(then, now, map, range, &reading.range);
        let trusted = trusted && !is_another(then, now, alignment, range, &reading.range);
        trusted.then_some(reading)
    };
    let place = |reading: &Reading| (reading.range.clone(), reading.similarity(range.len()));
    Some(
        match (read(&alignment.forward), read(&alignment.backward)) {
            (None, None) if range.len() < SHORT && sentence_stays(then, alignment, range) => {
                Verdict::Gone(Vec::new())
            }
            (None, None) => moved::verdict(then, now, alignment, range),
            (Some(one), Some(other)) if one.overlaps(&other) => {
                match rival(then, now, alignment, range, &one) {
                    Rival::None => settled(then, now, alignment, range, &one),
                    Rival::Gone => {
                        let mut doubt = doublets(now, alignment, then.slice(range.clone()));
                        doubt.push(place(&one));
                        Verdict::Doubt(doubt)
                    }
                    Rival::At(rival) => Verdict::Doubt(vec![place(&one), place(&rival)]),
                }
            }
            (one, other) => Verdict::Doubt(one.iter().chain(&other).map(place).collect()),
        },
    )
}

/// Whether of several sentences one is missing that stands elsewhere, or whose like came elsewhere, or so much is missing that
/// what is left may be their likes.
fn is_torn(
    then: &Script,
    now: &Script,
    alignment: &Alignment,
    range: &Range<usize>,
    found: &Reading,
) -> bool {
    let pieces = then.sentences(range.clone());
    let mut long = pieces.iter().filter(|one| one.len() >= LONG);
    let carried_off = |one: &Range<usize>| {
        let images = alignment.forward.get((*one).clone()).unwrap_or(&[]);
        let missing = images.iter().flatten().count() * 2 < one.len();
        let places = places(now, then.slice(one.clone())).into_iter();
        let mut places = places.map(|at| at..at + one.len());
        let elsewhere = |place: &Range<usize>| !meets(place, &found.range);
        let makeup = Makeup::new(then.slice(one.clone()));
        let mut fresh = alignment.fresh.iter();
        missing
            && (places.any(|place| elsewhere(&place))
                || fresh.any(|(piece, made)| elsewhere(piece) && makeup.likeness(made) >= COPIED))
    };
    let missing = found.kept * 100 < range.len() * TORN;
    pieces.len() > 1 && (missing || long.any(carried_off))
}

/// The places where words stand that were not there before, by one extreme at least.
fn doublets(now: &Script, alignment: &Alignment, words: &[char]) -> Vec<Place> {
    let found = places(now, words).into_iter();
    found
        .map(|at| at..at + words.len())
        .filter(|place| alignment.is_fresh(place))
        .map(|place| (place, 100))
        .collect()
}

/// The verdict on words that the alignment puts at one place, unless others have as good a claim.
fn settled(
    then: &Script,
    now: &Script,
    alignment: &Alignment,
    range: &Range<usize>,
    found: &Reading,
) -> Verdict {
    let here = (found.range.clone(), found.similarity(range.len()));
    let mut rivals = doubles(then, now, alignment, range, &found.range);
    let equals = equals(then, now, range, &found.range).into_iter();
    rivals.extend(equals.map(|place| (place, 100)));
    if !found.whole && range.len() >= LONG {
        let words = then.slice(range.clone());
        let alone = places(then, words).len() == 1;
        let verbatim = places(now, words).into_iter();
        let verbatim = verbatim.map(|at| at..at + range.len());
        let fresh = verbatim.filter(|place| {
            let elsewhere = !meets(place, &found.range);
            elsewhere && alone || alignment.is_fresh(place)
        });
        rivals.extend(fresh.map(|place| (place, 100)));
    }
    let torn = !found.whole && is_torn(then, now, alignment, range, found);
    let unproven =
        |judge: fn(&Script, &Script, &Alignment, &Range<usize>, &Range<usize>) -> bool| {
            judge(then, now, alignment, range, &found.range)
        };
    let unproven = [was_copied, is_adrift, is_rather_another]
        .into_iter()
        .any(unproven);
    if torn || unproven || !rivals.is_empty() {
        rivals.push(here);
        return Verdict::Doubt(rivals);
    }
    if found.whole {
        Verdict::Kept(here.0)
    } else {
        Verdict::Edited(here)
    }
}

/// Whether the sentence around a few words stays without them: then they were changed, not moved.
fn sentence_stays(then: &Script, alignment: &Alignment, range: &Range<usize>) -> bool {
    let sentence = then.around(range);
    let kept = alignment
        .forward
        .get(sentence.clone())
        .unwrap_or(&[])
        .iter();
    kept.flatten().count() * 100 >= sentence.len() * SENTENCE_MIN
}

/// Whether enough of the sentence around a range is kept, for a few words in the sentence where they are. Words that are most
/// of it speak for themselves.
fn stands_in_its_sentence(
    then: &Script,
    now: &Script,
    map: &[Option<usize>],
    range: &Range<usize>,
    image: &Range<usize>,
) -> bool {
    let sentence = then.around(range);
    let needed = if range.len() * 2 > sentence.len() {
        KEPT_MIN
    } else {
        SENTENCE_MIN
    };
    let here = match range.len() < LONG && range.len() * 2 <= sentence.len() {
        true => now.around(image),
        false => 0..now.len(),
    };
    let kept = map.get(sentence.clone()).unwrap_or(&[]).iter().flatten();
    kept.filter(|at| here.contains(at)).count() * 100 >= sentence.len() * needed
}

/// Another explanation, nearly as good as the best.
enum Rival {
    /// There is none.
    None,
    /// The words are gone by it.
    Gone,
    /// The words are elsewhere by it.
    At(Reading),
}

/// Aligns again without the pairs that put the words where they are, and asks how much worse that is.
fn rival(
    then: &Script,
    now: &Script,
    alignment: &Alignment,
    range: &Range<usize>,
    found: &Reading,
) -> Rival {
    let Some(stretch) = alignment.stretch_of(range) else {
        return Rival::None;
    };
    let image = |at: usize| Some((at, alignment.forward.get(at).copied().flatten()?));
    let barred: Vec<(usize, usize)> = range
        .clone()
        .filter(|at| stretch.then.contains(at))
        .filter_map(image)
        .collect();
    if barred.is_empty() {
        return Rival::None;
    }
    let again = align(
        then,
        &stretch.then,
        now,
        &stretch.now,
        Lean::Forward,
        &barred,
    );
    let Some((_, pairs)) = again.filter(|(worth, _)| worth + MARGIN >= stretch.best) else {
        return Rival::None;
    };
    let mut map = alignment.forward.clone();
    stretch.then.clone().for_each(|at| {
        if let Some(slot) = map.get_mut(at) {
            *slot = None;
        }
    });
    for (a, b) in pairs {
        if let Some(slot) = map.get_mut(a) {
            *slot = Some(b);
        }
    }
    let taken = alignment.image_taken(range, &map);
    match Reading::new(&map, range).filter(|reading| reading.holds(range.len())) {
        Some(reading) if meets(&reading.range, &found.range) => Rival::None,
        Some(reading) => Rival::At(reading),
        // They are not just left out: others stand where they stood.
        None if taken * 2 >= barred.len() => Rival::Gone,
        None => Rival::None,
    }
}
