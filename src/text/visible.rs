//! Hostile text made harmless and seen.
//!
//! Invariant: what comes out holds no control character, no bidirectional control and nothing invisible that could
//! make two texts look alike; each is shown as a sign (`␛`, `<U+202E>`). Everything else is left as it is.

use crate::text::uncommon::uncommon;
use std::borrow::Cow;

/// A character that cannot be seen, or that turns the reading order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hidden {
    /// Where it stands, in characters.
    pub offset: usize,
    /// The character.
    pub character: char,
}

/// One line of harmless text: line breaks become `⏎`, tabs two spaces.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !uncommon(text).any(|c| c.is_control() || is_hidden(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(shown(text, |c| match c {
        '\n' => Some("⏎"),
        '\t' => Some("  "),
        _ => None,
    }))
}

/// A text without what cannot be seen; other signs for a line break than `\n` become that.
#[must_use]
pub fn cleaned(text: &str) -> String {
    let unified = text.replace("\r\n", "\n");
    let places = hidden(&unified);
    let mut places = places.iter().map(|hidden| hidden.offset).peekable();
    let kept = unified.chars().enumerate().filter_map(|(offset, c)| {
        if places.next_if_eq(&offset).is_none() {
            return Some(c);
        }
        matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}').then_some('\n')
    });
    kept.collect()
}

/// Harmless text that keeps its line breaks; tabs become two spaces.
#[must_use]
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    if !uncommon(text).any(|c| (c.is_control() && c != '\n') || is_hidden(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(shown(text, |c| match c {
        '\n' => Some("\n"),
        '\t' => Some("  "),
        _ => None,
    }))
}

/// Every character of a text that cannot be seen or that turns the reading order, with its place. Line breaks, tabs
/// and the joiners inside emoji are none.
#[must_use]
pub fn hidden(text: &str) -> Vec<Hidden> {
    let mut found = Vec::new();
    if !uncommon(text).any(hides) {
        return found;
    }
    let mut before = None;
    for (offset, character) in text.chars().enumerate() {
        if hides(character) && !is_of_emoji(before, character) {
            found.push(Hidden { offset, character });
        }
        before = Some(character);
    }
    found
}

fn shown(text: &str, kept: impl Fn(char) -> Option<&'static str>) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = None;
    for c in text.chars() {
        if let Some(sign) = kept(c) {
            out.push_str(sign);
        } else if c.is_ascii_control() {
            // U+2400 and on are the control pictures, in the order of the controls.
            let picture = if c == '\u{7f}' {
                0x2421
            } else {
                0x2400 + c as u32
            };
            out.push(char::from_u32(picture).unwrap_or('\u{fffd}'));
        } else if c.is_control() || (is_hidden(c) && !is_of_emoji(before, c)) {
            out.push_str(&format!("<U+{:04X}>", c as u32));
        } else {
            out.push(c);
        }
        before = Some(c);
    }
    out
}

/// Whether a character that is not seen belongs to an emoji: what joins two, or chooses how the sign before it looks.
fn is_of_emoji(before: Option<char>, c: char) -> bool {
    let Some(before) = before.map(|before| before as u32) else {
        return false;
    };
    match c {
        '\u{200d}' => matches!(before, 0x1f000..=0x1faff | 0x2600..=0x27bf | 0xfe0f),
        '\u{fe0e}' | '\u{fe0f}' => matches!(before,
            0x23 | 0x2a | 0x30..=0x39 | 0xa9 | 0xae | 0x203c | 0x2049 | 0x2122 | 0x2139 | 0x2190..=0x21ff
            | 0x2300..=0x23ff | 0x24c2 | 0x25aa..=0x27bf | 0x2934..=0x2935 | 0x2b05..=0x2b55 | 0x3030 | 0x303d
            | 0x3297 | 0x3299 | 0x1f000..=0x1faff),
        _ => false,
    }
}

/// Whether a character is found as hidden, unless it belongs to an emoji.
fn hides(c: char) -> bool {
    is_hidden(c) || (c.is_control() && !matches!(c, '\n' | '\t'))
}

/// Whether a character cannot be seen, or turns the reading order.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    matches!(c as u32,
        0x00ad | 0x034f | 0x061c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f
        | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0
        | 0xfff0..=0xfffb | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_do_harm_is_shown_as_what_it_is() {
        for (given, wanted) in [
            ("讲师费", "讲师费"),
            ("\u{1b}[31m红", "␛[31m红"),
            ("a\u{202e}b", "a<U+202E>b"),
            ("零\u{200b}宽", "零<U+200B>宽"),
            ("\u{85}", "<U+0085>"),
            ("一\n二\t三", "一⏎二  三"),
            ("👩‍🔬", "👩‍🔬"),
            ("✓\u{fe0f} 1\u{fe0f}\u{20e3}", "✓\u{fe0f} 1\u{fe0f}\u{20e3}"),
            ("讲\u{fe00}师\u{fe0f}", "讲<U+FE00>师<U+FE0F>"),
            ("\u{7f}", "␡"),
        ] {
            assert_eq!(visible(given), wanted);
            assert!(hidden(&visible(given)).is_empty(), "{given:?}");
        }
        assert_eq!(visible_lines("一\n二\u{7}"), "一\n二␇");
    }

    #[test]
    fn hidden_characters_are_found_with_their_place() {
        assert_eq!(
            hidden("讲\u{200b}师\n"),
            vec![Hidden {
                offset: 1,
                character: '\u{200b}'
            }]
        );
        assert!(hidden("👩‍🔬 和 ❤\u{fe0f}").is_empty());
        assert_eq!(hidden("甲\u{200d}乙").len(), 1);
    }

    #[test]
    fn what_cannot_be_seen_is_taken_out_and_nothing_else() {
        for (given, wanted) in [
            ("讲\u{200b}师\u{1b}[31m费", "讲师[31m费"),
            ("一\r\n二\r三\u{2028}四", "一\n二\n三\n四"),
            ("👩‍🔬\t好", "👩‍🔬\t好"),
        ] {
            assert_eq!(cleaned(given), wanted);
            assert!(hidden(wanted).is_empty());
        }
    }
}
