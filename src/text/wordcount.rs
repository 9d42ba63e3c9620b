//! Counting characters as Chinese forms count 字数.

/// Characters of a text, white space not counted. Told by the bytes: with every key whole texts are counted.
#[must_use]
pub fn count_chars(text: &str) -> usize {
    let bytes = text.as_bytes();
    let spaces = bytes.iter().filter(|byte| is_space(**byte)).count();
    let pairs = bytes.windows(2).filter(|pair| is_wide_space(pair)).count();
    let triples = bytes.windows(3).filter(|three| is_wide_space(three));
    text.chars().count() - spaces - pairs - triples.count()
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

/// Whether these are the bytes of a white space that is not ASCII.
fn is_wide_space(bytes: &[u8]) -> bool {
    match *bytes {
        [0xc2, last] => matches!(last, 0x85 | 0xa0),
        [0xe1, 0x9a, last] => last == 0x80,
        [0xe2, 0x80, last] => matches!(last, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf),
        [0xe2, 0x81, last] => last == 0x9f,
        [0xe3, 0x80, last] => last == 0x80,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_white_space_there_is_and_nothing_else_is_left_out() {
        for c in '\0'..=char::MAX {
            let text = format!("科{c}技");
            let counted = if c.is_whitespace() { 2 } else { 3 };
            assert_eq!(count_chars(&text), counted, "U+{:04X}", c as u32);
        }
    }
}
