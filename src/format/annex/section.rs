//! Sections: the categories that projects stand in, from merged cells, rows across the table and headings.
//!
//! Invariant: a section within a section keeps the date of the one around it unless it has its own; the name of the
//! innermost one is the category.

use super::due;
use super::entry::Section;
use super::ordinal::{self, Style};
use super::words::{is_note, one_line};
use crate::domain::annex::Spot;

/// Longer lines head nothing, in characters.
const HEADING_MAX: usize = 40;

/// What tells the depth of a section.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Depth {
    /// The style of its number.
    Numbered(Style),
    /// A heading without a number.
    Bare,
    /// A cell of the category column.
    Column,
}

/// The sections around the current place, the outermost first.
#[derive(Default)]
pub(super) struct Sections {
    stack: Vec<(Depth, Section)>,
    /// The year that dates without one take.
    year: Option<i16>,
}

impl Sections {
    pub(super) fn new(year: Option<i16>) -> Self {
        Self {
            stack: Vec::new(),
            year,
        }
    }

    /// The section that entries stand in now.
    pub(super) fn current(&self) -> Section {
        let last = self.stack.last();
        last.map(|(_, section)| section.clone()).unwrap_or_default()
    }

    /// Whether a cell of the category column named it, and no row or heading.
    pub(super) fn is_of_column(&self) -> bool {
        let last = self.stack.last();
        last.is_some_and(|(depth, _)| *depth == Depth::Column)
    }

    /// A row across the table, or a heading between tables.
    pub(super) fn heading(&mut self, words: &str, spot: Spot) {
        let depth = ordinal::front(&one_line(words))
            .map_or(Depth::Bare, |ordinal| Depth::Numbered(ordinal.style));
        self.stack.retain(|(depth, _)| *depth != Depth::Column);
        self.enter(depth, words, spot);
    }

    /// A cell of the category column.
    pub(super) fn cell(&mut self, words: &str, spot: Spot) {
        self.enter(Depth::Column, words, spot);
    }

    fn enter(&mut self, depth: Depth, words: &str, spot: Spot) {
        let known = self.stack.iter().position(|(other, _)| *other == depth);
        self.stack.truncate(known.unwrap_or(self.stack.len()));
        let section = self.within(words, spot);
        self.stack.push((depth, section));
    }

    /// The section that these words name within the current one.
    pub(super) fn within(&self, words: &str, spot: Spot) -> Section {
        let (name, own) = due::split(&one_line(words), self.year);
        let around = self.stack.last().and_then(|(_, around)| around.due.clone());
        Section {
            name: ordinal::without(&name).to_owned(),
            due: own.or(around),
            spot: Some(spot),
            words: words.to_owned(),
        }
    }
}

/// Endings of the names of categories.
const KINDS: &[&str] = &[
    "项目", "活动", "类", "课题", "专项", "板块", "工程", "计划", "行动", "领域",
];
/// Words of headings that speak of the call rather than of a category.
const GENERAL: &[&str] = &[
    "目录", "一览", "清单", "汇总", "如下", "申报", "要求", "安排", "说明", "范围", "附件", "须知",
    "程序", "条件", "流程", "方式", "材料", "联系", "其他", "对象", "原则", "总体", "时间", "指标",
    "经费", "资金", "管理", "组织", "续表",
];

/// Whether a line heads a category. `numbered` ones need no telling ending.
pub(super) fn heads(words: &str, year: Option<i16>, heading: bool) -> bool {
    let line = one_line(words);
    let short = (1..=HEADING_MAX).contains(&line.chars().count());
    if !short || line.contains(['。', '；', ';', '！', '？']) || is_note(&line) {
        return false;
    }
    let (name, due) = due::split(&line, year);
    let named = KINDS.iter().any(|end| name.ends_with(end));
    let general = GENERAL.iter().any(|word| name.contains(word));
    let numbered = ordinal::front(&line).is_some() || heading;
    due.is_some() || (!general && (named || numbered)) || (named && numbered)
}
