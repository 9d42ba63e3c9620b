//! A draft (草稿): what an applicant has written so far.
//!
//! All values are the text as it was typed, so that nothing is lost for being wrong; the form tells what a text should be.
//! Invariants: no empty value is stored; row ids are unique within a table. A draft changes only through
//! [`crate::domain::edit::Edit`]. Absent: the form, the project, and any file.

use crate::domain::call::CallId;
use crate::domain::conflict::Conflict;
use crate::domain::field::{FieldPath, RowId};
use crate::domain::project::ProjectCode;
use std::collections::BTreeMap;

/// The id of a draft (`2022KCZG001-7k3f9q`): the name of its folder.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DraftId(String);

impl DraftId {
    /// Reads an id; `None` unless it is a code's characters (letters, digits, `-`, `_`), 1 to 64 of them.
    #[must_use]
    pub fn parse(given: &str) -> Option<Self> {
        let allowed = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let shaped = (1..=64).contains(&given.chars().count()) && given.chars().all(allowed);
        (shaped && !given.starts_with('-')).then(|| Self(given.to_owned()))
    }

    /// The id as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a draft is for and where it came from; fixed when it is made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin {
    /// The draft's id.
    pub id: DraftId,
    /// The call it answers.
    pub call: CallId,
    /// The project it applies for.
    pub project: ProjectCode,
    /// Digest of the project's entry as it was printed when the draft was made.
    pub project_digest: String,
    /// When it was made: RFC 3339, UTC.
    pub created: String,
}

/// A row of a table: its identity and its cells by column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The row's identity.
    pub id: RowId,
    /// The texts by column id; a missing column is empty.
    pub cells: BTreeMap<String, String>,
}

impl Row {
    /// An empty row.
    #[must_use]
    pub fn new(id: RowId) -> Self {
        Self {
            id,
            cells: BTreeMap::new(),
        }
    }

    /// The text of a cell; empty when there is none.
    #[must_use]
    pub fn cell(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// A member of the draft's file that this version does not know: kept as it was, for whoever wrote it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownMember {
    /// Where it stood: empty for the top, else `TABLE/ROW`.
    pub within: String,
    /// The member's name.
    pub name: String,
    /// Its value, as JSON text.
    pub json: String,
}

/// An application being written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// What it is for.
    pub origin: Origin,
    pub(super) values: BTreeMap<FieldPath, String>,
    pub(super) tables: BTreeMap<String, Vec<Row>>,
    /// What people changed differently and nobody has settled yet.
    pub conflicts: BTreeMap<FieldPath, Conflict>,
    /// What this version of the program does not know.
    pub unknown: Vec<UnknownMember>,
}

impl Draft {
    /// A draft with the given content. Empty values are dropped; of two rows with one id the first stays.
    #[must_use]
    pub fn new(
        origin: Origin,
        values: BTreeMap<FieldPath, String>,
        tables: BTreeMap<String, Vec<Row>>,
    ) -> Self {
        let mut draft = Self {
            origin,
            values,
            tables,
            conflicts: BTreeMap::new(),
            unknown: Vec::new(),
        };
        draft.values.retain(|_, text| !text.is_empty());
        for rows in draft.tables.values_mut() {
            let mut seen = std::collections::BTreeSet::new();
            rows.retain(|row| seen.insert(row.id.clone()));
            rows.iter_mut()
                .for_each(|row| row.cells.retain(|_, text| !text.is_empty()));
        }
        draft
    }

    /// The text at an address; empty when nothing is written there.
    #[must_use]
    pub fn text(&self, at: &FieldPath) -> &str {
        if self.is_cell(at) {
            return self.cell_row(at).map_or("", |row| row.cell(at.tail()));
        }
        self.values.get(at).map_or("", String::as_str)
    }

    /// The rows of a table; empty when there are none.
    #[must_use]
    pub fn rows(&self, table: &str) -> &[Row] {
        self.tables.get(table).map_or(&[], Vec::as_slice)
    }

    /// A row and its index.
    #[must_use]
    pub fn row(&self, table: &str, id: &RowId) -> Option<(usize, &Row)> {
        self.rows(table)
            .iter()
            .enumerate()
            .find(|(_, row)| row.id == *id)
    }

    /// Whether an address lies in a table of this draft.
    #[must_use]
    pub fn is_cell(&self, at: &FieldPath) -> bool {
        let borders = at.as_str().bytes().filter(|byte| *byte == b'/');
        borders.count() == 2 && self.tables.contains_key(at.head())
    }

    /// Whether an address is that of a row which is there.
    #[must_use]
    pub fn is_row(&self, at: &FieldPath) -> bool {
        at.segments().count() == 2 && self.cell_row(at).is_some()
    }

    /// The names of the tables, in order.
    pub fn table_names(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }

    /// Every value outside tables, by address.
    pub fn values(&self) -> impl Iterator<Item = (&FieldPath, &str)> {
        self.values.iter().map(|(at, text)| (at, text.as_str()))
    }

    /// Every text with its address, tables included.
    #[must_use]
    pub fn texts(&self) -> Vec<(FieldPath, &str)> {
        let cells = self.tables.iter().flat_map(|(table, rows)| {
            rows.iter().flat_map(move |row| {
                row.cells.iter().map(move |(column, text)| {
                    (FieldPath::cell(table, &row.id, column), text.as_str())
                })
            })
        });
        self.values()
            .map(|(at, text)| (at.clone(), text))
            .chain(cells)
            .collect()
    }

    fn cell_row(&self, at: &FieldPath) -> Option<&Row> {
        let id = RowId::parse(at.segments().nth(1)?)?;
        self.row(at.head(), &id).map(|(_, row)| row)
    }
}
