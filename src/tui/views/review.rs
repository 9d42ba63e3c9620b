//! Drawing the review: base and draft beside each other, or one under the other.

use super::title;
use crate::app::session::Session;
use crate::messages::{Lang, facing as words};
use crate::text::width::{Ambiguous, width};
use crate::tui::canvas::{Canvas, Line};
use crate::tui::layout::{BETWEEN, GUTTER, ReviewAreas, frame, review as areas};
use crate::tui::model::Model;
use crate::tui::screens::review::ReviewScreen;
use crate::tui::spread::{Cells, Row, Source};
use crate::tui::theme::Role;
use ratatui::layout::Rect;

/// Draws the screen; gives the cursor's place in the draft's words.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, screen: &ReviewScreen) -> Option<(u16, u16)> {
    let session = model.session.as_ref()?;
    let areas = areas(model.size, screen.view);
    heads(canvas, model, screen, areas);
    let source = Source {
        session,
        screen,
        prefs: model.prefs,
        columns: areas.columns,
    };
    let mut cursor = None;
    let mut y = areas.sheet.y;
    let (top, mut hidden) = screen.place.top;
    for at in top..screen.shown.len() {
        let spread = source.spread(at);
        let here = at == screen.place.at;
        for (index, row) in spread.rows.iter().enumerate().skip(hidden) {
            if y >= areas.sheet.bottom() {
                return cursor;
            }
            let area = Rect {
                y,
                height: 1,
                ..areas.sheet
            };
            let x = draw_row(canvas, area, row, here, areas);
            let beside = Rect {
                y,
                height: 1,
                x: areas.margin.x + 2,
                width: areas.margin.width.saturating_sub(2),
            };
            if areas.margin.width > 0 {
                bar(canvas, areas.margin.x, area);
                canvas.line(beside, &row.note);
            }
            if let Some((_, column)) = spread.caret.filter(|(row, _)| *row == index) {
                let column = u16::try_from(column).unwrap_or(u16::MAX);
                cursor = Some((x.saturating_add(column).min(area.right() - 1), y));
            }
            y += 1;
        }
        hidden = 0;
    }
    cursor
}

/// The title line, and the names over the two columns.
fn heads(canvas: &mut Canvas<'_>, model: &Model, screen: &ReviewScreen, areas: ReviewAreas) {
    let lang = model.prefs.lang;
    let id = model
        .session
        .as_ref()
        .map_or("", |session| session.draft().origin.id.as_str());
    let base = words::base(lang, &screen.base);
    let told = format!("{id} · {}", words::against(lang, &base));
    let named = format!("{} · {told}", words::title(lang));
    let counted = counted(model.session.as_ref(), screen, lang);
    let place = frame(model.size).title;
    let needed = width(&named, canvas.ambiguous) + width(&counted, canvas.ambiguous) + 3;
    // What one reads against is more than the screen's name, where there is no room for both.
    let left = if needed <= usize::from(place.width) {
        &named
    } else {
        &told
    };
    title(canvas, place, left, &counted);
    if areas.head.height > 0 {
        let line = Line::new(&base, Role::Dim);
        canvas.line(column(areas.head, areas, false), &line);
        canvas.line(
            column(areas.head, areas, true),
            &Line::new(words::now(lang), Role::Dim),
        );
        between(canvas, areas.head, areas);
    }
}

fn counted(session: Option<&Session>, screen: &ReviewScreen, lang: Lang) -> String {
    let changes = match (screen.change(), screen.sheet.changes.len()) {
        (_, 0) => words::no_changes(lang).to_owned(),
        (0, all) => words::changes(lang, all),
        (now, all) => words::change_of(lang, now, all),
    };
    let remarks = session.map(Session::remarks);
    match remarks.filter(|remarks| !remarks.annotations().is_empty()) {
        Some(remarks) => {
            let all = words::annotations(lang, remarks.annotations().len(), remarks.open());
            let filtered = match screen.filter.is_all() {
                true => String::new(),
                false => format!(" {}", words::filtered(lang)),
            };
            format!("{changes}  {all}{filtered}")
        }
        None => changes,
    }
}

/// Draws a row; gives the column at which the draft's words begin.
fn draw_row(canvas: &mut Canvas<'_>, area: Rect, row: &Row, here: bool, areas: ReviewAreas) -> u16 {
    let mark = Line::new(if here { "▸" } else { " " }, Role::Focus).and(row.sign.0, row.sign.1);
    canvas.line(area, &mark);
    match &row.cells {
        Cells::Whole(line) => {
            let whole = Rect {
                x: area.x + GUTTER,
                width: area.width.saturating_sub(GUTTER),
                ..area
            };
            canvas.line(whole, line);
            whole.x
        }
        Cells::Two(left, right) => {
            canvas.line(column(area, areas, false), left);
            between(canvas, area, areas);
            let draft = column(area, areas, true);
            canvas.line(draft, right);
            draft.x
        }
    }
}

/// One of the two columns of a row.
fn column(area: Rect, areas: ReviewAreas, right: bool) -> Rect {
    let half = u16::try_from(areas.columns.half).unwrap_or(0);
    let left = area.x + GUTTER;
    Rect {
        x: if right { left + half + BETWEEN } else { left },
        width: half,
        ..area
    }
}

fn between(canvas: &mut Canvas<'_>, area: Rect, areas: ReviewAreas) {
    let x = column(area, areas, true).x.saturating_sub(2);
    bar(canvas, x, area);
}

/// A line between columns.
fn bar(canvas: &mut Canvas<'_>, x: u16, area: Rect) {
    let line = match canvas.ambiguous {
        Ambiguous::Narrow => "│",
        Ambiguous::Wide => "|",
    };
    canvas.line(
        Rect {
            x,
            width: 1,
            ..area
        },
        &Line::new(line, Role::Border),
    );
}
