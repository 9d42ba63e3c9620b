//! Rows that moved up or down together: the terminal scrolls them, and they need not be sent again.
//!
//! Invariant: rows outside the scrolled part stay as they are; rows that come in are blank and are written afterwards.

use super::slot::{Look, Slot};
use super::{Changed, Writer};
use ratatui::layout::Position;
use std::ops::Range;

/// How many bytes of text have to be saved.
const WORTH: usize = 60;

/// Rows that move together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Scroll {
    /// The part of the screen that is scrolled.
    rows: Range<usize>,
    /// How far.
    by: usize,
    up: bool,
    /// How many bytes of text come into their place.
    ink: usize,
}

impl Writer {
    /// Scrolls; gives what is then still not as it is shown.
    pub(super) fn scroll(
        &mut self,
        scroll: &Scroll,
        mut changed: Changed,
        out: &mut Vec<u8>,
    ) -> Changed {
        for y in scroll.rows.clone() {
            changed[y].get_or_insert_with(|| self.shown[y].clone());
        }
        self.pen.wear(Look::default(), out);
        let (top, bottom) = (scroll.rows.start, scroll.rows.end);
        out.extend_from_slice(format!("\x1b[{};{bottom}r", top + 1).as_bytes());
        let (y, step): (usize, &[u8]) = if scroll.up {
            (bottom - 1, b"\n")
        } else {
            (top, b"\x1bM")
        };
        self.pen.is_at(None);
        let y = u16::try_from(y).unwrap_or(u16::MAX);
        self.pen.go(Position { x: 0, y }, out);
        out.extend_from_slice(&step.repeat(scroll.by));
        out.extend_from_slice(b"\x1b[r");
        // Where the cursor goes when a terminal is told which rows scroll, terminals do not agree about.
        self.pen.is_at(None);
        let part = &mut self.shown[scroll.rows.clone()];
        if scroll.up {
            part.rotate_left(scroll.by);
        } else {
            part.rotate_right(scroll.by);
        }
        let blank = if scroll.up {
            bottom - scroll.by..bottom
        } else {
            top..top + scroll.by
        };
        for y in blank {
            self.shown[y].fill(Slot::blank());
        }
        for y in scroll.rows.clone() {
            if changed[y].as_ref() == Some(&self.shown[y]) {
                changed[y] = None;
            }
        }
        changed
    }

    /// The scroll that brings most text into its place, where one brings much.
    pub(super) fn best_scroll(&self, changed: &[Option<Vec<Slot>>]) -> Option<Scroll> {
        let rows = self.shown.len();
        let moves = (1..rows.saturating_sub(1)).flat_map(|by| [(by, true), (by, false)]);
        let found = moves.filter_map(|(by, up)| self.scroll_by(changed, by, up));
        found
            .filter(|scroll| scroll.ink > WORTH)
            .max_by_key(|scroll| scroll.ink)
    }

    /// What a scroll so far brings into its place, from the first such row to the last.
    fn scroll_by(&self, changed: &[Option<Vec<Slot>>], by: usize, up: bool) -> Option<Scroll> {
        let rows = self.shown.len();
        let source = |y: usize| {
            if up {
                Some(y + by).filter(|y| *y < rows)
            } else {
                y.checked_sub(by)
            }
        };
        let fits = |y: &usize| {
            let row = changed[*y].as_ref();
            row.zip(source(*y))
                .is_some_and(|(row, from)| *row == self.shown[from])
        };
        let ink_of = |y: usize| changed[y].iter().flatten().map(Slot::ink).sum::<usize>();
        let moved: Vec<usize> = (0..rows).filter(fits).filter(|y| ink_of(*y) > 0).collect();
        let (first, last) = (*moved.first()?, *moved.last()?);
        let part = if up {
            first..last + by + 1
        } else {
            first - by..last + 1
        };
        // What stood still within the part has to be written again.
        let still = part.clone().filter(|y| changed[*y].is_none());
        let lost: usize = still
            .map(|y| self.shown[y].iter().map(Slot::ink).sum::<usize>())
            .sum();
        let ink: usize = moved.iter().map(|y| ink_of(*y)).sum();
        Some(Scroll {
            rows: part,
            by,
            up,
            ink: ink.saturating_sub(lost),
        })
    }
}
