//! `save`, `log`, `restore` and `diff`.

use super::output::{Answer, Exit};
use super::{World, content, draft_id, export, optional, text};
use crate::app::base::Base;
use crate::app::failure::Failure;
use crate::app::ports::{Access, Calls, Drafts, Files, Reviews};
use crate::app::review::reviewer;
use crate::app::version::{Signed, Version, Versions, shifts};
use crate::domain::budget::{BudgetLine, totals};
use crate::domain::call::Call;
use crate::domain::diff::text::{Grain, Op, Segment};
use crate::domain::diff::{Change, ChangeKind, diff as compare};
use crate::domain::draft::{Draft, DraftId};
use crate::domain::field::FieldPath;
use crate::domain::form::TableRole;
use crate::domain::money::Money;
use crate::domain::outline::prefilled;
use crate::domain::project::Project;
use crate::format::json_text::MAX_BYTES;
use crate::messages::review::since::since;
use crate::messages::versions::{self as words, change as difference};
use crate::messages::{Lang, form};
use crate::text::visible::visible;
use clap::ArgMatches;
use serde_json::{Value, json};

/// How many versions are listed when nobody says how many.
const LOG_MOST: usize = 100;

pub(super) fn save(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let id = draft_id(text(args, "ID"))?;
    sign(args, world)?;
    let draft = settled(world, &id)?;
    let own = optional(args, "message").map(str::to_owned);
    keep(world, &id, &draft, own)
}

/// Remembers who keeps versions, where it is said on the command line.
pub(super) fn sign(args: &ArgMatches, world: &World<'_>) -> Result<(), Failure> {
    match (
        optional(args, "author-name"),
        optional(args, "author-email"),
    ) {
        (Some(name), Some(email)) => world.versions.sign_as(name, email),
        _ => Ok(()),
    }
}

/// The draft with everything in its file that was still in the journal; where another process is writing it, as it
/// stands in the file.
pub(super) fn settled(world: &mut World<'_>, id: &DraftId) -> Result<Draft, Failure> {
    settle(world.drafts, id)
}

/// As [`settled`]. Another applicant's draft is refused: nothing is to be done to it.
pub(super) fn settle(drafts: &mut dyn Drafts, id: &DraftId) -> Result<Draft, Failure> {
    let settled = settled_and_open(drafts, id);
    drafts.close(id);
    settled
}

/// As [`settle`], and the draft stays open, so that nobody writes it before it is given back.
pub(super) fn settled_and_open(drafts: &mut dyn Drafts, id: &DraftId) -> Result<Draft, Failure> {
    let opened = drafts.open_for_a_moment(id)?;
    if let Access::Others(owner) = opened.access {
        return Err(Failure::OthersDraft(owner));
    }
    if opened.access == Access::Write {
        drafts.save(&opened.draft)?;
    }
    Ok(opened.draft)
}

fn keep(
    world: &World<'_>,
    id: &DraftId,
    draft: &Draft,
    own: Option<String>,
) -> Result<Answer, Failure> {
    debug_assert_eq!(*id, draft.origin.id, "a draft is kept under its own name");
    let (call, project) = world.calls.of_draft(draft)?;
    let (versions, reviews) = (world.versions, world.reviews);
    let kept = keep_version(versions, reviews, &call, &project, draft, own, world.lang)?;
    Ok(match kept {
        Some(kept) => Answer::new(
            words::saved(world.lang, kept.short(), &visible(&kept.message)),
            version_json(&kept),
        ),
        None => Answer::new(words::nothing_new(world.lang), json!({"rev": null})),
    })
}

/// Keeps a draft, as its file has it, as a version; the person's words come first, then what changed and what was written
/// about it. `None` when the last version says the same.
///
/// # Errors
/// When there is no git, nobody to name as author, or git refuses.
pub fn keep_version(
    versions: &dyn Versions,
    reviews: &dyn Reviews,
    call: &Call,
    project: &Project,
    draft: &Draft,
    own: Option<String>,
    lang: Lang,
) -> Result<Option<Version>, Failure> {
    let id = &draft.origin.id;
    let summary = match versions.log(id, 1)?.pop() {
        None => words::first(lang, &project.name),
        Some(last) => {
            let before = versions.at(id, &last.rev)?;
            let changes = compare(&before, draft, Grain::Words);
            let sums = (sum(call, &before), sum(call, draft));
            // What cannot be read now is no reason to keep nothing.
            let notebooks = reviews.notebooks(id).map(|read| read.0).unwrap_or_default();
            let about = since(lang, &notebooks, &last.rev);
            let changed = !changes.is_empty();
            let changed = changed.then(|| words::summary(lang, &call.form, &changes, sums));
            let settled = before.conflicts.keys();
            let settled = settled.filter(|at| !draft.conflicts.contains_key(*at));
            words::altogether(lang, changed, settled.count(), about)
        }
    };
    let message = own.map_or(summary.clone(), |own| format!("{own}\n\n{summary}"));
    versions.save(id, &message)
}

fn sum(call: &Call, draft: &Draft) -> Money {
    let rows = call
        .form
        .table_of(TableRole::Budget)
        .map_or(&[][..], |(table, _)| draft.rows(table));
    let lines: Vec<BudgetLine> = rows.iter().map(BudgetLine::from_row).collect();
    totals(&lines).all
}

fn version_json(version: &Version) -> Value {
    json!({
        "rev": version.rev, "author": version.author, "time": version.time, "message": version.message,
        "more": version.more,
        "signed": match version.signed {
            Signed::Verified => "verified",
            Signed::Unknown => "unknown",
            Signed::Bad => "bad",
            Signed::Unsigned => "unsigned",
        },
    })
}

pub(super) fn log(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let id = draft_id(text(args, "ID"))?;
    let most = optional(args, "most").and_then(|most| most.parse().ok());
    let versions = world.versions.log(&id, most.unwrap_or(LOG_MOST));
    if !versions.as_ref().is_ok_and(|versions| !versions.is_empty()) {
        // A draft that has versions is told of whatever became of its file; one that is not there is what is wrong else.
        world.drafts.read(&id)?;
    }
    let versions = versions?;
    let lines = versions.iter().map(|version| {
        let when = version
            .time
            .get(..16)
            .unwrap_or(&version.time)
            .replace('T', " ");
        let (author, message) = (visible(&version.author), words::said(version));
        format!(
            "{}  {}  {}{author}  {message}\n",
            version.short(),
            visible(&when),
            words::signed(world.lang, version.signed),
        )
    });
    let mut told: String = lines.collect();
    if versions.is_empty() {
        told = format!("{}\n", words::no_versions(world.lang));
    }
    Ok(Answer::new(
        told,
        versions.iter().map(version_json).collect(),
    ))
}

/// Brings a version back as a new one; what stands in the draft now is kept as a version first.
pub(super) fn restore(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let id = draft_id(text(args, "ID"))?;
    // What is kept first moves what a word such as HEAD means.
    let rev = world.versions.named(text(args, "REV"))?;
    let mut old = world.versions.at(&id, &rev)?;
    let now = settled(world, &id)?;
    keep(world, &id, &now, None)?;
    old.origin = now.origin;
    let opened = world.drafts.open_for_a_moment(&id)?;
    if let Some(refused) = opened.access.refusal() {
        world.drafts.close(&id);
        return Err(refused);
    }
    let saved = world.drafts.save(&old);
    world.drafts.close(&id);
    saved?;
    let message = words::restored(world.lang, rev.get(..10).unwrap_or(&rev));
    keep(world, &id, &old, Some(message))
}

pub(super) fn diff(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let first = text(args, "A");
    let (a, b) = match optional(args, "B") {
        Some(second) => (point(world, first)?, point(world, second)?),
        // The last version against what is written now.
        None => (
            point(world, &format!("{first}@HEAD"))?,
            point(world, first)?,
        ),
    };
    let grain = if args.get_flag("chars") {
        Grain::Chars
    } else {
        Grain::Words
    };
    let changes = compare(&a, &b, grain);
    // Of long texts either is long, and only one is printed.
    let (told, json) = if args.get_flag("json") {
        let changes: Vec<Value> = changes.iter().map(change_json).collect();
        let second = optional(args, "B").unwrap_or(first);
        let json = json!({"a": first, "b": second, "changes": changes});
        (String::new(), json)
    } else {
        (told(world, (&a, &b), &changes)?, Value::Null)
    };
    let exit = if changes.is_empty() {
        Exit::Well
    } else {
        Exit::Something
    };
    Ok(Answer::new(told, json).ending(exit))
}

/// A state of a draft: `ID`, `ID@REV`, `ID@prefill`, or a file.
fn point(world: &World<'_>, given: &str) -> Result<Draft, Failure> {
    let (name, rev) = match given.rsplit_once('@') {
        Some((name, rev)) if DraftId::parse(name).is_some() => (name, Some(rev)),
        _ => (given, None),
    };
    match (draft_id(name), rev) {
        (Ok(id), None) => world.drafts.read(&id),
        (Ok(id), Some("prefill")) => {
            let draft = world.drafts.read(&id)?;
            read_prefill(world.calls, &draft)
        }
        (Ok(id), Some(rev)) => world.versions.at(&id, rev),
        (Err(_), _) => read_file(world.files, given),
    }
}

/// What a draft is read against in a review.
///
/// # Errors
/// When there is no such version or file, or it holds no draft.
pub fn read_base(
    from: &BaseSources<'_>,
    draft: &Draft,
    base: Base,
) -> Result<(Base, Draft), Failure> {
    let before = match &base {
        Base::Seen => return read_seen(from, draft),
        Base::Prefill => read_prefill(from.calls, draft)?,
        Base::Version(rev) => from.versions.at(&draft.origin.id, rev)?,
        Base::File(path) => read_file(from.files, path)?,
    };
    Ok((base, before))
}

/// Where what a draft is read against comes from.
pub struct BaseSources<'a> {
    /// The versions.
    pub versions: &'a dyn Versions,
    /// The calls, for what was pre-filled.
    pub calls: &'a dyn Calls,
    /// Other files.
    pub files: &'a dyn Files,
    /// What reviewers have seen.
    pub reviews: &'a dyn Reviews,
    /// Who reviews, where it was said.
    pub reviewer: Option<&'a str>,
}

/// What the reviewer saw last; the pre-fill where nobody is named, or nothing was seen yet.
fn read_seen(from: &BaseSources<'_>, draft: &Draft) -> Result<(Base, Draft), Failure> {
    let prefill = read_prefill(from.calls, draft)?;
    let Ok(reviewer) = reviewer(from.versions, from.reviewer) else {
        return Ok((Base::Prefill, prefill));
    };
    let seen = from.reviews.seen(&draft.origin.id, &reviewer)?;
    if seen.is_empty() {
        return Ok((Base::Prefill, prefill));
    }
    Ok((Base::Seen, seen.base(&prefill)))
}

fn read_prefill(calls: &dyn Calls, draft: &Draft) -> Result<Draft, Failure> {
    let (call, project) = calls.of_draft(draft)?;
    Ok(prefilled(draft.origin.clone(), &call.form, &project))
}

fn read_file(files: &dyn Files, path: &str) -> Result<Draft, Failure> {
    let bytes = files.read(path, MAX_BYTES)?;
    export::read_draft(&bytes).map_err(|fault| content(path, fault))
}

fn told(
    world: &World<'_>,
    (before, draft): (&Draft, &Draft),
    changes: &[Change],
) -> Result<String, Failure> {
    if changes.is_empty() {
        return Ok(format!("{}\n", words::no_difference(world.lang)));
    }
    let (lang, call) = (world.lang, world.calls.load(&draft.origin.call)?);
    let by_form = |at: &FieldPath| form::address_by_form(lang, (&call.form, draft), at);
    // The catalog is large, and only what indicators ask is told from it.
    let project = match changes.iter().all(|change| by_form(&change.at).is_some()) {
        true => None,
        false => Some(world.calls.project(&draft.origin, &call)?),
    };
    let lines = changes.iter().map(|change| {
        let label = match &project {
            Some(project) => form::address_of(lang, (&call.form, project, draft), &change.at),
            None => by_form(&change.at).unwrap_or_default(),
        };
        difference::change(lang, &call.form, change, &label)
    });
    let mut told: String = lines.collect();
    let shifts = shifts(&call.form, before, draft);
    told.push_str(&difference::amounts(lang, &shifts));
    Ok(told)
}

fn change_json(change: &Change) -> Value {
    let kind = match change.kind {
        ChangeKind::Added => "added",
        ChangeKind::Removed => "removed",
        ChangeKind::Changed => "changed",
        ChangeKind::Moved => "moved",
    };
    json!({
        "path": change.at.as_str(), "kind": kind, "a": change.a, "b": change.b,
        "segments": change.segments.iter().map(segment_json).collect::<Vec<Value>>(),
    })
}

fn segment_json(segment: &Segment) -> Value {
    let op = match segment.op {
        Op::Equal => "equal",
        Op::Insert => "insert",
        Op::Delete => "delete",
    };
    if segment.moved {
        json!({"op": op, "text": segment.text, "moved": true})
    } else {
        json!({"op": op, "text": segment.text})
    }
}
