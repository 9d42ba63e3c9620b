//! Drawing a list to pick from.

use crate::messages::{board, facing, form as words, reissue, shell};
use crate::text::width::{ellipsis, width};
use crate::tui::canvas::{Canvas, Line};
use crate::tui::layout::window;
use crate::tui::model::Model;
use crate::tui::screens::pick::{PickRow, PickScreen, PickWhat};
use crate::tui::theme::Role;
use ratatui::layout::Rect;

/// Draws the list; gives the cursor's place in the line that narrows it.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, pick: &PickScreen) -> Option<(u16, u16)> {
    let rows = pick.rows(model.session.as_ref(), model.prefs);
    let area = window(
        model.size,
        90,
        u16::try_from(rows.len().saturating_add(4))
            .unwrap_or(u16::MAX)
            .max(8),
    );
    canvas.clear(area);
    let inside = canvas.panel(area, &heading(model, pick, rows.len()));
    let line = Rect {
        height: 1,
        ..inside
    };
    let x = canvas.line(line, &Line::new("> ", Role::Key));
    canvas.line(
        Rect {
            x,
            width: line.right().saturating_sub(x),
            ..line
        },
        &Line::new(pick.query.text(), Role::Text),
    );
    let list = Rect {
        y: inside.y + 1,
        height: inside.height.saturating_sub(1),
        ..inside
    };
    if rows.is_empty() {
        canvas.line(
            list,
            &Line::new(shell::nothing_found(model.prefs.lang), Role::Dim),
        );
    }
    let shown = rows
        .iter()
        .enumerate()
        .skip(pick.scroll)
        .take(usize::from(list.height));
    for (y, (index, row)) in (list.y..).zip(shown) {
        let area = Rect {
            y,
            height: 1,
            ..list
        };
        canvas.line(
            area,
            &row_line(row, usize::from(list.width), canvas.ambiguous),
        );
        if index == pick.chosen {
            canvas.tint(area, Role::Chosen);
        }
    }
    let before =
        u16::try_from(width(pick.query.before_cursor(), canvas.ambiguous)).unwrap_or(u16::MAX);
    Some((
        x.saturating_add(before)
            .min(inside.right().saturating_sub(1)),
        inside.y,
    ))
}

fn row_line(row: &PickRow, columns: usize, ambiguous: crate::text::width::Ambiguous) -> Line {
    let aside = width(&row.aside, ambiguous);
    let why_not = if row.why_not.is_empty() {
        String::new()
    } else {
        format!(" — {}", row.why_not)
    };
    let words = ellipsis(
        &format!("{}{why_not}", row.words),
        columns.saturating_sub(aside + 4),
        ambiguous,
    );
    let line = Line::new(row.mark.0, row.mark.1).and(" ", Role::Text).and(
        words,
        if why_not.is_empty() {
            Role::Text
        } else {
            Role::Dim
        },
    );
    line.to_column(columns.saturating_sub(aside), ambiguous)
        .and(&row.aside, Role::Key)
}

fn heading(model: &Model, pick: &PickScreen, count: usize) -> String {
    let lang = model.prefs.lang;
    match &pick.what {
        PickWhat::Section => shell::sections_title(lang).to_owned(),
        PickWhat::Project => reissue::pick_title(lang).to_owned(),
        PickWhat::Step => board::steps_title(lang).to_owned(),
        PickWhat::Finding => shell::findings_title(lang, count),
        PickWhat::Command(_) => shell::palette_title(lang).to_owned(),
        PickWhat::Kind { .. } => facing::kind_title(lang).to_owned(),
        PickWhat::Column(..) => facing::column_title(lang).to_owned(),
        PickWhat::Unsent(_) => facing::unsent_title(lang).to_owned(),
        PickWhat::Place(_) => facing::place_title(lang).to_owned(),
        PickWhat::Insist(_) => facing::insist_title(lang).to_owned(),
        PickWhat::Sheet => facing::sheet_title(lang).to_owned(),
        PickWhat::Filter => facing::filter_title(lang).to_owned(),
        PickWhat::Base(_) => facing::base_title(lang).to_owned(),
        PickWhat::Answer(at) => {
            let label = model
                .session
                .as_ref()
                .map(|session| words::address(lang, session, at))
                .unwrap_or_default();
            shell::answers_title(lang, &label)
        }
    }
}
