//! Drawing text into cells: the one place where words become columns.
//!
//! Invariants: nothing is drawn outside its area; a wide character is never cut in half; every text is made harmless
//! first, so no control or order-turning character of a file reaches the terminal.

use crate::text::visible::visible;
use crate::text::width::{Ambiguous, clusters, ellipsis, grapheme_width, width};
use crate::text::wrap::wrap;
use crate::tui::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::borrow::Borrow;

/// A stretch of text with one role.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Span {
    /// The words, harmless.
    pub text: String,
    /// What they are.
    pub role: Role,
}

impl Span {
    /// A stretch of text; characters that could do harm are shown as what they are.
    pub fn new(text: impl AsRef<str>, role: Role) -> Self {
        Self {
            text: visible(text.as_ref()).into_owned(),
            role,
        }
    }
}

/// One row of text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Line {
    /// Its stretches, from the left.
    pub spans: Vec<Span>,
}

impl Line {
    /// A row of one role.
    pub fn new(text: impl AsRef<str>, role: Role) -> Self {
        Self {
            spans: vec![Span::new(text, role)],
        }
    }

    /// This row with one more stretch.
    #[must_use]
    pub fn and(mut self, text: impl AsRef<str>, role: Role) -> Self {
        self.spans.push(Span::new(text, role));
        self
    }

    /// This row filled with spaces up to a column.
    #[must_use]
    pub fn to_column(mut self, column: usize, ambiguous: Ambiguous) -> Self {
        let missing = column.saturating_sub(self.width(ambiguous));
        if missing > 0 {
            self.spans.push(Span {
                text: " ".repeat(missing),
                role: Role::Text,
            });
        }
        self
    }

    /// This row broken into as many as it needs; breaks follow the rules of Chinese text.
    #[must_use]
    pub fn wrapped(&self, columns: usize, ambiguous: Ambiguous) -> Vec<Self> {
        let rows = wrap(&self.text(), columns.max(2), ambiguous);
        rows.iter()
            .map(|row| self.cut(row.start, row.end))
            .collect()
    }

    /// The part of the row between two bytes of its text.
    #[must_use]
    pub fn cut(&self, from: usize, to: usize) -> Self {
        let mut start = 0;
        let mut cut = Self::default();
        for span in &self.spans {
            let end = start + span.text.len();
            let (a, b) = (from.clamp(start, end) - start, to.clamp(start, end) - start);
            if a < b {
                cut.spans.push(Span {
                    text: span.text[a..b].to_owned(),
                    role: span.role,
                });
            }
            start = end;
        }
        cut
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// How many columns it takes.
    #[must_use]
    pub fn width(&self, ambiguous: Ambiguous) -> usize {
        self.spans
            .iter()
            .map(|span| width(&span.text, ambiguous))
            .sum()
    }
}

/// How many characters stand on one another in a cell: more than any writing and any emoji needs.
const STACKED: usize = 16;

/// What a cell shows of a cluster. Of a flood of marks, of which a terminal shows a smear, the first are sent.
fn stacked(cluster: &str) -> &str {
    let after = cluster.char_indices().nth(STACKED);
    after.map_or(cluster, |(end, _)| &cluster[..end])
}

/// A bar of so many columns, or one less where the terminal draws its sign two columns wide.
pub fn bar(columns: usize, ambiguous: Ambiguous) -> String {
    "█".repeat(columns / width("█", ambiguous).max(1))
}

/// A buffer with the theme and the terminal's widths.
pub struct Canvas<'a> {
    /// The cells.
    pub buffer: &'a mut Buffer,
    /// How roles look.
    pub theme: Theme,
    /// How wide the terminal draws ambiguous characters.
    pub ambiguous: Ambiguous,
}

impl Canvas<'_> {
    /// Draws a row at the top left of an area, cut at its right edge; gives the column after it.
    pub fn line(&mut self, area: Rect, line: &Line) -> u16 {
        let mut x = area.x;
        for span in &line.spans {
            x = self.text(x, area, &span.text, span.role);
        }
        x
    }

    /// Draws rows from the top of an area.
    pub fn lines(&mut self, area: Rect, lines: impl IntoIterator<Item = impl Borrow<Line>>) {
        for (row, line) in (0..area.height).zip(lines) {
            self.line(
                Rect {
                    y: area.y + row,
                    height: 1,
                    ..area
                },
                line.borrow(),
            );
        }
    }

    /// Gives a whole area the style of a role, and leaves its text.
    pub fn tint(&mut self, area: Rect, role: Role) {
        self.buffer
            .set_style(area.intersection(self.buffer.area), self.theme.style(role));
    }

    /// Empties an area; a wide character that reaches into it from the left goes whole.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for position in area.positions() {
            self.buffer[position].reset();
        }
        for y in area.top()..area.bottom() {
            if let Some(x) = area.x.checked_sub(1) {
                let cell = &mut self.buffer[Position::new(x, y)];
                if grapheme_width(cell.symbol(), self.ambiguous) > 1 {
                    cell.set_symbol(" ");
                }
            }
        }
    }

    /// A box with a title; gives the area inside.
    pub fn panel(&mut self, area: Rect, title: &str) -> Rect {
        if area.width < 4 || area.height < 3 {
            return area;
        }
        // Box lines take two columns in some terminals; those get plain signs.
        let ([a, b, c, d], flat, upright) = match self.ambiguous {
            Ambiguous::Narrow => (["╭", "╮", "╰", "╯"], "─", "│"),
            Ambiguous::Wide => (["+"; 4], "-", "|"),
        };
        let across = flat.repeat(usize::from(area.width - 2));
        let below = area.y + area.height - 1;
        for (y, left, right) in [(area.y, a, b), (below, c, d)] {
            let row = Line::new(format!("{left}{across}{right}"), Role::Border);
            self.line(
                Rect {
                    y,
                    height: 1,
                    ..area
                },
                &row,
            );
        }
        for y in area.y + 1..below {
            for x in [area.x, area.x + area.width - 1] {
                self.text(
                    x,
                    Rect {
                        x,
                        y,
                        width: 1,
                        height: 1,
                    },
                    upright,
                    Role::Border,
                );
            }
        }
        let title_area = Rect {
            x: area.x + 2,
            width: area.width - 4,
            height: 1,
            ..area
        };
        let room = usize::from(title_area.width).saturating_sub(2);
        let title = ellipsis(&visible(title), room, self.ambiguous);
        self.line(title_area, &Line::new(format!(" {title} "), Role::Label));
        Rect {
            x: area.x + 2,
            y: area.y + 1,
            width: area.width - 4,
            height: area.height - 2,
        }
    }

    fn text(&mut self, x: u16, area: Rect, text: &str, role: Role) -> u16 {
        let style = self.theme.style(role);
        let right = area.right().min(self.buffer.area.right());
        let mut x = x;
        if area.y >= self.buffer.area.bottom() {
            return x;
        }
        for (grapheme, columns) in clusters(text, self.ambiguous) {
            // Cells are one or two columns; what has no width of its own stands on the character before it.
            let columns = u16::try_from(columns).unwrap_or(1);
            if columns == 0 {
                continue;
            }
            if x.saturating_add(columns) > right {
                break;
            }
            self.buffer[Position::new(x, area.y)]
                .set_symbol(stacked(grapheme))
                .set_style(style);
            for covered in x + 1..x + columns {
                self.buffer[Position::new(covered, area.y)].reset();
                self.buffer[Position::new(covered, area.y)].set_style(style);
            }
            x += columns;
        }
        x
    }
}
