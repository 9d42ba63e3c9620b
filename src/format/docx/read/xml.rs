//! XML as a row of events, or as a tree for small parts.
//!
//! Invariant: names are local ones (`w:p` is `p`); depth and elements are capped; a document type and entities that XML
//! itself does not have are refused, so nothing is ever expanded.

use crate::text::document_fault::DocumentFault;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event as Raw};

/// The deepest nesting of elements.
const DEPTH_MAX: usize = 200;
/// The most elements of a part.
const ELEMENTS_MAX: usize = 400_000;
/// The most words of a part, in bytes.
const WORDS_MAX: usize = 8 * 1024 * 1024;

/// An element with its attributes and what stands in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Node {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

impl Node {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The first element of this name in it.
    pub(super) fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The elements of this name in it.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The `val` of the first element of this name in it.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// The same as a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.value(name)?.parse().ok()
    }

    /// Whether a switch such as `<w:vanish/>` is in it and not turned off.
    pub(super) fn is_on(&self, name: &str) -> bool {
        let off = |node: &Node| matches!(node.attribute("val"), Some("0" | "false" | "off"));
        self.child(name).is_some_and(|node| !off(node))
    }
}

/// Something in a part.
pub(super) enum Event {
    /// An element begins; what stands in it follows.
    Open(Node),
    /// Words.
    Text(String),
    /// The innermost element ends.
    Close,
}

/// A part, read from the front.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    elements: usize,
    words: usize,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            depth: 0,
            elements: 0,
            words: 0,
        }
    }

    /// The next event; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Event>, DocumentFault> {
        loop {
            let place = self.reader.buffer_position();
            let raw = self.reader.read_event();
            let raw = raw.map_err(|_| DocumentFault::NotXml(format!("+{place}")))?;
            let event = match raw {
                Raw::Start(start) => {
                    let node = node(&start).ok_or_else(|| fault_at(place))?;
                    self.open()?;
                    Event::Open(node)
                }
                Raw::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Event::Close
                }
                Raw::Text(text) => self.words(text.into_inner().into_owned())?,
                Raw::CData(text) => self.words(text.into_inner().into_owned())?,
                Raw::GeneralRef(named) => Event::Text(character(&named)?.to_string()),
                Raw::DocType(_) => return Err(DocumentFault::Doctype),
                Raw::Eof if self.depth > 0 => return Err(fault_at(place)),
                Raw::Eof => return Ok(None),
                Raw::Empty(_) | Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) => continue,
            };
            return Ok(Some(event));
        }
    }

    fn words(&mut self, text: String) -> Result<Event, DocumentFault> {
        self.words += text.len();
        if self.words > WORDS_MAX {
            return Err(DocumentFault::Words(WORDS_MAX));
        }
        Ok(Event::Text(text))
    }

    fn open(&mut self) -> Result<(), DocumentFault> {
        self.depth += 1;
        self.elements += 1;
        if self.depth > DEPTH_MAX {
            return Err(DocumentFault::TooDeep);
        }
        if self.elements > ELEMENTS_MAX {
            return Err(DocumentFault::Elements(ELEMENTS_MAX));
        }
        Ok(())
    }

    /// Everything in the element that was opened last, up to its end.
    pub(super) fn inside(&mut self, mut node: Node) -> Result<Node, DocumentFault> {
        while let Some(event) = self.next()? {
            match event {
                Event::Open(child) => {
                    let child = self.inside(child)?;
                    node.children.push(child);
                }
                Event::Text(_) => {}
                Event::Close => break,
            }
        }
        Ok(node)
    }

    /// Passes over the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), DocumentFault> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }
}

/// The root of a part, with everything in it.
pub(super) fn tree(text: &str) -> Result<Node, DocumentFault> {
    let mut xml = Xml::new(text);
    while let Some(event) = xml.next()? {
        if let Event::Open(root) = event {
            return xml.inside(root);
        }
    }
    Err(fault_at(0))
}

fn fault_at(place: u64) -> DocumentFault {
    DocumentFault::NotXml(format!("+{place}"))
}

fn node(start: &BytesStart<'_>) -> Option<Node> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let name = attribute.key.local_name().into_inner().to_owned();
        let value = quick_xml::escape::unescape(&attribute.value).ok()?;
        attributes.push((name, value.into_owned()));
    }
    Some(Node {
        name: start.local_name().into_inner().to_owned(),
        attributes,
        children: Vec::new(),
    })
}

/// The character that a reference names: one of the five of XML, or one by number.
fn character(named: &BytesRef<'_>) -> Result<char, DocumentFault> {
    let refused = || DocumentFault::Entity(named.borrow().into_inner().into_owned());
    match named.resolve_char_ref() {
        Ok(Some(character)) => return Ok(character),
        Ok(None) => {}
        Err(_) => return Err(refused()),
    }
    match &*named.borrow().into_inner() {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        _ => Err(refused()),
    }
}
