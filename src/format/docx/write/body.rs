//! The pages: the cover, then section after section.

use super::frame::{paragraph, run};
use super::marks::Marks;
use super::table;
use super::xml::Xml;
use crate::domain::paper::{Block, Fact, Paper, Spot};

/// Twentieths of a point (the measure of the format): A4 with margins of 2.5 and 2.3 cm.
const PAGE: [(&str, &str); 2] = [("w:w", "11906"), ("w:h", "16838")];
const MARGINS: [(&str, &str); 7] = [
    ("w:top", "1440"),
    ("w:right", "1304"),
    ("w:bottom", "1440"),
    ("w:left", "1304"),
    ("w:header", "794"),
    ("w:footer", "680"),
    ("w:gutter", "0"),
];

/// The part that holds the text.
pub(super) fn document(paper: &Paper, marks: &Marks<'_>) -> String {
    let names = [
        (
            "xmlns:w",
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        ),
        (
            "xmlns:r",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        ),
    ];
    let mut xml = Xml::new();
    xml.element("w:document", &names, |xml| {
        xml.element("w:body", &[], |xml| {
            cover(xml, marks, paper);
            for (index, part) in paper.parts.iter().enumerate() {
                let spot = Spot::Part(part.id.clone());
                marks.heading(xml, &spot, &part.title, |xml| {
                    xml.says("w:pStyle", "Heading1");
                    if index == 0 {
                        xml.empty("w:pageBreakBefore", &[]);
                    }
                });
                for (index, block) in part.blocks.iter().enumerate() {
                    if index > 0 && begins_with_table(block) {
                        gap(xml);
                    }
                    self::block(xml, marks, block);
                }
            }
            gap(xml);
            section(xml);
        });
    });
    xml.done()
}

fn cover(xml: &mut Xml, marks: &Marks<'_>, paper: &Paper) {
    marks.heading(xml, &Spot::Whole, &paper.call, |xml| {
        xml.says("w:pStyle", "Title");
    });
    paragraph(xml, "Kind", |xml| run(xml, &paper.kind));
    table::cover(xml, marks, &paper.cover);
    paragraph(xml, "Issuer", |xml| run(xml, &paper.issuer));
    for note in &paper.notes {
        paragraph(xml, "Note", |xml| run(xml, note));
    }
}

fn block(xml: &mut Xml, marks: &Marks<'_>, block: &Block) {
    match block {
        Block::Facts(facts) => table::facts(xml, marks, facts),
        Block::Text(text) => passage(xml, marks, text),
        Block::Table(table) => {
            label(xml, &table.label);
            table::rows(xml, marks, table);
        }
        Block::Signing(places) => table::signing(xml, places),
    }
}

fn begins_with_table(block: &Block) -> bool {
    match block {
        Block::Facts(_) | Block::Signing(_) => true,
        Block::Text(_) => false,
        Block::Table(table) => table.label.is_empty(),
    }
}

/// Space before a table, which would run into what stands above; and after the last one, for no page ends with a table.
fn gap(xml: &mut Xml) {
    paragraph(xml, "Gap", |_| {});
}

fn label(xml: &mut Xml, label: &str) {
    if !label.is_empty() {
        paragraph(xml, "Heading2", |xml| run(xml, label));
    }
}

fn passage(xml: &mut Xml, marks: &Marks<'_>, text: &Fact) {
    label(xml, &text.label);
    marks.paragraphs(xml, text.at.as_ref(), &text.text, |xml| {
        xml.says("w:pStyle", "Body");
    });
}

/// The paper's size and what stands around its pages; the cover is a first page of its own.
fn section(xml: &mut Xml) {
    xml.element("w:sectPr", &[], |xml| {
        for (name, kind, id) in [
            ("w:headerReference", "first", "headerFirst"),
            ("w:headerReference", "default", "header"),
            ("w:footerReference", "first", "footerFirst"),
            ("w:footerReference", "default", "footer"),
        ] {
            xml.empty(name, &[("w:type", kind), ("r:id", id)]);
        }
        xml.empty("w:pgSz", &PAGE);
        xml.empty("w:pgMar", &MARGINS);
        xml.empty("w:titlePg", &[]);
    });
}
