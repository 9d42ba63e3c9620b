//! Where the terminal's cursor is and how it writes, and the shortest way to change either.
//!
//! Invariant: after the bytes of a way, the cursor is where the pen says, or the pen says that it does not know.

use super::slot::{Look, Slot};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use std::io::Write;

/// The terminal's cursor and the look it writes with.
#[derive(Clone, Debug, Default)]
pub(super) struct Pen {
    look: Look,
    /// Unknown after the last column, where terminals differ, and after characters whose width is not sure.
    at: Option<Position>,
    /// The row, where only the column is unknown.
    row: Option<u16>,
}

impl Pen {
    /// Writes a character that every terminal draws equally wide.
    pub fn write(&mut self, symbol: &str, after: Option<Position>, out: &mut Vec<u8>) {
        out.extend_from_slice(symbol.as_bytes());
        self.is_at(after);
    }

    /// Writes a character, at a place, that some terminals draw wider or narrower than it is thought to be, after making
    /// these columns blank: what it may not cover.
    pub fn write_unsure(
        &mut self,
        symbol: &str,
        place: Position,
        blanks: usize,
        out: &mut Vec<u8>,
    ) {
        if blanks > 0 {
            out.extend(std::iter::repeat_n(b' ', blanks));
            self.at = None;
            self.row = Some(place.y);
            self.go(place, out);
        }
        out.extend_from_slice(symbol.as_bytes());
        self.at = None;
        self.row = Some(place.y);
    }

    /// Notes that the cursor went somewhere by itself.
    pub fn is_at(&mut self, at: Option<Position>) {
        self.at = at;
        self.row = None;
    }

    /// Goes to a place in a row, by writing the few unchanged characters before it where that is shorter.
    pub fn approach(&mut self, to: Position, row: &[Slot], out: &mut Vec<u8>) {
        let near = |at: &Position| at.y == to.y && at.x < to.x && to.x - at.x <= 4;
        if let Some(at) = self.at.filter(near) {
            let between = &row[usize::from(at.x)..usize::from(to.x)];
            let text: Option<String> = between
                .iter()
                .map(|slot| match slot {
                    Slot::Shown { symbol, look, .. } if *look == self.look => Some(symbol.as_str()),
                    Slot::Shown { .. } => None,
                    Slot::Covered => Some(""),
                })
                .collect();
            let begins_whole = !matches!(between.first(), Some(Slot::Covered));
            // Only what every terminal draws in the same columns.
            let sure = |c: char| c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c);
            let plain = |text: &String| text.len() < 4 && text.chars().all(sure);
            if let Some(text) = text.filter(plain).filter(|_| begins_whole) {
                out.extend_from_slice(text.as_bytes());
                self.is_at(Some(to));
                return;
            }
        }
        self.go(to, out);
    }

    /// Goes to a place by the shortest way.
    pub fn go(&mut self, to: Position, out: &mut Vec<u8>) {
        if self.at == Some(to) {
            return;
        }
        let mut best = absolute(to);
        if self.at.is_none() && self.row == Some(to.y) {
            best = from_begin(to.x);
        }
        if let Some(at) = self.at {
            let vertical = vertical(at.y, to.y);
            for horizontal in horizontal(at.x, to.x) {
                let way = [vertical.as_slice(), horizontal.as_slice()].concat();
                if way.len() < best.len() {
                    best = way;
                }
            }
        }
        out.extend_from_slice(&best);
        self.is_at(Some(to));
    }

    /// Puts on a look, by the shortest way.
    pub fn wear(&mut self, look: Look, out: &mut Vec<u8>) {
        if self.look == look {
            return;
        }
        let added = look.modifier - self.look.modifier;
        let dropped = self.look.modifier - look.modifier;
        let mut codes = Vec::new();
        let from = if dropped.is_empty() {
            self.look
        } else {
            Look::default()
        };
        let added = if dropped.is_empty() {
            added
        } else {
            look.modifier
        };
        if !dropped.is_empty() || look == Look::default() {
            codes.push(String::new());
        }
        let from = if look == Look::default() { look } else { from };
        for (modifier, code) in MODIFIERS {
            if added.contains(*modifier) {
                codes.push((*code).to_owned());
            }
        }
        if from.fg != look.fg {
            codes.push(colour(look.fg, 30));
        }
        if from.bg != look.bg {
            codes.push(colour(look.bg, 40));
        }
        // Writing to a list of bytes cannot fail.
        let _ = write!(out, "\x1b[{}m", codes.join(";"));
        self.look = look;
    }
}

const MODIFIERS: &[(Modifier, &str)] = &[
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::REVERSED, "7"),
    (Modifier::CROSSED_OUT, "9"),
];

fn colour(colour: Color, base: u8) -> String {
    let sixteen = |code: u8| {
        if code < 8 {
            (base + code).to_string()
        } else {
            (base + 52 + code).to_string()
        }
    };
    match colour {
        Color::Reset => (base + 9).to_string(),
        Color::Black => sixteen(0),
        Color::Red => sixteen(1),
        Color::Green => sixteen(2),
        Color::Yellow => sixteen(3),
        Color::Blue => sixteen(4),
        Color::Magenta => sixteen(5),
        Color::Cyan => sixteen(6),
        Color::Gray => sixteen(7),
        Color::DarkGray => sixteen(8),
        Color::LightRed => sixteen(9),
        Color::LightGreen => sixteen(10),
        Color::LightYellow => sixteen(11),
        Color::LightBlue => sixteen(12),
        Color::LightMagenta => sixteen(13),
        Color::LightCyan => sixteen(14),
        Color::White => sixteen(15),
        Color::Indexed(index) => format!("{};5;{index}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}

fn absolute(to: Position) -> Vec<u8> {
    match (to.x, to.y) {
        (0, 0) => b"\x1b[H".to_vec(),
        (0, y) => format!("\x1b[{}H", y + 1).into_bytes(),
        (x, y) => format!("\x1b[{};{}H", y + 1, x + 1).into_bytes(),
    }
}

/// To another row, in the same column.
fn vertical(from: u16, to: u16) -> Vec<u8> {
    match to.checked_sub(from) {
        Some(0) => Vec::new(),
        // A line feed goes down and nothing else: the terminal does not add to what we write.
        Some(down @ 1..=4) => vec![b'\n'; usize::from(down)],
        Some(down) => step(down, 'B'),
        None if from - to == 1 => b"\x1bM".to_vec(),
        None => step(from - to, 'A'),
    }
}

/// To another column of the same row, in several ways.
fn horizontal(from: u16, to: u16) -> Vec<Vec<u8>> {
    let mut ways = match to.checked_sub(from) {
        Some(0) => vec![Vec::new()],
        Some(right) => vec![step(right, 'C')],
        None if from - to <= 3 => vec![vec![8; usize::from(from - to)]],
        None => vec![step(from - to, 'D')],
    };
    ways.push(from_begin(to));
    ways
}

/// To a column of the same row, from wherever.
fn from_begin(to: u16) -> Vec<u8> {
    match to {
        0 => vec![b'\r'],
        right => [b"\r".as_slice(), &step(right, 'C')].concat(),
    }
}

fn step(count: u16, letter: char) -> Vec<u8> {
    match count {
        1 => format!("\x1b[{letter}").into_bytes(),
        count => format!("\x1b[{count}{letter}").into_bytes(),
    }
}
