//! Automatic numbers: what a word processor prints before the paragraphs of its lists.
//!
//! Invariant: a label is what is printed (`（一）`, `1.2`); a list that is not known, and bullets, print none.

use super::numerals::numeral;
use super::xml::{self, Node};
use crate::text::document_fault::DocumentFault;
use std::collections::{BTreeMap, BTreeSet};

/// How many levels a list has.
const LEVELS: u8 = 9;
/// The longest label, in characters; what is longer is cut.
const LABEL_MAX: usize = 40;

/// One level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    /// The kind of its numeral.
    kind: String,
    /// What is printed, `%1` for the numeral of the first level.
    text: String,
    /// The level (from 1) behind which it begins again; 0: never. Without one, behind any above.
    restart: Option<u32>,
    /// Whether the numerals of levels above are printed as digits.
    legal: bool,
    /// The paragraph style that is this level.
    style: Option<String>,
}

/// A list's levels, which several lists can share.
#[derive(Clone, Debug, Default)]
struct Shape {
    levels: BTreeMap<u8, Level>,
    /// The style whose list it stands for.
    linked: Option<String>,
}

/// A list: a shape, and where it begins or looks otherwise.
#[derive(Clone, Debug, Default)]
struct List {
    shape: String,
    starts: BTreeMap<u8, u32>,
    levels: BTreeMap<u8, Level>,
}

/// The lists of a document.
#[derive(Default, Debug)]
pub(super) struct Numbering {
    shapes: BTreeMap<String, Shape>,
    /// The shapes by the style that they are the list of.
    styled: BTreeMap<String, String>,
    lists: BTreeMap<String, List>,
}

impl Numbering {
    pub(super) fn read(text: &str) -> Result<Self, DocumentFault> {
        let root = xml::tree(text)?;
        let mut numbering = Self::default();
        for node in root.all("abstractNum") {
            let id = node.attribute("abstractNumId").unwrap_or_default();
            if let Some(style) = node.value("styleLink") {
                numbering.styled.insert(style.to_owned(), id.to_owned());
            }
            let shape = Shape {
                levels: node.all("lvl").filter_map(level).collect(),
                linked: node.value("numStyleLink").map(str::to_owned),
            };
            numbering.shapes.insert(id.to_owned(), shape);
        }
        for node in root.all("num") {
            let id = node.attribute("numId").unwrap_or_default();
            numbering.lists.insert(id.to_owned(), list(node));
        }
        Ok(numbering)
    }

    /// The level of a list that a paragraph style is.
    pub(super) fn level_of(&self, list: &str, style: &str) -> Option<u8> {
        let (_, shape) = self.shape(list)?;
        let mut levels = shape.levels.iter();
        let found = levels.find(|(_, level)| level.style.as_deref() == Some(style))?;
        Some(*found.0)
    }

    fn shape(&self, list: &str) -> Option<(&str, &Shape)> {
        let id = &self.lists.get(list)?.shape;
        let shape = self.shapes.get(id)?;
        let linked = shape
            .linked
            .as_ref()
            .and_then(|style| self.styled.get(style));
        match linked.and_then(|id| self.shapes.get_key_value(id)) {
            Some((id, shape)) => Some((id, shape)),
            None => Some((id, shape)),
        }
    }

    fn level(&self, list: &str, level: u8) -> Option<&Level> {
        let own = self.lists.get(list)?.levels.get(&level);
        own.or_else(|| self.shape(list)?.1.levels.get(&level))
    }

    fn start(&self, list: &str, level: u8) -> u32 {
        let own = self
            .lists
            .get(list)
            .and_then(|list| list.starts.get(&level));
        let shaped = || self.level(list, level).map(|level| level.start);
        own.copied().or_else(shaped).unwrap_or(1)
    }
}

fn small(text: Option<&str>) -> Option<u8> {
    text?.parse().ok().filter(|&level| level < LEVELS)
}

fn level(node: &Node) -> Option<(u8, Level)> {
    let number = small(node.attribute("ilvl"))?;
    let kind = node.value("numFmt").unwrap_or("decimal");
    let level = Level {
        start: node.number("start").unwrap_or(0),
        kind: kind.to_owned(),
        text: node.value("lvlText").unwrap_or_default().to_owned(),
        restart: node.number("lvlRestart"),
        legal: node.is_on("isLgl"),
        style: node.value("pStyle").map(str::to_owned),
    };
    Some((number, level))
}

fn list(node: &Node) -> List {
    let mut list = List {
        shape: node.value("abstractNumId").unwrap_or_default().to_owned(),
        ..List::default()
    };
    for over in node.all("lvlOverride") {
        let Some(number) = small(over.attribute("ilvl")) else {
            continue;
        };
        if let Some(start) = over.number("startOverride") {
            list.starts.insert(number, start);
        }
        if let Some((number, level)) = over.child("lvl").and_then(level) {
            list.levels.insert(number, level);
        }
    }
    list
}

/// How far the lists have counted.
#[derive(Clone, Default)]
pub(super) struct Counters {
    /// By shape and level: lists of one shape count on from each other.
    counts: BTreeMap<(String, u8), u32>,
    begun: BTreeSet<String>,
}

impl Counters {
    /// Counts a paragraph of a list, and gives what is printed before it.
    pub(super) fn label(&mut self, numbering: &Numbering, list: &str, level: u8) -> String {
        let Some((shape, _)) = numbering.shape(list) else {
            return String::new();
        };
        if self.begun.insert(list.to_owned()) {
            let starts = numbering.lists.get(list).map(|list| &list.starts);
            for level in starts.into_iter().flat_map(BTreeMap::keys) {
                self.counts.remove(&(shape.to_owned(), *level));
            }
        }
        let start = numbering.start(list, level);
        self.counts
            .entry((shape.to_owned(), level))
            .and_modify(|count| *count = count.saturating_add(1))
            .or_insert(start);
        for deeper in level + 1..LEVELS {
            let restart = numbering.level(list, deeper).and_then(|l| l.restart);
            if restart.is_none_or(|behind| u32::from(level) < behind) {
                self.counts.remove(&(shape.to_owned(), deeper));
            }
        }
        self.printed(numbering, list, shape, level)
    }

    fn printed(&self, numbering: &Numbering, list: &str, shape: &str, level: u8) -> String {
        let Some(own) = numbering.level(list, level) else {
            return String::new();
        };
        if own.kind == "bullet" {
            return String::new();
        }
        let mut out = String::new();
        let mut template = own.text.chars().peekable();
        while let Some(c) = template.next() {
            let digit = template.peek().filter(|_| c == '%').and_then(place);
            let Some(place) = digit else {
                out.push(c);
                continue;
            };
            template.next();
            let count = self.counts.get(&(shape.to_owned(), place)).copied();
            let count = count.unwrap_or_else(|| numbering.start(list, place));
            let kind = numbering.level(list, place).map(|level| &*level.kind);
            let kind = if own.legal && place < level {
                Some("decimal")
            } else {
                kind
            };
            out.extend(numeral(kind.unwrap_or("decimal"), count));
        }
        out.chars().take(LABEL_MAX).collect()
    }
}

/// `%3` is level 2.
fn place(digit: &char) -> Option<u8> {
    let digit = u8::try_from(digit.to_digit(10)?).ok()?;
    digit.checked_sub(1)
}
