//! Keys as a test writes them: `科技<enter><tab>` becomes key events, or bytes for a terminal.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

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
    plain(match name {
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

fn raw(token: &str) -> Vec<u8> {
    let Some(name) = token
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
    else {
        return token.as_bytes().to_vec();
    };
    if let Some(letter) = name.strip_prefix("c-") {
        return vec![letter.as_bytes()[0] & 0x1f];
    }
    if let Some(letter) = name.strip_prefix("a-") {
        return vec![0x1b, letter.as_bytes()[0]];
    }
    let text = match name {
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
        "f10" => "\x1b[21~",
        other => panic!("no key {other}"),
    };
    text.as_bytes().to_vec()
}
