//! A spending scope (支出范围): what a project's money may be spent on, as printed.
//!
//! Invariant: every part knows the span of the printed words it was read from, in characters of `text`.

mod exclusion;
mod limit;
mod list;
mod open_clause;
mod reader;

pub use limit::share_of;
pub use reader::read;

use crate::domain::number::Number;
use crate::domain::spending::KindId;
use std::ops::Range;

/// Tells the kinds of spending that an item's words name, given the head the item shares.
pub type KindsOf<'a> = dyn Fn(&str, Option<&str>) -> Vec<KindId> + 'a;

/// The permitted spending of a project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scope {
    /// The sentence, verbatim.
    pub text: String,
    /// The items it lists.
    pub items: Vec<ScopeItem>,
    /// The clause that lets unnamed spending in, if there is one.
    pub open_clause: Option<OpenClause>,
    /// What it bars by name (不得用于…, 不含…).
    pub exclusions: Vec<Exclusion>,
    /// Caps it sets.
    pub limits: Vec<Limit>,
}

/// One item of a scope's list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScopeItem {
    /// The words as printed in the list (`资料费`).
    pub name: String,
    /// Where `name` stands in the scope's text.
    pub span: Range<usize>,
    /// The head it shares with its neighbours (`创新活动`), if any.
    pub context: Option<String>,
    /// The kinds of spending it permits; empty when its words are not in the taxonomy.
    pub kinds: Vec<KindId>,
}

/// The clause that admits spending the list does not name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenClause {
    /// The clause as printed (`以及与该项目相关的支出`).
    pub text: String,
    /// Where it stands in the scope's text.
    pub span: Range<usize>,
    /// How far it opens the list.
    pub kind: OpenKind,
}

/// How far an open clause opens the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpenKind {
    /// 与该项目相关的支出: anything the project needs, to be justified.
    Related,
    /// 等: more of the kinds listed, to be justified.
    Etc,
}

/// Spending that a scope bars by name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exclusion {
    /// What is barred, as printed.
    pub text: String,
    /// Where it stands in the scope's text.
    pub span: Range<usize>,
    /// The kinds of spending it bars; empty when its words are not in the taxonomy.
    pub kinds: Vec<KindId>,
}

/// A cap that a scope sets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Limit {
    /// The words as printed (`单价1000元以下`, `不超过总额的20%`).
    pub text: String,
    /// Where they stand in the scope's text.
    pub span: Range<usize>,
    /// The printed names of the items it applies to; empty for the whole budget.
    pub items: Vec<String>,
    /// What is capped, and at how much.
    pub cap: Cap,
}

/// What a [`Limit`] caps, and at how much.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cap {
    /// A unit price, in fen.
    UnitPrice(i64),
    /// A sum, in fen.
    Sum(i64),
    /// A share of the whole budget, in per cent.
    Share(Number),
}

impl Scope {
    /// What a budget line's category may be: the items as printed, and the open clause without its connective.
    #[must_use]
    pub fn choices(&self) -> Vec<String> {
        let items = self.items.iter().map(|item| item.name.clone());
        items
            .chain(self.open_clause.as_ref().map(OpenClause::name))
            .collect()
    }
}

impl OpenClause {
    /// The clause as a budget category: its words without 以及, 及, 和 in front.
    #[must_use]
    pub fn name(&self) -> String {
        let text = ["，", "以及", "及", "和"]
            .iter()
            .fold(self.text.as_str(), |text, lead| {
                text.strip_prefix(lead).unwrap_or(text)
            });
        text.to_owned()
    }
}
