//! Stand-in.
/// x
#[must_use]
pub fn count_chars(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
