//! Breaking text into rows by columns, with the rules of Chinese typesetting.
//!
//! Invariants: rows tile the text (less the line breaks); no row is wider than the columns given (spaces may hang);
//! no row begins with ，。；：）》 or ends with （《 unless nothing else is possible; numbers and words stay whole.
//! The break opportunities are those of UAX #14, strict, from ICU's data.

use crate::text::width::{Ambiguous, grapheme_width};
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use std::collections::HashMap;
use std::sync::OnceLock;
use unicode_segmentation::UnicodeSegmentation;

/// A row on the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Row {
    /// The first byte.
    pub start: usize,
    /// After the last byte; a line break is not part of the row.
    pub end: usize,
    /// Whether the row ends a paragraph.
    pub hard: bool,
    /// Columns it takes, hanging spaces not counted.
    pub width: usize,
}

/// Breaks a text into rows of at most `columns` columns (at least 2). An empty text has one empty row.
#[must_use]
pub fn wrap(text: &str, columns: usize, ambiguous: Ambiguous) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, start, columns.max(2), ambiguous, &mut rows);
        start += paragraph.len() + 1;
    }
    rows
}

/// Rows of paragraphs that were broken before, so that only what changed is broken again.
///
/// What was not asked for since the last [`Wraps::begin`] but one is forgotten.
#[derive(Clone, Debug, Default)]
pub struct Wraps {
    before: Pages,
    now: Pages,
}

/// The paragraphs of a page, for each width that is in use.
type Pages = HashMap<(usize, Ambiguous), Known>;

impl Wraps {
    /// Begins a page.
    pub fn begin(&mut self) {
        self.before = std::mem::take(&mut self.now);
    }

    /// The same as [`wrap`].
    pub fn wrap(&mut self, text: &str, columns: usize, ambiguous: Ambiguous) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut start = 0;
        for paragraph in text.split('\n') {
            if paragraph.len() <= columns {
                wrap_paragraph(paragraph, start, columns.max(2), ambiguous, &mut rows);
            } else {
                let known = self.known(paragraph, columns.max(2), ambiguous);
                rows.extend(known.iter().map(|row| Row {
                    start: row.start + start,
                    end: row.end + start,
                    ..*row
                }));
            }
            start += paragraph.len() + 1;
        }
        rows
    }

    fn known(&mut self, paragraph: &str, columns: usize, ambiguous: Ambiguous) -> &[Row] {
        let key = (columns, ambiguous);
        let before = self.before.entry(key).or_default();
        let there = before.take(paragraph).unwrap_or_else(|| Paragraph {
            text: paragraph.to_owned(),
            rows: before.edited(paragraph, columns, ambiguous),
        });
        let now = &mut self.now.entry(key).or_default().paragraphs;
        now.push(there);
        now.last().map_or(&[], |last| &last.rows)
    }
}

/// A paragraph that was broken into rows.
#[derive(Clone, Debug, Default)]
struct Paragraph {
    text: String,
    rows: Vec<Row>,
}

/// The paragraphs of a page in their order, which the next page asks for in nearly the same.
#[derive(Clone, Debug, Default)]
struct Known {
    paragraphs: Vec<Paragraph>,
    /// The first that was not asked for again yet.
    next: usize,
}

impl Known {
    /// Takes a paragraph that is the same, where the last one was found or a little further down.
    fn take(&mut self, text: &str) -> Option<Paragraph> {
        let mut near = self.paragraphs.iter().skip(self.next).take(NEAR);
        self.next += near.position(|known| known.text == text)? + 1;
        Some(std::mem::take(&mut self.paragraphs[self.next - 1]))
    }

    /// Breaks a paragraph that is not the same any more. What its rows were before an edit further down, they stay.
    fn edited(&self, text: &str, columns: usize, ambiguous: Ambiguous) -> Vec<Row> {
        let before = self.paragraphs.get(self.next);
        let kept = before.and_then(|before| {
            let pairs = before.text.bytes().zip(text.bytes());
            let same = pairs.take_while(|(old, new)| old == new).count();
            let is_border = |row: &Row| row.start > 0 && ideographs_meet(text, row.start, same);
            Some(&before.rows[..before.rows.iter().rposition(is_border)?])
        });
        let Some(kept) = kept else {
            let mut rows = Vec::new();
            wrap_paragraph(text, 0, columns, ambiguous, &mut rows);
            return rows;
        };
        let mut rows = kept.to_vec();
        let from = kept.last().map_or(0, |last| last.end);
        fill_rows(&text[from..], from, columns, ambiguous, &mut rows);
        rows
    }
}

/// How far down an edited page a paragraph is looked for.
const NEAR: usize = 64;

/// Whether one common ideograph stands before a byte and two behind it, all within the first `same` bytes. Between such a
/// text may be broken whatever stands further away, and where that is does not matter to what comes.
fn ideographs_meet(text: &str, at: usize, same: usize) -> bool {
    let is_ideograph = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    let before = text.get(..at).unwrap_or_default().chars().next_back();
    let mut behind = text.get(at..same).unwrap_or_default().chars();
    [before, behind.next(), behind.next()]
        .into_iter()
        .all(|c| c.is_some_and(is_ideograph))
}

/// A text in pieces between which a line may end.
pub fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    let ends = segmenter().segment_str(text).filter(|end| *end > 0);
    ends.map(move |to| &text[std::mem::replace(&mut from, to)..to])
}

/// Breaks one paragraph, which begins at byte `offset` of its text.
fn wrap_paragraph(
    text: &str,
    offset: usize,
    columns: usize,
    ambiguous: Ambiguous,
    rows: &mut Vec<Row>,
) {
    // Most fields are short; a text that fits needs no break opportunities.
    let whole = crate::text::width::width(text, ambiguous);
    if whole <= columns {
        rows.push(Row {
            start: offset,
            end: offset + text.len(),
            hard: true,
            width: whole,
        });
        return;
    }
    fill_rows(text, offset, columns, ambiguous, rows);
}

/// Fills rows with a text until it is at its end.
fn fill_rows(text: &str, offset: usize, columns: usize, ambiguous: Ambiguous, rows: &mut Vec<Row>) {
    let mut row = Open {
        start: 0,
        width: 0,
        spaces: 0,
    };
    let mut from = 0;
    for piece in pieces(text) {
        let to = from + piece.len();
        let ink = piece.trim_end_matches(' ');
        let (ink_width, spaces) = (
            crate::text::width::width(ink, ambiguous),
            piece.len() - ink.len(),
        );
        if row.width + row.spaces + ink_width > columns {
            if row.start < from {
                rows.push(row.close(offset, from, false));
                row = Open {
                    start: from,
                    width: 0,
                    spaces: 0,
                };
            }
            if ink_width > columns {
                break_apart(
                    text,
                    from,
                    from + ink.len(),
                    offset,
                    columns,
                    ambiguous,
                    rows,
                    &mut row,
                );
                row.spaces = spaces;
                from = to;
                continue;
            }
        }
        row.width += row.spaces + ink_width;
        row.spaces = spaces;
        from = to;
    }
    rows.push(row.close(offset, text.len(), true));
}

/// A row that is being filled.
struct Open {
    start: usize,
    width: usize,
    spaces: usize,
}

impl Open {
    fn close(&self, offset: usize, end: usize, hard: bool) -> Row {
        Row {
            start: offset + self.start,
            end: offset + end,
            hard,
            width: self.width,
        }
    }
}

/// Breaks what has no opportunity inside (a long word, a pile of punctuation) between characters.
#[allow(clippy::too_many_arguments)] // One loop over one state; a struct of its own would only rename it.
fn break_apart(
    text: &str,
    from: usize,
    to: usize,
    offset: usize,
    columns: usize,
    ambiguous: Ambiguous,
    rows: &mut Vec<Row>,
    row: &mut Open,
) {
    for (byte, grapheme) in text[from..to].grapheme_indices(true) {
        let next = grapheme_width(grapheme, ambiguous);
        if row.width + next > columns {
            rows.push(row.close(offset, from + byte, false));
            *row = Open {
                start: from + byte,
                width: 0,
                spaces: 0,
            };
        }
        row.width += next;
    }
}

fn segmenter() -> &'static LineSegmenterBorrowed<'static> {
    static SEGMENTER: OnceLock<LineSegmenterBorrowed<'static>> = OnceLock::new();
    SEGMENTER.get_or_init(|| {
        let mut options = LineBreakOptions::default();
        options.strictness = Some(LineBreakStrictness::Strict);
        LineSegmenter::new_for_non_complex_scripts(options)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, columns: usize, wanted: &[&str]) {
        let rows = wrap(text, columns, Ambiguous::Narrow);
        let shown: Vec<&str> = rows.iter().map(|row| &text[row.start..row.end]).collect();
        assert_eq!(shown, wanted);
    }

    #[test]
    fn no_row_begins_with_a_closing_mark_or_ends_with_an_opening_one() {
        check(
            "围绕银川市，经济社会",
            10,
            &["围绕银川", "市，经济社", "会"],
        );
        check("参加《科学素质》行动", 8, &["参加《科", "学素质》", "行动"]);
        check("宣讲（政策）活动", 6, &["宣讲", "（政", "策）活", "动"]);
    }

    #[test]
    fn numbers_and_words_stay_whole() {
        check("不少于1200家企业", 8, &["不少于", "1200家企", "业"]);
        check("use shenbao here", 8, &["use ", "shenbao ", "here"]);
    }

    #[test]
    fn what_cannot_be_broken_is_broken_all_the_same() {
        check("，，，，，，", 4, &["，，", "，，", "，，"]);
        check("abcdefgh", 3, &["abc", "def", "gh"]);
        check("", 4, &[""]);
        check("一\n\n二", 4, &["一", "", "二"]);
    }

    proptest! {
        #[test]
        fn what_is_remembered_is_what_breaking_gives(
            texts in prop::collection::vec("[科技，。（）a 1“\n]{0,60}", 1..6), columns in 2usize..20)
        {
            let mut wraps = Wraps::default();
            for text in texts.iter().chain(&texts) {
                wraps.begin();
                for columns in [columns, columns + 1] {
                    for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
                        let rows = wraps.wrap(text, columns, ambiguous);
                        prop_assert_eq!(rows, wrap(text, columns, ambiguous));
                    }
                }
            }
        }

        #[test]
        fn an_edit_anywhere_breaks_a_text_as_if_it_had_been_so_before(
            text in "[科技学政策，。（《）a 1“\u{301}👩‍🔬\n]{0,200}", columns in 2usize..20,
            edits in prop::collection::vec((0usize..200, 0usize..4, "[科技学，。（）a 1\n]{0,4}"), 1..8))
        {
            let mut chars: Vec<char> = text.chars().collect();
            let mut wraps = Wraps::default();
            for (at, removed, put) in edits {
                let at = at.min(chars.len());
                let end = (at + removed).min(chars.len());
                chars.splice(at..end, put.chars());
                let text: String = chars.iter().collect();
                wraps.begin();
                prop_assert_eq!(wraps.wrap(&text, columns, Ambiguous::Wide), wrap(&text, columns, Ambiguous::Wide));
            }
        }

        #[test]
        fn rows_tile_the_text_and_fit(text in "[科技，。（）a 1\u{301}👩‍🔬“”\n]{0,60}", columns in 2usize..20) {
            let rows = wrap(&text, columns, Ambiguous::Wide);
            let mut next = 0;
            for row in &rows {
                prop_assert!(text.is_char_boundary(row.start) && text.is_char_boundary(row.end));
                prop_assert_eq!(row.start, next);
                let shown = &text[row.start..row.end];
                prop_assert!(crate::text::width::width(shown.trim_end_matches(' '), Ambiguous::Wide) <= columns);
                next = row.end + usize::from(row.hard);
            }
            prop_assert_eq!(next, text.len() + 1);
        }
    }
}
