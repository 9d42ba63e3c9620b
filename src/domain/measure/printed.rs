//! Printed text as characters: what the readers of annexes walk over.
//!
//! Invariant: the plain twin has exactly one character for each printed one, so an offset means the same in both.
//! Absent: any meaning. Words are compared in plain form and always cut out of the print.

use std::ops::Range;

/// The longest brackets, marks included; longer ones are taken for unbalanced, which keeps the work bounded.
const BRACKET_MAX: usize = 400;

/// A text with the plain twin that words are looked up in (full-width forms folded to ASCII).
pub(crate) struct Printed {
    chars: Vec<char>,
    plain: Vec<char>,
    names: Vec<bool>,
}

impl Printed {
    /// The text, character by character.
    pub(crate) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let plain: Vec<char> = chars.iter().copied().map(plain).collect();
        let names = names(&plain);
        Self {
            chars,
            plain,
            names,
        }
    }

    /// How many characters it has.
    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The plain form of the character at `at`.
    pub(crate) fn at(&self, at: usize) -> Option<char> {
        self.plain.get(at).copied()
    }

    /// The plain form of the character before `at`.
    pub(crate) fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|at| self.at(at))
    }

    /// The printed words of a range; what lies outside the text is left out.
    pub(crate) fn cut(&self, range: Range<usize>) -> String {
        self.chars.get(range).unwrap_or(&[]).iter().collect()
    }

    /// Whether `word` stands at `at`.
    pub(crate) fn has(&self, at: usize, word: &str) -> bool {
        let mut at = at;
        word.chars().all(|c| {
            at += 1;
            self.at(at - 1) == Some(c)
        })
    }

    /// Whether `word` ends at `end`.
    pub(crate) fn has_before(&self, end: usize, word: &str) -> bool {
        let start = end.checked_sub(word.chars().count());
        start.is_some_and(|start| self.has(start, word))
    }

    /// The end of the longest of `words` that stands at `at`.
    pub(crate) fn longest(&self, at: usize, words: &[&str]) -> Option<usize> {
        let found = words.iter().filter(|word| self.has(at, word));
        found.map(|word| at + word.chars().count()).max()
    }

    /// The start of the longest of `words` that ends at `end`.
    pub(crate) fn longest_before(&self, end: usize, words: &[&str]) -> Option<usize> {
        let found = words.iter().filter(|word| self.has_before(end, word));
        found.map(|word| end - word.chars().count()).min()
    }

    /// The first place at or after `at` that is no space (a line break is no space).
    pub(crate) fn skip_space(&self, at: usize) -> usize {
        let mut at = at;
        while self.at(at).is_some_and(is_space) {
            at += 1;
        }
        at
    }

    /// The end of the last thing before `at` that is no space.
    pub(crate) fn back_space(&self, at: usize) -> usize {
        let mut at = at;
        while self.before(at).is_some_and(is_space) {
            at -= 1;
        }
        at
    }

    /// `range` without the characters at its ends for which `strip` holds.
    pub(crate) fn trim(&self, range: Range<usize>, strip: impl Fn(char) -> bool) -> Range<usize> {
        let Range { mut start, mut end } = range;
        while start < end && self.at(start).is_some_and(&strip) {
            start += 1;
        }
        while start < end && self.before(end).is_some_and(&strip) {
            end -= 1;
        }
        start..end
    }

    /// The first place of `range` where `word` stands.
    pub(crate) fn find(&self, range: Range<usize>, word: &str) -> Option<usize> {
        let last = range.end.checked_sub(word.chars().count())?;
        (range.start..=last).find(|&at| self.has(at, word))
    }

    /// The last place of `range` where `word` stands.
    pub(crate) fn rfind(&self, range: Range<usize>, word: &str) -> Option<usize> {
        let last = range.end.checked_sub(word.chars().count())?;
        (range.start..=last).rev().find(|&at| self.has(at, word))
    }

    /// The place of the bracket that closes the one at `open`, not farther than `limit`.
    pub(crate) fn closing(&self, open: usize, limit: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for at in open..limit.min(self.len()).min(open + BRACKET_MAX) {
            match self.at(at) {
                Some('(') => depth += 1,
                Some(')') => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }

    /// The place of the bracket that opens the one just before `end`, not before `limit`.
    pub(crate) fn opening(&self, end: usize, limit: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for at in (limit.max(end.saturating_sub(BRACKET_MAX))..end).rev() {
            match self.at(at) {
                Some(')') => depth += 1,
                Some('(') => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }

    /// Whether the character at `at` lies in a name: in title marks, or in short quotation marks.
    pub(crate) fn in_name(&self, at: usize) -> bool {
        self.names.get(at) == Some(&true)
    }
}

/// Marks the characters of names, opening marks included.
fn names(plain: &[char]) -> Vec<bool> {
    let mut inside = vec![false; plain.len()];
    let mut at = 0;
    while at < plain.len() {
        let close = plain.get(at).copied().and_then(name_marks);
        let end = close.and_then(|(close, longest)| {
            let limit = plain.len().min(at + 2 + longest);
            (at + 1..limit).find(|&end| plain.get(end) == Some(&close))
        });
        if let Some(end) = end {
            let name = inside.iter_mut().take(end).skip(at);
            name.for_each(|name| *name = true);
            at = end;
        }
        at += 1;
    }
    inside
}

/// How a name that opens with this mark closes, and how long it can be. Longer quotations are sentences, not names.
fn name_marks(open: char) -> Option<(char, usize)> {
    match open {
        '《' => Some(('》', 80)),
        '〈' => Some(('〉', 40)),
        '“' => Some(('”', 12)),
        '‘' => Some(('’', 12)),
        '「' => Some(('」', 12)),
        '"' => Some(('"', 12)),
        '〔' => Some(('〕', 12)),
        _ => None,
    }
}

/// Whether a character is a space that padding is made of.
pub(crate) fn is_space(c: char) -> bool {
    (c.is_whitespace() && c != '\n') || matches!(c, '\u{200b}' | '\u{feff}')
}

/// Whether a clause ends at this character.
pub(crate) fn is_break(c: char) -> bool {
    matches!(
        c,
        '，' | ',' | '。' | '；' | ';' | '：' | ':' | '！' | '!' | '？' | '?' | '\n'
    )
}

fn plain(c: char) -> char {
    match c {
        // The full-width comma, semicolon and colon stay: they separate, their ASCII twins may also group digits.
        '！' | '，' | '：' | '；' | '？' => c,
        '！'..='～' => char::from_u32(c as u32 - '！' as u32 + '!' as u32).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '–' | '—' | '―' | '−' | '‐' | '‑' => '-',
        '〜' | '∼' => '~',
        '﹪' => '%',
        other => other,
    }
}
