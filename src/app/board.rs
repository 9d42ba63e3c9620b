//! The board (总览): every draft of a workspace in a line, and what is asked for in all.
//!
//! Absent: how it is shown, sorted by whom, and where drafts are kept.

use crate::app::check::check;
use crate::app::failure::Failure;
use crate::app::ports::{Calls, Drafts, Listed};
use crate::domain::call::{Call, CallId};
use crate::domain::finding::Severity;
use crate::domain::money::Money;
use crate::domain::state::{State, state};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// A draft on the board.
#[derive(Clone, Debug)]
pub struct Line {
    /// Which draft, for what, by whom, last saved when.
    pub listed: Listed,
    /// The project's name; empty where the call does not have it.
    pub project: String,
    /// The project's category; empty where the call does not have it.
    pub category: String,
    /// Where it is on its way.
    pub state: State,
    /// The share of required things that are there, from 0 to 1.
    pub complete: f64,
    /// How many errors it has.
    pub errors: usize,
    /// How many warnings it has.
    pub warnings: usize,
    /// What it asks for.
    pub total: Money,
}

/// Everything on the board.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// The drafts, the last changed first.
    pub lines: Vec<Line>,
    /// What could not be read.
    pub failed: Vec<Failure>,
}

/// What drafts of one project or category come to.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Group {
    /// How many drafts.
    pub drafts: usize,
    /// What they ask for together.
    pub total: Money,
}

impl Board {
    /// Reads and checks every draft.
    ///
    /// # Errors
    /// When the workspace cannot be read; a single draft that cannot is told beside.
    pub fn read(drafts: &dyn Drafts, calls: &dyn Calls) -> Result<Self, Failure> {
        let (listed, failed) = drafts.list()?;
        let mut board = Self {
            lines: Vec::with_capacity(listed.len()),
            failed,
        };
        let mut known: HashMap<CallId, Result<Rc<Call>, Failure>> = HashMap::new();
        for one in listed {
            let call = known.entry(one.call.clone());
            let call = call.or_insert_with(|| calls.load(&one.call)).clone();
            match call.and_then(|call| line(drafts, &call, one)) {
                Ok(line) => board.lines.push(line),
                Err(failure) => board.failed.push(failure),
            }
        }
        Ok(board)
    }

    /// What is asked for by the name that `by` gives each draft.
    #[must_use]
    pub fn groups<'a>(&'a self, by: impl Fn(&'a Line) -> &'a str) -> BTreeMap<&'a str, Group> {
        let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
        for line in &self.lines {
            let group = groups.entry(by(line)).or_default();
            group.drafts += 1;
            group.total = sum(group.total, line.total);
        }
        groups
    }

    /// What is asked for in all.
    #[must_use]
    pub fn total(&self) -> Money {
        let sums = self.lines.iter().map(|line| line.total);
        sums.fold(Money::ZERO, sum)
    }
}

/// More than can be counted stays at what was counted.
fn sum(sum: Money, one: Money) -> Money {
    sum.plus(one).unwrap_or(sum)
}

fn line(drafts: &dyn Drafts, call: &Call, listed: Listed) -> Result<Line, Failure> {
    let draft = drafts.read(&listed.id)?;
    let state = state(&drafts.steps(&listed.id)?);
    let code = listed.project.as_str();
    let unknown = || Failure::NoProject(code.to_owned());
    let project = call.catalog.project(code).ok_or_else(unknown)?;
    let checked = check(call, project, &draft);
    Ok(Line {
        project: project.name.clone(),
        category: project.category.clone(),
        state,
        complete: checked.complete,
        errors: checked.count(Severity::Error),
        warnings: checked.count(Severity::Warning),
        total: checked.totals.all,
        listed,
    })
}
