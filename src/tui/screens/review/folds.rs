//! What of the review is folded: stretches in which nothing differs, each told with what it holds.
//!
//! Invariant: a fold holds at least two blocks of one section and no change.

use super::{Block, BlockWhat, Sheet};
use crate::domain::diff::facing::{Body, Side};
use std::collections::BTreeSet;
use std::ops::Range;

/// The fewest blocks that are worth a fold.
const LEAST: usize = 2;

/// What is unfolded.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Folds {
    /// Everything.
    pub all: bool,
    /// The folds that were opened one by one, by their first block.
    pub opened: BTreeSet<usize>,
}

/// Something that is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shown {
    /// A block.
    Block(usize),
    /// Blocks that are folded.
    Fold(Range<usize>),
}

/// What a fold holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Held {
    /// Fields and tables.
    pub fields: usize,
    /// Paragraphs.
    pub paragraphs: usize,
    /// Rows.
    pub rows: usize,
    /// Characters of the paragraphs.
    pub chars: usize,
}

impl Shown {
    /// The first block.
    #[must_use]
    pub fn first(&self) -> usize {
        match self {
            Self::Block(block) => *block,
            Self::Fold(range) => range.start,
        }
    }

    /// The block after the last.
    #[must_use]
    pub fn end(&self) -> usize {
        match self {
            Self::Block(block) => block + 1,
            Self::Fold(range) => range.end,
        }
    }
}

impl Folds {
    /// What is shown of a sheet; blocks that are annotated are never folded.
    #[must_use]
    pub fn shown(&self, sheet: &Sheet, annotated: impl Fn(usize) -> bool) -> Vec<Shown> {
        let mut shown = Vec::new();
        let mut from = 0;
        let mut part = 0;
        let foldable =
            |index: usize, block: &Block| !block.changed && !block.stays && !annotated(index);
        let blocks = &sheet.blocks;
        for (index, block) in blocks.iter().enumerate() {
            if !foldable(index, block) || block.part != part {
                self.close(from..index, &mut shown);
                from = index;
                part = block.part;
            }
            if !foldable(index, block) {
                shown.push(Shown::Block(index));
                from = index + 1;
            }
        }
        self.close(from..blocks.len(), &mut shown);
        shown
    }

    fn close(&self, range: Range<usize>, shown: &mut Vec<Shown>) {
        let open = self.all || self.opened.contains(&range.start);
        if open || range.len() < LEAST {
            shown.extend(range.map(Shown::Block));
        } else {
            shown.push(Shown::Fold(range));
        }
    }
}

/// What a fold holds.
#[must_use]
pub fn held(sheet: &Sheet, range: Range<usize>) -> Held {
    let mut held = Held::default();
    for block in sheet.blocks.get(range).unwrap_or_default() {
        match block.what {
            BlockWhat::Label => held.fields += 1,
            BlockWhat::Row(_) => held.rows += 1,
            BlockWhat::Pair(index) => {
                held.paragraphs += 1;
                let entry = sheet.entry(block).map(|entry| &entry.body);
                if let Some(Body::Text(pairs)) = entry {
                    let side = pairs.get(index).and_then(|pair| pair.right.as_ref());
                    held.chars += side.map_or(0, chars);
                }
            }
            BlockWhat::Whole | BlockWhat::Section | BlockWhat::Sums => {}
        }
    }
    held
}

fn chars(side: &Side) -> usize {
    let pieces = side.pieces.iter();
    pieces.map(|piece| piece.text.chars().count()).sum()
}
