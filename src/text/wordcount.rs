//! Counting characters as Chinese forms count 字数.

use crate::text::uncommon::uncommon;

/// Characters of a text, white space not counted.
#[must_use]
pub fn count_chars(text: &str) -> usize {
    let spaces = text.bytes().filter(|byte| *byte == b' ').count();
    let others = uncommon(text).filter(|c| c.is_whitespace()).count();
    text.chars().count() - spaces - others
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_white_space_there_is_and_nothing_else_is_left_out() {
        let all: String = ('\0'..=char::MAX).collect();
        let counted = all.chars().filter(|c| !c.is_whitespace()).count();
        assert_eq!(count_chars(&all), counted);
        assert_eq!(count_chars("科 技\u{3000}政\n策\t"), 4);
    }
}
