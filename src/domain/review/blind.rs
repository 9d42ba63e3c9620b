//! A draft without its applicant, for reviewers who must not know who applies.
//!
//! What the form marks as telling who the applicant is goes; what free texts repeat of it, and telephone numbers, e-mail
//! addresses and long numbers anywhere, are covered character by character, so that every place keeps its offset.
//! Invariant: after masking no text holds what an identifying field says. What only may name the applicant (a part of its
//! name) is told, and left for a person to decide.

mod sought;

use crate::domain::draft::{Draft, Row};
use crate::domain::field::FieldPath;
use crate::domain::form::{Field, FieldKind, Form};
use sought::{Folded, numbers, web};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What stands for a covered character.
pub const COVER: char = '■';
/// What the applicant is called where their name is covered.
pub const APPLICANT: &str = "申报人";

/// Words that tell, or may tell, who the applicant is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Leak {
    /// The field or cell that has them.
    pub at: FieldPath,
    /// Their place, in characters.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
    /// How they tell.
    pub how: How,
}

/// How words tell who the applicant is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum How {
    /// They are what an identifying field says, or a sentence of it.
    Said(FieldPath),
    /// A telephone number, an account or another number of seven digits and more.
    Number,
    /// An e-mail or web address.
    Address,
    /// They are a part of what an identifying field says; a person has to look.
    Part(FieldPath),
}

impl How {
    /// Whether the words are covered without asking.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        !matches!(self, Self::Part(_))
    }
}

/// The fewest characters of an identifying text that are sought elsewhere: a name has two.
const LEAST: usize = 2;
/// The fewest characters of a part of it.
const PART: usize = 4;
/// Digits in a row that are a telephone number or an account, and no year or amount.
const DIGITS: usize = 7;

/// What free texts tell of the applicant, in the order of addresses.
#[must_use]
pub fn leaks(form: &Form, draft: &Draft) -> Vec<Leak> {
    let (told, free) = parted(form, draft);
    let names = names(&told);
    let mut found = Vec::new();
    for (at, text) in free {
        found.extend(tells(text, &names).into_iter().map(|(range, how)| Leak {
            at: at.clone(),
            start: range.start,
            end: range.end,
            how,
        }));
    }
    found.sort();
    found.dedup();
    found
}

/// What a text tells of those who have these names.
fn tells(text: &str, names: &[Name]) -> Vec<(Range<usize>, How)> {
    let folded = Folded::new(text);
    let mut here: Vec<(Range<usize>, How)> = Vec::new();
    for (from, name) in names {
        let places = folded.places(name);
        here.extend(places.map(|range| (range, How::Said(from.clone()))));
    }
    here.extend(numbers(text).map(|range| (range, How::Number)));
    here.extend(web(text).map(|range| (range, How::Address)));
    let certain: Vec<Range<usize>> = here.iter().map(|(range, _)| range.clone()).collect();
    let apart = |part: &Range<usize>| {
        let mut others = certain.iter();
        !others.any(|other| part.start < other.end && other.start < part.end)
    };
    for (from, name) in names {
        let parts = folded.parts(name).into_iter().filter(|part| apart(part));
        here.extend(parts.map(|range| (range, How::Part(from.clone()))));
    }
    here
}

/// The draft without what identifies, and with these words covered.
#[must_use]
pub fn masked(form: &Form, draft: &Draft, leaks: &[Leak]) -> Draft {
    let identifying = identifying(form);
    let text = |at: &FieldPath, text: &str| {
        let here = leaks.iter().filter(|leak| leak.at == *at);
        covered(text, here.map(|leak| leak.start..leak.end))
    };
    let values: BTreeMap<FieldPath, String> = draft
        .values()
        .filter(|(at, _)| !identifying.contains(&(String::new(), at.as_str().to_owned())))
        .map(|(at, value)| (at.clone(), text(at, value)))
        .collect();
    let tables = draft.table_names().map(|table| {
        let rows = draft.rows(table).iter().map(|row| Row {
            id: row.id.clone(),
            cells: row
                .cells
                .iter()
                .filter(|(column, _)| !identifying.contains(&(table.to_owned(), (*column).clone())))
                .map(|(column, value)| {
                    (
                        column.clone(),
                        text(&FieldPath::cell(table, &row.id, column), value),
                    )
                })
                .collect(),
        });
        (table.to_owned(), rows.collect())
    });
    Draft::new(draft.origin.clone(), values, tables.collect())
}

/// A text with these stretches covered, a cover a character.
fn covered(text: &str, stretches: impl Iterator<Item = Range<usize>>) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for stretch in stretches {
        for c in chars.iter_mut().take(stretch.end).skip(stretch.start) {
            if !c.is_whitespace() {
                *c = COVER;
            }
        }
    }
    chars.into_iter().collect()
}

/// Covers the applicant in whatever is said about a draft.
#[derive(Clone, Debug)]
pub struct Cover {
    names: Vec<Name>,
    parts: bool,
}

impl Cover {
    /// What covers the applicant of a draft; with `parts`, also what only may name them.
    #[must_use]
    pub fn new(form: &Form, draft: &Draft, parts: bool) -> Self {
        Self {
            names: names(&parted(form, draft).0),
            parts,
        }
    }

    /// Whether the draft names nobody: it was covered itself, or nothing is filled in yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// A text with what tells of the applicant covered, a cover a character.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        let told = tells(text, &self.names).into_iter();
        let told = told.filter(|(_, how)| self.parts || how.is_certain());
        covered(text, told.map(|(range, _)| range))
    }

    /// Whether a text tells of the applicant for certain.
    #[must_use]
    pub fn hides(&self, text: &str) -> bool {
        let told = tells(text, &self.names);
        told.iter().any(|(_, how)| how.is_certain())
    }
}

/// The fields and cells that identify, as a table's name (empty outside tables) and an address or column.
fn identifying(form: &Form) -> BTreeSet<(String, String)> {
    let within = |table: &str, field: &Field| (table.to_owned(), field.at.as_str().to_owned());
    let fields = form.fields().flat_map(|field| match &field.kind {
        FieldKind::Table(table) => {
            let whole = field.identifies;
            let columns = table
                .columns
                .iter()
                .filter(move |column| whole || column.identifies);
            columns
                .map(|column| within(field.at.as_str(), column))
                .collect::<Vec<_>>()
        }
        _ if field.identifies => vec![within("", field)],
        _ => Vec::new(),
    });
    fields.collect()
}

/// Texts with their addresses.
type Texts<'a> = Vec<(FieldPath, &'a str)>;

/// The texts that identify, and the others.
fn parted<'a>(form: &Form, draft: &'a Draft) -> (Texts<'a>, Texts<'a>) {
    let identifying = identifying(form);
    draft.texts().into_iter().partition(|(at, _)| {
        let key = if draft.is_cell(at) {
            (at.head().to_owned(), at.tail().to_owned())
        } else {
            (String::new(), at.as_str().to_owned())
        };
        identifying.contains(&key)
    })
}

/// A name, folded, and the field that says it.
type Name = (FieldPath, Vec<char>);

/// What is sought elsewhere: each identifying text, and each sentence of a longer one.
fn names(told: &[(FieldPath, &str)]) -> Vec<Name> {
    let mut names = Vec::new();
    for (at, text) in told {
        let stops = |c: char| matches!(c, '。' | '；' | '，' | '、' | '\n' | ';' | ',');
        let whole = std::iter::once(*text);
        let pieces = text
            .split(stops)
            .filter(|piece| piece.chars().count() >= PART);
        for piece in whole.chain(pieces) {
            let name = (at.clone(), Folded::new(piece).chars);
            if name.1.len() >= LEAST && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}
