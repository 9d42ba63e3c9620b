//! Lists: tables with a row of headings and a project a row, also broken over pages and merged downwards.
//!
//! Invariant: a row is a project, a part of the one above, a section, or told as neither.

use super::columns::{Columns, HEADINGS_MIN, columns, head_rows, is_head};
use super::entry::Entry;
use super::grid::{GridCell, GridRow};
use super::heading::fit;
use super::words::{is_caption, is_note, is_totals, one_line, unspaced};
use super::{Gathered, ordinal, section, told};
use crate::domain::doubt::{Column, DoubtKind};
use crate::format::document::Table;

/// How many rows of a table are searched for headings.
const SEARCHED: usize = 8;

/// Reads a table as a list; `false` when it has no headings and does not go on from one that has.
pub(super) fn read(into: &mut Gathered, table: &Table, rows: &[GridRow], index: usize) -> bool {
    let head = rows.iter().take(SEARCHED).position(is_head);
    let before = into.columns.take();
    let mut goes_on = false;
    let (above, body) = match head {
        Some(first) => {
            let count = head_rows(rows, first);
            let (above, rest) = rows.split_at(first);
            let (heads, body) = rest.split_at(count);
            let columns = columns(into, heads, table.merges_told, table.width());
            // Broken by a page, a table prints its headings again, and a row may go on below them.
            let same = |before: &Columns| before.headings == columns.headings;
            goes_on = before.as_ref().is_some_and(same);
            into.columns = Some(columns);
            (above, body)
        }
        None => {
            let width = before.as_ref().map(|columns| columns.roles.len());
            into.columns = before;
            if width != Some(table.width()) {
                return false;
            }
            (&[] as &[GridRow], rows)
        }
    };
    for row in above {
        line_above(into, row);
    }
    let Some(columns) = into.columns.clone() else {
        return false;
    };
    let mut list = List {
        into,
        columns,
        index,
        first: !goes_on,
    };
    for row in body {
        list.row(row);
    }
    true
}

/// A row across the table above its headings: a section; the title is read elsewhere.
fn line_above(into: &mut Gathered, row: &GridRow) {
    let mut own = row.own();
    if let (Some(cell), None) = (own.next(), own.next()) {
        let line = one_line(&cell.words);
        let is_title = into.title.contains(&line);
        if !is_title && section::heads(&cell.words, into.year, false) {
            into.sections.heading(&cell.words, cell.spot);
        }
    }
}

/// A list while its rows are read.
struct List<'a> {
    into: &'a mut Gathered,
    columns: Columns,
    index: usize,
    /// Whether no project of this table was read yet.
    first: bool,
}

impl List<'_> {
    fn row(&mut self, row: &GridRow) {
        let own: Vec<&GridCell> = row.own().collect();
        let Some(lead) = own.first() else {
            return;
        };
        let leading = own.iter().take(2);
        if self.repeats_headings(row) {
            return;
        }
        if is_head(row) && row.own().all(|cell| fit(&cell.words).is_some()) {
            let heads = std::slice::from_ref(row);
            self.columns = columns(self.into, heads, self.columns.merges_told, 0);
            self.into.columns = Some(self.columns.clone());
            return;
        }
        if leading.clone().any(|cell| is_totals(&cell.words)) && !self.is_whole(row) {
            let what = DoubtKind::Totals(told(&row.words()));
            return self.into.doubt(Some(lead.spot), what);
        }
        if own.len() == 1 && self.line(lead, row) {
            return;
        }
        if let Some(section) = self.section_of(row) {
            self.into.sections.heading(&section.words, section.spot);
            return;
        }
        if self.goes_on(row) {
            return self.part(row);
        }
        self.project(row);
    }

    /// Whether a row names a project and says something about it.
    fn is_whole(&self, row: &GridRow) -> bool {
        let says = |column: Column| row.own().any(|cell| self.columns.of(cell) == Some(column));
        let code = says(Column::Code) || !self.columns.has(Column::Code);
        code && says(Column::Indicators) && says(Column::Name)
    }

    /// A table that goes on over a page prints its headings again.
    fn repeats_headings(&self, row: &GridRow) -> bool {
        let same = row.own().filter(|cell| {
            let heading = self.columns.headings.get(cell.at);
            heading.is_some_and(|heading| *heading == unspaced(&cell.words))
        });
        same.count() >= HEADINGS_MIN
    }

    /// A row with words in one cell only: a section, a note, or words that belong to the project above.
    fn line(&mut self, cell: &GridCell, row: &GridRow) -> bool {
        if ordinal::whole(&cell.words).is_some() && cell.span == 1 {
            // A number alone: a row that nothing was filled into.
            return row.cells.iter().all(|other| !other.joined);
        }
        let line = one_line(&cell.words);
        if is_caption(&line) {
            return true;
        }
        let across = cell.span > 1 || row.cells.len() == 1;
        if is_note(&line) || (across && line.contains('。')) {
            self.into.read_deadlines(&cell.words, cell.spot);
            self.into.left_out(&cell.words, cell.spot);
            return true;
        }
        if row
            .cells
            .iter()
            .any(|other| other.joined && self.names(other))
        {
            return false;
        }
        let role = self.columns.of(cell);
        let heads = matches!(
            role,
            None | Some(Column::Seq | Column::Category | Column::Name | Column::Code)
        );
        if across || heads {
            self.into.sections.heading(&cell.words, cell.spot);
            return true;
        }
        false
    }

    fn names(&self, cell: &GridCell) -> bool {
        matches!(self.columns.of(cell), Some(Column::Name | Column::Code))
    }

    /// `一 | 学术类项目 | | |`: a row with the number of a section, that names something and says nothing about it.
    fn section_of<'r>(&self, row: &'r GridRow) -> Option<&'r GridCell> {
        let is = |cell: &&GridCell, column: Column| self.columns.of(cell) == Some(column);
        let seq = row.own().find(|cell| is(cell, Column::Seq))?;
        let says = [
            Column::Code,
            Column::Content,
            Column::Indicators,
            Column::Scope,
        ];
        let empty = !row
            .own()
            .any(|cell| says.iter().any(|&column| is(&cell, column)));
        let name = row
            .own()
            .find(|cell| is(cell, Column::Category) || is(cell, Column::Name));
        name.filter(|_| empty && ordinal::is_section_number(&seq.words))
    }

    /// Whether a row is a part of the project above: its name reaches down into it, or it has none and the file does not
    /// tell.
    fn goes_on(&self, row: &GridRow) -> bool {
        if self.into.entries.is_empty() {
            return false;
        }
        let reaches = |column: Column| {
            row.cells.iter().any(|cell| {
                cell.joined && !cell.is_blank() && self.columns.of(cell) == Some(column)
            })
        };
        let named = self.columns.has(Column::Name);
        if reaches(Column::Name) || (!named && reaches(Column::Code)) {
            return true;
        }
        let says = |column: Column| row.own().any(|cell| self.columns.of(cell) == Some(column));
        let nameless = !says(Column::Name) && !says(Column::Code) && !says(Column::Seq);
        named
            && nameless
            && !self.first
            && (says(Column::Indicators) || says(Column::Scope) || says(Column::Content))
    }

    /// Adds a row to the project above.
    fn part(&mut self, row: &GridRow) {
        let certain = row.cells.iter().any(|cell| cell.joined && self.names(cell));
        let words = told(&row.words());
        let columns = &self.columns;
        let Some(entry) = self.into.entries.last_mut() else {
            return;
        };
        for cell in row.own() {
            if let Some(column) = columns.of(cell).filter(|&column| column != Column::Seq) {
                entry.push(column, cell.words.clone(), cell.spot);
                if !certain {
                    entry.doubt(column, DoubtKind::RowJoined(words.clone()), Vec::new());
                }
            }
        }
    }

    fn project(&mut self, row: &GridRow) {
        let printed_again = self.category(row);
        let mut entry = Entry::new(row.spot(self.index), self.into.sections.current());
        if !self.columns.merges_told && row.cells.len() != self.columns.roles.len() {
            let (expected, found) = (self.columns.roles.len(), row.cells.len());
            entry.doubt(
                Column::Seq,
                DoubtKind::Cells { expected, found },
                Vec::new(),
            );
        }
        for (role, heading) in self.columns.roles.iter().zip(&self.columns.headings) {
            if let Some(role) = role {
                entry
                    .headings
                    .entry(*role)
                    .or_insert_with(|| heading.clone());
            }
        }
        for cell in &row.cells {
            let under = self.columns.under(cell);
            let Some(&column) = under.first() else {
                entry.remark(&cell.words, cell.spot);
                continue;
            };
            if column == Column::Category && (cell.joined || printed_again) {
                continue;
            }
            entry.push(column, cell.words.clone(), cell.spot);
            if under.len() > 1 && !cell.is_blank() {
                entry.doubt(column, DoubtKind::Covers(column), Vec::new());
            }
            if cell.has_table {
                entry.doubt(column, DoubtKind::TableInside(column), Vec::new());
            }
        }
        if let Some(heading) = self.columns.mixed() {
            entry.divide(heading);
        }
        self.empty_cells(row, &mut entry);
        self.first = false;
        self.into.entries.push(entry);
    }

    /// Enters the section that the row's own category cell names; whether it is the one above, printed again.
    fn category(&mut self, row: &GridRow) -> bool {
        let cell = row
            .own()
            .find(|cell| self.columns.of(cell) == Some(Column::Category));
        let Some(cell) = cell else {
            return false;
        };
        if unspaced(&self.into.sections.current().words) == unspaced(&cell.words) {
            return true;
        }
        self.into.sections.cell(&cell.words, cell.spot);
        false
    }

    /// Doubts cells that are empty where the one above is not: they may be part of it.
    fn empty_cells(&self, row: &GridRow, entry: &mut Entry) {
        let Some(before) = self.into.entries.last() else {
            return;
        };
        let blank = |column: Column| {
            let cell = row
                .cells
                .iter()
                .find(|cell| self.columns.of(cell) == Some(column));
            cell.is_some_and(GridCell::is_blank)
        };
        let same_section = blank(Column::Category) && !entry.section.name.is_empty();
        let by_cell = self.into.sections.is_of_column();
        if same_section && by_cell && self.columns.merges_told && !self.first {
            let above = vec![String::new()];
            entry.doubt(Column::Category, DoubtKind::GoesOn(Column::Category), above);
        }
        // A date beside a category that goes on is that category's, like the category itself.
        if same_section && !self.columns.merges_told && blank(Column::Due) {
            for piece in before.pieces(Column::Due) {
                entry.push(Column::Due, piece.words.clone(), piece.spot);
            }
            return;
        }
        for column in [
            Column::Content,
            Column::Indicators,
            Column::Scope,
            Column::Due,
        ] {
            if blank(column) && before.has(column) {
                let above = vec![before.words(column)];
                entry.doubt(column, DoubtKind::Empty(column), above);
            }
        }
    }
}
