//! From screens to bytes: the cells that changed, and nothing else.
//!
//! Invariants: after the bytes, a terminal shows the screen that was given, with the cursor where it was wished; a wide
//! character's second column is known to be covered, so neighbours need no cursor move; no control character of a cell
//! gets through. Pure: bytes are added to a list.

use crate::text::visible::visible;
use crate::text::width::{Ambiguous, grapheme_width, width};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use std::io::Write;

/// A column of the screen.
#[derive(Clone, PartialEq, Debug)]
enum Slot {
    /// A character that begins here.
    Shown {
        symbol: String,
        columns: usize,
        look: Look,
    },
    /// The second column of a wide character.
    Covered,
}

/// How a character looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// What the terminal shows, and how to change it.
#[derive(Debug)]
pub struct Writer {
    ambiguous: Ambiguous,
    shown: Vec<Vec<Slot>>,
    look: Look,
    /// Where the terminal's cursor is; unknown after the last column, where terminals differ.
    at: Option<Position>,
    visible: Option<bool>,
}

impl Writer {
    /// A writer for a terminal about which nothing is known yet.
    #[must_use]
    pub fn new(ambiguous: Ambiguous) -> Self {
        Self {
            ambiguous,
            shown: Vec::new(),
            look: Look::default(),
            at: None,
            visible: None,
        }
    }

    /// Forgets what the terminal shows: it was cleared, with plain looks.
    pub fn forget(&mut self) {
        *self = Self::new(self.ambiguous);
    }

    /// Adds the bytes that turn what is shown into `next`, with the cursor at its place or hidden.
    pub fn write(&mut self, next: &Buffer, cursor: Option<(u16, u16)>, out: &mut Vec<u8>) {
        let rows = slots(next, self.ambiguous);
        let known = self.shown.len() == rows.len()
            && self.shown.first().map(Vec::len) == rows.first().map(Vec::len);
        let blank = Slot::Shown {
            symbol: " ".into(),
            columns: 1,
            look: Look::default(),
        };
        let before = match known {
            true => std::mem::take(&mut self.shown),
            false => rows
                .iter()
                .map(|row| vec![blank.clone(); row.len()])
                .collect(),
        };
        let from = out.len();
        for (y, (old, new)) in before.iter().zip(&rows).enumerate() {
            self.row(u16::try_from(y).unwrap_or(u16::MAX), old, new, out);
        }
        // While cells are being drawn a visible cursor would flicker about; small changes are over before one sees it.
        let drew_much = out.len() - from > 200;
        if drew_much && self.visible != Some(false) {
            out.splice(from..from, *b"\x1b[?25l");
            self.visible = Some(false);
        }
        self.place_cursor(cursor, out);
        self.shown = rows;
    }

    fn place_cursor(&mut self, cursor: Option<(u16, u16)>, out: &mut Vec<u8>) {
        if let Some((x, y)) = cursor {
            self.go(Position { x, y }, out);
        }
        if self.visible != Some(cursor.is_some()) {
            out.extend_from_slice(if cursor.is_some() {
                b"\x1b[?25h"
            } else {
                b"\x1b[?25l"
            });
            self.visible = Some(cursor.is_some());
        }
    }

    fn row(&mut self, y: u16, old: &[Slot], new: &[Slot], out: &mut Vec<u8>) {
        let tail = blank_tail(new);
        let clears = (tail..new.len()).filter(|x| old[*x] != new[*x]).count() > 4;
        let end = if clears { tail } else { new.len() };
        for x in 0..end {
            let Slot::Shown {
                symbol,
                columns,
                look,
            } = &new[x]
            else {
                continue;
            };
            let covered = new.get(x + 1..x + columns).unwrap_or_default();
            let same = old[x] == new[x] && old.get(x + 1..x + columns) == Some(covered);
            if same {
                continue;
            }
            self.approach(
                Position {
                    x: u16::try_from(x).unwrap_or(u16::MAX),
                    y,
                },
                new,
                out,
            );
            self.wear(*look, out);
            out.extend_from_slice(symbol.as_bytes());
            let after = x + columns;
            self.at = (after < new.len()).then(|| Position {
                x: u16::try_from(after).unwrap_or(u16::MAX),
                y,
            });
            // A terminal may think otherwise of how wide a cluster of several characters is.
            if symbol.chars().nth(1).is_some() {
                self.at = None;
            }
        }
        if clears {
            self.go(
                Position {
                    x: u16::try_from(tail).unwrap_or(u16::MAX),
                    y,
                },
                out,
            );
            self.wear(Look::default(), out);
            out.extend_from_slice(b"\x1b[K");
        }
    }

    /// Goes to a place in a row, by writing the few unchanged characters before it where that is shorter.
    fn approach(&mut self, to: Position, row: &[Slot], out: &mut Vec<u8>) {
        if let Some(at) = self
            .at
            .filter(|at| at.y == to.y && at.x < to.x && to.x - at.x <= 4)
        {
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
            if let Some(text) = text.filter(|text| text.len() < 4 && begins_whole) {
                out.extend_from_slice(text.as_bytes());
                self.at = Some(to);
                return;
            }
        }
        self.go(to, out);
    }

    /// Goes to a place by the shortest way.
    fn go(&mut self, to: Position, out: &mut Vec<u8>) {
        if self.at == Some(to) {
            return;
        }
        let mut best = absolute(to);
        if let Some(at) = self.at {
            let ways = [relative(at, to), home_row(at, to)];
            for way in ways
                .into_iter()
                .flatten()
                .filter(|way| way.len() < best.len())
                .collect::<Vec<_>>()
            {
                if way.len() < best.len() {
                    best = way;
                }
            }
        }
        out.extend_from_slice(&best);
        self.at = Some(to);
    }

    /// Puts on a look, by the shortest way.
    fn wear(&mut self, look: Look, out: &mut Vec<u8>) {
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

/// Along the row or the column, where that is all there is to go.
fn relative(at: Position, to: Position) -> Option<Vec<u8>> {
    let step = |count: u16, letter: char| match count {
        1 => format!("\x1b[{letter}").into_bytes(),
        count => format!("\x1b[{count}{letter}").into_bytes(),
    };
    if at.y == to.y {
        let back = at.x.checked_sub(to.x);
        return Some(match back {
            Some(count @ 1..=3) => vec![8; usize::from(count)],
            Some(count) => step(count, 'D'),
            None => step(to.x - at.x, 'C'),
        });
    }
    (at.x == to.x).then(|| {
        if to.y > at.y {
            step(to.y - at.y, 'B')
        } else {
            step(at.y - to.y, 'A')
        }
    })
}

/// To the first column of this row or of the next ones.
fn home_row(at: Position, to: Position) -> Option<Vec<u8>> {
    let down = to.y.checked_sub(at.y)?;
    (to.x == 0 && down <= 2).then(|| {
        let mut way = vec![b'\r'];
        way.extend(std::iter::repeat_n(b'\n', usize::from(down)));
        way
    })
}

/// Where the plain blanks at the end of a row begin.
fn blank_tail(row: &[Slot]) -> usize {
    let is_blank = |slot: &Slot| matches!(slot, Slot::Shown { symbol, look, .. } if symbol == " " && *look == Look::default());
    row.iter()
        .rposition(|slot| !is_blank(slot))
        .map_or(0, |last| last + 1)
}

/// The columns of a buffer, row by row.
fn slots(buffer: &Buffer, ambiguous: Ambiguous) -> Vec<Vec<Slot>> {
    let columns = usize::from(buffer.area.width);
    if columns == 0 {
        return Vec::new();
    }
    buffer
        .content
        .chunks(columns)
        .map(|cells| row_slots(cells, ambiguous))
        .collect()
}

fn row_slots(cells: &[ratatui::buffer::Cell], ambiguous: Ambiguous) -> Vec<Slot> {
    let mut row = Vec::with_capacity(cells.len());
    while row.len() < cells.len() {
        let cell = &cells[row.len()];
        let look = Look {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        };
        let mut symbol = cell.symbol().to_owned();
        let mut columns = grapheme_width(&symbol, ambiguous);
        // The last guard: what a view should have made harmless is made so here, one column wide.
        let harmful = visible(&symbol) != symbol.as_str();
        if harmful
            || columns == 0
            || width(&symbol, ambiguous) > 2
            || row.len() + columns > cells.len()
        {
            symbol = if symbol.is_empty() {
                " ".into()
            } else {
                "?".into()
            };
            columns = 1;
        }
        row.push(Slot::Shown {
            symbol,
            columns,
            look,
        });
        row.extend(std::iter::repeat_n(Slot::Covered, columns - 1));
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    const COLUMNS: u16 = 20;
    const ROWS: u16 = 4;

    /// Puts words into a buffer as views do: whole characters, the covered column emptied.
    fn put(buffer: &mut Buffer, x: u16, y: u16, words: &str, style: Style) {
        use unicode_segmentation::UnicodeSegmentation;
        let mut x = x;
        for grapheme in words.graphemes(true) {
            let columns =
                u16::try_from(grapheme_width(grapheme, Ambiguous::Narrow)).expect("small");
            if columns == 0 || x + columns > COLUMNS {
                break;
            }
            buffer[(x, y)].set_symbol(grapheme).set_style(style);
            if columns == 2 {
                buffer[(x + 1, y)].reset();
                buffer[(x + 1, y)].set_style(style);
            }
            x += columns;
        }
    }

    fn screen(words: &[(u16, u16, String, u8)]) -> Buffer {
        let mut buffer = Buffer::empty(Rect {
            x: 0,
            y: 0,
            width: COLUMNS,
            height: ROWS,
        });
        for (x, y, text, look) in words {
            let style = match look % 4 {
                0 => Style::new(),
                1 => Style::new().fg(Color::Red),
                2 => Style::new().add_modifier(Modifier::REVERSED),
                _ => Style::new()
                    .add_modifier(Modifier::BOLD)
                    .fg(Color::LightBlue),
            };
            put(&mut buffer, x % COLUMNS, y % ROWS, text, style);
        }
        buffer
    }

    fn compare(terminal: &vt100::Screen, wanted: &Buffer) {
        for y in 0..ROWS {
            let mut x = 0;
            while x < COLUMNS {
                let cell = &wanted[(x, y)];
                let shown = terminal.cell(y, x).expect("a cell");
                let contents = if shown.contents().is_empty() {
                    " "
                } else {
                    shown.contents()
                };
                assert_eq!(contents, cell.symbol(), "at {x},{y}");
                assert_eq!(
                    shown.inverse(),
                    cell.modifier.contains(Modifier::REVERSED),
                    "at {x},{y}"
                );
                assert_eq!(
                    shown.bold(),
                    cell.modifier.contains(Modifier::BOLD),
                    "at {x},{y}"
                );
                let red = shown.fgcolor() == vt100::Color::Idx(1);
                assert_eq!(red, cell.fg == Color::Red, "at {x},{y}");
                x += u16::try_from(grapheme_width(cell.symbol(), Ambiguous::Narrow))
                    .expect("small")
                    .max(1);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]
        #[test]
        fn a_terminal_shows_what_was_drawn(
            screens in prop::collection::vec(
                prop::collection::vec((0u16..30, 0u16..9, "[科技，a b“1]{0,14}", 0u8..4), 0..6), 1..5),
            cursor in (0u16..COLUMNS, 0u16..ROWS),
        ) {
            let mut writer = Writer::new(Ambiguous::Narrow);
            let mut terminal = vt100::Parser::new(ROWS.try_into().expect("rows"), COLUMNS.try_into().expect("columns"), 0);
            for words in &screens {
                let buffer = screen(words);
                let mut out = Vec::new();
                writer.write(&buffer, Some(cursor), &mut out);
                terminal.process(&out);
                compare(terminal.screen(), &buffer);
                prop_assert_eq!(terminal.screen().cursor_position(), (cursor.1, cursor.0));
            }
        }
    }

    #[test]
    fn a_character_at_the_end_of_a_paragraph_costs_its_own_bytes() {
        let mut writer = Writer::new(Ambiguous::Narrow);
        let mut out = Vec::new();
        writer.write(
            &screen(&[(0, 0, "围绕银川".into(), 0)]),
            Some((8, 0)),
            &mut out,
        );
        out.clear();
        writer.write(
            &screen(&[(0, 0, "围绕银川市".into(), 0)]),
            Some((10, 0)),
            &mut out,
        );
        assert_eq!(out, "市".as_bytes());
        out.clear();
        writer.write(
            &screen(&[(0, 0, "围绕银川市".into(), 0)]),
            Some((10, 0)),
            &mut out,
        );
        assert!(out.is_empty());
    }

    #[test]
    fn no_control_character_of_a_cell_gets_through() {
        let mut buffer = Buffer::empty(Rect {
            x: 0,
            y: 0,
            width: 4,
            height: 1,
        });
        buffer[(0, 0)].set_symbol("\u{1b}]0;x\u{7}");
        buffer[(1, 0)].set_symbol("\u{202e}");
        buffer[(2, 0)].set_symbol("\u{9b}");
        let mut out = Vec::new();
        Writer::new(Ambiguous::Narrow).write(&buffer, None, &mut out);
        assert_eq!(String::from_utf8_lossy(&out).matches('?').count(), 4);
        assert!(!out.windows(3).any(|bytes| bytes == "\u{202e}".as_bytes()));
    }
}
