//! The paragraphs of two texts beside each other: alike ones in a pair, the others alone.
//!
//! Invariants: the sides join to the texts, each but the last with the line break it ended with; offsets are bytes of the
//! field's text. Work and height are bounded: a paragraph of more than [`LONG`] characters becomes several pairs, so that
//! one edit in it does not bring all of it on the screen.

use crate::domain::diff::text::{Grain, Op, Segment, compare};
use std::collections::HashMap;

/// The most characters of a side, about; longer ones are cut where both texts say the same.
const LONG: usize = 1_200;

/// A paragraph of two texts beside each other; one side may be missing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pair {
    /// The base's paragraph.
    pub left: Option<Side>,
    /// The draft's paragraph.
    pub right: Option<Side>,
    /// The number of the paragraph on the other side, where this one was moved whole.
    pub moved: Option<usize>,
}

/// One side of a pair.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Side {
    /// The number of the paragraph, from 1.
    pub number: usize,
    /// Where it begins in the field's text, in bytes.
    pub start: usize,
    /// Its words, without the line break.
    pub pieces: Vec<Piece>,
}

/// A stretch of a paragraph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether the other side does not have them.
    pub changed: bool,
}

impl Pair {
    /// Whether the two sides differ, or the paragraph moved.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        let changed = |side: &Option<Side>| {
            let pieces = side.iter().flat_map(|side| &side.pieces);
            pieces.into_iter().any(|piece| piece.changed)
        };
        self.left.is_none() || self.right.is_none() || changed(&self.left) || changed(&self.right)
    }
}

impl Side {
    /// The text of the side.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    }

    fn push(&mut self, text: &str, changed: bool) {
        match self.pieces.last_mut() {
            Some(last) if last.changed == changed => last.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.pieces.push(Piece {
                text: text.to_owned(),
                changed,
            }),
        }
    }
}

/// The paragraphs of two texts; none where both are empty.
pub(super) fn pairs(base: &str, draft: &str) -> Vec<Pair> {
    if base.is_empty() && draft.is_empty() {
        return Vec::new();
    }
    let mut facing = Pairing::default();
    if base == draft {
        facing.add(Op::Equal, draft, false);
    } else {
        // With a line break at the end, every paragraph ends in one, and those that pair end in one that both have.
        let closed = |text: &str| match text {
            "" => String::new(),
            text => format!("{text}\n"),
        };
        let segments = compare(&closed(base), &closed(draft), Grain::Words);
        segments.iter().for_each(|segment| facing.segment(segment));
    }
    facing.close();
    join_moved(&mut facing.pairs);
    facing.pairs
}

/// The pieces of both sides of a short text.
pub(super) fn pieces(base: &str, draft: &str) -> [Vec<Piece>; 2] {
    let mut sides = [Side::default(), Side::default()];
    for segment in compare(base, draft, Grain::Words) {
        let changed = segment.op != Op::Equal;
        let [left, right] = &mut sides;
        if segment.op != Op::Insert {
            left.push(&segment.text, changed);
        }
        if segment.op != Op::Delete {
            right.push(&segment.text, changed);
        }
    }
    sides.map(|side| side.pieces)
}

/// Paragraphs on the way into pairs.
#[derive(Default)]
struct Pairing {
    pairs: Vec<Pair>,
    open: Pair,
    moved: bool,
    /// Characters of the open pair, the longer side.
    length: usize,
    /// Where the next paragraph of either text begins, and its number before.
    next: [(usize, usize); 2],
}

impl Pairing {
    fn segment(&mut self, segment: &Segment) {
        self.add(segment.op, &segment.text, segment.moved);
    }

    fn add(&mut self, op: Op, text: &str, moved: bool) {
        for line in text.split_inclusive('\n') {
            let (words, ends) = match line.strip_suffix('\n') {
                Some(words) => (words, true),
                None => (line, false),
            };
            self.words(op, words);
            self.moved |= moved;
            if ends {
                self.line_break(op);
            }
        }
    }

    /// Adds words of a paragraph, cut where they grow too long.
    fn words(&mut self, op: Op, words: &str) {
        let mut rest = words;
        loop {
            let room = LONG.saturating_sub(self.length).max(1);
            let cut = rest
                .char_indices()
                .nth(room)
                .map_or(rest.len(), |(at, _)| at);
            let (now, later) = rest.split_at(cut);
            self.side(op, now);
            self.length += now.chars().count();
            if later.is_empty() {
                return;
            }
            self.close_without_break();
            rest = later;
        }
    }

    fn side(&mut self, op: Op, text: &str) {
        let changed = op != Op::Equal;
        let slots = [&mut self.open.left, &mut self.open.right];
        for ((slot, next), skipped) in slots
            .into_iter()
            .zip(&mut self.next)
            .zip([Op::Insert, Op::Delete])
        {
            if op == skipped {
                continue;
            }
            let side = slot.get_or_insert_with(|| Side {
                number: next.1 + 1,
                start: next.0,
                pieces: Vec::new(),
            });
            side.push(text, changed);
            next.0 += text.len();
        }
    }

    /// A line break ends the pair: both sides have it, or the side that stands alone.
    fn line_break(&mut self, op: Op) {
        for (next, skipped) in self.next.iter_mut().zip([Op::Insert, Op::Delete]) {
            if op != skipped {
                next.0 += 1;
                next.1 += 1;
            }
        }
        self.close();
    }

    fn close(&mut self) {
        let pair = std::mem::take(&mut self.open);
        if pair != Pair::default() {
            let moved = std::mem::take(&mut self.moved).then_some(0);
            self.pairs.push(Pair { moved, ..pair });
        }
        self.length = 0;
    }

    /// Ends a pair within a paragraph that is too long.
    fn close_without_break(&mut self) {
        let moved = self.moved;
        self.close();
        self.moved = moved;
    }
}

/// Tells each moved paragraph the number that it has on the other side.
fn join_moved(pairs: &mut [Pair]) {
    let mut gone: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (index, pair) in pairs.iter().enumerate() {
        if let (Some(left), Some(_)) = (&pair.left, pair.moved) {
            let place = (index, left.number);
            gone.entry(left.text().trim().to_owned())
                .or_default()
                .push(place);
        }
    }
    for index in 0..pairs.len() {
        let (Some(right), Some(_)) = (&pairs[index].right, pairs[index].moved) else {
            continue;
        };
        let (number, text) = (right.number, right.text());
        let from = gone.get_mut(text.trim()).and_then(Vec::pop);
        pairs[index].moved = from.map(|(_, before)| before);
        if let Some((from, _)) = from {
            pairs[from].moved = Some(number);
        }
    }
    // One that found no partner only came or went.
    pairs
        .iter_mut()
        .for_each(|pair| pair.moved = pair.moved.filter(|number| *number > 0));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A pair as text: words of one side only in brackets, sides split by `|`.
    fn told(pair: &Pair) -> String {
        let side = |side: &Option<Side>| match side {
            None => "-".to_owned(),
            Some(side) => {
                let piece = |piece: &Piece| match piece.changed {
                    true => format!("[{}]", piece.text),
                    false => piece.text.clone(),
                };
                side.pieces.iter().map(piece).collect()
            }
        };
        let moved = pair.moved.map_or_else(String::new, |to| format!("@{to}"));
        format!("{}|{}{moved}", side(&pair.left), side(&pair.right))
    }

    fn check(base: &str, draft: &str, wanted: &[&str]) {
        let told: Vec<String> = pairs(base, draft).iter().map(told).collect();
        assert_eq!(told, wanted, "{base:?} and {draft:?}");
    }

    #[test]
    fn paragraphs_stand_beside_what_they_were() {
        check("", "", &[]);
        check(
            "邀请3名专家",
            "邀请5名专家",
            &["邀请[3]名专家|邀请[5]名专家"],
        );
        check("同\n旧的一段话", "同", &["同|同", "[旧的一段话]|-"]);
        check("一", "一\n", &["一|一", "-|"]);
        check(
            "甲乙丙丁戊\n第二段文字在这里\n己庚辛壬癸",
            "己庚辛壬癸\n甲乙丙丁戊\n第二段文字在这里",
            &[
                "-|[己庚辛壬癸]@3",
                "甲乙丙丁戊|甲乙丙丁戊",
                "第二段文字在这里|第二段文字在这里",
                "[己庚辛壬癸]|-@1",
            ],
        );
    }

    #[test]
    fn a_long_paragraph_with_one_edit_is_mostly_unchanged() {
        let base = "科技政策宣讲活动，".repeat(2_000);
        let draft = format!("{}两场{}", &base[..27_000], &base[27_000..]);
        let pairs = pairs(&base, &draft);
        assert_eq!(pairs.iter().filter(|pair| pair.is_changed()).count(), 1);
        assert!(pairs.len() > 10);
    }

    proptest! {
        #[test]
        fn sides_join_to_the_texts(base in "[科技政策，a\n]{0,40}", draft in "[科技政策，a\n]{0,40}") {
            let pairs = pairs(&base, &draft);
            for (text, sides) in [
                (&base, pairs.iter().filter_map(|pair| pair.left.as_ref()).collect::<Vec<_>>()),
                (&draft, pairs.iter().filter_map(|pair| pair.right.as_ref()).collect()),
            ] {
                for side in &sides {
                    prop_assert_eq!(&text[side.start..side.start + side.text().len()], side.text());
                }
                let joined: Vec<String> = sides.iter().map(|side| side.text()).collect();
                prop_assert_eq!(&joined.join("\n"), text);
            }
        }
    }
}
