//! Numerals as they are printed: `50`, `１，２００`, `十二`, `百分之五十`, `八成`, `1／3`, `1.2万`.
//!
//! Invariant: a numeral is read exactly or not at all; `几十` and `若干` are no numerals.
//! Absent: whether a numeral counts anything; that depends on the words around it.

use super::printed::{Printed, is_space};
use crate::domain::number::Number;

/// The longest run of digits that is a quantity; longer ones are telephone and account numbers.
const DIGITS_MAX: usize = 9;
const SCALE: i64 = 10_000;

/// How a numeral is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// With digits.
    Digits,
    /// With Chinese numerals.
    Words,
    /// `百`, `千`, `万` without a number before it; counts only in `百余家` and after a comparator.
    BareWords,
    /// A share of something: `百分之五十`, `三分之一`, `八成`. The value is in per cent.
    Share,
}

/// A numeral at a place of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Numeral {
    /// Where it ends, `wan` not counted.
    pub end: usize,
    /// Its value without the final 万 or 亿.
    pub value: Number,
    /// The upper value of a pair (`三五`).
    pub upper: Option<Number>,
    /// The final 万 or 亿: it may belong to the unit (`5万元`).
    pub myriad: Option<Myriad>,
    /// How it is written.
    pub form: Form,
}

/// A final 万 or 亿.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Myriad {
    /// What it multiplies by.
    pub factor: i64,
    /// Where it ends.
    pub end: usize,
}

impl Numeral {
    fn new(end: usize, value: Number, form: Form) -> Self {
        Self {
            end,
            value,
            upper: None,
            myriad: None,
            form,
        }
    }

    /// The same numeral with the 万 or 亿 that follows it, if one does.
    fn with_myriad(mut self, printed: &Printed) -> Self {
        self.myriad = myriad(printed, self.end);
        self
    }
}

/// The numeral at `at`.
pub(super) fn read(printed: &Printed, at: usize) -> Option<Numeral> {
    share(printed, at)
        .or_else(|| digits(printed, at).map(|n| multiplied(printed, n).with_myriad(printed)))
        .or_else(|| words(printed, at))
}

/// The 万 or 亿 at `at`, a space before it allowed.
pub(super) fn myriad(printed: &Printed, at: usize) -> Option<Myriad> {
    let at = printed.skip_space(at);
    let factor = match printed.at(at)? {
        '万' if printed.has(at, "万亿") => return None,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    };
    Some(Myriad {
        factor,
        end: at + 1,
    })
}

/// A value times a whole factor; `None` on overflow.
pub(super) fn scaled(value: Number, factor: i64) -> Option<Number> {
    let product = value.ten_thousandths().checked_mul(factor)?;
    Some(Number::from_ten_thousandths(product))
}

fn digits(printed: &Printed, at: usize) -> Option<Numeral> {
    let is_digit = |at: usize| printed.at(at).is_some_and(|c| c.is_ascii_digit());
    let mut end = at;
    while is_digit(end) {
        end += 1;
    }
    let whole = end.checked_sub(at).filter(|&n| n > 0)?;
    while whole <= 3 && group_follows(printed, end) {
        end += 4;
    }
    if printed.at(end) == Some('.') && is_digit(end + 1) {
        end += 1;
        while is_digit(end) {
            end += 1;
        }
    }
    let name = whole > 1 && printed.at(at) == Some('0') && printed.at(at + 1) != Some('.');
    if end - at > DIGITS_MAX + 4 || whole > DIGITS_MAX || name {
        return None;
    }
    let plain: String = (at..end).filter_map(|at| printed.at(at)).collect();
    let plain = plain.replace('，', ",");
    Number::parse(&plain).map(|value| Numeral::new(end, value, Form::Digits))
}

/// Whether `,200` follows: a comma and exactly three digits. A full-width comma groups only full-width digits.
fn group_follows(printed: &Printed, at: usize) -> bool {
    let digit = |at: usize| printed.at(at).is_some_and(|c| c.is_ascii_digit());
    let wide =
        |at: usize| printed.cut(at..at + 1) != printed.at(at).map_or(String::new(), String::from);
    let comma = match printed.at(at) {
        Some(',') => true,
        Some('，') => wide(at.wrapping_sub(1)) && wide(at + 1),
        _ => false,
    };
    comma && digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4)
}

/// Digits with a Chinese multiplier: `5百`, `3千`.
fn multiplied(printed: &Printed, numeral: Numeral) -> Numeral {
    let factor = match printed.at(numeral.end) {
        Some('百') => 100,
        // 千 before a unit of measure belongs to the unit.
        Some('千')
            if printed
                .longest(numeral.end, &["千米", "千克", "千瓦"])
                .is_none() =>
        {
            1_000
        }
        _ => return numeral,
    };
    match scaled(numeral.value, factor) {
        Some(value) => Numeral {
            value,
            end: numeral.end + 1,
            ..numeral
        },
        None => numeral,
    }
}

fn digit(c: char) -> Option<i64> {
    Some(match c {
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn multiplier(c: char) -> Option<i64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        _ => return None,
    })
}

/// Whether a character is part of a Chinese numeral.
pub(super) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || multiplier(c).is_some() || matches!(c, '万' | '亿' | '零' | '〇')
}

/// A Chinese numeral below a myriad, as it is being read.
#[derive(Default)]
struct Section {
    sum: i64,
    /// A digit that waits for its multiplier, and its pair (`三五`).
    digit: Option<i64>,
    pair: Option<i64>,
    /// The last multiplier, for `一百二` (120).
    last: i64,
}

impl Section {
    /// Takes one character; `false` when it does not continue the numeral.
    fn take(&mut self, c: char, after_zero: bool) -> bool {
        if let Some(next) = digit(c) {
            return self.take_digit(next);
        }
        let Some(by) = multiplier(c).filter(|&by| self.last == 0 || by < self.last) else {
            return matches!(c, '零' | '〇')
                && self.last > 10
                && self.digit.is_none()
                && !after_zero;
        };
        if self.digit.is_none() && self.last != 0 {
            return false;
        }
        self.sum += self.digit.unwrap_or(1) * by;
        self.pair = self.pair.map(|pair| pair * by);
        self.digit = None;
        self.last = by;
        true
    }

    fn take_digit(&mut self, next: i64) -> bool {
        match self.digit {
            None if self.pair.is_none() => self.digit = Some(next),
            Some(first) if self.pair.is_none() && is_pair(first, next) => self.pair = Some(next),
            _ => return false,
        }
        true
    }

    /// The value, and the upper value of a pair.
    fn finish(&self, after_zero: bool) -> (i64, Option<i64>) {
        // 一百二 is 120: a last digit takes the next smaller multiplier.
        let place = if self.last >= 100 && !after_zero {
            self.last / 10
        } else {
            1
        };
        let low = self.sum + self.digit.unwrap_or(0) * place;
        let upper = self.pair.map(|pair| match self.digit {
            Some(_) => self.sum + pair * place,
            None => pair,
        });
        (low, upper)
    }
}

/// Whether two digits side by side say "about so many": neighbours, and 三五.
fn is_pair(first: i64, second: i64) -> bool {
    second == first + 1 || (first, second) == (3, 5)
}

fn words(printed: &Printed, at: usize) -> Option<Numeral> {
    let mut section = Section::default();
    let mut end = at;
    let mut zero = false;
    while let Some(c) = printed.at(end) {
        if !section.take(c, zero) {
            break;
        }
        zero = matches!(c, '零' | '〇') || (zero && multiplier(c).is_none());
        end += 1;
    }
    if end == at {
        return bare_myriad(printed, at);
    }
    // What still goes on is a year or a code (二〇二二), not a count.
    let goes_on = printed
        .at(end)
        .is_some_and(|c| is_numeral(c) && !matches!(c, '万' | '亿'));
    if goes_on || matches!(printed.before(end), Some('零' | '〇')) {
        return None;
    }
    let (low, upper) = section.finish(zero);
    let bare = end == at + 1 && matches!(printed.at(at), Some('百' | '千'));
    let form = if bare { Form::BareWords } else { Form::Words };
    let mut numeral = Numeral::new(end, Number::whole(low)?, form).with_myriad(printed);
    numeral.upper = upper.and_then(Number::whole);
    Some(with_rest(printed, numeral))
}

/// `三万五千`: what follows a 万 that does not end the numeral.
fn with_rest(printed: &Printed, numeral: Numeral) -> Numeral {
    let whole = |numeral: Numeral| {
        let myriad = numeral.myriad.filter(|m| m.factor == 10_000)?;
        let rest = words(printed, myriad.end).filter(|rest| rest.form != Form::BareWords)?;
        let rest_value = match rest.end - myriad.end {
            1 => scaled(rest.value, 1_000)?,
            _ => rest.value,
        };
        let value = scaled(numeral.value, myriad.factor)?.plus(rest_value)?;
        Some(Numeral::new(rest.end, value, Form::Words))
    };
    whole(numeral).unwrap_or(numeral)
}

fn bare_myriad(printed: &Printed, at: usize) -> Option<Numeral> {
    let factor = match printed.at(at)? {
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    };
    Some(Numeral::new(
        at + 1,
        Number::whole(factor)?,
        Form::BareWords,
    ))
}

/// A share: `百分之五十`, `三分之一`, `1/3`, `八成`.
fn share(printed: &Printed, at: usize) -> Option<Numeral> {
    per_hundred(printed, at)
        .or_else(|| fraction(printed, at))
        .or_else(|| tenths(printed, at))
}

fn per_hundred(printed: &Printed, at: usize) -> Option<Numeral> {
    let part = printed.has(at, "百分之").then_some(at + 3)?;
    let part = printed.skip_space(part);
    let numeral = digits(printed, part)
        .or_else(|| words(printed, part).or_else(|| hundred(printed, part)))?;
    let (value, end) = with_point(printed, numeral);
    Some(Numeral::new(end, value, Form::Share))
}

/// 百分之百.
fn hundred(printed: &Printed, at: usize) -> Option<Numeral> {
    let value = Number::whole(100)?;
    (printed.at(at) == Some('百')).then(|| Numeral::new(at + 1, value, Form::Words))
}

/// `九十五点五`: decimals after 点.
fn with_point(printed: &Printed, numeral: Numeral) -> (Number, usize) {
    let plain = (numeral.value, numeral.end);
    if printed.at(numeral.end) != Some('点') {
        return plain;
    }
    let mut place = SCALE;
    let (mut part, mut end) = (0, numeral.end + 1);
    while let Some(next) = printed.at(end).and_then(digit).filter(|_| place > 1) {
        place /= 10;
        part += next * place;
        end += 1;
    }
    let value = numeral.value.plus(Number::from_ten_thousandths(part));
    value
        .filter(|_| part > 0)
        .map_or(plain, |value| (value, end))
}

/// `三分之一` and `1/3`, as per cent, rounded to the fourth decimal.
fn fraction(printed: &Printed, at: usize) -> Option<Numeral> {
    let (part, whole, end) = spoken_fraction(printed, at).or_else(|| slashed(printed, at))?;
    let (part, whole) = (part.ten_thousandths(), whole.ten_thousandths());
    if part <= 0 || part >= whole || whole > 100 * SCALE {
        return None;
    }
    let value = (part * 100 * SCALE + whole / 2) / whole;
    Some(Numeral::new(
        end,
        Number::from_ten_thousandths(value),
        Form::Share,
    ))
}

fn spoken_fraction(printed: &Printed, at: usize) -> Option<(Number, Number, usize)> {
    let whole = digits(printed, at).or_else(|| words(printed, at))?;
    let part_at = printed.has(whole.end, "分之").then_some(whole.end + 2)?;
    let part = digits(printed, part_at).or_else(|| words(printed, part_at))?;
    Some((part.value, whole.value, part.end))
}

fn slashed(printed: &Printed, at: usize) -> Option<(Number, Number, usize)> {
    let part = digits(printed, at)?;
    let whole_at = (printed.at(part.end) == Some('/')).then_some(part.end + 1)?;
    let whole = digits(printed, whole_at)?;
    let alone = printed
        .at(whole.end)
        .is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '/' | '月' | '日'));
    (alone && whole.value.ten_thousandths() <= 12 * SCALE).then_some((
        part.value,
        whole.value,
        whole.end,
    ))
}

/// `八成`: tenths. Only where a bound, 的 or a pause follows, since 成 begins many words (成员, 成立, 成果).
fn tenths(printed: &Printed, at: usize) -> Option<Numeral> {
    let tens = digit(printed.at(at)?).map(Number::whole)?;
    let end = (printed.at(at + 1) == Some('成')).then_some(at + 2)?;
    let ends = match printed.at(end) {
        None => true,
        Some(c) if is_space(c) => true,
        Some(c) => matches!(c, '，' | ',' | '。' | '；' | ';' | '、' | ')' | '\n'),
    };
    let bound = printed.longest(end, &["以上", "以下", "以内", "左右", "及以上", "的"]);
    let value = scaled(tens?, 10)?;
    (ends || bound.is_some()).then(|| Numeral::new(end, value, Form::Share))
}

#[cfg(test)]
mod tests {
    use super::{Form, Printed, read};

    fn check(given: &str, value: &str, rest: &str) {
        let printed = Printed::new(given);
        let numeral = read(&printed, 0);
        let shown = numeral.map(|n| {
            let upper = n.upper.map(|u| format!("-{u}")).unwrap_or_default();
            let myriad = n.myriad.map(|m| format!("×{}", m.factor));
            format!("{}{upper}{}", n.value, myriad.unwrap_or_default())
        });
        assert_eq!(shown.as_deref().unwrap_or(""), value, "{given}");
        let end = numeral.map_or(0, |n| n.end);
        assert_eq!(printed.cut(end..printed.len()), rest, "{given}");
    }

    #[test]
    fn numerals_read_in_every_script() {
        check("50家", "50", "家");
        check("５０家", "50", "家");
        check("1,200人", "1200", "人");
        check("1，200人", "1", "，200人");
        check("１，２００人", "1200", "人");
        check("1.2万人次", "1.2×10000", "万人次");
        check("3千字", "3000", "字");
        check("3千米", "3", "千米");
        check("5百多", "500", "多");
        check("十二场", "12", "场");
        check("二十场", "20", "场");
        check("一百二十", "120", "");
        check("一百二场", "120", "场");
        check("一百零二场", "102", "场");
        check("三千人", "3000", "人");
        check("三万五千人", "35000", "人");
        check("三万五人", "35000", "人");
        check("两场", "2", "场");
        check("三五家", "3-5", "家");
        check("三四十人", "30-40", "人");
        check("十五万元", "15×10000", "万元");
        check("百分之五十", "50", "");
        check("百分之九十五点五以上", "95.5", "以上");
        check("百分之百", "100", "");
        check("三分之一", "33.3333", "");
        check("三分之二", "66.6667", "");
        check("1／3以上", "33.3333", "以上");
        check("八成以上", "80", "以上");
    }

    #[test]
    fn years_codes_and_telephone_numbers_are_no_numerals() {
        check("二〇二二年", "", "二〇二二年");
        check("一三五", "", "一三五");
        check("13800001111", "", "13800001111");
        check("007", "", "007");
        check("八成员", "8", "成员");
    }

    #[test]
    fn bare_hundreds_are_marked() {
        for given in ["百余家", "千人", "万人"] {
            let form = read(&Printed::new(given), 0).map(|n| n.form);
            assert_eq!(form, Some(Form::BareWords), "{given}");
        }
    }
}
