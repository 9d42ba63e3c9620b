//! `review pack` and `review unpack`: a draft and its reviews as one file, for review on another machine.

use super::{Reviewed, broken_json};
use crate::app::failure::Failure;
use crate::cli::output::{Answer, Exit};
use crate::cli::{World, content, optional, text};
use crate::domain::draft::Draft;
use crate::domain::review::Notebook;
use crate::domain::review::blind::{APPLICANT, Cover, Leak, leaks, masked};
use crate::domain::review::packet::{Home, brought_home, covered};
use crate::domain::state::{State, Step};
use crate::format::json_text::MAX_BYTES;
use crate::format::packet_json::{self, Packet};
use crate::format::review_json::settled;
use crate::messages::review::packet as words;
use crate::text::visible::visible;
use clap::ArgMatches;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// How many versions are looked through for the text that a remark was made on.
const VERSIONS: usize = 50;

pub(super) fn pack(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let reviewed = Reviewed::read(args, world, false)?;
    let mut packet = Packet {
        blind: args.get_flag("blind"),
        call_digest: reviewed.call.whole_digest.to_string(),
        draft: reviewed.draft.clone(),
        notebooks: reviewed.notebooks.clone(),
    };
    if packet.blind {
        let form = &reviewed.call.form;
        let mut told = leaks(form, &reviewed.draft);
        let all = args.get_flag("cover-all");
        let open: Vec<&Leak> = told.iter().filter(|leak| !leak.how.is_certain()).collect();
        if !open.is_empty() && !all && !args.get_flag("leave") {
            return Ok(leaking(world, &reviewed, &open));
        }
        told.retain(|leak| all || leak.how.is_certain());
        packet.draft = masked(form, &reviewed.draft, &told);
        let cover = Cover::new(form, &reviewed.draft, all);
        let steps = world.drafts.steps(&reviewed.draft.origin.id)?;
        let alias = alias(&cover, &steps);
        packet.notebooks = covered(&reviewed.notebooks, &cover, &alias, &settled).0;
    }
    let written = packet_json::write(&packet);
    let Some(path) = optional(args, "output") else {
        let json = serde_json::from_str(&written).unwrap_or_default();
        return Ok(Answer {
            raw: true,
            ..Answer::new(written, json)
        });
    };
    world.files.write(path, written.as_bytes())?;
    let json = json!({
        "draft": packet.draft.origin.id.as_str(), "written": path, "blind": packet.blind, "leaks": [],
        "notebooks": packet.notebooks.len(), "broken": broken_json(world, &reviewed.failed),
    });
    let told = words::packed(world.lang, &visible(path), packet.notebooks.len());
    Ok(Answer::new(told, json))
}

/// What may name the applicant: nothing is written until somebody has decided.
fn leaking(world: &World<'_>, reviewed: &Reviewed, open: &[&Leak]) -> Answer {
    let lang = world.lang;
    let mut told = format!("{}\n", words::leaking(lang, open.len()));
    let mut all = Vec::new();
    for leak in open {
        let chars = reviewed.draft.text(&leak.at).chars();
        let stands: String = chars.skip(leak.start).take(leak.end - leak.start).collect();
        let at = reviewed.address(lang, &leak.at);
        let said = lang.labelled(&visible(&at), &format!("“{}”", visible(&stands)));
        told.push_str(&format!("  {said}\n"));
        all.push(json!({
            "path": leak.at.as_str(), "start": leak.start, "end": leak.end, "text": stands,
        }));
    }
    told.push_str(&format!("{}\n", words::leak_hint(lang)));
    let id = reviewed.draft.origin.id.as_str();
    let json = json!({"draft": id, "written": null, "blind": true, "leaks": all});
    Answer::new(told, json).ending(Exit::Something)
}

/// Whose notebooks are the applicant's: of those who only answer, who handed the draft in, or whose name tells.
fn alias<'a>(cover: &'a Cover, steps: &'a [Step]) -> impl Fn(&Notebook) -> Option<String> + 'a {
    move |notebook| {
        let mut submitted = steps.iter().filter(|step| step.state == State::Submitted);
        let applies = !notebook.reviews()
            || submitted.any(|step| step.by == notebook.by)
            || cover.hides(&notebook.by);
        applies.then(|| APPLICANT.to_owned())
    }
}

pub(super) fn unpack(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let path = text(args, "FILE");
    let bytes = world.files.read(path, MAX_BYTES)?;
    let packet = packet_json::read(&bytes).map_err(|fault| content(path, fault))?;
    let id = packet.draft.origin.id.clone();
    let call = world.calls.load(&packet.draft.origin.call)?;
    let (made, books) = match world.drafts.read(&id) {
        Ok(draft) => (false, home(world, &draft, &packet.notebooks)?),
        Err(Failure::NoDraft(_)) => {
            world.drafts.create(&packet.draft)?;
            (true, packet.notebooks)
        }
        Err(failure) => return Err(failure),
    };
    let mut came: BTreeMap<String, usize> = BTreeMap::new();
    for notebook in books {
        came.insert(notebook.by.clone(), notebook.entries().len());
        world.reviews.take_in(&id, notebook)?;
    }
    let lang = world.lang;
    let mut told = words::unpacked(lang, id.as_str(), made);
    if came.is_empty() {
        told.push_str(&format!("\n{}", words::nothing_new(lang)));
    }
    for (by, count) in &came {
        told.push_str(&format!("\n{}", words::came(lang, &visible(by), *count)));
    }
    let same = packet.call_digest == *call.whole_digest;
    if !same {
        told.push_str(&format!("\n{}", words::other_call(lang)));
    }
    let came = came.into_iter().map(|(by, count)| (by, Value::from(count)));
    let json = json!({
        "draft": id.as_str(), "made": made, "entries": came.collect::<Map<_, _>>(), "same_call": same,
    });
    let exit = if same { Exit::Well } else { Exit::Something };
    Ok(Answer::new(told, json).ending(exit))
}

/// What of a packet is new here, on the texts that are here.
fn home(world: &World<'_>, draft: &Draft, came: &[Notebook]) -> Result<Vec<Notebook>, Failure> {
    let id = &draft.origin.id;
    let (call, _) = world.calls.of_draft(draft)?;
    let (notebooks, failed) = world.reviews.notebooks(id)?;
    // What cannot be read here could not be told from what is new.
    if let Some(failure) = failed.into_iter().next() {
        return Err(failure);
    }
    let covers = [false, true].map(|parts| Cover::new(&call.form, draft, parts));
    let mut drafts = vec![draft.clone()];
    let versions = world.versions.log(id, VERSIONS).unwrap_or_default();
    let old = versions
        .iter()
        .map(|version| world.versions.at(id, &version.rev));
    drafts.extend(old.flatten());
    let steps = world.drafts.steps(id)?;
    let alias = alias(&covers[0], &steps);
    let home = Home {
        notebooks: &notebooks,
        drafts: &drafts,
        covers: &covers,
        alias: &alias,
    };
    let mut new = brought_home(came, &home, &settled);
    // What the applicant said is here under their name.
    new.retain(|notebook| notebook.by != APPLICANT || covers[0].is_empty());
    Ok(new)
}
