//! Small charts under tables: sums by item as bars, tasks as bars in time.

use super::Writer;
use crate::domain::draft::Row;
use crate::domain::form::{FieldKind, Table};
use crate::domain::money::Money;
use crate::domain::rules::form::parse_date;
use crate::messages::form as words;
use crate::text::width::{ellipsis, width};
use crate::tui::canvas::{self, Line};
use crate::tui::theme::Role;
use jiff::civil::Date;

/// Columns for the name before a bar.
const NAME: usize = 14;

impl Writer<'_> {
    /// The total, what is left under the cap, and a bar for each item.
    pub(super) fn sums(&mut self) {
        let lang = self.prefs.lang;
        let totals = self.session.checked().totals.clone();
        self.blank();
        let total = words::total_wan(lang, &totals.all.to_string(), &totals.all.in_wan());
        let mut line = Line::new("  ", Role::Text).and(total, Role::Label);
        let cap = self
            .session
            .call()
            .form
            .cap_fen
            .and_then(|cap| Money::from_fen(cap).minus(totals.all));
        if let Some(left) = cap {
            let role = if left < Money::ZERO {
                Role::Error
            } else {
                Role::Dim
            };
            line = line
                .and("  ", Role::Text)
                .and(words::left_under_cap(lang, &left.to_string()), role);
        }
        self.push(line);
        if totals.unread > 0 {
            let told = words::unread_amounts(lang, totals.unread);
            self.push(Line::new("  ", Role::Text).and(told, Role::Warning));
        }
        let most = totals
            .by_category
            .values()
            .map(|sum| sum.fen())
            .max()
            .unwrap_or(0)
            .max(1);
        for (category, sum) in &totals.by_category {
            let room = self.columns.saturating_sub(NAME + 18);
            let part =
                usize::try_from(i128::from(sum.fen().max(0)) * room as i128 / i128::from(most))
                    .unwrap_or(0);
            let line = self
                .named(category)
                .and(canvas::bar(part, self.ambiguous()), Role::Good);
            self.push(line.and(format!(" {sum}"), Role::Text));
        }
    }

    /// A bar for each task between the first day of all and the day the project is due.
    pub(super) fn bars_in_time(&mut self, table: &Table, rows: &[Row]) {
        let days: Vec<&str> = table
            .columns
            .iter()
            .filter(|column| column.kind == FieldKind::Date)
            .map(|column| column.at.as_str())
            .collect();
        let (Some(first), Some(last), Some(name)) =
            (days.first(), days.last(), table.columns.first())
        else {
            return;
        };
        let tasks: Vec<(&str, Date, Date)> = rows
            .iter()
            .filter_map(|row| {
                let (start, end) = (parse_date(row.cell(first))?, parse_date(row.cell(last))?);
                (start <= end).then_some((row.cell(name.at.as_str()), start, end))
            })
            .collect();
        let Some(begin) = tasks.iter().map(|(_, start, _)| *start).min() else {
            return;
        };
        let latest = tasks.iter().map(|(_, _, end)| *end).max();
        let Some(finish) = latest.max(self.session.project().due) else {
            return;
        };
        self.blank();
        let room = self.columns.saturating_sub(NAME + 4);
        for (task, start, end) in tasks {
            let (from, to) = (
                place(begin, finish, start, room),
                place(begin, finish, end, room).max(1),
            );
            let bar = to.saturating_sub(from).max(1);
            let line = self
                .named(task)
                .and(self.gap(from), Role::Dim)
                .and(canvas::bar(bar, self.ambiguous()), Role::Good);
            let rest = self.gap(room.saturating_sub(from + bar));
            self.push(line.and(rest, Role::Dim));
        }
        let scale = Line::new(" ".repeat(NAME + 3), Role::Text).and(begin.to_string(), Role::Dim);
        let end = finish.to_string();
        let line = scale.to_column(
            (NAME + 3 + room).saturating_sub(end.len()),
            self.ambiguous(),
        );
        self.push(line.and(end, Role::Dim));
    }

    fn named(&self, name: &str) -> Line {
        let name = ellipsis(name, NAME, self.ambiguous());
        Line::new("  ", Role::Text)
            .and(name, Role::Dim)
            .to_column(NAME + 3, self.ambiguous())
    }

    /// What of a row lies outside a bar.
    fn gap(&self, columns: usize) -> String {
        "·".repeat(columns / width("·", self.ambiguous()).max(1))
    }
}

/// The column of a day on a line of days.
fn place(begin: Date, finish: Date, day: Date, room: usize) -> usize {
    let days = |from: Date, to: Date| {
        from.until(to)
            .map(|span| i64::from(span.get_days()))
            .unwrap_or(0)
    };
    let whole = days(begin, finish).max(1);
    let part = days(begin, day).clamp(0, whole);
    usize::try_from(part).unwrap_or(0) * room / usize::try_from(whole).unwrap_or(1)
}
