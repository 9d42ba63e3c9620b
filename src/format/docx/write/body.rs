//! The pages: the cover, then section after section.

use super::frame::{paragraph, run};
use super::table;
use super::xml::Xml;
use crate::domain::paper::{Block, Fact, Paper};

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
pub(super) fn document(paper: &Paper) -> String {
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
            cover(xml, paper);
            for (index, part) in paper.parts.iter().enumerate() {
                heading(xml, "Heading1", &part.title, index == 0);
                for (index, block) in part.blocks.iter().enumerate() {
                    if index > 0 && begins_with_table(block) {
                        gap(xml);
                    }
                    self::block(xml, block);
                }
            }
            gap(xml);
            section(xml);
        });
    });
    xml.done()
}

fn cover(xml: &mut Xml, paper: &Paper) {
    paragraph(xml, "Title", |xml| run(xml, &paper.call));
    paragraph(xml, "Kind", |xml| run(xml, &paper.kind));
    table::cover(xml, &paper.cover);
    paragraph(xml, "Issuer", |xml| run(xml, &paper.issuer));
    for note in &paper.notes {
        paragraph(xml, "Note", |xml| run(xml, note));
    }
}

fn heading(xml: &mut Xml, style: &str, title: &str, on_new_page: bool) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.says("w:pStyle", style);
            if on_new_page {
                xml.empty("w:pageBreakBefore", &[]);
            }
        });
        run(xml, title);
    });
}

fn block(xml: &mut Xml, block: &Block) {
    match block {
        Block::Facts(facts) => table::facts(xml, facts),
        Block::Text(text) => passage(xml, text),
        Block::Table(table) => {
            label(xml, &table.label);
            table::rows(xml, table);
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
        heading(xml, "Heading2", label, false);
    }
}

fn passage(xml: &mut Xml, text: &Fact) {
    label(xml, &text.label);
    for line in text.text.split('\n') {
        paragraph(xml, "Body", |xml| run(xml, line));
    }
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
