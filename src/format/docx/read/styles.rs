//! The paragraph styles of a document: which of them number, head, or stand in the middle.
//!
//! Invariant: a style has what it sets, else what the style it is based on has; a circle of styles ends.

use super::xml::{self, Node};
use crate::text::document_fault::DocumentFault;
use std::collections::BTreeMap;

/// How many styles may be based on each other.
const CHAIN_MAX: usize = 20;

/// What a style, or a paragraph by itself, sets.
#[derive(Clone, Default, Debug)]
pub(super) struct Properties {
    /// The list it belongs to; `0` takes it out of any.
    pub list: Option<String>,
    /// Its level in the list.
    pub list_level: Option<u8>,
    /// Its level as a heading, from 0.
    pub level: Option<u8>,
    /// How it is aligned.
    pub alignment: Option<String>,
}

impl Properties {
    /// What a `pPr` sets.
    pub(super) fn of(node: &Node) -> Self {
        let list = node.child("numPr");
        let small = |value: u32| u8::try_from(value).ok().filter(|&level| level < 9);
        Self {
            list: list.and_then(|list| list.value("numId")).map(str::to_owned),
            list_level: list.and_then(|list| list.number("ilvl")).and_then(small),
            level: node.number("outlineLvl").and_then(small),
            alignment: node.value("jc").map(str::to_owned),
        }
    }

    /// These, and those of `under` where these set nothing.
    pub(super) fn over(self, under: Self) -> Self {
        Self {
            list: self.list.or(under.list),
            list_level: self.list_level.or(under.list_level),
            level: self.level.or(under.level),
            alignment: self.alignment.or(under.alignment),
        }
    }
}

/// The paragraph styles.
#[derive(Default, Debug)]
pub(super) struct Styles {
    own: BTreeMap<String, (Properties, Option<String>)>,
    /// The style of paragraphs that name none.
    normal: Option<String>,
}

impl Styles {
    pub(super) fn read(text: &str) -> Result<Self, DocumentFault> {
        let root = xml::tree(text)?;
        let mut styles = Self::default();
        for style in root.all("style") {
            let Some(id) = style.attribute("styleId") else {
                continue;
            };
            if style.attribute("type") != Some("paragraph") {
                continue;
            }
            if matches!(style.attribute("default"), Some("1" | "true")) {
                styles.normal = Some(id.to_owned());
            }
            let sets = style.child("pPr").map(Properties::of).unwrap_or_default();
            let under = style.value("basedOn").map(str::to_owned);
            styles.own.insert(id.to_owned(), (sets, under));
        }
        Ok(styles)
    }

    /// What a style sets, with the styles it is based on.
    pub(super) fn of(&self, id: Option<&str>) -> Properties {
        let mut sets = Properties::default();
        let mut next = id.or(self.normal.as_deref());
        for _ in 0..CHAIN_MAX {
            let Some((own, under)) = next.and_then(|id| self.own.get(id)) else {
                break;
            };
            sets = sets.over(own.clone());
            next = under.as_deref();
        }
        sets
    }
}
