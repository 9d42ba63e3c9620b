//! An annex saved as text, read into a catalog: title, projects, and what a person should check.
//!
//! Invariant: every reading succeeds; what could not be read is kept as text and doubted, never guessed.
//! Absent: files and the kinds of spending, which the caller brings.

mod due;
mod heading;
pub mod layout;
mod project;
mod title;

use crate::domain::call::{CallId, Catalog};
use crate::domain::doubt::{Doubt, DoubtKind, DoubtPlace};
use crate::domain::scope::KindsOf;
use layout::Table;
use project::Projects;

/// Reads an annex in text form.
#[must_use]
pub fn read(text: &str, call: &CallId, kinds: &KindsOf<'_>) -> (Catalog, Vec<Doubt>) {
    read_table(&layout::read(text), call, kinds)
}

/// Reads a table that some other reader has found the cells of. Vertically merged cells are empty below their first row.
#[must_use]
pub fn read_table(table: &Table, call: &CallId, kinds: &KindsOf<'_>) -> (Catalog, Vec<Doubt>) {
    let (title, issuer) = title::read(&table.before);
    let general = |what| Doubt {
        place: DoubtPlace::default(),
        what,
    };
    let mut doubts = Vec::new();
    if title.is_empty() {
        doubts.push(general(DoubtKind::NoTitle));
    }
    let mut projects = Vec::new();
    if table.headings.is_empty() {
        doubts.push(general(DoubtKind::NoTable));
    } else {
        let read = Projects::read(table, due::year_of(&title), kinds);
        doubts.extend(read.doubts);
        projects = read.projects;
    }
    let catalog = Catalog {
        call: call.clone(),
        title,
        issuer,
        projects,
    };
    (catalog, doubts)
}
