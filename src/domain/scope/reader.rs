//! From a scope's sentence to its parts.
//!
//! ```text
//! scope = list {； list} [open clause] [barring clause]      list = item {、 item}, with caps among the items
//! ```
//!
//! Invariant: barring clauses are found first, so nothing barred is ever read as permitted; then open clauses, caps, items.

use super::exclusion::{self, Barring};
use super::limit::{self, Found, Reach};
use super::list::{Entry, conjoined, parts, share_heads};
use super::open_clause;
use super::{Exclusion, KindsOf, Limit, OpenClause, Scope, ScopeItem};
use crate::domain::measure::printed::{Printed, is_space};
use std::ops::Range;

/// The longest scope that is read, in characters, which bounds the work.
const SCOPE_MAX: usize = 4_000;

/// Words that lead to a list and name no spending.
const LEADING: &[&str] = &[
    "用于",
    "包括",
    "列支",
    "支付",
    "包含",
    "范围为",
    "范围",
    "如下",
    "所需的",
    "所需",
    "产生的",
    "发生的",
    "涉及的",
    "必需的",
    "其中",
];
/// Words before a colon or a leading verb that name no spending.
const INTRODUCING: &[&str] = &[
    "经费", "资金", "支出", "范围", "用于", "包括", "列支", "开支", "项目", "主要",
];
/// Words before a bar that name no item.
const GENERAL: &[&str] = &[
    "经费", "资金", "款", "项目", "支出", "以上", "上述", "费用", "均", "补助",
];

/// Reads a scope. `kinds` tells the kinds of spending that an item's words (and the head it shares) name.
#[must_use]
pub fn read(text: &str, kinds: &KindsOf<'_>) -> Scope {
    if text.chars().nth(SCOPE_MAX).is_some() {
        return unread(text);
    }
    let printed = Printed::new(text);
    let bars = exclusion::find_all(&printed);
    let mut opens = open_clause::find_all(&printed);
    opens.retain(|open| !bars.iter().any(|bar| overlaps(&bar.span, &open.span)));
    let mut reader = Reader {
        printed: &printed,
        bars: &bars,
        opens: &opens,
        entries: Vec::new(),
        limits: Vec::new(),
    };
    for list in parts(&printed, 0..printed.len(), &['；', ';', '。', '\n']) {
        reader.list(list);
    }
    let items = reader.items(kinds);
    Scope {
        text: text.to_owned(),
        open_clause: open_clause::widest(&opens),
        exclusions: exclusions(&printed, &bars, kinds),
        limits: reader.limits(&items),
        items,
    }
}

/// A scope too long to read: its text, and nothing permitted.
fn unread(text: &str) -> Scope {
    Scope {
        text: text.to_owned(),
        items: Vec::new(),
        open_clause: None,
        exclusions: Vec::new(),
        limits: Vec::new(),
    }
}

fn exclusions(printed: &Printed, bars: &[Barring], kinds: &KindsOf<'_>) -> Vec<Exclusion> {
    let things = bars.iter().flat_map(|bar| bar.things.iter());
    things
        .map(|span| {
            let text = printed.cut(span.clone());
            Exclusion {
                kinds: kinds(&text, None),
                text,
                span: span.clone(),
            }
        })
        .collect()
}

fn overlaps(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

struct Reader<'a> {
    printed: &'a Printed,
    bars: &'a [Barring],
    opens: &'a [OpenClause],
    entries: Vec<Entry>,
    /// Caps, each with the entries it was printed with: the first one of its list, and how many there were so far.
    limits: Vec<(Found, Range<usize>)>,
}

impl Reader<'_> {
    fn list(&mut self, list: Range<usize>) {
        let first = self.entries.len();
        let (mut head, mut list) = self.colon_head(list);
        if head.is_none() {
            (head, list) = self.colon_head(list);
        }
        for part in parts(self.printed, list, &['、', '，', ',']) {
            for piece in self.permitted(part) {
                self.part(piece, first, head.as_ref());
            }
        }
        if let Some(entries) = self.entries.get_mut(first..) {
            share_heads(self.printed, entries);
        }
    }

    /// `劳务费：讲课费、咨询费`: a head before a colon. Words that only introduce are dropped.
    fn colon_head(&self, list: Range<usize>) -> (Option<Range<usize>>, Range<usize>) {
        let colon = list
            .clone()
            .find(|&at| matches!(self.printed.at(at), Some('：' | ':')));
        let Some(colon) = colon else {
            return (None, list);
        };
        // 讲课费：每学时不超过1000元: what follows caps the item, it lists nothing.
        if limit::find(self.printed, colon + 1..list.end).is_some_and(|found| found.item.is_none())
        {
            return (None, list);
        }
        let head = self.printed.trim(list.start..colon, is_space);
        let introduces = INTRODUCING
            .iter()
            .any(|word| self.printed.has_before(head.end, word))
            || LEADING
                .iter()
                .any(|word| self.printed.has_before(head.end, word));
        let barred = self.bars.iter().any(|bar| overlaps(&bar.span, &head));
        (
            Some(head).filter(|head| !introduces && !barred && !head.is_empty()),
            colon + 1..list.end,
        )
    }

    /// What is left of a part when barring and open clauses are taken out.
    fn permitted(&self, part: Range<usize>) -> Vec<Range<usize>> {
        let mut left = vec![part];
        let taken = self
            .bars
            .iter()
            .map(|bar| &bar.span)
            .chain(self.opens.iter().map(|open| &open.span));
        for taken in taken {
            let cut = |piece: Range<usize>| {
                if !overlaps(&piece, taken) {
                    return vec![piece];
                }
                vec![
                    piece.start..taken.start.max(piece.start),
                    taken.end.min(piece.end)..piece.end,
                ]
            };
            left = left.into_iter().flat_map(cut).collect();
        }
        let trimmed = left
            .into_iter()
            .map(|piece| self.printed.trim(piece, |c| is_space(c) || c == '\n'));
        trimmed.filter(|piece| !piece.is_empty()).collect()
    }

    fn part(&mut self, part: Range<usize>, first: usize, head: Option<&Range<usize>>) {
        let before_bar = self
            .bars
            .iter()
            .any(|bar| self.printed.skip_space(part.end) == bar.span.start);
        let general = GENERAL
            .iter()
            .any(|word| self.printed.has_before(part.end, word));
        let cut_off = matches!(self.printed.at(part.start), Some(')')) || (before_bar && general);
        let item = without_lead(self.printed, part);
        if cut_off || item.is_empty() {
            return;
        }
        let (item, noted) = self.without_note(item);
        if let Some(found) = limit::find(self.printed, item.clone()) {
            self.take_limit(found, first, head);
            return;
        }
        for name in conjoined(self.printed, item) {
            self.push(name, head);
        }
        let entries = first..self.entries.len();
        let noted = noted.into_iter().map(|found| (found, entries.clone()));
        self.limits.extend(noted);
    }

    /// An item without the brackets behind it that set caps or only bar (`设备费（单价1000元以下）`), and the caps.
    fn without_note(&self, item: Range<usize>) -> (Range<usize>, Vec<Found>) {
        let printed = self.printed;
        // 资料费（不含购书）: the barring clause was taken out, its opening bracket is left.
        if printed.before(item.end) == Some('(') {
            return (printed.trim(item.start..item.end - 1, is_space), Vec::new());
        }
        let closed = printed.before(item.end) == Some(')');
        let open = printed.opening(item.end, item.start);
        let Some(open) = open.filter(|&open| closed && open > item.start) else {
            return (item, Vec::new());
        };
        let parts = parts(
            printed,
            open + 1..item.end - 1,
            &['，', ',', '；', ';', '、'],
        );
        let found = parts
            .into_iter()
            .filter_map(|part| limit::find(printed, part));
        let found: Vec<Found> = found.map(Found::of_item_before).collect();
        if found.is_empty() {
            return (item, found);
        }
        (printed.trim(item.start..open, is_space), found)
    }

    fn take_limit(&mut self, found: Found, first: usize, head: Option<&Range<usize>>) {
        if let Some(name) = found.item.clone() {
            let words = self.printed.cut(name.clone());
            let listed = self
                .entries
                .iter()
                .any(|entry| self.printed.cut(entry.name.clone()) == words);
            for name in conjoined(self.printed, name)
                .into_iter()
                .filter(|_| !listed)
            {
                self.push(name, head);
            }
        }
        let entries = first..self.entries.len();
        self.limits.push((found, entries));
    }

    fn push(&mut self, name: Range<usize>, head: Option<&Range<usize>>) {
        let name = self.printed.trim(name, is_space);
        // 同上, 见第3项 name what stands elsewhere, no spending.
        let words = self.printed.cut(name.clone());
        let led = |leads: &[&str]| leads.iter().any(|lead| words.starts_with(lead));
        let numbered = led(&["同第", "见第"]) && words.ends_with('项');
        let compared = led(&["参照", "参考", "比照"]) && !words.ends_with('费');
        let pointer = numbered || compared || matches!(words.as_str(), "同上" | "同前");
        if !name.is_empty()
            && !pointer
            && name
                .clone()
                .any(|at| self.printed.at(at).is_some_and(char::is_alphabetic))
        {
            self.entries.push(Entry {
                name,
                context: head.cloned(),
            });
        }
    }

    fn items(&self, kinds: &KindsOf<'_>) -> Vec<ScopeItem> {
        let item = |entry: &Entry| {
            let name = self.printed.cut(entry.name.clone());
            let context = entry.context.clone().map(|range| self.printed.cut(range));
            ScopeItem {
                kinds: kinds(&name, context.as_deref()),
                name,
                span: entry.name.clone(),
                context,
            }
        };
        self.entries.iter().map(item).collect()
    }

    fn limits(&self, items: &[ScopeItem]) -> Vec<Limit> {
        let mut limits = Vec::new();
        for (found, entries) in &self.limits {
            let make = |items: Vec<String>| Limit {
                text: self.printed.cut(found.span.clone()),
                span: found.span.clone(),
                items,
                cap: found.cap,
            };
            let names = |range: Range<usize>| -> Vec<String> {
                items
                    .get(range)
                    .unwrap_or(&[])
                    .iter()
                    .map(|item| item.name.clone())
                    .collect()
            };
            match found.reach {
                Reach::Whole => limits.push(make(Vec::new())),
                Reach::Together => limits.push(make(names(entries.clone()))),
                Reach::Last(count) => {
                    limits.push(make(names(entries.end.saturating_sub(count)..entries.end)))
                }
                Reach::Each => {
                    limits.extend(items.iter().map(|item| make(vec![item.name.clone()])))
                }
                Reach::Item => limits.push(make(self.one_item(found, entries, items))),
            }
        }
        limits
    }

    /// The item named with a cap, else the one just before it in its list; none means the whole budget.
    fn one_item(&self, found: &Found, entries: &Range<usize>, items: &[ScopeItem]) -> Vec<String> {
        let named = found.item.clone().map(|name| self.printed.cut(name));
        let last = entries
            .clone()
            .next_back()
            .and_then(|at| items.get(at))
            .map(|item| item.name.clone());
        named.or(last).into_iter().collect()
    }
}

/// `经费主要用于讲课费`: without the words that lead to the item.
fn without_lead(printed: &Printed, part: Range<usize>) -> Range<usize> {
    let reach = part.end.min(part.start + 16);
    let lead = (part.start..reach).find_map(|at| {
        let end = printed
            .longest(at, LEADING)
            .filter(|&end| end <= part.end)?;
        let before = printed.cut(part.start..at);
        let named = before.replace("经费", "").contains('费');
        (!named).then_some(end)
    });
    let start = lead.unwrap_or(part.start);
    let start = printed.longest(start, &["的"]).unwrap_or(start);
    let numbered = numbering(printed, start);
    printed.trim(numbered..part.end, is_space)
}

/// Past a number such as `1.` or `（1）` at the front of an item.
fn numbering(printed: &Printed, at: usize) -> usize {
    let open = printed.longest(at, &["("]).unwrap_or(at);
    let mut end = open;
    while printed.at(end).is_some_and(|c| c.is_ascii_digit()) && end < open + 2 {
        end += 1;
    }
    let marked = printed.longest(end, &[".", ")", "、"]);
    marked.filter(|_| end > open).unwrap_or(at)
}

#[cfg(test)]
mod tests;
