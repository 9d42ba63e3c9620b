//! The body of a document: its paragraphs and tables in order, changes taken as made.
//!
//! Invariant: every element is passed exactly once; elements that only wrap others (content controls, insertions) are
//! looked into, deleted ones are passed over. Absent: runs (`run.rs`), rows and cells (`table.rs`).

use super::numbering::{Counters, Numbering};
use super::styles::{Properties, Styles};
use super::xml::{Event, Node, Xml};
use crate::format::document::{Block, Document, Paragraph, Unread};
use crate::text::document_fault::DocumentFault;

/// A document's main part while it is read.
pub(super) struct Body<'a> {
    pub(super) xml: Xml<'a>,
    styles: &'a Styles,
    numbering: &'a Numbering,
    pub(super) counters: Counters,
    pub(super) unread: Vec<Unread>,
    pub(super) inserted: usize,
    pub(super) deleted: usize,
    pub(super) footnotes: usize,
    /// The words of a paragraph whose end was deleted: they belong to the next one.
    carried: String,
}

impl<'a> Body<'a> {
    pub(super) fn new(text: &'a str, styles: &'a Styles, numbering: &'a Numbering) -> Self {
        Self {
            xml: Xml::new(text),
            styles,
            numbering,
            counters: Counters::default(),
            unread: Vec::new(),
            inserted: 0,
            deleted: 0,
            footnotes: 0,
            carried: String::new(),
        }
    }

    /// Reads the whole part.
    pub(super) fn read(mut self) -> Result<Document, DocumentFault> {
        let mut blocks = Vec::new();
        self.blocks(&mut blocks)?;
        if self.inserted + self.deleted > 0 {
            self.unread.push(Unread::Changes {
                inserted: self.inserted,
                deleted: self.deleted,
            });
        }
        if self.footnotes > 0 {
            self.unread.push(Unread::Footnotes(self.footnotes));
        }
        Ok(Document {
            blocks,
            unread: self.unread,
        })
    }

    /// Reads blocks up to the end of the element around them.
    pub(super) fn blocks(&mut self, out: &mut Vec<Block>) -> Result<(), DocumentFault> {
        while let Some(event) = self.xml.next()? {
            match event {
                Event::Open(node) => self.block(&node, out)?,
                Event::Text(_) => {}
                Event::Close => break,
            }
        }
        self.end(out);
        Ok(())
    }

    /// Words that were carried on to a paragraph which does not come.
    pub(super) fn end(&mut self, out: &mut Vec<Block>) {
        if !self.carried.is_empty() {
            let text = std::mem::take(&mut self.carried);
            out.push(Block::Paragraph(Paragraph::plain(text)));
        }
    }

    pub(super) fn block(&mut self, node: &Node, out: &mut Vec<Block>) -> Result<(), DocumentFault> {
        match node.name.as_str() {
            "p" => out.extend(self.paragraph()?.map(Block::Paragraph)),
            "tbl" => {
                let table = self.table()?;
                out.push(Block::Table(table));
            }
            "altChunk" | "subDoc" => {
                self.unread.push(Unread::Embedded);
                self.xml.skip()?;
            }
            name if self.enters(name) => self.blocks(out)?,
            _ => self.xml.skip()?,
        }
        Ok(())
    }

    /// Whether an element only wraps what is printed; counts changes.
    pub(super) fn enters(&mut self, name: &str) -> bool {
        match name {
            "ins" | "moveTo" => self.inserted += 1,
            "del" | "moveFrom" => self.deleted += 1,
            _ => {}
        }
        const WRAPPERS: &[&str] = &[
            "document",
            "body",
            "sdt",
            "sdtContent",
            "ins",
            "moveTo",
            "customXml",
            "smartTag",
            "AlternateContent",
            "Choice",
        ];
        WRAPPERS.contains(&name)
    }

    /// Reads a paragraph; `None` when its end was deleted, so that it goes on in the next one.
    fn paragraph(&mut self) -> Result<Option<Paragraph>, DocumentFault> {
        let (mut sets, mut text) = (Node::default(), String::new());
        while let Some(event) = self.xml.next()? {
            match event {
                Event::Open(node) if node.name == "pPr" => sets = self.xml.inside(node)?,
                Event::Open(node) => self.inline(&node, &mut text)?,
                Event::Text(_) => {}
                Event::Close => break,
            }
        }
        let mark = sets.child("rPr");
        let gone = |name: &str| mark.is_some_and(|mark| mark.child(name).is_some());
        if gone("del") || gone("moveFrom") {
            self.deleted += 1;
            self.carried.push_str(&text);
            return Ok(None);
        }
        let text = std::mem::take(&mut self.carried) + &text;
        Ok(Some(self.finished(&sets, text)))
    }

    fn finished(&mut self, sets: &Node, text: String) -> Paragraph {
        let style = sets.value("pStyle");
        let found = Properties::of(sets).over(self.styles.of(style));
        let list = found.list.as_deref().filter(|&list| list != "0");
        let label = list.map(|list| {
            let styled = || self.numbering.level_of(list, style?);
            let level = found.list_level.or_else(styled).unwrap_or(0);
            self.counters.label(self.numbering, list, level)
        });
        Paragraph {
            label: label.unwrap_or_default(),
            text,
            level: found.level,
            centred: found.alignment.as_deref() == Some("center"),
        }
    }
}
