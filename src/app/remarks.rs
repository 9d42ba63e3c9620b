//! Remarks on the open draft: what its reader is shown, and where each stands while the draft is edited.
//!
//! Invariants: there is a placement for every annotation; an edit of the words carries those on them exactly, and what no
//! edit explains is sought again. Absent: writing entries (`app::review`), and what is filtered from sight.

use crate::app::review::Read;
use crate::domain::anchor::{Mark, Placement, Search};
use crate::domain::draft::Draft;
use crate::domain::edit::Edit;
use crate::domain::review::Notebook;
use crate::domain::review::annotation::{Annotation, annotations};
use crate::domain::review::entry::{EntryId, Target};
use crate::domain::review::placed::place;
use crate::domain::review::seen::Seen;
use similarity::alike;

mod similarity;

/// What its reader is shown of what people wrote about the open draft.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Remarks {
    /// Who reads; empty while git does not know.
    pub me: String,
    /// How many reviewers are not shown before a verdict is given.
    pub hidden: usize,
    /// What the reader has seen.
    pub seen: Seen,
    notebooks: Vec<Notebook>,
    annotations: Vec<Annotation>,
    placements: Vec<Placement>,
}

impl Remarks {
    /// What a reader is shown, placed on the draft as it stands.
    #[must_use]
    pub fn new(me: String, read: Read, seen: Seen, draft: &Draft) -> Self {
        let annotations = annotations(&read.notebooks);
        let mut remarks = Self {
            me,
            hidden: read.hidden,
            seen,
            notebooks: read.notebooks,
            annotations,
            placements: Vec::new(),
        };
        remarks.stand_on(draft);
        remarks
    }

    /// The notebooks that the reader is shown.
    #[must_use]
    pub fn notebooks(&self) -> &[Notebook] {
        &self.notebooks
    }

    /// The annotations, the first first.
    #[must_use]
    pub fn annotations(&self) -> &[Annotation] {
        &self.annotations
    }

    /// Each annotation with where it stands.
    pub fn placed(&self) -> impl Iterator<Item = (&Annotation, &Placement)> {
        self.annotations.iter().zip(&self.placements)
    }

    /// An annotation with where it stands.
    #[must_use]
    pub fn one(&self, id: &EntryId) -> Option<(&Annotation, &Placement)> {
        self.placed().find(|(annotation, _)| annotation.id == *id)
    }

    /// How many are not dealt with.
    #[must_use]
    pub fn open(&self) -> usize {
        let open = self.annotations.iter().filter(|one| one.is_open());
        open.count()
    }

    /// The people who made annotations, in the order of their first: each has the letter of its place.
    #[must_use]
    pub fn people(&self) -> Vec<&str> {
        let mut people: Vec<&str> = Vec::new();
        for annotation in &self.annotations {
            if !people.contains(&annotation.by.as_str()) {
                people.push(&annotation.by);
            }
        }
        people
    }

    /// Carries the annotations through an edit of the draft.
    pub fn carry(&mut self, edit: &Edit, before: &Draft, after: &Draft) {
        if !is_of_words(edit) {
            self.stand_on(after);
            return;
        }
        let pairs = self.annotations.iter().zip(&mut self.placements);
        for (annotation, placement) in pairs {
            if let Some(carried) = carried(annotation, placement, edit, before, after) {
                *placement = carried;
            }
        }
    }

    /// Seeks all annotations on a draft anew.
    pub fn stand_on(&mut self, draft: &Draft) {
        let placed = place(&self.annotations, draft).into_iter();
        self.placements = placed.map(|placed| placed.placement).collect();
    }
}

/// Whether an edit only changes texts.
fn is_of_words(edit: &Edit) -> bool {
    match edit {
        Edit::Set { .. } | Edit::Splice { .. } => true,
        Edit::All(edits) => edits.iter().all(is_of_words),
        _ => false,
    }
}

/// Where words are after an edit of their text; `None` where nothing changed for them.
fn carried(
    annotation: &Annotation,
    placement: &Placement,
    edit: &Edit,
    before: &Draft,
    after: &Draft,
) -> Option<Placement> {
    let Target::Place(pinned) = &annotation.on else {
        return None;
    };
    let (at, quote) = (&pinned.anchor.at, pinned.anchor.quote.as_ref()?);
    let (was, is) = (before.text(at), after.text(at));
    if was == is {
        return None;
    }
    let Some(range) = placement.pinned() else {
        // Undoing may bring the words back.
        return Some(Search::new(pinned.text.as_deref(), is).find(&pinned.anchor));
    };
    let mark = Mark::new(at.clone(), was, range.clone()).map_through(edit, was)?;
    if mark.is_orphaned() {
        return Some(Placement::Orphaned {
            nearest: Vec::new(),
        });
    }
    let range = mark.range;
    let words: String = is.chars().skip(range.start).take(range.len()).collect();
    Some(match alike(&quote.exact, &words) {
        100 if range.start == quote.start => Placement::Exact { range },
        100 => Placement::Shifted { range },
        similarity => Placement::Edited { range, similarity },
    })
}

#[cfg(test)]
mod tests;
