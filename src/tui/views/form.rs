//! Drawing the form: sections, the page, and the call's words beside or under it.

use super::title;
use crate::app::sections::section_state;
use crate::app::sections::{part_in, parts};
use crate::app::session::Session;
use crate::domain::outline::Part;
use crate::messages::shell;
use crate::text::width::ellipsis;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::layout::{FormAreas, form as areas, frame};
use crate::tui::model::Model;
use crate::tui::screens::form::FormScreen;
use crate::tui::screens::pick::section_mark;
use crate::tui::side::with_remarks;
use crate::tui::theme::Role;
use ratatui::layout::Rect;

/// Draws the screen; gives the cursor's place in the field.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, form: &FormScreen) -> Option<(u16, u16)> {
    let session = model.session.as_ref()?;
    let lang = model.prefs.lang;
    let areas = areas(model.size);
    let parts = parts(session);
    let here = part_in(&parts, &form.at);
    let section = parts
        .get(here)
        .map_or("", |part| lang.words(&part.section.title));
    let left = format!(
        "{} · {}/{} {section}",
        shell::program(lang),
        here + 1,
        parts.len()
    );
    let right = format!(
        "{} {}",
        session.draft().origin.id.as_str(),
        session.project().name
    );
    title(canvas, frame(model.size).title, &left, &right);
    if areas.sections.width > 0 {
        sections(canvas, model, session, areas.sections, (&parts, here));
    }
    words(canvas, model, session, form, areas);
    let page = &form.page;
    canvas.lines(areas.page, page.lines(session.draft(), form.scroll));
    let (row, column) = page.caret?;
    let row = row
        .checked_sub(form.scroll)
        .filter(|row| *row < usize::from(areas.page.height))?;
    let x = areas
        .page
        .x
        .saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
    let y = areas.page.y + u16::try_from(row).unwrap_or(0);
    Some((
        x.min(areas.page.right())
            .min(model.size.width.saturating_sub(1)),
        y,
    ))
}

fn sections(
    canvas: &mut Canvas<'_>,
    model: &Model,
    session: &Session,
    area: Rect,
    (parts, here): (&[Part<'_>], usize),
) {
    let columns = usize::from(area.width);
    for (index, part) in parts.iter().enumerate().take(usize::from(area.height)) {
        let state = section_state(session, part);
        let (mark, role) = section_mark(state);
        let count = if state.findings > 0 {
            state.findings.to_string()
        } else {
            String::new()
        };
        let name = ellipsis(
            model.prefs.lang.words(&part.section.title),
            columns.saturating_sub(7),
            canvas.ambiguous,
        );
        let (at, name_role) = if index == here {
            ("▸", Role::Focus)
        } else {
            (" ", Role::Text)
        };
        let line = Line::new(at, Role::Focus)
            .and(mark, role)
            .and(" ", Role::Text)
            .and(name, name_role);
        let line = line
            .to_column(columns.saturating_sub(3), canvas.ambiguous)
            .and(count, role);
        let y = area.y + u16::try_from(index).unwrap_or(0);
        canvas.line(
            Rect {
                y,
                height: 1,
                ..area
            },
            &line,
        );
    }
}

fn words(
    canvas: &mut Canvas<'_>,
    model: &Model,
    session: &Session,
    form: &FormScreen,
    areas: FormAreas,
) {
    let lines = with_remarks(session, &form.at, model.prefs);
    let beside = areas.sections.width > 0;
    let mut area = areas.words;
    if beside {
        area = canvas.panel(area, shell::words_title(model.prefs.lang));
    } else if area.height > 0 {
        let rule = if canvas.ambiguous == crate::text::width::Ambiguous::Wide {
            "-"
        } else {
            "─"
        };
        canvas.line(
            area,
            &Line::new(rule.repeat(usize::from(area.width)), Role::Border),
        );
        area = Rect {
            y: area.y + 1,
            height: area.height - 1,
            ..area
        };
    }
    let columns = usize::from(area.width);
    // Under the page there is little room; the name of the field already stands above.
    let from = usize::from(!beside);
    let ambiguous = canvas.ambiguous;
    let told = lines.iter().skip(from);
    // As they are drawn: those that find no room are not broken into rows.
    canvas.lines(area, told.flat_map(|line| line.wrapped(columns, ambiguous)));
}
