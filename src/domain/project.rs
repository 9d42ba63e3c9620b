//! A project (项目): one row of a call's annex.
//!
//! Invariant: every string is what was printed, typing mistakes included; what was odd is told in `source_notes`.

pub mod note;

use crate::domain::indicator::Indicator;
use crate::domain::scope::Scope;
use jiff::civil::Date;

/// The code of a project (`2022KCZG001`): what a draft is for.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ProjectCode(String);

impl ProjectCode {
    /// Reads a code; `None` unless it is 1 to 40 letters (any script), digits, `-` or `_`, so that it can name a folder.
    #[must_use]
    pub fn parse(given: &str) -> Option<Self> {
        let allowed = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let shaped = (1..=40).contains(&given.chars().count()) && given.chars().all(allowed);
        (shaped && !given.starts_with('-')).then(|| Self(given.to_owned()))
    }

    /// The code of a project that is printed without one: `P` and its place in the annex.
    #[must_use]
    pub fn numbered(place: usize) -> Self {
        Self(format!("P{place:02}"))
    }

    /// The code as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A project that a call offers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Project {
    /// Its code.
    pub code: ProjectCode,
    /// Its place in the annex, from 1.
    pub seq: u32,
    /// Its name, without the date in brackets and without padding.
    pub name: String,
    /// Its category, likewise.
    pub category: String,
    /// The day by which it must be completed: its own or its category's.
    pub due: Option<Date>,
    /// What the project is to do, verbatim.
    pub content: String,
    /// What it must deliver, in printed order.
    pub indicators: Vec<Indicator>,
    /// What its money may be spent on.
    pub scope: Scope,
    /// What was odd in print, one line each, in the language of the annex.
    pub source_notes: Vec<String>,
}

impl Project {
    /// The indicators with the key each has in field paths: its label, with `~2`, `~3` … where a label is printed twice.
    #[must_use]
    pub fn keyed_indicators(&self) -> Vec<(String, &Indicator)> {
        let mut keyed: Vec<(String, &Indicator)> = Vec::with_capacity(self.indicators.len());
        for indicator in &self.indicators {
            let seen = self
                .indicators
                .iter()
                .take(keyed.len())
                .filter(|i| i.label == indicator.label)
                .count();
            let key = if seen == 0 {
                indicator.label.clone()
            } else {
                format!("{}~{}", indicator.label, seen + 1)
            };
            keyed.push((key, indicator));
        }
        keyed
    }
}
