//! What reviewers said, as it stands on paper: on the words where they surely stand, else on their section, with the words.
//!
//! What is dealt with is left out. A proposal becomes a change in the text where it could be taken now and meets no other;
//! otherwise the comment says what is proposed.

use super::Application;
use super::paper::{proposed_row, shown};
use crate::app::review::acceptance;
use crate::domain::anchor::Placement;
use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::domain::form::{Field, FieldKind};
use crate::domain::outline::{Asks, asked_at};
use crate::domain::paper::{Change, Paper, Remark, Spot};
use crate::domain::review::annotation::annotations;
use crate::domain::review::entry::{Act, EntryId, Kind, Pinned, Target};
use crate::domain::review::placed::{Placed, is_row, place};
use crate::domain::review::proposal::{Over, Proposal};
use crate::messages::{paper as words, review};
use std::collections::BTreeSet;
use std::ops::Range;

/// The whole of a text, however long it is.
const WHOLE: Range<usize> = 0..usize::MAX;

/// The remarks for a paper.
pub(super) fn remarks(application: &Application<'_>, paper: &Paper) -> Vec<Remark> {
    let mut all = annotations(application.notebooks);
    all.retain(|one| one.is_open() || one.kind == Kind::Praise && !one.withdrawn);
    let draft = application.draft;
    let taken = acceptance(&all, draft, Over::Untouched).taken;
    let desk = Desk {
        application,
        paper,
        taken: taken.into_iter().collect(),
    };
    let mut remarks = desk.verdicts();
    for placed in place(&all, draft) {
        desk.annotation(&placed, &mut remarks);
    }
    remarks
}

/// A change, where it is made, and on which characters.
type Changed = (Spot, Range<usize>, Change);

/// Whether a change is of whole rows, which not every program shows; then the comment says it as well.
fn is_of_rows((_, _, change): &Changed) -> bool {
    matches!(change, Change::RowOut | Change::Row { .. })
}

struct Desk<'a> {
    application: &'a Application<'a>,
    paper: &'a Paper,
    /// The remarks whose proposals can be taken together.
    taken: BTreeSet<EntryId>,
}

impl Desk<'_> {
    /// Everybody's verdict, as a remark on the whole.
    fn verdicts(&self) -> Vec<Remark> {
        let lang = self.application.lang;
        let last = self.application.notebooks.iter().filter_map(|notebook| {
            let entries = notebook.entries().iter().rev();
            let mut verdicts = entries.filter_map(|entry| match &entry.act {
                Act::Verdict { verdict, note } => Some((entry, verdict, note)),
                _ => None,
            });
            verdicts.next()
        });
        let remarks = last.map(|(entry, verdict, note)| Remark {
            on: Spot::Whole,
            range: WHOLE,
            by: entry.by.clone(),
            time: entry.time.clone(),
            body: words::verdict(lang, review::verdict(lang, *verdict), note),
            change: None,
            answers: None,
        });
        remarks.collect()
    }

    fn annotation(&self, placed: &Placed<'_>, remarks: &mut Vec<Remark>) {
        let annotation = placed.annotation;
        let (on, range) = self.spot(placed);
        let changes = self.changes(placed);
        let said = Remark {
            on,
            range,
            by: annotation.by.clone(),
            time: annotation.time.clone(),
            body: self.body(placed, changes.iter().all(is_of_rows)),
            change: None,
            answers: None,
        };
        let first = remarks.len();
        if changes.is_empty() {
            remarks.push(said.clone());
        }
        remarks.extend(changes.into_iter().map(|(on, range, change)| Remark {
            on,
            range,
            change: Some(change),
            ..said.clone()
        }));
        remarks.extend(annotation.replies.iter().map(|reply| Remark {
            by: reply.by.clone(),
            time: reply.time.clone(),
            body: reply.body.clone(),
            answers: Some(first),
            ..said.clone()
        }));
    }

    /// What a remark is on: its words where they surely stand, else the section that they stood in.
    fn spot(&self, placed: &Placed<'_>) -> (Spot, Range<usize>) {
        let draft = self.application.draft;
        let pinned = match &placed.annotation.on {
            Target::Draft => return (Spot::Whole, WHOLE),
            Target::Section(id) => return (self.part(id), WHOLE),
            Target::Place(pinned) => pinned,
        };
        let at = &pinned.anchor.at;
        let at = if is_row(at, draft) {
            self.first_cell(at)
        } else {
            Some(at.clone())
        };
        match (at, placed.placement.pinned()) {
            (Some(at), Some(range)) if self.paper.shows(&at) => {
                let words = pinned.anchor.quote.is_some() && self.is_plain(&at);
                (Spot::Text(at), if words { range.clone() } else { WHOLE })
            }
            _ => (self.part(&self.section_of(&pinned.anchor.at)), WHOLE),
        }
    }

    fn part(&self, id: &str) -> Spot {
        let there = self.paper.parts.iter().any(|part| part.id == id);
        if there {
            Spot::Part(id.to_owned())
        } else {
            Spot::Whole
        }
    }

    fn section_of(&self, at: &FieldPath) -> String {
        let holds = |field: &Field| at.is_within(field.at.as_str()) || field.at == *at;
        let sections = &self.application.call.form.sections;
        let section = sections
            .iter()
            .find(|section| section.fields.iter().any(holds));
        section
            .map(|section| section.id.clone())
            .unwrap_or_default()
    }

    /// The first cell of a row, which stands for the row.
    fn first_cell(&self, row: &FieldPath) -> Option<FieldPath> {
        let table = self.application.call.form.table(row.head())?;
        Some(row.join(table.columns.first()?.at.as_str()))
    }

    /// Whether the text at an address stands on paper letter by letter.
    fn is_plain(&self, at: &FieldPath) -> bool {
        self.field(at).is_none_or(|field| {
            !matches!(
                field.kind,
                FieldKind::Choice(_)
                    | FieldKind::Date
                    | FieldKind::DateSpan
                    | FieldKind::Number
                    | FieldKind::Money
            )
        })
    }

    fn field(&self, at: &FieldPath) -> Option<&Field> {
        let Application {
            call,
            project,
            draft,
            ..
        } = *self.application;
        match asked_at(&call.form, project, draft, at)? {
            Asks::Field(field) | Asks::Cell(field) => Some(field),
            _ => None,
        }
    }

    /// The changes that a proposal makes on the paper.
    fn changes(&self, placed: &Placed<'_>) -> Vec<Changed> {
        let annotation = placed.annotation;
        let proposal = annotation
            .proposal
            .as_ref()
            .filter(|_| self.taken.contains(&annotation.id));
        let draft = self.application.draft;
        let edit = proposal.and_then(|one| {
            one.edit(&annotation.on, &placed.placement, draft, Over::Untouched)
                .ok()
        });
        let edits = match edit {
            Some(Edit::All(edits)) => edits,
            other => other.into_iter().collect(),
        };
        let changes = edits.into_iter().map(|edit| self.change(edit, placed));
        let changes: Option<Vec<_>> = changes.collect();
        changes.unwrap_or_default()
    }

    fn change(&self, edit: Edit, placed: &Placed<'_>) -> Option<Changed> {
        let (at, range, text) = match edit {
            Edit::RemoveRow { table, row } => {
                let row = FieldPath::parse(&format!("{table}/{}", row.as_str())).ok()?;
                let at = self.first_cell(&row).filter(|at| self.paper.shows(at))?;
                return Some((Spot::Text(at), WHOLE, Change::RowOut));
            }
            Edit::InsertRow { table, index, row } => {
                let (on, range) = self.spot(placed);
                let cells = proposed_row(self.application, &table, &row)?;
                let change = Change::Row {
                    table,
                    index,
                    cells,
                };
                return Some((on, range, change));
            }
            Edit::Set { at, text } => (at, WHOLE, text),
            Edit::Splice {
                at,
                start,
                removed,
                inserted,
            } => (at, start..start + removed, inserted),
            _ => return None,
        };
        if !self.paper.shows(&at) {
            return None;
        }
        if self.is_plain(&at) {
            return Some((Spot::Text(at), range, Change::Words(text)));
        }
        let text = match self.field(&at) {
            Some(field) if range == WHOLE => shown(self.application.lang, field, &text),
            _ => return None,
        };
        Some((Spot::Text(at), WHOLE, Change::Words(text)))
    }

    /// What the comment says: the kind, the words, and whatever cannot be seen from where it stands.
    fn body(&self, placed: &Placed<'_>, tell_proposal: bool) -> String {
        let lang = self.application.lang;
        let annotation = placed.annotation;
        let mut body = words::remark(lang, review::kind(lang, annotation.kind), &annotation.body);
        if let Some(quote) = lost_words(placed) {
            let standing = review::placement(lang, &placed.placement);
            body.push_str(&format!("\n{}", words::lost(lang, &standing, quote)));
        }
        if let Some(proposal) = annotation.proposal.as_ref().filter(|_| tell_proposal) {
            body.push_str(&format!("\n{}", self.proposed(proposal)));
        }
        body
    }

    fn proposed(&self, proposal: &Proposal) -> String {
        let lang = self.application.lang;
        match proposal {
            Proposal::Words(text) => words::proposed(lang, text),
            Proposal::Cells(cells) => {
                let cells: Vec<String> = cells
                    .iter()
                    .map(|(column, text)| format!("{column}: {text}"))
                    .collect();
                words::proposed(lang, &cells.join("; "))
            }
            Proposal::Row(row) => {
                let cells: Vec<&str> = row.cells.values().map(String::as_str).collect();
                words::proposed_row(lang, &cells.join("; "))
            }
            Proposal::RowOut => words::proposed_out(lang).to_owned(),
        }
    }
}

/// The words that a remark was made on, where it does not stand on them now.
fn lost_words<'a>(placed: &'a Placed<'_>) -> Option<&'a str> {
    let Target::Place(Pinned { anchor, .. }) = &placed.annotation.on else {
        return None;
    };
    let quote = anchor.quote.as_ref()?;
    let stands = matches!(
        placed.placement,
        Placement::Exact { .. } | Placement::Shifted { .. }
    );
    (!stands).then_some(quote.exact.as_str())
}
