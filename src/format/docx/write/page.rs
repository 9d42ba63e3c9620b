//! The page that is written on: upright, or across where a table has too many columns, and what was said about it.

use super::marks::Marks;
use super::xml::Xml;
use crate::domain::paper::{Block, Part, Table};

/// How a page lies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lie {
    /// Upright.
    Upright,
    /// Across.
    Across,
}

/// What is written on.
pub(super) struct Page<'a> {
    /// How it lies.
    pub(super) lie: Lie,
    /// What reviewers said.
    pub(super) marks: &'a Marks<'a>,
}

/// The sides of A4 and its margins (2.5 cm above and below, 2.3 cm to the sides), in twentieths of a point, as the format
/// measures everything.
const SHORT: u32 = 11_906;
const LONG: u32 = 16_838;
const SIDES: u32 = 1_304;

impl Lie {
    /// How the pages of a section lie: across, when one of its tables would fill most of an upright page with what cannot
    /// be broken.
    pub(super) fn of(part: &Part) -> Self {
        let crowded = |table: &Table| least(table) * 20 > Self::Upright.wide() * 17;
        let across = part
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Table(table) if crowded(table)));
        if across { Self::Across } else { Self::Upright }
    }

    /// The width between the margins.
    pub(super) fn wide(self) -> u32 {
        match self {
            Self::Upright => SHORT - 2 * SIDES,
            Self::Across => LONG - 2 * SIDES,
        }
    }

    /// The paper's size and what stands around its pages. In the first section the first page is the cover.
    pub(super) fn section(self, xml: &mut Xml, first: bool) {
        let header = match self {
            Self::Upright => "header",
            Self::Across => "headerAcross",
        };
        xml.element("w:sectPr", &[], |xml| {
            for (name, kind, id) in [
                ("w:headerReference", "first", "headerFirst"),
                ("w:headerReference", "default", header),
                ("w:footerReference", "first", "footerFirst"),
                ("w:footerReference", "default", "footer"),
            ] {
                xml.empty(name, &[("w:type", kind), ("r:id", id)]);
            }
            self.size(xml);
            if first {
                xml.empty("w:titlePg", &[]);
            }
        });
    }

    fn size(self, xml: &mut Xml) {
        let (short, long, sides) = (SHORT.to_string(), LONG.to_string(), SIDES.to_string());
        match self {
            Self::Upright => xml.empty("w:pgSz", &[("w:w", &short), ("w:h", &long)]),
            Self::Across => {
                let size = [
                    ("w:w", long.as_str()),
                    ("w:h", &short),
                    ("w:orient", "landscape"),
                ];
                xml.empty("w:pgSz", &size);
            }
        }
        let margins = [
            ("w:top", "1440"),
            ("w:right", sides.as_str()),
            ("w:bottom", "1440"),
            ("w:left", &sides),
            ("w:header", "794"),
            ("w:footer", "680"),
            ("w:gutter", "0"),
        ];
        xml.empty("w:pgMar", &margins);
    }
}

/// What a cell keeps free on both sides together.
pub(super) const MARGIN: u32 = 160;
/// Beyond this many columns the letters are smaller.
const MANY: usize = 6;

/// Whether a table is written in smaller letters.
pub(super) fn is_small(table: &Table) -> bool {
    table.columns.len() > MANY
}

/// The width of a digit in the widest of the fonts that may stand in for the one asked for.
pub(super) fn letter(table: &Table) -> u32 {
    if is_small(table) { 118 } else { 137 }
}

/// How wide a table has to be for what cannot be broken.
fn least(table: &Table) -> u32 {
    let columns = table.columns.iter();
    columns
        .map(|column| column.least * letter(table) + MARGIN)
        .sum()
}
