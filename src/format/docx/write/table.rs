//! Tables: widths that fit the page, rows that break well, heads that come again on every page.

use super::frame::run;
use super::marks::Fate;
use super::page::{MARGIN, Page, is_small, letter};
use super::xml::Xml;
use crate::domain::paper::{Cell, Column, Fact, Place, Sum, Table, Value};
use crate::text::width::{Ambiguous, width};

/// A row with a text longer than this, in columns of a terminal, may break across pages.
const LONG: usize = 1_200;
/// The width of a label beside a short answer.
const LABEL: u32 = 1_880;
/// An answer wider than this, in columns of a terminal, takes the row for itself.
const SHORT: usize = 22;

/// The rows of a table with head and sum.
pub(super) fn rows(xml: &mut Xml, page: &Page<'_>, table: &Table) {
    let small = is_small(table);
    let widths = widths(table, page.lie.wide());
    frame(xml, &widths, |xml| {
        row(xml, &["w:cantSplit", "w:tblHeader"], |xml| {
            for (column, width) in table.columns.iter().zip(&widths) {
                let style = if small { "CellHeadSmall" } else { "CellHead" };
                cell(xml, *width, 1, None, |xml| {
                    lines(xml, style, None, &column.label)
                });
            }
        });
        for (index, places) in table.grid().into_iter().enumerate() {
            new_rows(xml, page, table, index, &widths);
            let long = |place: &Place<'_>| {
                place
                    .cell
                    .is_some_and(|cell| width(&cell.value.text(), Ambiguous::Wide) > LONG)
            };
            let whole: &[&str] = if places.iter().any(long) {
                &[]
            } else {
                &["w:cantSplit"]
            };
            let cells = places.iter().filter_map(|place| place.cell);
            let fate = page
                .marks
                .fate_of(cells.filter_map(|cell| cell.at.as_ref()));
            changed_row(xml, page, whole, fate, |xml| {
                for place in &places {
                    self::place(xml, page, place, (&widths, small), fate);
                }
            });
        }
        new_rows(xml, page, table, table.rows.len(), &widths);
        if let Some(sum) = &table.sum {
            self::sum(xml, sum, &widths, small);
        }
    });
}

/// The rows that are proposed before the one at this place.
fn new_rows(xml: &mut Xml, page: &Page<'_>, table: &Table, index: usize, widths: &[u32]) {
    for (fate, cells) in page.marks.new_rows(&table.name, index) {
        changed_row(xml, page, &["w:cantSplit"], fate, |xml| {
            for (column, cell) in cells.iter().enumerate() {
                let place = Place {
                    column,
                    columns: 1,
                    cell: Some(cell),
                };
                self::place(xml, page, &place, (widths, is_small(table)), fate);
            }
        });
    }
}

/// A row that stays, comes or goes.
fn changed_row(
    xml: &mut Xml,
    page: &Page<'_>,
    how: &[&str],
    fate: Fate,
    inside: impl FnOnce(&mut Xml),
) {
    if fate == Fate::Kept {
        return row(xml, how, inside);
    }
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            how.iter().for_each(|how| xml.empty(how, &[]));
            page.marks.changed(xml, fate, |_| {});
        });
        inside(xml);
    });
}

fn place(
    xml: &mut Xml,
    page: &Page<'_>,
    place: &Place<'_>,
    (widths, small): (&[u32], bool),
    fate: Fate,
) {
    let wide = widths.iter().skip(place.column).take(place.columns).sum();
    let merge = match place.cell {
        Some(Cell { rows: 0..=1, .. }) => None,
        Some(_) => Some("restart"),
        None => Some("continue"),
    };
    cell(xml, wide, place.columns, merge, |xml| {
        let style = if small { "CellSmall" } else { "Cell" };
        let (side, text) = place
            .cell
            .map_or((None, String::new()), |cell| match &cell.value {
                Value::Money(_) => (Some("right"), cell.value.text()),
                Value::Number(_) => (Some("center"), cell.value.text()),
                Value::Text(text) if text.chars().count() <= 2 => (Some("center"), text.clone()),
                Value::Text(text) => (None, text.clone()),
            });
        let at = place.cell.and_then(|cell| cell.at.as_ref());
        page.marks
            .paragraphs(xml, at, &text, fate, |xml| looks(xml, style, side));
    });
}

/// The sum in figures under the last column, then in words across the whole table.
fn sum(xml: &mut Xml, sum: &Sum, widths: &[u32], small: bool) {
    let (style, head) = if small {
        ("CellSmall", "CellHeadSmall")
    } else {
        ("Cell", "CellHead")
    };
    let count = widths.len();
    let wide: u32 = widths.iter().sum();
    let last = widths.last().copied().unwrap_or(wide);
    let reach = count.saturating_sub(1).clamp(1, 3);
    let label: u32 = widths.iter().take(reach).sum();
    let mut words = sum.words.clone();
    if let Some(note) = &sum.note {
        words.push_str(&format!("（{note}）"));
    }
    row(xml, &["w:cantSplit"], |xml| {
        cell(xml, wide - last, count - 1, None, |xml| {
            lines(xml, head, Some("center"), &sum.label)
        });
        cell(xml, last, 1, None, |xml| {
            lines(xml, style, Some("right"), &sum.all.to_string())
        });
    });
    row(xml, &["w:cantSplit"], |xml| {
        cell(xml, label, reach, None, |xml| {
            lines(xml, head, Some("center"), &sum.words_label)
        });
        cell(xml, wide - label, count - reach, None, |xml| {
            lines(xml, style, None, &words)
        });
    });
}

/// Short answers two to a row, long ones by themselves.
pub(super) fn facts(xml: &mut Xml, page: &Page<'_>, facts: &[Fact]) {
    let wide = page.lie.wide();
    let answer = wide / 2 - LABEL;
    let widths = [LABEL, answer, LABEL, answer];
    let mut rows: Vec<Vec<&Fact>> = Vec::new();
    let short =
        |fact: &Fact| width(&fact.text, Ambiguous::Wide) <= SHORT && !fact.text.contains('\n');
    for fact in facts {
        match rows.last_mut() {
            Some(row) if row.len() == 1 && short(fact) && row.iter().all(|fact| short(fact)) => {
                row.push(fact)
            }
            _ => rows.push(vec![fact]),
        }
    }
    frame(xml, &widths, |xml| {
        for facts in rows {
            row(xml, &["w:cantSplit"], |xml| {
                let wide = if facts.len() == 1 {
                    wide - LABEL
                } else {
                    widths[1]
                };
                let columns = if facts.len() == 1 { 3 } else { 1 };
                for fact in &facts {
                    cell(xml, widths[0], 1, None, |xml| {
                        lines(xml, "CellHead", None, &fact.label)
                    });
                    cell(xml, wide, columns, None, |xml| {
                        page.marks.paragraphs(
                            xml,
                            fact.at.as_ref(),
                            &fact.text,
                            Fate::Kept,
                            |xml| {
                                looks(xml, "Cell", None);
                            },
                        )
                    });
                }
            });
        }
    });
}

/// The cover's answers on lines of their own.
pub(super) fn cover(xml: &mut Xml, page: &Page<'_>, facts: &[Fact]) {
    let widths = [2_400, 5_400];
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblW", &[("w:w", "7800"), ("w:type", "dxa")]);
            xml.says("w:jc", "center");
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        });
        grid(xml, &widths);
        for fact in facts {
            row(xml, &["w:cantSplit"], |xml| {
                cell(xml, widths[0], 1, None, |xml| {
                    lines(xml, "CoverLabel", spread(&fact.label), &fact.label)
                });
                xml.element("w:tc", &[], |xml| {
                    xml.element("w:tcPr", &[], |xml| {
                        measure(xml, "w:tcW", widths[1]);
                        xml.element("w:tcBorders", &[], |xml| xml.empty("w:bottom", &LINE));
                        xml.says("w:vAlign", "bottom");
                    });
                    page.marks
                        .paragraphs(xml, fact.at.as_ref(), &fact.text, Fate::Kept, |xml| {
                            looks(xml, "CoverText", None);
                        });
                });
            });
        }
    });
}

/// Chinese labels are spread over their width by the style; words of letters are not.
fn spread(label: &str) -> Option<&'static str> {
    label.is_ascii().then_some("left")
}

const LINE: [(&str, &str); 4] = [
    ("w:val", "single"),
    ("w:sz", "4"),
    ("w:space", "0"),
    ("w:color", "auto"),
];

/// Places to sign and to seal side by side, high enough for a seal, on one page.
pub(super) fn signing(xml: &mut Xml, page: &Page<'_>, places: &[Vec<String>]) {
    let count = u32::try_from(places.len()).unwrap_or(1).max(1);
    let widths = vec![page.lie.wide() / count; places.len()];
    frame(xml, &widths, |xml| {
        xml.element("w:tr", &[], |xml| {
            xml.element("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[]);
                xml.empty("w:trHeight", &[("w:val", "2600"), ("w:hRule", "atLeast")]);
            });
            for (place, wide) in places.iter().zip(&widths) {
                cell(xml, *wide, 1, None, |xml| {
                    for line in place {
                        xml.element("w:p", &[], |xml| {
                            xml.element("w:pPr", &[], |xml| {
                                xml.says("w:pStyle", "Cell");
                                xml.empty("w:spacing", &[("w:before", "200"), ("w:after", "360")]);
                            });
                            run(xml, line);
                        });
                    }
                });
            }
        });
    });
}

/// Widths that fill the page: first what cannot be broken, then what would be best.
fn widths(table: &Table, wide: u32) -> Vec<u32> {
    let (columns, letter) = (&table.columns, letter(table));
    let count = u32::try_from(columns.len()).unwrap_or(1).max(1);
    let room = wide.saturating_sub(count * MARGIN);
    let least: u32 = columns.iter().map(|column| column.least * letter).sum();
    let wished: u32 = columns
        .iter()
        .map(|column| column.best.saturating_sub(column.least))
        .sum();
    let left = room.saturating_sub(least);
    let width = |column: &Column| {
        let own = column.least * letter;
        // What does not fit even so is broken after all.
        let own = if least > room {
            own * room / least
        } else {
            own
        };
        let more = (left * column.best.saturating_sub(column.least)).checked_div(wished);
        MARGIN + own + more.unwrap_or(left / count)
    };
    let mut widths: Vec<u32> = columns.iter().map(width).collect();
    let missing = wide.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += missing;
    }
    widths
}

/// A table with lines around its cells, as wide as the page.
fn frame(xml: &mut Xml, widths: &[u32], inside: impl FnOnce(&mut Xml)) {
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.says("w:tblStyle", "Grid");
            measure(xml, "w:tblW", widths.iter().sum());
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        });
        grid(xml, widths);
        inside(xml);
    });
}

fn grid(xml: &mut Xml, widths: &[u32]) {
    xml.element("w:tblGrid", &[], |xml| {
        for width in widths {
            xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
    });
}

fn measure(xml: &mut Xml, name: &str, width: u32) {
    xml.empty(name, &[("w:w", &width.to_string()), ("w:type", "dxa")]);
}

fn row(xml: &mut Xml, how: &[&str], inside: impl FnOnce(&mut Xml)) {
    xml.element("w:tr", &[], |xml| {
        if !how.is_empty() {
            xml.element("w:trPr", &[], |xml| {
                how.iter().for_each(|how| xml.empty(how, &[]))
            });
        }
        inside(xml);
    });
}

fn cell(
    xml: &mut Xml,
    wide: u32,
    columns: usize,
    merge: Option<&str>,
    inside: impl FnOnce(&mut Xml),
) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            measure(xml, "w:tcW", wide);
            if columns > 1 {
                xml.says("w:gridSpan", &columns.to_string());
            }
            if let Some(merge) = merge {
                xml.says("w:vMerge", merge);
            }
            xml.says("w:vAlign", "center");
        });
        inside(xml);
    });
}

/// A paragraph a line, all to one side.
fn lines(xml: &mut Xml, style: &str, side: Option<&str>, text: &str) {
    for line in text.split('\n') {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| looks(xml, style, side));
            run(xml, line);
        });
    }
}

fn looks(xml: &mut Xml, style: &str, side: Option<&str>) {
    xml.says("w:pStyle", style);
    if let Some(side) = side {
        xml.says("w:jc", side);
    }
}
