//! The judgement in sentences: of a field, of a row, of a section, of the whole.

use super::place::cells;
use super::question::words_of;
use crate::app::sections::{answers, parts, section_state};
use crate::app::session::Session;
use crate::domain::budget::BudgetLine;
use crate::domain::field::{FieldPath, RowId};
use crate::domain::finding::{Finding, Problem, Severity};
use crate::domain::form::TableRole;
use crate::domain::rules::form::{FormProblem, WantedKind};
use crate::messages::{Lang, fill as says, findings, form};

/// What there is to say about a field after it was answered.
pub(super) fn judged(lang: Lang, session: &Session, at: &FieldPath) -> String {
    let said: Vec<String> = session
        .findings_at(at)
        .map(|finding| sentence(lang, finding))
        .collect();
    match said.is_empty() {
        true => says::good(lang).to_owned(),
        false => said.join("\n"),
    }
}

/// A finding as a sentence that can be read aloud: how much it weighs, what it says, what it rests on.
pub(super) fn sentence(lang: Lang, finding: &Finding) -> String {
    let mut said = lang.labelled(
        findings::severity(lang, finding.severity),
        &format!(
            "{}{}",
            keyless(lang, finding),
            says::rule(lang, finding.rule().code())
        ),
    );
    for cite in &finding.cites {
        said.push_str(&format!(
            "\n{}",
            says::cited(lang, &cite.text, &form::source(lang, &cite.source))
        ));
    }
    if !finding.remedies.is_empty() {
        said.push_str(&format!("\n{}", says::mend_how(lang)));
    }
    said
}

/// What a finding says, without the keys of the screens: here words are typed.
fn keyless(lang: Lang, finding: &Finding) -> String {
    match &finding.problem {
        Problem::Form(FormProblem::TooFewRows { rows, min }) => {
            says::rows_wanted(lang, *rows, *min)
        }
        Problem::Form(FormProblem::Conflict { base, sides, .. }) => {
            let sides = sides.iter().enumerate();
            let sides = sides.map(|(index, side)| says::side(lang, index + 1, side));
            let sides: Vec<String> = sides.collect();
            says::clash(lang, &sides.join("\n"), base.as_deref().unwrap_or_default())
        }
        Problem::Form(FormProblem::WrongKind {
            wanted: WantedKind::Choice,
        }) => says::no_such_answer(lang).to_owned(),
        _ => findings::sentence(lang, finding),
    }
}

/// A row in one line: what is written in it, and of a budget line the amount and the ruling.
pub(super) fn row(lang: Lang, session: &Session, table: &str, index: usize) -> String {
    let Some(row) = session.draft().rows(table).get(index) else {
        return String::new();
    };
    let cells = cells(session, table, &row.id).into_iter();
    let written = cells.filter_map(|at| {
        let held = session.draft().text(&at);
        (!held.is_empty()).then(|| words_of(lang, &answers(session, &at), held))
    });
    let mut parts: Vec<String> = written.collect();
    if is_budget(session, table) {
        let amount = BudgetLine::from_row(row).amount();
        parts.extend(amount.map(|sum| says::line_amount(lang, &sum.to_string())));
        let ruling = session.checked().rulings.get(index);
        parts.extend(ruling.map(|ruling| form::verdict(lang, ruling.verdict).to_owned()));
    }
    says::answer_line(lang, index + 1, &parts.join(lang.pick("，", ", ")))
}

/// What there is to say about a row that was just left: itself, and what was found in it.
pub(super) fn row_judged(lang: Lang, session: &Session, table: &str, id: &RowId) -> String {
    let Some((index, _)) = session.draft().row(table, id) else {
        return String::new();
    };
    let within = format!("{table}/{}", id.as_str());
    let found = session.findings().iter();
    let found = found.filter(|finding| finding.at.is_within(&within));
    let mut lines = vec![row(lang, session, table, index)];
    lines.extend(found.map(|finding| {
        let place = form::address(lang, session, &finding.at);
        format!(
            "{place}{}{}",
            lang.pick("。", ". "),
            sentence(lang, finding)
        )
    }));
    lines.join("\n")
}

/// A table as a whole: its rows, its sum, what was found about all of it.
pub(super) fn table(lang: Lang, session: &Session, at: &FieldPath) -> String {
    let name = at.as_str();
    let rows = session.draft().rows(name).len();
    let mut lines = vec![form::address(lang, session, at), says::rows(lang, rows)];
    lines.extend((0..rows).map(|index| row(lang, session, name, index)));
    if rows > 0 && is_budget(session, name) {
        lines.push(form::total(lang, &session.checked().totals.all.to_string()));
    }
    lines.extend(
        session
            .findings_at(at)
            .map(|finding| sentence(lang, finding)),
    );
    lines.push(says::rows_how(lang).to_owned());
    lines.join("\n")
}

fn is_budget(session: &Session, table: &str) -> bool {
    let budget = session.call().form.table_of(TableRole::Budget);
    budget.is_some_and(|(name, _)| name == table)
}

/// A section that is entered: which it is, and what it is for.
pub(super) fn section(lang: Lang, session: &Session, index: usize) -> String {
    let parts = parts(session);
    let Some(part) = parts.get(index) else {
        return String::new();
    };
    let title = lang.words(&part.section.title);
    let told = says::section(lang, index + 1, parts.len(), title);
    format!("\n{told}{}", lang.words(&part.section.help))
}

/// All sections, each with its state.
pub(super) fn sections(lang: Lang, session: &Session) -> String {
    let parts = parts(session);
    let lines = parts.iter().enumerate().map(|(index, part)| {
        let state = section_state(session, part);
        let wanting = (state.wanting > 0).then(|| says::section_wanting(lang, state.wanting));
        let found = (state.findings > 0).then(|| says::section_findings(lang, state.findings));
        let told: Vec<String> = wanting.into_iter().chain(found).collect();
        let told = match told.is_empty() {
            true => says::section_done(lang).to_owned(),
            false => told.join(lang.pick("，", ", ")),
        };
        says::section_line(lang, index + 1, lang.words(&part.section.title), &told)
    });
    let lines: Vec<String> = lines.chain([says::sections_how(lang).to_owned()]).collect();
    lines.join("\n")
}

/// All findings, each with its number and its place.
pub(super) fn findings_told(lang: Lang, session: &Session) -> String {
    if session.findings().is_empty() {
        return says::no_findings(lang).to_owned();
    }
    let found = session.findings().iter().enumerate();
    let lines = found.map(|(index, finding)| {
        let place = form::address(lang, session, &finding.at);
        let said = keyless(lang, finding);
        says::answer_line(lang, index + 1, &lang.labelled(&place, &said))
    });
    let lines: Vec<String> = lines.chain([says::findings_how(lang).to_owned()]).collect();
    lines.join("\n")
}

/// How far the draft is.
pub(super) fn standing(lang: Lang, session: &Session) -> String {
    let checked = session.checked();
    let empty = session
        .findings()
        .iter()
        .filter(|finding| finding.is_wanting());
    let empty = empty.count();
    let errors = session
        .findings()
        .iter()
        .filter(|finding| finding.severity == Severity::Error && !finding.is_wanting());
    let (errors, warnings) = (errors.count(), checked.count(Severity::Warning));
    let percent = (checked.complete * 100.0).floor() as u32;
    says::standing(lang, percent, errors, warnings, empty)
}
