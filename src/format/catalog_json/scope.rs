//! The shape of a project's scope in `catalog.json`.

use crate::domain::money::Money;
use crate::domain::number::Number;
use crate::domain::scope::{Cap, Exclusion, Limit, OpenClause, OpenKind, Scope, ScopeItem};
use crate::domain::spending::KindId;
use crate::format::fault::{DataFault, DataFaultKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The permitted spending.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct ScopeFile {
    /// The sentence, verbatim.
    pub text: String,
    /// The items it lists.
    pub items: Vec<ItemFile>,
    /// The clause that admits more; null when there is none.
    #[serde(default)]
    pub open_clause: Option<OpenFile>,
    /// What it bars by name.
    #[serde(default)]
    pub exclusions: Vec<ExclusionFile>,
    /// Caps it sets.
    #[serde(default)]
    pub limits: Vec<LimitFile>,
}

/// An item of the list.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct ItemFile {
    /// The words as printed.
    pub name: String,
    /// The head it shares.
    #[serde(default)]
    pub context: Option<String>,
    /// The kinds of spending it permits.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Where the words stand in the scope's text, in characters.
    #[serde(default)]
    pub start: usize,
    /// After their last character.
    #[serde(default)]
    pub end: usize,
}

/// The clause that admits spending the list does not name.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct OpenFile {
    /// The clause as printed.
    pub text: String,
    /// `related` or `etc`.
    pub kind: OpenWord,
    /// Where it stands in the scope's text, in characters.
    #[serde(default)]
    pub start: usize,
    /// After its last character.
    #[serde(default)]
    pub end: usize,
}

/// How far an open clause opens the list.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum OpenWord {
    /// Anything the project needs, to be justified.
    Related,
    /// More of the kinds listed, to be justified.
    Etc,
}

/// Spending that the scope bars by name.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct ExclusionFile {
    /// What is barred, as printed.
    pub text: String,
    /// The kinds of spending it bars.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Where the words stand in the scope's text, in characters.
    #[serde(default)]
    pub start: usize,
    /// After their last character.
    #[serde(default)]
    pub end: usize,
}

/// A cap.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct LimitFile {
    /// The words as printed.
    pub text: String,
    /// The names of the items it applies to; empty for the whole budget.
    #[serde(default)]
    pub items: Vec<String>,
    /// `unit-price` or `sum` (in yuan), or `share` (in per cent).
    pub cap: String,
    /// At how much.
    pub value: String,
    /// Where the words stand in the scope's text, in characters.
    #[serde(default)]
    pub start: usize,
    /// After their last character.
    #[serde(default)]
    pub end: usize,
}

fn kind_words(kinds: &[KindId]) -> Vec<String> {
    kinds.iter().map(|kind| kind.as_str().to_owned()).collect()
}

impl ScopeFile {
    pub(super) fn of(scope: &Scope) -> Self {
        Self {
            text: scope.text.clone(),
            items: scope.items.iter().map(item_file).collect(),
            open_clause: scope.open_clause.as_ref().map(|open| OpenFile {
                text: open.text.clone(),
                kind: match open.kind {
                    OpenKind::Related => OpenWord::Related,
                    OpenKind::Etc => OpenWord::Etc,
                },
                start: open.span.start,
                end: open.span.end,
            }),
            exclusions: scope.exclusions.iter().map(exclusion_file).collect(),
            limits: scope.limits.iter().map(limit_file).collect(),
        }
    }

    pub(super) fn read(&self, place: &str, faults: &mut Vec<DataFault>) -> Scope {
        let mut reader = ScopeReader {
            text: &self.text,
            place,
            faults,
        };
        let items = self
            .items
            .iter()
            .enumerate()
            .map(|(index, item)| ScopeItem {
                name: item.name.clone(),
                span: reader.span(&format!("items/{index}"), &item.name, item.start..item.end),
                context: item.context.clone(),
                kinds: reader.kinds(&format!("items/{index}/kinds"), &item.kinds),
            });
        let items = items.collect();
        let open_clause = self.open_clause.as_ref().map(|open| OpenClause {
            text: open.text.clone(),
            span: reader.span("open_clause", &open.text, open.start..open.end),
            kind: match open.kind {
                OpenWord::Related => OpenKind::Related,
                OpenWord::Etc => OpenKind::Etc,
            },
        });
        let exclusions = self
            .exclusions
            .iter()
            .enumerate()
            .map(|(index, bar)| Exclusion {
                text: bar.text.clone(),
                span: reader.span(
                    &format!("exclusions/{index}"),
                    &bar.text,
                    bar.start..bar.end,
                ),
                kinds: reader.kinds(&format!("exclusions/{index}/kinds"), &bar.kinds),
            });
        let exclusions = exclusions.collect();
        let limits = self.limits.iter().enumerate().filter_map(|(index, limit)| {
            let place = format!("limits/{index}");
            let cap = read_cap(limit);
            if cap.is_none() {
                reader.fault(
                    &place,
                    DataFaultKind::UnknownWord(format!("{} {}", limit.cap, limit.value)),
                );
            }
            let span = reader.span(&place, &limit.text, limit.start..limit.end);
            Some(Limit {
                text: limit.text.clone(),
                span,
                items: limit.items.clone(),
                cap: cap?,
            })
        });
        let limits = limits.collect();
        Scope {
            text: self.text.clone(),
            items,
            open_clause,
            exclusions,
            limits,
        }
    }
}

struct ScopeReader<'a> {
    text: &'a str,
    place: &'a str,
    faults: &'a mut Vec<DataFault>,
}

impl ScopeReader<'_> {
    fn fault(&mut self, part: &str, what: DataFaultKind) {
        self.faults
            .push(DataFault::at(format!("{}/{part}", self.place), what));
    }

    /// A span, which has to cut exactly the words; without one, the first place where they stand is taken.
    fn span(&mut self, part: &str, words: &str, span: Range<usize>) -> Range<usize> {
        let cut: String = self
            .text
            .chars()
            .skip(span.start)
            .take(span.len())
            .collect();
        if cut == words && !words.is_empty() {
            return span;
        }
        if let Some(byte) = self
            .text
            .find(words)
            .filter(|_| span.is_empty() && !words.is_empty())
        {
            let start = self.text[..byte].chars().count();
            return start..start + words.chars().count();
        }
        self.fault(part, DataFaultKind::UnknownWord(words.to_owned()));
        0..0
    }

    fn kinds(&mut self, part: &str, words: &[String]) -> Vec<KindId> {
        let mut kinds = Vec::with_capacity(words.len());
        for word in words {
            match KindId::parse(word) {
                Some(kind) => kinds.push(kind),
                None => self.fault(part, DataFaultKind::BadId(word.clone())),
            }
        }
        kinds
    }
}

fn item_file(item: &ScopeItem) -> ItemFile {
    ItemFile {
        name: item.name.clone(),
        context: item.context.clone(),
        kinds: kind_words(&item.kinds),
        start: item.span.start,
        end: item.span.end,
    }
}

fn exclusion_file(bar: &Exclusion) -> ExclusionFile {
    ExclusionFile {
        text: bar.text.clone(),
        kinds: kind_words(&bar.kinds),
        start: bar.span.start,
        end: bar.span.end,
    }
}

fn limit_file(limit: &Limit) -> LimitFile {
    let (cap, value) = match limit.cap {
        Cap::UnitPrice(fen) => ("unit-price", Money::from_fen(fen).plain()),
        Cap::Sum(fen) => ("sum", Money::from_fen(fen).plain()),
        Cap::Share(percent) => ("share", percent.to_string()),
    };
    LimitFile {
        text: limit.text.clone(),
        items: limit.items.clone(),
        cap: cap.to_owned(),
        value,
        start: limit.span.start,
        end: limit.span.end,
    }
}

fn read_cap(limit: &LimitFile) -> Option<Cap> {
    match limit.cap.as_str() {
        "unit-price" => Money::parse(&limit.value).map(|money| Cap::UnitPrice(money.fen())),
        "sum" => Money::parse(&limit.value).map(|money| Cap::Sum(money.fen())),
        "share" => Number::parse(&limit.value).map(Cap::Share),
        _ => None,
    }
}
