//! `submit`, `return`, `decide`: the steps of a draft on its way, one draft or many.

use super::{World, draft_id, optional, text};
use crate::app::check::check;
use crate::app::failure::{Failure, GitFailure};
use crate::app::ports::{Calls, Clock, Drafts};
use crate::app::version::Versions;
use crate::cli::output::Answer;
use crate::cli::versions::settled_and_open;
use crate::domain::draft::{Draft, DraftId};
use crate::domain::finding::Severity;
use crate::domain::state::{State, Step, last, state};
use crate::format::digest::sha256;
use crate::format::{draft_json, step_json};
use crate::messages::{Lang, board as words};
use clap::ArgMatches;
use jiff::{Span, Timestamp};

/// What taking a step needs of the world.
pub struct Steps<'a> {
    /// The drafts.
    pub drafts: &'a mut dyn Drafts,
    /// The versions of drafts.
    pub versions: &'a dyn Versions,
    /// The calls.
    pub calls: &'a dyn Calls,
    /// Time.
    pub clock: &'a dyn Clock,
    /// The language of what versions say.
    pub lang: Lang,
}

/// Hands a draft in.
pub(super) fn submit(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    take(args, world, State::Submitted)
}

/// Gives a draft that was handed in back to be improved.
pub(super) fn give_back(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    take(args, world, State::Returned)
}

/// Says that a draft is being reviewed, is accepted or declined.
pub(super) fn decide(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    // The parser has made sure of it.
    let state = State::with_name(text(args, "STATE")).unwrap_or(State::InReview);
    take(args, world, state)
}

fn take(args: &ArgMatches, world: &mut World<'_>, next: State) -> Result<Answer, Failure> {
    let id = draft_id(text(args, "ID"))?;
    let note = optional(args, "note").unwrap_or_default();
    let lang = world.lang;
    let mut steps = Steps {
        drafts: &mut *world.drafts,
        versions: world.versions,
        calls: world.calls,
        clock: world.clock,
        lang,
    };
    let step = steps.take(&id, next, note)?;
    let told = match next {
        State::Submitted => words::submitted(lang, id.as_str(), &step.digest),
        State::Returned => words::returned(lang, id.as_str()),
        _ => words::decided(lang, id.as_str(), words::state(lang, next)),
    };
    let mut json = step_json::to_value(&step);
    json["draft"] = id.as_str().into();
    Ok(Answer::new(told, json))
}

/// The moment of a step: now, but later than the last one, also where that was taken in the same second, or by a machine
/// whose clock is ahead.
fn after(last: Option<&Step>, now: String) -> String {
    let Some(last) = last.filter(|last| last.time >= now) else {
        return now;
    };
    let time = last.time.parse::<Timestamp>().ok();
    let next = time.and_then(|time| time.checked_add(Span::new().seconds(1)).ok());
    next.map_or(now, |next| next.to_string())
}

impl Steps<'_> {
    /// Takes a step with a draft, and keeps it as a version, so that others get it. Handing in is refused while there are
    /// errors, and freezes the draft with its digest.
    ///
    /// # Errors
    /// [`Failure::Frozen`], [`Failure::NotSubmitted`] and [`Failure::NoStep`] when no step leads there from where the draft is;
    /// [`Failure::NotReady`]; [`Failure::AdminsOnly`]; what the world refuses.
    pub fn take(&mut self, id: &DraftId, next: State, note: &str) -> Result<Step, Failure> {
        if next != State::Submitted && !self.versions.decides() {
            return Err(Failure::AdminsOnly);
        }
        let steps = self.drafts.steps(id)?;
        let now = state(&steps);
        if !now.leads_to(next) {
            return Err(match (now, next) {
                (now, State::Submitted) => Failure::Frozen(now),
                (now, _) if now.is_open() => Failure::NotSubmitted,
                (now, next) => Failure::NoStep { now, next },
            });
        }
        let step = self.step(id, next, note, last(&steps));
        self.drafts.close(id);
        let step = step?;
        let name = words::state(self.lang, step.state);
        let said = format!("{}\n\n{}", step.note, step.digest);
        let message = format!("{name} {}\n\n{}", id.as_str(), said.trim_start());
        match self.versions.save(id, message.trim_end()) {
            // The step is taken; there is only nothing to keep versions with.
            Ok(_) | Err(Failure::Git(GitFailure::Missing)) => Ok(step),
            Err(failure) => Err(failure),
        }
    }

    /// Writes the step down while nobody else can write the draft, so that its digest is that of what was judged.
    fn step(
        &mut self,
        id: &DraftId,
        next: State,
        note: &str,
        last: Option<&Step>,
    ) -> Result<Step, Failure> {
        let draft = settled_and_open(self.drafts, id)?;
        if next == State::Submitted {
            self.require_no_errors(&draft)?;
        }
        let step = Step {
            time: after(last, self.clock.now()),
            state: next,
            by: self.versions.author()?,
            digest: sha256(draft_json::write(&draft).as_bytes()),
            note: note.to_owned(),
        };
        self.drafts.add_step(id, &step)?;
        Ok(step)
    }

    fn require_no_errors(&self, draft: &Draft) -> Result<(), Failure> {
        let (call, project) = self.calls.of_draft(draft)?;
        match check(&call, &project, draft).count(Severity::Error) {
            0 => Ok(()),
            errors => Err(Failure::NotReady(errors)),
        }
    }
}
