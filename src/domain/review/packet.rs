//! What was written about a draft, as it goes out in a blind packet and comes back from one.
//!
//! Going out, the applicant is covered in every text; since an entry's id is made from its content, covered entries have
//! ids of their own. Coming back, what was written on covered texts is brought to the texts that are there, and what it
//! says about covered entries to the entries they cover. Invariants: a place keeps its offset; covering what came back
//! gives what came, so that going out again makes no second copy. Absent: how ids are made (`settle` is given).

use super::Notebook;
use super::blind::{COVER, Cover};
use super::entry::{Act, Entry, EntryId, Pinned, Remark, Target};
use super::proposal::Proposal;
use crate::domain::anchor::{Anchor, Quote};
use crate::domain::draft::{Draft, Row};
use crate::domain::field::FieldPath;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

/// Gives an entry the id of its content.
pub type Settle<'a> = &'a dyn Fn(Entry) -> Entry;

/// The ids of entries that were written anew, by the ids they had.
pub type Renamed = BTreeMap<EntryId, EntryId>;

/// Notebooks with the applicant covered: in texts, and as `alias` where they wrote themselves.
#[must_use]
pub fn covered(
    notebooks: &[Notebook],
    cover: &Cover,
    alias: &dyn Fn(&Notebook) -> Option<String>,
    settle: Settle<'_>,
) -> (Vec<Notebook>, Renamed) {
    let changes = Changes {
        words: &|text| cover.text(text),
        place: &|pinned| covered_place(pinned, cover),
    };
    // What a later version means by an entry cannot be covered.
    let known = notebooks.iter().flat_map(|notebook| {
        let by = alias(notebook).unwrap_or_else(|| notebook.by.clone());
        let entries = notebook.entries().iter();
        let known = entries.filter(|entry| !matches!(entry.act, Act::Unknown(_)));
        known.map(move |entry| Entry {
            by: by.clone(),
            ..entry.clone()
        })
    });
    let (entries, renamed) = written_anew(known.collect(), &changes, Renamed::new(), settle);
    (by_name(entries), renamed)
}

fn covered_place(pinned: &Pinned, cover: &Cover) -> Pinned {
    let text = pinned.text.as_ref();
    let text = text.map(|text| Rc::<str>::from(cover.text(text)));
    on_text(pinned, text, &|words| cover.text(words))
}

/// A place on another text of the same length; `words` tells what becomes of its words where there is no text.
fn on_text(pinned: &Pinned, text: Option<Rc<str>>, words: &dyn Fn(&str) -> String) -> Pinned {
    let chars: Option<Vec<char>> = text.as_ref().map(|text| text.chars().collect());
    let quote = pinned.anchor.quote.as_ref().map(|quote| {
        let before = quote.prefix.chars().count();
        let after = quote.suffix.chars().count();
        let slice = |from: usize, to: usize, was: &str| match &chars {
            Some(chars) if to <= chars.len() && from <= to => chars[from..to].iter().collect(),
            _ => words(was),
        };
        let from = quote.start.saturating_sub(before);
        Quote {
            exact: slice(quote.start, quote.end, &quote.exact),
            prefix: slice(from, quote.start, &quote.prefix),
            suffix: slice(quote.end, quote.end.saturating_add(after), &quote.suffix),
            ..quote.clone()
        }
    });
    Pinned {
        anchor: Anchor {
            at: pinned.anchor.at.clone(),
            quote,
        },
        text,
    }
}

/// What is there already where notebooks come back to.
pub struct Home<'a> {
    /// What was written about the draft.
    pub notebooks: &'a [Notebook],
    /// The draft as it is, and as it was.
    pub drafts: &'a [Draft],
    /// How far it may have been covered when it went out.
    pub covers: &'a [Cover],
    /// What the applicant is called in packets.
    pub alias: &'a dyn Fn(&Notebook) -> Option<String>,
}

/// The entries of notebooks that came back, as they are to be kept here; none of those that went out from here.
#[must_use]
pub fn brought_home(came: &[Notebook], home: &Home<'_>, settle: Settle<'_>) -> Vec<Notebook> {
    let mut real = Renamed::new();
    for cover in home.covers {
        let (_, renamed) = covered(home.notebooks, cover, home.alias, settle);
        real.extend(renamed.into_iter().map(|(own, covered)| (covered, own)));
    }
    let here = home.notebooks.iter().flat_map(Notebook::entries);
    real.extend(here.map(|entry| (entry.id.clone(), entry.id.clone())));
    let texts = texts(home);
    let changes = Changes {
        words: &str::to_owned,
        place: &|pinned| {
            let key = pinned.text.clone();
            let key = key.map(|text| (pinned.anchor.at.clone(), text));
            match key.and_then(|key| texts.get(&key)) {
                Some(text) => on_text(pinned, Some(text.clone()), &str::to_owned),
                None => pinned.clone(),
            }
        },
    };
    let new = came.iter().flat_map(Notebook::entries);
    let new = new.filter(|entry| !real.contains_key(&entry.id)).cloned();
    let (entries, _) = written_anew(new.collect(), &changes, real.clone(), settle);
    by_name(entries)
}

/// The texts that are or were here, by address and by what covering makes of them.
fn texts(home: &Home<'_>) -> BTreeMap<(FieldPath, Rc<str>), Rc<str>> {
    let mut texts = BTreeMap::new();
    for draft in home.drafts {
        for (at, text) in draft.texts() {
            for cover in home.covers {
                let covered = cover.text(text);
                if covered != text {
                    let key = (at.clone(), Rc::from(covered));
                    texts.entry(key).or_insert_with(|| Rc::from(text));
                }
            }
        }
    }
    texts
}

/// What becomes of texts and places in entries that are written anew.
struct Changes<'a> {
    words: &'a dyn Fn(&str) -> String,
    place: &'a dyn Fn(&Pinned) -> Pinned,
}

/// Entries written anew, in order, so that what they say about each other still holds.
fn written_anew(
    mut entries: Vec<Entry>,
    changes: &Changes<'_>,
    known: Renamed,
    settle: Settle<'_>,
) -> (Vec<Entry>, Renamed) {
    entries.sort_by(Entry::order);
    let (mut ids, mut renamed, mut out) = (known, Renamed::new(), Vec::new());
    // A remark may be answered by somebody who had not seen it as the later one.
    entries.sort_by_key(|entry| !matches!(entry.act, Act::Annotate(_)));
    for entry in entries {
        let was = entry.id.clone();
        let act = changes.act(&entry.act, &ids);
        let new = settle(Entry { act, ..entry });
        ids.insert(was.clone(), new.id.clone());
        renamed.insert(was, new.id.clone());
        out.push(new);
    }
    (out, renamed)
}

fn by_name(entries: Vec<Entry>) -> Vec<Notebook> {
    let mut books: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        books.entry(entry.by.clone()).or_default().push(entry);
    }
    let books = books.into_iter();
    books
        .map(|(by, entries)| Notebook::new(by, entries, false))
        .collect()
}

impl Changes<'_> {
    fn act(&self, act: &Act, ids: &Renamed) -> Act {
        let id = |id: &EntryId| ids.get(id).unwrap_or(id).clone();
        let said = |body: &str| (self.words)(body);
        match act {
            Act::Annotate(remark) => Act::Annotate(Box::new(self.remark(remark))),
            Act::Amend { annotation, body } => Act::Amend {
                annotation: id(annotation),
                body: said(body),
            },
            Act::Withdraw(on) => Act::Withdraw(id(on)),
            Act::Pin { annotation, on } => Act::Pin {
                annotation: id(annotation),
                on: (self.place)(on),
            },
            Act::Reply { annotation, body } => Act::Reply {
                annotation: id(annotation),
                body: said(body),
            },
            Act::Resolve(on) => Act::Resolve(id(on)),
            Act::Reopen(on) => Act::Reopen(id(on)),
            Act::Accept(on) => Act::Accept(id(on)),
            Act::Refuse(on) => Act::Refuse(id(on)),
            Act::Verdict { verdict, note } => Act::Verdict {
                verdict: *verdict,
                note: said(note),
            },
            Act::Declare(text) => Act::Declare(said(text)),
            Act::Score { .. } | Act::Unknown(_) => act.clone(),
        }
    }

    fn remark(&self, remark: &Remark) -> Remark {
        let cells = |cells: &BTreeMap<String, String>| {
            let cells = cells.iter();
            cells
                .map(|(column, text)| (column.clone(), (self.words)(text)))
                .collect()
        };
        let on = match &remark.on {
            Target::Place(pinned) => Target::Place((self.place)(pinned)),
            other => other.clone(),
        };
        let again = |words: &str| shown_again(&(self.words)(words), &remark.on, &on);
        Remark {
            on: on.clone(),
            kind: remark.kind,
            body: (self.words)(&remark.body),
            proposal: remark.proposal.as_ref().map(|proposal| match proposal {
                Proposal::Words(words) => Proposal::Words(again(words)),
                Proposal::Cells(set) => Proposal::Cells(cells(set)),
                Proposal::Row(row) => Proposal::Row(Row {
                    id: row.id.clone(),
                    cells: cells(&row.cells),
                }),
                Proposal::RowOut => Proposal::RowOut,
            }),
        }
    }
}

/// Proposed words with what is covered in them shown again: where they have the same covered stretches as the words that
/// they are to replace, whose own are known.
fn shown_again(words: &str, covered: &Target, real: &Target) -> String {
    let replaced = |on: &Target| -> Vec<char> {
        let Target::Place(pinned) = on else {
            return Vec::new();
        };
        let quote = pinned
            .anchor
            .quote
            .as_ref()
            .map(|quote| quote.exact.as_str());
        let text = quote.or(pinned.text.as_deref());
        text.unwrap_or_default().chars().collect()
    };
    let (covered, real) = (replaced(covered), replaced(real));
    let mut chars: Vec<char> = words.chars().collect();
    let (here, there) = (stretches(&chars), stretches(&covered));
    let same = here.iter().map(Range::len).eq(there.iter().map(Range::len));
    if same && covered.len() == real.len() {
        for (to, from) in here.into_iter().zip(there) {
            chars[to].copy_from_slice(&real[from]);
        }
    }
    chars.into_iter().collect()
}

/// The stretches of a text that are covered.
fn stretches(chars: &[char]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in chars.iter().enumerate().filter(|(_, c)| **c == COVER) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}
