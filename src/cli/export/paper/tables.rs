//! Tables on paper: rows of the form's tables, and the indicators with what is promised for each.

use super::{Application, label};
use crate::domain::budget::{BudgetLine, totals};
use crate::domain::draft::Row;
use crate::domain::field::FieldPath;
use crate::domain::form::{Field, FieldKind, Table as FormTable, TableRole};
use crate::domain::money::Money;
use crate::domain::number::Number;
use crate::domain::outline::{Asks, Entry};
use crate::domain::paper::{Block, Cell, Column, Sum, Table, Value};
use crate::messages::{Lang, form, paper as words};
use crate::text::width::{Ambiguous, width};

/// The least room of a column: two Chinese characters.
const NARROW: usize = 4;
/// The longest word that is not broken, in half-width characters.
const WORD: usize = 14;
/// The most room that a column asks for, in half-width characters.
const BROAD: usize = 22;

/// The rows of a table of the form, numbered; a budget's with their amounts and the sum.
pub(super) fn rows(
    application: &Application<'_>,
    name: &str,
    title: String,
    table: &FormTable,
) -> Block {
    let Application { draft, lang, .. } = *application;
    let budget = table.role == TableRole::Budget;
    let rows: Vec<Vec<Cell>> = (1..)
        .zip(draft.rows(name))
        .map(|(number, row)| cells(lang, name, table, Number::whole(number), row))
        .collect();
    let mut heads = vec![("number", words::number(lang))];
    heads.extend(
        table
            .columns
            .iter()
            .map(|column| (column.at.as_str(), lang.words(&column.label))),
    );
    if budget {
        heads.push(("amount", form::amount(lang)));
    }
    weigh(Table {
        name: name.to_owned(),
        label: title,
        columns: columns(&heads),
        sum: budget.then(|| sum(lang, draft.rows(name))),
        rows,
    })
}

/// The cells of a row that is not in the table: without a number, and nobody's to remark on.
pub(super) fn proposed(lang: Lang, name: &str, table: &FormTable, row: &Row) -> Vec<Cell> {
    let cells = cells(lang, name, table, None, row).into_iter();
    cells.map(|cell| Cell { at: None, ..cell }).collect()
}

fn cells(
    lang: Lang,
    name: &str,
    table: &FormTable,
    number: Option<Number>,
    row: &Row,
) -> Vec<Cell> {
    let number = number.map_or(Value::Text(String::new()), Value::Number);
    let mut cells = vec![Cell::new(None, number)];
    cells.extend(table.columns.iter().map(|column| {
        let at = FieldPath::cell(name, &row.id, column.at.as_str());
        Cell::new(Some(at), value(lang, column, row.cell(column.at.as_str())))
    }));
    if table.role == TableRole::Budget {
        let amount = BudgetLine::from_row(row).amount();
        cells.push(Cell::new(
            None,
            amount.map_or_else(|| Value::Text(String::new()), Value::Money),
        ));
    }
    cells
}

/// What a cell holds: a number where the column wants one and it can be read.
fn value(lang: Lang, column: &Field, text: &str) -> Value {
    let read = match &column.kind {
        FieldKind::Number => Number::parse(text).map(Value::Number),
        FieldKind::Money => Money::parse(text).map(Value::Money),
        FieldKind::Choice(choices) => label(lang, choices, text).map(Value::Text),
        _ => None,
    };
    read.unwrap_or_else(|| Value::Text(text.to_owned()))
}

fn sum(lang: Lang, rows: &[Row]) -> Sum {
    let lines: Vec<BudgetLine> = rows.iter().map(BudgetLine::from_row).collect();
    let totals = totals(&lines);
    Sum {
        label: words::sum(lang).to_owned(),
        all: totals.all,
        words_label: words::sum_words(lang).to_owned(),
        words: totals.all.in_capitals(),
        note: (totals.unread > 0).then(|| form::unread_amounts(lang, totals.unread)),
    }
}

/// Columns with room for half their heads.
fn columns(heads: &[(&str, &str)]) -> Vec<Column> {
    let columns = heads.iter().map(|(id, head)| {
        let room = wide(head).div_ceil(2).max(NARROW);
        Column {
            id: (*id).to_owned(),
            label: (*head).to_owned(),
            least: bounded(unbroken(head).clamp(NARROW, WORD)),
            best: bounded(room.max(unbroken(head).min(WORD))),
        }
    });
    columns.collect()
}

/// Columns as wide as their words, within bounds: long ones break, numbers do not, short ones take no room.
fn weigh(mut table: Table) -> Block {
    let mut widest = vec![(0, 0); table.columns.len()];
    let places = table.grid();
    for place in places.iter().flatten().filter(|place| place.columns == 1) {
        if let (Some(cell), Some((least, best))) = (place.cell, widest.get_mut(place.column)) {
            let text = cell.value.text();
            // A number stays whole; a word that is too long is broken.
            let whole = match cell.value {
                Value::Text(_) => unbroken(&text).min(WORD),
                Value::Number(_) | Value::Money(_) => unbroken(&text),
            };
            *least = whole.max(*least);
            *best = wide(&text).max(*best);
        }
    }
    if let (Some(sum), Some((least, _))) = (&table.sum, widest.last_mut()) {
        *least = unbroken(&sum.all.to_string()).max(*least);
    }
    for (column, (least, best)) in table.columns.iter_mut().zip(widest) {
        column.least = column.least.max(bounded(least));
        column.best = column.best.max(bounded(best)).max(column.least);
    }
    Block::Table(table)
}

fn wide(text: &str) -> usize {
    let lines = text.lines().map(|line| width(line, Ambiguous::Wide));
    lines.max().unwrap_or(0)
}

/// The longest stretch that is not broken: digits and letters other than Chinese.
fn unbroken(text: &str) -> usize {
    let words = text.split(|c: char| !(c.is_ascii_graphic()));
    words.map(str::len).max().unwrap_or(0)
}

fn bounded(columns: usize) -> u32 {
    u32::try_from(columns.min(BROAD)).unwrap_or(0)
}

/// The indicators: what is printed, what is asked for, what is promised, what proves it.
pub(super) fn promises(application: &Application<'_>, name: &str, entries: &[Entry<'_>]) -> Block {
    let lang = application.lang;
    let mut rows = Vec::new();
    let key = |entry: &Entry<'_>| entry.at.segments().nth(1).map(str::to_owned);
    for group in entries.chunk_by(|a, b| key(a) == key(b)) {
        rows.extend(indicator(application, group));
    }
    let heads = [
        ("label", words::number(lang)),
        ("text", words::indicator(lang)),
        ("asked", words::asked(lang)),
        ("commitment", words::promised(lang)),
        ("unit", words::unit(lang)),
        ("proof", form::proof(lang)),
    ];
    weigh(Table {
        name: name.to_owned(),
        label: String::new(),
        columns: columns(&heads),
        rows,
        sum: None,
    })
}

/// The rows of one indicator: one for each promise and answer, between its words and its proof.
fn indicator(application: &Application<'_>, entries: &[Entry<'_>]) -> Vec<Vec<Cell>> {
    let Application { draft, lang, .. } = *application;
    let text = |entry: &Entry<'_>| Value::Text(draft.text(&entry.at).to_owned());
    let mut rows = Vec::new();
    let mut printed = None;
    let mut proof = Cell::printed("");
    for entry in entries {
        match entry.asks {
            Asks::Promise(indicator, measure) => {
                printed = Some(indicator);
                let promised = Number::parse(draft.text(&entry.at)).map(Value::Number);
                rows.push(vec![
                    Cell::printed(form::measure(lang, measure)),
                    Cell::new(
                        Some(entry.at.clone()),
                        promised.unwrap_or_else(|| text(entry)),
                    ),
                    Cell::printed(measure.unit.as_str()),
                ]);
            }
            Asks::Answer(indicator) => {
                printed = Some(indicator);
                let answer = Cell::new(Some(entry.at.clone()), text(entry));
                rows.push(vec![
                    Cell::printed(form::answer(lang)),
                    Cell {
                        columns: 2,
                        ..answer
                    },
                ]);
            }
            Asks::Proof(indicator) => {
                printed = Some(indicator);
                proof = Cell::new(Some(entry.at.clone()), text(entry));
            }
            Asks::Field(_) | Asks::Cell(_) => {}
        }
    }
    if rows.is_empty() {
        rows.push(vec![Cell {
            columns: 3,
            ..Cell::printed("—")
        }]);
    }
    let (label, words) = printed.map_or(("", ""), |printed| (&printed.label, &printed.text));
    let reach = rows.len();
    if let Some(first) = rows.first_mut() {
        first.insert(
            0,
            Cell {
                rows: reach,
                ..Cell::printed(label)
            },
        );
        first.insert(
            1,
            Cell {
                rows: reach,
                ..Cell::printed(words)
            },
        );
        first.push(Cell {
            rows: reach,
            ..proof
        });
    }
    rows
}
