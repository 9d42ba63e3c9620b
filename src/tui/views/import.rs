//! Drawing the import of an annex: the list above, below it what is printed and what was made of it.

use super::title;
use crate::domain::doubt::Column;
use crate::domain::project::Project;
use crate::messages::{Lang, doubts, form, import as words};
use crate::text::caret;
use crate::text::visible::{visible, visible_lines};
use crate::text::width::ellipsis;
use crate::text::wrap::wrap;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::layout::{ImportAreas, frame, import as areas};
use crate::tui::model::Model;
use crate::tui::screens::import::{Editing, Entry, ImportScreen};
use crate::tui::theme::Role;
use ratatui::layout::Rect;

/// Draws the import; the cursor stands in the value that is being corrected.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, import: &ImportScreen) -> Option<(u16, u16)> {
    let lang = model.prefs.lang;
    let reading = &import.annex.reading;
    let told = words::title(lang, reading.catalog.projects.len(), import.open());
    let name = visible(&import.annex.name).into_owned();
    title(canvas, frame(model.size).title, &told, &name);
    let areas = areas(model.size);
    list(canvas, import, lang, areas.list);
    let rule = "─".repeat(usize::from(areas.rule.width));
    canvas.line(areas.rule, &Line::new(rule, Role::Dim));
    let entry = import.entry(import.chosen)?;
    printed(canvas, import, entry, lang, &areas);
    match &import.editing {
        Some(editing) => Some(value_in_hand(canvas, editing, lang, &areas)),
        None => {
            made(canvas, import, entry, lang, &areas);
            None
        }
    }
}

fn list(canvas: &mut Canvas<'_>, import: &ImportScreen, lang: Lang, area: Rect) {
    for (row, at) in (area.y..area.bottom()).zip(import.scroll..import.count()) {
        let Some(entry) = import.entry(at) else { break };
        let area = Rect {
            y: row,
            height: 1,
            ..area
        };
        let (text, role) = told(import, entry, lang);
        let cut = ellipsis(&text, usize::from(area.width), canvas.ambiguous);
        canvas.line(area, &Line::new(cut, role));
        if at == import.chosen {
            canvas.tint(area, Role::Chosen);
        }
    }
}

/// The row of an entry.
fn told(import: &ImportScreen, entry: Entry, lang: Lang) -> (String, Role) {
    if let (Entry::Doubt(at), Some(doubt)) = (entry, import.doubt(entry)) {
        let line = doubts::line(lang, doubt);
        return if import.settled.contains(&at) {
            (format!(" ✓ {line}"), Role::Dim)
        } else {
            (format!(" ? {line}"), Role::Warning)
        };
    }
    let Some((project, column)) = import.value(entry) else {
        return (String::new(), Role::Text);
    };
    let code = visible(project.code.as_str());
    let name = doubts::column_name(lang, column);
    let value = import.annex.reading.words(project, column);
    (format!("   {code} {name}  {}", visible(&value)), Role::Text)
}

/// The words as they stand in the annex.
fn printed(
    canvas: &mut Canvas<'_>,
    import: &ImportScreen,
    entry: Entry,
    lang: Lang,
    areas: &ImportAreas,
) {
    let doubt = import.doubt(entry);
    let source = import.value(entry).and_then(|(project, column)| {
        import
            .annex
            .reading
            .sources
            .get(&project.code)?
            .get(&column)
    });
    let spot = source
        .map(|source| source.spot)
        .or(doubt.and_then(|doubt| doubt.place.spot));
    let place = spot
        .map(|spot| doubts::spot(lang, spot))
        .unwrap_or_default();
    canvas.line(
        areas.left_head,
        &Line::new(words::printed(lang, &place), Role::Label),
    );
    let mut lines = Vec::new();
    match source {
        Some(source) => lines.extend(plain(&source.words, Role::Text)),
        None if import.value(entry).is_some() => {
            lines.push(Line::new(words::not_printed(lang), Role::Dim));
        }
        None => {}
    }
    if let Some(doubt) = doubt {
        lines.push(Line::new(doubts::whole(lang, doubt), Role::Warning));
    }
    fill(canvas, areas.left, &lines);
}

/// What was made of the words.
fn made(
    canvas: &mut Canvas<'_>,
    import: &ImportScreen,
    entry: Entry,
    lang: Lang,
    areas: &ImportAreas,
) {
    let Some((project, column)) = import.value(entry) else {
        return;
    };
    let head = words::read_as(lang, doubts::column_name(lang, column));
    canvas.line(areas.right_head, &Line::new(head, Role::Label));
    let value = import.annex.reading.words(project, column);
    let lines = match column {
        Column::Indicators => indicators(project, lang),
        Column::Scope => scope(project, lang),
        _ if value.is_empty() => vec![Line::new(words::empty(lang), Role::Dim)],
        _ => plain(&value, Role::Text),
    };
    fill(canvas, areas.right, &lines);
}

fn indicators(project: &Project, lang: Lang) -> Vec<Line> {
    let mut lines = Vec::new();
    for one in &project.indicators {
        let text = visible(&one.text).into_owned();
        lines.push(
            Line::new(format!("{} ", visible(&one.label)), Role::Label).and(text, Role::Text),
        );
        let measures = one
            .measures
            .iter()
            .map(|measure| form::measure(lang, measure));
        lines.extend(measures.map(|told| Line::new(format!("  → {told}"), Role::Good)));
    }
    if lines.is_empty() {
        lines.push(Line::new(words::empty(lang), Role::Dim));
    }
    lines
}

fn scope(project: &Project, lang: Lang) -> Vec<Line> {
    let scope = &project.scope;
    let mut lines = plain(&scope.text, Role::Text);
    let items = scope
        .items
        .iter()
        .map(|item| (" ✓ ", &item.name, Role::Good));
    let open = scope
        .open_clause
        .iter()
        .map(|open| (" + ", &open.text, Role::Good));
    let barred = scope
        .exclusions
        .iter()
        .map(|bar| (" ✗ ", &bar.text, Role::Error));
    let caps = scope
        .limits
        .iter()
        .map(|cap| (" ≤ ", &cap.text, Role::Warning));
    for (mark, text, role) in items.chain(open).chain(barred).chain(caps) {
        lines.push(Line::new(format!("{mark}{}", visible(text)), role));
    }
    if lines.is_empty() {
        lines.push(Line::new(words::empty(lang), Role::Dim));
    }
    lines
}

/// The value that is being corrected; gives the cursor's place.
fn value_in_hand(
    canvas: &mut Canvas<'_>,
    editing: &Editing,
    lang: Lang,
    areas: &ImportAreas,
) -> (u16, u16) {
    let head = words::correcting(lang, doubts::column_name(lang, editing.column));
    canvas.line(areas.right_head, &Line::new(head, Role::Focus));
    let area = areas.right;
    let rows = wrap(
        &editing.text,
        usize::from(area.width.max(1)),
        canvas.ambiguous,
    );
    let (row, column) = caret::locate(&editing.text, &rows, editing.cursor.at, canvas.ambiguous);
    let height = usize::from(area.height.max(1));
    let first = (row + 1).saturating_sub(height);
    for (y, shown) in (area.y..area.bottom()).zip(rows.iter().skip(first)) {
        let text = editing.text.get(shown.start..shown.end).unwrap_or_default();
        let area = Rect {
            y,
            height: 1,
            ..area
        };
        canvas.line(
            area,
            &Line::new(visible(text.trim_end_matches('\n')), Role::Text),
        );
    }
    let down = u16::try_from(row - first).unwrap_or(0);
    let across = u16::try_from(column).unwrap_or(0);
    let last = area.right().saturating_sub(1);
    ((area.x + across).min(last), area.y + down)
}

/// A text as lines.
fn plain(text: &str, role: Role) -> Vec<Line> {
    let shown = visible_lines(text);
    shown.lines().map(|line| Line::new(line, role)).collect()
}

fn fill(canvas: &mut Canvas<'_>, area: Rect, lines: &[Line]) {
    let columns = usize::from(area.width.max(1));
    let wrapped: Vec<Line> = lines
        .iter()
        .flat_map(|line| line.wrapped(columns, canvas.ambiguous))
        .collect();
    canvas.lines(area, &wrapped);
}
