//! A measure (量化要求): the quantity that a printed indicator asks for.
//!
//! `不少于50家` is "at least 50 家"; the words it was read from stay known by their span.
//! Invariant: a measure holds only what was printed; what could not be read is no measure.

mod alternative;
mod grammar;
mod lexicon;
mod numeral;
pub(crate) mod printed;
mod quantity;
mod subject;
mod token;
mod unit;

use crate::domain::number::Number;
use printed::Printed;
use std::ops::Range;

/// Reads the measures of an indicator's text, in printed order. `context` is what else the project prints about who
/// applies (its name and content): it tells which measures are alternatives.
#[must_use]
pub fn read(text: &str, context: &str) -> Vec<Measure> {
    let printed = Printed::new(text);
    let mut measures = grammar::measures(&printed);
    alternative::group(&printed, context, &mut measures);
    measures
}

/// The numbers of a text that look like quantities and could not be read: `若干场`, `数十人`, `50` with nothing to count.
#[must_use]
pub fn unread(text: &str) -> Vec<String> {
    token::unread(&Printed::new(text))
}

/// A quantity asked for by an indicator.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    /// The words the measure was read from: offsets in the indicator's text, in characters.
    pub span: Range<usize>,
    /// What is counted, as printed (`参与企业`); empty when the print does not say.
    pub subject: String,
    /// How the promise compares with the target.
    pub target: Target,
    /// The unit as printed (`家`, `人次`, `%`); empty when there is none.
    pub unit: String,
    /// What the quantity is for each of, as printed (`每场`, `每县市区`, `每年`).
    pub per: Option<String>,
    /// What a percentage is of, as printed (`项目要求场次`).
    pub relative_to: Option<String>,
    /// Printed with 原则上: a miss is advice, not an error.
    pub advisory: bool,
    /// Name of the either/or group this measure belongs to; one of a group suffices.
    pub alternative: Option<String>,
}

/// The comparison and the value of a [`Measure`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// 不少于, 不低于, 至少, 以上: at least this.
    AtLeast(Number),
    /// 不超过, 不高于, 以内: at most this.
    AtMost(Number),
    /// A bare count: exactly this.
    Exactly(Number),
    /// `1-2个`: from the first to the second, both included.
    Between(Number, Number),
    /// 突破, 超过, 余: more than this.
    MoreThan(Number),
    /// 少于, 不满, 不足: less than this.
    LessThan(Number),
    /// 左右: about this.
    About(Number),
}

/// How a promised value stands against a [`Target`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// The promise keeps what was printed.
    Kept,
    /// The promise is more than a bare count asks; allowed, worth a word.
    Exceeds,
    /// The promise misses what was printed.
    Missed,
}

impl Target {
    /// The value that a promise starts at: the printed target, the lower end of a range.
    #[must_use]
    pub fn start(self) -> Number {
        match self {
            Self::AtLeast(n)
            | Self::AtMost(n)
            | Self::Exactly(n)
            | Self::MoreThan(n)
            | Self::LessThan(n)
            | Self::About(n) => n,
            Self::Between(low, _) => low,
        }
    }

    /// Compares a promise with the target. `About` accepts a tenth to either side.
    #[must_use]
    pub fn judge(self, promised: Number) -> Standing {
        let kept = match self {
            Self::AtLeast(n) => promised >= n,
            Self::AtMost(n) => promised <= n,
            Self::MoreThan(n) => promised > n,
            Self::LessThan(n) => promised < n,
            Self::Between(low, high) => (low..=high).contains(&promised),
            Self::About(n) => {
                let tenth = n.ten_thousandths() / 10;
                (promised.ten_thousandths() - n.ten_thousandths()).abs() <= tenth
            }
            Self::Exactly(n) if promised > n => return Standing::Exceeds,
            Self::Exactly(n) => promised == n,
        };
        if kept {
            Standing::Kept
        } else {
            Standing::Missed
        }
    }
}

#[cfg(test)]
mod tests;
