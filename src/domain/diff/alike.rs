//! Which changed paragraphs stand for each other: those with the most in common, in order on both sides.
//!
//! Invariant: work grows with the text, not with the number of pairs. Few paragraphs are weighed each against each; of
//! many, those that share rare runs of characters are found first, and only what lies between them is weighed.

use super::longest_rising;
use std::cmp::Reverse;
use std::collections::HashMap;

/// How alike two paragraphs are, in hundredths, for one to count as the other edited.
const ALIKE: usize = 35;
/// The most pairs that are weighed each against each; beyond, paragraphs pair in order.
const PAIRS_MAX: usize = 2_500;
/// Of how many runs of characters a paragraph's mark is made.
const MARKS: usize = 16;
/// A run of characters that more paragraphs have tells nothing.
const COMMON: usize = 200;
/// How many marks two paragraphs share at least, where nothing else was weighed.
const SHARED: usize = 4;

/// Pairs of paragraphs, in order on both sides.
pub(super) fn pairs(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let anchors = if old.len() * new.len() > PAIRS_MAX {
        anchors(old, new)
    } else {
        Vec::new()
    };
    let mut at = (0, 0);
    for (a, b) in anchors.into_iter().chain([(old.len(), new.len())]) {
        let between = weighed(&old[at.0..a], &new[at.1..b]);
        found.extend(between.into_iter().map(|(x, y)| (at.0 + x, at.1 + y)));
        if a < old.len() {
            found.push((a, b));
        }
        at = (a + 1, b + 1);
    }
    found
}

/// The characters of a paragraph, sorted: what two have in common is counted without regard to order.
struct Bag(Vec<char>);

impl Bag {
    fn of(text: &str) -> Self {
        let mut chars: Vec<char> = text.chars().collect();
        chars.sort_unstable();
        Self(chars)
    }

    /// How much two paragraphs have in common, in hundredths; 0 where that is less than [`ALIKE`].
    fn likeness(&self, other: &Self) -> usize {
        let (a, b) = (&self.0, &other.0);
        let all = a.len() + b.len();
        let hundredths = |shared: usize| (shared * 200).checked_div(all).unwrap_or(100);
        if hundredths(a.len().min(b.len())) < ALIKE {
            return 0;
        }
        let (mut x, mut y, mut shared) = (0, 0, 0);
        while x < a.len() && y < b.len() {
            shared += usize::from(a[x] == b[y]);
            let (left, right) = (a[x], b[y]);
            x += usize::from(left <= right);
            y += usize::from(right <= left);
        }
        let like = hundredths(shared);
        if like < ALIKE { 0 } else { like }
    }
}

/// Pairs with the greatest likeness in all; where there would be too much to weigh, the first with the first and so on.
fn weighed(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    let bags = |side: &[&str]| side.iter().map(|text| Bag::of(text)).collect::<Vec<Bag>>();
    let (old, new) = (bags(old), bags(new));
    if old.len() * new.len() > PAIRS_MAX {
        let pairs = (0..old.len().min(new.len())).map(|index| (index, index));
        return pairs
            .filter(|(a, b)| old[*a].likeness(&new[*b]) > 0)
            .collect();
    }
    let columns = new.len() + 1;
    let mut best = vec![0_usize; (old.len() + 1) * columns];
    let mut alike = vec![0_usize; old.len() * new.len()];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            let paired = match old[a].likeness(&new[b]) {
                0 => 0,
                like => like + best[(a + 1) * columns + b + 1],
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

/// Pairs that share rare runs of characters, each paragraph with the one it shares the most with, in order.
fn anchors(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let mut known: HashMap<u64, Vec<usize>> = HashMap::new();
    for (index, text) in new.iter().enumerate() {
        for mark in marks(text) {
            known.entry(mark).or_default().push(index);
        }
    }
    // For each new paragraph the old one that it shares the most marks with, and how many.
    let mut nearest: Vec<Option<(usize, usize)>> = vec![None; new.len()];
    let mut shared = vec![0_usize; new.len()];
    for (index, text) in old.iter().enumerate() {
        let met = marks(text).into_iter().filter_map(|mark| known.get(&mark));
        let met: Vec<usize> = met
            .filter(|met| met.len() <= COMMON)
            .flatten()
            .copied()
            .collect();
        met.iter().for_each(|other| shared[*other] += 1);
        let most = met
            .iter()
            .max_by_key(|other| (shared[**other], Reverse(**other)));
        if let Some(other) = most {
            let count = shared[*other];
            let better = nearest[*other].is_none_or(|(held, _)| held < count);
            if count >= SHARED && better {
                nearest[*other] = Some((count, index));
            }
        }
        met.iter().for_each(|other| shared[*other] = 0);
    }
    let nearest = nearest.into_iter().enumerate();
    let mut pairs: Vec<(usize, usize)> = nearest
        .filter_map(|(other, found)| Some((found?.1, other)))
        .collect();
    pairs.sort_unstable();
    let others: Vec<usize> = pairs.iter().map(|(_, other)| *other).collect();
    let kept = longest_rising(&others);
    pairs.retain(|(_, other)| kept.contains(other));
    pairs
}

/// Some of the runs of three characters of a paragraph, the same of a paragraph that was edited a little: those whose
/// scattered numbers are the smallest.
fn marks(text: &str) -> Vec<u64> {
    let mut last = [0_u64; 2];
    let mut found: Vec<u64> = text
        .chars()
        .map(|c| {
            let run = (last[0] << 42) | (last[1] << 21) | u64::from(c as u32);
            last = [last[1], u64::from(c as u32)];
            let scattered = run.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            (scattered ^ (scattered >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
        })
        .collect();
    if found.len() > MARKS {
        found.select_nth_unstable(MARKS);
        found.truncate(MARKS);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::pairs;

    /// A paragraph of its own, told by its number.
    fn paragraph(number: usize) -> String {
        let signs = "科技政策宣讲专家企业培训调查报告推广服务基层行动方案";
        let signs: Vec<char> = signs.chars().collect();
        let mut state = number as u64 + 1;
        let mut next = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            signs[(state >> 33) as usize % signs.len()]
        };
        (0..120).map(|_| next()).collect()
    }

    #[test]
    fn many_paragraphs_find_those_they_were_though_all_shifted() {
        let old: Vec<String> = (0..300).map(paragraph).collect();
        let mut new: Vec<String> = old.iter().map(|text| format!("新{text}改")).collect();
        let last = new.pop().expect("a paragraph");
        new.insert(0, last);
        let old: Vec<&str> = old.iter().map(String::as_str).collect();
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        let wanted: Vec<(usize, usize)> = (0..299).map(|index| (index, index + 1)).collect();
        assert_eq!(pairs(&old, &new), wanted);
    }

    #[test]
    fn what_lies_between_those_that_are_found_is_weighed() {
        let old: Vec<String> = (0..100).map(paragraph).collect();
        let mut new = old.clone();
        new[50] = "企业".repeat(9) + "完全";
        new.insert(50, "zzz".to_owned());
        let mut old = old;
        old[50] = "业企".repeat(8);
        let old: Vec<&str> = old.iter().map(String::as_str).collect();
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        let found = pairs(&old, &new);
        assert_eq!((found.len(), found[50]), (100, (50, 51)));
    }
}
