//! Finding in lists: by the words themselves, by pinyin, by pinyin initials, and by any mixture of these.
//!
//! Invariants: every word of the query must be found; the empty query finds everything; work is bounded by the length
//! of the text times that of the query. Readings come from the `pinyin` package, all of them (行: xíng, háng).

use pinyin::{ToPinyin, ToPinyinMulti};
use std::ops::Range;

/// What a query found in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Match {
    /// The parts of the text that matched, in bytes, in order and apart.
    pub ranges: Vec<Range<usize>>,
}

/// Finds a query in a text; `None` when one of its words is not there.
#[must_use]
pub fn find(query: &str, text: &str) -> Option<Match> {
    if query.trim().is_empty() {
        return Some(Match { ranges: Vec::new() });
    }
    let units: Vec<Unit> = text
        .char_indices()
        .map(|(byte, c)| Unit::new(byte, c))
        .collect();
    let mut ranges = Vec::new();
    for word in query.split_whitespace() {
        let word: Vec<char> = word.chars().flat_map(plain).collect();
        ranges.push(find_word(&word, &units)?);
    }
    ranges.sort_by_key(|range: &Range<usize>| range.start);
    ranges.dedup();
    Some(Match { ranges })
}

/// A character of the text with all the ways to type it.
struct Unit {
    from: usize,
    to: usize,
    typed: Vec<Vec<char>>,
}

impl Unit {
    fn new(byte: usize, c: char) -> Self {
        let mut typed: Vec<Vec<char>> = vec![plain(c).collect()];
        if let Some(readings) = c.to_pinyin_multi() {
            typed.extend(
                readings
                    .into_iter()
                    .map(|reading| reading.plain().replace('ü', "v").chars().collect()),
            );
        } else if let Some(reading) = c.to_pinyin() {
            typed.push(reading.plain().replace('ü', "v").chars().collect());
        }
        Self {
            from: byte,
            to: byte + c.len_utf8(),
            typed,
        }
    }
}

/// The first place where a word is found. Spaces and marks in the text need not be typed.
fn find_word(word: &[char], units: &[Unit]) -> Option<Range<usize>> {
    (0..units.len()).find_map(|start| {
        // `reached[i]`: how much of the word can be typed by the characters from `start` on.
        let mut reached = vec![0];
        for (index, unit) in units.iter().enumerate().skip(start) {
            let mut next: Vec<usize> = Vec::new();
            for typed in reached.iter().flat_map(|done| steps(unit, word, *done)) {
                if typed == word.len() {
                    return Some(units[start].from..units[index].to);
                }
                if !next.contains(&typed) {
                    next.push(typed);
                }
            }
            if next.is_empty() {
                return None;
            }
            reached = next;
        }
        None
    })
}

/// How far into the word one character leads: itself, its reading, or any beginning of its reading.
fn steps(unit: &Unit, word: &[char], done: usize) -> Vec<usize> {
    let rest = &word[done..];
    let mut ends = Vec::new();
    for (index, typed) in unit.typed.iter().enumerate() {
        let same = typed.iter().zip(rest).take_while(|(a, b)| a == b).count();
        let whole = same == typed.len();
        // A reading may be cut short (`k`, `ke`), the character itself not.
        let least = if index > 0 {
            1
        } else if whole {
            same
        } else {
            usize::MAX
        };
        let ways = least..=same;
        ends.extend(ways.map(|taken| done + taken));
    }
    let skips = done > 0 && !unit.typed[0].iter().any(|c| c.is_alphanumeric());
    if skips {
        ends.push(done);
    }
    ends
}

/// Lower case, and full-width forms as the ordinary ones.
fn plain(c: char) -> impl Iterator<Item = char> {
    let folded = match c as u32 {
        code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(c),
        _ => c,
    };
    folded.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::find;

    fn check(query: &str, text: &str, wanted: Option<&str>) {
        let found = find(query, text).map(|found| {
            found
                .ranges
                .iter()
                .map(|r| &text[r.clone()])
                .collect::<String>()
        });
        assert_eq!(found.as_deref(), wanted, "{query} in {text}");
    }

    #[test]
    fn words_pinyin_initials_and_mixtures_are_found() {
        let name = "2022年科技政策宣讲和解读";
        check("kjzc", name, Some("科技政策"));
        check("kejizhengce", name, Some("科技政策"));
        check("keji政策", name, Some("科技政策"));
        check("政策", name, Some("政策"));
        check("zc xj", name, Some("政策宣讲"));
        check("kjsl", "助力科技经济融合发展科技沙龙活动", Some("科技沙龙"));
        check("KCZG001", "2022kczg００１", Some("kczg００１"));
        check("hangye", "行业", Some("行业"));
        check("djdkp", "学会“党建带科普”活动", Some("党建带科普"));
        check("qrsl", "科技沙龙", None);
        check("", "任何", Some(""));
    }

    #[test]
    fn hostile_queries_end() {
        let text = "行".repeat(2_000);
        assert!(find(&"xhxh".repeat(50), &text).is_none() || !text.is_empty());
        assert!(find("\u{0}\u{301}", "科技").is_none());
    }
}
