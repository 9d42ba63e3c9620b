//! Drawing the board.

use super::{find_line, title};
use crate::app::board::{Group, Line as Draft};
use crate::messages::{Lang, board as words};
use crate::text::width::{Ambiguous, ellipsis, width};
use crate::tui::canvas::{self, Canvas, Line};
use crate::tui::layout::{board as areas, frame};
use crate::tui::model::Model;
use crate::tui::screens::board::{BoardScreen, Row};
use crate::tui::theme::Role;
use jiff::Timestamp;
use ratatui::layout::Rect;
use std::collections::BTreeMap;

/// Columns of the longest bar.
const BAR: i64 = 10;

/// Draws the board; gives the cursor's place in the search line.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, board: &BoardScreen) -> Option<(u16, u16)> {
    let lang = model.prefs.lang;
    let areas = areas(model.size);
    let name = words::title(lang);
    let pointed_at = board
        .pointed_at()
        .map_or("", |line| line.listed.id.as_str());
    title(canvas, frame(model.size).title, name, pointed_at);
    let cursor = find_line(
        canvas,
        lang,
        &board.query,
        words::find_hint(lang),
        true,
        areas.find,
    );
    let columns = Columns::new(lang, usize::from(areas.list.width), canvas.ambiguous);
    canvas.line(areas.head, &columns.head());
    let rows = board.rows.iter().enumerate().skip(board.scroll);
    let chosen = board.entries.get(board.chosen).copied();
    for ((index, row), y) in rows.zip(areas.list.y..areas.list.bottom()) {
        let area = Rect {
            y,
            height: 1,
            ..areas.list
        };
        match board.line(row) {
            Some(draft) => {
                let marked = board.marked.contains(&draft.listed.id);
                canvas.line(area, &columns.draft(draft, marked, chosen == Some(index)));
                if chosen == Some(index) {
                    canvas.tint(area, Role::Chosen);
                }
            }
            None => {
                canvas.line(area, &group_head(lang, row));
            }
        }
    }
    if board.rows.is_empty() && board.waiting == 0 {
        let told = if board.board.lines.is_empty() {
            words::empty_board(lang)
        } else {
            crate::messages::shell::nothing_found(lang)
        };
        let columns = usize::from(areas.list.width);
        let told = Line::new(format!(" {told}"), Role::Dim).wrapped(columns, canvas.ambiguous);
        canvas.lines(areas.list, &told);
    }
    canvas.line(areas.sum, &sum_line(board, lang));
    if areas.bars.width > 0 {
        let inside = canvas.panel(areas.bars, words::sums(lang));
        let lines = bars(board, lang, usize::from(inside.width), canvas.ambiguous);
        canvas.lines(inside, lines.iter().take(usize::from(inside.height)));
    }
    cursor
}

/// The name of a group, how many drafts it has and what they ask for.
fn group_head(lang: Lang, row: &Row) -> Line {
    match row {
        Row::Head(name, group) => {
            let sum = words::group(lang, group.drafts, &group.total.to_string());
            Line::new(format!(" {name}  "), Role::Label).and(sum, Role::Dim)
        }
        Row::Draft(_) => Line::default(),
    }
}

/// What is shown in all, how it is sorted, and what is picked.
fn sum_line(board: &BoardScreen, lang: Lang) -> Line {
    let mut all = Group::default();
    board.shown().for_each(|draft| all.add(draft));
    let mut line = Line::new(
        format!(" {}", words::all(lang, all.drafts, &all.total.to_string())),
        Role::Label,
    )
    .and(
        format!("  {}", words::sorted(lang, words::sort(lang, board.sort))),
        Role::Dim,
    );
    if !board.marked.is_empty() {
        line = line.and(
            format!("  {}", words::picked(lang, board.marked.len())),
            Role::Focus,
        );
    }
    if board.waiting > 0 {
        line = line.and(
            format!("  {}", words::reading(lang, board.waiting)),
            Role::Warning,
        );
    }
    line
}

/// What is asked for by project and by category, a bar each, the greatest first.
fn bars(board: &BoardScreen, lang: Lang, room: usize, ambiguous: Ambiguous) -> Vec<Line> {
    let (mut projects, mut categories) = (BTreeMap::new(), BTreeMap::new());
    for draft in board.shown() {
        let code = draft.listed.project.as_str();
        let code = code.trim_start_matches(|c: char| c.is_ascii_digit());
        let name = format!("{code} {}", draft.project);
        projects
            .entry(name)
            .or_insert_with(Group::default)
            .add(draft);
        categories
            .entry(draft.category.clone())
            .or_insert_with(Group::default)
            .add(draft);
    }
    let mut lines = Vec::new();
    for (heading, groups) in [
        (words::by_project(lang), projects),
        (words::by_category(lang), categories),
    ] {
        lines.push(Line::new(heading, Role::Dim));
        let mut groups: Vec<(String, Group)> = groups.into_iter().collect();
        groups.sort_by_key(|(_, group)| std::cmp::Reverse(group.total));
        let most = groups
            .first()
            .map_or(1, |(_, group)| group.total.fen().max(1));
        for (name, group) in &groups {
            let length = group.total.fen().max(0).saturating_mul(BAR) / most;
            let bar = canvas::bar(usize::try_from(length).unwrap_or(0), ambiguous);
            let sum = format!("{} ({})", group.total, group.drafts);
            lines.push(Line::new(ellipsis(name, room, ambiguous), Role::Text));
            let line = Line::new(format!("  {bar} "), Role::Focus);
            lines.push(line.and(sum, Role::Dim));
        }
    }
    lines
}

/// How wide the column of reviews is: `3·79`.
const REVIEWED: usize = 6;

/// How wide the columns are.
struct Columns {
    lang: Lang,
    ambiguous: Ambiguous,
    state: usize,
    total: usize,
    applicant: usize,
    project: usize,
}

impl Columns {
    fn new(lang: Lang, room: usize, ambiguous: Ambiguous) -> Self {
        let (state, total) = (lang.pick(7, 10), 14);
        // Mark, completeness, errors, warnings, reviews and day have their own widths.
        let rest = room.saturating_sub(3 + state + 5 + 4 + 4 + REVIEWED + total + 1 + 6);
        Self {
            lang,
            ambiguous,
            state,
            total,
            applicant: rest / 2,
            project: rest - rest / 2,
        }
    }

    fn head(&self) -> Line {
        let [state, done, _, _, total, _, _, _, applicant, project] = words::columns(self.lang);
        let total = format!(
            "{}{total}",
            " ".repeat(self.total.saturating_sub(width(total, self.ambiguous)))
        );
        let cells = [
            "",
            state,
            done,
            "✗",
            "!",
            words::reviewed(self.lang),
            &total,
            words::day(self.lang),
            applicant,
            project,
        ];
        self.row(cells.map(|cell| (cell.to_owned(), Role::Dim)))
    }

    fn draft(&self, draft: &Draft, marked: bool, chosen: bool) -> Line {
        let count = |mark: &str, count: usize| match count {
            0 => String::new(),
            count => format!("{mark}{}", count.min(99)),
        };
        let total = draft.total.to_string();
        let mark = match (chosen, marked) {
            (true, true) => "▸*",
            (true, false) => "▸",
            (false, true) => " *",
            (false, false) => "",
        };
        self.row([
            (mark.to_owned(), Role::Focus),
            (words::state(self.lang, draft.state).to_owned(), Role::Label),
            // Rounded down, so that 100 means that nothing is missing.
            (format!("{}%", (draft.complete * 100.0).floor()), Role::Text),
            (count("✗", draft.errors), Role::Error),
            (count("!", draft.warnings), Role::Warning),
            (reviewed(draft), Role::Text),
            (
                format!(
                    "{}{total}",
                    " ".repeat(self.total.saturating_sub(total.len()))
                ),
                Role::Text,
            ),
            (day(draft.listed.modified), Role::Dim),
            (draft.listed.applicant.clone(), Role::Text),
            (
                words::project_name(self.lang, draft),
                if draft.dropped {
                    Role::Warning
                } else {
                    Role::Text
                },
            ),
        ])
    }

    fn row(&self, cells: [(String, Role); 10]) -> Line {
        let widths = [
            3,
            self.state,
            5,
            4,
            4,
            REVIEWED,
            self.total + 1,
            6,
            self.applicant,
            self.project,
        ];
        let mut line = Line::default();
        let mut column = 0;
        for ((text, role), wide) in cells.into_iter().zip(widths) {
            column += wide;
            let text = ellipsis(&text, wide.saturating_sub(1), self.ambiguous);
            line = line.and(text, role).to_column(column, self.ambiguous);
        }
        line
    }
}

/// How many reviewed it, and what they gave it, in whole percent.
fn reviewed(draft: &Draft) -> String {
    match (draft.reviews, draft.tally.mean) {
        (0, _) => String::new(),
        (reviews, None) => reviews.min(99).to_string(),
        (reviews, Some(mean)) => format!("{}·{}", reviews.min(99), mean / 100),
    }
}

/// The day of a moment, in universal time.
fn day(since: u64) -> String {
    let time = i64::try_from(since)
        .ok()
        .and_then(|since| Timestamp::from_second(since).ok());
    time.map_or_else(String::new, |time| time.strftime("%m-%d").to_string())
}
