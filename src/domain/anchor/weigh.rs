//! Weighing which characters of one stretch are which of another: pairs earn, leaving out costs.
//!
//! Invariant: the result has the greatest worth there is; of several such, the one that the lean takes. Leaving out costs
//! once, however many characters, and less where a sentence begins. Work is bounded by [`CELLS_MAX`].

use super::script::Script;
use std::collections::HashMap;
use std::ops::Range;

/// The most pairs of characters that are weighed in one stretch.
pub(super) const CELLS_MAX: usize = 600_000;
/// What a pair of equal characters earns.
const PAIR: i32 = 4;
/// What leaving out characters costs, however many; so an island between two changes must be four characters long.
const GAP: i32 = 7;
/// What is saved when the left-out characters begin a sentence.
const AT_SENTENCE: i32 = 3;
/// What is saved when they begin a clause.
const AT_CLAUSE: i32 = 1;
const NEVER: i32 = i32::MIN / 4;

/// Which of equal explanations is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    /// One extreme.
    Forward,
    /// The other.
    Backward,
}

/// An alignment's worth, and its pairs in order.
pub(super) type Weighed = (i32, Vec<(usize, usize)>);

/// The best alignment of two stretches without the `barred` pairs; `None` when they are too large.
pub(super) fn align(
    then: &Script,
    a: &Range<usize>,
    now: &Script,
    b: &Range<usize>,
    lean: Lean,
    barred: &[(usize, usize)],
) -> Option<Weighed> {
    if a.len().saturating_mul(b.len()) > CELLS_MAX {
        return None;
    }
    let table = Table {
        left: side(then, a, lean),
        right: side(now, b, lean),
        barred: barred.iter().copied().collect(),
    };
    let (worth, mut pairs) = table.best();
    if lean == Lean::Backward {
        pairs.reverse();
    }
    Some((worth, pairs))
}

/// One character to align: where it stands, what it is, and what leaving out characters from it on costs.
struct Step {
    at: usize,
    c: char,
    cost: i32,
}

fn side(script: &Script, range: &Range<usize>, lean: Lean) -> Vec<Step> {
    let step = |at: usize| {
        let border = if lean == Lean::Forward { at } else { at + 1 };
        let saved = if script.begins_sentence(border) {
            AT_SENTENCE
        } else if script.begins_clause(border) {
            AT_CLAUSE
        } else {
            0
        };
        let c = script.chars.get(at).copied()?;
        let cost = GAP - saved;
        Some(Step { at, c, cost })
    };
    match lean {
        Lean::Forward => range.clone().filter_map(step).collect(),
        Lean::Backward => range.clone().rev().filter_map(step).collect(),
    }
}

/// The dynamic programme: at each place, the best worth of what precedes it when its last step was a pair, a character
/// left out on the left, or one left out on the right.
struct Table {
    left: Vec<Step>,
    right: Vec<Step>,
    barred: HashMap<usize, usize>,
}

const PAIRED: usize = 0;
const LEFT_OUT: usize = 1;
const RIGHT_OUT: usize = 2;

impl Table {
    fn best(&self) -> Weighed {
        let width = self.right.len() + 1;
        let mut above = vec![[NEVER; 3]; width];
        let mut from: Vec<[u8; 3]> = vec![[0; 3]; width * (self.left.len() + 1)];
        for i in 0..=self.left.len() {
            let mut row = vec![[NEVER; 3]; width];
            for j in 0..width {
                let (worth, came) = self.cell(i, j, &above, &row);
                if let (Some(slot), Some(back)) = (row.get_mut(j), from.get_mut(i * width + j)) {
                    (*slot, *back) = (worth, came);
                }
            }
            above = row;
        }
        let last = above.last().copied().unwrap_or([0; 3]);
        let (state, worth) = greatest(last);
        (worth, self.walk_back(&from, state))
    }

    fn cell(
        &self,
        i: usize,
        j: usize,
        above: &[[i32; 3]],
        row: &[[i32; 3]],
    ) -> ([i32; 3], [u8; 3]) {
        if i == 0 && j == 0 {
            return ([0, NEVER, NEVER], [0; 3]);
        }
        let mut worth = [NEVER; 3];
        let mut came = [0_u8; 3];
        let left = i.checked_sub(1).and_then(|at| self.left.get(at));
        let right = j.checked_sub(1).and_then(|at| self.right.get(at));
        if let (Some(left), Some(right)) = (left, right)
            && left.c == right.c
            && self.barred.get(&left.at) != Some(&right.at)
            && let Some(before) = above.get(j - 1)
        {
            let (state, best) = greatest(*before);
            (worth[PAIRED], came[PAIRED]) = (best + PAIR, state as u8);
        }
        if let (Some(left), Some(before)) = (left, above.get(j)) {
            let (state, best) = left_out(*before, LEFT_OUT, left.cost);
            (worth[LEFT_OUT], came[LEFT_OUT]) = (best, state as u8);
        }
        if let (Some(right), Some(before)) = (right, j.checked_sub(1).and_then(|at| row.get(at))) {
            let (state, best) = left_out(*before, RIGHT_OUT, right.cost);
            (worth[RIGHT_OUT], came[RIGHT_OUT]) = (best, state as u8);
        }
        (worth, came)
    }

    fn walk_back(&self, from: &[[u8; 3]], state: usize) -> Vec<(usize, usize)> {
        let width = self.right.len() + 1;
        let (mut i, mut j, mut state) = (self.left.len(), self.right.len(), state);
        let mut pairs = Vec::new();
        for _ in 0..self.left.len() + self.right.len() {
            if i == 0 && j == 0 {
                break;
            }
            let came = from.get(i * width + j).and_then(|came| came.get(state));
            if state != RIGHT_OUT {
                i = i.saturating_sub(1);
            }
            if state != LEFT_OUT {
                j = j.saturating_sub(1);
            }
            if let (PAIRED, Some(left), Some(right)) = (state, self.left.get(i), self.right.get(j))
            {
                pairs.push((left.at, right.at));
            }
            state = came.map_or(PAIRED, |came| usize::from(*came));
        }
        pairs.reverse();
        pairs
    }
}

/// The state of the greatest worth, pairs before the others.
fn greatest(worth: [i32; 3]) -> (usize, i32) {
    let mut best = (PAIRED, worth[PAIRED]);
    for state in [LEFT_OUT, RIGHT_OUT] {
        if worth[state] > best.1 {
            best = (state, worth[state]);
        }
    }
    best
}

/// Leaving out one more character, or the first.
fn left_out(before: [i32; 3], state: usize, cost: i32) -> (usize, i32) {
    let on = before[state];
    let (opened, best) = greatest(before);
    if on >= best - cost {
        (state, on)
    } else {
        (opened, best - cost)
    }
}
