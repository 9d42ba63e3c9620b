//! Two drafts beside each other (对照): every field in the order of the form, paragraph by paragraph and row by row.
//!
//! Invariants: whatever either draft holds stands somewhere, also what the form does not ask for; the left sides of a
//! field's pairs join to the base's text, the right sides to the draft's. Absent: what is folded, and how it is drawn.

mod paragraphs;
mod rows;

pub use paragraphs::{Pair, Piece, Side};
pub use rows::{CellPair, RowPair};

use crate::domain::draft::Draft;
use crate::domain::field::FieldPath;
use crate::domain::form::Form;
use crate::domain::outline::outline;
use crate::domain::project::Project;
use std::collections::BTreeSet;

/// Two drafts beside each other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facing {
    /// The sections of the form, and what the form does not ask for, where there is any.
    pub parts: Vec<Part>,
}

/// A section of two drafts beside each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// The index of the section; `None` for what the form does not ask for.
    pub section: Option<usize>,
    /// Its fields and tables, in order.
    pub entries: Vec<Entry>,
}

/// A field or a table of two drafts beside each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its address.
    pub at: FieldPath,
    /// What stands there on both sides.
    pub body: Body,
}

/// What stands at an address on both sides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Body {
    /// The paragraphs of a text; none where both are empty.
    Text(Vec<Pair>),
    /// The rows of a table, in the draft's order; a row that is gone stands below the one it stood below.
    Rows(Vec<RowPair>),
}

impl Body {
    /// Whether the two drafts differ here.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        match self {
            Self::Text(pairs) => pairs.iter().any(Pair::is_changed),
            Self::Rows(rows) => rows.iter().any(RowPair::is_changed),
        }
    }
}

/// Puts two drafts beside each other.
#[must_use]
pub fn facing(form: &Form, project: &Project, base: &Draft, draft: &Draft) -> Facing {
    let mut known = BTreeSet::new();
    let sections = outline(form, project).into_iter().enumerate();
    let mut parts: Vec<Part> = sections
        .map(|(index, part)| {
            let entries = part.entries.into_iter().map(|entry| {
                known.insert(entry.at.clone());
                let table = entry.asks.table().is_some();
                entry_of(entry.at, table, base, draft)
            });
            Part {
                section: Some(index),
                entries: entries.collect(),
            }
        })
        .collect();
    let entries = unasked(&known, base, draft);
    if !entries.is_empty() {
        parts.push(Part {
            section: None,
            entries,
        });
    }
    Facing { parts }
}

fn entry_of(at: FieldPath, table: bool, base: &Draft, draft: &Draft) -> Entry {
    let body = if table {
        let name = at.as_str();
        Body::Rows(rows::rows(base.rows(name), draft.rows(name)))
    } else {
        Body::Text(paragraphs::pairs(base.text(&at), draft.text(&at)))
    };
    Entry { at, body }
}

/// What the drafts hold and the form does not ask for.
fn unasked(known: &BTreeSet<FieldPath>, base: &Draft, draft: &Draft) -> Vec<Entry> {
    let values = base.values().chain(draft.values());
    let texts: BTreeSet<&FieldPath> = values.map(|(at, _)| at).collect();
    let names: BTreeSet<&str> = base.table_names().chain(draft.table_names()).collect();
    let filled = |name: &&str| !base.rows(name).is_empty() || !draft.rows(name).is_empty();
    let tables = names.into_iter().filter(filled);
    let tables = tables.filter_map(|name| FieldPath::parse(name).ok());
    let texts = texts.into_iter().map(|at| (at.clone(), false));
    let all = texts.chain(tables.map(|at| (at, true)));
    let unknown = all.filter(|(at, _)| !known.contains(at));
    unknown
        .map(|(at, table)| entry_of(at, table, base, draft))
        .collect()
}
