//! Rows of tables in the review: what came, went and changed; in a budget with the money's difference and the ruling.

use super::words::Over;
use super::{Row, Source, Spread};
use crate::domain::budget::BudgetLine;
use crate::domain::diff::facing::{Body, Piece, RowPair};
use crate::domain::draft::Row as DraftRow;
use crate::domain::form::{Field, Table, TableRole};
use crate::domain::money::Money;
use crate::domain::review::entry::Target;
use crate::domain::ruling::Ruling;
use crate::messages::{facing as told, form};
use crate::text::width::{ellipsis, width};
use crate::tui::canvas::Line;
use crate::tui::screens::review::Block;
use crate::tui::side::verdict_mark;
use crate::tui::theme::Role;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Columns before what is told below a row.
const INDENT: usize = 5;
/// Columns of the money, its difference and the ruling's mark at the right.
const MONEY: usize = 27;
const DIFFERENCE: usize = 14;
/// Columns of the first cell.
const FIRST: usize = 12;

impl Source<'_> {
    pub(super) fn table_row(&self, shown: usize, block: &Block, index: usize) -> Spread {
        let entry = self.screen.sheet.entry(block);
        let Some((name, Body::Rows(rows))) = entry.map(|entry| (&entry.at, &entry.body)) else {
            return Spread::default();
        };
        let Some(row) = rows.get(index) else {
            return Spread::default();
        };
        let table = self.session.call().form.table(name.as_str());
        let mut lines = vec![self.head(row, table)];
        lines.extend(self.details(row, table, &self.pinned(shown, row)));
        let mut spread = Spread::signed(Vec::new(), sign(row));
        for line in lines {
            for line in line.wrapped(self.columns.whole, self.prefs.ambiguous) {
                spread.rows.push(Row {
                    sign: sign(row),
                    ..Row::whole(line)
                });
            }
        }
        spread
    }

    /// The number and the first cells of a row; in a budget what it comes to and how it is judged.
    fn head(&self, row: &RowPair, table: Option<&Table>) -> Line {
        let Some(latest) = row.latest() else {
            return Line::default();
        };
        let role = match (&row.before, &row.after) {
            (_, None) => Role::Removed,
            (None, _) => Role::Added,
            _ => Role::Text,
        };
        let place = row
            .after
            .as_ref()
            .or(row.before.as_ref())
            .map_or(0, |(place, _)| *place);
        let number = Line::new(format!("{:>3} ", place + 1), Role::Dim);
        let budget = table.is_some_and(|table| table.role == TableRole::Budget);
        let room = self.columns.whole.saturating_sub(4);
        if !budget {
            let cells = ellipsis(
                &self.cells(latest, table).join("  "),
                room,
                self.prefs.ambiguous,
            );
            return number.and(cells, role);
        }
        let room = room
            .saturating_sub(FIRST + MONEY + DIFFERENCE + 3)
            .max(FIRST);
        let ambiguous = self.prefs.ambiguous;
        let end = 4 + FIRST + room;
        let line = number
            .and(
                ellipsis(latest.cell("category"), FIRST - 1, ambiguous),
                role,
            )
            .to_column(4 + FIRST, ambiguous)
            .and(
                ellipsis(latest.cell("item"), room.saturating_sub(1), ambiguous),
                role,
            )
            .to_column(end, ambiguous);
        self.money(line, amounts(row)).and(" ", Role::Text).and(
            self.ruling(row)
                .map_or(" ", |ruling| verdict_mark(ruling.verdict).0),
            self.ruling(row)
                .map_or(Role::Text, |ruling| verdict_mark(ruling.verdict).1),
        )
    }

    /// What a line came to and comes to, and the difference.
    fn money(&self, line: Line, [before, after]: [Option<Money>; 2]) -> Line {
        let text =
            |money: Option<Money>| money.map_or_else(|| "—".to_owned(), |money| money.to_string());
        let sum = match (before, after) {
            (before, after) if before == after => text(after),
            (None, after) => text(after),
            (Some(_), after) => format!("{} → {}", text(before), text(after)),
        };
        let difference = Money::difference(before, after);
        let right = |text: &str, columns: usize| {
            let gap = columns.saturating_sub(width(text, self.prefs.ambiguous));
            format!("{}{text}", " ".repeat(gap))
        };
        let role = if difference.starts_with('-') {
            Role::Removed
        } else {
            Role::Added
        };
        line.and(right(&sum, MONEY), Role::Text).and(
            right(&difference, DIFFERENCE),
            if difference.is_empty() {
                Role::Text
            } else {
                weight(role)
            },
        )
    }

    /// What changed in a row, or what a new one says; and the ruling, where it is not plainly good.
    fn details(&self, row: &RowPair, table: Option<&Table>, pinned: &Pins) -> Vec<Line> {
        let lang = self.prefs.lang;
        let indent = || Line::new(" ".repeat(INDENT), Role::Text);
        let mut lines = Vec::new();
        if let (true, Some((from, _)), Some((to, _))) = (row.moved, &row.before, &row.after) {
            lines.push(indent().and(told::moved_row(lang, from + 1, to + 1), Role::Dim));
        }
        let named = |column: &str| {
            let field = table.and_then(|table| table.column(column));
            let label = field.map_or(column, |field| lang.words(&field.label));
            (field, indent().and(format!("{label}  "), Role::Dim))
        };
        for cell in &row.cells {
            let (field, mut line) = named(&cell.column);
            let [left, right] = [&cell.left, &cell.right].map(|pieces| self.shown(field, pieces));
            let over = over(pinned.get(&cell.column));
            line.spans.extend(self.then_now(&left, &right, &over).spans);
            lines.push(line);
        }
        // A cell that did not change is shown where somebody remarks on its words.
        let changed = |column: &String| row.cells.iter().any(|cell| cell.column == *column);
        for (column, ranges) in pinned.iter().filter(|(column, _)| !changed(column)) {
            let (_, mut line) = named(column);
            let text = row.after.as_ref().map_or("", |(_, row)| row.cell(column));
            let piece = Piece {
                text: text.to_owned(),
                changed: false,
            };
            let over = over(Some(ranges));
            line.spans.extend(self.laid_pieces(&[piece], &over).spans);
            lines.push(line);
        }
        if let (None, Some((_, latest))) = (&row.before, &row.after) {
            let rest = self.rest(latest, table);
            if !rest.is_empty() {
                lines.push(indent().and(rest, Role::Added));
            }
        }
        lines.extend(self.ruled(row).map(|line| {
            let mut whole = indent();
            whole.spans.extend(line.spans);
            whole
        }));
        lines
    }

    /// The words that somebody remarks on in the cells of a row.
    fn pinned(&self, shown: usize, row: &RowPair) -> Pins {
        let mut pins = Pins::new();
        let remarks = self.session.remarks();
        for note in self.screen.notes_at(shown) {
            let Some((annotation, placement)) = remarks.placed().nth(note.index) else {
                continue;
            };
            if let (Target::Place(place), Some(range)) = (&annotation.on, placement.pinned())
                && place.anchor.quote.is_some()
                && let Some(column) = place.anchor.at.segments().nth(2)
                && let Some((_, now)) = &row.after
            {
                let text = now.cell(column);
                let bytes = bytes(text, range.start)..bytes(text, range.end);
                pins.entry(column.to_owned()).or_default().push(bytes);
            }
        }
        pins
    }

    /// The pieces of a cell as a person reads them: an answer that is held by its id is shown by its words.
    fn shown(&self, field: Option<&Field>, pieces: &[Piece]) -> Vec<Piece> {
        match field.filter(|field| field.kind.is_chosen()) {
            Some(field) => {
                let held: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
                let text = self.value(field, &held);
                Vec::from_iter((!text.is_empty()).then_some(Piece {
                    text,
                    changed: true,
                }))
            }
            None => pieces.to_vec(),
        }
    }

    /// The cells of a row as a person reads them, in the order of the columns.
    fn cells(&self, row: &DraftRow, table: Option<&Table>) -> Vec<String> {
        let Some(table) = table else {
            return row.cells.values().cloned().collect();
        };
        let columns = table.columns.iter();
        let cells = columns.map(|field| self.value(field, row.cell(field.at.as_str())));
        cells.filter(|text| !text.is_empty()).collect()
    }

    /// What a new budget line says beside item and amount.
    fn rest(&self, row: &DraftRow, table: Option<&Table>) -> String {
        let Some(table) = table.filter(|table| table.role == TableRole::Budget) else {
            return String::new();
        };
        let lang = self.prefs.lang;
        let columns = table.columns.iter();
        let rest = columns.filter(|field| !matches!(field.at.as_str(), "category" | "item"));
        let told = rest.filter_map(|field| {
            let text = self.value(field, row.cell(field.at.as_str()));
            (!text.is_empty()).then(|| format!("{} {text}", lang.words(&field.label)))
        });
        told.collect::<Vec<String>>().join(" · ")
    }

    /// The ruling on a line of the draft.
    fn ruling(&self, row: &RowPair) -> Option<&Ruling> {
        let (place, latest) = row.after.as_ref()?;
        let ruling = self.session.checked().rulings.get(*place)?;
        let (table, _) = self.session.call().form.table_of(TableRole::Budget)?;
        self.session.draft().row(table, &latest.id)?;
        Some(ruling)
    }

    /// How the line was judged and is judged, where that changed or is not plainly good.
    fn ruled(&self, row: &RowPair) -> Option<Line> {
        let lang = self.prefs.lang;
        let now = self.ruling(row)?;
        let words = |ruling: &Ruling| {
            let (mark, role) = verdict_mark(ruling.verdict);
            (
                format!("{mark} {}", form::verdict(lang, ruling.verdict)),
                role,
            )
        };
        let before = row
            .before
            .as_ref()
            .and_then(|(place, _)| self.screen.sheet.before.rulings.get(*place));
        let line = Line::new(format!("{}  ", told::ruling(lang)), Role::Dim);
        let (is, role) = words(now);
        match before.filter(|before| before.verdict != now.verdict) {
            Some(before) => {
                let (was, then) = words(before);
                Some(line.and(was, then).and(" → ", Role::Text).and(is, role))
            }
            None if role == Role::Good => None,
            None => Some(line.and(is, role)),
        }
    }

    /// The sums of the budget: in all, and of each item whose sum changed.
    pub(super) fn sums(&self, _: &Block) -> Spread {
        let lang = self.prefs.lang;
        let (before, after) = (
            &self.screen.sheet.before.totals,
            &self.session.checked().totals,
        );
        let mut lines = vec![self.sum(
            told::total(lang),
            Role::Label,
            [Some(before.all), Some(after.all)],
        )];
        let names: BTreeSet<&String> = before
            .by_category
            .keys()
            .chain(after.by_category.keys())
            .collect();
        for name in names {
            let sums = [before, after]
                .map(|totals| Some(totals.by_category.get(name).copied().unwrap_or_default()));
            if sums[0] != sums[1] {
                lines.push(self.sum(name, Role::Dim, sums));
            }
        }
        Spread::whole(lines)
    }

    fn sum(&self, name: &str, role: Role, sums: [Option<Money>; 2]) -> Line {
        let ambiguous = self.prefs.ambiguous;
        let room = self
            .columns
            .whole
            .saturating_sub(FIRST + MONEY + DIFFERENCE + 7)
            .max(FIRST);
        let line = Line::new("    ", Role::Text)
            .and(ellipsis(name, FIRST + room - 1, ambiguous), role)
            .to_column(4 + FIRST + room, ambiguous);
        self.money(line, sums)
    }
}

/// Words in the cells of a row, in bytes, by column.
type Pins = BTreeMap<String, Vec<Range<usize>>>;

fn over(pinned: Option<&Vec<Range<usize>>>) -> Over {
    Over {
        selected: 0..0,
        pinned: pinned.cloned().unwrap_or_default(),
    }
}

/// Where a character of a text begins, in bytes; its end behind the last.
fn bytes(text: &str, chars: usize) -> usize {
    let mut bytes = text.char_indices().map(|(byte, _)| byte);
    bytes.nth(chars).unwrap_or(text.len())
}

/// The weight of a sign of more or less: no line through a number.
fn weight(role: Role) -> Role {
    match role {
        Role::Removed => Role::Error,
        role => role,
    }
}

fn amounts(row: &RowPair) -> [Option<Money>; 2] {
    [&row.before, &row.after].map(|side| {
        let (_, row) = side.as_ref()?;
        BudgetLine::from_row(row).amount()
    })
}

fn sign(row: &RowPair) -> (&'static str, Role) {
    match (&row.before, &row.after) {
        (_, None) => ("-", Role::Removed),
        (None, _) => ("+", Role::Added),
        _ if !row.cells.is_empty() => ("~", Role::Warning),
        _ if row.moved => (">", Role::Warning),
        _ => (" ", Role::Text),
    }
}
