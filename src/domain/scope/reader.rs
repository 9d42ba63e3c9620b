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
mod tests {
    use super::super::{Cap, Limit, OpenKind};
    use super::read;
    use crate::domain::money::Money;

    /// Items (`context>name`), the open clause (`+` related, `~` etc), what is barred (`-`), caps (`<`).
    fn show(given: &str) -> Vec<String> {
        let scope = read(given, &|_, _| Vec::new());
        let cut = |range: &std::ops::Range<usize>| -> String {
            given.chars().skip(range.start).take(range.len()).collect()
        };
        let mut shown = Vec::new();
        for item in &scope.items {
            assert_eq!(cut(&item.span), item.name, "{given}");
            let context = item.context.as_ref().map(|head| format!("{head}>"));
            shown.push(format!("{}{}", context.unwrap_or_default(), item.name));
        }
        if let Some(open) = &scope.open_clause {
            assert_eq!(cut(&open.span), open.text, "{given}");
            let mark = if open.kind == OpenKind::Related {
                '+'
            } else {
                '~'
            };
            shown.push(format!("{mark}{}", open.text));
        }
        for exclusion in &scope.exclusions {
            assert_eq!(cut(&exclusion.span), exclusion.text, "{given}");
            shown.push(format!("-{}", exclusion.text));
        }
        for limit in &scope.limits {
            assert_eq!(cut(&limit.span), limit.text, "{given}");
            shown.push(show_limit(limit));
        }
        shown
    }

    fn show_limit(limit: &Limit) -> String {
        let cap = match limit.cap {
            Cap::UnitPrice(fen) => format!("price {}", Money::from_fen(fen)),
            Cap::Sum(fen) => format!("sum {}", Money::from_fen(fen)),
            Cap::Share(share) => format!("share {share}"),
        };
        format!("<{} [{}] {cap}", limit.text, limit.items.join(","))
    }

    fn check(cases: &[(&str, &[&str])]) {
        let differs = |(given, expected): &(&str, &[&str])| {
            let shown = show(given);
            (shown != *expected).then(|| format!("{given}: {shown:?}, expected {expected:?}"))
        };
        let wrong: Vec<String> = cases.iter().filter_map(differs).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn items_and_open_clauses_are_told_apart() {
        check(&[
            (
                "讲课费、交通费以及与该项目相关的支出。",
                &["讲课费", "交通费", "+以及与该项目相关的支出"],
            ),
            ("会议费、印刷费等。", &["会议费", "印刷费", "~等"]),
            ("会议费、印刷费等支出", &["会议费", "印刷费", "~等支出"]),
            ("印刷费等与项目相关的费用", &["印刷费", "+与项目相关的费用"]),
            (
                "印刷费及其他与本项目直接相关的费用",
                &["印刷费", "+及其他与本项目直接相关的费用"],
            ),
            ("专家咨询费；印刷费", &["专家咨询费", "印刷费"]),
            ("印刷费，其他费用", &["印刷费", "~其他费用"]),
            (
                "印刷费和项目实施所需的其他支出",
                &["印刷费", "+和项目实施所需的其他支出"],
            ),
            ("购买与项目相关的设备", &["购买与项目相关的设备"]),
            (
                "高等院校合作费、平等交流费",
                &["高等院校合作费", "平等交流费"],
            ),
            ("场地费和资料费", &["场地费", "资料费"]),
            ("食宿及交通费", &["食宿及交通费"]),
            (
                "印刷费（宣传册、展板）、餐费",
                &["印刷费（宣传册、展板）", "餐费"],
            ),
            ("经费主要用于：讲课费、印刷费。", &["讲课费", "印刷费"]),
            (
                "用于购买图书、制作展板等方面的支出",
                &["购买图书", "制作展板", "~等方面的支出"],
            ),
            ("1.讲课费；2.印刷费", &["讲课费", "印刷费"]),
            ("", &[]),
        ]);
    }

    #[test]
    fn heads_govern_the_plain_expenses_behind_them() {
        check(&[
            (
                "学术沙龙场地费、资料费",
                &["学术沙龙>场地费", "学术沙龙>资料费"],
            ),
            (
                "培训讲师劳务费、场地租赁费、食宿费；印刷费",
                &[
                    "培训>讲师劳务费",
                    "培训>场地租赁费",
                    "培训>食宿费",
                    "印刷费",
                ],
            ),
            ("专家劳务费、交通费", &["专家劳务费", "交通费"]),
            ("论坛场地费、宣传展板费", &["论坛场地费", "宣传展板费"]),
            (
                "竞赛活动的奖品费、材料费",
                &["竞赛活动>奖品费", "竞赛活动>材料费"],
            ),
            ("会议费、培训费", &["会议费", "培训费"]),
            (
                "劳务费：讲课酬金、咨询酬金",
                &["劳务费>讲课酬金", "劳务费>咨询酬金"],
            ),
        ]);
    }

    #[test]
    fn what_is_barred_is_never_permitted() {
        check(&[
            (
                "印刷费、场地费等，不得用于人员工资、招待费等支出。",
                &["印刷费", "场地费", "~等", "-人员工资", "-招待费"],
            ),
            (
                "资料费（不含购书费）、场地费",
                &["资料费", "场地费", "-购书费"],
            ),
            ("除设备购置外的项目支出", &["项目支出", "-设备购置"]),
            ("印刷费；餐费除外", &["印刷费", "-餐费"]),
            (
                "印刷费。礼品、烟酒不得列支。",
                &["印刷费", "-礼品", "-烟酒"],
            ),
            (
                "印刷费。项目经费严禁用于基本建设，购买车辆，偿还债务。",
                &["印刷费", "-基本建设", "-购买车辆", "-偿还债务"],
            ),
        ]);
    }

    #[test]
    fn caps_know_what_they_cap() {
        check(&[
            (
                "小型设备费（单价1000元以下）、印刷费",
                &[
                    "小型设备费",
                    "印刷费",
                    "<单价1000元以下 [小型设备费] price 1,000.00",
                ],
            ),
            (
                "单价1000元以下的小型设备购置费",
                &[
                    "小型设备购置费",
                    "<单价1000元以下 [小型设备购置费] price 1,000.00",
                ],
            ),
            (
                "劳务费不超过总额的20%、印刷费",
                &["劳务费", "印刷费", "<不超过总额的20% [劳务费] share 20"],
            ),
            (
                "劳务费，不超过总额的20%；印刷费",
                &["劳务费", "印刷费", "<不超过总额的20% [劳务费] share 20"],
            ),
            (
                "劳务费、咨询费合计不超过5万元",
                &[
                    "劳务费",
                    "咨询费",
                    "<合计不超过5万元 [劳务费,咨询费] sum 50,000.00",
                ],
            ),
            (
                "印刷费、餐费；每项不超过1万元",
                &[
                    "印刷费",
                    "餐费",
                    "<每项不超过1万元 [印刷费] sum 10,000.00",
                    "<每项不超过1万元 [餐费] sum 10,000.00",
                ],
            ),
            (
                "印刷费；合计不超过5万元",
                &["印刷费", "<合计不超过5万元 [] sum 50,000.00"],
            ),
        ]);
    }

    #[test]
    fn introductions_and_numbers_are_no_items() {
        check(&[
            (
                "支出范围：1.专家讲课费：按照每学时不超过1000元标准执行；2.印刷费；3.其他费用。",
                &[
                    "专家讲课费",
                    "印刷费",
                    "~其他费用",
                    "<按照每学时不超过1000元标准执行 [专家讲课费] price 1,000.00",
                ],
            ),
            (
                "科普活动所需的场地费、志愿者交通补助等。",
                &["场地费", "志愿者交通补助", "~等"],
            ),
            (
                "设备费（单台件不超过5000元，且总额不超过2万元）、材料费",
                &[
                    "设备费",
                    "材料费",
                    "<单台件不超过5000元 [设备费] price 5,000.00",
                    "<总额不超过2万元 [设备费] sum 20,000.00",
                ],
            ),
            (
                "劳务费和专家咨询费合计不得超过总经费的30%",
                &[
                    "劳务费",
                    "专家咨询费",
                    "<合计不得超过总经费的30% [劳务费,专家咨询费] share 30",
                ],
            ),
            (
                "奖励性支出不得超过总额的10%",
                &["奖励性支出", "<不得超过总额的10% [奖励性支出] share 10"],
            ),
            (
                "严禁用于支付罚款、捐款等支出。可用于专家咨询费",
                &["专家咨询费", "-罚款", "-捐款"],
            ),
            (
                "不得列支招待费、礼品费；场地费、讲课费",
                &["场地费", "讲课费", "-招待费", "-礼品费"],
            ),
            ("除基本建设外的项目相关支出", &["项目相关支出", "-基本建设"]),
            ("与本项目有关的支出", &["+与本项目有关的支出"]),
        ]);
    }
}
