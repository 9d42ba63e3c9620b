//! Cards: a table a project, label beside value; also several cards in one table, and lists lying on their side.
//!
//! Invariant: a cell is a label only where labels stand; a value is never dropped without being told.

use super::entry::Entry;
use super::grid::{GridCell, GridRow};
use super::heading::{fit, role};
use super::words::{is_caption, one_line, unspaced};
use super::{Gathered, ordinal, section, told};
use crate::domain::annex::Spot;
use crate::domain::doubt::{Column, DoubtKind};
use std::collections::BTreeSet;

/// The fewest known labels of a card.
const LABELS_MIN: usize = 3;
/// Longer cells are no labels of what is not known, in characters.
const LABEL_MAX: usize = 10;

/// Reads a table as cards; `false` when it has too few labels.
pub(super) fn read(into: &mut Gathered, rows: &[GridRow], index: usize) -> bool {
    let first = rows
        .iter()
        .flat_map(|row| row.cells.iter().take(1))
        .filter_map(label);
    let known: BTreeSet<Column> = first.collect();
    if known.len() < LABELS_MIN {
        return false;
    }
    if lies_on_side(rows) {
        sideways(into, rows, index);
        return true;
    }
    let places = places(rows);
    let mut cards = Cards {
        into,
        card: None,
        places,
    };
    for row in rows {
        cards.row(row);
    }
    cards.close();
    true
}

fn label(cell: &GridCell) -> Option<Column> {
    let words = unspaced(&cell.words);
    role(words.trim_end_matches(['：', ':']))
}

/// Whether a cell is a label, of whatever.
fn is_label(cell: &GridCell) -> bool {
    let words = unspaced(&cell.words);
    fit(words.trim_end_matches(['：', ':'])).is_some()
}

/// The grid columns that labels stand in: those with known ones, if they hold little else.
fn places(rows: &[GridRow]) -> BTreeSet<usize> {
    let cells = || rows.iter().flat_map(|row| row.cells.iter());
    let known: BTreeSet<usize> = cells()
        .filter(|cell| label(cell).is_some())
        .map(|cell| cell.at)
        .collect();
    let mostly = |at: &usize| {
        let here: Vec<&GridCell> = cells()
            .filter(|cell| cell.at == *at && cell.is_own())
            .collect();
        let labels = here.iter().filter(|cell| is_label(cell)).count();
        labels * 2 > here.len()
    };
    let mut places: BTreeSet<usize> = known.into_iter().filter(mostly).collect();
    places.extend(
        rows.iter()
            .filter_map(|row| row.cells.first())
            .map(|cell| cell.at)
            .min(),
    );
    places
}

/// Whether the projects stand side by side: the row of names, or of codes, has several values.
fn lies_on_side(rows: &[GridRow]) -> bool {
    rows.iter().any(|row| {
        let lead = row.cells.first().and_then(label);
        let values: Vec<&GridCell> = row.own().skip(1).collect();
        matches!(lead, Some(Column::Name | Column::Code))
            && values.len() > 1
            && values.iter().all(|cell| {
                !is_label(cell)
                    || ordinal::whole(&cell.words).is_some()
                    || label(cell) == Some(Column::Name)
            })
    })
}

/// A list on its side: every column behind the labels is a project.
fn sideways(into: &mut Gathered, rows: &[GridRow], index: usize) {
    let values = |row: &GridRow| -> BTreeSet<usize> {
        row.cells.iter().skip(1).map(|cell| cell.at).collect()
    };
    let columns: BTreeSet<usize> = rows.iter().flat_map(values).collect();
    for at in columns {
        let spot = Spot::Cell {
            table: index,
            row: 1,
            column: at + 1,
        };
        let mut entry = Entry::new(spot, into.sections.current());
        for row in rows {
            let Some(column) = row.cells.first().and_then(label) else {
                continue;
            };
            let cell = row
                .cells
                .iter()
                .skip(1)
                .find(|cell| (cell.at..cell.at + cell.span).contains(&at));
            if let Some(cell) = cell {
                entry.push(column, cell.words.clone(), cell.spot);
                let heading = row.cells.first().map(|cell| unspaced(&cell.words));
                entry.headings.insert(column, heading.unwrap_or_default());
            }
        }
        if entry.has(Column::Name) || entry.count() >= LABELS_MIN {
            into.entries.push(entry);
        }
    }
}

/// The cards of a table while they are read.
struct Cards<'a> {
    into: &'a mut Gathered,
    card: Option<Entry>,
    /// The grid columns that labels stand in.
    places: BTreeSet<usize>,
}

impl Cards<'_> {
    fn row(&mut self, row: &GridRow) {
        let own: Vec<&GridCell> = row.own().collect();
        if let [only] = own.as_slice()
            && row.cells.iter().all(|cell| !cell.joined)
            && !is_label(only)
        {
            return self.line(only);
        }
        let mut current: Option<(Option<Column>, String)> = None;
        let mut filled = false;
        for cell in &row.cells {
            let named = self.places.contains(&cell.at) && !cell.is_blank();
            let labels = is_label(cell) || (named && cell.words.chars().count() <= LABEL_MAX);
            // Behind a label stands its value, whatever it looks like.
            let waits = current.is_some() && !filled;
            if named && labels && !waits {
                current = Some((label(cell), unspaced(&cell.words)));
                filled = false;
                continue;
            }
            filled = filled || current.is_some();
            if let Some((column, heading)) = &current {
                self.value(*column, heading.clone(), cell);
            }
        }
    }

    fn value(&mut self, column: Option<Column>, heading: String, cell: &GridCell) {
        if !cell.is_own() {
            return;
        }
        let Some(column) = column else {
            let told = DoubtKind::UnknownColumn(heading);
            if !self.into.doubts.iter().any(|doubt| doubt.what == told) {
                self.into.doubt(Some(cell.spot), told);
            }
            if let Some(card) = &mut self.card {
                card.remark(&cell.words, cell.spot);
            }
            return;
        };
        let again = column == Column::Name
            && self
                .card
                .as_ref()
                .is_some_and(|card| card.has(Column::Name));
        if again {
            self.close();
        }
        let section = self.into.sections.current();
        let card = self
            .card
            .get_or_insert_with(|| Entry::new(cell.spot, section));
        if cell.has_table {
            card.doubt(column, DoubtKind::TableInside(column), Vec::new());
        }
        let words = cell.words.clone();
        card.push(column, words, cell.spot);
        card.headings.entry(column).or_insert(heading);
    }

    /// A row across the table: the name of the next card, or its section.
    fn line(&mut self, cell: &GridCell) {
        let line = one_line(&cell.words);
        if is_caption(&line) || self.into.title.contains(&line) {
            return;
        }
        if self
            .card
            .as_ref()
            .is_some_and(|card| card.count() >= LABELS_MIN)
        {
            self.close();
        }
        self.into.above.push((cell.words.clone(), cell.spot));
    }

    /// Ends the card.
    fn close(&mut self) {
        let Some(mut card) = self.card.take() else {
            return;
        };
        if let Some(spot) = card.spot(Column::Category) {
            card.section = self
                .into
                .sections
                .within(&card.words(Column::Category), spot);
        }
        if !card.has(Column::Name) {
            self.name_from_above(&mut card);
        }
        self.used_above();
        self.into.entries.push(card);
    }

    /// A card without a name takes that of the heading over it, and says so.
    fn name_from_above(&mut self, card: &mut Entry) {
        let above = self.into.above.iter().rev();
        let mut named = above.filter(|(words, _)| section::heads(words, self.into.year, true));
        if let Some((words, spot)) = named.next() {
            let name = ordinal::without(&one_line(words)).to_owned();
            card.push(Column::Name, name, *spot);
            let what = DoubtKind::NameOfHeading(told(words));
            card.doubt(Column::Name, what, Vec::new());
        }
    }

    /// What stands over a card is told as left out only when nothing was made of it.
    fn used_above(&mut self) {
        let spots: Vec<Spot> = self.into.above.drain(..).map(|(_, spot)| spot).collect();
        let last = spots.last().copied();
        self.into.doubts.retain(|doubt| {
            !(matches!(doubt.what, DoubtKind::StrayText(_))
                && doubt.place.spot == last
                && last.is_some())
        });
    }
}
