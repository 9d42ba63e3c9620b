//! The form: which field one is at, where the cursor stands in it, and how far the page is scrolled.

use crate::app::session::Session;
use crate::domain::field::FieldPath;
use crate::domain::outline::{Entry, Part};
use crate::domain::review::entry::Target;
use crate::text::wrap::Wraps;
use crate::tui::editor::Cursor;
use crate::tui::page::Page;
use std::ops::Range;

pub use crate::app::sections::{is_wanting, part_of, parts};

/// The state of the form.
#[derive(Clone, Debug)]
pub struct FormScreen {
    /// The field one is at; a table that has no rows stands for itself.
    pub at: FieldPath,
    /// Where the cursor stands in it.
    pub cursor: Cursor,
    /// The first row of the page that is shown.
    pub scroll: usize,
    /// The section as rows of text, as it was made last.
    pub page: Page,
    /// How its paragraphs were broken into rows.
    pub wraps: Wraps,
}

impl FormScreen {
    /// The form with the cursor at the end of a field; of the first field where the address is not of this draft.
    #[must_use]
    pub fn at(session: &Session, wanted: Option<&FieldPath>) -> Option<Self> {
        let all = stops(session);
        let found = wanted.and_then(|wanted| {
            let exact = all.iter().find(|stop| *stop == wanted);
            exact
                .or_else(|| all.iter().find(|stop| stop.is_within(wanted.as_str())))
                .or_else(|| {
                    let table = wanted.head();
                    all.iter().find(|stop| stop.as_str() == table)
                })
        });
        let at = found.or_else(|| all.first())?.clone();
        let cursor = Cursor::at(session.draft().text(&at).len());
        Some(Self {
            at,
            cursor,
            scroll: 0,
            page: Page::default(),
            wraps: Wraps::default(),
        })
    }
}

/// Every address that the cursor can stand at, in order: cells of rows, and tables that have none.
#[must_use]
pub fn stops(session: &Session) -> Vec<FieldPath> {
    parts(session)
        .iter()
        .flat_map(|part| part_stops(session, part))
        .collect()
}

/// The addresses of one section that the cursor can stand at.
#[must_use]
pub fn part_stops(session: &Session, part: &Part<'_>) -> Vec<FieldPath> {
    part.entries
        .iter()
        .flat_map(|entry| entry_stops(session, entry))
        .collect()
}

fn entry_stops(session: &Session, entry: &Entry<'_>) -> Vec<FieldPath> {
    let Some(table) = entry.asks.table() else {
        return vec![entry.at.clone()];
    };
    let name = entry.at.as_str();
    let rows = session.draft().rows(name);
    if rows.is_empty() {
        return vec![entry.at.clone()];
    }
    let cells = |row: &crate::domain::draft::Row| {
        let id = row.id.clone();
        table
            .columns
            .iter()
            .map(move |column| FieldPath::cell(name, &id, column.at.as_str()))
    };
    rows.iter().flat_map(cells).collect()
}

/// The annotations that show at an address, counted among all: those on its field, cell or row; at the first address of
/// a section and of the form also those on the section and on the draft.
#[must_use]
pub fn remarks_at(session: &Session, at: &FieldPath) -> Vec<usize> {
    if session.remarks().annotations().is_empty() {
        return Vec::new();
    }
    let first = |part: Option<&Part<'_>>| {
        part.and_then(|part| part_stops(session, part).into_iter().next())
            .is_some_and(|first| first == *at)
    };
    let all = session.remarks().annotations().iter().enumerate();
    let shows = |on: &Target| match on {
        Target::Draft => first(parts(session).first()),
        Target::Section(id) => {
            let parts = parts(session);
            first(parts.iter().find(|part| part.section.id == *id))
        }
        Target::Place(pinned) => {
            let on = &pinned.anchor.at;
            at == on || at.is_within(on.as_str()) && session.draft().is_cell(at)
        }
    };
    let shown = all.filter(|(_, annotation)| shows(&annotation.on));
    shown.map(|(index, _)| index).collect()
}

/// The words at an address that somebody remarks on, in bytes of its text.
#[must_use]
pub fn pinned_at(session: &Session, at: &FieldPath) -> Vec<Range<usize>> {
    let text = session.draft().text(at);
    let byte = |chars: usize| {
        let mut bytes = text.char_indices().map(|(byte, _)| byte);
        bytes.nth(chars).unwrap_or(text.len())
    };
    let placed = session.remarks().placed();
    let here = placed.filter(|(annotation, _)| annotation.is_open());
    let ranges = here.filter_map(|(annotation, placement)| match &annotation.on {
        Target::Place(pinned) if pinned.anchor.at == *at && pinned.anchor.quote.is_some() => {
            placement
                .pinned()
                .map(|range| byte(range.start)..byte(range.end))
        }
        _ => None,
    });
    ranges.collect()
}
