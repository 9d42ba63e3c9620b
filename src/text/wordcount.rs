//! Counting characters as Chinese forms count 字数.

/// Characters of a text, white space not counted.
#[must_use]
pub fn count_chars(text: &str) -> usize {
    // Most characters are told at once: printable ASCII, and the common Chinese ones.
    let plain = |c: char| matches!(c, '!'..='~' | '\u{3001}'..='\u{9fff}');
    text.chars()
        .filter(|c| plain(*c) || !c.is_whitespace())
        .count()
}
