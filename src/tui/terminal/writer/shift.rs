//! A row of which a part was pushed aside: the terminal can do the pushing, and what it has need not be sent again.
//!
//! Invariant: characters are only parted between one another, never within a wide one; what stands behind the pushed
//! part stays where it is.

use super::pen::Pen;
use super::slot::{Look, Slot, blank_tail};
use ratatui::layout::Position;

/// From how many bytes on it is worth trying.
pub(super) const WORTH: usize = 24;
/// How far a part is looked for, in columns.
const FARTHEST: usize = 40;

/// A part of a row that goes to the right or to the left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Shift {
    /// Where it begins to differ.
    from: usize,
    /// How long the part is that only moved.
    length: usize,
    /// How far it goes.
    by: usize,
    right: bool,
}

/// The pushes that would bring more of the new row into its place than writing a few characters does.
pub(super) fn shifts(old: &[Slot], new: &[Slot]) -> Vec<Shift> {
    let Some(first) = (0..new.len()).find(|at| old[*at] != new[*at]) else {
        return Vec::new();
    };
    let whole = |at: &usize| Slot::is_border(old, *at) && Slot::is_border(new, *at);
    let Some(from) = (0..=first).rev().find(whole) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for by in 1..=FARTHEST {
        for right in [true, false] {
            let (a, b) = if right { (new, old) } else { (old, new) };
            if from + by >= a.len() || !Slot::is_border(a, from + by) {
                continue;
            }
            let mut length = a[from + by..]
                .iter()
                .zip(&b[from..])
                .take_while(|(a, b)| a == b)
                .count();
            // Both ends of what is moved and of what is taken out lie between characters.
            while length > 0
                && !(Slot::is_border(old, from + length)
                    && Slot::is_border(old, from + length + by))
            {
                length -= 1;
            }
            let ink: usize = b[from..from + length].iter().map(Slot::ink).sum();
            if ink > WORTH / 2 {
                found.push(Shift {
                    from,
                    length,
                    by,
                    right,
                });
            }
        }
    }
    found
}

impl Shift {
    /// Adds the bytes that make the terminal push, and gives the row that it shows then.
    pub fn push(self, pen: &mut Pen, y: u16, old: &[Slot], out: &mut Vec<u8>) -> Vec<Slot> {
        let (insert, delete) = ('@', 'P');
        let mut row = old.to_vec();
        let end = self.from + self.length;
        // Where nothing stands behind the part, it need not be held in its place.
        let alone = blank_tail(old) + self.by <= old.len() && blank_tail(old) <= end + self.by;
        pen.wear(Look::default(), out);
        let mut shift = |at: usize, letter: char, row: &mut Vec<Slot>| {
            let x = u16::try_from(at).unwrap_or(u16::MAX);
            pen.go(Position { x, y }, out);
            out.extend_from_slice(format!("\x1b[{}{letter}", self.by).as_bytes());
            let blanks = vec![Slot::blank(); self.by];
            if letter == insert {
                row.splice(at..at, blanks);
                row.truncate(old.len());
            } else {
                row.drain(at..at + self.by);
                row.extend(blanks);
            }
        };
        if self.right {
            if !alone {
                shift(end, delete, &mut row);
            }
            shift(self.from, insert, &mut row);
        } else {
            shift(self.from, delete, &mut row);
            if !alone {
                shift(end, insert, &mut row);
            }
        }
        row
    }
}
