//! What the call says about the field one is at, and what was found there: the lines beside (or under) the form.

use crate::app::session::Session;
use crate::domain::field::{FieldPath, RowId};
use crate::domain::finding::{Cite, Finding};
use crate::domain::form::{Prefill, TableRole};
use crate::domain::outline::Asks;
use crate::domain::project::Project;
use crate::domain::ruling::{Ruling, Verdict};
use crate::messages::{self, Lang, form as words};
use crate::tui::canvas::Line;
use crate::tui::model::Prefs;
use crate::tui::screens::form::remarks_at;
use crate::tui::screens::pick::severity_mark;
use crate::tui::spread::Thread;
use crate::tui::theme::Role;

/// The lines for a field: its findings first, then the ruling, the printed words, and what belongs there.
#[must_use]
pub fn side(session: &Session, at: &FieldPath, lang: Lang) -> Vec<Line> {
    let mut lines = vec![Line::new(words::address(lang, session, at), Role::Label)];
    lines.extend(
        session
            .findings_at(at)
            .flat_map(|finding| finding_lines(finding, lang)),
    );
    let Some(asks) = session.asked_at(at) else {
        return lines;
    };
    match asks {
        Asks::Field(field) => {
            lines.extend(field_help(lang.words(&field.help)));
            if field.prefill == Some(Prefill::ProjectContent) {
                lines.push(Line::new(words::printed_content(lang), Role::Dim));
                lines.push(Line::new(&session.project().content, Role::Print));
            }
            if asks
                .table()
                .is_some_and(|table| table.role == TableRole::Budget)
            {
                lines.extend(scope_lines(session, lang));
            }
        }
        Asks::Cell(field) => {
            lines.extend(ruling_lines(session, at, lang));
            lines.extend(field_help(lang.words(&field.help)));
            if is_budget(session, at) {
                lines.extend(scope_lines(session, lang));
            }
        }
        Asks::Promise(indicator, measure) => {
            lines.push(Line::new(words::measure(lang, measure), Role::Text));
            lines.extend(printed_indicator(lang, &indicator.label, &indicator.text));
        }
        Asks::Proof(indicator) | Asks::Answer(indicator) => {
            lines.extend(printed_indicator(lang, &indicator.label, &indicator.text));
        }
    }
    lines
}

/// The lines for a field, with what people remark on it: open threads first.
#[must_use]
pub fn with_remarks(session: &Session, at: &FieldPath, prefs: Prefs) -> Vec<Line> {
    let mut lines = side(session, at, prefs.lang);
    let remarks = session.remarks();
    let mut here: Vec<_> = remarks_at(session, at)
        .into_iter()
        .filter_map(|index| remarks.placed().nth(index))
        .collect();
    here.sort_by_key(|(annotation, _)| !annotation.is_open());
    let threads = here.into_iter().flat_map(|(annotation, placement)| {
        let thread = Thread {
            session,
            annotation,
            placement,
            prefs,
            columns: usize::from(u16::MAX),
        };
        match annotation.is_open() {
            true => thread.open(None),
            false => thread.short(),
        }
    });
    let threads: Vec<Line> = threads.collect();
    let after_name = 1.min(lines.len());
    lines.splice(after_name..after_name, threads);
    lines
}

/// A project whole, as the catalog shows it.
#[must_use]
pub fn project(project: &Project, lang: Lang) -> Vec<Line> {
    let due = project
        .due
        .map_or_else(|| words::no_due(lang).to_owned(), |day| day.to_string());
    let head = |label: &str, text: &str| {
        Line::new(format!("{label}  "), Role::Label).and(text, Role::Text)
    };
    let mut lines = vec![
        head(words::code(lang), project.code.as_str()),
        head(words::category(lang), &project.category),
        head(words::due_label(lang), &due),
        head(words::content(lang), &project.content),
        Line::new(words::indicators(lang), Role::Label),
    ];
    for indicator in &project.indicators {
        lines.push(
            Line::new(format!("  {} ", indicator.label), Role::Dim)
                .and(&indicator.text, Role::Text),
        );
        let measures = indicator
            .measures
            .iter()
            .map(|measure| words::measure(lang, measure));
        lines.extend(measures.map(|measure| Line::new(format!("      → {measure}"), Role::Print)));
    }
    lines.push(head(words::spending(lang), &project.scope.text));
    if !project.source_notes.is_empty() {
        lines.push(Line::new(words::source_notes(lang), Role::Dim));
        lines.extend(
            project
                .source_notes
                .iter()
                .map(|note| Line::new(format!("  {note}"), Role::Dim)),
        );
    }
    lines
}

fn finding_lines(finding: &Finding, lang: Lang) -> Vec<Line> {
    let (mark, role) = severity_mark(finding.severity);
    let said = messages::findings::sentence(lang, finding);
    // Numbers in the words may change with every key: without a colour of their own they take few bytes.
    let head = format!("{mark} {} ", finding.rule().code());
    let mut lines = vec![Line::new(head, role).and(said, Role::Text)];
    lines.extend(finding.cites.iter().map(|cite| cited(cite, lang)));
    if !finding.remedies.is_empty() {
        lines.push(Line::new(
            format!("  {}", words::mend_hint(lang)),
            Role::Key,
        ));
    }
    lines
}

/// Printed words that something rests on, and where they stand.
fn cited(cite: &Cite, lang: Lang) -> Line {
    let source = words::source(lang, &cite.source);
    Line::new(format!("  “{}” — {source}", cite.text), Role::Print)
}

/// The ruling on the budget line that an address lies in.
fn ruling_lines(session: &Session, at: &FieldPath, lang: Lang) -> Vec<Line> {
    let Some((_, ruling)) = ruling_at(session, at) else {
        return Vec::new();
    };
    let (mark, role) = verdict_mark(ruling.verdict);
    let item = ruling
        .scope_item
        .as_deref()
        .map(|item| format!(" · {item}"))
        .unwrap_or_default();
    let mut lines = vec![Line::new(
        format!("{mark} {}{item}", words::verdict(lang, ruling.verdict)),
        role,
    )];
    lines.extend(ruling.cites.iter().map(|cite| cited(cite, lang)));
    if !ruling.nearest.is_empty() {
        lines.push(Line::new(
            format!("  {}", words::nearest(lang, &lang.listed(&ruling.nearest))),
            Role::Text,
        ));
    }
    lines
}

/// The ruling on the budget line that an address lies in, and the line's index.
#[must_use]
pub fn ruling_at<'a>(session: &'a Session, at: &FieldPath) -> Option<(usize, &'a Ruling)> {
    if !is_budget(session, at) {
        return None;
    }
    let row = RowId::parse(at.segments().nth(1)?)?;
    let (index, _) = session.draft().row(at.head(), &row)?;
    Some((index, session.checked().rulings.get(index)?))
}

/// The mark of a verdict, and how it looks.
#[must_use]
pub fn verdict_mark(verdict: Verdict) -> (&'static str, Role) {
    match verdict {
        Verdict::Named => ("✓", Role::Good),
        Verdict::Open => ("!", Role::Warning),
        Verdict::Outside => ("✗", Role::Error),
        Verdict::Unclear => ("?", Role::Warning),
    }
}

fn is_budget(session: &Session, at: &FieldPath) -> bool {
    session
        .call()
        .form
        .table_of(TableRole::Budget)
        .is_some_and(|(name, _)| name == at.head())
}

fn field_help(help: &str) -> Option<Line> {
    (!help.is_empty()).then(|| Line::new(help, Role::Dim))
}

fn printed_indicator(lang: Lang, label: &str, text: &str) -> [Line; 2] {
    [
        Line::new(words::printed_indicator(lang, label), Role::Dim),
        Line::new(text, Role::Print),
    ]
}

/// The printed scope, and what each of its items covers.
fn scope_lines(session: &Session, lang: Lang) -> Vec<Line> {
    let scope = &session.project().scope;
    let mut lines = vec![
        Line::new(words::scope_title(lang), Role::Dim),
        Line::new(&scope.text, Role::Print),
    ];
    for item in &scope.items {
        let kinds = item
            .kinds
            .iter()
            .filter_map(|kind| session.call().taxonomy.kind(kind));
        let covered: Vec<&str> = kinds
            .map(|kind| lang.words(&kind.covers))
            .filter(|words| !words.is_empty())
            .collect();
        if !covered.is_empty() {
            let separator = lang.pick("；", "; ");
            lines.push(Line::new(
                words::covers(lang, &item.name, &covered.join(separator)),
                Role::Text,
            ));
        }
    }
    lines
}
