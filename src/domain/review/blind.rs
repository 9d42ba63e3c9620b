//! A draft without its applicant, for reviewers who must not know who applies.
//!
//! What the form marks as telling who the applicant is goes; what free texts repeat of it, and telephone numbers, e-mail
//! addresses and long numbers anywhere, are covered character by character, so that every place keeps its offset.
//! Invariant: after masking no text holds what an identifying field says. What only may name the applicant (a part of its
//! name) is told, and left for a person to decide.

use crate::domain::draft::{Draft, Row};
use crate::domain::field::FieldPath;
use crate::domain::form::{Field, FieldKind, Form};
use crate::text::fold::fold_char;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What stands for a covered character.
pub const COVER: char = '■';

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
        let folded = Folded::new(text);
        let mut here: Vec<(Range<usize>, How)> = Vec::new();
        for (from, name) in &names {
            here.extend(
                folded
                    .places(name)
                    .map(|range| (range, How::Said((*from).clone()))),
            );
        }
        here.extend(numbers(text).map(|range| (range, How::Number)));
        here.extend(web(text).map(|range| (range, How::Address)));
        let certain: Vec<Range<usize>> = here.iter().map(|(range, _)| range.clone()).collect();
        for (from, name) in &names {
            let parts = folded.parts(name).into_iter();
            let apart = parts.filter(|part| {
                !certain
                    .iter()
                    .any(|other| part.start < other.end && other.start < part.end)
            });
            here.extend(apart.map(|range| (range, How::Part((*from).clone()))));
        }
        found.extend(here.into_iter().map(|(range, how)| Leak {
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

/// The draft without what identifies, and with these words covered.
#[must_use]
pub fn masked(form: &Form, draft: &Draft, leaks: &[Leak]) -> Draft {
    let identifying = identifying(form);
    let text =
        |at: &FieldPath, text: &str| covered(text, leaks.iter().filter(|leak| leak.at == *at));
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

/// A text with these words covered, a cover a character.
#[must_use]
fn covered<'a>(text: &str, leaks: impl Iterator<Item = &'a Leak>) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for leak in leaks {
        for c in chars.iter_mut().take(leak.end).skip(leak.start) {
            if !c.is_whitespace() {
                *c = COVER;
            }
        }
    }
    chars.into_iter().collect()
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

/// What is sought elsewhere: each identifying text, and each sentence of a longer one.
fn names<'a>(told: &'a [(FieldPath, &str)]) -> Vec<(&'a FieldPath, Vec<char>)> {
    let mut names = Vec::new();
    for (at, text) in told {
        let stops = |c: char| matches!(c, '。' | '；' | '，' | '、' | '\n' | ';' | ',');
        let whole = std::iter::once(*text);
        let pieces = text
            .split(stops)
            .filter(|piece| piece.chars().count() >= PART);
        for piece in whole.chain(pieces) {
            let name: Vec<char> = Folded::new(piece).chars;
            if name.len() >= LEAST && !names.contains(&(at, name.clone())) {
                names.push((at, name));
            }
        }
    }
    names
}

/// A text as it is compared: folded, without white space and invisible characters, each with its place.
struct Folded {
    chars: Vec<char>,
    places: Vec<usize>,
}

impl Folded {
    fn new(text: &str) -> Self {
        let kept = text
            .chars()
            .enumerate()
            .map(|(place, c)| (fold_char(c), place));
        let (chars, places) = kept
            .filter(|(c, _)| !c.is_whitespace() && !crate::text::visible::is_hidden(*c))
            .unzip();
        Self { chars, places }
    }

    /// Where a name stands, in characters of the text itself.
    fn places<'a>(&'a self, name: &'a [char]) -> impl Iterator<Item = Range<usize>> + 'a {
        let windows = self.chars.windows(name.len().max(1)).enumerate();
        let found = windows.filter(move |(_, window)| *window == name);
        found.filter_map(|(start, _)| self.range(start, name.len()))
    }

    /// Where long parts of a name stand, that are not the whole of it.
    fn parts(&self, name: &[char]) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        if name.len() <= PART {
            return found;
        }
        let pieces: BTreeSet<&[char]> = name.windows(PART).collect();
        let mut at = 0;
        while at + PART <= self.chars.len() {
            let mut end = at;
            while self
                .chars
                .get(end..end + PART)
                .is_some_and(|piece| pieces.contains(piece))
            {
                end += 1;
            }
            if end > at {
                found.extend(self.range(at, end - at + PART - 1));
            }
            at = end.max(at) + 1;
        }
        found
    }

    fn range(&self, start: usize, len: usize) -> Option<Range<usize>> {
        let last = start.checked_add(len)?.checked_sub(1)?;
        Some(*self.places.get(start)?..*self.places.get(last)? + 1)
    }
}

/// Runs of digits, with the signs that telephone numbers and accounts are written with.
fn numbers(text: &str) -> impl Iterator<Item = Range<usize>> {
    let joins = |c: char| matches!(c, '-' | ' ' | '－' | '—');
    runs(
        text,
        move |c| fold_char(c).is_ascii_digit() || joins(c),
        move |run| {
            let digits = run
                .iter()
                .filter(|c| fold_char(**c).is_ascii_digit())
                .count();
            // A date or a span of dates has groups of four and two.
            let groups = run
                .split(|c| !fold_char(*c).is_ascii_digit())
                .map(<[char]>::len);
            digits >= DIGITS && groups.max().unwrap_or(0) >= DIGITS - 1
        },
    )
}

/// E-mail and web addresses.
fn web(text: &str) -> impl Iterator<Item = Range<usize>> {
    let part = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '.' | '_' | '-' | '@' | '/' | ':' | '%' | '+' | '~')
    };
    runs(
        text,
        move |c| part(fold_char(c)),
        |run| {
            let plain: String = run.iter().map(|c| fold_char(*c)).collect();
            plain.contains("://")
                || plain.starts_with("www.")
                || plain
                    .split_once('@')
                    .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        },
    )
}

/// The longest runs of such characters that are what is sought, without signs at their ends.
fn runs(
    text: &str,
    part: impl Fn(char) -> bool,
    sought: impl Fn(&[char]) -> bool,
) -> impl Iterator<Item = Range<usize>> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let len = chars.iter().skip(start).take_while(|c| part(**c)).count();
        let run = chars.get(start..start + len).unwrap_or(&[]);
        let alone = |c: &char| fold_char(*c).is_ascii_alphanumeric();
        if let (Some(first), Some(last)) = (run.iter().position(alone), run.iter().rposition(alone))
            && run.get(first..=last).is_some_and(&sought)
        {
            found.push(start + first..start + last + 1);
        }
        start += len.max(1);
    }
    found.into_iter()
}
