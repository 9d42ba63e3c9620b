//! Hostile text made harmless and seen.
//!
//! Invariant: what comes out holds no control character, no bidirectional control and nothing invisible that could
//! make two texts look alike; each is shown as a sign (`␛`, `<U+202E>`). Everything else is left as it is.

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
    if !text
        .chars()
        .any(|c| !is_plain(c) && (c.is_control() || is_hidden(c)))
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(shown(text, |c| match c {
        '\n' => Some("⏎"),
        '\t' => Some("  "),
        _ => None,
    }))
}

/// Harmless text that keeps its line breaks; tabs become two spaces.
#[must_use]
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    if !text
        .chars()
        .any(|c| !is_plain(c) && ((c.is_control() && c != '\n') || is_hidden(c)))
    {
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
    let mut before = None;
    for (offset, character) in text.chars().enumerate() {
        if is_plain(character) {
            before = Some(character);
            continue;
        }
        let control = character.is_control() && !matches!(character, '\n' | '\t' | '\r');
        if (control || is_hidden(character)) && !joins_emoji(before, character) {
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
        } else if c.is_control() || (is_hidden(c) && !joins_emoji(before, c)) {
            out.push_str(&format!("<U+{:04X}>", c as u32));
        } else {
            out.push(c);
        }
        before = Some(c);
    }
    out
}

/// A zero-width joiner after an emoji, or a variation selector that only chooses how one is drawn, does no harm.
fn joins_emoji(before: Option<char>, c: char) -> bool {
    c == '\u{200d}'
        && before.is_some_and(|b| matches!(b as u32, 0x1f000..=0x1faff | 0x2600..=0x27bf | 0xfe0f))
}

/// What nearly every character of a text is, told at once: printable ASCII and the common Chinese ones.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{3001}'..='\u{3163}' | '\u{3165}'..='\u{9fff}')
}

/// Whether a character cannot be seen, or turns the reading order.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    matches!(c as u32,
        0x00ad | 0x034f | 0x061c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f
        | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfeff | 0xffa0
        | 0xfff0..=0xfffb | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe00ff | 0xe01f0..=0xe0fff)
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
}
