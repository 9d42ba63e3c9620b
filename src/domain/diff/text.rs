//! What differs between two texts: paragraphs aligned by likeness, then words or characters inside a pair.
//!
//! Invariants: equal and delete segments join to the first text, equal and insert segments to the second; in words, a
//! segment never begins or ends inside a word or a number. Work is bounded by paragraphs: a text of a megabyte with one
//! edit never becomes one big replacement.

use super::alike::pairs;
use super::inside::inside;
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
        inside(old[left], new[right], grain, &mut |op, text| {
            out.push(op, text, false);
        });
        // What follows a changed paragraph is a segment of its own.
        let equal = |last: &Segment| last.op == Op::Equal;
        out.closed = !out.segments.last().is_some_and(equal);
        at = (left + 1, right + 1);
    }
    old[at.0..]
        .iter()
        .for_each(|text| out.push(Op::Delete, text, true));
    new[at.1..]
        .iter()
        .for_each(|text| out.push(Op::Insert, text, true));
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
