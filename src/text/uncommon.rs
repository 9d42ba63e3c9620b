//! The few characters of a Chinese text that are not the common ones. Whole texts are looked through with every key for what
//! hides in them, for what looks like something else, for white space; hardly any character needs a second look.
//!
//! Invariant: every character that is not common comes, in its order. Common are printable ASCII, U+4000 to U+EFFF and the
//! full-width signs, U+FF00 to U+FF7F: none of them is white space but the space, and none is hidden.

/// The characters of a text that are not common. The others are stepped over by their first bytes.
pub fn uncommon(text: &str) -> impl Iterator<Item = char> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let length = match *bytes.get(at)? {
                b' '..=b'~' => 1,
                0xe4..=0xee => 3,
                0xef if matches!(bytes.get(at + 1), Some(0xbc | 0xbd)) => 3,
                _ => {
                    let found = text.get(at..)?.chars().next()?;
                    at += found.len_utf8();
                    return Some(found);
                }
            };
            at += length;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::visible::is_hidden;

    #[test]
    fn every_character_comes_but_the_common_ones() {
        let all: String = ('\0'..=char::MAX).collect();
        let is_common =
            |c: char| matches!(c, ' '..='~' | '\u{4000}'..='\u{efff}' | '\u{ff00}'..='\u{ff7f}');
        let others: String = all.chars().filter(|c| !is_common(*c)).collect();
        assert!(uncommon(&all).eq(others.chars()));
        let matters =
            |c: &char| is_hidden(*c) || c.is_control() || (*c != ' ' && c.is_whitespace());
        let (wanted, found) = (all.chars().filter(matters), uncommon(&all).filter(matters));
        assert!(wanted.eq(found));
    }
}
