//! The review as rows: what stands at the left, what at the right, and which sign tells what happened there.
//!
//! Pure: `update` makes rows to know how far to scroll, `views` draws them; only what is in sight is made, whatever the
//! drafts hold. Invariant: words that only one side has are told by weight and colour, and by signs where there is no
//! colour. Absent: where the rows stand on the screen.

mod heads;
mod margin;
mod table;
pub mod words;

pub use margin::Thread;

use crate::app::session::Session;
use crate::domain::diff::facing::{Pair, Piece, Side};
use crate::domain::field::FieldPath;
use crate::domain::form::{Field, FieldKind};
use crate::domain::outline::Asks;
use crate::messages::facing as told;
use crate::tui::canvas::Line;
use crate::tui::model::Prefs;
use crate::tui::screens::review::folds::Shown;
use crate::tui::screens::review::{Block, BlockWhat, ReviewScreen};
use crate::tui::theme::{Role, Theme};
use words::{Laid, Over};

/// A row of the review.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// What happened, as a sign before the row.
    pub sign: (&'static str, Role),
    /// What stands there.
    pub cells: Cells,
    /// What is remarked beside it.
    pub note: Line,
}

/// What stands in a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cells {
    /// One text over the whole width.
    Whole(Line),
    /// The base at the left, the draft at the right.
    Two(Line, Line),
}

/// How wide the columns are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Columns {
    /// The whole width.
    pub whole: usize,
    /// One of two columns; 0 where there is only one.
    pub half: usize,
    /// Whether the base is shown under the draft.
    pub under: bool,
    /// Columns for what is remarked; 0 where it stands below.
    pub margin: usize,
}

/// The rows of something that is shown, with the cursor's row and its column in the draft's column.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Spread {
    /// The rows; at least one.
    pub rows: Vec<Row>,
    /// The cursor, where it stands in a text here.
    pub caret: Option<(usize, usize)>,
}

/// All that rows are made of.
pub struct Source<'a> {
    /// The draft.
    pub session: &'a Session,
    /// The review.
    pub screen: &'a ReviewScreen,
    /// How the user wants things shown.
    pub prefs: Prefs,
    /// How wide the columns are.
    pub columns: Columns,
}

impl Source<'_> {
    /// The rows of what is shown at a place.
    #[must_use]
    pub fn spread(&self, at: usize) -> Spread {
        let here = at == self.screen.place.at;
        let mut spread = match self.screen.shown.get(at) {
            Some(Shown::Fold(range)) => Spread::whole([self.fold(range.clone())]),
            Some(Shown::Block(index)) => match self.screen.sheet.blocks.get(*index) {
                Some(block) => self.block(at, *index, block, here),
                None => Spread::default(),
            },
            None => Spread::default(),
        };
        if spread.rows.is_empty() {
            spread.rows.push(Row::whole(Line::default()));
        }
        if let Some(Shown::Block(index)) = self.screen.shown.get(at) {
            self.annotate(*index, here, &mut spread);
        }
        spread
    }

    fn block(&self, at: usize, index: usize, block: &Block, here: bool) -> Spread {
        match block.what {
            BlockWhat::Whole => Spread::whole([self.whole()]),
            BlockWhat::Section => Spread::whole([Line::default(), self.section(block)]),
            BlockWhat::Label => self.label(block),
            BlockWhat::Pair(_) => match self.screen.sheet.pair(block) {
                Some(pair) => self.pair((at, index, block), pair, here),
                None => Spread::default(),
            },
            BlockWhat::Row(row) => self.table_row(index, block, row),
            BlockWhat::Sums => self.sums(block),
        }
    }

    fn pair(&self, (shown, index, block): At<'_>, pair: &Pair, here: bool) -> Spread {
        let at = self.screen.sheet.entry(block).map(|entry| &entry.at);
        match at.and_then(|at| self.session.asked_at(at)) {
            Some(Asks::Promise(_, measure)) => return self.short(pair, &measure.unit, None),
            Some(Asks::Field(field)) if field.kind.is_chosen() => {
                return self.short(pair, "", Some(field));
            }
            _ => {}
        }
        let long = pair.right.as_ref().map_or(0, |side| side.text().len());
        let selected = self.screen.place.selected_at(shown, long);
        let pinned = self.screen.notes_at(index).map(|note| note.range.clone());
        let over = Over {
            selected,
            pinned: pinned.filter(|range| !range.is_empty()).collect(),
        };
        let left = pair
            .left
            .as_ref()
            .map(|side| self.laid(side, Role::Removed, Over::default()));
        let right = pair
            .right
            .as_ref()
            .map(|side| self.laid(side, Role::Added, over));
        let mut spread = Spread::default();
        if let Some(other) = pair.moved {
            let lang = self.prefs.lang;
            let note = match pair.right {
                Some(_) => told::moved_from(lang, other),
                None => told::moved_to(lang, other),
            };
            self.put(
                Line::new(note, Role::Dim),
                pair.right.is_none(),
                (" ", Role::Text),
                &mut spread,
            );
        }
        let above = spread.rows.len();
        if self.columns.half > 0 {
            self.beside(left.as_ref(), right.as_ref(), sign(pair), &mut spread);
        } else {
            self.below(left.as_ref(), right.as_ref(), pair, &mut spread);
        }
        if let (true, Some(right)) = (here, &right) {
            let cursor = right.shown_at(self.screen.place.cursor.at);
            let (row, column) = right.caret(cursor, self.draft_columns(), self.prefs.ambiguous);
            // After an exactly full last row the cursor stands on a row of its own.
            while spread.rows.len() <= above + row {
                self.put(Line::default(), false, (" ", Role::Text), &mut spread);
            }
            spread.caret = Some((above + row, column));
        }
        spread
    }

    /// The draft's paragraph of what is shown at a place, where a cursor can stand in its words.
    #[must_use]
    pub fn text_at(&self, at: usize) -> Option<&Side> {
        let Shown::Block(index) = self.screen.shown.get(at)? else {
            return None;
        };
        let block = self.screen.sheet.blocks.get(*index)?;
        let side = self.screen.sheet.pair(block)?.right.as_ref()?;
        match self.session.asked_at(&self.screen.sheet.entry(block)?.at) {
            Some(Asks::Promise(..)) => None,
            Some(Asks::Field(field)) if field.kind.is_chosen() => None,
            _ => Some(side),
        }
    }

    /// The field of what is shown at a place.
    #[must_use]
    pub fn field_at(&self, at: usize) -> Option<&FieldPath> {
        let Shown::Block(index) = self.screen.shown.get(at)? else {
            return None;
        };
        let block = self.screen.sheet.blocks.get(*index)?;
        Some(&self.screen.sheet.entry(block)?.at)
    }

    /// How many columns the draft's text has.
    #[must_use]
    pub fn draft_columns(&self) -> usize {
        match self.columns.half {
            0 => self.columns.whole,
            half => half,
        }
    }

    /// The words of a side, with what only this side has, and what is selected.
    #[must_use]
    pub fn laid(&self, side: &Side, role: Role, over: Over) -> Laid {
        let plain = self.prefs.theme == Theme::Plain;
        Laid::new(&side.pieces, role, &over, plain)
    }

    fn beside(&self, left: Option<&Laid>, right: Option<&Laid>, sign: Sign, out: &mut Spread) {
        let wrapped = |side: Option<&Laid>| {
            side.map_or_else(Vec::new, |side| {
                side.line.wrapped(self.columns.half, self.prefs.ambiguous)
            })
        };
        let (left, right) = (wrapped(left), wrapped(right));
        for row in 0..left.len().max(right.len()) {
            let cell = |side: &[Line]| side.get(row).cloned().unwrap_or_default();
            out.rows.push(Row {
                sign,
                ..Row::of(Cells::Two(cell(&left), cell(&right)))
            });
        }
    }

    fn below(&self, left: Option<&Laid>, right: Option<&Laid>, pair: &Pair, out: &mut Spread) {
        let wrapped = |side: &Laid| side.line.wrapped(self.columns.whole, self.prefs.ambiguous);
        let draft = right.map_or_else(Vec::new, wrapped);
        let rows = draft.into_iter().map(|line| Row {
            sign: sign(pair),
            ..Row::whole(line)
        });
        out.rows.extend(rows);
        let base_sign = match right {
            None => sign(pair),
            Some(_) => ("-", Role::Removed),
        };
        let base = left.filter(|_| right.is_none() || (self.columns.under && pair.is_changed()));
        let base = base.map_or_else(Vec::new, wrapped);
        let rows = base.into_iter().map(|line| Row {
            sign: base_sign,
            ..Row::whole(line)
        });
        out.rows.extend(rows);
    }

    /// What was and what is, in a line: promises and choices.
    fn short(&self, pair: &Pair, unit: &str, chosen: Option<&Field>) -> Spread {
        let text = |side: &Option<Side>| {
            let held = side.as_ref().map(Side::text).unwrap_or_default();
            let shown = chosen.map_or_else(|| held.clone(), |field| self.value(field, &held));
            if shown.is_empty() || unit.is_empty() {
                shown
            } else {
                format!("{shown} {unit}")
            }
        };
        let whole = |side| {
            let text = text(side);
            (!text.is_empty()).then_some(Piece {
                text,
                changed: pair.is_changed(),
            })
        };
        let [left, right] = [&pair.left, &pair.right].map(|side| Vec::from_iter(whole(side)));
        let line = if pair.is_changed() {
            self.then_now(&left, &right, &Over::default())
        } else {
            Line::new(text(&pair.right), Role::Text)
        };
        Spread::signed(
            line.wrapped(self.columns.whole, self.prefs.ambiguous),
            sign(pair),
        )
    }

    /// `was → is`, each with what only it has.
    pub(super) fn then_now(&self, left: &[Piece], right: &[Piece], over: &Over) -> Line {
        let plain = self.prefs.theme == Theme::Plain;
        let mut line = match left {
            [] => Line::new(told::empty(self.prefs.lang), Role::Dim),
            left => Laid::new(left, Role::Removed, &Over::default(), plain).line,
        };
        line = line.and(" → ", Role::Text);
        let right = match right {
            [] => Line::new(told::empty(self.prefs.lang), Role::Dim),
            right => Laid::new(right, Role::Added, over, plain).line,
        };
        line.spans.extend(right.spans);
        line
    }

    /// Pieces with what lies over them.
    pub(super) fn laid_pieces(&self, pieces: &[Piece], over: &Over) -> Line {
        let plain = self.prefs.theme == Theme::Plain;
        Laid::new(pieces, Role::Added, over, plain).line
    }

    /// What a person reads for what a draft holds.
    pub(super) fn value(&self, field: &Field, held: &str) -> String {
        match &field.kind {
            FieldKind::Choice(choices) => {
                let choice = choices.iter().find(|choice| choice.id == held);
                choice
                    .map_or(held, |choice| self.prefs.lang.words(&choice.label))
                    .to_owned()
            }
            _ => held.to_owned(),
        }
    }

    /// Adds a row for one side.
    fn put(&self, line: Line, left: bool, sign: Sign, out: &mut Spread) {
        let cells = match (self.columns.half, left) {
            (0, _) => Cells::Whole(line),
            (_, true) => Cells::Two(line, Line::default()),
            (_, false) => Cells::Two(Line::default(), line),
        };
        out.rows.push(Row {
            sign,
            ..Row::of(cells)
        });
    }
}

type Sign = (&'static str, Role);
/// A block with its place among what is shown and among all blocks.
type At<'a> = (usize, usize, &'a Block);

/// What happened to a paragraph.
fn sign(pair: &Pair) -> Sign {
    match (&pair.left, &pair.right) {
        (Some(_), None) if pair.moved.is_some() => ("<", Role::Warning),
        (None, Some(_)) if pair.moved.is_some() => (">", Role::Warning),
        (Some(_), None) => ("-", Role::Removed),
        (None, Some(_)) => ("+", Role::Added),
        _ if pair.is_changed() => ("~", Role::Warning),
        _ => (" ", Role::Text),
    }
}

impl Row {
    fn whole(line: Line) -> Self {
        Self::of(Cells::Whole(line))
    }

    fn of(cells: Cells) -> Self {
        Self {
            sign: (" ", Role::Text),
            cells,
            note: Line::default(),
        }
    }
}

impl Spread {
    fn whole(lines: impl IntoIterator<Item = Line>) -> Self {
        Self::signed(lines, (" ", Role::Text))
    }

    fn signed(lines: impl IntoIterator<Item = Line>, sign: Sign) -> Self {
        let rows = lines.into_iter().map(|line| Row {
            sign,
            ..Row::whole(line)
        });
        Self {
            rows: rows.collect(),
            caret: None,
        }
    }
}
