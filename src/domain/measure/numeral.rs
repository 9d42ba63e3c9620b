//! Numbers as annexes print them: digits of any width, Chinese numerals, per cents, fractions, ranges.
//!
//! Invariant: a numeral that is only part of a word (一流, 统一, 第一, “十四五”) is none; Chinese numerals count only
//! before a unit, which the grammar checks. Absent: what the number says.

use super::printed::Printed;
use crate::domain::number::Number;

/// A number in print.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Numeral {
    /// Where its words begin.
    pub start: usize,
    /// After its last word; the unit follows.
    pub end: usize,
    /// The value; the lower one of a range.
    pub low: Number,
    /// The upper value of a range.
    pub high: Option<Number>,
    /// Whether it is in per cent; a fraction or 成 is made so.
    pub percent: bool,
    /// Whether it is written in Chinese numerals, so that a unit has to follow.
    pub words: bool,
}

/// Words that end in a numeral or begin with one without counting anything, by the character before.
const BOUND: &str = "第每同另这那任某统唯之其逐进哪头前后近初";
/// A numeral that begins inside another (五成 of 三五成群) is none.
const NUMERALS: &str = "零一二三四五六七八九十百千";
const DASHES: &[&str] = &["--", "-", "~", "至", "到", "、"];

/// The number that begins at a place.
pub(super) fn numeral(text: &Printed, at: usize) -> Option<Numeral> {
    if let Some(part) = percent_words(text, at).or_else(|| fraction(text, at)) {
        return Some(part);
    }
    let (low, end, words) = value(text, at)?;
    let before = text.before(at);
    let bound = words && before.is_some_and(|c| BOUND.contains(c) || NUMERALS.contains(c));
    let lettered = !words
        && before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '第' | '-' | '/'));
    if bound || lettered {
        return None;
    }
    let mut found = Numeral {
        start: at,
        end,
        low,
        high: None,
        percent: false,
        words,
    };
    if let Some((high, end)) = upper(text, end, low, words) {
        (found.high, found.end) = (Some(high), end);
    }
    finish(text, found)
}

/// The per-cent sign, 成, or 万 and 亿 after digits.
fn finish(text: &Printed, mut found: Numeral) -> Option<Numeral> {
    match text.at(found.end) {
        Some('%') => {
            found.percent = true;
            found.end += 1;
        }
        Some('成')
            if found.words
                && text
                    .at(found.end + 1)
                    .is_none_or(|c| !"果立效员为本".contains(c)) =>
        {
            found.low = found.low.times(Number::whole(10)?)?;
            found.percent = true;
            found.end += 1;
        }
        Some(c) if c.is_ascii_alphabetic() && !found.words => return None,
        _ => {}
    }
    Some(found)
}

/// The upper end of a range: `1-2`, `3至5`, `三五` is none.
fn upper(text: &Printed, end: usize, low: Number, words: bool) -> Option<(Number, usize)> {
    let dash = DASHES.iter().find(|dash| text.has(end, dash))?;
    let from = end + dash.chars().count();
    let (high, end, high_words) = value(text, from)?;
    // A list (3、4) or a date (2022-10) is no range.
    let list = *dash == "、";
    (high > low && high_words == words && !list).then_some((high, end))
}

/// `百分之五十`, `百分之50`.
fn percent_words(text: &Printed, at: usize) -> Option<Numeral> {
    text.has(at, "百分之").then_some(())?;
    let (low, end, _) = value(text, at + 3)?;
    Some(Numeral {
        start: at,
        end,
        low,
        high: None,
        percent: true,
        words: false,
    })
}

/// `三分之一`, `1/3`: as per cent, to four decimals.
fn fraction(text: &Printed, at: usize) -> Option<Numeral> {
    if text
        .before(at)
        .is_some_and(|c| c.is_ascii_alphanumeric() || c == '/')
    {
        return None;
    }
    let (first, middle, _) = value(text, at)?;
    let (part, whole, end) = if text.has(middle, "分之") {
        let (part, end, _) = value(text, middle + 2)?;
        (part, first, end)
    } else if text.at(middle) == Some('/') {
        let (whole, end, _) = value(text, middle + 1)?;
        (first, whole, end)
    } else {
        return None;
    };
    let dated = text.at(end) == Some('/') || whole.ten_thousandths() <= 0 || part >= whole;
    let percent =
        i128::from(part.ten_thousandths()) * 1_000_000 / i128::from(whole.ten_thousandths().max(1));
    let low = Number::from_ten_thousandths(i64::try_from(percent).ok()?);
    (!dated).then_some(Numeral {
        start: at,
        end,
        low,
        high: None,
        percent: true,
        words: false,
    })
}

/// The value that begins at a place, where it ends, and whether it is in Chinese numerals.
fn value(text: &Printed, at: usize) -> Option<(Number, usize, bool)> {
    if text.at(at)?.is_ascii_digit() {
        digits(text, at)
    } else {
        chinese(text, at)
    }
}

fn digits(text: &Printed, at: usize) -> Option<(Number, usize, bool)> {
    let mut end = at;
    while text
        .at(end)
        .is_some_and(|c| c.is_ascii_digit() || (matches!(c, '.' | ',') && is_digit(text, end + 1)))
    {
        end += 1;
    }
    let mut number = Number::parse(&text.plain_words(at..end))?;
    for (sign, times) in [('千', 1_000), ('万', 10_000), ('亿', 100_000_000)] {
        // 万元 is a unit of money: the number stays, the unit says it.
        if text.at(end) == Some(sign) && text.at(end + 1) != Some('元') {
            number = number.times(Number::whole(times)?)?;
            end += 1;
        }
    }
    Some((number, end, false))
}

fn is_digit(text: &Printed, at: usize) -> bool {
    text.at(at).is_some_and(|c| c.is_ascii_digit())
}

/// Chinese numerals: `十二`, `一百二十`, `三千`, `两万`.
fn chinese(text: &Printed, at: usize) -> Option<(Number, usize, bool)> {
    let (mut total, mut section, mut digit, mut end) = (0_i64, 0_i64, None::<i64>, at);
    while let Some(c) = text.at(end) {
        if let Some(value) = "零一二三四五六七八九".chars().position(|d| d == c) {
            // Two digits in a row (三五) are no number but a manner of speaking.
            if digit.is_some_and(|before| before != 0) {
                return None;
            }
            digit = Some(i64::try_from(value).ok()?);
        } else if c == '两' || c == '〇' {
            digit = Some(if c == '两' { 2 } else { 0 });
        } else if let Some(times) = [('十', 10), ('百', 100), ('千', 1_000)]
            .iter()
            .find(|(sign, _)| *sign == c)
        {
            section += digit.take().unwrap_or(1) * times.1;
        } else if c == '万' && end > at && text.at(end + 1) != Some('元') {
            total += (section + digit.take().unwrap_or(0)) * 10_000;
            section = 0;
        } else {
            break;
        }
        end += 1;
    }
    if end == at {
        return None;
    }
    Some((
        Number::whole(total + section + digit.unwrap_or(0))?,
        end,
        true,
    ))
}
