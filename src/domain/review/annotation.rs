//! Annotations (批注): a remark with all that was said and done about it since.
//!
//! Invariants: only its author changes or withdraws a remark; of two entries that say the opposite the later counts, for
//! whoever reads them. Absent: where its words are now (`placed`).

use super::Notebook;
use super::entry::{Act, Entry, EntryId, Judged, Kind, Remark, Target};
use super::proposal::Proposal;
use std::collections::HashMap;

/// A remark with all that was said and done about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Annotation {
    /// Its id.
    pub id: EntryId,
    /// Who made it.
    pub by: String,
    /// When.
    pub time: String,
    /// What its author had in front of them.
    pub judged: Judged,
    /// What it is about.
    pub on: Target,
    /// What kind of remark it is.
    pub kind: Kind,
    /// Its words, as they were last amended.
    pub body: String,
    /// A change that it proposes.
    pub proposal: Option<Proposal>,
    /// When its words were last changed; `None` when never.
    pub amended: Option<String>,
    /// Whether its author took it back; it is kept while somebody has answered.
    pub withdrawn: bool,
    /// The answers, the first first.
    pub replies: Vec<Reply>,
    /// Who dealt with it when; `None` while it is open.
    pub resolved: Option<Done>,
    /// What the applicant made of its proposal.
    pub decision: Option<(Decision, Done)>,
}

/// An answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reply {
    /// Its id.
    pub id: EntryId,
    /// Who.
    pub by: String,
    /// When.
    pub time: String,
    /// Its words.
    pub body: String,
}

/// Who did something, and when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Done {
    /// Who.
    pub by: String,
    /// When.
    pub time: String,
}

/// What the applicant made of a proposal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decision {
    /// Taken.
    Accepted,
    /// Not taken.
    Refused,
}

/// The annotations of a draft, the first first.
#[must_use]
pub fn annotations(notebooks: &[Notebook]) -> Vec<Annotation> {
    let mut entries: Vec<&Entry> = notebooks.iter().flat_map(Notebook::entries).collect();
    entries.sort_by(|a, b| a.order(b));
    let mut all: Vec<Annotation> = Vec::new();
    let mut places: HashMap<&EntryId, usize> = HashMap::new();
    for entry in &entries {
        if let Act::Annotate(remark) = &entry.act {
            places.insert(&entry.id, all.len());
            all.push(Annotation::new(entry, remark));
        }
    }
    for entry in &entries {
        let place = entry.act.annotation().and_then(|id| places.get(id));
        if let Some(annotation) = place.and_then(|place| all.get_mut(*place)) {
            annotation.take_in(entry);
        }
    }
    all.retain(|annotation| !annotation.withdrawn || !annotation.replies.is_empty());
    all
}

impl Annotation {
    fn new(entry: &Entry, remark: &Remark) -> Self {
        Self {
            id: entry.id.clone(),
            by: entry.by.clone(),
            time: entry.time.clone(),
            judged: entry.judged.clone(),
            on: remark.on.clone(),
            kind: remark.kind,
            body: remark.body.clone(),
            proposal: remark.proposal.clone(),
            amended: None,
            withdrawn: false,
            replies: Vec::new(),
            resolved: None,
            decision: None,
        }
    }

    /// Whether something is still to be done about it: praise asks for nothing.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.resolved.is_none() && !self.withdrawn && self.kind != Kind::Praise
    }

    fn take_in(&mut self, entry: &Entry) {
        let own = entry.by == self.by;
        let done = Done {
            by: entry.by.clone(),
            time: entry.time.clone(),
        };
        match &entry.act {
            Act::Amend { body, .. } if own => {
                self.body.clone_from(body);
                self.amended = Some(entry.time.clone());
            }
            Act::Withdraw(_) if own => self.withdrawn = true,
            Act::Pin { on, .. } => self.on = Target::Place(on.clone()),
            Act::Reply { body, .. } => self.replies.push(Reply {
                id: entry.id.clone(),
                by: done.by,
                time: done.time,
                body: body.clone(),
            }),
            Act::Resolve(_) => self.resolved = Some(done),
            Act::Reopen(_) => {
                self.resolved = None;
                self.decision = None;
            }
            Act::Accept(_) if self.proposal.is_some() => {
                self.resolved = Some(done.clone());
                self.decision = Some((Decision::Accepted, done));
            }
            // A required change that was refused is not dealt with.
            Act::Refuse(_) if self.proposal.is_some() => {
                self.resolved = (self.kind != Kind::Required).then(|| done.clone());
                self.decision = Some((Decision::Refused, done));
            }
            _ => {}
        }
    }
}
