//! The pages: the cover, then section after section.

use super::frame::{paragraph, run};
use super::marks::{Fate, Marks};
use super::page::{Lie, Page};
use super::table;
use super::xml::Xml;
use crate::domain::paper::{Block, Fact, Paper, Part, Spot};

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
            let mut page = Page {
                lie: Lie::Upright,
                marks,
            };
            cover(xml, &page, paper);
            let mut first = true;
            for (index, part) in paper.parts.iter().enumerate() {
                let lie = Lie::of(part);
                let turned = lie != page.lie;
                if turned {
                    turn(xml, page.lie, first);
                    first = false;
                    page.lie = lie;
                }
                self::part(xml, &page, part, index == 0 && !turned);
            }
            gap(xml);
            page.lie.section(xml, first);
        });
    });
    xml.done()
}

/// Ends the section before pages that lie another way.
fn turn(xml: &mut Xml, lie: Lie, first: bool) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.says("w:pStyle", "Gap");
            lie.section(xml, first);
        });
    });
}

fn part(xml: &mut Xml, page: &Page<'_>, part: &Part, on_new_page: bool) {
    let spot = Spot::Part(part.id.clone());
    page.marks.heading(xml, &spot, &part.title, |xml| {
        xml.says("w:pStyle", "Heading1");
        if on_new_page {
            xml.empty("w:pageBreakBefore", &[]);
        }
    });
    for (index, block) in part.blocks.iter().enumerate() {
        if index > 0 && begins_with_table(block) {
            gap(xml);
        }
        self::block(xml, page, block);
    }
}

fn cover(xml: &mut Xml, page: &Page<'_>, paper: &Paper) {
    page.marks.heading(xml, &Spot::Whole, &paper.call, |xml| {
        xml.says("w:pStyle", "Title");
    });
    paragraph(xml, "Kind", |xml| run(xml, &paper.kind));
    table::cover(xml, page, &paper.cover);
    paragraph(xml, "Issuer", |xml| run(xml, &paper.issuer));
    for note in &paper.notes {
        paragraph(xml, "Note", |xml| run(xml, note));
    }
}

fn block(xml: &mut Xml, page: &Page<'_>, block: &Block) {
    match block {
        Block::Facts(facts) => table::facts(xml, page, facts),
        Block::Text(text) => passage(xml, page, text),
        Block::Table(table) => {
            label(xml, &table.label);
            table::rows(xml, page, table);
        }
        Block::Signing(places) => table::signing(xml, page, places),
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

fn passage(xml: &mut Xml, page: &Page<'_>, text: &Fact) {
    label(xml, &text.label);
    page.marks
        .paragraphs(xml, text.at.as_ref(), &text.text, Fate::Kept, |xml| {
            xml.says("w:pStyle", "Body");
        });
}
