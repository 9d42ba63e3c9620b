//! Money in fen (分): exact, checked, printed in 元 or 万元.
//!
//! Invariant: an amount is a whole number of fen; anything that would not be is refused or rounded once, by name.
//! Absent: currencies. Every call this program knows pays in yuan.

mod capital;

use crate::domain::number::{Number, fold_digits, padded, ungroup};
use std::fmt;

/// An amount of money, in fen (one hundredth of a yuan).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Money(i64);

impl Money {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// An amount from fen.
    #[must_use]
    pub fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// The amount in fen.
    #[must_use]
    pub fn fen(self) -> i64 {
        self.0
    }

    /// Reads what a person types, in yuan unless it says 万元 or 万: `800`, `1,200.50`, `￥800元`, `1.86万元`.
    /// `None` for anything else, for a part smaller than a fen, and when it does not fit.
    #[must_use]
    pub fn parse(given: &str) -> Option<Self> {
        let folded = fold_digits(given.trim());
        let text = folded.trim_start_matches(['¥', '￥']).trim();
        let (digits, fen_a_unit) = match text
            .strip_suffix("万元")
            .or_else(|| text.strip_suffix('万'))
        {
            Some(rest) => (rest, 1_000_000_i128),
            None => (text.strip_suffix('元').unwrap_or(text), 100),
        };
        let (negative, digits) = match digits.trim().strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, digits.trim()),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let significant = fraction.trim_end_matches('0');
        if !fraction.bytes().all(|b| b.is_ascii_digit())
            || significant.len() > 6
            || digits.ends_with('.')
        {
            return None;
        }
        let whole: i128 = ungroup(whole)?.parse().ok()?;
        let millionths = i128::from(padded(significant, 6)?);
        let scaled = whole
            .checked_mul(1_000_000)?
            .checked_add(millionths)?
            .checked_mul(fen_a_unit)?;
        let fen = i64::try_from(scaled / 1_000_000).ok()?;
        (scaled % 1_000_000 == 0).then_some(Self(if negative { -fen } else { fen }))
    }

    /// The sum; `None` on overflow.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference; `None` on overflow.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// What was added or taken away, with its sign, where nothing counts as zero; empty when nothing was.
    #[must_use]
    pub fn difference(before: Option<Self>, after: Option<Self>) -> String {
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        match after.minus(before) {
            Some(more) if more > Self::ZERO => format!("+{more}"),
            Some(less) if less < Self::ZERO => less.to_string(),
            _ => String::new(),
        }
    }

    /// Quantity × this unit price, rounded half up to a fen; `None` on overflow.
    #[must_use]
    pub fn times(self, quantity: Number) -> Option<Self> {
        let product = i128::from(self.0) * i128::from(quantity.ten_thousandths());
        i64::try_from((product + 5_000).div_euclid(10_000))
            .ok()
            .map(Self)
    }

    /// Yuan with two decimals and no grouping, as JSON and forms carry it: `3200.00`.
    #[must_use]
    pub fn plain(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        format!("{sign}{}.{:02}", fen / 100, fen % 100)
    }

    /// In ten thousands of yuan, with as many decimals as it needs: `1.86`.
    #[must_use]
    pub fn in_wan(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        let part = format!("{:06}", fen % 1_000_000);
        let part = part.trim_end_matches('0');
        let point = if part.is_empty() { "" } else { "." };
        format!("{sign}{}{point}{part}", fen / 1_000_000)
    }
}

impl fmt::Display for Money {
    /// Yuan with thousands commas, as screens show it: `3,200.00`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.plain();
        let (whole, fen) = plain.split_once('.').unwrap_or((&plain, "00"));
        let (sign, digits) = match whole.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", whole),
        };
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        write!(out, "{sign}{grouped}.{fen}")
    }
}

#[cfg(test)]
mod tests {
    use super::Money;
    use crate::domain::number::Number;

    fn check(given: &str, fen: Option<i64>) {
        assert_eq!(Money::parse(given).map(Money::fen), fen, "{given}");
    }

    #[test]
    fn money_reads_yuan_and_wan() {
        check("800", Some(80_000));
        check("￥1,200.50元", Some(120_050));
        check("１．８６万元", Some(1_860_000));
        check("0.000001万", Some(1));
        check("-5", Some(-500));
        check("0.005", None);
        check("八百", None);
        check("1..2", None);
        check("92233720368547758.08", None);
    }

    #[test]
    fn money_prints_grouped_plain_and_in_wan() {
        let money = Money::from_fen(123_456_789);
        assert_eq!(money.to_string(), "1,234,567.89");
        assert_eq!(money.plain(), "1234567.89");
        assert_eq!(money.in_wan(), "123.456789");
        assert_eq!(Money::from_fen(-99_900).to_string(), "-999.00");
        assert_eq!(Money::from_fen(1_860_000).in_wan(), "1.86");
    }

    #[test]
    fn amounts_are_quantity_times_price_to_the_fen() {
        let quantity = Number::parse("2.5").expect("a number");
        assert_eq!(
            Money::from_fen(33).times(quantity),
            Some(Money::from_fen(83))
        );
    }
}
