//! How alike two stretches of words are.

use crate::domain::diff::text::{Grain, Op, compare};

/// How alike two texts are, in hundredths: the share of characters that both have in order; 100 only where they are the same.
pub(super) fn alike(a: &str, b: &str) -> u8 {
    if a == b {
        return 100;
    }
    let segments = compare(a, b, Grain::Chars);
    let chars = |text: &str| text.chars().count();
    let both = segments.iter().filter(|segment| segment.op == Op::Equal);
    let both: usize = both.map(|segment| chars(&segment.text)).sum();
    let share = (both * 200)
        .checked_div(chars(a) + chars(b))
        .unwrap_or(0)
        .min(99);
    u8::try_from(share).unwrap_or(99)
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn only_the_same_words_are_wholly_alike() {
        for (a, b, wanted) in [
            ("三名专家", "三名专家", 100),
            ("三名专家", "五名专家", 75),
            ("三名", "完全不同", 0),
            ("", "三", 0),
        ] {
            assert_eq!(alike(a, b), wanted, "{a} {b}");
        }
        assert_eq!(alike(&"字".repeat(1_000), &"字".repeat(1_001)), 99);
    }
}
