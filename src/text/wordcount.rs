//! Counting characters as Chinese forms count 字数.

/// Characters of a text, white space not counted.
#[must_use]
pub fn count_chars(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
