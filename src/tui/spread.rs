//! The review as rows: what stands at the left, what at the right, and which sign tells what happened there.
//!
//! Pure: `update` makes rows to know how far to scroll, `views` draws them; only what is in sight is made, whatever the
//! drafts hold. Invariant: words that only one side has are told by weight and colour, and by signs where there is no
//! colour. Absent: where the rows stand on the screen.

mod margin;
mod table;
pub mod words;

pub use margin::Thread;

use crate::app::session::Session;
use crate::domain::diff::facing::{Body, Entry, Pair, Piece, Side};
use crate::domain::field::FieldPath;
use crate::domain::finding::{Finding, Severity};
use crate::domain::form::{Field, FieldKind};
use crate::domain::outline::Asks;
use crate::messages::{facing as told, form};
use crate::tui::canvas::Line;
use crate::tui::model::Prefs;
use crate::tui::screens::pick::severity_mark;
use crate::tui::screens::review::folds::{Shown, held};
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
                Some(block) => self.block(*index, block, here),
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

    fn block(&self, index: usize, block: &Block, here: bool) -> Spread {
        match block.what {
            BlockWhat::Whole => Spread::whole([self.whole()]),
            BlockWhat::Section => Spread::whole([Line::default(), self.section(block)]),
            BlockWhat::Label => self.label(block),
            BlockWhat::Pair(_) => match self.screen.sheet.pair(block) {
                Some(pair) => self.pair((index, block), pair, here),
                None => Spread::default(),
            },
            BlockWhat::Row(index) => self.table_row(block, index),
            BlockWhat::Sums => self.sums(block),
        }
    }

    /// What a fold holds; a whole section with its title.
    fn fold(&self, range: std::ops::Range<usize>) -> Line {
        let lang = self.prefs.lang;
        let held = held(&self.screen.sheet, range.clone());
        let told = if held.fields > 0 {
            told::folded_fields(lang, held.fields, held.chars)
        } else if held.rows > 0 {
            told::folded_rows(lang, held.rows)
        } else {
            told::folded_text(lang, held.paragraphs, held.chars)
        };
        let first = self.screen.sheet.blocks.get(range.start);
        match first.filter(|block| block.what == BlockWhat::Section) {
            Some(section) => self.title(section).and(told, Role::Dim),
            None => Line::new(format!("  ··· {told}"), Role::Dim),
        }
    }

    /// The project, and what the program finds in all.
    fn whole(&self) -> Line {
        let name = &self.session.project().name;
        let line = Line::new(told::whole(self.prefs.lang), Role::Label).and("  ", Role::Text);
        let mut line = line.and(name, Role::Text);
        line.spans.extend(self.counted(|_| true).spans);
        line
    }

    fn section(&self, block: &Block) -> Line {
        let changes = match self.screen.sheet.changes_in(block.part) {
            0 => String::new(),
            changes => told::in_section(self.prefs.lang, changes),
        };
        self.title(block).and(changes, Role::Dim)
    }

    fn title(&self, block: &Block) -> Line {
        let lang = self.prefs.lang;
        let part = self.screen.sheet.facing.parts.get(block.part);
        let sections = &self.session.call().form.sections;
        let section = part.and_then(|part| sections.get(part.section?));
        let title = section.map_or(told::unasked(lang), |section| lang.words(&section.title));
        let rule = self.rule();
        Line::new(format!("{rule}{rule} "), Role::Border)
            .and(title, Role::Label)
            .and(format!(" {rule}{rule} "), Role::Border)
    }

    fn rule(&self) -> &'static str {
        match self.prefs.ambiguous {
            crate::text::width::Ambiguous::Wide => "-",
            crate::text::width::Ambiguous::Narrow => "─",
        }
    }

    /// The name of a field, what happened to it, and what the program finds in it.
    fn label(&self, block: &Block) -> Spread {
        let lang = self.prefs.lang;
        let Some(entry) = self.screen.sheet.entry(block) else {
            return Spread::default();
        };
        let mut line = Line::new(form::address(lang, self.session, &entry.at), Role::Label);
        if let Some(Asks::Promise(_, measure)) = self.session.asked_at(&entry.at) {
            let printed = told::printed(lang, &form::measure(lang, measure));
            line = line.and(format!("  {printed}"), Role::Print);
        }
        let what = self.happened(&entry.body);
        if !what.is_empty() {
            line = line.and(format!("  {what}"), Role::Dim);
        }
        line.spans.extend(self.marks(&entry.at).spans);
        if self.is_seen(entry) {
            line = line.and(format!("  ✓{}", told::seen(lang)), Role::Good);
        }
        Spread::whole(line.wrapped(self.columns.whole, self.prefs.ambiguous))
    }

    /// Whether the reviewer has seen what stands here now.
    fn is_seen(&self, entry: &Entry) -> bool {
        let (seen, draft) = (&self.session.remarks().seen, self.session.draft());
        match &entry.body {
            Body::Text(_) => seen.has(draft, &entry.at),
            Body::Rows(rows) => {
                let mut rows = rows.iter().map(|row| entry.at.join(row.id.as_str()));
                rows.len() > 0 && rows.all(|row| seen.has(draft, &row))
            }
        }
    }

    fn happened(&self, body: &Body) -> String {
        let lang = self.prefs.lang;
        match body {
            Body::Text(pairs) if pairs.is_empty() => told::empty(lang).to_owned(),
            Body::Text(_) if !body.is_changed() => String::new(),
            Body::Text(pairs) => {
                let (left, right) = (
                    pairs.iter().any(|pair| pair.left.is_some()),
                    pairs.iter().any(|pair| pair.right.is_some()),
                );
                match (left, right) {
                    (false, _) => told::filled(lang),
                    (_, false) => told::emptied(lang),
                    _ => told::changed(lang),
                }
                .to_owned()
            }
            Body::Rows(rows) => {
                let added = rows.iter().filter(|row| row.before.is_none()).count();
                let removed = rows.iter().filter(|row| row.after.is_none()).count();
                let all = rows.iter().filter(|row| row.is_changed()).count();
                match all {
                    0 => String::new(),
                    all => told::rows_changed(lang, added, removed, all - added - removed),
                }
            }
        }
    }

    /// The findings at an address, counted by weight.
    fn marks(&self, at: &FieldPath) -> Line {
        self.counted(|finding| finding.at.is_within(at.as_str()))
    }

    fn counted(&self, wanted: impl Fn(&Finding) -> bool) -> Line {
        let mut line = Line::default();
        for severity in [Severity::Error, Severity::Warning, Severity::Advice] {
            let here = self
                .session
                .findings()
                .iter()
                .filter(|finding| finding.severity == severity && wanted(finding));
            let count = here.count();
            if count > 0 {
                let (mark, role) = severity_mark(severity);
                line = line.and(format!("  {mark}{count}"), role);
            }
        }
        line
    }

    fn pair(&self, (index, block): (usize, &Block), pair: &Pair, here: bool) -> Spread {
        let at = self.screen.sheet.entry(block).map(|entry| &entry.at);
        match at.and_then(|at| self.session.asked_at(at)) {
            Some(Asks::Promise(_, measure)) => return self.short(pair, &measure.unit, None),
            Some(Asks::Field(field)) if field.kind.is_chosen() => {
                return self.short(pair, "", Some(field));
            }
            _ => {}
        }
        let selected = match here {
            true => self.screen.place.cursor.selected(),
            false => 0..0,
        };
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
            self.then_now(&left, &right)
        } else {
            Line::new(text(&pair.right), Role::Text)
        };
        Spread::signed(
            line.wrapped(self.columns.whole, self.prefs.ambiguous),
            sign(pair),
        )
    }

    /// `was → is`, each with what only it has.
    pub(super) fn then_now(&self, left: &[Piece], right: &[Piece]) -> Line {
        let plain = self.prefs.theme == Theme::Plain;
        let mut line = match left {
            [] => Line::new(told::empty(self.prefs.lang), Role::Dim),
            left => Laid::new(left, Role::Removed, &Over::default(), plain).line,
        };
        line = line.and(" → ", Role::Text);
        let right = match right {
            [] => Line::new(told::empty(self.prefs.lang), Role::Dim),
            right => Laid::new(right, Role::Added, &Over::default(), plain).line,
        };
        line.spans.extend(right.spans);
        line
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
