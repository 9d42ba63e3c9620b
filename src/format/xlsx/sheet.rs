//! A sheet of a workbook, cell by cell.
//!
//! Invariant: what cannot be written (too long, too far down) is cut short or left out, never made into something else.

use crate::domain::money::Money;
use crate::domain::paper::{Column, Value};
use crate::text::visible::visible_lines;
use crate::text::width::{Ambiguous, width};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
};
use std::collections::BTreeMap;

/// The most characters of a cell (Excel's own limit is 32,767).
const CELL: usize = 32_000;
/// The most characters of a sheet's name.
const NAME: usize = 28;

/// The width of a column that nobody set, in characters.
const USUAL: f64 = 8.4;
/// The height of a line, and the most that Excel gives a row, in points.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 409.0;

/// A sheet being written.
pub(super) struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    /// How wide columns are, in characters.
    widths: BTreeMap<u16, f64>,
    /// How many lines rows have.
    lines: BTreeMap<u32, u32>,
}

/// How a cell looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Words.
    Plain,
    /// The head of a column, a label, a sum.
    Head,
}

impl<'a> Sheet<'a> {
    /// A new sheet; its name is that of what it holds, made to fit.
    pub(super) fn add(book: &'a mut Workbook, name: &str, taken: &mut Vec<String>) -> Self {
        let name = sheet_name(name, taken);
        let sheet = book.add_worksheet();
        // The name was made to fit.
        let _ = sheet.set_name(&name);
        taken.push(name);
        // 9 is A4.
        sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
        Self {
            sheet,
            widths: BTreeMap::new(),
            lines: BTreeMap::new(),
        }
    }

    /// Words, whatever they look like.
    pub(super) fn text(&mut self, row: u32, column: u16, text: &str, look: Look) {
        let harmless: String = visible_lines(text).chars().take(CELL).collect();
        self.make_room(row, column, &harmless);
        let mut format = format(look).set_text_wrap();
        if harmless.starts_with(super::super::csv::FORMULA) {
            // So that it stays text also when somebody goes into the cell and out again.
            format = format.set_quote_prefix();
        }
        let _ = self
            .sheet
            .write_string_with_format(row, column, harmless, &format);
    }

    /// What a cell of a table holds.
    pub(super) fn value(&mut self, row: u32, column: u16, value: &Value) {
        match value {
            Value::Text(text) => self.text(row, column, text, Look::Plain),
            Value::Number(number) => {
                let value = number.ten_thousandths() as f64 / 10_000.0;
                let _ =
                    self.sheet
                        .write_number_with_format(row, column, value, &format(Look::Plain));
            }
            Value::Money(money) => {
                let format = format(Look::Plain).set_num_format(MONEY);
                let _ = self
                    .sheet
                    .write_number_with_format(row, column, yuan(*money), &format);
            }
        }
    }

    /// A share, shown in per cent.
    pub(super) fn share(&mut self, row: u32, column: u16, share: f64) {
        let format = format(Look::Plain).set_num_format("0%");
        let _ = self
            .sheet
            .write_number_with_format(row, column, share, &format);
    }

    /// An amount that is reckoned here; `result` is what comes out, for programs that only show it.
    pub(super) fn amount(
        &mut self,
        row: u32,
        column: u16,
        formula: &str,
        result: Money,
        look: Look,
    ) {
        let formula = Formula::new(formula).set_result(result.plain());
        let _ = self.sheet.write_formula_with_format(
            row,
            column,
            formula,
            &format(look).set_num_format(MONEY),
        );
    }

    /// A count that is reckoned here.
    pub(super) fn count(&mut self, row: u32, column: u16, formula: &str, result: usize) {
        let formula = Formula::new(formula).set_result(result.to_string());
        let _ = self
            .sheet
            .write_formula_with_format(row, column, formula, &format(Look::Plain));
    }

    /// The heads of columns in a row that stays in sight, and the columns' widths.
    pub(super) fn heads(&mut self, row: u32, columns: &[Column]) {
        for (at, column) in (0..).zip(columns) {
            self.width(at, f64::from(column.best.max(6)) + 2.0);
            self.text(row, at, &column.label, Look::Head);
        }
        let _ = self.sheet.set_freeze_panes(row + 1, 0);
    }

    /// How wide a column is, in characters.
    pub(super) fn width(&mut self, column: u16, width: f64) {
        self.widths.insert(column, width);
        let _ = self.sheet.set_column_width(column, width);
    }

    /// Makes a row as high as a text that is broken over several lines.
    fn make_room(&mut self, row: u32, column: u16, text: &str) {
        let wide = self.widths.get(&column).copied().unwrap_or(USUAL) - 1.0;
        let broken = text
            .split('\n')
            .map(|line| (width(line, Ambiguous::Wide) as f64 / wide).ceil().max(1.0));
        let needed = broken.sum::<f64>() as u32;
        let lines = self.lines.entry(row).or_insert(1);
        if needed > *lines {
            *lines = needed;
            let height = (f64::from(needed) * LINE).min(HIGHEST);
            let _ = self.sheet.set_row_height(row, height);
        }
    }

    /// The sheet itself, for what only few sheets have.
    pub(super) fn inner(&mut self) -> &mut Worksheet {
        self.sheet
    }
}

const MONEY: &str = "#,##0.00";

fn format(look: Look) -> Format {
    let format = Format::new()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter);
    match look {
        Look::Plain => format,
        Look::Head => format.set_bold(),
    }
}

/// Yuan as workbooks hold numbers: exact to the fen below 90 trillion.
fn yuan(money: Money) -> f64 {
    money.fen() as f64 / 100.0
}

/// A workbook that tells its title and whose times are not those of its writing. `created` is RFC 3339.
pub(super) fn book(title: &str, notes: &[String], created: &str) -> Workbook {
    let mut about = DocProperties::new()
        .set_title(title)
        .set_author("shenbao")
        .set_comment(notes.join(" "));
    let moment = ExcelDateTime::parse_from_str(created.trim_end_matches('Z'));
    let moment = moment.or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1));
    if let Ok(moment) = moment {
        about = about.set_creation_datetime(&moment);
    }
    let mut book = Workbook::new();
    book.set_properties(&about);
    book
}

/// The bytes of a workbook.
pub(super) fn bytes(mut book: Workbook) -> Vec<u8> {
    // Writing to memory cannot fail, and the names of the sheets were made to fit.
    book.save_to_buffer().unwrap_or_default()
}

/// The name of a column: `A`, `AB`.
pub(super) fn letters(column: u16) -> String {
    rust_xlsxwriter::utility::column_number_to_name(column)
}

/// A name that a sheet may have and none has yet.
fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let plain =
        |c: char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') && !c.is_control();
    let name: String = visible_lines(wanted)
        .chars()
        .filter(|c| plain(*c))
        .take(NAME)
        .collect();
    let name = if name.trim().is_empty() {
        "1".to_owned()
    } else {
        name
    };
    let free = |name: &String| {
        !taken
            .iter()
            .any(|taken| taken.to_lowercase() == name.to_lowercase())
    };
    let others = (2..100).map(|number| format!("{name}~{number}"));
    std::iter::once(name.clone())
        .chain(others)
        .find(free)
        .unwrap_or(name)
}
