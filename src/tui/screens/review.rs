//! The review: a draft beside what it is read against, unchanged stretches folded, and where one is in it.
//!
//! Invariants: every block of both drafts is shown or lies in a fold that tells how much it holds; a change is never
//! folded. Absent: rows and columns (`tui::spread`), and the draft itself (the session has it).

pub mod folds;
pub mod notes;

use crate::app::base::Base;
use crate::app::check::{Checked, check};
use crate::app::session::Session;
use crate::domain::diff::facing::{Body, Entry, Facing, Pair, facing};
use crate::domain::draft::Draft;
use crate::domain::field::RowId;
use crate::domain::review::entry::EntryId;
use crate::tui::editor::Cursor;
use folds::{Folds, Shown};
use notes::{Filter, Note};
use std::ops::Range;

/// The state of the review.
#[derive(Clone, Debug)]
pub struct ReviewScreen {
    /// What the draft is read against.
    pub base: Base,
    /// Both drafts beside each other.
    pub sheet: Sheet,
    /// The annotations, where they stand, as far as they are shown.
    pub notes: Vec<Note>,
    /// Which annotations are shown.
    pub filter: Filter,
    /// The annotation one is at, where one went to it.
    pub chosen: Option<EntryId>,
    /// What is unfolded.
    pub folds: Folds,
    /// What is shown, from the top.
    pub shown: Vec<Shown>,
    /// Where one is.
    pub place: Place,
    /// Where the base stands.
    pub view: View,
    /// What was searched for last.
    pub sought: String,
}

/// Both drafts beside each other, in blocks.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The base.
    pub base: Draft,
    /// What the base comes to.
    pub before: Checked,
    /// What both say.
    pub facing: Facing,
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// Where each change begins, among the blocks.
    pub changes: Vec<usize>,
}

/// Where one is in the review.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Place {
    /// What one is at, among what is shown.
    pub at: usize,
    /// Where the cursor stands in the draft's paragraph there, in bytes.
    pub cursor: Cursor,
    /// Where the selection began, when that is in another paragraph: among what is shown, and the byte in it.
    pub origin: Option<(usize, usize)>,
    /// The first of what is shown that is in sight, and how many of its rows are not.
    pub top: (usize, usize),
}

/// Where the base stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum View {
    /// At the left of the draft where there is room, else under it.
    #[default]
    Beside,
    /// Under the draft.
    Under,
    /// Nowhere.
    Alone,
}

/// A part of the review that is shown or folded as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// The section, counted among the parts.
    pub part: usize,
    /// The field or table, counted within the section.
    pub entry: usize,
    /// What it shows.
    pub what: BlockWhat,
    /// Whether the two drafts differ here.
    pub changed: bool,
    /// Whether it stays in sight although nothing differs.
    pub stays: bool,
}

/// What a block shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockWhat {
    /// The draft as a whole.
    Whole,
    /// The title of a section.
    Section,
    /// The name of a field or table.
    Label,
    /// A paragraph of both, counted within the field.
    Pair(usize),
    /// A row of both, counted within the table.
    Row(usize),
    /// What the budget comes to on both sides.
    Sums,
}

impl Place {
    /// What is selected in the paragraph of `len` bytes that is shown at `at`.
    #[must_use]
    pub fn selected_at(&self, at: usize, len: usize) -> Range<usize> {
        let Some(origin) = self.origin else {
            return if at == self.at {
                self.cursor.selected()
            } else {
                0..0
            };
        };
        let here = (self.at, self.cursor.at);
        let (first, last) = (origin.min(here), origin.max(here));
        if at < first.0 || at > last.0 {
            return 0..0;
        }
        let start = if at == first.0 { first.1 } else { 0 };
        let end = if at == last.0 { last.1 } else { len };
        start..end
    }

    /// Lets go of what is selected.
    pub fn deselect(&mut self) {
        self.cursor.anchor = None;
        self.origin = None;
    }

    /// Whether anything is selected.
    #[must_use]
    pub fn selects(&self) -> bool {
        self.origin.is_some() || !self.cursor.selected().is_empty()
    }
}

impl ReviewScreen {
    /// A review of the session's draft, at the first change.
    #[must_use]
    pub fn new(session: &Session, base: Base, before: &Draft) -> Self {
        let sheet = Sheet::new(session, before);
        let mut screen = Self {
            base,
            sheet,
            notes: Vec::new(),
            filter: Filter::default(),
            chosen: None,
            folds: Folds::default(),
            shown: Vec::new(),
            place: Place::default(),
            view: View::default(),
            sought: String::new(),
        };
        screen.take_in(session);
        if let Some(first) = screen.sheet.changes.first().copied() {
            screen.go_to(first);
        }
        screen
    }

    /// Puts both drafts beside each other anew, after the draft was edited; one stays where one was.
    pub fn renew(&mut self, session: &Session) {
        let here = self.sheet.blocks.get(self.block()).copied();
        let entry = here.and_then(|block| Some(self.sheet.entry(&block)?.at.clone()));
        let before = self.sheet.base.clone();
        self.sheet = Sheet::new(session, &before);
        self.folds.opened.clear();
        self.take_in(session);
        let same = |block: &Block| match (&entry, here) {
            (Some(at), Some(here)) => {
                block.what == here.what
                    && self.sheet.entry(block).is_some_and(|entry| entry.at == *at)
            }
            (None, Some(here)) => *block == here,
            _ => false,
        };
        let found = self.sheet.blocks.iter().position(same);
        let found = found.or_else(|| self.sheet.first_of(entry.as_ref()?));
        self.go_to(found.unwrap_or(0));
    }

    /// Puts the annotations to their blocks anew.
    pub fn take_in(&mut self, session: &Session) {
        self.notes = notes::notes(&self.sheet, session, &self.filter);
        self.refold(|_| {});
    }

    /// The annotations at a block.
    pub fn notes_at(&self, block: usize) -> impl Iterator<Item = &Note> {
        let from = self.notes.partition_point(|note| note.block < block);
        let notes = self.notes.get(from..).unwrap_or_default().iter();
        notes.take_while(move |note| note.block == block)
    }

    /// The annotation one is at: the one that was gone to, else the first at the block.
    #[must_use]
    pub fn focus<'a>(&self, session: &'a Session) -> Option<&'a EntryId> {
        let block = self.block();
        let all = session.remarks().annotations();
        let at_block = || self.notes_at(block).filter_map(|note| all.get(note.index));
        let chosen = at_block().find(|one| Some(&one.id) == self.chosen.as_ref());
        chosen.or_else(|| at_block().next()).map(|one| &one.id)
    }

    fn folded_anew(&self) -> Vec<Shown> {
        self.folds
            .shown(&self.sheet, |block| self.notes_at(block).next().is_some())
    }

    /// The block one is at; of a fold, its first.
    #[must_use]
    pub fn block(&self) -> usize {
        self.shown.get(self.place.at).map_or(0, Shown::first)
    }

    /// Goes to a block, and unfolds what it lies in.
    pub fn go_to(&mut self, block: usize) {
        let holds = |shown: &Shown| shown.first() <= block && block < shown.end();
        if let Some(Shown::Fold(range)) = self.shown.iter().find(|shown| holds(shown)) {
            self.folds.opened.insert(range.start);
            self.shown = self.folded_anew();
        }
        self.place.at = self.shown.iter().position(holds).unwrap_or(0);
        self.place.cursor = Cursor::default();
        self.place.origin = None;
    }

    /// Folds or unfolds, and stays at the same block.
    pub fn refold(&mut self, change: impl FnOnce(&mut Folds)) {
        let block = self.block();
        change(&mut self.folds);
        self.shown = self.folded_anew();
        let holds = |shown: &Shown| shown.first() <= block && block < shown.end();
        let at = self.shown.iter().position(holds).unwrap_or(0);
        if at != self.place.at {
            self.place.origin = None;
        }
        self.place.at = at;
    }

    /// Which change one is at, from 1; 0 before the first.
    #[must_use]
    pub fn change(&self) -> usize {
        let block = self.block();
        self.sheet.changes.partition_point(|first| *first <= block)
    }
}

impl Sheet {
    fn new(session: &Session, before: &Draft) -> Self {
        let (call, project) = (session.call(), session.project());
        let facing = facing(&call.form, project, before, session.draft());
        let budget = call.form.table_of(crate::domain::form::TableRole::Budget);
        let budget = budget.map_or("", |(name, _)| name);
        let blocks = blocks(&facing, budget);
        let begins = |(index, block): (usize, &Block)| {
            let above = index.checked_sub(1).and_then(|above| blocks.get(above));
            let is_row = matches!(block.what, BlockWhat::Row(_));
            let goes_on = above.is_some_and(|above| above.changed) && !is_row;
            (block.changed && !goes_on).then_some(index)
        };
        let changes = blocks.iter().enumerate().filter_map(begins).collect();
        Self {
            base: before.clone(),
            before: check(call, project, before),
            facing,
            changes,
            blocks,
        }
    }

    /// The field or table of a block.
    #[must_use]
    pub fn entry(&self, block: &Block) -> Option<&Entry> {
        self.facing.parts.get(block.part)?.entries.get(block.entry)
    }

    /// The paragraph of a block.
    #[must_use]
    pub fn pair(&self, block: &Block) -> Option<&Pair> {
        match (&self.entry(block)?.body, block.what) {
            (Body::Text(pairs), BlockWhat::Pair(index)) => pairs.get(index),
            _ => None,
        }
    }

    /// The row of a block.
    #[must_use]
    pub fn row(&self, block: &Block) -> Option<&RowId> {
        match (&self.entry(block)?.body, block.what) {
            (Body::Rows(rows), BlockWhat::Row(index)) => rows.get(index).map(|row| &row.id),
            _ => None,
        }
    }

    /// How many changes a section has.
    #[must_use]
    pub fn changes_in(&self, part: usize) -> usize {
        let here = |first: &&usize| self.blocks[**first].part == part;
        self.changes.iter().filter(here).count()
    }
}

fn blocks(facing: &Facing, budget: &str) -> Vec<Block> {
    let mut blocks = vec![Block {
        part: usize::MAX,
        entry: usize::MAX,
        what: BlockWhat::Whole,
        changed: false,
        stays: true,
    }];
    for (index, part) in facing.parts.iter().enumerate() {
        blocks.push(Block {
            part: index,
            entry: usize::MAX,
            what: BlockWhat::Section,
            changed: false,
            stays: part.entries.iter().any(|entry| entry.body.is_changed()),
        });
        for (number, entry) in part.entries.iter().enumerate() {
            entry_blocks(
                (index, number),
                entry,
                entry.at.as_str() == budget,
                &mut blocks,
            );
        }
    }
    blocks
}

fn entry_blocks((part, entry): (usize, usize), of: &Entry, budget: bool, out: &mut Vec<Block>) {
    let any = of.body.is_changed();
    let block = |what, changed, stays| Block {
        part,
        entry,
        what,
        changed,
        stays,
    };
    out.push(block(BlockWhat::Label, false, any));
    match &of.body {
        Body::Text(pairs) => {
            let changed: Vec<bool> = pairs.iter().map(Pair::is_changed).collect();
            // A paragraph beside a change is read with it.
            let beside = |index: usize| {
                let near = [index.checked_sub(1), Some(index + 1)];
                let mut near = near.into_iter().flatten();
                near.any(|near| changed.get(near).copied().unwrap_or(false))
            };
            let pair = |index: usize| block(BlockWhat::Pair(index), changed[index], beside(index));
            out.extend((0..pairs.len()).map(pair));
        }
        Body::Rows(rows) => {
            let rows = rows.iter().enumerate();
            out.extend(
                rows.map(|(index, row)| block(BlockWhat::Row(index), row.is_changed(), false)),
            );
            if budget {
                out.push(block(BlockWhat::Sums, false, any));
            }
        }
    }
}
