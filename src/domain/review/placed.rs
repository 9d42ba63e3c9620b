//! Where annotations stand on a draft as it is now.
//!
//! Invariant: an annotation whose words are not surely found is given with the places to offer, never with one of them.
//! Each field's text is compared once with each text that was judged, however many annotations it has.

use super::annotation::Annotation;
use super::entry::{Pinned, Target};
use super::proposal::row_of;
use crate::domain::anchor::{Placement, Search, find_elsewhere};
use crate::domain::draft::Draft;
use crate::domain::field::FieldPath;
use std::collections::HashMap;

/// An annotation and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Placed<'a> {
    /// The annotation.
    pub annotation: &'a Annotation,
    /// Where its words are; the empty place at 0 for what is about the whole draft, a section or a row that is there.
    pub placement: Placement,
}

/// Where each annotation stands on a draft.
#[must_use]
pub fn place<'a>(annotations: &'a [Annotation], draft: &Draft) -> Vec<Placed<'a>> {
    let mut searches = Searches {
        draft,
        done: HashMap::new(),
    };
    let placed = annotations.iter().map(|annotation| Placed {
        annotation,
        placement: searches.placement(&annotation.on),
    });
    placed.collect()
}

struct Searches<'a> {
    draft: &'a Draft,
    /// By address and judged text.
    done: HashMap<(FieldPath, Option<&'a str>), Search<'a>>,
}

impl<'a> Searches<'a> {
    fn placement(&mut self, on: &'a Target) -> Placement {
        let Target::Place(pinned) = on else {
            return Placement::Exact { range: 0..0 };
        };
        let (at, draft) = (&pinned.anchor.at, self.draft);
        if is_row(at, draft) || draft.is_cell(at) {
            if row_of(at, draft).is_err() {
                return gone(pinned, draft);
            }
            if is_row(at, draft) {
                return Placement::Exact { range: 0..0 };
            }
        }
        let now = draft.text(at);
        if now.is_empty() && pinned.anchor.quote.is_some() {
            return carried(gone(pinned, draft), pinned);
        }
        let judged = pinned.text.as_deref();
        let search = self
            .done
            .entry((at.clone(), judged))
            .or_insert_with(|| Search::new(judged, now));
        match search.find(&pinned.anchor) {
            Placement::Orphaned { nearest } if nearest.is_empty() => {
                carried(gone(pinned, draft), pinned)
            }
            placement => placement,
        }
    }
}

/// Whether an address names a row of a table.
#[must_use]
pub fn is_row(at: &FieldPath, draft: &Draft) -> bool {
    at.segments().count() == 2 && draft.table_names().any(|name| name == at.head())
}

/// Words that are nowhere in their own field: what other fields have is offered.
fn gone(pinned: &Pinned, draft: &Draft) -> Placement {
    let texts = draft.texts();
    let fields = texts.iter().map(|(at, text)| (at, *text));
    Placement::Orphaned {
        nearest: find_elsewhere(&pinned.anchor, fields),
    }
}

/// The fewest characters that stand word for word in another field by more than chance.
const LONG: usize = 8;

/// Words that are gone from a field that is still there, and stand word for word in one other: they were carried there.
/// That is offered, as every move is.
fn carried(gone: Placement, pinned: &Pinned) -> Placement {
    let quote = pinned.anchor.quote.as_ref();
    let long = quote.is_some_and(|quote| quote.exact.chars().count() >= LONG);
    let mut same = gone.offers().iter().filter(|one| one.similarity == 100);
    match (same.next(), same.next()) {
        (Some(only), None) if long => Placement::Moved { to: only.clone() },
        _ => gone,
    }
}
