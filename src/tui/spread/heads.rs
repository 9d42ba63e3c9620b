//! The names in the review: of sections, fields and folds, with what happened there and what is found.

use super::{Source, Spread};
use crate::domain::diff::facing::{Body, Entry};
use crate::domain::field::FieldPath;
use crate::domain::finding::{Finding, Severity};
use crate::domain::outline::Asks;
use crate::messages::{facing as told, form};
use crate::tui::canvas::Line;
use crate::tui::screens::pick::severity_mark;
use crate::tui::screens::review::folds::held;
use crate::tui::screens::review::{Block, BlockWhat};
use crate::tui::theme::Role;

impl Source<'_> {
    /// What a fold holds; a whole section with its title.
    pub(super) fn fold(&self, range: std::ops::Range<usize>) -> Line {
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

    pub(super) fn section(&self, block: &Block) -> Line {
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
    pub(super) fn label(&self, block: &Block) -> Spread {
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

    /// The project, and what the program finds in all.
    pub(super) fn whole(&self) -> Line {
        let name = &self.session.project().name;
        let line = Line::new(told::whole(self.prefs.lang), Role::Label).and("  ", Role::Text);
        let mut line = line.and(name, Role::Text);
        line.spans.extend(self.counted(|_| true).spans);
        line
    }
}
