//! A table on the page: as many columns as fit, the row one is at unfolded below it.

use super::Writer;
use super::value::{is_chosen, spans};
use crate::domain::budget::BudgetLine;
use crate::domain::draft::Row;
use crate::domain::field::FieldPath;
use crate::domain::form::{Field, FieldKind, Table, TableRole};
use crate::domain::outline::{Asks, Entry};
use crate::messages::form as words;
use crate::text::width::{ellipsis, grapheme_width, width};
use crate::tui::canvas::Line;
use crate::tui::screens::form::pinned_at;
use crate::tui::side::verdict_mark;
use crate::tui::theme::Role;
use unicode_segmentation::UnicodeSegmentation;

/// Columns for the marks and the row's number.
const MARGIN: usize = 5;
/// Columns for the amount of a budget line, and for its ruling's mark.
const AMOUNT: usize = 11;
const VERDICT: usize = 2;
/// The fewest columns of a column that can grow.
const FLEXIBLE: usize = 14;

/// A column as it is shown.
struct Shown<'a> {
    field: &'a Field,
    columns: usize,
}

impl Writer<'_> {
    pub(super) fn table(&mut self, entry: &Entry<'_>, table: &Table) {
        let name = entry.at.as_str();
        let from = self.page.rows.len();
        let title = self.label(&entry.at, &entry.asks);
        self.push(title);
        let budget = Self::table_role_is_budget(table.role);
        let shown = self.columns_of(table, budget);
        let rows = self.session.draft().rows(name).to_vec();
        if rows.is_empty() {
            let hint = words::no_rows(self.prefs.lang);
            self.push(Line::new(" ".repeat(super::INDENT), Role::Text).and(hint, Role::Dim));
            if entry.at == self.screen.at {
                self.page.caret = Some((from + 1, super::INDENT));
                self.page.focus = from..self.page.rows.len();
            }
            return;
        }
        self.heads(&shown, budget);
        for (index, row) in rows.iter().enumerate() {
            self.row(name, table, &shown, index, row);
        }
        match table.role {
            TableRole::Budget => self.sums(),
            TableRole::Schedule => self.bars_in_time(table, &rows),
            TableRole::Plain => {}
        }
    }

    /// The columns that there is room for: first as much as their contents want, then their heads, the rest goes to what
    /// can be long.
    fn columns_of<'t>(&self, table: &'t Table, budget: bool) -> Vec<Shown<'t>> {
        let extra = if budget { AMOUNT + VERDICT + 1 } else { 0 };
        let mut room = self.columns.saturating_sub(MARGIN + extra);
        let mut shown = Vec::new();
        for field in &table.columns {
            let columns = natural(field);
            if room < columns + 1 {
                break;
            }
            room -= columns + 1;
            shown.push(Shown { field, columns });
        }
        for column in shown.iter_mut().filter(|column| !is_flexible(column.field)) {
            let head = width(self.prefs.lang.words(&column.field.label), self.ambiguous());
            let more = head.saturating_sub(column.columns);
            if more <= room {
                column.columns += more;
                room -= more;
            }
        }
        let growing = shown.iter().filter(|column| is_flexible(column.field));
        let share = room / growing.count().max(1);
        for column in shown.iter_mut().filter(|column| is_flexible(column.field)) {
            column.columns += share;
        }
        shown
    }

    fn heads(&mut self, shown: &[Shown<'_>], budget: bool) {
        let lang = self.prefs.lang;
        let mut line = Line::new(" ".repeat(MARGIN), Role::Text);
        for column in shown {
            let words = fitted(
                lang.words(&column.field.label),
                column.columns,
                self.ambiguous(),
            );
            line = line.and(
                pad(
                    &words,
                    column.columns,
                    is_number(column.field),
                    self.ambiguous(),
                ),
                Role::Dim,
            );
            line = line.and(" ", Role::Text);
        }
        if budget {
            line = line.and(
                pad(words::amount(lang), AMOUNT, true, self.ambiguous()),
                Role::Dim,
            );
        }
        self.push(line);
    }

    fn row(&mut self, name: &str, table: &Table, shown: &[Shown<'_>], index: usize, row: &Row) {
        let from = self.page.rows.len();
        let here = self
            .screen
            .at
            .is_within(&format!("{name}/{}", row.id.as_str()));
        let cells = table
            .columns
            .iter()
            .map(|column| FieldPath::cell(name, &row.id, column.at.as_str()));
        let gravest = cells.filter_map(|at| self.gravest(&at)).min();
        let (mark, role) =
            gravest.map_or((" ", Role::Text), crate::tui::screens::pick::severity_mark);
        let mut line = Line::new(if here { "▸" } else { " " }, Role::Focus).and(mark, role);
        line = line.and(format!("{:>2} ", index + 1), Role::Dim);
        for column in shown {
            let at = FieldPath::cell(name, &row.id, column.field.at.as_str());
            line = self.cell(line, &at, column, from);
            line = line.and(" ", Role::Text);
        }
        if Self::table_role_is_budget(table.role) {
            line = self.judged(line, index, row);
        }
        self.push(line);
        if here {
            self.unfold(name, table, shown, row);
            self.page.focus = from..self.page.rows.len();
        }
    }

    fn judged(&self, line: Line, index: usize, row: &Row) -> Line {
        let amount = BudgetLine::from_row(row)
            .amount()
            .map_or_else(|| "—".to_owned(), |amount| amount.to_string());
        let line = line.and(pad(&amount, AMOUNT, true, self.ambiguous()), Role::Text);
        match self.session.checked().rulings.get(index) {
            Some(ruling) => {
                let (mark, role) = verdict_mark(ruling.verdict);
                line.and(" ", Role::Text).and(mark, role)
            }
            None => line,
        }
    }

    /// One cell of a row; where the cursor is in it, the part of its text around the cursor.
    fn cell(&mut self, line: Line, at: &FieldPath, column: &Shown<'_>, row: usize) -> Line {
        let asks = Asks::Cell(column.field);
        let ambiguous = self.ambiguous();
        let text = self.cell_text(at, &asks);
        if *at != self.screen.at || is_chosen(&asks) {
            if *at == self.screen.at {
                self.page.caret = Some((row, line.width(ambiguous)));
            }
            let role = if *at == self.screen.at {
                Role::Selected
            } else {
                self.cell_role(at)
            };
            let shown = fitted(&text.replace('\n', " "), column.columns, ambiguous);
            return line.and(
                pad(&shown, column.columns, is_number(column.field), ambiguous),
                role,
            );
        }
        let cursor = self.screen.cursor;
        let pinned = pinned_at(self.session, at);
        let start = window_start(&text, cursor.at.min(text.len()), column.columns, ambiguous);
        let end = window_end(&text, start, column.columns, ambiguous);
        let before = width(&text[start..cursor.at.clamp(start, end)], ambiguous);
        let place = line.width(ambiguous);
        self.page.caret = Some((row, place + before));
        let mut line = line;
        line.spans
            .extend(spans(&text, start..end, &cursor.selected(), &pinned));
        line.to_column(place + column.columns, ambiguous)
    }

    fn cell_role(&self, at: &FieldPath) -> Role {
        self.gravest(at).map_or(Role::Text, |severity| {
            crate::tui::screens::pick::severity_mark(severity).1
        })
    }

    /// The columns that did not fit, as fields below the row one is at.
    fn unfold(&mut self, name: &str, table: &Table, shown: &[Shown<'_>], row: &Row) {
        let hidden = table
            .columns
            .iter()
            .filter(|column| !shown.iter().any(|shown| shown.field.at == column.at));
        for column in hidden {
            let at = FieldPath::cell(name, &row.id, column.at.as_str());
            let asks = Asks::Cell(column);
            let indented = Line::new(" ".repeat(MARGIN - 2), Role::Text);
            let mut label = self.label(&at, &asks);
            label.spans.splice(0..0, indented.spans);
            let place = super::LABEL_COLUMNS.min(self.columns / 2);
            let first = label
                .to_column(place, self.ambiguous())
                .and(" ", Role::Text);
            let column = Shown {
                field: column,
                columns: self.columns.saturating_sub(place + 2).max(2),
            };
            let row = self.page.rows.len();
            let line = self.cell(first, &at, &column, row);
            self.push(line);
        }
    }
}

fn natural(field: &Field) -> usize {
    match field.kind {
        FieldKind::Date => 10,
        FieldKind::Number => 5,
        FieldKind::Money => 9,
        FieldKind::ScopeItem | FieldKind::Choice(_) => 10,
        FieldKind::IndicatorLabel => 6,
        _ if is_flexible(field) => FLEXIBLE,
        _ => 4,
    }
}

fn is_flexible(field: &Field) -> bool {
    field.kind == FieldKind::Line && field.max_chars.is_none_or(|max| max > 10)
}

fn is_number(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Number | FieldKind::Money)
}

fn fitted(text: &str, columns: usize, ambiguous: crate::text::width::Ambiguous) -> String {
    ellipsis(text, columns, ambiguous)
}

fn pad(
    text: &str,
    columns: usize,
    right: bool,
    ambiguous: crate::text::width::Ambiguous,
) -> String {
    let spaces = " ".repeat(columns.saturating_sub(width(text, ambiguous)));
    if right {
        format!("{spaces}{text}")
    } else {
        format!("{text}{spaces}")
    }
}

/// Where the shown part of a text begins so that the cursor is in sight.
fn window_start(
    text: &str,
    cursor: usize,
    columns: usize,
    ambiguous: crate::text::width::Ambiguous,
) -> usize {
    let mut room = columns.saturating_sub(1);
    let mut start = cursor;
    for (byte, grapheme) in text[..cursor].grapheme_indices(true).rev() {
        let needed = grapheme_width(grapheme, ambiguous);
        if needed > room {
            break;
        }
        room -= needed;
        start = byte;
    }
    start
}

fn window_end(
    text: &str,
    start: usize,
    columns: usize,
    ambiguous: crate::text::width::Ambiguous,
) -> usize {
    let mut room = columns;
    for (byte, grapheme) in text[start..].grapheme_indices(true) {
        let needed = grapheme_width(grapheme, ambiguous);
        if needed > room {
            return start + byte;
        }
        room -= needed;
    }
    text.len()
}
