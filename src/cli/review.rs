//! Reviews without screens: remarks and what becomes of them, scores, verdicts, the summary.
//!
//! Invariants: in a blind review no command shows a reviewer more than they may see yet; a proposal goes into a draft as
//! every edit does, and only then is it written that it was taken. Absent: what entries come to (`domain::review`).

mod annotate;
mod answer;
mod judge;
mod listing;
mod packet;
mod summary;

use super::output::Answer;
use super::{World, draft_id, draft_path, optional, text};
use crate::app::failure::Failure;
use crate::app::review as desk;
use crate::domain::call::Call;
use crate::domain::draft::Draft;
use crate::domain::field::FieldPath;
use crate::domain::outline::asked_at;
use crate::domain::project::Project;
use crate::domain::review::Notebook;
use crate::domain::review::annotation::{Annotation, annotations};
use crate::domain::review::entry::{Act, EntryId};
use crate::domain::review::placed::is_row;
use crate::domain::review::reader::Reader;
use crate::messages::{Lang, failures, form, review as words};
use clap::ArgMatches;
use serde_json::{Value, json};
use std::rc::Rc;

/// The verbs that begin with no word of their own.
pub(super) const VERBS: [&str; 14] = [
    "annotate",
    "annotations",
    "reply",
    "resolve",
    "reopen",
    "accept",
    "refuse",
    "amend",
    "withdraw",
    "pin",
    "seen",
    "score",
    "declare",
    "verdict",
];

pub(super) fn run(verb: &str, args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    match verb {
        "annotate" => annotate::annotate(args, world),
        "annotations" => listing::run(args, world),
        "accept" => answer::accept(args, world),
        "amend" | "withdraw" => annotate::change_own(verb, args, world),
        "seen" => judge::seen(args, world),
        "score" => judge::score(args, world),
        "declare" => judge::declare(args, world),
        "verdict" => judge::verdict(args, world),
        "review" => match args.subcommand() {
            Some(("pack", args)) => packet::pack(args, world),
            Some(("unpack", args)) => packet::unpack(args, world),
            Some((_, args)) => summary::run(args, world),
            None => Err(Failure::Usage(verb.to_owned())),
        },
        _ => answer::run(verb, args, world),
    }
}

/// A draft that is reviewed, and who asks.
#[derive(Clone)]
struct Reviewed {
    draft: Draft,
    call: Rc<Call>,
    project: Rc<Project>,
    by: Result<String, Failure>,
    notebooks: Vec<Notebook>,
    hidden: usize,
    failed: Vec<Failure>,
}

impl Reviewed {
    /// Reads a draft and what may be seen of its reviews. Whoever only answers is no reviewer, named or not.
    fn read(args: &ArgMatches, world: &World<'_>, answers: bool) -> Result<Self, Failure> {
        let draft = world.drafts.read(&draft_id(text(args, "ID"))?)?;
        let (call, project) = world.calls.of_draft(&draft)?;
        let named = optional(args, "as");
        // Reading needs no name where nothing is hidden.
        let by = desk::reviewer(world.versions, named);
        if call.form.rubric.blind {
            by.clone()?;
        }
        let reader = Reader {
            name: by.as_deref().unwrap_or_default(),
            reviews: named.is_some() && !answers,
        };
        let (rubric, id) = (&call.form.rubric, &draft.origin.id);
        let read = desk::read(world.reviews, world.drafts, id, rubric, reader)?;
        Ok(Self {
            call,
            project,
            by,
            notebooks: read.notebooks,
            hidden: read.hidden,
            failed: read.failed,
            draft,
        })
    }

    /// Who asks.
    fn who(&self) -> Result<&str, Failure> {
        self.by.as_deref().map_err(Failure::clone)
    }

    /// Writes entries of whoever asks; the answer prints the id of the first.
    fn write(&self, world: &World<'_>, acts: Vec<Act>) -> Result<Answer, Failure> {
        let (reviews, versions) = (world.reviews, world.versions);
        let ids = desk::write(
            reviews,
            versions,
            world.clock,
            &self.draft,
            self.who()?,
            acts,
        )?;
        Ok(wrote(&self.draft, &ids))
    }

    fn annotations(&self) -> Vec<Annotation> {
        annotations(&self.notebooks)
    }

    /// What an address is called.
    fn address(&self, lang: Lang, at: &FieldPath) -> String {
        form::address_of(lang, (&self.call.form, &self.project, &self.draft), at)
    }

    /// An address that remarks can be made on: what is asked for, a row, or a text that is there.
    fn path(&self, given: &str) -> Result<FieldPath, Failure> {
        let at = draft_path(&self.draft, given)?;
        let row = is_row(&at, &self.draft);
        let known = if row {
            self.draft.is_row(&at)
        } else {
            asked_at(&self.call.form, &self.project, &self.draft, &at).is_some()
                || !self.draft.text(&at).is_empty()
        };
        known
            .then_some(at)
            .ok_or_else(|| Failure::BadPath(given.to_owned()))
    }
}

/// The answer of a verb that wrote one entry.
fn wrote(draft: &Draft, ids: &[EntryId]) -> Answer {
    let id = ids.first().map_or("", EntryId::as_str);
    let json = json!({"draft": draft.origin.id.as_str(), "id": id});
    Answer {
        raw: true,
        ..Answer::new(id, json)
    }
}

/// Lines about what is not shown: reviewers who are hidden, files that could not be read.
fn beside(world: &World<'_>, hidden: usize, failed: &[Failure]) -> String {
    let lang = world.lang;
    let mut told = String::new();
    if hidden > 0 {
        told.push_str(&format!("{}\n", words::hidden(lang, hidden)));
    }
    for failure in failed {
        told.push_str(&format!("{}\n", failures::message(lang, failure)));
    }
    told
}

fn broken_json(world: &World<'_>, failed: &[Failure]) -> Value {
    let broken = failed.iter().map(|failure| {
        json!({"code": failure.code(), "message": failures::message(world.lang, failure)})
    });
    broken.collect()
}
