//! A quantity: a numeral or a range with its unit and the bound after it (`3至5场`, `90%以上`, `300余人次`).
//!
//! Invariant: a number that dates, ranks, labels or names something is no quantity.
//! Absent: comparators before it and what is counted; the grammar adds those.

use super::lexicon::{
    BOUND_ABOUT, BOUND_AT_LEAST, BOUND_AT_MOST, BOUND_MORE, ENDS_WITH_ONE, LEXICAL, PER_NOUNS, WHEN,
};
use super::numeral::{self, Form, Numeral, is_numeral, scaled};
use super::printed::{Printed, is_break};
use super::unit::{self, Sort, TIME_UNITS, UNITS, Unit, ends_well, is_word};
use crate::domain::number::Number;
use std::ops::Range;

/// Which way a number binds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Bound {
    /// This or more.
    AtLeast,
    /// This or less.
    AtMost,
    /// More than this.
    MoreThan,
    /// Less than this.
    LessThan,
    /// About this.
    About,
}

/// A quantity at a place of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Quantity {
    /// From the number to the bound after it.
    pub span: Range<usize>,
    /// The number, the lower one of a range.
    pub low: Number,
    /// The upper number of a range.
    pub high: Option<Number>,
    /// The unit as printed; `%` for every share.
    pub unit: String,
    /// Whether it is a share of something.
    pub share: bool,
    /// The bound printed after it.
    pub bound: Option<Bound>,
    /// What it is for each of, when printed behind it (`2次/年`).
    pub per: Option<Range<usize>>,
}

/// The quantity that begins at `at`. `compared` tells that a comparator binds it: then a shy unit or none will do.
pub(super) fn read(printed: &Printed, at: usize, compared: bool) -> Option<Quantity> {
    let first = numeral::read(printed, at).filter(|_| !is_named(printed, at))?;
    let (span_end, low, high, share, rest) = extent(printed, first)?;
    if !stands_alone(printed, at, span_end) {
        return None;
    }
    let unit = if share && printed.before(span_end) != Some('%') && first.form == Form::Share {
        Unit {
            end: span_end,
            name: "%".to_owned(),
            sort: Sort::Counts,
        }
    } else {
        unit::read(printed, span_end, rest.myriad_in_unit, compared)
    };
    let rounding = (!rest.over).then(|| over(printed, unit.end)).flatten();
    let end = rounding.unwrap_or(unit.end);
    let (bound, end) = bound(printed, end);
    let bound = bound.or((rest.over || rounding.is_some()).then_some(Bound::MoreThan));
    let per = per_behind(printed, end);
    let quantity = Quantity {
        span: at..end,
        low,
        high,
        share: share || is_share(&unit.name),
        unit: if is_share(&unit.name) {
            "%".to_owned()
        } else {
            unit.name.clone()
        },
        bound,
        per,
    };
    counts(printed, first, &unit, &quantity, compared, rest.over).then_some(quantity)
}

/// What the number part leaves for the unit to know.
struct Rest {
    /// Start of a final 万 or 亿 that belongs to the unit.
    myriad_in_unit: Option<usize>,
    /// Whether 余, 多 or 几 was printed.
    over: bool,
}

/// Reads to the end of the number or range: its end, lower and upper value, whether it is a share.
fn extent(
    printed: &Printed,
    first: Numeral,
) -> Option<(usize, Number, Option<Number>, bool, Rest)> {
    let (value, upper, end, rest) = settled(printed, first)?;
    let share = first.form == Form::Share;
    let Some((second_at, unit_between)) = range_mark(printed, end, rest.myriad_in_unit) else {
        return Some((end, value, upper, share, rest));
    };
    let second = numeral::read(printed, second_at)
        .filter(|second| second.form != Form::BareWords)
        .and_then(|second| settled(printed, second).map(|settled| (second, settled)));
    match second {
        Some((second, (high, _, end, second_rest))) => {
            // 1-2万人: the 万 of the second number goes for both.
            let shared =
                first.myriad.is_none() && !unit_between && second_rest.myriad_in_unit.is_none();
            let factor = second.myriad.filter(|_| shared).map_or(1, |m| m.factor);
            let low = scaled(value, factor).filter(|low| *low < high)?;
            Some((end, low, Some(high), share, second_rest))
        }
        None => Some((end, value, upper, share, rest)),
    }
}

/// The value of a numeral with its 万 or 亿, unless that belongs to the unit (`5万元`).
fn settled(printed: &Printed, numeral: Numeral) -> Option<(Number, Option<Number>, usize, Rest)> {
    let early = over(printed, numeral.end);
    let myriad = numeral.myriad.or_else(|| numeral::myriad(printed, early?));
    let Some(myriad) = myriad else {
        let end = early.unwrap_or(numeral.end);
        let rest = Rest {
            myriad_in_unit: None,
            over: early.is_some(),
        };
        return Some((numeral.value, numeral.upper, end, rest));
    };
    let money = printed.skip_space(myriad.end);
    if printed
        .longest(money, &["元", "美元", "欧元", "余元", "多元"])
        .is_some()
    {
        let end = early.unwrap_or(numeral.end);
        let rest = Rest {
            myriad_in_unit: Some(myriad.end - 1),
            over: early.is_some(),
        };
        return Some((numeral.value, numeral.upper, end, rest));
    }
    let late = over(printed, myriad.end);
    let rest = Rest {
        myriad_in_unit: None,
        over: early.or(late).is_some(),
    };
    let upper = numeral.upper.and_then(|upper| scaled(upper, myriad.factor));
    Some((
        scaled(numeral.value, myriad.factor)?,
        upper,
        late.unwrap_or(myriad.end),
        rest,
    ))
}

/// The end of 余, 多 or 几 at `at`, where it says "and some": before a unit, not before another word.
fn over(printed: &Printed, at: usize) -> Option<usize> {
    let at = printed.skip_space(at);
    let end = matches!(printed.at(at), Some('余' | '多')).then_some(at + 1)?;
    let word = printed.longest(
        at,
        &[
            "多于",
            "多媒体",
            "多功能",
            "多种",
            "多样",
            "多元化",
            "多层",
            "余额",
            "多次",
            "多方",
        ],
    );
    word.is_none().then_some(end)
}

/// The start of the second number of a range, and whether the unit is printed between (`3场至5场`).
fn range_mark(
    printed: &Printed,
    end: usize,
    myriad_in_unit: Option<usize>,
) -> Option<(usize, bool)> {
    let direct = mark_end(printed, end).map(|at| (at, false));
    direct.or_else(|| {
        let unit = unit::read(printed, end, myriad_in_unit, true);
        let named = unit.sort != Sort::None;
        mark_end(printed, unit.end)
            .filter(|_| named)
            .map(|at| (at, true))
    })
}

fn mark_end(printed: &Printed, at: usize) -> Option<usize> {
    let mut at = printed.skip_space(at);
    let start = at;
    while at < start + 2 && matches!(printed.at(at), Some('-' | '~')) {
        at += 1;
    }
    if at == start && matches!(printed.at(at), Some('至' | '到')) {
        at += 1;
    }
    let second = printed.skip_space(at);
    let number = printed
        .at(second)
        .is_some_and(|c| c.is_ascii_digit() || is_numeral(c));
    (at > start && (number || printed.has(second, "百分之"))).then_some(second)
}

/// The bound at `end`, and where it ends.
fn bound(printed: &Printed, end: usize) -> (Option<Bound>, usize) {
    let at = printed.skip_space(end);
    let included = printed
        .longest(at, &["(含)", "含"])
        .map_or(at, |at| printed.skip_space(at));
    let tables = [
        (BOUND_AT_LEAST, Bound::AtLeast),
        (BOUND_AT_MOST, Bound::AtMost),
        (BOUND_MORE, Bound::MoreThan),
        (BOUND_ABOUT, Bound::About),
    ];
    let found = tables.iter().filter_map(|(words, bound)| {
        let end = [included, at]
            .iter()
            .filter_map(|&at| printed.longest(at, words))
            .max();
        end.map(|end| (*bound, end))
    });
    let found = found.max_by_key(|(_, end)| *end);
    // 起 and 许 begin other words (起草, 许可).
    match found.filter(|(_, end)| !single_goes_on(printed, at, *end)) {
        Some((bound, end)) => (Some(bound), end),
        None => (None, end),
    }
}

fn single_goes_on(printed: &Printed, at: usize, end: usize) -> bool {
    let goes_on = printed.at(end).is_some_and(is_word);
    end == at + 1 && matches!(printed.at(at), Some('起' | '许')) && goes_on
}

/// `/年` behind a quantity.
fn per_behind(printed: &Printed, end: usize) -> Option<Range<usize>> {
    let noun = (printed.at(end) == Some('/')).then_some(end + 1)?;
    printed
        .longest(noun, PER_NOUNS)
        .map(|noun_end| end..noun_end)
}

fn is_share(unit: &str) -> bool {
    matches!(unit, "%" | "％" | "﹪")
}

/// Whether the number is a quantity, by its unit and what stands around it.
fn counts(
    printed: &Printed,
    first: Numeral,
    unit: &Unit,
    quantity: &Quantity,
    compared: bool,
    over: bool,
) -> bool {
    let bound = compared || quantity.bound.is_some();
    let named_unit = match unit.sort {
        Sort::Counts => true,
        Sort::Shy => bound,
        Sort::None => compared || follows_number_word(printed, &quantity.span),
    };
    let bare = first.form == Form::BareWords && !compared && !over;
    named_unit
        && !bare
        && !says_when(printed, unit, quantity, compared)
        && (bound || !is_lexical(printed, quantity.span.start, first))
        && !is_year(quantity, unit)
}

fn is_year(quantity: &Quantity, unit: &Unit) -> bool {
    let year = |n: i64| (1_900..2_100).contains(&(n / 10_000));
    unit.name == "年" && year(quantity.low.ten_thousandths())
}

/// `参与人数：50`, with nothing after it.
fn follows_number_word(printed: &Printed, span: &Range<usize>) -> bool {
    let before = printed.back_space(span.start);
    let before = match printed.before(before) {
        Some('：' | ':') => printed.back_space(before - 1),
        _ => before,
    };
    let ends = printed
        .at(span.end)
        .is_none_or(|c| is_break(c) || c == '、' || c == ')');
    ends && printed.before(before) == Some('数')
}

/// `10日内`, `3天后`: a date, not an amount of time.
fn says_when(printed: &Printed, unit: &Unit, quantity: &Quantity, compared: bool) -> bool {
    if !TIME_UNITS.contains(&unit.name.as_str()) {
        return false;
    }
    let (at, before) = (quantity.span.start, printed.before(quantity.span.start));
    let since = matches!(before, Some('前' | '过' | '续')) || printed.has(at, "24小时");
    let free = !compared && quantity.bound.is_none();
    before == Some('近') || (free && (since || printed.longest(unit.end, WHEN).is_some()))
}

/// Whether a Chinese numeral and its unit are part of a word, not a count.
fn is_lexical(printed: &Printed, at: usize, first: Numeral) -> bool {
    let one = printed.longest_before(first.end, ENDS_WITH_ONE).is_some();
    let listed = first.form != Form::Digits && printed.longest(at, LEXICAL).is_some();
    let united = printed.has(first.end, "位一体");
    listed || united || (one && first.form == Form::Words) || is_paired(printed, at, first)
}

/// `一人一档`, `1企1策`: one of each.
fn is_paired(printed: &Printed, at: usize, first: Numeral) -> bool {
    let one = |at: usize| matches!(printed.at(at), Some('一' | '1'));
    let single = first.end == at + 1 && one(at);
    let next = one(at + 2)
        && printed.at(at + 3).is_some_and(is_word)
        && printed.longest(at + 3, &["次", "场"]).is_none();
    let last = at.checked_sub(2).is_some_and(one);
    single && (next || last)
}

/// Whether the number at `at` is part of a name, an order or a code.
fn is_named(printed: &Printed, at: usize) -> bool {
    let Some(before) = printed.before(at) else {
        return false;
    };
    let digits = printed.at(at).is_some_and(|c| c.is_ascii_digit());
    let coded = digits && (before.is_ascii_alphanumeric() || matches!(before, '_' | '#' | '.'));
    let hyphened = digits
        && matches!(before, '-' | '/' | '+' | ':' | '*' | '×')
        && at
            .checked_sub(2)
            .and_then(|at| printed.at(at))
            .is_some_and(|c| c.is_ascii_alphanumeric());
    let part = is_numeral_char(printed, at) && is_numeral(before);
    let ordinal = before == '第' || printed.before(printed.back_space(at)) == Some('第');
    coded || hyphened || part || ordinal || is_vague(printed, at) || is_rank(printed, at)
}

/// `数十人`, `几百份`: nobody knows how many. `人数十人` is a plain ten.
fn is_vague(printed: &Printed, at: usize) -> bool {
    let counted = [
        "人数", "次数", "场数", "总数", "件数", "个数", "家数", "户数", "份数",
    ];
    match printed.before(at) {
        Some('几') => true,
        Some('数') => {
            is_numeral_char(printed, at) && printed.longest_before(at, &counted).is_none()
        }
        _ => false,
    }
}

fn is_numeral_char(printed: &Printed, at: usize) -> bool {
    printed.at(at).is_some_and(is_numeral)
}

/// `前3名`: a rank.
fn is_rank(printed: &Printed, at: usize) -> bool {
    let ranked = printed.before(at) == Some('前');
    ranked
        && numeral::read(printed, at).is_some_and(|n| {
            printed
                .longest(n.end, &["名", "位", "强", "%", "列"])
                .is_some()
        })
}

/// Whether the digits do not go on as a code, a version, a time or a sum (`3D`, `1.2.3`, `1:1`, `1+N`).
fn stands_alone(printed: &Printed, at: usize, end: usize) -> bool {
    if !printed.at(at).is_some_and(|c| c.is_ascii_digit()) {
        return true;
    }
    let next = printed.at(end);
    let after = printed.at(end + 1);
    let joins = next.is_some_and(|c| matches!(c, '.' | ':' | '+' | '*' | '×' | '_' | '/' | '∶'))
        && after.is_some_and(|c| c.is_ascii_alphanumeric());
    let letter = next.is_some_and(|c| c.is_ascii_alphabetic())
        && printed
            .longest(end, UNITS)
            .is_none_or(|unit| !ends_well(printed, unit));
    !joins && !letter && next.is_none_or(|c| !c.is_ascii_digit())
}
