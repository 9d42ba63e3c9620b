//! A text that is read by character: its characters, where each begins, and its sentences.
//!
//! Invariant: ranges are drawn into the text, so that no reading can fail. Absent: words; a dictionary cuts changed
//! sentences differently, and characters do not.

use std::ops::Range;
use unicode_segmentation::GraphemeCursor;

/// A text and its characters.
pub(super) struct Script<'a> {
    text: &'a str,
    /// Its characters.
    pub chars: Vec<char>,
    /// The byte where each character begins, and the text's length.
    bytes: Vec<usize>,
}

/// The marks that end a sentence.
const ENDERS: [char; 8] = ['。', '！', '？', '；', '\n', '!', '?', ';'];
/// The marks that end a clause.
const PAUSES: [char; 5] = ['，', '、', '：', ',', ':'];

impl<'a> Script<'a> {
    /// Reads a text.
    pub fn new(text: &'a str) -> Self {
        let (mut bytes, chars): (Vec<usize>, Vec<char>) = text.char_indices().unzip();
        bytes.push(text.len());
        Self { text, chars, bytes }
    }

    /// Its length in characters.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// The words of a range.
    pub fn text(&self, range: Range<usize>) -> &'a str {
        let byte = |at: usize| self.bytes.get(at).copied().unwrap_or(self.text.len());
        let (from, to) = (byte(range.start), byte(range.end));
        self.text.get(from..to.max(from)).unwrap_or("")
    }

    /// The characters of a range.
    pub fn slice(&self, range: Range<usize>) -> &[char] {
        let end = range.end.min(self.chars.len());
        self.chars.get(range.start.min(end)..end).unwrap_or(&[])
    }

    /// The smallest range of whole grapheme clusters around a range of characters.
    pub fn snapped(&self, range: &Range<usize>) -> Range<usize> {
        let end = range.end.min(self.len());
        let start = range.start.min(end);
        if start == end {
            return start..start;
        }
        let from = (0..=start).rev().find(|at| self.is_border(*at));
        let to = (end..=self.len()).find(|at| self.is_border(*at));
        from.unwrap_or(start)..to.unwrap_or(end)
    }

    /// Whether no grapheme cluster reaches over a place.
    fn is_border(&self, at: usize) -> bool {
        let byte = self.bytes.get(at).copied().unwrap_or(self.text.len());
        let mut cursor = GraphemeCursor::new(byte, self.text.len(), true);
        cursor.is_boundary(self.text, 0).unwrap_or(true)
    }

    /// Whether a sentence, or the line break behind one, begins at a place.
    pub fn begins_sentence(&self, at: usize) -> bool {
        let last = at.checked_sub(1).and_then(|last| self.chars.get(last));
        let ended = last.is_none_or(|c| ENDERS.contains(c));
        ended || self.chars.get(at).is_none_or(|c| *c == '\n')
    }

    /// Whether a clause begins at a place.
    pub fn begins_clause(&self, at: usize) -> bool {
        let last = at.checked_sub(1).and_then(|last| self.chars.get(last));
        last.is_some_and(|c| PAUSES.contains(c))
    }

    /// The last character before a place that ends no sentence.
    pub fn word_before(&self, at: usize) -> Option<usize> {
        let before = self.chars.get(..at)?;
        before.iter().rposition(|c| !ENDERS.contains(c))
    }

    /// The first character from a place on that ends no sentence.
    pub fn word_after(&self, at: usize) -> Option<usize> {
        let after = self.chars.get(at..)?;
        let first = after.iter().position(|c| !ENDERS.contains(c))?;
        Some(at + first)
    }

    /// The sentences of a range, each with the mark that ends it.
    pub fn sentences(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let end = range.end.min(self.len());
        let mut found = Vec::new();
        let mut from = range.start;
        for at in range.start..end {
            if self.begins_sentence(at + 1) || at + 1 == end {
                found.push(from..at + 1);
                from = at + 1;
            }
        }
        found
    }

    /// The sentences that a range touches, as one range.
    pub fn around(&self, range: &Range<usize>) -> Range<usize> {
        let end = range.end.min(self.len());
        let mut from = range.start.min(end);
        while from > 0 && !self.begins_sentence(from) {
            from -= 1;
        }
        let mut to = end.max(from);
        while to < self.len() && (to == from || !self.begins_sentence(to)) {
            to += 1;
        }
        from..to
    }
}

/// How many characters agree going back from two places.
pub(super) fn agree_before(a: &[char], b: &[char]) -> usize {
    let pairs = a.iter().rev().zip(b.iter().rev());
    pairs.take_while(|(a, b)| a == b).count()
}

/// How many characters agree going on from two places.
pub(super) fn agree_after(a: &[char], b: &[char]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}
