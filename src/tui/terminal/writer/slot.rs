//! The columns of a screen: what stands in each, and how it looks.
//!
//! Invariant: nothing that stands in a slot moves the cursor by anything but its own columns, one or two.

use crate::text::visible::visible;
use crate::text::width::{Ambiguous, grapheme_width, width};
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// A column of the screen.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Slot {
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
pub(super) struct Look {
    pub fg: Color,
    pub bg: Color,
    pub modifier: Modifier,
}

impl Slot {
    /// A plain blank.
    pub fn blank() -> Self {
        Self::Shown {
            symbol: " ".to_owned(),
            columns: 1,
            look: Look::default(),
        }
    }

    /// Whether it is a plain blank.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Shown { symbol, look, .. } if symbol == " " && *look == Look::default())
    }

    /// Whether a character may be parted from the one before it here.
    pub fn is_border(slots: &[Self], at: usize) -> bool {
        !matches!(slots.get(at), Some(Self::Covered))
    }

    /// How many bytes it takes to write it, looks not counted; a blank is as good as none.
    pub fn ink(&self) -> usize {
        match self {
            Self::Shown { symbol, .. } if symbol != " " => symbol.len(),
            _ => 0,
        }
    }
}

/// Where the plain blanks at the end of a row begin.
pub(super) fn blank_tail(row: &[Slot]) -> usize {
    row.iter()
        .rposition(|slot| !slot.is_blank())
        .map_or(0, |last| last + 1)
}

/// The columns of a row of cells.
pub(super) fn row_slots(cells: &[Cell], ambiguous: Ambiguous) -> Vec<Slot> {
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
