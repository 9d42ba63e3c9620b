//! Keys as a test writes them: `科技<enter><tab>` becomes key events, or bytes for a terminal.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use shenbao::tui::keymap::Chord;

/// The key events of a script.
pub fn events(script: &str) -> Vec<KeyEvent> {
    tokens(script).iter().map(|token| event(token)).collect()
}

/// The bytes of a script, as a terminal sends them.
pub fn bytes(script: &str) -> Vec<u8> {
    tokens(script).iter().flat_map(|token| raw(token)).collect()
}

pub fn tokens(script: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        let named = rest.starts_with('<').then(|| rest.find('>')).flatten();
        let length = named.map_or(c.len_utf8(), |end| end + 1);
        tokens.push(rest[..length].to_owned());
        rest = &rest[length..];
    }
    tokens
}

fn event(token: &str) -> KeyEvent {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    let Some(name) = token
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
    else {
        return plain(KeyCode::Char(token.chars().next().unwrap()));
    };
    if let Some(letter) = name.strip_prefix("c-") {
        return KeyEvent::new(
            KeyCode::Char(letter.chars().next().unwrap()),
            KeyModifiers::CONTROL,
        );
    }
    if name == "a-enter" {
        return KeyEvent::new(KeyCode::Enter, KeyModifiers::ALT);
    }
    if let Some(letter) = name.strip_prefix("a-") {
        return KeyEvent::new(
            KeyCode::Char(letter.chars().next().unwrap()),
            KeyModifiers::ALT,
        );
    }
    if let Some(number) = name
        .strip_prefix('f')
        .and_then(|number| number.parse().ok())
    {
        return plain(KeyCode::F(number));
    }
    let shifted = name.strip_prefix("s-").filter(|name| *name != "tab");
    if let Some(name) = shifted {
        return KeyEvent::new(event(&format!("<{name}>")).code, KeyModifiers::SHIFT);
    }
    plain(match name {
        "del" => KeyCode::Delete,
        "enter" => KeyCode::Enter,
        "tab" => KeyCode::Tab,
        "s-tab" => KeyCode::BackTab,
        "esc" => KeyCode::Esc,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "bs" => KeyCode::Backspace,
        other => panic!("no key {other}"),
    })
}

/// The bytes of a chord of the key table, as a terminal sends them.
pub fn chord_bytes(chord: &Chord) -> Vec<u8> {
    let held = chord.modifiers;
    let number = 1
        + u8::from(held.contains(KeyModifiers::SHIFT))
        + 2 * u8::from(held.contains(KeyModifiers::ALT))
        + 4 * u8::from(held.contains(KeyModifiers::CONTROL));
    let letter = |letter: char| format!("\x1b[1;{number}{letter}");
    let tilde = |code: u8| format!("\x1b[{code};{number}~");
    let text = match chord.code {
        KeyCode::Char(c) if held.contains(KeyModifiers::CONTROL) => return vec![c as u8 & 0x1f],
        KeyCode::Char(c) if held.contains(KeyModifiers::ALT) => format!("\x1b{c}"),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::F(key @ 1..=5) => tilde(10 + key),
        KeyCode::F(key @ 6..=10) => tilde(11 + key),
        KeyCode::F(key) => tilde(12 + key),
        KeyCode::Up => letter('A'),
        KeyCode::Down => letter('B'),
        KeyCode::Right => letter('C'),
        KeyCode::Left => letter('D'),
        KeyCode::Home => letter('H'),
        KeyCode::End => letter('F'),
        KeyCode::Insert => tilde(2),
        KeyCode::Delete => tilde(3),
        KeyCode::PageUp => tilde(5),
        KeyCode::PageDown => tilde(6),
        KeyCode::Tab => "\t".to_owned(),
        KeyCode::BackTab => "\x1b[Z".to_owned(),
        KeyCode::Enter => "\r".to_owned(),
        KeyCode::Esc => "\x1b".to_owned(),
        KeyCode::Backspace => "\x7f".to_owned(),
        other => panic!("no bytes for {other:?}"),
    };
    text.into_bytes()
}

fn raw(token: &str) -> Vec<u8> {
    let Some(name) = token
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
    else {
        return token.as_bytes().to_vec();
    };
    if let Some(letter) = name.strip_prefix("c-").filter(|letter| letter.len() == 1) {
        return vec![letter.as_bytes()[0] & 0x1f];
    }
    if name == "a-enter" {
        return b"\x1b\r".to_vec();
    }
    if let Some(letter) = name.strip_prefix("a-") {
        return [b"\x1b", letter.as_bytes()].concat();
    }
    let text = match name {
        "c-end" => "\x1b[1;5F",
        "s-up" => "\x1b[1;2A",
        "s-down" => "\x1b[1;2B",
        "s-right" => "\x1b[1;2C",
        "s-left" => "\x1b[1;2D",
        "s-end" => "\x1b[1;2F",
        "del" => "\x1b[3~",
        "enter" => "\r",
        "tab" => "\t",
        "s-tab" => "\x1b[Z",
        "esc" => "\x1b",
        "up" => "\x1b[A",
        "down" => "\x1b[B",
        "right" => "\x1b[C",
        "left" => "\x1b[D",
        "home" => "\x1b[H",
        "end" => "\x1b[F",
        "bs" => "\x7f",
        "f1" => "\x1bOP",
        "f2" => "\x1bOQ",
        "f3" => "\x1bOR",
        "f4" => "\x1bOS",
        "f5" => "\x1b[15~",
        "f6" => "\x1b[17~",
        "f7" => "\x1b[18~",
        "f8" => "\x1b[19~",
        "f9" => "\x1b[20~",
        "f10" => "\x1b[21~",
        "f11" => "\x1b[23~",
        other => panic!("no key {other}"),
    };
    text.as_bytes().to_vec()
}
