//! One application as a workbook: what is answered on a first sheet, then a sheet for each table.

use super::sheet::{self, Look, Sheet, letters};
use crate::domain::paper::{Block, Cell, Fact, Paper, Sum, Table, Value};

/// Writes the workbook.
#[must_use]
pub fn write(paper: &Paper) -> Vec<u8> {
    let mut book = sheet::book(
        &format!("{} {}", paper.call, paper.kind),
        &paper.notes,
        &paper.created,
    );
    let mut taken = Vec::new();
    let mut first = Sheet::add(&mut book, &paper.kind, &mut taken);
    answers(&mut first, paper);
    for part in &paper.parts {
        for block in &part.blocks {
            if let Block::Table(table) = block {
                let name = if table.label.is_empty() {
                    &part.title
                } else {
                    &table.label
                };
                let mut sheet = Sheet::add(&mut book, name, &mut taken);
                self::table(&mut sheet, table);
            }
        }
    }
    sheet::bytes(book)
}

/// Everything that is no table: a label and its text in a row.
fn answers(sheet: &mut Sheet<'_>, paper: &Paper) {
    sheet.width(0, 24.0);
    sheet.width(1, 80.0);
    let mut row = 0;
    let mut line = |first: &str, second: &str, look: Look| {
        sheet.text(row, 0, first, Look::Head);
        sheet.text(row, 1, second, look);
        row += 1;
    };
    line(&paper.kind, &paper.call, Look::Head);
    for note in &paper.notes {
        line("!", note, Look::Head);
    }
    for fact in &paper.cover {
        line(&fact.label, &fact.text, Look::Plain);
    }
    for part in &paper.parts {
        line(&part.title, "", Look::Head);
        for fact in part.blocks.iter().flat_map(facts) {
            line(&fact.label, &fact.text, Look::Plain);
        }
    }
}

fn facts(block: &Block) -> &[Fact] {
    match block {
        Block::Facts(facts) => facts,
        Block::Text(text) => std::slice::from_ref(text),
        Block::Table(_) | Block::Signing(_) => &[],
    }
}

/// A table; a cell that reaches over several rows is written in each, so that rows can be sorted and reckoned with.
fn table(sheet: &mut Sheet<'_>, table: &Table) {
    sheet.heads(0, &table.columns);
    let mut above: Vec<Option<&Cell>> = vec![None; table.columns.len()];
    for (row, places) in (1..).zip(table.grid()) {
        for place in places {
            let Some(cell) = place
                .cell
                .or_else(|| above.get(place.column).copied().flatten())
            else {
                continue;
            };
            if let Some(above) = above.get_mut(place.column) {
                *above = Some(cell);
            }
            let column = u16::try_from(place.column).unwrap_or(u16::MAX);
            match product(table, row, cell) {
                Some((formula, amount)) => sheet.amount(row, column, &formula, amount, Look::Plain),
                None => sheet.value(row, column, &cell.value),
            }
        }
    }
    if let Some(sum) = &table.sum {
        self::sum(sheet, table, sum);
    }
}

/// The formula of a line's amount, where quantity and price are numbers: their product, to the fen.
fn product(table: &Table, row: u32, cell: &Cell) -> Option<(String, crate::domain::money::Money)> {
    let Value::Money(amount) = cell.value else {
        return None;
    };
    if cell.at.is_some() {
        return None;
    }
    let cells = table.rows.get(usize::try_from(row).ok()?.checked_sub(1)?)?;
    let column = |id: &str| table.columns.iter().position(|column| column.id == id);
    let (quantity, price) = (column("quantity")?, column("unit_price")?);
    let numbers = matches!(cells.get(quantity)?.value, Value::Number(_))
        && matches!(cells.get(price)?.value, Value::Money(_));
    let name = |column: usize| u16::try_from(column).ok().map(letters);
    let (quantity, price) = (name(quantity)?, name(price)?);
    let line = row + 1;
    numbers.then(|| (format!("=ROUND({quantity}{line}*{price}{line},2)"), amount))
}

/// The sum under the last column, and in words.
fn sum(sheet: &mut Sheet<'_>, table: &Table, sum: &Sum) {
    let below = u32::try_from(table.rows.len()).unwrap_or(u32::MAX) + 1;
    let last = u16::try_from(table.columns.len())
        .unwrap_or(u16::MAX)
        .saturating_sub(1);
    let name = letters(last);
    sheet.text(below, 0, &sum.label, Look::Head);
    let formula = if table.rows.is_empty() {
        "=0".to_owned()
    } else {
        format!("=SUM({name}2:{name}{below})")
    };
    sheet.amount(below, last, &formula, sum.all, Look::Head);
    sheet.text(below + 1, 0, &sum.words_label, Look::Head);
    sheet.text(below + 1, 2.min(last), &sum.words, Look::Head);
    if let Some(note) = &sum.note {
        sheet.text(below + 2, 0, note, Look::Head);
    }
}
