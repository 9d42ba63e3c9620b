//! An annex that is being made into a call: what is in doubt first, then every value, each beside the words it was read from.
//!
//! Invariant: what a person settles or corrects here is in no file until the call is kept. Absent: drawing, and the files.

use crate::app::annex::Annex;
use crate::domain::doubt::{Column, Doubt};
use crate::domain::project::Project;
use crate::tui::editor::Cursor;
use std::collections::BTreeSet;

/// The state of the import.
#[derive(Clone, Debug)]
pub struct ImportScreen {
    /// What was read, with everything corrected so far.
    pub annex: Annex,
    /// The doubts that a person has settled, by their place in the list.
    pub settled: BTreeSet<usize>,
    /// The entry pointed at.
    pub chosen: usize,
    /// The first entry shown.
    pub scroll: usize,
    /// The value that is being corrected.
    pub editing: Option<Editing>,
}

/// A value that is being corrected.
#[derive(Clone, Debug)]
pub struct Editing {
    /// The project's code.
    pub code: String,
    /// Which of its values.
    pub column: Column,
    /// The words so far.
    pub text: String,
    /// The cursor in them.
    pub cursor: Cursor,
}

/// An entry of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    /// A doubt, by its place in the list of doubts.
    Doubt(usize),
    /// A value of a project, by the project's place in the catalog.
    Value(usize, Column),
}

/// The values that are listed of each project.
const VALUES: [Column; 7] = [
    Column::Name,
    Column::Code,
    Column::Category,
    Column::Due,
    Column::Content,
    Column::Indicators,
    Column::Scope,
];

impl ImportScreen {
    /// The import of an annex, nothing settled yet.
    #[must_use]
    pub fn new(annex: Annex) -> Self {
        Self {
            annex,
            settled: BTreeSet::new(),
            chosen: 0,
            scroll: 0,
            editing: None,
        }
    }

    /// How many entries the list has.
    #[must_use]
    pub fn count(&self) -> usize {
        let reading = &self.annex.reading;
        reading.doubts.len() + reading.catalog.projects.len() * VALUES.len()
    }

    /// An entry of the list: the doubts, then the values project by project.
    #[must_use]
    pub fn entry(&self, at: usize) -> Option<Entry> {
        let reading = &self.annex.reading;
        let Some(behind) = at.checked_sub(reading.doubts.len()) else {
            return Some(Entry::Doubt(at));
        };
        let project = behind / VALUES.len();
        let column = VALUES.get(behind % VALUES.len())?;
        (project < reading.catalog.projects.len()).then_some(Entry::Value(project, *column))
    }

    /// The doubt of an entry.
    #[must_use]
    pub fn doubt(&self, entry: Entry) -> Option<&Doubt> {
        match entry {
            Entry::Doubt(at) => self.annex.reading.doubts.get(at),
            Entry::Value(..) => None,
        }
    }

    /// The value that an entry is about.
    #[must_use]
    pub fn value(&self, entry: Entry) -> Option<(&Project, Column)> {
        let catalog = &self.annex.reading.catalog;
        match entry {
            Entry::Doubt(at) => {
                let place = &self.annex.reading.doubts.get(at)?.place;
                let project = catalog.project(place.project.as_deref()?)?;
                Some((project, place.column?))
            }
            Entry::Value(at, column) => Some((catalog.projects.get(at)?, column)),
        }
    }

    /// How many doubts are not settled.
    #[must_use]
    pub fn open(&self) -> usize {
        self.annex
            .reading
            .doubts
            .len()
            .saturating_sub(self.settled.len())
    }

    /// The next doubt that is not settled, behind the entry pointed at, else from the top.
    #[must_use]
    pub fn next_open(&self) -> Option<usize> {
        let count = self.annex.reading.doubts.len();
        let open = |at: &usize| !self.settled.contains(at);
        let behind = (self.chosen + 1..count).find(open);
        behind.or_else(|| (0..count).find(open))
    }
}
