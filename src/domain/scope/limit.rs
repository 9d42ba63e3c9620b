//! Caps in a scope: `单价1000元以下`, `不超过总额的20%`, `合计不超过5万元`.
//!
//! Invariant: a cap is exact, in fen or per cent, or it is not read.

use super::Cap;
use crate::domain::measure::printed::{Printed, is_space};
use crate::domain::measure::{self, Measure, Target};
use crate::domain::money::Money;
use crate::domain::number::Number;
use std::ops::Range;

/// A cap found in a part of a scope.
pub(super) struct Found {
    /// Where its words stand.
    pub span: Range<usize>,
    /// Where the item stands that is named with it.
    pub item: Option<Range<usize>>,
    /// What it applies to.
    pub reach: Reach,
    /// The cap.
    pub cap: Cap,
}

impl Found {
    /// The cap as one of the item that its brackets stand behind.
    pub(super) fn of_item_before(self) -> Self {
        let start = self.item.map_or(self.span.start, |item| item.start);
        Self {
            span: start.min(self.span.start)..self.span.end,
            item: None,
            reach: Reach::Item,
            cap: self.cap,
        }
    }
}

/// What a cap applies to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reach {
    /// The item named with it, or the one just before.
    Item,
    /// The sum of the items listed with it.
    Together,
    /// Each item of the scope.
    Each,
    /// The last so many items.
    Last(usize),
    /// The whole budget.
    Whole,
}

/// Words for the whole budget.
const WHOLE: &[&str] = &[
    "经费",
    "总经费",
    "项目经费",
    "申请经费",
    "资助经费",
    "资金",
    "总额",
    "预算",
    "总预算",
    "项目总额",
    "总支出",
    "支出总额",
    "经费总额",
    "资助金额",
    "金额",
    "补助",
    "项目资金",
    "项目预算",
    "资助额度",
    "总费用",
];
/// Words between an item and its cap.
const MEASURED: &[&str] = &[
    "单价",
    "比例",
    "占比",
    "合计",
    "总计",
    "共计",
    "总额",
    "标准",
    "金额",
    "的",
    "原则上",
    "按照",
    "按",
    "：",
    ":",
    "且",
    "每个项目",
    "总和",
    "之和",
    "单笔",
    "单项",
    "单次",
    "人均",
    "其中",
    "预算",
    "，",
    "、",
    "最高",
    "累计",
];
/// Words for the price of one.
const UNIT_PRICE: &[&str] = &[
    "单价",
    "人均",
    "每人",
    "每天",
    "每课时",
    "每学时",
    "每小时",
    "每场",
    "每次",
    "每台",
    "每件",
    "每册",
    "每套",
    "每本",
    "每半天",
    "单件",
    "单台",
    "单套",
    "单个",
    "每份",
    "每篇",
    "每位",
    "/",
];

/// The cap in a part of a scope, if its words set one.
pub(super) fn find(printed: &Printed, part: Range<usize>) -> Option<Found> {
    let words = printed.cut(part.clone());
    let measures = measure::read(&words, "");
    let (measure, cap) = measures
        .iter()
        .find_map(|m| cap(&words, m).map(|cap| (m, cap)))?;
    let capped = part.start + measure.span.start..part.start + measure.span.end;
    let (item, start) = named_before(printed, part.start..capped.start);
    let behind = named_behind(printed, capped.end..part.end);
    let item = item.or(behind.clone());
    let reach = reach(printed, &part, item.is_some(), measure);
    let end = if behind.is_some() {
        capped.end
    } else {
        part.end
    };
    Some(Found {
        span: own_words(printed, start..end),
        item,
        reach,
        cap,
    })
}

/// The words of a cap without what joins them to an item.
fn own_words(printed: &Printed, words: Range<usize>) -> Range<usize> {
    let joins = |c| is_space(c) || matches!(c, '：' | ':' | '，' | ',');
    let words = printed.trim(words, joins);
    let start = printed.longest(words.start, &["且", "并且"]);
    start.unwrap_or(words.start).min(words.end)..words.end
}

/// The cap that a measure sets.
fn cap(words: &str, measure: &Measure) -> Option<Cap> {
    let (Target::AtMost(value) | Target::LessThan(value)) = measure.target else {
        return None;
    };
    if measure.unit == "%" {
        return Some(Cap::Share(value));
    }
    let fen = fen(value, &measure.unit)?;
    let priced = UNIT_PRICE.iter().any(|price| words.contains(price));
    Some(if priced {
        Cap::UnitPrice(fen)
    } else {
        Cap::Sum(fen)
    })
}

fn fen(value: Number, unit: &str) -> Option<i64> {
    let fen_a_unit: i64 = match unit {
        "元" | "人民币元" => 100,
        "万元" => 1_000_000,
        "亿元" => 10_000_000_000,
        _ => return None,
    };
    let scaled = i128::from(value.ten_thousandths()) * i128::from(fen_a_unit);
    i64::try_from(scaled / 10_000)
        .ok()
        .filter(|_| scaled % 10_000 == 0)
}

/// The item named before a cap, and where the cap's own words begin.
fn named_before(printed: &Printed, left: Range<usize>) -> (Option<Range<usize>>, usize) {
    let mut name = printed.trim(left.clone(), is_space);
    if let Some(at) = printed.rfind(name.clone(), "占") {
        name.end = at;
    }
    // 每人每天不超过…: what the cap is for each of is no item.
    if let Some(at) = printed.find(name.clone(), "每") {
        name.end = at;
    }
    loop {
        let before = name.clone();
        name.end = printed
            .longest_before(name.end, MEASURED)
            .filter(|&end| end >= name.start)
            .unwrap_or(name.end);
        name.start = printed
            .longest(
                name.start,
                &[
                    "其中", "，", "、", "单价", "上述", "以上", "单个", "单名", "单场", "单次",
                ],
            )
            .filter(|&start| start <= name.end)
            .unwrap_or(name.start);
        name = printed.trim(name, is_space);
        if name == before {
            break;
        }
    }
    let words = printed.cut(name.clone());
    let counted = words.ends_with('项') || words.ends_with("项目");
    if name.is_empty() || counted || WHOLE.contains(&words.as_str()) {
        return (None, left.start);
    }
    (Some(name.clone()), name.end)
}

/// `单价1000元以下的小型设备购置费`: the item behind a cap.
fn named_behind(printed: &Printed, right: Range<usize>) -> Option<Range<usize>> {
    let of = (printed.at(right.start) == Some('的')).then_some(right.start + 1)?;
    let name = printed.trim(of..right.end, is_space);
    (!name.is_empty()).then_some(name)
}

fn reach(printed: &Printed, part: &Range<usize>, named: bool, measure: &Measure) -> Reach {
    let says = |words: &[&str]| {
        words
            .iter()
            .any(|word| printed.find(part.clone(), word).is_some())
    };
    let each = measure
        .per
        .as_deref()
        .is_some_and(|per| per.starts_with("每项") || per.starts_with("各项"));
    let last = [
        ("两项", 2),
        ("三项", 3),
        ("四项", 4),
        ("2项", 2),
        ("3项", 3),
        ("二者", 2),
        ("两者", 2),
        ("三者", 3),
    ];
    if each || says(&["每项", "各项均", "单项"]) && !named {
        return Reach::Each;
    }
    if let Some((_, count)) = last.iter().find(|(words, _)| says(&[words])) {
        return Reach::Last(*count);
    }
    if named && says(&["合计", "总计", "共计", "总和", "之和"]) {
        return Reach::Together;
    }
    let whole = says(&[
        "合计",
        "总计",
        "共计",
        "以上各项",
        "各项",
        "总经费不",
        "经费总额不",
    ]) && !named;
    let total = printed.longest(part.start, WHOLE).is_some() && !named;
    if whole || total {
        Reach::Whole
    } else {
        Reach::Item
    }
}

/// The share of a whole that a per cent is, in fen, rounded down; `None` on overflow.
#[must_use]
pub fn share_of(whole: Money, percent: Number) -> Option<Money> {
    let fen = i128::from(whole.fen()) * i128::from(percent.ten_thousandths()) / 1_000_000;
    i64::try_from(fen).ok().map(Money::from_fen)
}
