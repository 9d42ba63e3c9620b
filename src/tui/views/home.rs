//! Drawing the catalog and the list of drafts.

use super::{find_line, title};
use crate::domain::project::Project;
use crate::messages::{Lang, reissue, shell};
use crate::text::width::{ellipsis, width};
use crate::tui::canvas::{Canvas, Line, Span};
use crate::tui::layout::{frame, home as areas};
use crate::tui::model::{Model, Shelf};
use crate::tui::screens::home::{
    FoundProject, HomeList, HomeScreen, found_drafts, found_projects, project_name,
};
use crate::tui::side;
use crate::tui::theme::Role;
use ratatui::layout::Rect;
use std::ops::Range;

/// Draws the screen; gives the cursor's place in the search line.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, home: &HomeScreen) -> Option<(u16, u16)> {
    let lang = model.prefs.lang;
    let areas = areas(model.size);
    let (name, count, rows) = match home.list {
        HomeList::Catalog => {
            let found = found_projects(&model.shelf, home.query.text());
            let count = shell::projects_found(lang, found.len());
            (
                shell::catalog(lang),
                count,
                catalog_rows(&found, home, areas.list.width, canvas),
            )
        }
        HomeList::Drafts => {
            let found = found_drafts(&model.shelf, home.query.text());
            let count = shell::drafts_found(lang, found.len());
            (
                shell::drafts(lang),
                count,
                draft_rows(model, &found, home, areas.list.width, canvas),
            )
        }
    };
    let issuer = model
        .shelf
        .calls
        .first()
        .map_or("", |call| call.catalog.issuer.as_str());
    let left = format!("{} · {name}", shell::program(lang));
    title(
        canvas,
        frame(model.size).title,
        &left,
        &format!("{issuer}  {count}"),
    );
    let cursor = find_line(
        canvas,
        lang,
        &home.query,
        shell::find_hint(lang),
        home.finding,
        areas.find,
    );
    if rows.is_empty() {
        nothing(canvas, model, home, areas.list);
    }
    list(canvas, &rows, home.scroll, areas.list);
    if areas.detail.width > 0
        && let Some(project) = pointed_at(&model.shelf, home)
    {
        detail(canvas, project, lang, areas.detail);
    }
    cursor
}

/// What is said where nothing is listed.
fn nothing(canvas: &mut Canvas<'_>, model: &Model, home: &HomeScreen, area: Rect) {
    let lang = model.prefs.lang;
    let told = match (home.list, home.query.text().is_empty()) {
        (HomeList::Drafts, true) => shell::no_drafts(lang),
        _ => shell::nothing_found(lang),
    };
    let line = Line::new(format!(" {told}"), Role::Dim);
    let lines = line.wrapped(usize::from(area.width), canvas.ambiguous);
    canvas.lines(area, &lines);
}

/// The rows in sight, the chosen one tinted.
fn list(canvas: &mut Canvas<'_>, rows: &[(Line, bool)], scroll: usize, area: Rect) {
    let shown = rows.iter().skip(scroll).take(usize::from(area.height));
    for (y, (line, chosen)) in (area.y..).zip(shown) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        canvas.line(row, line);
        if *chosen {
            let width = row.width.saturating_sub(1);
            canvas.tint(Rect { width, ..row }, Role::Chosen);
        }
    }
}

/// The project pointed at, beside the list.
fn detail(canvas: &mut Canvas<'_>, project: &Project, lang: Lang, area: Rect) {
    let heading = format!("{} {}", project.code.as_str(), project.name);
    let inside = canvas.panel(area, &heading);
    let columns = usize::from(inside.width);
    let lines = side::project(project, lang);
    let wrapped: Vec<Line> = lines
        .iter()
        .flat_map(|line| line.wrapped(columns, canvas.ambiguous))
        .collect();
    canvas.lines(inside, &wrapped);
}

/// The project pointed at: in the catalog itself, or that of the draft pointed at.
fn pointed_at<'a>(shelf: &'a Shelf, home: &HomeScreen) -> Option<&'a Project> {
    match home.list {
        HomeList::Catalog => found_projects(shelf, home.query.text())
            .get(home.chosen)
            .map(|found| found.project),
        HomeList::Drafts => {
            let index = *found_drafts(shelf, home.query.text()).get(home.chosen)?;
            let code = shelf.drafts.get(index)?.project.as_str();
            shelf
                .calls
                .iter()
                .find_map(|call| call.catalog.project(code))
        }
    }
}

/// The row (or rows) of the chosen entry, headings counted, as the list is drawn.
#[must_use]
pub fn chosen_row(home: &HomeScreen, shelf: &Shelf) -> Range<usize> {
    if home.list == HomeList::Drafts {
        return home.chosen..home.chosen + 1;
    }
    let found = found_projects(shelf, home.query.text());
    let mut row = 0;
    for index in 0..found.len() {
        let headed = heads(&found, index);
        if index == home.chosen {
            // A category's heading stays in sight with its first project.
            return row..row + usize::from(headed) + 1;
        }
        row += usize::from(headed) + 1;
    }
    0..1
}

/// Whether an entry is the first of its category.
fn heads(found: &[FoundProject<'_>], index: usize) -> bool {
    index == 0 || found[index - 1].project.category != found[index].project.category
}

fn catalog_rows(
    found: &[FoundProject<'_>],
    home: &HomeScreen,
    columns: u16,
    canvas: &Canvas<'_>,
) -> Vec<(Line, bool)> {
    let mut rows = Vec::new();
    for (index, entry) in found.iter().enumerate() {
        if heads(found, index) {
            let heading = ellipsis(
                &entry.project.category,
                usize::from(columns).saturating_sub(2),
                canvas.ambiguous,
            );
            rows.push((Line::new(format!(" {heading}"), Role::Dim), false));
        }
        let chosen = index == home.chosen;
        rows.push((
            project_row(entry, chosen, usize::from(columns), canvas),
            chosen,
        ));
    }
    rows
}

fn project_row(
    entry: &FoundProject<'_>,
    chosen: bool,
    columns: usize,
    canvas: &Canvas<'_>,
) -> Line {
    let project = entry.project;
    let code: String = project
        .code
        .as_str()
        .chars()
        .skip_while(char::is_ascii_digit)
        .collect();
    let due = project
        .due
        .map(|day| format!("{:02}-{:02}", day.month(), day.day()))
        .unwrap_or_default();
    let mark = if chosen { "▸ " } else { "  " };
    let room = columns.saturating_sub(4 + width(&code, canvas.ambiguous) + 1 + due.len() + 2);
    let name = ellipsis(&project.name, room, canvas.ambiguous);
    let mut line = Line::new(format!(" {mark}"), Role::Focus).and(format!("{code} "), Role::Dim);
    let ranges = entry
        .matched
        .as_ref()
        .map(|matched| matched.ranges.as_slice())
        .unwrap_or_default();
    line.spans.extend(highlighted(&name, ranges));
    line.to_column(columns.saturating_sub(due.len() + 2), canvas.ambiguous)
        .and(due, Role::Dim)
}

/// A name with the parts that matched marked; the cut name may be shorter than the ranges.
fn highlighted(name: &str, ranges: &[Range<usize>]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut from = 0;
    for range in ranges {
        let (start, end) = (range.start.min(name.len()), range.end.min(name.len()));
        if start < from || !name.is_char_boundary(start) || !name.is_char_boundary(end) {
            continue;
        }
        spans.push(Span::new(&name[from..start], Role::Text));
        spans.push(Span::new(&name[start..end], Role::Match));
        from = end;
    }
    spans.push(Span::new(&name[from..], Role::Text));
    spans
}

fn draft_rows(
    model: &Model,
    found: &[usize],
    home: &HomeScreen,
    columns: u16,
    canvas: &Canvas<'_>,
) -> Vec<(Line, bool)> {
    let shelf = &model.shelf;
    let drafts = found
        .iter()
        .filter_map(|index| shelf.drafts.get(*index))
        .enumerate();
    drafts
        .map(|(index, draft)| {
            let chosen = index == home.chosen;
            let mark = if chosen { "▸ " } else { "  " };
            let project = project_name(shelf, draft.project.as_str());
            let project = project.unwrap_or(reissue::not_there(model.prefs.lang));
            let applicant = ellipsis(&draft.applicant, 24, canvas.ambiguous);
            let id = format!("{:<19} ", draft.id.as_str());
            let room = usize::from(columns).saturating_sub(width(&id, canvas.ambiguous) + 4);
            let both = if applicant.is_empty() {
                project.to_owned()
            } else {
                format!("{applicant} · {project}")
            };
            let both = ellipsis(&both, room, canvas.ambiguous);
            let line = Line::new(format!(" {mark}"), Role::Focus)
                .and(id, Role::Label)
                .and(both, Role::Text);
            (line, chosen)
        })
        .collect()
}
