//! The summary of a review: scores, how far they lie apart, verdicts, and what is still required.

use crate::app::session::Session;
use crate::domain::review::entry::Target;
use crate::domain::review::sheet::Sheet;
use crate::domain::review::summary::{Spread, Summary};
use crate::messages::{Lang, facing as words, form, review};
use crate::text::look_alike::pointed_out;
use crate::tui::canvas::Line;
use crate::tui::theme::Role;

/// The summary of what the reader is shown.
pub(super) fn summary(session: &Session, lang: Lang) -> Vec<Line> {
    let remarks = session.remarks();
    let rubric = &session.call().form.rubric;
    let summary = Summary::of(remarks.notebooks(), rubric);
    let mut lines = Vec::new();
    if remarks.hidden > 0 {
        lines.push(Line::new(
            words::hidden(lang, remarks.hidden),
            Role::Warning,
        ));
    }
    for sheet in &summary.sheets {
        lines.extend(one(session, sheet, lang));
    }
    if summary.sheets.is_empty() {
        lines.push(Line::new(words::no_sheets(lang), Role::Dim));
    }
    lines.push(Line::default());
    lines.push(Line::new(words::together(lang), Role::Label));
    for (spread, criterion) in summary.criteria.iter().zip(&rubric.criteria) {
        let most = u64::from(criterion.most);
        lines.push(spread_line(
            lang.words(&criterion.title),
            spread,
            most * 100,
            lang,
        ));
    }
    lines.push(figures_line(&summary.figures, lang));
    let verdicts = summary.verdicts.iter();
    let verdicts: Vec<String> = verdicts
        .map(|(verdict, count)| format!("{} {count}", review::verdict(lang, *verdict)))
        .collect();
    lines.push(Line::new(verdicts.join("  "), Role::Text));
    lines.push(Line::default());
    let (required, others) = (summary.open_required.len(), summary.open_others);
    lines.push(Line::new(
        words::still_open(lang, required, others),
        Role::Label,
    ));
    for annotation in &summary.open_required {
        let at = match &annotation.on {
            Target::Place(pinned) => form::address(lang, session, &pinned.anchor.at),
            _ => words::whole(lang).to_owned(),
        };
        let line = Line::new(format!("  {at}  "), Role::Label);
        let said = {
            let (by, body) = (pointed_out(&annotation.by), pointed_out(&annotation.body));
            lang.labelled(&by, &body)
        };
        lines.push(line.and(said, Role::Text));
    }
    lines
}

/// What one reviewer made of the draft.
fn one(session: &Session, sheet: &Sheet, lang: Lang) -> Vec<Line> {
    let rubric = &session.call().form.rubric;
    let mut head = Line::new(pointed_out(&sheet.by), Role::Label);
    if let Some(given) = &sheet.verdict {
        head = head
            .and(
                format!("  {}", review::verdict(lang, given.verdict)),
                Role::Focus,
            )
            .and(format!("  {}", pointed_out(&given.note)), Role::Text);
    }
    if let Some(figure) = sheet.figure(rubric) {
        head = head.and(format!("  {}%", hundredths(figure)), Role::Text);
    }
    let mut lines = vec![head];
    if let Some(conflict) = &sheet.conflict {
        lines.push(Line::new(
            words::stands_back(lang, &pointed_out(conflict)),
            Role::Warning,
        ));
    }
    let scores = rubric.criteria.iter().filter_map(|criterion| {
        let given = match sheet.scores.get(&criterion.id)? {
            Some(points) => points.to_string(),
            None => words::abstained(lang).to_owned(),
        };
        let title = lang.words(&criterion.title);
        Some(format!("{title} {given}/{}", criterion.most))
    });
    let scores: Vec<String> = scores.collect();
    lines.push(Line::new(format!("  {}", scores.join(" · ")), Role::Text));
    lines
}

/// Mean, least and most of a criterion, with a bar from the least to the most.
fn spread_line(title: &str, spread: &Spread, whole: u64, lang: Lang) -> Line {
    let line = Line::new(format!("  {title}  "), Role::Text);
    let (Some(mean), Some(least), Some(most)) = (spread.mean, spread.least, spread.most) else {
        return line.and(words::not_scored(lang), Role::Dim);
    };
    let told = words::spread(lang, &hundredths(mean), least, most, spread.count);
    line.and(bar(least, most, whole), Role::Focus)
        .and(format!("  {told}"), Role::Dim)
}

/// Where the scores lie between nothing and all, as signs.
fn bar(least: u32, most: u32, whole: u64) -> String {
    const ROOM: u64 = 10;
    let place = |points: u32| {
        (u64::from(points) * 100 * ROOM)
            .checked_div(whole)
            .unwrap_or(0)
            .min(ROOM - 1)
    };
    let (from, to) = (place(least), place(most));
    (0..ROOM)
        .map(|at| if (from..=to).contains(&at) { '#' } else { '.' })
        .collect()
}

fn figures_line(figures: &Spread, lang: Lang) -> Line {
    let line = Line::new(format!("  {}  ", words::in_all(lang)), Role::Label);
    match (figures.mean, figures.least, figures.most) {
        (Some(mean), Some(least), Some(most)) => {
            // Figures are hundredths of a percent, their mean hundredths of that.
            let (mean, least, most) = (hundredths(mean / 100), hundredths(least), hundredths(most));
            line.and(words::figures(lang, &mean, &least, &most), Role::Text)
        }
        _ => line.and(words::not_scored(lang), Role::Dim),
    }
}

fn hundredths(figure: u32) -> String {
    format!("{}.{:02}", figure / 100, figure % 100)
}
