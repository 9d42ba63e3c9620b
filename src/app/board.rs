//! The board (总览): every draft of a workspace in a line, and what is asked for in all.
//!
//! Invariant: what the index says of a draft counts only while its files and its call are what they were; otherwise the
//! draft is read and checked. Absent: how it is shown, sorted by whom, and where drafts and index are kept.

use crate::app::check::check;
use crate::app::failure::Failure;
use crate::app::many::{KnownCalls, each};
use crate::app::ports::{BoardIndex, Calls, Drafts, Listed, Reviews, Stamp, WithSteps};
use crate::app::review;
use crate::domain::board_index::{Index, Known};
use crate::domain::call::Call;
use crate::domain::draft::DraftId;
use crate::domain::field::FieldPath;
use crate::domain::finding::Severity;
use crate::domain::money::Money;
use crate::domain::project::Project;
use crate::domain::review::reader::Reader;
use crate::domain::review::summary::{Summary, Tally};
use crate::domain::state::{State, state};
use std::cmp::Ordering;
use std::collections::{BTreeMap, VecDeque};

/// A draft on the board.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// Which draft, for what, by whom, last saved when.
    pub listed: Listed,
    /// The project's name; empty where the call does not have it.
    pub project: String,
    /// Whether the call does not have the project any more.
    pub dropped: bool,
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
    /// How many reviewers have written about it.
    pub reviews: usize,
    /// What its review comes to; in a blind review nothing while it is under way.
    pub tally: Tally,
}

/// Everything on the board.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Board {
    /// The drafts, the last changed first.
    pub lines: Vec<Line>,
    /// What could not be read.
    pub failed: Vec<Failure>,
}

/// What a board is sorted by.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Sort {
    /// The last changed first.
    #[default]
    Changed,
    /// By the project's code.
    Project,
    /// By the applicant's name.
    Applicant,
    /// In the order of the way.
    State,
    /// The greatest sum first.
    Total,
    /// The most errors first.
    Errors,
    /// The most complete first.
    Complete,
}

impl Sort {
    /// All, in the order that a key goes through them.
    pub const ALL: [Self; 7] = [
        Self::Changed,
        Self::Project,
        Self::Applicant,
        Self::State,
        Self::Total,
        Self::Errors,
        Self::Complete,
    ];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Project => "project",
            Self::Applicant => "applicant",
            Self::State => "state",
            Self::Total => "total",
            Self::Errors => "errors",
            Self::Complete => "complete",
        }
    }

    /// The order of two drafts; of those that are the same in it, the last changed comes first.
    #[must_use]
    pub fn order(self, a: &Line, b: &Line) -> Ordering {
        let order = match self {
            Self::Changed => Ordering::Equal,
            Self::Project => a.listed.project.cmp(&b.listed.project),
            Self::Applicant => a.listed.applicant.cmp(&b.listed.applicant),
            Self::State => a.state.cmp(&b.state),
            Self::Total => b.total.cmp(&a.total),
            Self::Errors => b.errors.cmp(&a.errors),
            Self::Complete => b.complete.total_cmp(&a.complete),
        };
        order.then_with(|| a.listed.newest_first(&b.listed))
    }
}

/// What drafts of one project or category come to.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Group {
    /// How many drafts.
    pub drafts: usize,
    /// What they ask for together.
    pub total: Money,
}

/// A board that is being read: what the index knows is there at once, the rest comes draft by draft.
#[derive(Debug)]
pub struct Reading {
    /// What is read.
    pub board: Board,
    /// Those whose files nobody has looked at yet.
    unseen: Vec<DraftId>,
    /// Those that have to be read, the next one first.
    waiting: VecDeque<Stamp>,
    calls: KnownCalls,
    /// What was known before, and what is known now.
    before: Index,
    index: Index,
    news: bool,
    /// Whether a draft was read.
    begun: bool,
}

impl Reading {
    /// Begins to read a board.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn begin(drafts: &dyn Drafts, index: &dyn BoardIndex) -> Result<Self, Failure> {
        let unseen = drafts.ids()?;
        let before = index.load();
        Ok(Self {
            board: Board::default(),
            news: before.drafts.len() != unseen.len(),
            unseen,
            before,
            waiting: VecDeque::new(),
            calls: KnownCalls::default(),
            index: Index::default(),
            begun: false,
        })
    }

    /// How many drafts have not been read yet.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.unseen.len() + self.waiting.len()
    }

    /// Goes on with some more drafts, as many as take a few milliseconds: looks at their files, or, where these tell
    /// nothing that is known, reads and checks them.
    pub fn step(&mut self, drafts: &dyn Drafts, calls: &dyn Calls, reviews: &dyn Reviews) {
        if self.unseen.is_empty() {
            self.read_some(drafts, calls, reviews);
        } else {
            self.look_at_some(drafts, calls);
        }
    }

    fn look_at_some(&mut self, drafts: &dyn Drafts, calls: &dyn Calls) {
        let left = self.unseen.len().saturating_sub(LOOKED_AT);
        let ids = self.unseen.split_off(left);
        for stamp in drafts.stamps(&ids) {
            let known = self.before.drafts.remove(&stamp.id);
            let known = known.filter(|known| stamp.mark.as_ref() == Some(&known.mark));
            match known.and_then(|known| self.still(calls, &stamp, known)) {
                Some(line) => self.board.lines.push(line),
                None => self.waiting.push_back(stamp),
            }
        }
        if self.unseen.is_empty() {
            let waiting = self.waiting.make_contiguous();
            waiting.sort_by(Stamp::newest_first);
        }
    }

    fn read_some(&mut self, drafts: &dyn Drafts, calls: &dyn Calls, reviews: &dyn Reviews) {
        // The first draft brings in the call that most others are for as well.
        let many = if self.begun { TOGETHER } else { 1 };
        self.begun = true;
        let many = many.min(self.waiting.len());
        let stamps: Vec<Stamp> = self.waiting.drain(..many).collect();
        let ids: Vec<DraftId> = stamps.iter().map(|stamp| stamp.id.clone()).collect();
        let read = each(drafts, (&mut self.calls, calls), &ids, &line);
        for (stamp, line) in stamps.iter().zip(read) {
            match line {
                Ok(mut line) => {
                    line.listed.modified = stamp.modified;
                    line.reviews = stamp.reviews;
                    if line.reviews > 0 {
                        self.review(&mut line, drafts, calls, reviews);
                    }
                    self.remember(calls, stamp, &line);
                    self.board.lines.push(line);
                }
                Err(failure) => self.board.failed.push(failure),
            }
        }
    }

    /// What a draft's review comes to for somebody who does not say who they are.
    fn review(
        &mut self,
        line: &mut Line,
        drafts: &dyn Drafts,
        calls: &dyn Calls,
        reviews: &dyn Reviews,
    ) {
        // Who looks may have a verdict still to give, also between two rounds.
        let decided = matches!(line.state, State::Approved | State::Rejected);
        let nobody = Reader {
            name: "",
            reviews: !decided,
        };
        let id = &line.listed.id;
        let read = self.calls.get(calls, &line.listed.call).and_then(|call| {
            let rubric = &call.form.rubric;
            let read = review::read(reviews, drafts, id, rubric, nobody)?;
            line.tally = Summary::of(&read.notebooks, rubric).tally();
            Ok(read)
        });
        match read {
            Ok(read) => self.board.failed.extend(read.failed),
            Err(failure) => self.board.failed.push(failure),
        }
    }

    /// The drafts read since the last time, and what could not be read; they are given away.
    pub fn news(&mut self) -> Board {
        std::mem::take(&mut self.board)
    }

    /// Keeps what was found out for the next time.
    pub fn keep(&self, index: &dyn BoardIndex) {
        if self.news {
            index.keep(&self.index);
        }
    }

    /// What was known, when its call is what it was.
    fn still(&mut self, calls: &dyn Calls, stamp: &Stamp, known: Known) -> Option<Line> {
        let call = self.calls.get(calls, &known.call).ok()?;
        if self.before.calls.get(&known.call) != Some(&*call.whole_digest) {
            return None;
        }
        let project = call.catalog.project(known.project.as_str())?;
        let line = Line {
            listed: Listed {
                id: stamp.id.clone(),
                project: known.project,
                call: known.call,
                applicant: known.applicant,
                modified: stamp.modified,
            },
            project: project.name.clone(),
            dropped: false,
            category: project.category.clone(),
            state: known.state,
            complete: known.complete,
            errors: known.errors,
            warnings: known.warnings,
            total: known.total,
            reviews: stamp.reviews,
            tally: known.tally,
        };
        self.note(stamp, &line, &call);
        Some(line)
    }

    fn remember(&mut self, calls: &dyn Calls, stamp: &Stamp, line: &Line) {
        if let Ok(call) = self.calls.get(calls, &line.listed.call) {
            self.note(stamp, line, &call);
        }
        self.news |= stamp.mark.is_some();
    }

    fn note(&mut self, stamp: &Stamp, line: &Line, call: &Call) {
        let Some(mark) = stamp.mark.clone() else {
            return;
        };
        let listed = &line.listed;
        let digest = call.whole_digest.to_string();
        self.index.calls.insert(listed.call.clone(), digest);
        let known = Known {
            mark,
            call: listed.call.clone(),
            project: listed.project.clone(),
            applicant: listed.applicant.clone(),
            state: line.state,
            complete: line.complete,
            errors: line.errors,
            warnings: line.warnings,
            total: line.total,
            tally: line.tally,
        };
        self.index.drafts.insert(listed.id.clone(), known);
    }
}

/// The field that names the applicant, in every call.
pub const APPLICANT: &str = "applicant/name";
/// How many drafts are looked at together.
const LOOKED_AT: usize = 256;
/// How many drafts are read together.
const TOGETHER: usize = 64;

/// What the board says of a draft, as far as its text tells.
fn line(call: &Call, project: &Project, read: WithSteps) -> Line {
    let draft = read.draft;
    let checked = check(call, project, &draft);
    let name = FieldPath::parse(APPLICANT).map(|at| draft.text(&at).to_owned());
    Line {
        project: project.name.clone(),
        dropped: call.catalog.project(project.code.as_str()).is_none(),
        category: project.category.clone(),
        state: state(&read.steps),
        complete: checked.complete,
        errors: checked.count(Severity::Error),
        warnings: checked.count(Severity::Warning),
        total: checked.totals.all,
        reviews: 0,
        tally: Tally::default(),
        listed: Listed {
            id: draft.origin.id,
            project: draft.origin.project,
            call: draft.origin.call,
            applicant: name.unwrap_or_default(),
            modified: 0,
        },
    }
}

impl Group {
    /// Counts one more draft in.
    pub fn add(&mut self, line: &Line) {
        self.drafts += 1;
        self.total = sum(self.total, line.total);
    }
}

impl Board {
    /// Reads the whole board; a draft that cannot be read is told beside.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    pub fn read(
        drafts: &dyn Drafts,
        calls: &dyn Calls,
        reviews: &dyn Reviews,
        index: &dyn BoardIndex,
    ) -> Result<Self, Failure> {
        let mut reading = Reading::begin(drafts, index)?;
        while reading.waiting() > 0 {
            reading.step(drafts, calls, reviews);
        }
        reading.keep(index);
        let mut board = reading.board;
        board.lines.sort_by(|a, b| Sort::Changed.order(a, b));
        Ok(board)
    }

    /// What is asked for by the name that `by` gives each draft.
    #[must_use]
    pub fn groups<'a>(&'a self, by: impl Fn(&'a Line) -> &'a str) -> BTreeMap<&'a str, Group> {
        let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
        for line in &self.lines {
            groups.entry(by(line)).or_default().add(line);
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
