//! `annotations`: everybody's remarks, with where each stands now.

use super::{Reviewed, beside};
use crate::app::failure::Failure;
use crate::cli::output::{Answer, Exit, json_text as escaped};
use crate::cli::{World, optional};
use crate::domain::anchor::{Candidate, Placement};
use crate::domain::draft::Draft;
use crate::domain::review::Notebook;
use crate::domain::review::annotation::{Annotation, Decision};
use crate::domain::review::entry::Target;
use crate::domain::review::placed::{Placed, place};
use crate::domain::review::proposal::Proposal;
use crate::format::web_annotation;
use crate::messages::Lang;
use crate::messages::review as words;
use clap::ArgMatches;
use serde_json::{Value, json};
use std::ops::Range;

/// The most characters of offered words that are printed.
const OFFERED: usize = 60;

pub(super) fn run(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let reviewed = Reviewed::read(args, world, false)?;
    let all = reviewed.annotations();
    let placed = place(&all, &reviewed.draft);
    let wanted: Vec<&Placed<'_>> = placed.iter().filter(|one| wants(args, one)).collect();
    let exit = if reviewed.failed.is_empty() {
        Exit::Well
    } else {
        Exit::Something
    };
    let json = if args.get_flag("w3c") {
        let wanted: Vec<Placed<'_>> = wanted.iter().map(|one| (*one).clone()).collect();
        web_annotation::to_value(&reviewed.draft, &wanted, &judges(args, &reviewed))
    } else {
        let all = wanted.iter();
        all.map(|one| placed_json(one, &reviewed.draft)).collect()
    };
    if args.get_flag("w3c") {
        // What is asked for is a document, whether `--json` is given or not.
        return Ok(Answer::new(escaped(&json), json).ending(exit));
    }
    let lang = world.lang;
    let mut told = String::new();
    for one in &wanted {
        told.push_str(&text(lang, one, &reviewed));
    }
    if wanted.is_empty() {
        told.push_str(&format!("{}\n", words::no_annotations(lang)));
    }
    told.push_str(&beside(world, reviewed.hidden, &reviewed.failed));
    Ok(Answer::new(told, json).ending(exit))
}

/// The notebooks whose scores and verdicts go along: none where the list was narrowed to some remarks.
fn judges(args: &ArgMatches, reviewed: &Reviewed) -> Vec<Notebook> {
    let narrowed = args.get_flag("open")
        || ["kind", "state"]
            .iter()
            .any(|name| optional(args, name).is_some());
    let by = optional(args, "by");
    let all = reviewed.notebooks.iter();
    let wanted = all.filter(|one| !narrowed && by.is_none_or(|by| by == one.by));
    wanted.cloned().collect()
}

fn wants(args: &ArgMatches, one: &Placed<'_>) -> bool {
    let annotation = one.annotation;
    let says = |name: &str, value: &str| optional(args, name).is_none_or(|wanted| wanted == value);
    says("by", &annotation.by)
        && says("kind", annotation.kind.name())
        && says("state", one.placement.name())
        && (!args.get_flag("open") || annotation.is_open())
}

/// An annotation as text: a head line, the words, the remark, the proposal, the answers.
fn text(lang: Lang, one: &Placed<'_>, reviewed: &Reviewed) -> String {
    let annotation = one.annotation;
    let mut lines = vec![words::head(
        lang,
        annotation,
        &place_of(lang, annotation, reviewed),
        &one.placement,
    )];
    if let Some(quote) = quote(annotation) {
        lines.push(words::on_words(lang, quote));
    }
    let body = annotation.body.lines();
    let body = body.map(|line| format!("    {}", words::said(line)));
    lines.extend(body);
    if let Some(proposal) = &annotation.proposal {
        lines.push(words::proposes(lang, proposal));
    }
    for (index, offer) in one.placement.offers().iter().enumerate() {
        let stands = offered(&reviewed.draft, offer);
        let at = reviewed.address(lang, &offer.at);
        lines.push(words::offer(
            lang,
            index + 1,
            &at,
            &stands,
            offer.similarity,
        ));
    }
    if let Some((decision, done)) = &annotation.decision {
        lines.push(words::decided(lang, *decision, &done.by));
    }
    lines.extend(
        annotation
            .replies
            .iter()
            .map(|reply| words::reply(lang, reply)),
    );
    lines.push(String::new());
    lines.join("\n")
}

/// What an annotation is about, in words.
fn place_of(lang: Lang, annotation: &Annotation, reviewed: &Reviewed) -> String {
    match &annotation.on {
        Target::Draft => words::whole_draft(lang).to_owned(),
        Target::Section(id) => {
            let mut sections = reviewed.call.form.sections.iter();
            let section = sections.find(|section| section.id == *id);
            section.map_or_else(|| id.clone(), |it| lang.words(&it.title).to_owned())
        }
        Target::Place(pinned) => reviewed.address(lang, &pinned.anchor.at),
    }
}

fn offered(draft: &Draft, offer: &Candidate) -> String {
    let Range { start, end } = offer.range;
    let chars = draft.text(&offer.at).chars();
    chars.skip(start).take((end - start).min(OFFERED)).collect()
}

fn quote(annotation: &Annotation) -> Option<&str> {
    match &annotation.on {
        Target::Place(pinned) => pinned.anchor.quote.as_ref().map(|it| it.exact.as_str()),
        _ => None,
    }
}

/// An annotation as JSON.
fn placed_json(one: &Placed<'_>, draft: &Draft) -> Value {
    let annotation = one.annotation;
    let (path, section) = match &annotation.on {
        Target::Draft => (None, None),
        Target::Section(id) => (None, Some(id.as_str())),
        Target::Place(pinned) => (Some(pinned.anchor.at.as_str()), None),
    };
    let replace = match &annotation.proposal {
        Some(Proposal::Words(words)) => Some(words.as_str()),
        _ => None,
    };
    let (at, range) = match &one.placement {
        Placement::Moved { to } => (Some(to.at.as_str()), Some(&to.range)),
        other => (path.filter(|_| other.pinned().is_some()), other.pinned()),
    };
    // What is about a row, a section or the whole has no characters.
    let range = range.filter(|_| path.is_some_and(|_| !is_place_of_rows(annotation, draft)));
    let replies = annotation.replies.iter().map(|reply| {
        json!({"id": reply.id.as_str(), "by": reply.by, "time": reply.time, "body": reply.body})
    });
    let offers = one.placement.offers().iter().map(|offer| {
        json!({
            "path": offer.at.as_str(), "start": offer.range.start, "end": offer.range.end,
            "similarity": share(offer.similarity), "text": offered(draft, offer),
        })
    });
    json!({
        "id": annotation.id.as_str(), "by": annotation.by, "kind": annotation.kind.name(),
        "path": path, "quote": quote(annotation), "body": annotation.body, "replace": replace,
        "state": one.placement.name(),
        "start": range.map(|range| range.start), "end": range.map(|range| range.end),
        "similarity": one.placement.similarity().map(share), "resolved": annotation.resolved.is_some(),
        "replies": replies.collect::<Vec<_>>(),
        "at": at, "section": section, "proposal": annotation.proposal.as_ref().map(proposal_json),
        "decision": annotation.decision.as_ref().map(|(decision, _)| decision_word(*decision)),
        "open": annotation.is_open(), "withdrawn": annotation.withdrawn, "time": annotation.time,
        "amended": annotation.amended, "version": annotation.judged.version,
        "digest": annotation.judged.digest, "offers": offers.collect::<Vec<_>>(),
    })
}

/// Whether an annotation is about a row or a table and not about a text.
fn is_place_of_rows(annotation: &Annotation, draft: &Draft) -> bool {
    let Target::Place(pinned) = &annotation.on else {
        return false;
    };
    let at = &pinned.anchor.at;
    !draft.is_cell(at) && draft.table_names().any(|name| name == at.head())
}

fn share(hundredths: u8) -> f64 {
    f64::from(hundredths) / 100.0
}

fn decision_word(decision: Decision) -> &'static str {
    match decision {
        Decision::Accepted => "accepted",
        Decision::Refused => "refused",
    }
}

fn proposal_json(proposal: &Proposal) -> Value {
    match proposal {
        Proposal::Words(words) => json!({"words": words}),
        Proposal::Cells(cells) => json!({"cells": cells}),
        Proposal::Row(row) => json!({"row": {"id": row.id.as_str(), "cells": row.cells}}),
        Proposal::RowOut => json!({"row_out": true}),
    }
}
