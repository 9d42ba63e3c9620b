//! Which characters of a text are which of another: sentences that stand once first, characters between them.
//!
//! Invariant: the pairs rise on both sides, and pair equal characters. Of alignments that explain the change equally well
//! two extremes are kept, so that a place on which they disagree is known to be doubtful. Work is bounded: a stretch with
//! more than [`CELLS_MAX`] pairs of characters is left unaligned, and says so. Absent: moves, which have no order.

use super::makeup::Makeup;
use super::script::{Script, agree_after, agree_before};
use super::weigh::{CELLS_MAX, Lean, align};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

/// The shortest sentence that is trusted for standing once.
const UNIQUE_MIN: usize = 4;
/// The most pairs of places of one sentence that are weighed when sentences are put in order.
const REPEATED_MAX: usize = 4_096;

/// A stretch between sentences that stand once on both sides.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    /// Its characters then.
    pub then: Range<usize>,
    /// Its characters now.
    pub now: Range<usize>,
    /// Whether it was small enough to align.
    pub known: bool,
    /// What its alignment is worth, which others are measured by.
    pub best: i32,
}

/// How one text became another.
pub(super) struct Alignment {
    /// For each character then, where it is now; of equal explanations one extreme.
    pub forward: Vec<Option<usize>>,
    /// The other extreme.
    pub backward: Vec<Option<usize>>,
    /// For each character now, whether it was there then, by either extreme.
    taken: [Vec<bool>; 2],
    /// What was aligned by characters, in order.
    pub stretches: Vec<Stretch>,
    /// The sentences now of which most was not there then, with what they are made of.
    pub fresh: Vec<(Range<usize>, Makeup)>,
    /// The sentences then.
    old: HashSet<Vec<char>>,
    /// What they are made of, where it was asked for.
    made: OnceLock<Vec<(Range<usize>, Makeup)>>,
}

impl Alignment {
    /// Aligns two texts.
    pub fn new(then: &Script, now: &Script) -> Self {
        let mut alignment = Self {
            forward: vec![None; then.len()],
            backward: vec![None; then.len()],
            taken: [vec![false; now.len()], vec![false; now.len()]],
            stretches: Vec::new(),
            fresh: Vec::new(),
            old: standing(then).into_keys().map(<[char]>::to_vec).collect(),
            made: OnceLock::new(),
        };
        let mut at = (0, 0);
        for (left, right) in lone_sentences(then, now) {
            alignment.stretch(then, at.0..left.start, now, at.1..right.start);
            for (a, b) in left.clone().zip(right.clone()) {
                alignment.pair(Lean::Forward, a, b);
                alignment.pair(Lean::Backward, a, b);
            }
            at = (left.end, right.end);
        }
        alignment.stretch(then, at.0..then.len(), now, at.1..now.len());
        let pieces = now.sentences(0..now.len()).into_iter();
        alignment.fresh = pieces
            .filter(|piece| alignment.is_fresh(piece))
            .map(|piece| (piece.clone(), Makeup::new(now.slice(piece.clone()))))
            .collect();
        alignment
    }

    /// The stretch that a range of the first text touches first.
    pub fn stretch_of(&self, range: &Range<usize>) -> Option<&Stretch> {
        let first = self
            .stretches
            .partition_point(|one| one.then.end <= range.start);
        self.stretches
            .get(first)
            .filter(|one| one.then.start < range.end)
    }

    /// Whether a sentence stood in the text then, word for word.
    pub fn is_old(&self, sentence: &[char]) -> bool {
        self.old.contains(sentence)
    }

    /// The sentences of the first text, with what they are made of.
    pub fn made(&self, then: &Script) -> &[(Range<usize>, Makeup)] {
        self.made.get_or_init(|| {
            let pieces = then.sentences(0..then.len()).into_iter();
            let made = pieces.map(|one| (one.clone(), Makeup::new(then.slice(one))));
            made.collect()
        })
    }

    /// Whether most characters of a range now were not there then, by one extreme at least.
    pub fn is_fresh(&self, range: &Range<usize>) -> bool {
        self.taken.iter().any(|taken| {
            let here = taken.get(range.clone()).unwrap_or(&[]);
            here.iter().filter(|taken| **taken).count() * 4 <= here.len()
        })
    }

    /// How many of the characters where a range is now have come from elsewhere by another map.
    pub fn image_taken(&self, range: &Range<usize>, map: &[Option<usize>]) -> usize {
        let image: HashSet<usize> = self
            .forward
            .get(range.clone())
            .unwrap_or(&[])
            .iter()
            .flatten()
            .copied()
            .collect();
        let others = map.iter().enumerate();
        let others = others.filter(|(at, _)| !range.contains(at));
        others
            .filter(|(_, to)| to.is_some_and(|to| image.contains(&to)))
            .count()
    }

    fn pair(&mut self, lean: Lean, a: usize, b: usize) {
        let [left, right] = &mut self.taken;
        let (side, taken) = match lean {
            Lean::Forward => (&mut self.forward, left),
            Lean::Backward => (&mut self.backward, right),
        };
        if let Some(slot) = side.get_mut(a) {
            *slot = Some(b);
        }
        if let Some(slot) = taken.get_mut(b) {
            *slot = true;
        }
    }

    fn stretch(&mut self, then: &Script, a: Range<usize>, now: &Script, b: Range<usize>) {
        if a.is_empty() && b.is_empty() {
            return;
        }
        let (mut known, mut best) = (true, 0);
        for lean in [Lean::Forward, Lean::Backward] {
            let (ends, a, b) = common_ends(then, &a, now, &b, lean);
            ends.into_iter().for_each(|(a, b)| self.pair(lean, a, b));
            match align(then, &a, now, &b, lean, &[]) {
                Some((worth, pairs)) => {
                    pairs.into_iter().for_each(|(a, b)| self.pair(lean, a, b));
                    if lean == Lean::Forward {
                        best = worth;
                    }
                }
                None => known = false,
            }
        }
        self.stretches.push(Stretch {
            then: a,
            now: b,
            known,
            best,
        });
    }
}

/// Pairs at the ends of a stretch too large to weigh, and what is left between them. A small one is left whole.
type Ends = (Vec<(usize, usize)>, Range<usize>, Range<usize>);

fn common_ends(
    then: &Script,
    a: &Range<usize>,
    now: &Script,
    b: &Range<usize>,
    lean: Lean,
) -> Ends {
    if a.len().saturating_mul(b.len()) <= CELLS_MAX {
        return (Vec::new(), a.clone(), b.clone());
    }
    let (mut a, mut b, mut pairs) = (a.clone(), b.clone(), Vec::new());
    for head in [lean == Lean::Forward, lean != Lean::Forward] {
        let (left, right) = (then.slice(a.clone()), now.slice(b.clone()));
        if head {
            let same = agree_after(left, right);
            pairs.extend((a.start..a.start + same).zip(b.start..));
            (a.start, b.start) = (a.start + same, b.start + same);
        } else {
            let same = agree_before(left, right);
            pairs.extend((a.end - same..a.end).zip(b.end - same..b.end));
            (a.end, b.end) = (a.end - same, b.end - same);
        }
    }
    (pairs, a, b)
}

/// The sentences that stand once then and once now, in one order on both sides: of all such orders of equal sentences,
/// repeated ones too, the one that keeps the most characters.
fn lone_sentences(then: &Script, now: &Script) -> Vec<(Range<usize>, Range<usize>)> {
    let (left, right) = (standing(then), standing(now));
    let mut pairs: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (words, here) in &left {
        let there = right.get(words).map_or(&[][..], Vec::as_slice);
        if here.len() * there.len() <= REPEATED_MAX {
            let both = here.iter().flat_map(|a| there.iter().map(move |b| (a, b)));
            pairs.extend(both.map(|(a, b)| (a.clone(), b.clone())));
        }
    }
    // Of the pairs of one sentence only one can be in a rising run when they fall.
    pairs.sort_by_key(|(a, b)| (a.start, std::cmp::Reverse(b.start)));
    let is_lone = |(a, _): &(Range<usize>, Range<usize>)| {
        let words = then.slice(a.clone());
        let once = |all: &Standing| all.get(words).is_some_and(|places| places.len() == 1);
        a.len() >= UNIQUE_MIN && once(&left) && once(&right)
    };
    let kept = heaviest_rising(&pairs).into_iter();
    kept.filter(is_lone).collect()
}

/// Where each sentence of a text stands.
type Standing<'a> = HashMap<&'a [char], Vec<Range<usize>>>;

fn standing<'a>(script: &'a Script) -> Standing<'a> {
    let mut found: Standing = HashMap::new();
    for piece in script.sentences(0..script.len()) {
        let places = found.entry(script.slice(piece.clone())).or_default();
        places.push(piece);
    }
    found
}

/// The heaviest run of pairs, already in order on the left, that is in order on the right too.
fn heaviest_rising(pairs: &[(Range<usize>, Range<usize>)]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut starts: Vec<usize> = pairs.iter().map(|(_, right)| right.start).collect();
    starts.sort_unstable();
    starts.dedup();
    let ranks = pairs.iter();
    let ranks = ranks.map(|(_, right)| starts.partition_point(|start| *start < right.start) + 1);
    let rank: Vec<usize> = ranks.collect();
    let mut best = Heaviest(vec![(0, None); pairs.len() + 1]);
    let mut before = Vec::with_capacity(pairs.len());
    for (index, ((left, _), rank)) in pairs.iter().zip(&rank).enumerate() {
        let (weight, last) = best.below(*rank);
        before.push(last);
        best.raise(*rank, (weight + left.len(), Some(index)));
    }
    let mut at = best.below(pairs.len() + 1).1;
    let mut kept = Vec::new();
    while let Some(index) = at {
        kept.extend(pairs.get(index).cloned());
        at = before.get(index).copied().flatten();
    }
    kept.reverse();
    kept
}

/// The greatest weight at or below a rank, in a binary indexed tree.
struct Heaviest(Vec<(usize, Option<usize>)>);

impl Heaviest {
    fn below(&self, rank: usize) -> (usize, Option<usize>) {
        let (mut at, mut best) = (rank.saturating_sub(1), (0, None));
        while at > 0 {
            best = best.max(self.0.get(at).copied().unwrap_or_default());
            at &= at - 1;
        }
        best
    }

    fn raise(&mut self, rank: usize, weight: (usize, Option<usize>)) {
        let mut at = rank;
        while let Some(slot) = self.0.get_mut(at).filter(|_| at > 0) {
            *slot = (*slot).max(weight);
            at += at & at.wrapping_neg();
        }
    }
}
