//! A table as comma-separated values that Excel reads as they are meant.
//!
//! Invariants: a byte order mark, so that Chinese is read as UTF-8; a text that a spreadsheet would take for a formula has
//! an apostrophe before it; numbers stay numbers.

use crate::domain::paper::{Table, Value};
use crate::text::visible::visible;
use csv::{Terminator, WriterBuilder};

/// What a formula begins with, also in full width.
pub const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Writes a table with its heads.
#[must_use]
pub fn write(table: &Table) -> Vec<u8> {
    let out = "\u{feff}".as_bytes().to_vec();
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    // Writing to memory cannot fail, and all rows have the same columns.
    let _ = writer.write_record(table.columns.iter().map(|column| text(&column.label)));
    for row in &table.rows {
        let _ = writer.write_record(row.iter().map(|cell| field(&cell.value)));
    }
    writer.into_inner().unwrap_or_default()
}

fn field(value: &Value) -> String {
    match value {
        Value::Text(text) => self::text(text),
        Value::Number(number) => number.to_string(),
        Value::Money(money) => money.plain(),
    }
}

fn text(text: &str) -> String {
    let guard = if text.trim_start_matches(' ').starts_with(FORMULA) {
        "'"
    } else {
        ""
    };
    format!("{guard}{}", visible(text))
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn what_would_be_a_formula_has_an_apostrophe_before_it() {
        for payload in [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠A1", "  =1",
        ] {
            assert!(text(payload).starts_with('\''), "{payload:?}");
        }
        for plain in ["银川市某学会", "1-2", "a=b", "甲@乙", "10%", ""] {
            assert_eq!(text(plain), plain);
        }
    }
}
