//! Reviews (评审): what people said about a draft, each in a notebook of their own.
//!
//! A [`Notebook`] is a list of entries that only grows: a remark, an answer, a score, a verdict, or what became of one of
//! these. All that a screen or a command shows is folded from the notebooks of a draft.
//! Invariants: joining notebooks in any order gives the same; two people never write in one notebook. Absent: files,
//! clocks, and how an entry's id is worked out (`format` does it from the entry's content).

pub mod acceptance;
pub mod annotation;
pub mod blind;
pub mod entry;
pub mod note;
pub mod packet;
pub mod placed;
pub mod proposal;
pub mod reader;
pub mod rubric;
pub mod seen;
pub mod sheet;
pub mod summary;

use entry::{Entry, EntryId};
use std::collections::BTreeSet;

/// What one person wrote about one draft.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Notebook {
    /// Who.
    pub by: String,
    /// The entries, in the order of [`Entry::order`]; no id twice.
    entries: Vec<Entry>,
    /// Whether a later version of the program wrote in it; then it is only read.
    pub later: bool,
}

impl Notebook {
    /// A notebook with these entries, in order, each once.
    #[must_use]
    pub fn new(by: String, entries: Vec<Entry>, later: bool) -> Self {
        let mut notebook = Self { by, entries, later };
        notebook.settle();
        notebook
    }

    /// The entries, in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What both have: two copies of one person's notebook that were written in apart.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        self.later |= other.later;
        self.entries.extend(other.entries);
        self.settle();
        self
    }

    fn settle(&mut self) {
        self.entries.sort_by(Entry::order);
        let mut seen: BTreeSet<EntryId> = BTreeSet::new();
        self.entries.retain(|entry| seen.insert(entry.id.clone()));
    }
}

/// The turn of an entry that is written now, when these notebooks are known: after all that its writer may have read.
#[must_use]
pub fn next_turn(notebooks: &[Notebook]) -> u64 {
    let turns = notebooks.iter().flat_map(Notebook::entries);
    turns
        .map(|entry| entry.turn)
        .max()
        .unwrap_or(0)
        .saturating_add(1)
}

#[cfg(test)]
mod tests;
