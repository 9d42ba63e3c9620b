//! Drawing what changed in print: three columns, part by part.

use super::title;
use crate::domain::reissue::moved::{Part, parts};
use crate::messages::{Lang, doubts, reissue as words};
use crate::text::visible::{visible, visible_lines};
use crate::tui::canvas::{Canvas, Line};
use crate::tui::layout::frame;
use crate::tui::model::Model;
use crate::tui::screens::reissue::ReissueScreen;
use crate::tui::theme::Role;
use ratatui::layout::Rect;

/// Draws the comparison; the cursor is hidden.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, screen: &ReissueScreen) -> Option<(u16, u16)> {
    let lang = model.prefs.lang;
    let frame = frame(model.size);
    let session = model.session.as_ref()?;
    title(
        canvas,
        frame.title,
        words::title(lang),
        session.draft().origin.id.as_str(),
    );
    let rows = rows(model);
    let shown = rows.iter().skip(screen.scroll);
    for (y, row) in (frame.body.y..frame.body.bottom()).zip(shown) {
        let areas = match row.len() {
            1 => vec![Rect {
                x: frame.body.x + 1,
                width: frame.body.width.saturating_sub(2),
                ..frame.body
            }],
            _ => columns(frame.body).to_vec(),
        };
        for (line, column) in row.iter().zip(areas) {
            canvas.line(
                Rect {
                    y,
                    height: 1,
                    ..column
                },
                line,
            );
        }
    }
    None
}

/// How many rows the comparison has.
#[must_use]
pub fn count(model: &Model) -> usize {
    rows(model).len()
}

/// The three columns of an area.
fn columns(area: Rect) -> [Rect; 3] {
    let third = area.width / 3;
    [0, 1, 2].map(|at| Rect {
        x: area.x + third * at + 1,
        width: third.saturating_sub(2),
        ..area
    })
}

/// Every row: up to three lines beside each other.
fn rows(model: &Model) -> Vec<Vec<Line>> {
    let lang = model.prefs.lang;
    let Some(session) = &model.session else {
        return Vec::new();
    };
    if session.is_dropped() {
        let project = session.project();
        let name = visible(&project.name);
        return told(model, &words::gone_told(lang, project.code.as_str(), &name));
    }
    let Some(reissue) = session.reissue() else {
        return Vec::new();
    };
    let Some(old) = &reissue.old else {
        return told(model, words::not_kept(lang));
    };
    let found = parts(
        session.draft(),
        &session.call().form,
        old,
        session.project(),
    );
    let heads = [words::old(lang), words::new(lang), words::mine(lang)];
    let mut rows = vec![heads.map(|head| Line::new(head, Role::Label)).to_vec()];
    for part in &found {
        rows.push(Vec::new());
        rows.push(vec![Line::new(name(lang, part), Role::Focus)]);
        rows.extend(beside(model, part));
    }
    rows
}

/// Sentences over the whole width.
fn told(model: &Model, text: &str) -> Vec<Vec<Line>> {
    let width = usize::from(columns(frame(model.size).body)[0].width) * 3;
    let lines = text.lines().flat_map(|line| {
        let line = Line::new(line, Role::Warning);
        line.wrapped(width, model.prefs.ambiguous)
    });
    lines.map(|line| vec![line]).collect()
}

fn name(lang: Lang, part: &Part) -> String {
    format!("{} {}", doubts::column_name(lang, part.column), part.label)
}

/// A part's three texts beside each other.
fn beside(model: &Model, part: &Part) -> Vec<Vec<Line>> {
    let width = usize::from(columns(frame(model.size).body)[0].width).max(2);
    let texts = [
        (&part.old, Role::Dim),
        (&part.new, Role::Good),
        (&part.mine, Role::Text),
    ];
    let wrapped = texts.map(|(text, role)| -> Vec<Line> {
        let lines = visible_lines(text);
        let lines = lines.lines().map(|line| Line::new(line, role));
        lines
            .flat_map(|line| line.wrapped(width, model.prefs.ambiguous))
            .collect()
    });
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |column: &Vec<Line>, at: usize| {
        column
            .get(at)
            .cloned()
            .unwrap_or_else(|| Line::new("", Role::Text))
    };
    let row = |at| wrapped.iter().map(|column| cell(column, at)).collect();
    (0..height).map(row).collect()
}
