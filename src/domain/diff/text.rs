//! What differs between two texts: paragraphs aligned by likeness, then words or characters inside a pair.
//!
//! Invariants: equal and delete segments join to the first text, equal and insert segments to the second; in words, a
//! segment never begins or ends inside a word or a number. Work is bounded by paragraphs: a text of a megabyte with one
//! edit never becomes one big replacement.

use crate::text::words::words;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;
use std::ops::Range;

/// How finely texts are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grain {
    /// Whole words and whole numbers.
    Words,
    /// Characters.
    Chars,
}

/// What a segment is to the two texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Op {
    /// Both have it.
    Equal,
    /// Only the second has it.
    Insert,
    /// Only the first has it.
    Delete,
}

/// A stretch of two compared texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Segment {
    /// What it is to them.
    pub op: Op,
    /// Its words.
    pub text: String,
    /// A whole paragraph that stands elsewhere in the other text.
    pub moved: bool,
}

/// Of two runs of changed paragraphs, the most pairs that are weighed; beyond, they pair in order.
const PAIRS_MAX: usize = 10_000;
/// How alike two paragraphs are, in hundredths, for one to count as the other edited.
const ALIKE: usize = 35;

/// Compares two texts.
#[must_use]
pub fn compare(a: &str, b: &str, grain: Grain) -> Vec<Segment> {
    let (left, right): (Vec<&str>, Vec<&str>) = (
        a.split_inclusive('\n').collect(),
        b.split_inclusive('\n').collect(),
    );
    let mut out = Segments::default();
    for op in capture_diff_slices(Algorithm::Myers, &left, &right) {
        let (old, new) = (&left[op.old_range()], &right[op.new_range()]);
        if let DiffOp::Equal { .. } = op {
            old.iter().for_each(|text| out.push(Op::Equal, text, false));
        } else {
            block(old, new, grain, &mut out);
        }
    }
    let mut segments = out.segments;
    mark_moved(&mut segments);
    segments
}

/// The runs of items that differ: where they stand in `a`, and what stands for them in `b`.
#[must_use]
pub fn changed_runs(a: &[&str], b: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let ops = capture_diff_slices(Algorithm::Myers, a, b);
    let changed = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changed.map(|op| (op.old_range(), op.new_range())).collect()
}

/// Segments, of which neighbours with one meaning are one.
#[derive(Default)]
struct Segments {
    segments: Vec<Segment>,
    closed: bool,
}

impl Segments {
    /// Adds a stretch; a `whole` paragraph stays a segment of its own.
    fn push(&mut self, op: Op, text: &str, whole: bool) {
        if text.is_empty() {
            return;
        }
        match self.segments.last_mut() {
            Some(last) if last.op == op && !whole && !self.closed => last.text.push_str(text),
            _ => self.segments.push(Segment {
                op,
                text: text.to_owned(),
                moved: false,
            }),
        }
        self.closed = whole;
    }
}

/// Paragraphs that were changed: those that are alike are compared inside, the others go and come as wholes.
fn block(old: &[&str], new: &[&str], grain: Grain, out: &mut Segments) {
    let mut at = (0, 0);
    for (left, right) in pairs(old, new) {
        old[at.0..left]
            .iter()
            .for_each(|text| out.push(Op::Delete, text, true));
        new[at.1..right]
            .iter()
            .for_each(|text| out.push(Op::Insert, text, true));
        inside(old[left], new[right], grain, out);
        at = (left + 1, right + 1);
    }
    old[at.0..]
        .iter()
        .for_each(|text| out.push(Op::Delete, text, true));
    new[at.1..]
        .iter()
        .for_each(|text| out.push(Op::Insert, text, true));
}

/// Pairs of paragraphs, in order on both sides, with the greatest likeness in all.
fn pairs(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    if old.len() * new.len() > PAIRS_MAX {
        let pairs = (0..old.len().min(new.len())).map(|index| (index, index));
        return pairs
            .filter(|(a, b)| likeness(old[*a], new[*b]) >= ALIKE)
            .collect();
    }
    let columns = new.len() + 1;
    let mut best = vec![0_usize; (old.len() + 1) * columns];
    let mut alike = vec![0_usize; old.len() * new.len()];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            let like = likeness(old[a], new[b]);
            let paired = if like >= ALIKE {
                like + best[(a + 1) * columns + b + 1]
            } else {
                0
            };
            alike[a * new.len() + b] = paired;
            let skipped = best[(a + 1) * columns + b].max(best[a * columns + b + 1]);
            best[a * columns + b] = paired.max(skipped);
        }
    }
    let (mut a, mut b, mut found) = (0, 0, Vec::new());
    while a < old.len() && b < new.len() {
        let here = best[a * columns + b];
        if here > 0 && alike[a * new.len() + b] == here {
            found.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if best[(a + 1) * columns + b] == here {
            a += 1;
        } else {
            b += 1;
        }
    }
    found
}

/// How much two paragraphs have in common, in hundredths: characters, whatever their order.
fn likeness(a: &str, b: &str) -> usize {
    let mut counts: HashMap<char, isize> = HashMap::new();
    a.chars().for_each(|c| *counts.entry(c).or_default() += 1);
    let shared = b.chars().filter(|c| match counts.get_mut(c) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    });
    let shared = shared.count();
    let all = a.chars().count() + b.chars().count();
    (shared * 200).checked_div(all).unwrap_or(100)
}

fn inside(a: &str, b: &str, grain: Grain, out: &mut Segments) {
    let (left, right) = (tokens(a, grain), tokens(b, grain));
    for op in capture_diff_slices(Algorithm::Myers, &left, &right) {
        let (old, new) = (
            left[op.old_range()].concat(),
            right[op.new_range()].concat(),
        );
        if let DiffOp::Equal { .. } = op {
            out.push(Op::Equal, &old, false);
        } else {
            out.push(Op::Delete, &old, false);
            out.push(Op::Insert, &new, false);
        }
    }
    out.closed = true;
    if out.segments.last().is_some_and(|last| last.op == Op::Equal) {
        out.closed = false;
    }
}

fn tokens(text: &str, grain: Grain) -> Vec<&str> {
    match grain {
        Grain::Words => words(text).into_iter().map(|word| &text[word]).collect(),
        Grain::Chars => {
            let starts = text.char_indices();
            starts.map(|(at, c)| &text[at..at + c.len_utf8()]).collect()
        }
    }
}

/// Paragraphs that went here and came there were moved.
fn mark_moved(segments: &mut [Segment]) {
    let mut gone: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, segment) in segments.iter().enumerate() {
        if segment.op == Op::Delete && segment.text.trim().chars().count() >= 4 {
            gone.entry(segment.text.trim().to_owned())
                .or_default()
                .push(index);
        }
    }
    for index in 0..segments.len() {
        if segments[index].op != Op::Insert {
            continue;
        }
        let from = gone.get_mut(segments[index].text.trim()).and_then(Vec::pop);
        if let Some(from) = from {
            segments[index].moved = true;
            segments[from].moved = true;
        }
    }
}
