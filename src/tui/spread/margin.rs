//! The margin of the review: what people and the program remark on what stands beside it.
//!
//! Invariants: who speaks is told by a letter as well as by a colour; whether the words were surely found is always said,
//! and the words as they were judged can always be read. The thread one is at is open, the others show their beginning.

use super::{Cells, Row, Source, Spread};
use crate::app::session::Session;
use crate::domain::anchor::Placement;
use crate::domain::diff::text::{Grain, Op, compare};
use crate::domain::field::FieldPath;
use crate::domain::finding::Finding;
use crate::domain::review::annotation::{Annotation, Decision};
use crate::domain::review::entry::Target;
use crate::domain::review::proposal::Proposal;
use crate::messages::{Lang, facing as told, findings, form, review as words};
use crate::text::look_alike::pointed_out;
use crate::text::width::ellipsis;
use crate::tui::canvas::Line;
use crate::tui::model::Prefs;
use crate::tui::screens::pick::severity_mark;
use crate::tui::screens::review::{Block, BlockWhat};
use crate::tui::theme::Role;
use std::collections::BTreeMap;

/// Columns before an annotation that stands below its block.
const INDENT: usize = 4;
/// The most rows of a thread that is not open.
const SHORT: usize = 2;

impl Source<'_> {
    /// Puts what is remarked on a block beside its rows, or below them where there is no margin.
    pub(super) fn annotate(&self, index: usize, here: bool, spread: &mut Spread) {
        let margin = self.columns.margin;
        let columns = match margin {
            0 => self.columns.whole.saturating_sub(INDENT),
            margin => margin,
        };
        let notes = self.notes(index, here, columns);
        if margin > 0 {
            while spread.rows.len() < notes.len() {
                spread.rows.push(Row::whole(Line::default()));
            }
            for (row, note) in spread.rows.iter_mut().zip(notes) {
                row.note = note;
            }
            return;
        }
        spread.rows.extend(notes.into_iter().map(|note| {
            let mut line = Line::new(" ".repeat(INDENT), Role::Text);
            line.spans.extend(note.spans);
            Row {
                cells: Cells::Whole(line),
                ..Row::whole(Line::default())
            }
        }));
    }

    fn notes(&self, index: usize, here: bool, columns: usize) -> Vec<Line> {
        let remarks = self.session.remarks();
        let focus = self.screen.focus(self.session).filter(|_| here);
        let mut lines = Vec::new();
        for note in self.screen.notes_at(index) {
            let Some((annotation, placement)) = remarks.placed().nth(note.index) else {
                continue;
            };
            let thread = Thread {
                session: self.session,
                annotation,
                placement,
                prefs: self.prefs,
                columns,
            };
            match focus == Some(&annotation.id) {
                true => lines.extend(thread.open(self.cell_name(annotation))),
                false => lines.extend(thread.short()),
            }
        }
        if let Some(block) = self.screen.sheet.blocks.get(index) {
            lines.extend(self.findings(block, here, columns));
        }
        lines
    }

    /// What an annotation is about, where that is not what it stands beside.
    fn cell_name(&self, annotation: &Annotation) -> Option<String> {
        match &annotation.on {
            Target::Place(pinned) => Some(&pinned.anchor.at)
                .filter(|at| self.session.draft().is_cell(at))
                .map(|at| form::address(self.prefs.lang, self.session, at)),
            _ => None,
        }
    }

    /// The findings at a block, as remarks of the program; without a margin only where one is.
    fn findings(&self, block: &Block, here: bool, columns: usize) -> Vec<Line> {
        let shown = (self.columns.margin > 0 || here) && !self.screen.filter.no_findings;
        let at = self.place_of(block).filter(|_| shown);
        let Some(at) = at else {
            return Vec::new();
        };
        let of_table = block.what == BlockWhat::Label;
        let here = |finding: &&Finding| {
            finding.at == at || (!of_table && finding.at.is_within(at.as_str()))
        };
        let found = self.session.findings().iter().filter(here);
        let lines = found.flat_map(|finding| {
            let (mark, role) = severity_mark(finding.severity);
            let said = findings::sentence(self.prefs.lang, finding);
            let line =
                Line::new(format!("{mark} {} ", finding.rule().code()), role).and(said, Role::Dim);
            line.wrapped(columns, self.prefs.ambiguous)
        });
        lines.collect()
    }

    /// The address of a field's name or of a row.
    fn place_of(&self, block: &Block) -> Option<FieldPath> {
        let entry = self.screen.sheet.entry(block)?;
        match block.what {
            BlockWhat::Label => Some(entry.at.clone()),
            BlockWhat::Row(_) => self
                .screen
                .sheet
                .row(block)
                .map(|id| entry.at.join(id.as_str())),
            _ => None,
        }
    }
}

/// An annotation with its answers, as rows.
pub struct Thread<'a> {
    /// The draft, for the letters of its people and the names of its cells.
    pub session: &'a Session,
    /// The annotation.
    pub annotation: &'a Annotation,
    /// Where it stands.
    pub placement: &'a Placement,
    /// How the user wants things shown.
    pub prefs: Prefs,
    /// How wide the rows are.
    pub columns: usize,
}

impl<'a> Thread<'a> {
    fn lang(&self) -> Lang {
        self.prefs.lang
    }

    /// Its beginning.
    #[must_use]
    pub fn short(&self) -> Vec<Line> {
        let mut lines = self.wrapped(&self.head());
        lines.truncate(SHORT);
        let body = ellipsis(&self.gist(), self.columns, self.prefs.ambiguous);
        lines.push(Line::new(body, Role::Text));
        lines
    }

    /// All of it.
    #[must_use]
    pub fn open(&self, label: Option<String>) -> Vec<Line> {
        let lang = self.lang();
        let one = self.annotation;
        let mut lines = self.wrapped(&self.head());
        if let Some(label) = label {
            lines.extend(self.wrapped(&Line::new(label, Role::Label)));
        }
        if one.withdrawn {
            lines.extend(self.wrapped(&Line::new(told::withdrawn(lang), Role::Dim)));
        } else if !one.body.is_empty() {
            lines.extend(self.text(&pointed_out(&one.body), Role::Text));
        }
        lines.extend(self.original());
        lines.extend(self.proposal());
        for (number, offer) in self.placement.offers().iter().enumerate() {
            let offered = told::offered(lang, number + 1, offer.at.as_str(), offer.similarity);
            lines.extend(self.wrapped(&Line::new(offered, Role::Warning)));
        }
        for reply in &one.replies {
            let head = Line::new("  ↳ ", Role::Dim).and(self.name(&reply.by), self.role(&reply.by));
            lines.extend(self.wrapped(&head.and(format!(" {}", when(&reply.time)), Role::Dim)));
            lines.extend(self.text(&pointed_out(&reply.body), Role::Text));
        }
        lines.push(Line::default());
        lines
    }

    /// Who, what kind, where its words are, and whether it is dealt with.
    fn head(&self) -> Line {
        let lang = self.lang();
        let one = self.annotation;
        let line = Line::new(self.name(&one.by), self.role(&one.by))
            .and(format!(" {}", words::kind(lang, one.kind)), Role::Label);
        let sure = self.placement.pinned().is_some();
        let place = words::placement(lang, self.placement);
        let line = line.and(
            format!(" · {place}"),
            if sure { Role::Dim } else { Role::Warning },
        );
        let (state, role) = match (&one.decision, &one.resolved) {
            (Some((Decision::Accepted, _)), _) => (told::accepted(lang), Role::Good),
            (Some((Decision::Refused, _)), _) => (told::refused(lang), Role::Error),
            (None, Some(_)) => (told::resolved(lang), Role::Good),
            (None, None) if one.is_open() => (told::open(lang), Role::Warning),
            (None, None) => return line,
        };
        line.and(format!(" · {state}"), role)
    }

    /// The letter and name of a person.
    fn name(&self, by: &str) -> String {
        let people = self.session.remarks().people();
        let place = people.iter().position(|one| *one == by);
        let letter =
            place.and_then(|place| char::from_u32(u32::from('A') + u32::try_from(place).ok()?));
        match letter.filter(char::is_ascii_uppercase) {
            Some(letter) => format!("{letter} {}", pointed_out(by)),
            None => pointed_out(by).into_owned(),
        }
    }

    fn role(&self, by: &str) -> Role {
        let people = self.session.remarks().people();
        let place = people.iter().position(|one| *one == by);
        place.map_or(Role::Label, |place| {
            Role::Person(u8::try_from(place % 5).unwrap_or(0))
        })
    }

    /// What it comes to, in a line.
    fn gist(&self) -> String {
        let one = self.annotation;
        let change = one.proposal.as_ref().map(|proposal| self.told(proposal));
        match (one.body.as_str(), change) {
            _ if one.withdrawn => told::withdrawn(self.lang()).to_owned(),
            ("", Some(change)) => change,
            (body, _) => pointed_out(body).replace('\n', " "),
        }
    }

    /// The words as they were judged, where they are not to be read beside it.
    fn original(&self) -> Vec<Line> {
        let quote = match &self.annotation.on {
            Target::Place(pinned) => pinned.anchor.quote.as_ref(),
            _ => None,
        };
        let untouched = matches!(
            self.placement,
            Placement::Exact { .. } | Placement::Shifted { .. }
        );
        let shown = quote.filter(|_| !untouched && self.words().is_none());
        shown.map_or_else(Vec::new, |quote| {
            self.text(&told::original(self.lang(), &quote.exact), Role::Dim)
        })
    }

    /// The words that it proposes.
    fn words(&self) -> Option<&str> {
        match &self.annotation.proposal {
            Some(Proposal::Words(words)) => Some(words),
            _ => None,
        }
    }

    /// The change that it proposes: of words as a difference, its signs always there, for the two texts stand in one row;
    /// of a row as what becomes of its cells.
    fn proposal(&self) -> Vec<Line> {
        let Some(proposal) = &self.annotation.proposal else {
            return Vec::new();
        };
        let Proposal::Words(new) = proposal else {
            return self.text(&self.told(proposal), Role::Added);
        };
        let old = match &self.annotation.on {
            Target::Place(pinned) => match (&pinned.anchor.quote, &pinned.text) {
                (Some(quote), _) => quote.exact.as_str(),
                (None, text) => text.as_deref().unwrap_or_default(),
            },
            _ => "",
        };
        let mut line = Line::default();
        for segment in compare(old, new, Grain::Words) {
            let (role, signs) = match segment.op {
                Op::Equal => (Role::Dim, ("", "")),
                Op::Delete => (Role::Removed, ("[-", "-]")),
                Op::Insert => (Role::Added, ("{+", "+}")),
            };
            line = line
                .and(signs.0, role)
                .and(pointed_out(&segment.text), role)
                .and(signs.1, role);
        }
        self.wrapped(&line)
    }

    fn told(&self, proposal: &Proposal) -> String {
        let lang = self.lang();
        match proposal {
            Proposal::Words(words) => told::becomes(lang, &pointed_out(words)),
            Proposal::Cells(cells) => {
                let cells = self.named(cells).into_iter();
                let cells = cells.map(|(name, text)| format!("{name} → {}", pointed_out(text)));
                cells.collect::<Vec<String>>().join(lang.pick("；", "; "))
            }
            Proposal::Row(row) => {
                let cells = self.named(&row.cells).into_iter();
                let cells = cells.map(|(name, text)| format!("{name} {}", pointed_out(text)));
                told::row_in(lang, &cells.collect::<Vec<String>>().join(" · "))
            }
            Proposal::RowOut => told::row_out(lang).to_owned(),
        }
    }

    /// Cells by the names of their columns, in the order of the table.
    fn named(&self, cells: &'a BTreeMap<String, String>) -> Vec<(String, &'a str)> {
        let table = match &self.annotation.on {
            Target::Place(pinned) => pinned.anchor.at.head(),
            _ => "",
        };
        let table = self.session.call().form.table(table);
        let columns = table.map_or(&[][..], |table| &table.columns);
        let known = columns.iter().filter_map(|column| {
            let text = cells.get(column.at.as_str())?;
            Some((self.lang().words(&column.label).to_owned(), text.as_str()))
        });
        let is_known = |id: &String| columns.iter().any(|one| one.at.as_str() == id);
        let others = cells.iter().filter(|(id, _)| !is_known(id));
        let others = others.map(|(id, text)| (id.clone(), text.as_str()));
        known.chain(others).collect()
    }

    fn text(&self, text: &str, role: Role) -> Vec<Line> {
        let lines = text.split('\n').map(|line| Line::new(line, role));
        lines.flat_map(|line| self.wrapped(&line)).collect()
    }

    fn wrapped(&self, line: &Line) -> Vec<Line> {
        line.wrapped(self.columns, self.prefs.ambiguous)
    }
}

/// The day and minute of a time.
fn when(time: &str) -> String {
    time.get(..16).unwrap_or(time).replace('T', " ")
}
