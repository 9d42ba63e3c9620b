//! The measure grammar: from an indicator's words to its measures.
//!
//! ```text
//! measure  = [per] [subject] [原则上] [comparator] [relative 的] quantity [subject]
//! quantity = number [range number] [余] unit [bound] [/per]
//! ```
//!
//! Invariant: a measure's span holds its comparator, its number, its unit and its bound, and what stands right beside them.
//! Absent: alternatives between measures; see [`super::alternative`].

use super::lexicon::CONSEQUENCES;
use super::printed::{Printed, is_break};
use super::quantity::{Bound, Quantity};
use super::subject;
use super::token::{Compare, Grip, Token, What, skip_fillers_back, tokens};
use super::{Measure, Target};
use std::ops::Range;

/// Reads the measures of a text, in printed order.
pub(super) fn measures(printed: &Printed) -> Vec<Measure> {
    let tokens = tokens(printed);
    let mut reader = Reader {
        printed,
        tokens: &tokens,
        measures: Vec::new(),
    };
    for (index, token) in tokens.iter().enumerate() {
        if let What::Quantity(quantity) = &token.what {
            reader.take(index, quantity);
        }
    }
    reader.measures
}

struct Reader<'a> {
    printed: &'a Printed,
    tokens: &'a [Token],
    measures: Vec<Measure>,
}

/// The words bound to a quantity on its left: comparator, per, softness, and what a share is of.
#[derive(Default)]
struct Chain {
    start: usize,
    compare: Option<Compare>,
    per: Option<Range<usize>>,
    soft: bool,
    relative: Option<Range<usize>>,
}

/// Where the words that may name the subject begin.
struct Boundary {
    at: usize,
    /// Whether the quantity stands in brackets that open there.
    enclosed: bool,
}

impl Reader<'_> {
    fn take(&mut self, index: usize, quantity: &Quantity) {
        if self.is_condition(quantity) {
            return;
        }
        let boundary = self.boundary(index);
        let mut chain = self.chain(index, quantity, boundary.at);
        let left = boundary.at.min(chain.start)..chain.start;
        let left = self.shared_out(left, quantity, &mut chain);
        let clause = self.clause(index);
        let floating = clause.iter().rev().find_map(|token| match token.what {
            What::Compare(compare) if compare.grip == Grip::Floats => Some(compare),
            _ => None,
        });
        let per = chain
            .per
            .clone()
            .or_else(|| quantity.per.clone())
            .or_else(|| {
                let per = clause.iter().rev().find(|token| token.what == What::Per);
                per.map(|token| token.span.clone())
            });
        let soft = chain.soft || clause.iter().any(|token| token.what == What::Soft);
        let subject = self.subject(left, quantity, &chain, &boundary);
        let cut = |range: Range<usize>| self.printed.cut(range);
        let measure = Measure {
            span: chain.start
                ..quantity
                    .per
                    .as_ref()
                    .map_or(quantity.span.end, |per| per.end),
            subject,
            target: target(chain.compare.or(floating), quantity),
            unit: quantity.unit.clone(),
            per: per.map(cut),
            relative_to: chain
                .relative
                .clone()
                .map(cut)
                .filter(|words| !words.is_empty()),
            advisory: soft,
            alternative: None,
        };
        self.measures.push(measure);
    }

    /// `不足30家的，不予结项`: what a penalty or a reward hangs on is no promise.
    fn is_condition(&self, quantity: &Quantity) -> bool {
        let after = self.printed.skip_space(quantity.span.end);
        let next =
            (self.printed.at(after) == Some('的')).then(|| self.printed.skip_space(after + 1));
        next.is_some_and(|next| {
            let ends = self.printed.at(next).is_none_or(is_break);
            ends || self.printed.longest(next, CONSEQUENCES).is_some()
        })
    }

    /// The tokens of the clause before the quantity: back to the last quantity, pause or open bracket.
    fn clause(&self, index: usize) -> &[Token] {
        let before = self.tokens.get(..index).unwrap_or(&[]);
        let ends =
            |token: &Token| matches!(token.what, What::Quantity(_) | What::Break | What::Open);
        let start = before.iter().rposition(ends).map_or(0, |at| at + 1);
        before.get(start..).unwrap_or(&[])
    }

    fn boundary(&self, index: usize) -> Boundary {
        let mut depth = 0_usize;
        let mut closed = 0;
        for token in self.tokens.iter().take(index).rev() {
            let (inside, at) = (depth > 0, token.span.end);
            match &token.what {
                What::Close => {
                    if !inside {
                        closed = at;
                    }
                    depth += 1;
                }
                What::Open if inside => depth -= 1,
                What::Open => return Boundary { at, enclosed: true },
                // 调研报告（1万字左右）1篇: brackets right before the quantity tell more of what it counts.
                What::Quantity(_) if inside && self.stands_beside(closed, index) => {}
                // Any other quantity in brackets: they belong to the measure before.
                What::Quantity(_) => {
                    return Boundary {
                        at: if inside { closed } else { at },
                        enclosed: false,
                    };
                }
                What::Break if !inside && !self.leads_to(token, index) => {
                    return Boundary {
                        at,
                        enclosed: false,
                    };
                }
                What::Date | What::Per if !inside && !self.stands_beside(at, index) => {
                    return Boundary {
                        at,
                        enclosed: false,
                    };
                }
                _ => {}
            }
        }
        Boundary {
            at: 0,
            enclosed: false,
        }
    }

    /// Whether a colon stands right before the quantity's words (`参与企业：不少于50家`).
    fn leads_to(&self, token: &Token, index: usize) -> bool {
        let colon = matches!(self.printed.at(token.span.start), Some('：' | ':'));
        colon && self.stands_beside(token.span.end, index)
    }

    /// Whether only binding words stand between `at` and the quantity.
    fn stands_beside(&self, at: usize, index: usize) -> bool {
        let between = self.tokens.iter().take(index).rev();
        let mut start = self.tokens.get(index).map_or(at, |token| token.span.start);
        for token in between {
            start = skip_fillers_back(self.printed, start);
            let binds = matches!(token.what, What::Compare(_) | What::Per | What::Soft);
            if start <= at || !binds || token.span.end != start {
                break;
            }
            start = token.span.start;
        }
        skip_fillers_back(self.printed, start) <= at
    }

    /// Walks back over the words bound to the quantity.
    fn chain(&self, index: usize, quantity: &Quantity, boundary: usize) -> Chain {
        let mut chain = Chain {
            start: quantity.span.start,
            ..Chain::default()
        };
        self.take_relative(index, quantity, boundary, &mut chain);
        for token in self.tokens.iter().take(index).rev() {
            let beside = skip_fillers_back(self.printed, chain.start);
            if token.span.start >= chain.start {
                continue;
            }
            if token.span.end != beside {
                break;
            }
            match token.what {
                What::Compare(compare) => {
                    let firmer = chain.compare.is_none_or(|held| held.grip != Grip::Firm);
                    chain.compare = if firmer { Some(compare) } else { chain.compare };
                }
                What::Per => chain.per = Some(token.span.clone()),
                What::Soft => chain.soft = true,
                _ => break,
            }
            chain.start = token.span.start;
        }
        chain
    }

    /// `不高于项目要求场次的50%`: what a share is of, between the comparator and the number.
    fn take_relative(&self, index: usize, quantity: &Quantity, boundary: usize, chain: &mut Chain) {
        let printed = self.printed;
        let of = printed.back_space(chain.start);
        if !(quantity.share || quantity.unit == "倍") || printed.before(of) != Some('的') {
            return;
        }
        let compare = self
            .tokens
            .iter()
            .take(index)
            .rev()
            .find(|token| matches!(token.what, What::Compare(_)));
        let from = compare.map_or(boundary, |token| token.span.end.max(boundary));
        let from = printed.rfind(from..of, "占").map_or(from, |at| at + 1);
        let words = subject::trimmed(printed, from..of - 1);
        chain.relative = Some(words.clone());
        chain.start = match printed.before(words.start) {
            Some('占') => words.start - 1,
            _ => words.start,
        };
    }

    /// `占总经费的比例不低于20%`: what a share is of, before its comparator. Leaves the words before 占.
    fn shared_out(
        &self,
        left: Range<usize>,
        quantity: &Quantity,
        chain: &mut Chain,
    ) -> Range<usize> {
        let printed = self.printed;
        let share = quantity.share && chain.relative.is_none();
        let Some(at) = printed.rfind(left.clone(), "占").filter(|_| share) else {
            return left;
        };
        if printed
            .longest(at, &["占比", "占有", "占地", "占用"])
            .is_some()
        {
            return left;
        }
        let words = subject::trimmed(printed, at + 1..left.end);
        let ratio = printed.longest_before(
            words.end,
            &[
                "比例",
                "的比例",
                "比重",
                "的比重",
                "份额",
                "的份额",
                "比率",
                "的比率",
            ],
        );
        let end = ratio.unwrap_or(words.end).max(words.start);
        chain.relative = Some(words.start..end);
        left.start..at
    }

    fn subject(
        &self,
        left: Range<usize>,
        quantity: &Quantity,
        chain: &Chain,
        boundary: &Boundary,
    ) -> String {
        let printed = self.printed;
        let left = self.own_words(left);
        let back = subject::look_back(printed, left.clone());
        let leads_on = chain.compare.is_none() && subject::leads_on(printed, left.clone());
        let setting = subject::is_setting(&printed.cut(back.clone()));
        if !back.is_empty() && !leads_on && !setting {
            return printed.cut(back);
        }
        let ahead = subject::look_ahead(printed, quantity.span.end, self.tokens);
        let verbal = || subject::look_back_to_verb(printed, left.clone());
        let said = [ahead, back].into_iter().find(|words| !words.is_empty());
        let said = said.unwrap_or_else(verbal);
        if said.is_empty() && !quantity.share && subject::trimmed(printed, left).is_empty() {
            return self.unsaid(quantity, chain, boundary);
        }
        printed.cut(said)
    }

    /// The words of `left` without what the quantity before counts (`2个村、`3户农户).
    fn own_words(&self, left: Range<usize>) -> Range<usize> {
        let printed = self.printed;
        let follows = self
            .measures
            .last()
            .is_some_and(|last| last.span.end == left.start);
        let pause = left.clone().find(|&at| printed.at(at) == Some('、'));
        match pause.filter(|&pause| follows && pause > left.start) {
            Some(pause) if !subject::has_verb(printed, left.start..pause) => pause + 1..left.end,
            _ => left,
        }
    }

    /// What is counted where no word says so: in brackets what stands before them, else what the measure before counts,
    /// if the unit is the same or this is for each of it.
    fn unsaid(&self, quantity: &Quantity, chain: &Chain, boundary: &Boundary) -> String {
        let printed = self.printed;
        let last = self.measures.last();
        if boundary.enclosed {
            let from = last.map_or(0, |last| last.span.end).min(boundary.at - 1);
            let breaks = (from..boundary.at - 1).rev();
            let from = breaks
                .into_iter()
                .find(|&at| printed.at(at).is_some_and(is_break))
                .map_or(from, |at| at + 1);
            let before = subject::look_back(printed, from..boundary.at - 1);
            if !before.is_empty() {
                return printed.cut(before);
            }
        }
        let each = |last: &Measure| {
            let per = chain.per.clone().map(|per| printed.cut(per));
            per.is_some_and(|per| per.strip_prefix('每') == Some(&last.unit))
        };
        let same = |last: &&Measure| boundary.enclosed || last.unit == quantity.unit || each(last);
        last.filter(same)
            .map_or(String::new(), |last| last.subject.clone())
    }
}

/// The comparison: a firm comparator prevails, then the bound behind, then a yielding comparator.
fn target(compare: Option<Compare>, quantity: &Quantity) -> Target {
    let firm = compare
        .filter(|compare| compare.grip != Grip::Yields)
        .map(|compare| compare.bound);
    let bound = firm
        .or(quantity.bound)
        .or(compare.map(|compare| compare.bound));
    let (low, high) = (quantity.low, quantity.high);
    match (bound, high) {
        (Some(Bound::AtLeast), _) => Target::AtLeast(low),
        (Some(Bound::AtMost), _) => Target::AtMost(high.unwrap_or(low)),
        (Some(Bound::MoreThan), _) => Target::MoreThan(low),
        (Some(Bound::LessThan), _) => Target::LessThan(high.unwrap_or(low)),
        (None | Some(Bound::About), Some(high)) => Target::Between(low, high),
        (Some(Bound::About), None) => Target::About(low),
        (None, None) => Target::Exactly(low),
    }
}
