//! The annotations of the review: at which block each stands, and which are filtered from sight.
//!
//! Invariant: an annotation that passes the filter stands at exactly one block; where its words are not surely found, at
//! the name of its field, where it says so.

use super::{BlockWhat, Sheet};
use crate::app::remarks::Remarks;
use crate::app::session::Session;
use crate::domain::anchor::Placement;
use crate::domain::diff::facing::Body;
use crate::domain::field::FieldPath;
use crate::domain::review::annotation::Annotation;
use crate::domain::review::entry::{Kind, Target};
use std::ops::Range;

/// Which annotations are shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// Only those of this person.
    pub by: Option<String>,
    /// Only those of this kind.
    pub kind: Option<Kind>,
    /// Only those that are not dealt with.
    pub open: bool,
    /// Whether the findings of the program are left out.
    pub no_findings: bool,
}

impl Filter {
    /// Whether an annotation is shown.
    #[must_use]
    pub fn passes(&self, annotation: &Annotation) -> bool {
        let by = self.by.as_ref().is_none_or(|by| *by == annotation.by);
        let kind = self.kind.is_none_or(|kind| kind == annotation.kind);
        by && kind && (!self.open || annotation.is_open())
    }

    /// Whether everything is shown.
    #[must_use]
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }
}

/// An annotation at its block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// The block.
    pub block: usize,
    /// The annotation, counted among all.
    pub index: usize,
    /// Its words in the draft's paragraph there, in bytes; empty where it is about more or less than that.
    pub range: Range<usize>,
}

/// The annotations that pass the filter, in the order of the blocks.
pub(super) fn notes(sheet: &Sheet, session: &Session, filter: &Filter) -> Vec<Note> {
    let remarks: &Remarks = session.remarks();
    let all = remarks.placed().enumerate();
    let shown = all.filter(|(_, (annotation, _))| filter.passes(annotation));
    let mut notes: Vec<Note> = shown
        .map(|(index, (annotation, placement))| {
            let (block, range) = stands(sheet, session, annotation, placement);
            Note {
                block,
                index,
                range,
            }
        })
        .collect();
    notes.sort_by_key(|note| (note.block, note.range.start, note.index));
    notes
}

/// The block of an annotation, and its words there.
fn stands(
    sheet: &Sheet,
    session: &Session,
    annotation: &Annotation,
    placement: &Placement,
) -> (usize, Range<usize>) {
    let nowhere = 0..0;
    match &annotation.on {
        Target::Draft => (0, nowhere),
        Target::Section(id) => (section(sheet, session, id), nowhere),
        Target::Place(pinned) => {
            let at = &pinned.anchor.at;
            let in_words = placement.pinned().filter(|_| pinned.anchor.quote.is_some());
            let words = in_words.and_then(|range| words(sheet, session, at, range));
            words.unwrap_or_else(|| (named(sheet, at), nowhere))
        }
    }
}

fn section(sheet: &Sheet, session: &Session, id: &str) -> usize {
    let sections = &session.call().form.sections;
    let index = sections.iter().position(|section| section.id == id);
    let part = |part: usize| sheet.facing.parts.get(part).and_then(|part| part.section);
    let found = sheet.blocks.iter().position(|block| {
        block.what == BlockWhat::Section && index.is_some() && part(block.part) == index
    });
    found.unwrap_or(0)
}

/// The paragraph in which words begin, and the words as far as it has them.
fn words(
    sheet: &Sheet,
    session: &Session,
    at: &FieldPath,
    range: &Range<usize>,
) -> Option<(usize, Range<usize>)> {
    let text = session.draft().text(at);
    let mut bytes = text
        .char_indices()
        .map(|(byte, _)| byte)
        .chain([text.len()]);
    let start = bytes.nth(range.start)?;
    let end = match range.len() {
        0 => start,
        len => bytes.nth(len - 1)?,
    };
    let first = sheet.first_of(at)?;
    let own = sheet.blocks.iter().enumerate().skip(first);
    let own = own.take_while(|(_, block)| sheet.entry(block).is_some_and(|entry| entry.at == *at));
    let sides = own.filter_map(|(index, block)| Some((index, sheet.pair(block)?.right.as_ref()?)));
    let (block, side) = sides.filter(|(_, side)| side.start <= start).last()?;
    let long = side.text().len();
    let from = (start - side.start).min(long);
    Some((block, from..(end - side.start).min(long)))
}

/// The block that names a field or holds a row; the first of all where there is none.
fn named(sheet: &Sheet, at: &FieldPath) -> usize {
    let Some(first) = sheet.first_of(at) else {
        return 0;
    };
    let entry = sheet.blocks.get(first).and_then(|block| sheet.entry(block));
    let rows = match entry.map(|entry| &entry.body) {
        Some(Body::Rows(rows)) => rows,
        _ => return first,
    };
    let row = at.segments().nth(1);
    let row = row.and_then(|row| rows.iter().position(|pair| pair.id.as_str() == row));
    row.map_or(first, |row| first + 1 + row)
}

impl Sheet {
    /// The block that names the field or table in which an address lies.
    #[must_use]
    pub fn first_of(&self, at: &FieldPath) -> Option<usize> {
        let holds = |entry: &FieldPath| *entry == *at || at.is_within(entry.as_str());
        self.blocks.iter().position(|block| {
            block.what == BlockWhat::Label
                && self.entry(block).is_some_and(|entry| holds(&entry.at))
        })
    }
}
