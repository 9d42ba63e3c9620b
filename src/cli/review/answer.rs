//! `reply`, `resolve`, `reopen`, `refuse`, `pin`, `accept`: what becomes of remarks.

use super::Reviewed;
use crate::app::failure::{Failure, ReviewFailure};
use crate::app::review as desk;
use crate::cli::draft::{edit_draft, given_text};
use crate::cli::output::{Answer, Exit};
use crate::cli::{World, optional, text};
use crate::domain::review::acceptance::{Acceptance, Left};
use crate::domain::review::annotation::Annotation;
use crate::domain::review::entry::{Act, EntryId};
use crate::domain::review::placed::place;
use crate::domain::review::proposal::{NotApplicable, Over};
use crate::messages::review as words;
use clap::ArgMatches;
use serde_json::{Value, json};

pub(super) fn run(verb: &str, args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let reviewed = Reviewed::read(args, world, true)?;
    let all = reviewed.annotations();
    let one = desk::named(&all, text(args, "NOTE"))?;
    let annotation = one.id.clone();
    let act = match verb {
        "reply" => Act::Reply {
            annotation,
            body: given_text(world, text(args, "body"))?,
        },
        "resolve" => Act::Resolve(annotation),
        "reopen" => Act::Reopen(annotation),
        "refuse" if one.proposal.is_none() => {
            return Err(not_applicable(NotApplicable::NoProposal));
        }
        "refuse" => Act::Refuse(annotation),
        _ => pin(args, &reviewed, one)?,
    };
    reviewed.write(world, vec![act])
}

/// A place that a person gives a remark: named, or one of those that are offered.
fn pin(args: &ArgMatches, reviewed: &Reviewed, one: &Annotation) -> Result<Act, Failure> {
    let draft = &reviewed.draft;
    let number = |name: &str| args.get_one::<usize>(name).copied();
    let on = match (optional(args, "path"), optional(args, "quote")) {
        (Some(path), Some(quote)) => {
            desk::quoted(draft, &reviewed.path(path)?, quote, number("nth"))?
        }
        (Some(path), None) => desk::pinned(draft, &reviewed.path(path)?, None),
        (None, _) => {
            let placed = place(std::slice::from_ref(one), draft);
            let offers = placed.first().map_or(&[][..], |one| one.placement.offers());
            let wanted = number("offer").unwrap_or(0);
            let offer = offers.get(wanted.wrapping_sub(1));
            let none = || Failure::Review(ReviewFailure::NoOffer(wanted, offers.len()));
            let offer = offer.ok_or_else(none)?;
            desk::pinned(draft, &offer.at, Some(offer.range.clone()))
        }
    };
    let annotation = one.id.clone();
    Ok(Act::Pin { annotation, on })
}

/// Takes what remarks propose: first into the draft, then it is written that it was taken.
pub(super) fn accept(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let reviewed = Reviewed::read(args, world, true)?;
    let chosen = chosen(args, &reviewed)?;
    let over = if args.get_flag("force") {
        Over::Changed
    } else {
        Over::Untouched
    };
    if chosen.is_empty() {
        let told = words::nothing_to_accept(world.lang);
        return Ok(Answer::new(told, answer_json(&reviewed, &[], &[])));
    }
    // Known before anything is changed.
    reviewed.who()?;
    let mut done = None;
    let id = reviewed.draft.origin.id.clone();
    let (_, told) = edit_draft(world, &id, |_, _, draft| {
        let acceptance = desk::acceptance(&chosen, draft, over);
        let edit = acceptance.edit.clone();
        match (acceptance.left.first(), args.get_flag("all")) {
            (Some((_, Left::NotApplicable(why))), false) => return Err(not_applicable(*why)),
            _ => done = Some(acceptance),
        }
        Ok(edit)
    })?;
    let Some(Acceptance { taken, left, .. }) = done else {
        return Err(not_applicable(NotApplicable::NotPinned));
    };
    let acts = taken.iter().cloned().map(Act::Accept).collect();
    let draft = world.drafts.read(&id)?;
    Reviewed {
        draft,
        ..reviewed.clone()
    }
    .write(world, acts)?;
    let exit = if left.is_empty() {
        Exit::Well
    } else {
        Exit::Something
    };
    let told = format!("{told}{}", told_of(world, &chosen, &taken, &left));
    Ok(Answer::new(told, answer_json(&reviewed, &taken, &left)).ending(exit))
}

/// The remarks whose proposals are to be taken.
fn chosen(args: &ArgMatches, reviewed: &Reviewed) -> Result<Vec<Annotation>, Failure> {
    let mut all = reviewed.annotations();
    if args.get_flag("all") {
        let by = optional(args, "by");
        all.retain(|one| one.resolved.is_none() && !one.withdrawn && one.decision.is_none());
        all.retain(|one| one.proposal.is_some() && by.is_none_or(|by| by == one.by));
        return Ok(all);
    }
    let one = desk::named(&all, text(args, "NOTE"))?.clone();
    if one.proposal.is_none() || one.withdrawn {
        return Err(not_applicable(NotApplicable::NoProposal));
    }
    Ok(vec![one])
}

fn told_of(
    world: &World<'_>,
    chosen: &[Annotation],
    taken: &[EntryId],
    left: &[(EntryId, Left)],
) -> String {
    let lang = world.lang;
    let mut told = String::new();
    for one in chosen.iter().filter(|one| taken.contains(&one.id)) {
        told.push_str(&format!("{}\n", words::accepted(lang, one)));
    }
    for (id, why) in left {
        told.push_str(&format!("{}\n", words::left(lang, id, why)));
    }
    told
}

fn answer_json(reviewed: &Reviewed, taken: &[EntryId], left: &[(EntryId, Left)]) -> Value {
    let ids: Vec<&str> = taken.iter().map(EntryId::as_str).collect();
    let left = left.iter().map(|(id, why)| match why {
        Left::NotApplicable(why) => json!({"id": id.as_str(), "why": why.name(), "meets": null}),
        Left::Meets(other) => {
            json!({"id": id.as_str(), "why": "meets", "meets": other.as_str()})
        }
    });
    json!({
        "draft": reviewed.draft.origin.id.as_str(), "accepted": ids,
        "left": left.collect::<Vec<Value>>(),
    })
}

fn not_applicable(why: NotApplicable) -> Failure {
    Failure::Review(ReviewFailure::NotApplicable(why))
}
