//! From the bytes that a terminal sends to keys and pastes.
//!
//! Invariants: bytes may come in any pieces; what is no key is passed over and never typed; a paste is one thing however
//! long it is. Pure: time is told by [`Keys::settle`], after which nothing more is waited for.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Something that the bytes meant.
#[derive(Clone, PartialEq, Debug)]
pub enum Came {
    /// A key.
    Key(KeyEvent),
    /// A paste.
    Paste(String),
    /// The cursor is in this column of [`ASKED_ROW`], from 1.
    Column(u16),
    /// Whether the terminal shows a frame at once where it is told to.
    Synchronizes(bool),
}

/// What has begun to come and is not whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Begun {
    /// An escape: the key, or the first byte of a sequence.
    Escape,
    /// A sequence; no single key that anybody presses begins like that.
    Sequence,
}

/// The row, from 1, in which the cursor is asked for. Where it stands in the first, a terminal answers with the bytes of
/// a key.
pub const ASKED_ROW: u16 = 2;

/// Bytes that wait to be understood.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    bytes: Vec<u8>,
    from: usize,
    settled: bool,
}

const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";
/// Longer sequences are none.
const LONGEST: usize = 64;

/// What the bytes at the front are.
enum Read {
    /// This, in so many bytes.
    Came(Came, usize),
    /// Nothing, in so many bytes.
    Nothing(usize),
    /// The beginning of something.
    Unfinished,
}

impl Keys {
    /// Adds bytes.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.bytes.drain(..self.from);
        self.from = 0;
        self.bytes.extend_from_slice(bytes);
        self.settled = false;
    }

    /// What the last bytes may be the beginning of, while the rest is on its way.
    #[must_use]
    pub fn begun(&self) -> Option<Begun> {
        let rest = &self.bytes[self.from..];
        let last = &rest[rest.iter().rposition(|byte| *byte == 0x1b)?..];
        let unfinished = last.len() < LONGEST && matches!(read(last), Read::Unfinished);
        unfinished.then_some(if last.len() == 1 {
            Begun::Escape
        } else {
            Begun::Sequence
        })
    }

    /// Says that nothing more is on its way: a lone escape is the key, and what only begins like a sequence is none.
    pub fn settle(&mut self) {
        self.settled = true;
    }

    /// The next thing that is whole.
    #[allow(clippy::should_implement_trait)] // More bytes may come after `None`, which an iterator would not expect.
    pub fn next(&mut self) -> Option<Came> {
        loop {
            let rest = &self.bytes[self.from..];
            if rest.is_empty() {
                return None;
            }
            let read = match read(rest) {
                Read::Unfinished
                    if self.settled && rest[0] == 0x1b && !rest.starts_with(PASTE_BEGINS) =>
                {
                    cut_off(rest)
                }
                read => read,
            };
            match read {
                Read::Came(came, length) => {
                    self.from += length;
                    return Some(came);
                }
                Read::Nothing(length) => self.from += length,
                Read::Unfinished => return None,
            }
        }
    }
}

/// What a sequence is of which the rest did not come.
fn cut_off(bytes: &[u8]) -> Read {
    match bytes {
        [_] | [_, 0x1b, ..] => Read::Came(key(KeyCode::Esc, KeyModifiers::NONE), 1),
        [_, only @ 0x21..=0x7e] => {
            Read::Came(key(KeyCode::Char((*only).into()), KeyModifiers::ALT), 2)
        }
        // Half a key of a line that went dead for a while; as letters it would stand in somebody's text.
        _ => Read::Nothing(bytes.len()),
    }
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Came {
    Came::Key(KeyEvent::new(code, modifiers))
}

fn read(bytes: &[u8]) -> Read {
    match bytes {
        [0x1b] => Read::Unfinished,
        [0x1b, b'[', ..] => control_sequence(bytes),
        [0x1b, b'O'] => Read::Unfinished,
        [0x1b, b'O', letter, ..] => match cursor_key(*letter) {
            Some(code) => Read::Came(key(code, KeyModifiers::NONE), 3),
            None => Read::Nothing(3),
        },
        // Strings that a terminal answers with (OSC, DCS, APC) end with BEL or ESC \.
        [0x1b, b']' | b'P' | b'_', ..] => string(bytes),
        [0x1b, 0x1b, ..] => Read::Came(key(KeyCode::Esc, KeyModifiers::NONE), 1),
        [0x1b, rest @ ..] => match read(rest) {
            Read::Came(Came::Key(event), length) => Read::Came(
                key(event.code, event.modifiers | KeyModifiers::ALT),
                length + 1,
            ),
            Read::Came(..) | Read::Nothing(_) => Read::Nothing(1),
            Read::Unfinished => Read::Unfinished,
        },
        [byte @ (0..=0x1f | 0x7f), ..] => Read::Came(control(*byte), 1),
        _ => character(bytes),
    }
}

fn control(byte: u8) -> Came {
    match byte {
        b'\r' => key(KeyCode::Enter, KeyModifiers::NONE),
        b'\t' => key(KeyCode::Tab, KeyModifiers::NONE),
        0x7f => key(KeyCode::Backspace, KeyModifiers::NONE),
        0 => key(KeyCode::Char(' '), KeyModifiers::CONTROL),
        1..=26 => key(
            KeyCode::Char(char::from(b'a' + byte - 1)),
            KeyModifiers::CONTROL,
        ),
        _ => key(
            KeyCode::Char(char::from(b'4' + byte - 28)),
            KeyModifiers::CONTROL,
        ),
    }
}

fn character(bytes: &[u8]) -> Read {
    let length = match bytes[0] {
        0..=0x7f => 1,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Read::Nothing(1),
    };
    let Some(encoded) = bytes.get(..length) else {
        let sound = bytes[1..].iter().all(|byte| byte & 0xc0 == 0x80);
        return if sound {
            Read::Unfinished
        } else {
            Read::Nothing(1)
        };
    };
    match std::str::from_utf8(encoded)
        .ok()
        .and_then(|text| text.chars().next())
    {
        Some(c) => Read::Came(key(KeyCode::Char(c), KeyModifiers::NONE), length),
        None => Read::Nothing(1),
    }
}

/// `ESC [`, parameters, a letter.
fn control_sequence(bytes: &[u8]) -> Read {
    if bytes.starts_with(PASTE_BEGINS) {
        return paste(bytes);
    }
    let parameters = bytes[2..]
        .iter()
        .take_while(|byte| matches!(byte, 0x20..=0x3f))
        .count();
    let Some(last) = bytes.get(2 + parameters) else {
        return if bytes.len() < LONGEST {
            Read::Unfinished
        } else {
            Read::Nothing(bytes.len())
        };
    };
    let length = 3 + parameters;
    let text = std::str::from_utf8(&bytes[2..2 + parameters]).unwrap_or("");
    if let Some(told) = report(text, *last) {
        return told.map_or(Read::Nothing(length), |told| Read::Came(told, length));
    }
    let mut numbers = text.split(';').map(|part| part.parse::<u16>().unwrap_or(0));
    let (first, held) = (
        numbers.next().unwrap_or(0),
        modifiers(numbers.next().unwrap_or(1)),
    );
    let code = match last {
        b'~' => numbered(first),
        b'Z' => Some(KeyCode::BackTab),
        letter => cursor_key(*letter),
    };
    match code {
        Some(code) => Read::Came(key(code, held), length),
        None => Read::Nothing(length),
    }
}

/// What a terminal answers when it is asked; the inner nothing is an answer that tells nothing.
fn report(parameters: &str, last: u8) -> Option<Option<Came>> {
    match last {
        b'R' => {
            let (row, column) = parameters.split_once(';')?;
            let (row, column) = (row.parse::<u16>().ok()?, column.parse::<u16>().ok()?);
            match (row, column) {
                (ASKED_ROW, _) => Some(Some(Came::Column(column))),
                // F3 with Shift, Alt or Ctrl is written like a place in the first row.
                (1, 2..=16) => None,
                // A terminal that answers from memory, not from its screen: no key, and no width.
                _ => Some(None),
            }
        }
        b'y' => {
            let state = parameters.strip_prefix("?2026;")?.strip_suffix('$')?;
            // Set, or reset and to be had.
            Some(Some(Came::Synchronizes(matches!(state, "1" | "2"))))
        }
        _ => None,
    }
}

fn modifiers(number: u16) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let mut held = KeyModifiers::NONE;
    for (bit, modifier) in [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
    ] {
        if bits & bit != 0 {
            held |= modifier;
        }
    }
    held
}

fn cursor_key(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

fn numbered(number: u16) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(u8::try_from(number - 10).ok()?),
        17..=21 => KeyCode::F(u8::try_from(number - 11).ok()?),
        23 | 24 => KeyCode::F(u8::try_from(number - 12).ok()?),
        _ => return None,
    })
}

fn paste(bytes: &[u8]) -> Read {
    let body = &bytes[PASTE_BEGINS.len()..];
    // A long paste comes in many pieces; only its end is looked for each time.
    let end = body
        .windows(PASTE_ENDS.len())
        .position(|window| window == PASTE_ENDS);
    end.map_or(Read::Unfinished, |end| {
        let text = String::from_utf8_lossy(&body[..end]).into_owned();
        Read::Came(
            Came::Paste(text),
            PASTE_BEGINS.len() + end + PASTE_ENDS.len(),
        )
    })
}

fn string(bytes: &[u8]) -> Read {
    let bell = bytes.iter().position(|byte| *byte == 7).map(|at| at + 1);
    let closed = bytes
        .windows(2)
        .skip(1)
        .position(|pair| pair == b"\x1b\\")
        .map(|at| at + 3);
    match bell.into_iter().chain(closed).min() {
        Some(length) => Read::Nothing(length),
        None if bytes.len() < 4096 => Read::Unfinished,
        None => Read::Nothing(bytes.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(pieces: &[&[u8]]) -> Vec<String> {
        let mut keys = Keys::default();
        let mut found = Vec::new();
        for piece in pieces {
            keys.feed(piece);
            while let Some(came) = keys.next() {
                found.push(shown(&came));
            }
        }
        keys.settle();
        while let Some(came) = keys.next() {
            found.push(shown(&came));
        }
        found
    }

    fn shown(came: &Came) -> String {
        match came {
            Came::Key(event) => crate::tui::keymap::Chord::of(event).to_string(),
            Came::Paste(text) => format!("[{text}]"),
            Came::Column(column) => format!("<{column}>"),
            Came::Synchronizes(does) => format!("<{does}>"),
        }
    }

    #[test]
    fn keys_of_the_usual_terminals_are_read() {
        for (bytes, wanted) in [
            (&b"a\xe7\xa7\x91"[..], vec!["a", "科"]),
            (
                b"\x1b[A\x1bOB\x1b[1;5C\x1b[1;2D",
                vec!["↑", "↓", "Ctrl-→", "Shift-←"],
            ),
            (
                b"\x1bOP\x1b[15~\x1b[17~\x1b[21~\x1b[24~",
                vec!["F1", "F5", "F6", "F10", "F12"],
            ),
            (
                b"\x1b[Z\t\r\x7f\x13",
                vec!["Shift-Tab", "Tab", "Enter", "Backspace", "Ctrl-S"],
            ),
            (b"\x1b", vec!["Esc"]),
            (b"\x1b\x1b[B", vec!["Esc", "↓"]),
            (b"\x1bb", vec!["Alt-B"]),
            (
                b"a\x1b[2;3Rb\x1b[?2026;2$y",
                vec!["a", "<3>", "b", "<true>"],
            ),
            (
                b"\x1b[?2026;0$y\x1b[1;2R\x1b[?25;1$yc",
                vec!["<false>", "Shift-F3", "c"],
            ),
            // A place that was not asked for, from terminals that do not know where they write.
            (
                b"\x1b[1;1Rx\x1b[7;40Ry\x1b[1;3Rz",
                vec!["x", "y", "Alt-F3", "z"],
            ),
            (b"\x1b[1;3A\x1b[5;5~", vec!["Alt-↑", "Ctrl-PgUp"]),
            (
                b"\x1b[200~\xe4\xb8\x80\n\x1b[A\x1b[201~x",
                vec!["[一\n\u{1b}[A]", "x"],
            ),
            (b"\x1b]52;c;eA==\x07\x1b[?62;c\x1b[99zy\xff", vec!["y"]),
        ] {
            assert_eq!(all(&[bytes]), wanted, "{bytes:?}");
        }
    }

    #[test]
    fn a_sequence_in_two_pieces_is_one_key() {
        assert_eq!(all(&[b"\x1b", b"[", b"1;5", b"C"]), ["Ctrl-→"]);
        assert_eq!(
            all(&[b"\x1b[20", b"0~\xe7\xa7", b"\x91\x1b[201", b"~"]),
            ["[科]"]
        );
        let mut keys = Keys::default();
        keys.feed(b"\x1b[");
        assert_eq!(keys.begun(), Some(Begun::Sequence));
        keys.feed(b"A");
        assert_eq!(keys.begun(), None);
        keys.feed(b"\x1b");
        assert_eq!(keys.begun(), Some(Begun::Escape));
    }

    #[test]
    fn of_a_sequence_that_was_cut_off_nothing_is_typed() {
        for (bytes, wanted) in [
            (&b"a\x1b[1;5"[..], vec!["a"]),
            (b"\x1b[", vec!["Alt-["]),
            (b"\x1b\x1b", vec!["Esc", "Esc"]),
            (b"\x1b]0;x", vec![]),
        ] {
            assert_eq!(all(&[bytes]), wanted, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_strange_and_pieces_do_not_matter(
            bytes in prop::collection::vec(prop::sample::select(b"\x1b[O0;~ABMPa\xe7\xa7\x91\xff\x07]".to_vec()), 0..40), cut in 0usize..40,
        ) {
            let cut = cut.min(bytes.len());
            prop_assert_eq!(all(&[&bytes[..cut], &bytes[cut..]]), all(&[&bytes]));
        }
    }
}
