//! Reading a scope: its items with their heads, the open clause, what it bars, what it caps.
//!
//! Invariant: every part is cut out of the printed sentence. Absent: which kinds of spending the items are; the caller
//! brings a function for that, made from the taxonomy.

use super::{Cap, Exclusion, Limit, OpenClause, OpenKind, Scope, ScopeItem};
use crate::domain::measure::Target;
use crate::domain::measure::measures;
use crate::domain::measure::printed::Printed;
use crate::domain::money::Money;
use crate::domain::number::Number;
use crate::domain::spending::KindId;
use std::ops::Range;

/// Tells the kinds of spending that an item's words name, given the head it shares.
pub type Kinds<'a> = &'a dyn Fn(&str, Option<&str>) -> Vec<KindId>;

/// Activities that can govern a list of expenses: 创新活动师资费、场地费 is all of the 创新活动.
const HEADS: &[&str] = &[
    "活动", "宣讲", "讲座", "会议", "培训", "论坛", "沙龙", "竞赛", "比赛", "展览", "调研", "研讨",
    "交流", "年会", "服务", "课程", "科普",
];
/// Expenses that a head can stand before.
const EXPENSES: &[&str] = &[
    "师资费",
    "场地费",
    "场租费",
    "资料费",
    "劳务费",
    "交通费",
    "材料费",
    "印刷费",
    "宣传费",
    "食宿费",
    "会务费",
    "租赁费",
    "专家费",
    "设备费",
];
const BARS: &[&str] = &[
    "不得用于",
    "不能用于",
    "不可用于",
    "严禁用于",
    "禁止用于",
    "不用于",
    "不得列支",
    "不得支出",
    "不得开支",
    "不含",
    "不包括",
    "不包含",
    "严禁",
];

/// Reads the sentence of a scope.
#[must_use]
pub fn read(sentence: &str, kinds: Kinds<'_>) -> Scope {
    let text = Printed::new(sentence);
    let mut scope = Scope {
        text: sentence.to_owned(),
        items: Vec::new(),
        open_clause: None,
        exclusions: Vec::new(),
        limits: Vec::new(),
    };
    let mut start = 0;
    for end in 0..=text.len() {
        if end == text.len() || matches!(text.at(end), Some('；' | ';' | '。' | '\n')) {
            group(&text, start..end, kinds, &mut scope);
            start = end + 1;
        }
    }
    scope
}

/// A group between semicolons: a list whose first item may carry the head of all.
fn group(text: &Printed, range: Range<usize>, kinds: Kinds<'_>, scope: &mut Scope) {
    let mut barring = false;
    let mut names: Vec<Range<usize>> = Vec::new();
    for part in parts(text, open_clause(text, range, scope)) {
        let words = text.cut(part.clone());
        if let Some(bar) = BARS.iter().find(|bar| words.contains(**bar)) {
            barring = true;
            let from = text
                .find(part.clone(), bar)
                .map_or(part.start, |at| at + bar.chars().count());
            exclude(text, from..part.end, kinds, scope);
        } else if let Some(cap) = cap(&words) {
            let items = names
                .last()
                .map(|name| vec![text.cut(name.clone())])
                .unwrap_or_default();
            let items = if words.contains("合计") || words.contains("总经费") {
                Vec::new()
            } else {
                items
            };
            scope.limits.push(Limit {
                text: words,
                span: part,
                items,
                cap,
            });
        } else if barring {
            exclude(text, part, kinds, scope);
        } else {
            names.push(part);
        }
    }
    items(text, &names, kinds, scope);
}

fn exclude(text: &Printed, range: Range<usize>, kinds: Kinds<'_>, scope: &mut Scope) {
    let range = text.trim(range, |c| {
        c.is_whitespace() || matches!(c, '等' | '、' | ')')
    });
    let words = text.cut(range.clone());
    if !words.is_empty() {
        let kinds = kinds(&words, None);
        scope.exclusions.push(Exclusion {
            text: words,
            span: range,
            kinds,
        });
    }
}

/// The items of a list; where the first is a head and an expense and a bare expense follows, the head is shared.
fn items(text: &Printed, names: &[Range<usize>], kinds: Kinds<'_>, scope: &mut Scope) {
    let mut head: Option<String> = None;
    for (index, range) in names.iter().enumerate() {
        let words = text.cut(range.clone());
        let mut span = range.clone();
        let bare_follows = names
            .get(index + 1)
            .is_some_and(|next| is_bare(&text.cut(next.clone())));
        match head_of(&words) {
            Some(found) if bare_follows => {
                span.start += found.chars().count();
                head = Some(found.to_owned());
            }
            _ if head.is_some()
                && (is_bare(&words) || words.ends_with('费') && words.chars().count() <= 6) => {}
            _ => head = None,
        }
        let name = text.cut(span.clone());
        let kinds = kinds(&name, head.as_deref());
        scope.items.push(ScopeItem {
            name,
            span,
            context: head.clone(),
            kinds,
        });
    }
}

/// The activity before an expense: 创新活动 of 创新活动师资费.
fn head_of(words: &str) -> Option<&str> {
    let before = EXPENSES
        .iter()
        .find_map(|expense| words.strip_suffix(expense))?;
    HEADS
        .iter()
        .any(|head| before.ends_with(head))
        .then_some(before)
}

fn is_bare(words: &str) -> bool {
    EXPENSES.contains(&words)
}

/// The parts of a group, at commas and enumeration marks and brackets.
fn parts(text: &Printed, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    let mut nested = false;
    for end in range.start..=range.end {
        let mark = if end == range.end {
            Some('、')
        } else {
            text.at(end)
        };
        let splits = match mark {
            Some('、' | '，' | ',') => true,
            Some('(') => {
                // A bracket that only explains an item stays with it; one that caps or bars is a part of its own.
                let close = text.closing(end, range.end).unwrap_or(range.end);
                let inside = text.cut(end + 1..close);
                nested = BARS.iter().any(|bar| inside.contains(bar)) || cap(&inside).is_some();
                nested
            }
            Some(')') => std::mem::take(&mut nested),
            _ => false,
        };
        if splits {
            let part = text.trim(start..end, |c| {
                c.is_whitespace() || matches!(c, '、' | ':' | '：')
            });
            if !part.is_empty() {
                parts.push(part);
            }
            start = end + 1;
        }
    }
    parts
}

/// Finds the clause that opens the list and gives what lies before it.
fn open_clause(text: &Printed, range: Range<usize>, scope: &mut Scope) -> Range<usize> {
    let related = [
        "与该项目",
        "与本项目",
        "与项目",
        "与活动",
        "与此项目",
        "与申报项目",
        "其他与",
    ];
    let clause = related
        .iter()
        .filter_map(|word| text.find(range.clone(), word))
        .min();
    if let Some(at) = clause.filter(|at| {
        text.find(*at..range.end, "相关")
            .or(text.find(*at..range.end, "有关"))
            .is_some()
    }) {
        let start = text
            .longest_before(
                at,
                &["以及其他", "以及", "及其他", "及", "和其他", "和", "其他"],
            )
            .unwrap_or(at);
        // An etc. before the clause only leads to it: 等与项目相关的支出.
        let start = if text.before(start) == Some('等') {
            start - 1
        } else {
            start
        };
        let end = text.trim(start..range.end, char::is_whitespace).end;
        scope.open_clause = Some(OpenClause {
            text: text.cut(start..end),
            span: start..end,
            kind: OpenKind::Related,
        });
        return range.start..start;
    }
    let trimmed = text.trim(range.clone(), char::is_whitespace);
    let etc = [
        "等相关支出",
        "等相关费用",
        "等方面支出",
        "等方面",
        "等支出",
        "等费用",
        "等项目支出",
        "等开支",
        "等",
    ];
    let found = etc.iter().find(|word| text.has_before(trimmed.end, word));
    if let Some(word) = found {
        let span = trimmed.end - word.chars().count()..trimmed.end;
        if scope.open_clause.is_none() {
            scope.open_clause = Some(OpenClause {
                text: text.cut(span.clone()),
                span: span.clone(),
                kind: OpenKind::Etc,
            });
        }
        return range.start..span.start;
    }
    range
}

/// The cap that some words set: 单价1000元以下, 不超过总额的20%, 合计不超过5万元.
fn cap(words: &str) -> Option<Cap> {
    let measure = measures(words).into_iter().next()?;
    let value = match measure.target {
        Target::AtMost(value) => value,
        _ => return None,
    };
    if measure.unit == "%" {
        return Some(Cap::Share(value));
    }
    let times = match measure.unit.as_str() {
        "元" => 100,
        "万元" => 1_000_000,
        _ => return None,
    };
    let fen = Money::from_fen(times).times(value)?.fen();
    let single = ["单价", "单件", "每件", "每台", "每人", "每本", "每册"]
        .iter()
        .any(|word| words.contains(word));
    Some(if single {
        Cap::UnitPrice(fen)
    } else {
        Cap::Sum(fen)
    })
}

/// The share of a whole that a per cent is, in fen.
#[must_use]
pub fn share_of(whole: Money, percent: Number) -> Option<Money> {
    let fen = i128::from(whole.fen()) * i128::from(percent.ten_thousandths()) / 1_000_000;
    i64::try_from(fen).ok().map(Money::from_fen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(sentence: &str) -> String {
        let scope = read(sentence, &|_, _| Vec::new());
        let item = |item: &ScopeItem| match &item.context {
            Some(context) => format!("[{context}]{}", item.name),
            None => item.name.clone(),
        };
        let mut parts: Vec<String> = scope.items.iter().map(item).collect();
        parts.extend(
            scope
                .open_clause
                .iter()
                .map(|open| format!("{:?}:{}", open.kind, open.text)),
        );
        parts.extend(
            scope
                .exclusions
                .iter()
                .map(|bar| format!("not:{}", bar.text)),
        );
        parts.extend(
            scope
                .limits
                .iter()
                .map(|limit| format!("{:?} of {:?}", limit.cap, limit.items)),
        );
        for item in &scope.items {
            assert_eq!(Printed::new(sentence).cut(item.span.clone()), item.name);
        }
        parts.join(" ")
    }

    #[test]
    fn scopes_are_read_with_heads_and_open_clauses() {
        for (sentence, wanted) in [
            (
                "讲师劳务费、交通费；宣讲场地费、资料费以及与该项目相关的支出。",
                "讲师劳务费 交通费 [宣讲]场地费 [宣讲]资料费 Related:以及与该项目相关的支出",
            ),
            (
                "阵地建设；创新活动师资费、场地费、资料费、食宿交通费等。",
                "阵地建设 [创新活动]师资费 [创新活动]场地费 [创新活动]资料费 [创新活动]食宿交通费 Etc:等",
            ),
            (
                "劳务费、交通费、活动场地费、宣传资料费以及与该项目相关的支出。",
                "劳务费 交通费 活动场地费 宣传资料费 Related:以及与该项目相关的支出",
            ),
            (
                "党建+科普活动阵地建设支出、开展科普活动及与该项目相关的支出。",
                "党建+科普活动阵地建设支出 开展科普活动 Related:及与该项目相关的支出",
            ),
            (
                "心理咨询师劳务费、交通费；讲座场地费、资料费，以及与该项目相关的支出。",
                "心理咨询师劳务费 交通费 [讲座]场地费 [讲座]资料费 Related:以及与该项目相关的支出",
            ),
            ("仅限印刷费、劳务费。", "仅限印刷费 劳务费"),
        ] {
            assert_eq!(shown(sentence), wanted, "{sentence}");
        }
    }

    #[test]
    fn exclusions_and_caps_are_read() {
        assert_eq!(
            shown("资料费、劳务费。不得用于招待、购置设备。"),
            "资料费 劳务费 not:招待 not:购置设备"
        );
        assert_eq!(
            shown("资料费（单价1000元以下）、劳务费（不超过总额的20%）。"),
            "资料费 劳务费 UnitPrice(100000) of [\"资料费\"] Share(Number(200000)) of [\"劳务费\"]"
        );
    }
}
