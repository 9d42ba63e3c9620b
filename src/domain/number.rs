//! Exact decimal numbers: what people write as quantities and targets.
//!
//! Invariant: four decimals, checked arithmetic, never binary floating point.
//! Absent: money (see [`crate::domain::money`]) and Chinese numerals (the measure grammar reads those).

use std::borrow::Cow;
use std::fmt;

const SCALE: i64 = 10_000;
const DECIMALS: usize = 4;

/// A decimal number with up to four decimals, held as ten-thousandths.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Number(i64);

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(0);

    /// A whole number; `None` when it does not fit.
    #[must_use]
    pub fn whole(value: i64) -> Option<Self> {
        value.checked_mul(SCALE).map(Self)
    }

    /// A number from its count of ten-thousandths.
    #[must_use]
    pub fn from_ten_thousandths(value: i64) -> Self {
        Self(value)
    }

    /// The number as a count of ten-thousandths.
    #[must_use]
    pub fn ten_thousandths(self) -> i64 {
        self.0
    }

    /// Reads what a person types: `50`, `1,200`, `0.5`, `５０`. Spaces around it are allowed, a sign only in front.
    /// `None` for anything else: too many decimals, letters, out of range.
    #[must_use]
    pub fn parse(given: &str) -> Option<Self> {
        let plain = fold_digits(given.trim());
        let (negative, digits) = match plain.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, &*plain),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = ungroup(whole)?;
        let fraction_ok = fraction.bytes().all(|b| b.is_ascii_digit());
        let significant = fraction.trim_end_matches('0');
        if !fraction_ok || significant.len() > DECIMALS || digits.ends_with('.') {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let part = padded(significant, DECIMALS)?;
        let value = whole.checked_mul(SCALE)?.checked_add(part)?;
        Some(Self(if negative { -value } else { value }))
    }

    /// The sum; `None` on overflow.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The product, rounded half up to four decimals; `None` on overflow.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        let product = i128::from(self.0) * i128::from(other.0);
        i64::try_from((product + i128::from(SCALE / 2)).div_euclid(i128::from(SCALE)))
            .ok()
            .map(Self)
    }

    /// Whether the number has no decimals.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0 % SCALE == 0
    }
}

/// Decimals as a count of the `places`th decimal: `5` is 5,000 ten-thousandths. No more digits than places.
pub(super) fn padded(decimals: &str, places: usize) -> Option<i64> {
    let digits = decimals.chars().chain(std::iter::repeat('0'));
    digits.take(places).try_fold(0_i64, |value, digit| {
        Some(value * 10 + i64::from(digit.to_digit(10)?))
    })
}

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let magnitude = self.0.unsigned_abs();
        let (whole, part) = (
            magnitude / SCALE.unsigned_abs(),
            magnitude % SCALE.unsigned_abs(),
        );
        if part == 0 {
            return write!(out, "{sign}{whole}");
        }
        let part = format!("{part:0DECIMALS$}");
        write!(out, "{sign}{whole}.{}", part.trim_end_matches('0'))
    }
}

/// Full-width digits, points and commas as their ASCII forms; everything else unchanged.
#[must_use]
pub fn fold_digits(given: &str) -> Cow<'_, str> {
    match given.is_ascii() {
        true => Cow::Borrowed(given),
        false => given.chars().map(fold_digit).collect(),
    }
}

fn fold_digit(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '．' => '.',
        '，' => ',',
        '－' | '−' => '-',
        other => other,
    }
}

/// The digits of a whole part, with thousands commas taken out; `None` when it is empty or the groups are wrong.
pub(crate) fn ungroup(whole: &str) -> Option<Cow<'_, str>> {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let Some((first, rest)) = whole.split_once(',') else {
        return digits(whole).then_some(Cow::Borrowed(whole));
    };
    let mut rest = rest.split(',');
    let grouped = first.len() <= 3 && digits(first) && rest.all(|g| g.len() == 3 && digits(g));
    grouped.then(|| Cow::Owned(whole.replace(',', "")))
}

#[cfg(test)]
mod tests {
    use super::Number;

    fn check(given: &str, printed: Option<&str>) {
        assert_eq!(
            Number::parse(given).map(|n| n.to_string()).as_deref(),
            printed,
            "{given}"
        );
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        check("50", Some("50"));
        check(" １，２００ ", Some("1200"));
        check("0.50", Some("0.5"));
        check("-3.25", Some("-3.25"));
        check("1.23456", None);
        check("1.", None);
        check("12,34", None);
        check("1234,567", None);
        check("五十", None);
        check("", None);
        check("99999999999999999999", None);
    }

    #[test]
    fn products_round_half_up_and_overflow_is_refused() {
        let of = |s| Number::parse(s).expect("a number");
        assert_eq!(
            of("1.5").times(of("2.5")).map(|n| n.to_string()).as_deref(),
            Some("3.75")
        );
        assert_eq!(
            of("0.0001")
                .times(of("0.5"))
                .map(|n| n.to_string())
                .as_deref(),
            Some("0.0001")
        );
        assert_eq!(of("900000000000000").times(of("900000000000000")), None);
    }
}
