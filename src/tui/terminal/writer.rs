//! From screens to bytes: the cells that changed, and nothing else.
//!
//! Rows that moved are scrolled, and what was pushed aside in a row is pushed aside by the terminal, where it can.
//! Invariants: after the bytes, a terminal shows the screen that was given, with the cursor where it was wished; a wide
//! character's second column is known to be covered, so neighbours need no cursor move; no control character of a cell
//! gets through. Pure: bytes are added to a list.

mod pen;
mod scroll;
mod shift;
mod slot;

use crate::text::width::{Ambiguous, grapheme_width};
use pen::Pen;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use scroll::Scroll;
use slot::{Look, Slot, blank_tail, row_slots};

/// For each row of the screen, what it is to be; `None` where it is that already.
type Changed = Vec<Option<Vec<Slot>>>;

/// What a terminal can do beside showing characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Abilities {
    /// Scrolls part of the screen, and pushes the rest of a row aside.
    pub shifts: bool,
    /// How wide it draws ambiguous characters is known, and not only supposed.
    pub widths_known: bool,
}

/// What the terminal shows, and how to change it.
#[derive(Debug)]
pub struct Writer {
    ambiguous: Ambiguous,
    abilities: Abilities,
    /// The screen that is shown, as it was given and as columns.
    last: Buffer,
    shown: Vec<Vec<Slot>>,
    pen: Pen,
    visible: Option<bool>,
}

impl Writer {
    /// A writer for a terminal that was cleared, and about which nothing else is known.
    #[must_use]
    pub fn new(ambiguous: Ambiguous, abilities: Abilities) -> Self {
        Self {
            ambiguous,
            abilities,
            last: Buffer::default(),
            shown: Vec::new(),
            pen: Pen::default(),
            visible: None,
        }
    }

    /// Forgets what the terminal shows: it was cleared, with plain looks.
    pub fn forget(&mut self) {
        *self = Self::new(self.ambiguous, self.abilities);
    }

    /// Notes how wide the terminal draws ambiguous characters; says whether what it shows is now wrong.
    pub fn learn(&mut self, ambiguous: Ambiguous) -> bool {
        let other = self.ambiguous != ambiguous;
        self.ambiguous = ambiguous;
        self.abilities.widths_known = true;
        other
    }

    /// Adds the bytes that turn what is shown into `next`, with the cursor at its place or hidden. Gives back the screen
    /// that was shown before.
    pub fn write(&mut self, next: Buffer, cursor: Option<(u16, u16)>, out: &mut Vec<u8>) -> Buffer {
        let changed = self.changed(&next);
        let from = out.len();
        match self.best_scroll(&changed).filter(|_| self.abilities.shifts) {
            Some(scroll) => self.scrolled_or_not(&scroll, changed, out),
            None => self.rows(changed, out),
        }
        // While cells are being drawn a visible cursor would flicker about; small changes are over before one sees it.
        let drew_much = out.len() - from > 200;
        if drew_much && self.visible != Some(false) {
            out.splice(from..from, *b"\x1b[?25l");
            self.visible = Some(false);
        }
        self.place_cursor(cursor, out);
        std::mem::replace(&mut self.last, next)
    }

    /// Scrolls or not, whichever takes fewer bytes in the end: text that repeats itself looks moved where it is not.
    fn scrolled_or_not(&mut self, scroll: &Scroll, changed: Changed, out: &mut Vec<u8>) {
        let before = (self.pen.clone(), self.shown.clone());
        let (mut scrolled, mut plain) = (Vec::new(), Vec::new());
        let left = self.scroll(scroll, changed.clone(), &mut scrolled);
        self.rows(left, &mut scrolled);
        let after = (self.pen.clone(), std::mem::take(&mut self.shown));
        (self.pen, self.shown) = before;
        self.rows(changed, &mut plain);
        if scrolled.len() < plain.len() {
            (self.pen, self.shown) = after;
            out.extend_from_slice(&scrolled);
        } else {
            out.extend_from_slice(&plain);
        }
    }

    fn rows(&mut self, changed: Changed, out: &mut Vec<u8>) {
        for (y, row) in changed.into_iter().enumerate() {
            let Some(row) = row else { continue };
            let old = std::mem::take(&mut self.shown[y]);
            self.row(u16::try_from(y).unwrap_or(u16::MAX), &old, &row, out);
            self.shown[y] = row;
        }
    }

    /// The rows that are not as they are shown.
    fn changed(&mut self, next: &Buffer) -> Changed {
        let columns = usize::from(next.area.width).max(1);
        let known = self.last.area == next.area && !self.shown.is_empty();
        if !known {
            let rows = next.content.chunks(columns);
            self.shown = rows.map(|row| vec![Slot::blank(); row.len()]).collect();
        }
        let mut before = self.last.content.chunks(columns);
        let rows = next.content.chunks(columns).map(|row| {
            let same = known && before.next().is_some_and(|before| before == row);
            (!same).then(|| row_slots(row, self.ambiguous))
        });
        rows.collect()
    }

    fn place_cursor(&mut self, cursor: Option<(u16, u16)>, out: &mut Vec<u8>) {
        if let Some((x, y)) = cursor {
            self.pen.go(Position { x, y }, out);
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

    /// Writes a row, by whatever takes fewest bytes.
    fn row(&mut self, y: u16, old: &[Slot], new: &[Slot], out: &mut Vec<u8>) {
        let mut plain = (self.pen.clone(), Vec::new());
        self.cells(&mut plain.0, y, old, new, &mut plain.1);
        if self.abilities.shifts && plain.1.len() > shift::WORTH && self.is_sure(old) {
            for shift in shift::shifts(old, new) {
                let mut other = (self.pen.clone(), Vec::new());
                let pushed = shift.push(&mut other.0, y, old, &mut other.1);
                self.cells(&mut other.0, y, &pushed, new, &mut other.1);
                if other.1.len() < plain.1.len() {
                    plain = other;
                }
            }
        }
        self.pen = plain.0;
        out.extend_from_slice(&plain.1);
    }

    /// Writes the characters of a row that are not as they are shown.
    fn cells(&self, pen: &mut Pen, y: u16, old: &[Slot], new: &[Slot], out: &mut Vec<u8>) {
        let place = |x: usize| Position {
            x: u16::try_from(x).unwrap_or(u16::MAX),
            y,
        };
        let tail = blank_tail(new);
        let clears = (tail..new.len()).filter(|x| old[*x] != new[*x]).count() > 4;
        let end = if clears { tail } else { new.len() };
        // What a character that may be wider than it is thought to be has drawn over.
        let mut spoiled = 0;
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
            if same && x >= spoiled {
                continue;
            }
            pen.approach(place(x), new, out);
            pen.wear(*look, out);
            if self.is_sure_of(symbol) {
                let after = x + columns;
                pen.write(symbol, (after < new.len()).then(|| place(after)), out);
            } else {
                let most = x + most_columns(symbol);
                if most > new.len() {
                    // At the edge it could go on in the next row, or not be drawn at all.
                    pen.write_unsure(first_of(symbol), place(x), *columns, out);
                    pen.is_at(None);
                } else {
                    // One column it always covers.
                    let blanks = if *columns > 1 { *columns } else { 0 };
                    pen.write_unsure(symbol, place(x), blanks, out);
                }
                spoiled = spoiled.max(most);
            }
        }
        if clears {
            pen.go(place(tail), out);
            pen.wear(Look::default(), out);
            out.extend_from_slice(b"\x1b[K");
        }
    }

    /// Whether the terminal surely draws a character as wide as it is thought to be.
    fn is_sure_of(&self, symbol: &str) -> bool {
        // A terminal may think otherwise of a cluster of several characters.
        if symbol.len() == 1 || symbol.chars().nth(1).is_some() {
            return symbol.len() == 1;
        }
        let is_open =
            || grapheme_width(symbol, Ambiguous::Narrow) != grapheme_width(symbol, Ambiguous::Wide);
        self.abilities.widths_known || !is_open()
    }

    fn is_sure(&self, row: &[Slot]) -> bool {
        row.iter().all(|slot| match slot {
            Slot::Shown { symbol, .. } => self.is_sure_of(symbol),
            Slot::Covered => true,
        })
    }
}

/// The most columns that any terminal could draw a character in.
fn most_columns(symbol: &str) -> usize {
    let each = symbol
        .chars()
        .map(|c| grapheme_width(c.encode_utf8(&mut [0; 4]), Ambiguous::Wide));
    each.sum()
}

/// The character that others are joined to.
fn first_of(symbol: &str) -> &str {
    symbol
        .chars()
        .next()
        .map_or("", |first| &symbol[..first.len_utf8()])
}

#[cfg(test)]
mod tests;
