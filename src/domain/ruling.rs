//! Rulings (范围判定): whether a budget line may be paid from a project's money.
//!
//! Invariants: a ruling rests on words: of the scope, of the list of barred spending, or of the line itself; words that
//! are not known never make a line permitted. What was picked as category is a claim and decides nothing by itself.

use crate::domain::budget::BudgetLine;
use crate::domain::finding::Cite;
use crate::domain::scope::{OpenKind, Scope};
use crate::domain::spending::classify::{Head, Reading, same_unit};
use crate::domain::spending::{KindId, Taxonomy};
use crate::text::fold::fold;
use std::ops::Range;

/// What the scope says to a line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verdict {
    /// A printed item permits it.
    Named,
    /// No item names it, but the open clause can carry it, with reasons.
    Open,
    /// The words say too little to tell.
    Unclear,
    /// Nothing permits it, or public money never pays it.
    Outside,
}

/// A phrase of the taxonomy found in a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Matched {
    /// Which part of the line: the column's id (`item`, `unit`).
    pub column: &'static str,
    /// The line's own words.
    pub text: String,
    /// Where they stand in that part, in characters.
    pub span: Range<usize>,
    /// The kind they name.
    pub kind: KindId,
}

/// The judgement of one budget line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ruling {
    /// The outcome.
    pub verdict: Verdict,
    /// The name of the scope item that permits the line, as printed.
    pub scope_item: Option<String>,
    /// The kind of spending the line was read as.
    pub kind: Option<KindId>,
    /// The phrases that led there.
    pub matched: Vec<Matched>,
    /// The words the outcome rests on.
    pub cites: Vec<Cite>,
    /// For a line that is not payable: the printed items nearest to what it seems to want.
    pub nearest: Vec<String>,
}

impl Ruling {
    fn unclear(scope: &Scope) -> Self {
        let nearest = scope.items.iter().map(|item| item.name.clone()).collect();
        Self {
            verdict: Verdict::Unclear,
            scope_item: None,
            kind: None,
            matched: Vec::new(),
            cites: Vec::new(),
            nearest,
        }
    }
}

/// Judges a line. `code` is the project's code, for citing its scope.
#[must_use]
pub fn rule(line: &BudgetLine, scope: &Scope, code: &str, taxonomy: &Taxonomy) -> Ruling {
    let judge = Judge {
        line,
        scope,
        code,
        taxonomy,
    };
    let reading = taxonomy.classify(&line.item);
    if let Some(ruling) = judge.excluded(&reading) {
        return ruling;
    }
    if let Some(bar) = judge.barred(&reading) {
        return bar;
    }
    let Some(worst) = judge
        .rulings(&reading)
        .into_iter()
        .max_by_key(|ruling| ruling.verdict)
    else {
        return judge.bare();
    };
    // A line that names something and 其他 besides says too little about the rest.
    if reading.vague && worst.verdict < Verdict::Unclear {
        Ruling::unclear(scope)
    } else {
        worst
    }
}

struct Judge<'a> {
    line: &'a BudgetLine,
    scope: &'a Scope,
    code: &'a str,
    taxonomy: &'a Taxonomy,
}

impl Judge<'_> {
    fn rulings(&self, reading: &Reading) -> Vec<Ruling> {
        reading
            .heads
            .iter()
            .map(|head| self.rule_head(head))
            .collect()
    }

    fn rule_head(&self, head: &Head) -> Ruling {
        let Some(kind) = &head.kind else {
            return Ruling::unclear(self.scope);
        };
        let mut ruling = self.rule_kind(kind);
        ruling.matched = self.matched(head).into_iter().collect();
        ruling
    }

    /// The ruling on a kind that is not barred, or that an item names all the same.
    fn rule_kind(&self, kind: &KindId) -> Ruling {
        let base = Ruling {
            kind: Some(kind.clone()),
            nearest: Vec::new(),
            ..Ruling::unclear(self.scope)
        };
        if let Some(item) = self.item_for(kind) {
            let cites = self.cite(item.span.clone()).into_iter().collect();
            return Ruling {
                verdict: Verdict::Named,
                scope_item: Some(item.name.clone()),
                cites,
                ..base
            };
        }
        if kind.as_str().starts_with("barred.") {
            return self.bar(kind, base);
        }
        // 会议费 where only 场地费 is listed: part of it may be that, so it has to be split.
        if self.taxonomy.kind(kind).is_some_and(|kind| kind.mixed) {
            return Ruling {
                nearest: self.nearest(kind),
                ..base
            };
        }
        // 劳务费 where only 讲师劳务费 is listed: it may be that, and it may not.
        let broader = self
            .scope
            .items
            .iter()
            .any(|item| item.kinds.iter().any(|listed| listed.is_under(kind)));
        if broader {
            return Ruling {
                nearest: self.nearest(kind),
                ..base
            };
        }
        match &self.scope.open_clause {
            Some(open) if open.kind == OpenKind::Related || self.is_of_listed_family(kind) => {
                let cites = self.cite(open.span.clone()).into_iter().collect();
                Ruling {
                    verdict: Verdict::Open,
                    cites,
                    ..base
                }
            }
            _ => {
                let whole = 0..self.scope.text.chars().count();
                let cites = self.cite(whole).into_iter().collect();
                Ruling {
                    verdict: Verdict::Outside,
                    cites,
                    nearest: self.nearest(kind),
                    ..base
                }
            }
        }
    }

    /// The item that permits a kind: the one that was picked, where it does, else the narrowest.
    fn item_for(&self, kind: &KindId) -> Option<&crate::domain::scope::ScopeItem> {
        let permits = |item: &&crate::domain::scope::ScopeItem| {
            item.kinds.iter().any(|listed| kind.is_under(listed))
        };
        let picked = self
            .scope
            .items
            .iter()
            .find(|item| permits(item) && item.name == self.line.category.trim());
        picked.or_else(|| {
            self.scope
                .items
                .iter()
                .filter(permits)
                .min_by_key(|item| item.kinds.len())
        })
    }

    fn is_of_listed_family(&self, kind: &KindId) -> bool {
        let family = |id: &KindId| self.taxonomy.kind(id).map(|kind| kind.family.as_str());
        let listed = self.scope.items.iter().flat_map(|item| &item.kinds);
        let mut families = listed.filter_map(family);
        family(kind).is_some_and(|family| families.any(|listed| listed == family))
    }

    fn bar(&self, kind: &KindId, base: Ruling) -> Ruling {
        let barred = self.taxonomy.barred(kind);
        let cites = barred
            .and_then(|bar| Cite::cut(&bar.document, &bar.quote, 0..bar.quote.chars().count()));
        let cites = cites.into_iter().collect();
        Ruling {
            verdict: Verdict::Outside,
            cites,
            nearest: self.nearest(kind),
            ..base
        }
    }

    /// Barred words that are not the head bar the line too, unless it only talks about them (投资知识讲座).
    fn barred(&self, reading: &Reading) -> Option<Ruling> {
        let talked = |head: &Head| {
            head.kind.as_ref().is_some_and(|kind| {
                self.taxonomy
                    .data()
                    .talked_about
                    .iter()
                    .any(|talked| kind.is_under(talked))
            })
        };
        let all_talk = !reading.heads.is_empty() && reading.heads.iter().all(talked);
        let is_head = |bar: &Head| reading.heads.iter().any(|head| head.kind == bar.kind);
        let described = |bar: &Head| self.is_anywhere(bar);
        let found = reading
            .barred
            .iter()
            .find(|bar| !is_head(bar) && !all_talk && described(bar))?;
        let kind = found.kind.clone()?;
        let base = Ruling {
            kind: Some(kind.clone()),
            nearest: Vec::new(),
            ..Ruling::unclear(self.scope)
        };
        let mut ruling = self.bar(&kind, base);
        ruling.matched = self.matched(found).into_iter().collect();
        Some(ruling)
    }

    /// Whether a barred phrase is one of those that bar a line wherever they stand.
    fn is_anywhere(&self, head: &Head) -> bool {
        let words: String = self.words(&head.span);
        let bar = head
            .kind
            .as_ref()
            .and_then(|kind| self.taxonomy.barred(kind));
        let folded: String = fold(&words).into_iter().collect();
        bar.is_some_and(|bar| bar.anywhere.contains(&folded))
    }

    /// What the scope itself bars by name.
    fn excluded(&self, reading: &Reading) -> Option<Ruling> {
        let item: String = fold(&self.line.item).into_iter().collect();
        let kinds: Vec<&KindId> = reading
            .heads
            .iter()
            .filter_map(|head| head.kind.as_ref())
            .collect();
        let hit = self.scope.exclusions.iter().find(|bar| {
            let words: String = fold(&bar.text).into_iter().collect();
            let named = kinds
                .iter()
                .any(|kind| bar.kinds.iter().any(|barred| kind.is_under(barred)));
            named || (words.chars().count() >= 2 && item.contains(&words))
        })?;
        let cites = self.cite(hit.span.clone()).into_iter().collect();
        let kind = kinds.first().map(|kind| (*kind).clone());
        let matched = reading
            .heads
            .first()
            .and_then(|head| self.matched(head))
            .into_iter()
            .collect();
        Some(Ruling {
            verdict: Verdict::Outside,
            kind,
            matched,
            cites,
            nearest: Vec::new(),
            ..Ruling::unclear(self.scope)
        })
    }

    /// A line whose words name nothing: its unit may tell, together with what was picked; else it stays unclear.
    fn bare(&self) -> Ruling {
        let unit = self.line.unit.trim();
        let item = self
            .scope
            .items
            .iter()
            .find(|item| item.name == self.line.category.trim());
        let told = item.and_then(|item| {
            let kinds = self.taxonomy.data().kinds.iter();
            let by_unit = kinds.filter(|kind| kind.units.iter().any(|word| same_unit(word, unit)));
            by_unit
                .map(|kind| &kind.id)
                .find(|kind| item.kinds.iter().any(|listed| kind.is_under(listed)))
        });
        let vague =
            self.taxonomy.classify(&self.line.item).vague && !self.line.item.trim().is_empty();
        match told {
            Some(kind) if !vague && !unit.is_empty() => Ruling {
                kind: Some(kind.clone()),
                ..Ruling::unclear(self.scope)
            },
            _ => Ruling::unclear(self.scope),
        }
    }

    /// The items of the same family, or all of them.
    fn nearest(&self, kind: &KindId) -> Vec<String> {
        let head = kind
            .as_str()
            .split('.')
            .next()
            .unwrap_or_default()
            .to_owned();
        let close = |id: &KindId| id.as_str().split('.').next() == Some(head.as_str());
        let near: Vec<String> = self
            .scope
            .items
            .iter()
            .filter(|item| item.kinds.iter().any(close))
            .map(|item| item.name.clone())
            .collect();
        if near.is_empty() {
            self.scope
                .items
                .iter()
                .map(|item| item.name.clone())
                .collect()
        } else {
            near
        }
    }

    fn cite(&self, span: Range<usize>) -> Option<Cite> {
        Cite::cut(format!("{}/scope", self.code), &self.scope.text, span)
    }

    fn words(&self, span: &Range<usize>) -> String {
        self.line
            .item
            .chars()
            .skip(span.start)
            .take(span.len())
            .collect()
    }

    fn matched(&self, head: &Head) -> Option<Matched> {
        let kind = head.kind.clone()?;
        Some(Matched {
            column: "item",
            text: self.words(&head.span),
            span: head.span.clone(),
            kind,
        })
    }
}
