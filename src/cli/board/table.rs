//! The board as a table for spreadsheets: `--format csv` and `--format xlsx`.

use super::moment;
use crate::app::board::{Board, Group, Line};
use crate::domain::money::Money;
use crate::domain::number::Number;
use crate::domain::paper::{Cell, Column, Table, Value};
use crate::format::xlsx::board::{BoardBook, Grouping, write};
use crate::messages::{Lang, board as words, form};
use std::collections::BTreeMap;

/// Every draft in a row: the columns that the board prints, and the codes that other tables know.
pub(super) fn table(lang: Lang, board: &Board) -> Table {
    let [
        state,
        complete,
        errors,
        warnings,
        total,
        reviews,
        changed,
        draft,
        applicant,
        project,
    ] = words::columns(lang);
    let [score, verdicts] = words::review_columns(lang);
    let heads = [
        ("draft", draft, 22),
        ("code", words::project_code(lang), 14),
        ("project", project, 36),
        ("category", form::category(lang), 28),
        ("applicant", applicant, 28),
        ("state", state, 10),
        ("complete", complete, 8),
        ("errors", errors, 8),
        ("warnings", warnings, 8),
        ("total", total, 14),
        ("reviews", reviews, 8),
        ("score", score, 8),
        ("verdicts", verdicts, 20),
        ("changed", changed, 20),
    ];
    Table {
        name: "board".to_owned(),
        label: words::title(lang).to_owned(),
        columns: heads
            .map(|(id, label, width)| column(id, label, width))
            .into(),
        rows: board.lines.iter().map(|line| row(lang, line)).collect(),
        sum: None,
    }
}

fn column(id: &str, label: &str, width: u32) -> Column {
    Column {
        id: id.to_owned(),
        label: label.to_owned(),
        least: width,
        best: width,
    }
}

fn row(lang: Lang, line: &Line) -> Vec<Cell> {
    let listed = &line.listed;
    let text = |text: &str| Value::Text(text.to_owned());
    // Rounded down, so that a whole one means that nothing is missing.
    let complete = (line.complete * 100.0).floor() as i64;
    let cells = [
        text(listed.id.as_str()),
        text(listed.project.as_str()),
        text(&words::project_name(lang, line)),
        text(&line.category),
        text(&listed.applicant),
        text(words::state(lang, line.state)),
        Value::Number(Number::from_ten_thousandths(complete * 100)),
        count(line.errors),
        count(line.warnings),
        Value::Money(line.total),
        count(line.reviews),
        line.tally.mean.map_or_else(
            || text(""),
            |mean| Value::Number(Number::from_ten_thousandths(i64::from(mean) * 100)),
        ),
        text(&words::verdicts(lang, &line.tally)),
        text(&moment(listed.modified)),
    ];
    cells
        .into_iter()
        .map(|value| Cell::new(None, value))
        .collect()
}

fn count(count: usize) -> Value {
    let number = i64::try_from(count).ok().and_then(Number::whole);
    number.map_or_else(|| Value::Text(count.to_string()), Value::Number)
}

/// The workbook: all drafts, and what they come to by project and by category.
pub(super) fn workbook(lang: Lang, board: &Board, now: &str) -> Vec<u8> {
    let projects = board.groups(|line| line.listed.project.as_str());
    let categories = board.groups(|line| line.category.as_str());
    let grouping = |title, column, groups| Grouping {
        title,
        column,
        groups,
    };
    write(&BoardBook {
        title: words::title(lang),
        read: now,
        drafts: &table(lang, board),
        sum: words::sums(lang),
        all: board.total(),
        summary: words::summary(lang),
        heads: [words::drafts(lang), words::columns(lang)[4]],
        groupings: vec![
            grouping(words::by_project(lang), "code", told(&projects)),
            grouping(words::by_category(lang), "category", told(&categories)),
        ],
    })
}

fn told<'a>(groups: &BTreeMap<&'a str, Group>) -> Vec<(&'a str, usize, Money)> {
    let groups = groups.iter();
    groups
        .map(|(name, group)| (*name, group.drafts, group.total))
        .collect()
}
