//! The verdict when only the quote is there: its words, its surroundings, and what told it from its twins.
//!
//! Invariant: words are pinned only where they stand unchanged between both their neighbours, where that proves that they
//! are none of their twins, and where no other place has as good a claim; changed words are offered, never pinned. Work is bounded: one pass over the text for the words, one for the surroundings, and a few
//! windows that are compared closely. Absent: the position as proof; after an edit elsewhere it proves nothing.

use super::find::{Place, Verdict};
use super::makeup::Makeup;
use super::scan::{PLACES_MAX, places, surroundings};
use super::script::Script;
use super::setting::shadows;
use super::window::{GRAM, WINDOWS_MAX, Window, closest};
use super::{Apart, CONTEXT_MAX, Quote};
use std::ops::Range;

/// How many characters must agree, the words and their surroundings together.
const EVIDENCE_MIN: usize = 8;
/// How many must agree for an unproven place to be a doubt and not just what is nearest.
const DOUBT_MIN: usize = 10;
/// How alike changed words must be to be a doubt and not just what is nearest, in hundredths.
const DOUBT_ALIKE: u8 = 60;
/// How many characters more than the next place must agree.
pub(super) const LEAD: usize = 4;
/// From how many characters on one side is taken to have stayed.
pub(super) const SIDE_MIN: usize = 8;
/// How alike another sentence must be to be a doubt, in hundredths.
const LOOK_ALIKE: usize = 55;

/// A quote's characters.
pub(super) struct Parts {
    pub exact: Vec<char>,
    pub prefix: Vec<char>,
    pub suffix: Vec<char>,
    pub apart: Apart,
}

impl Parts {
    fn new(quote: &Quote) -> Self {
        Self {
            exact: quote.exact.chars().collect(),
            prefix: quote.prefix.chars().collect(),
            suffix: quote.suffix.chars().collect(),
            apart: quote.apart,
        }
    }

    pub fn context(&self) -> usize {
        self.prefix.len() + self.suffix.len()
    }
}

/// A place where the words stand, and how many characters agree on either side.
#[derive(Clone)]
pub(super) struct Claim {
    pub range: Range<usize>,
    before: usize,
    after: usize,
}

impl Claim {
    fn agreed(&self) -> usize {
        self.before + self.after
    }

    pub(super) fn is_full(&self, parts: &Parts) -> bool {
        let whole = |side: &[char]| {
            let solid = side.iter().filter(|c| **c != '\n').count();
            let ends = side.len() < CONTEXT_MAX;
            solid + if ends { Apart::BORDER } else { 0 }
        };
        self.before >= whole(&parts.prefix) && self.after >= whole(&parts.suffix)
    }

    /// Whether it cannot be one of the words' twins.
    fn is_apart(&self, parts: &Parts) -> bool {
        self.before >= parts.apart.before && self.after >= parts.apart.after
    }

    /// Whether it is better than another on both sides, and clearly on the whole.
    fn beats(&self, other: &Self) -> bool {
        self.before >= other.before
            && self.after >= other.after
            && self.agreed() >= other.agreed() + LEAD
    }
}

/// Where a quote's words are in a text.
pub(super) fn verdict(quote: &Quote, now: &Script) -> Verdict {
    match by_surroundings(quote, now) {
        Verdict::Kept(range) => {
            let mut others = shadows(now, &range);
            if others.is_empty() {
                return Verdict::Kept(range);
            }
            others.push((range, 100));
            Verdict::Doubt(others)
        }
        other => other,
    }
}

fn by_surroundings(quote: &Quote, now: &Script) -> Verdict {
    let parts = Parts::new(quote);
    let claims = claims(&parts, now);
    let best = best(&claims).filter(|claim| claim.is_apart(&parts));
    if let Some(claim) = best.filter(|claim| claim.is_full(&parts)) {
        return Verdict::Kept(claim.range.clone());
    }
    let window = closest(quote, &parts, now);
    match (best, window) {
        (Some(claim), window) => partly(claim, window.as_ref(), &parts, now),
        (None, Some(window)) if window.is_proof(&parts) && !window.has_rival(&claims, &parts) => {
            window.verdict
        }
        (None, window) => undecided(claims, window, parts.exact.len()),
    }
}

/// The words are there, with only some of their surroundings.
fn partly(claim: &Claim, window: Option<&Window>, parts: &Parts, now: &Script) -> Verdict {
    let here = (claim.range.clone(), 100);
    if is_filled(claim, parts, now) {
        return Verdict::Doubt(vec![here]);
    }
    let side = |agreed: usize, all: usize| agreed >= SIDE_MIN.min(all) && agreed > 0;
    let stayed = side(claim.before, parts.prefix.len()) || side(claim.after, parts.suffix.len());
    match window.map(|window| &window.verdict) {
        Some(Verdict::Kept(range))
            if *range == claim.range && window.is_some_and(|window| window.is_proof(parts)) =>
        {
            Verdict::Kept(claim.range.clone())
        }
        Some(Verdict::Edited(place)) if !meets(&place.0, &claim.range) => {
            Verdict::Doubt(vec![here, place.clone()])
        }
        Some(Verdict::Kept(range)) if !meets(range, &claim.range) => {
            Verdict::Doubt(vec![here, (range.clone(), 100)])
        }
        Some(Verdict::Doubt(places)) => {
            let mut places = places.clone();
            places.push(here);
            Verdict::Doubt(places)
        }
        // One neighbour is no proof: a copy has it as well, when the first was changed.
        Some(_) if !stayed && !has_look_alike(claim, parts, now) => Verdict::Moved(here),
        _ => Verdict::Doubt(vec![here]),
    }
}

/// Whether another sentence is like the words' own, which may be they, changed after they were copied.
fn has_look_alike(claim: &Claim, parts: &Parts, now: &Script) -> bool {
    let own = now.around(&claim.range);
    if claim.before >= parts.prefix.len().min(SIDE_MIN) + (claim.range.start - own.start)
        && claim.after >= parts.suffix.len().min(SIDE_MIN) + (own.end - claim.range.end)
    {
        return false;
    }
    let makeup = Makeup::new(now.slice(own.clone()));
    let others = now.sentences(0..now.len()).into_iter();
    let mut others = others.filter(|piece| !meets(piece, &own));
    others.any(|piece| {
        let alike = makeup.likeness(&Makeup::new(now.slice(piece)));
        (LOOK_ALIKE..100).contains(&alike)
    })
}

/// Whether other words stand between the neighbours of the words' sentence: they may have been rewritten there, after a
/// copy was made.
fn is_filled(claim: &Claim, parts: &Parts, now: &Script) -> bool {
    let text: String = [&parts.prefix, &parts.exact, &parts.suffix]
        .into_iter()
        .flatten()
        .collect();
    let sought = Script::new(&text);
    let words = parts.prefix.len()..parts.prefix.len() + parts.exact.len();
    let was = sought.around(&words);
    // Line breaks come and go; the neighbours' words are looked for.
    let end = sought.word_before(was.start).map_or(0, |last| last + 1);
    let before = sought.slice(end.saturating_sub(SIDE_MIN)..end);
    let from = sought.word_after(was.end).unwrap_or(sought.len());
    let behind = sought.slice(from..from.saturating_add(SIDE_MIN));
    // A quote that is short on a side ends there with its text.
    let (first, last) = (
        was.start == 0 && parts.prefix.len() < CONTEXT_MAX,
        was.end == sought.len() && parts.suffix.len() < CONTEXT_MAX,
    );
    if before.len() < GRAM && !first || behind.len() < GRAM && !last {
        return false;
    }
    let starts = match first {
        true => vec![0],
        false => {
            let ends = places(now, before).into_iter();
            let ends = ends.map(|at| at + before.len());
            ends.filter_map(|at| now.word_after(at)).collect()
        }
    };
    let ends = match last {
        true => vec![now.len()],
        false => places(now, behind),
    };
    let filled = |from: usize| {
        let next = ends.get(ends.partition_point(|end| *end < from)).copied();
        let to = next.filter(|to| *to >= from + GRAM && to - from <= 3 * was.len());
        to.is_some_and(|to| !meets(&(from..to), &claim.range))
    };
    starts.into_iter().any(filled)
}

/// Nothing is proven: the places with the best claims are offered, or the words are gone.
fn undecided(mut claims: Vec<Claim>, window: Option<Window>, length: usize) -> Verdict {
    claims.sort_by_key(|claim| std::cmp::Reverse(claim.agreed()));
    let top = claims.first().map_or(0, Claim::agreed);
    let all = claims.clone();
    claims.retain(|claim| !all.iter().any(|other| other.beats(claim)));
    let mut offers: Vec<Place> = claims.into_iter().map(|claim| (claim.range, 100)).collect();
    if !offers.is_empty() && top + length >= DOUBT_MIN {
        return Verdict::Doubt(offers);
    }
    match window.map(|window| (window.one_side, window.verdict)) {
        Some((one_side, Verdict::Edited(place))) if one_side || place.1 >= DOUBT_ALIKE => {
            return Verdict::Doubt(vec![place]);
        }
        Some((_, Verdict::Edited(place) | Verdict::Moved(place))) => offers.push(place),
        Some((_, Verdict::Kept(range))) => offers.push((range, 100)),
        Some((_, Verdict::Doubt(places))) => return Verdict::Doubt(places),
        _ => {}
    }
    offers.dedup_by_key(|(range, _)| range.clone());
    Verdict::Gone(offers)
}

pub(super) fn meets(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn claims(parts: &Parts, now: &Script) -> Vec<Claim> {
    let found = places(now, &parts.exact);
    if found.len() > PLACES_MAX {
        return Vec::new();
    }
    let claim = |at: usize| {
        let range = at..at + parts.exact.len();
        let (before, after) = surroundings(&parts.prefix, &parts.suffix, now, &range);
        Claim {
            before,
            after,
            range,
        }
    };
    let needed = EVIDENCE_MIN.min(parts.exact.len() + parts.context());
    let all = found.into_iter().map(claim);
    all.filter(|claim| claim.agreed() + parts.exact.len() >= needed)
        .collect()
}

/// The claim that beats all others.
fn best(claims: &[Claim]) -> Option<&Claim> {
    let best = claims.iter().max_by_key(|claim| claim.agreed())?;
    let mut others = claims.iter().filter(|claim| claim.range != best.range);
    others.all(|other| best.beats(other)).then_some(best)
}

/// Places in the text of another field that are like a quote.
pub(super) fn look_alikes(quote: &Quote, text: &Script) -> Vec<Place> {
    let parts = Parts::new(quote);
    let mut exact = claims(&parts, text);
    if !exact.is_empty() {
        exact.sort_by_key(|claim| std::cmp::Reverse(claim.agreed()));
        let places = exact.into_iter().map(|claim| (claim.range, 100));
        return places.take(WINDOWS_MAX).collect();
    }
    match closest(quote, &parts, text).map(|window| window.verdict) {
        Some(Verdict::Edited(place) | Verdict::Moved(place)) => vec![place],
        Some(Verdict::Doubt(places)) => places,
        _ => Vec::new(),
    }
}
