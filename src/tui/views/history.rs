//! Drawing the versions of the open draft.

use crate::app::command::Command;
use crate::app::version::Milestone;
use crate::domain::money::Money;
use crate::messages::{Lang, versions as words};
use crate::text::visible::visible;
use crate::text::width::{Ambiguous, ellipsis};
use crate::tui::canvas::{Canvas, Line};
use crate::tui::layout::{frame, window};
use crate::tui::model::Model;
use crate::tui::screens::history::HistoryScreen;
use crate::tui::theme::Role;
use ratatui::layout::{Rect, Size};
use std::ops::Range;

/// Rows of the chart above the list.
const CHART: u16 = 2;

/// Draws the list; the cursor is hidden.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, history: &HistoryScreen) -> Option<(u16, u16)> {
    let lang = model.prefs.lang;
    let area = area(model.size);
    canvas.clear(area);
    let inside = canvas.panel(area, words::title(lang));
    canvas.lines(
        inside,
        chart(history, lang, usize::from(inside.width), canvas.ambiguous),
    );
    let list = Rect {
        y: inside.y + CHART,
        height: inside.height.saturating_sub(CHART),
        ..inside
    };
    let columns = usize::from(list.width);
    let rows = (0..history.count()).flat_map(|entry| rows(history, entry, lang));
    let shown = rows.enumerate().skip(history.scroll);
    let chosen = rows_of(history, history.chosen);
    for ((index, (text, role)), y) in shown.zip(list.y..list.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..list
        };
        canvas.line(
            row,
            &Line::new(ellipsis(&text, columns, canvas.ambiguous), role),
        );
        if chosen.contains(&index) {
            canvas.tint(row, Role::Chosen);
        }
    }
    if history.versions.is_empty() {
        let save = model.prefs.keys.chord_of(Command::Save);
        let save = save.map(|chord| chord.to_string()).unwrap_or_default();
        let told = Line::new(words::no_versions_yet(lang, &save), Role::Dim);
        let below = Rect {
            y: list.y + 2,
            height: list.height.saturating_sub(2),
            ..list
        };
        canvas.lines(below, told.wrapped(columns, canvas.ambiguous));
    }
    None
}

/// How many rows of the list are shown.
#[must_use]
pub fn height(size: Size) -> usize {
    usize::from(area(size).height.saturating_sub(2 + CHART)).max(1)
}

/// The rows that an entry takes.
#[must_use]
pub fn rows_of(history: &HistoryScreen, entry: usize) -> Range<usize> {
    let rows = |entry: usize| match history.version(entry) {
        Some(one) => 2 + usize::from(one.complete.is_some()),
        None => 1,
    };
    let first = (0..entry).map(rows).sum();
    first..first + rows(entry)
}

fn area(size: Size) -> Rect {
    window(size, 96, frame(size).body.height)
}

/// The rows of an entry: who and when, what it changed, what it came to.
fn rows(history: &HistoryScreen, entry: usize, lang: Lang) -> Vec<(String, Role)> {
    let marked = if history.marked == Some(entry) {
        "* "
    } else {
        "  "
    };
    let Some(one) = history.version(entry) else {
        return vec![(format!("{marked}{}", words::now(lang)), Role::Label)];
    };
    let version = &one.version;
    let when = version
        .time
        .get(..16)
        .unwrap_or(&version.time)
        .replace('T', " ");
    let signed = words::signed(lang, version.signed);
    let (when, author) = (visible(&when), visible(&version.author));
    let head = format!("{marked}{}  {when}  {signed}{author}", version.short());
    let said = format!("    {}", words::said(version));
    let mut rows = vec![(head, Role::Label), (said, Role::Text)];
    if let Some(complete) = one.complete {
        // Rounded down, so that 100 means that nothing is missing.
        let percent = (complete * 100.0).floor() as u32;
        let total = one.total.to_string();
        let came_to = match history.total_before(entry) {
            None => words::came_to(lang, percent, &total),
            Some(before) if before == one.total => words::came_to(lang, percent, &total),
            Some(before) => {
                let more = Money::difference(Some(before), Some(one.total));
                words::came_from(lang, percent, &before.to_string(), &total, &more)
            }
        };
        rows.push((format!("    {came_to}"), Role::Dim));
    }
    rows
}

/// Sum and completeness over time, the oldest at the left, a column a version; the last that fit.
fn chart(history: &HistoryScreen, lang: Lang, room: usize, ambiguous: Ambiguous) -> [Line; 2] {
    let room = room.saturating_sub(8);
    let shown: Vec<&Milestone> = history.versions.iter().take(room).rev().collect();
    let most = shown
        .iter()
        .map(|one| one.total.fen())
        .max()
        .unwrap_or(0)
        .max(1) as f64;
    let sums = shown.iter().map(|one| {
        // A version that cannot be read is a gap in both rows.
        one.complete.map(|_| one.total.fen().max(0) as f64 / most)
    });
    let sums: String = sums.map(|share| level(share, ambiguous)).collect();
    let done = shown.iter().map(|one| level(one.complete, ambiguous));
    let done: String = done.collect();
    [
        (words::chart_sum(lang), sums),
        (words::chart_done(lang), done),
    ]
    .map(|(name, chart)| {
        Line::new(name, Role::Dim)
            .to_column(7, ambiguous)
            .and(chart, Role::Focus)
    })
}

/// A share from 0 to 1 as a column; where block signs take two columns, plain signs stand for them.
fn level(share: Option<f64>, ambiguous: Ambiguous) -> char {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    const PLAIN: [char; 8] = ['_', '.', ':', '-', '=', '+', '*', '#'];
    let Some(share) = share else { return ' ' };
    let signs = match ambiguous {
        Ambiguous::Narrow => BLOCKS,
        Ambiguous::Wide => PLAIN,
    };
    let step = (share * 7.0).round().clamp(0.0, 7.0) as usize;
    signs.get(step).copied().unwrap_or(' ')
}
