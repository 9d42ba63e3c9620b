//! An entry: the printed words of one project by what they are, and where they stand, before their meaning is read.
//!
//! Invariant: words are as printed; every piece knows its place.

use super::due::Due;
use crate::domain::annex::{Source, Spot};
use crate::domain::doubt::{Column, DoubtKind};
use std::collections::BTreeMap;

/// Words at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    pub words: String,
    pub spot: Spot,
}

/// What is in doubt about an entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Unsure {
    pub column: Column,
    pub what: DoubtKind,
    pub others: Vec<String>,
}

/// The section that entries stand in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Section {
    pub name: String,
    pub due: Option<Due>,
    pub spot: Option<Spot>,
    /// The words it was read from.
    pub words: String,
}

/// One project, as printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    /// Where it begins.
    pub spot: Spot,
    pub section: Section,
    cells: BTreeMap<Column, Vec<Piece>>,
    /// Words in columns that say nothing about what is to be done; a date may stand there.
    remarks: Vec<Piece>,
    pub unsure: Vec<Unsure>,
    /// The headings of its columns, for notes.
    pub headings: BTreeMap<Column, String>,
}

impl Entry {
    pub(super) fn new(spot: Spot, section: Section) -> Self {
        Self {
            spot,
            section,
            cells: BTreeMap::new(),
            remarks: Vec::new(),
            unsure: Vec::new(),
            headings: BTreeMap::new(),
        }
    }

    /// Adds words; blank ones are left out.
    pub(super) fn push(&mut self, column: Column, words: impl Into<String>, spot: Spot) {
        let words = words.into();
        if !words.trim().is_empty() {
            let pieces = self.cells.entry(column).or_default();
            pieces.push(Piece { words, spot });
        }
    }

    /// Adds words that are of no sort.
    pub(super) fn remark(&mut self, words: &str, spot: Spot) {
        let words = words.to_owned();
        self.remarks.push(Piece { words, spot });
    }

    /// The words that are of no sort.
    pub(super) fn remarks(&self) -> &[Piece] {
        &self.remarks
    }

    /// Takes the last words of a sort out again.
    pub(super) fn pop(&mut self, column: Column) {
        if let Some(pieces) = self.cells.get_mut(&column) {
            pieces.pop();
        }
        self.cells.retain(|_, pieces| !pieces.is_empty());
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.cells.contains_key(&column)
    }

    /// How many sorts of words it has.
    pub(super) fn count(&self) -> usize {
        self.cells.len()
    }

    /// All words of a sort, piece by piece on lines of their own. A piece that is only a number stands before the next.
    pub(super) fn words(&self, column: Column) -> String {
        let mut out = String::new();
        let mut gap = "";
        for piece in self.cells.get(&column).into_iter().flatten() {
            out.push_str(gap);
            out.push_str(&piece.words);
            let numbered = super::ordinal::whole(&piece.words).is_some();
            gap = if numbered { "\t" } else { "\n" };
        }
        out
    }

    /// Where the words of a sort begin.
    pub(super) fn spot(&self, column: Column) -> Option<Spot> {
        self.cells.get(&column)?.first().map(|piece| piece.spot)
    }

    /// Puts other words in place of those of a sort.
    pub(super) fn replace(&mut self, column: Column, pieces: Vec<Piece>) {
        self.cells.insert(column, pieces);
    }

    pub(super) fn pieces(&self, column: Column) -> &[Piece] {
        self.cells.get(&column).map_or(&[], Vec::as_slice)
    }

    pub(super) fn doubt(&mut self, column: Column, what: DoubtKind, others: Vec<String>) {
        let unsure = Unsure {
            column,
            what,
            others,
        };
        if !self.unsure.contains(&unsure) {
            self.unsure.push(unsure);
        }
    }

    /// Takes the numbered items behind the content for the indicators, where there are no others.
    pub(super) fn divide(&mut self, heading: &str) {
        let Some(piece) = self.pieces(Column::Content).first().cloned() else {
            return;
        };
        let Some(at) = super::ordinal::first_item(&piece.words) else {
            return;
        };
        let (content, items) = piece.words.split_at(at);
        let spot = piece.spot;
        self.cells.remove(&Column::Content);
        self.push(Column::Content, content.trim(), spot);
        self.push(Column::Indicators, items, spot);
        let heading = heading.to_owned();
        self.headings.insert(Column::Indicators, heading.clone());
        self.doubt(
            Column::Indicators,
            DoubtKind::Divided(heading),
            vec![piece.words.clone()],
        );
    }

    /// Where each sort of words was read.
    pub(super) fn sources(&self) -> BTreeMap<Column, Source> {
        let source = |(column, pieces): (&Column, &Vec<Piece>)| {
            let spot = pieces.first()?.spot;
            let words = self.words(*column);
            Some((*column, Source { spot, words }))
        };
        let mut sources: BTreeMap<Column, Source> = self.cells.iter().filter_map(source).collect();
        if let Some(spot) = self.section.spot {
            let words = self.section.words.clone();
            let section = Source { spot, words };
            if self.section.due.is_some() {
                let due = sources.entry(Column::Due);
                due.or_insert_with(|| section.clone());
            }
            sources.entry(Column::Category).or_insert(section);
        }
        sources
    }
}
