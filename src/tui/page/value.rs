//! The text of a field on the page: wrapped, with selection and cursor.

use super::{PageRow, Writer, text_columns};
use crate::app::sections::answers;
use crate::domain::draft::Draft;
use crate::domain::field::FieldPath;
use crate::domain::outline::Asks;
use crate::messages::form as words;
use crate::text::caret;
use crate::text::visible::visible_lines;
use crate::tui::canvas::{Line, Span};
use crate::tui::screens::form::pinned_at;
use crate::tui::theme::Role;
use std::ops::Range;

impl Writer<'_> {
    /// Writes a field's text; its first row goes on after `first`, the others are indented.
    pub(super) fn value(&mut self, at: &FieldPath, asks: &Asks<'_>, first: Line, indent: usize) {
        let focused = *at == self.screen.at;
        let text = self.session.draft().text(at).to_owned();
        if is_chosen(asks) {
            let shown = self.answer(at, &text);
            let wanted = text.is_empty() && !focused && asks.is_required();
            let (shown, role) = match wanted {
                true => (words::required(self.prefs.lang).to_owned(), Role::Dim),
                false => (shown, Role::Text),
            };
            if focused {
                self.page.caret = Some((self.page.rows.len(), first.width(self.ambiguous())));
            }
            self.push(first.and(shown, role));
            return;
        }
        if text.is_empty() && !focused {
            let hint = if asks.is_required() {
                words::required(self.prefs.lang)
            } else {
                ""
            };
            self.push(first.and(hint, Role::Dim));
            return;
        }
        let columns = text_columns(self.session, at, self.columns);
        let rows = self.wraps.wrap(&text, columns, self.prefs.ambiguous);
        let pinned = pinned_at(self.session, at);
        let top = self.page.rows.len();
        let selected = if focused {
            self.screen.cursor.selected()
        } else {
            0..0
        };
        let mut ranges = rows.iter().map(|row| row.start..row.end);
        if let Some(row) = ranges.next() {
            let mut line = first;
            line.spans.extend(spans(&text, row, &selected, &pinned));
            self.push(line);
        }
        if rows.len() > 1 {
            let index = self.page.texts.len();
            let others = ranges.map(|row| PageRow::OfText(index, row));
            self.page.rows.extend(others);
            self.page.texts.push(LongText {
                at: at.clone(),
                indent,
                selected,
                pinned,
            });
        }
        if focused {
            let (row, column) =
                caret::locate(&text, &rows, self.screen.cursor.at, self.ambiguous());
            // The cursor after an exactly full last row stands at the start of a row of its own.
            while self.page.rows.len() <= top + row {
                self.push(Line::new(" ".repeat(indent), Role::Text));
            }
            self.page.caret = Some((top + row, indent + column));
        }
    }

    /// What a person reads for an answer that the draft holds by its id.
    fn answer(&self, at: &FieldPath, held: &str) -> String {
        let lang = self.prefs.lang;
        answers(self.session, at)
            .into_iter()
            .find(|(id, _)| id == held)
            .map_or_else(
                || held.to_owned(),
                |(_, words)| lang.words(&words).to_owned(),
            )
    }

    pub(super) fn cell_text(&self, at: &FieldPath, asks: &Asks<'_>) -> String {
        let text = self.session.draft().text(at);
        if is_chosen(asks) {
            self.answer(at, text)
        } else {
            text.to_owned()
        }
    }
}

/// What the rows of a long text are made of, but for the text itself.
#[derive(Clone, Debug)]
pub(super) struct LongText {
    at: FieldPath,
    indent: usize,
    selected: Range<usize>,
    pinned: Vec<Range<usize>>,
}

impl LongText {
    /// A row, of so many bytes of the draft's text.
    pub(super) fn row(&self, draft: &Draft, bytes: Range<usize>) -> Line {
        let mut line = Line::new(" ".repeat(self.indent), Role::Text);
        let text = draft.text(&self.at);
        if text.get(bytes.clone()).is_some() {
            let spans = spans(text, bytes, &self.selected, &self.pinned);
            line.spans.extend(spans);
        }
        line
    }
}

/// Whether a field is answered by choosing.
pub(super) fn is_chosen(asks: &Asks<'_>) -> bool {
    use crate::domain::form::FieldKind;
    match asks {
        Asks::Field(field) | Asks::Cell(field) => {
            field.kind.is_chosen() && field.kind != FieldKind::IndicatorLabel
        }
        _ => false,
    }
}

/// The stretches of a row, with what is selected and what somebody remarks on.
pub fn spans(
    text: &str,
    row: Range<usize>,
    selected: &Range<usize>,
    pinned: &[Range<usize>],
) -> Vec<Span> {
    let ranges = pinned.iter().chain([selected]);
    let borders = ranges.flat_map(|range| [range.start, range.end]);
    let within = |at: &usize| row.contains(at) && text.is_char_boundary(*at);
    let mut borders: Vec<usize> = borders.filter(within).chain([row.start, row.end]).collect();
    borders.sort_unstable();
    borders.dedup();
    let role = |at: usize| {
        if selected.contains(&at) {
            Role::Selected
        } else if pinned.iter().any(|range| range.contains(&at)) {
            Role::Pinned
        } else {
            Role::Text
        }
    };
    let pieces = borders.windows(2).map(|pair| Span {
        text: visible_lines(&text[pair[0]..pair[1]]).into_owned(),
        role: role(pair[0]),
    });
    pieces.collect()
}
