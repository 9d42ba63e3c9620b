//! The board as a workbook: every draft on a sheet, what they come to on another, with a chart.

use super::sheet::{self, Look, Sheet, letters};
use crate::domain::money::Money;
use crate::domain::paper::{Table, Value};
use rust_xlsxwriter::{Chart, ChartType};

/// What the workbook holds.
pub struct BoardBook<'a> {
    /// Its title.
    pub title: &'a str,
    /// When the board was read: RFC 3339, UTC.
    pub read: &'a str,
    /// The drafts; the columns `complete` and `total` hold shares and amounts.
    pub drafts: &'a Table,
    /// The label of the sum.
    pub sum: &'a str,
    /// The sum.
    pub all: Money,
    /// The name of the sheet with the groups.
    pub summary: &'a str,
    /// The heads of a group's number of drafts and of its sum.
    pub heads: [&'a str; 2],
    /// What the drafts are grouped by.
    pub groupings: Vec<Grouping<'a>>,
}

/// Drafts grouped by what stands in a column.
pub struct Grouping<'a> {
    /// What it is called.
    pub title: &'a str,
    /// The column's id.
    pub column: &'a str,
    /// The groups: name, number of drafts, sum.
    pub groups: Vec<(&'a str, usize, Money)>,
}

/// Writes the workbook.
#[must_use]
pub fn write(board: &BoardBook<'_>) -> Vec<u8> {
    let mut book = sheet::book(board.title, &[], board.read);
    let mut taken = Vec::new();
    let mut drafts = Sheet::add(&mut book, board.title, &mut taken);
    self::drafts(&mut drafts, board);
    let mut summary = Sheet::add(&mut book, board.summary, &mut taken);
    let source = taken.first().cloned().unwrap_or_default();
    self::summary(
        &mut summary,
        board,
        &source,
        taken.last().map_or("", String::as_str),
    );
    sheet::bytes(book)
}

fn drafts(sheet: &mut Sheet<'_>, board: &BoardBook<'_>) {
    let table = board.drafts;
    sheet.heads(0, &table.columns);
    let mut below = 1;
    for row in &table.rows {
        for ((at, column), cell) in (0..).zip(&table.columns).zip(row) {
            match (column.id.as_str(), &cell.value) {
                ("complete", Value::Number(share)) => {
                    sheet.share(below, at, share.ten_thousandths() as f64 / 10_000.0)
                }
                (_, value) => sheet.value(below, at, value),
            }
        }
        below += 1;
    }
    if let Some(total) = column(table, "total").filter(|_| below > 1) {
        let name = letters(total);
        sheet.text(below, 0, board.sum, Look::Head);
        sheet.amount(
            below,
            total,
            &format!("=SUM({name}2:{name}{below})"),
            board.all,
            Look::Head,
        );
        let last = u16::try_from(table.columns.len())
            .unwrap_or(1)
            .saturating_sub(1);
        let _ = sheet.inner().autofilter(0, 0, below - 1, last);
    }
}

/// The groups, reckoned from the sheet of drafts, and their sums as bars.
fn summary(sheet: &mut Sheet<'_>, board: &BoardBook<'_>, source: &str, own: &str) {
    sheet.width(0, 44.0);
    sheet.width(1, 10.0);
    sheet.width(2, 16.0);
    let last = board.drafts.rows.len() + 1;
    let mut row = 0;
    for (place, grouping) in (0..).zip(&board.groupings) {
        sheet.text(row, 0, grouping.title, Look::Head);
        for (at, head) in (1..).zip(board.heads) {
            sheet.text(row, at, head, Look::Head);
        }
        let first = row + 1;
        let columns = column(board.drafts, grouping.column).zip(column(board.drafts, "total"));
        for (name, count, sum) in &grouping.groups {
            row += 1;
            sheet.text(row, 0, name, Look::Plain);
            let Some((by, total)) = columns else { continue };
            // Compared as a whole: no name can stand for others, as it could in SUMIF.
            let same = format!(
                "--('{source}'!${0}$2:${0}${last}=A{1})",
                letters(by),
                row + 1
            );
            sheet.count(row, 1, &format!("=SUMPRODUCT({same})"), *count);
            let sums = format!(
                "=SUMPRODUCT({same},'{source}'!${0}$2:${0}${last})",
                letters(total)
            );
            sheet.amount(row, 2, &sums, *sum, Look::Plain);
        }
        if row >= first {
            chart(sheet, grouping.title, own, first..row + 1, place);
        }
        row += 2;
    }
}

fn chart(sheet: &mut Sheet<'_>, title: &str, own: &str, rows: std::ops::Range<u32>, place: u32) {
    let mut chart = Chart::new(ChartType::Bar);
    let series = chart.add_series();
    series
        .set_categories((own, rows.start, 0, rows.end - 1, 0))
        .set_values((own, rows.start, 2, rows.end - 1, 2));
    chart.title().set_name(title);
    chart.legend().set_hidden();
    let _ = sheet.inner().insert_chart(place * 18, 4, &chart);
}

fn column(table: &Table, id: &str) -> Option<u16> {
    let at = table.columns.iter().position(|column| column.id == id)?;
    u16::try_from(at).ok()
}
