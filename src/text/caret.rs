//! Where a cursor goes in a text: by character, word, row and line.
//!
//! Invariants: a cursor stands between grapheme clusters; a cursor at a soft row's end stands at the start of the next
//! row; after an exactly full last row it stands on a row of its own. Absent: selection and editing.

use crate::text::width::{Ambiguous, grapheme_width, width};
use crate::text::words::words;
use crate::text::wrap::Row;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The border before this one.
#[must_use]
pub fn left(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at.min(text.len()), text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The border after this one.
#[must_use]
pub fn right(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at.min(text.len()), text.len(), true);
    cursor
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

/// The start of the word before the cursor; marks and spaces on the way are passed over.
#[must_use]
pub fn word_left(text: &str, at: usize) -> usize {
    let (from, line) = paragraph(text, at);
    let before = words(line)
        .into_iter()
        .rev()
        .filter(|word| from + word.start < at);
    let start = before
        .into_iter()
        .find(|word| is_word(&line[word.clone()]))
        .map(|word| from + word.start);
    start.unwrap_or_else(|| if at > from { from } else { left(text, at) })
}

/// The end of the word after the cursor; marks and spaces on the way are passed over.
#[must_use]
pub fn word_right(text: &str, at: usize) -> usize {
    let (from, line) = paragraph(text, at);
    let end = from + line.len();
    let after = words(line).into_iter().filter(|word| from + word.end > at);
    let found = after
        .into_iter()
        .find(|word| is_word(&line[word.clone()]))
        .map(|word| from + word.end);
    found.unwrap_or_else(|| if at < end { end } else { right(text, at) })
}

/// The start of the row; from there, the start of the paragraph.
#[must_use]
pub fn home(text: &str, rows: &[Row], at: usize) -> usize {
    let start = rows.get(row_of(rows, at)).map_or(0, |row| row.start);
    if start < at {
        start
    } else {
        paragraph(text, at).0
    }
}

/// The end of the row; from there, the end of the paragraph. A soft row's end is before its last character, for after
/// it one would be on the next row.
#[must_use]
pub fn end(text: &str, rows: &[Row], at: usize) -> usize {
    let Some(row) = rows.get(row_of(rows, at)) else {
        return text.len();
    };
    let last = if row.hard {
        row.end
    } else {
        left(text, row.end).max(row.start)
    };
    if last > at {
        last
    } else {
        paragraph(text, at).0 + paragraph(text, at).1.len()
    }
}

/// The row and column of the cursor.
#[must_use]
pub fn locate(text: &str, rows: &[Row], at: usize, ambiguous: Ambiguous) -> (usize, usize) {
    let index = row_of(rows, at);
    let Some(row) = rows.get(index) else {
        return (0, 0);
    };
    let before = text
        .get(row.start..at.clamp(row.start, row.end))
        .unwrap_or("");
    (index, width(before, ambiguous))
}

/// The border nearest to a column of a row, never inside a wide character and never past the row.
#[must_use]
pub fn byte_at(text: &str, rows: &[Row], row: usize, column: usize, ambiguous: Ambiguous) -> usize {
    let Some(row) = rows.get(row) else {
        return text.len();
    };
    let last = if row.hard {
        row.end
    } else {
        left(text, row.end).max(row.start)
    };
    let mut used = 0;
    for (byte, grapheme) in text[row.start..row.end].grapheme_indices(true) {
        let next = used + grapheme_width(grapheme, ambiguous);
        if next > column {
            return (row.start + byte).min(last);
        }
        used = next;
    }
    last
}

/// The row that a cursor stands on: of two that share a border, the later.
fn row_of(rows: &[Row], at: usize) -> usize {
    rows.partition_point(|row| row.start <= at)
        .saturating_sub(1)
}

/// The paragraph around a place: where it begins, and its text.
fn paragraph(text: &str, at: usize) -> (usize, &str) {
    let at = at.min(text.len());
    let from = text[..at].rfind('\n').map_or(0, |byte| byte + 1);
    let to = text[at..].find('\n').map_or(text.len(), |byte| at + byte);
    (from, &text[from..to])
}

fn is_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::wrap::wrap;
    use proptest::prelude::*;

    #[test]
    fn characters_are_what_people_see() {
        for text in ["👩‍🔬", "葛\u{e0100}", "e\u{301}", "🇨🇳"] {
            assert_eq!(right(text, 0), text.len(), "{text}");
            assert_eq!(left(text, text.len()), 0, "{text}");
        }
    }

    #[test]
    fn words_are_gone_by_one_at_a_time() {
        let text = "科技政策，宣讲";
        assert_eq!(&text[..word_right(text, 0)], "科技");
        let comma = text.find('，').expect("a comma");
        assert_eq!(word_right(text, comma), text.len());
        assert_eq!(&text[word_left(text, text.len())..], "宣讲");
    }

    proptest! {
        #[test]
        fn every_border_is_found_again_where_it_is_drawn(text in "[科技，a\u{301}👩‍🔬 \n]{0,40}", columns in 2usize..12) {
            let rows = wrap(&text, columns, Ambiguous::Narrow);
            let borders = text.grapheme_indices(true).map(|(byte, _)| byte).chain([text.len()]);
            for at in borders {
                let (row, column) = locate(&text, &rows, at, Ambiguous::Narrow);
                let found = byte_at(&text, &rows, row, column, Ambiguous::Narrow);
                let (again, there) = locate(&text, &rows, found, Ambiguous::Narrow);
                prop_assert!((again, there) == (row, column) || !rows[row].hard);
                prop_assert!(home(&text, &rows, at) <= at && end(&text, &rows, at) >= at);
                prop_assert!(word_left(&text, at) <= at && word_right(&text, at) >= at);
            }
        }

        #[test]
        fn left_takes_back_what_right_did(text in "\\PC{0,30}") {
            let mut at = 0;
            while at < text.len() {
                let next = right(&text, at);
                prop_assert!(next > at && left(&text, next) == at);
                at = next;
            }
        }
    }
}
