//! What differs inside a pair of paragraphs: characters, or whole words around the characters that differ.
//!
//! Invariant: in words, a stretch never begins or ends inside a word or a number of either text. Only the clauses in
//! which something differs are taken apart into words: of a long paragraph with one edit, one clause.

use super::text::{Grain, Op};
use crate::text::words::words;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// Compares two paragraphs; tells each stretch in turn.
pub(super) fn inside(a: &str, b: &str, grain: Grain, tell: &mut dyn FnMut(Op, &str)) {
    let (head, tail) = common_ends(a, b);
    let (left, right) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let changes = by_characters(left, right);
    match grain {
        Grain::Chars => {
            let mut at = 0;
            for (old, new) in changes {
                let (old, new) = (moved(&old, head), moved(&new, head));
                tell(Op::Equal, &a[at..old.start]);
                tell(Op::Delete, &a[old.clone()]);
                tell(Op::Insert, &b[new]);
                at = old.end;
            }
            tell(Op::Equal, &a[at..]);
        }
        Grain::Words => {
            let changes = changes.into_iter();
            let changes = changes.map(|(old, new)| (moved(&old, head), moved(&new, head)));
            let mut at = 0;
            for (old, new) in clauses(a, b, changes) {
                tell(Op::Equal, &a[at..old.start]);
                by_words(&a[old.clone()], &b[new], tell);
                at = old.end;
            }
            tell(Op::Equal, &a[at..]);
        }
    }
}

fn moved(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// How many bytes two texts have in common at their beginnings and at their ends, whole characters.
fn common_ends(a: &str, b: &str) -> (usize, usize) {
    let same = |(x, y): &(char, char)| x == y;
    let head = a.chars().zip(b.chars()).take_while(same);
    let head = head.map(|(c, _)| c.len_utf8()).sum();
    let rest = (&a[head..], &b[head..]);
    let tail = rest.0.chars().rev().zip(rest.1.chars().rev());
    let tail = tail.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    (head, tail)
}

/// Where characters differ, as bytes of both texts.
fn by_characters(a: &str, b: &str) -> Vec<(Range<usize>, Range<usize>)> {
    if a.is_empty() || b.is_empty() {
        let all = (0..a.len(), 0..b.len());
        return if a.len() == b.len() {
            Vec::new()
        } else {
            vec![all]
        };
    }
    let (left, right): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut places = ((0, 0), (0, 0));
    let mut bytes = |range: Range<usize>, other: Range<usize>| {
        let old = step(&mut places.0, &left, range);
        (old, step(&mut places.1, &right, other))
    };
    let ops = capture_diff_slices(Algorithm::Myers, &left, &right);
    let changed = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changed
        .map(|op| bytes(op.old_range(), op.new_range()))
        .collect()
}

/// A range of characters as bytes; `place` is the last character that was asked for, and its byte.
fn step(place: &mut (usize, usize), chars: &[char], range: Range<usize>) -> Range<usize> {
    let mut to = |character: usize| {
        let passed = chars[place.0..character].iter().map(|c| c.len_utf8());
        *place = (character, place.1 + passed.sum::<usize>());
        place.1
    };
    to(range.start)..to(range.end)
}

/// Changes grown to whole clauses; those in one clause are one.
fn clauses(
    a: &str,
    b: &str,
    changes: impl Iterator<Item = (Range<usize>, Range<usize>)>,
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut grown: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (old, new) in changes {
        let before = grown.last().map_or(0, |(before, _)| before.end);
        let stretch = &a[before..old.start];
        let joins = borders(stretch).next_back();
        match (grown.last_mut(), joins) {
            (Some(last), None) => {
                last.0.end = old.end;
                last.1.end = new.end;
            }
            (last, border) => {
                if let (Some(last), Some(first)) = (last, borders(stretch).next()) {
                    last.0.end += first;
                    last.1.end += first;
                }
                let back = stretch.len() - border.unwrap_or(0);
                grown.push((old.start - back..old.end, new.start - back..new.end));
            }
        }
    }
    if let Some(last) = grown.last_mut() {
        let stretch = &a[last.0.end..];
        let first = borders(stretch).next().unwrap_or(stretch.len());
        last.0.end += first;
        last.1.end += first;
    }
    debug_assert!(
        grown
            .iter()
            .all(|(old, new)| old.end <= a.len() && new.end <= b.len())
    );
    grown
}

/// Where a text can be cut so that its words stay whole, whatever stands around it: behind a mark, before a Chinese
/// character (`1，200` is one number).
fn borders(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    let marks = text.match_indices(['，', '。', '；', '、', '：', '！', '？', '\n']);
    let ends = marks.map(|(at, mark)| at + mark.len());
    ends.filter(|end| matches!(text[*end..].chars().next(), Some('\u{4e00}'..='\u{9fff}')))
}

fn by_words(a: &str, b: &str, tell: &mut dyn FnMut(Op, &str)) {
    let (left, right) = (tokens(a), tokens(b));
    for op in capture_diff_slices(Algorithm::Myers, &left, &right) {
        let (old, new) = (
            stretch(&left, op.old_range()),
            stretch(&right, op.new_range()),
        );
        if let DiffOp::Equal { .. } = op {
            tell(Op::Equal, &old);
        } else {
            tell(Op::Delete, &old);
            tell(Op::Insert, &new);
        }
    }
}

fn tokens(text: &str) -> Vec<&str> {
    words(text).into_iter().map(|word| &text[word]).collect()
}

fn stretch(words: &[&str], range: Range<usize>) -> String {
    words[range].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(a: &str, b: &str) -> String {
        let mut out = String::new();
        inside(a, b, Grain::Words, &mut |op, text| match op {
            _ if text.is_empty() => {}
            Op::Equal => out.push_str(text),
            Op::Delete => out.push_str(&format!("[{text}]")),
            Op::Insert => out.push_str(&format!("{{{text}}}")),
        });
        out
    }

    #[test]
    fn only_words_that_differ_are_told() {
        for (a, b, wanted) in [
            (
                "甲方出资，乙方50人，丙方",
                "甲方出资，乙方80人，丙方",
                "甲方出资，乙方[50]{80}人，丙方",
            ),
            ("共1，200元", "共1，300元", "共[1，200]{1，300}元"),
            ("一，二，三", "一，二，三，四", "一，二，三{，四}"),
            ("", "新", "{新}"),
        ] {
            assert_eq!(told(a, b), wanted);
        }
    }

    proptest! {
        #[test]
        fn a_text_that_is_cut_at_borders_has_the_words_of_the_whole(text in "[科技政策宣讲解读，。；、：！？0-9a-z \u{301}.,カ]{0,60}") {
            let mut cut = Vec::new();
            let mut at = 0;
            for border in borders(&text).chain([text.len()]) {
                cut.extend(words(&text[at..border]).into_iter().map(|word| moved(&word, at)));
                at = border;
            }
            prop_assert_eq!(cut, words(&text));
        }
    }
}
