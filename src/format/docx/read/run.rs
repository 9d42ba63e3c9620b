//! Runs: the words of a paragraph, however many pieces a word processor has cut them into.
//!
//! Invariant: deleted words and words that are not printed never get into the text; a text box is told, not read.

use super::body::Body;
use super::xml::{Event, Node};
use crate::format::document::{Block, Cell, Unread};
use crate::text::document_fault::DocumentFault;

impl Body<'_> {
    /// Reads an element that stands in a paragraph.
    pub(super) fn inline(&mut self, node: &Node, out: &mut String) -> Result<(), DocumentFault> {
        const WRAPPERS: &[&str] = &[
            "hyperlink",
            "fldSimple",
            "bdo",
            "dir",
            "ruby",
            "rubyBase",
            "oMath",
            "oMathPara",
            "e",
            "num",
            "den",
            "sub",
            "sup",
            "f",
            "sSub",
            "sSup",
            "d",
        ];
        match node.name.as_str() {
            "r" => self.run(out),
            name if self.enters(name) || WRAPPERS.contains(&name) => self.inlines(out),
            _ => self.xml.skip(),
        }
    }

    fn inlines(&mut self, out: &mut String) -> Result<(), DocumentFault> {
        while let Some(event) = self.xml.next()? {
            match event {
                Event::Open(node) => self.inline(&node, out)?,
                Event::Text(_) => {}
                Event::Close => break,
            }
        }
        Ok(())
    }

    fn run(&mut self, out: &mut String) -> Result<(), DocumentFault> {
        let (mut hidden, mut words) = (false, String::new());
        while let Some(event) = self.xml.next()? {
            match event {
                Event::Open(node) if node.name == "rPr" => {
                    let sets = self.xml.inside(node)?;
                    hidden = sets.is_on("vanish");
                }
                Event::Open(node) => self.piece(node, &mut words)?,
                Event::Text(_) => {}
                Event::Close => break,
            }
        }
        if !hidden {
            out.push_str(&words);
        } else if !words.trim().is_empty() {
            self.unread.push(Unread::Hidden(words));
        }
        Ok(())
    }

    fn piece(&mut self, node: Node, words: &mut String) -> Result<(), DocumentFault> {
        match node.name.as_str() {
            "t" => return self.words(&node, words),
            "tab" | "ptab" => words.push('\t'),
            "br" if !matches!(node.attribute("type"), Some("page" | "column")) => words.push('\n'),
            "cr" => words.push('\n'),
            "noBreakHyphen" => words.push('-'),
            "footnoteReference" | "endnoteReference" => self.footnotes += 1,
            "sym" => words.extend(symbol(&node)),
            "drawing" | "pict" | "object" | "AlternateContent" => return self.floating(),
            "ruby" | "rubyBase" => return self.inlines(words),
            _ => {}
        }
        self.xml.skip()
    }

    /// The words of a `w:t`. White space at its ends counts only where the file says so; a line end in it is a space.
    fn words(&mut self, node: &Node, out: &mut String) -> Result<(), DocumentFault> {
        let mut words = String::new();
        while let Some(event) = self.xml.next()? {
            match event {
                Event::Text(text) => words.push_str(&text),
                Event::Open(_) => self.xml.skip()?,
                Event::Close => break,
            }
        }
        let plain = words.replace(['\r', '\n', '\t'], " ");
        let ascii = |c: char| c == ' ';
        match node.attribute("space") {
            Some("preserve") => out.push_str(&plain),
            _ => out.push_str(plain.trim_matches(ascii)),
        }
        Ok(())
    }

    /// Passes over a drawing, and tells the words of the text boxes in it.
    fn floating(&mut self) -> Result<(), DocumentFault> {
        while let Some(event) = self.xml.next()? {
            match event {
                Event::Open(node) if node.name == "txbxContent" => {
                    let mut blocks: Vec<Block> = Vec::new();
                    self.blocks(&mut blocks)?;
                    let boxed = Cell {
                        blocks,
                        ..Cell::default()
                    };
                    let words = boxed.text();
                    if !words.trim().is_empty() {
                        self.unread.push(Unread::TextBox(words));
                    }
                }
                // What older programs are given has the same words again.
                Event::Open(node) if node.name == "Fallback" => self.xml.skip()?,
                Event::Open(_) => self.floating()?,
                Event::Text(_) => {}
                Event::Close => break,
            }
        }
        Ok(())
    }
}

/// A character of a symbol font. Those fonts use private places that no other font has, so those are shown as a box.
fn symbol(node: &Node) -> Option<char> {
    let code = u32::from_str_radix(node.attribute("char")?, 16).ok()?;
    let private = (0xE000..=0xF8FF).contains(&code);
    if private {
        Some('□')
    } else {
        char::from_u32(code)
    }
}
