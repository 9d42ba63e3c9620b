//! `sync`: keep what is not kept yet, take in what others sent, send what is here.

use super::versions::{keep_version, settled, sign};
use super::{World, optional};
use crate::app::failure::{Failure, GitFailure};
use crate::app::stop::Stop;
use crate::app::version::{Step, Synced};
use crate::cli::output::{Answer, Exit};
use crate::domain::draft::DraftId;
use crate::messages::{Lang, cli as cli_words, versions as words};
use crate::text::visible::visible;
use clap::ArgMatches;
use serde_json::{Value, json};
use std::io::{IsTerminal, Write, stderr};

/// How often it begins again because somebody wrote in a draft meanwhile.
const TRIES: usize = 5;

pub(super) fn run(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let (lang, stop) = (world.lang, world.stop.clone());
    let remote = optional(args, "REMOTE");
    sign(args, world)?;
    sync(world, remote, &stop, &mut |step| tell(lang, step)).map(|synced| answer(lang, &synced))
}

/// Keeps what is not kept, takes in and sends; what is written in a draft meanwhile is kept too, and merged.
///
/// # Errors
/// As [`Versions::sync`](crate::app::version::Versions::sync).
pub fn sync(
    world: &mut World<'_>,
    remote: Option<&str>,
    stop: &Stop,
    progress: &mut dyn FnMut(Step),
) -> Result<Synced, Failure> {
    let words = words::for_sync(world.lang);
    let mut tries = 0;
    loop {
        tries += 1;
        progress(Step::Keep);
        let kept = keep_all(world, stop);
        let done = kept.and_then(|others| {
            let synced = world.versions.sync(remote, &words, stop, progress)?;
            Ok(Synced { others, ..synced })
        });
        match done {
            Err(Failure::Git(GitFailure::Unkept(path)))
                if tries < TRIES && path.starts_with("drafts/") => {}
            // Whatever failed then, failed because of that.
            Err(_) if stop.is_asked() => return Err(Failure::Git(GitFailure::Stopped)),
            done => return done,
        }
    }
}

/// Keeps every draft that is not as its last version. One that is gone or cannot be read stays as it is: git still has
/// its last version. Another applicant's draft is not kept, and told.
fn keep_all(world: &mut World<'_>, stop: &Stop) -> Result<Vec<DraftId>, Failure> {
    let mut others = Vec::new();
    for id in world.versions.unkept()? {
        if stop.is_asked() {
            return Err(Failure::Git(GitFailure::Stopped));
        }
        let draft = match settled(world, &id) {
            Ok(draft) => draft,
            Err(Failure::OthersDraft(_)) => {
                others.push(id);
                continue;
            }
            Err(_) => continue,
        };
        let Ok((call, project)) = world.calls.of_draft(&draft) else {
            continue;
        };
        let (versions, reviews) = (world.versions, world.reviews);
        keep_version(versions, reviews, &call, &project, &draft, None, world.lang)?;
    }
    Ok(others)
}

/// A line a step on a terminal's error output; scripts see none.
fn tell(lang: Lang, step: Step) {
    let mut out = stderr().lock();
    if out.is_terminal() {
        let _ = writeln!(out, "{}", words::step(lang, step));
    }
}

fn answer(lang: Lang, synced: &Synced) -> Answer {
    let made = synced.made.as_deref();
    let made = made.map(|folder| cli_words::workspace_ready(lang, &visible(folder)));
    let mut lines: Vec<String> = made.into_iter().collect();
    lines.extend(words::received(lang, synced));
    lines.push(words::shared(lang, synced));
    let received = synced.received.iter().map(|one| {
        let drafts: Vec<&str> = one.drafts.iter().map(DraftId::as_str).collect();
        let version = &one.version;
        json!({
            "rev": version.rev, "author": version.author, "time": version.time,
            "message": version.message, "drafts": drafts,
        })
    });
    let conflicts: Vec<&str> = synced.conflicts.iter().map(DraftId::as_str).collect();
    let others: Vec<&str> = synced.others.iter().map(DraftId::as_str).collect();
    let where_found = |all: &[(String, DraftId)]| -> Vec<Value> {
        let told = all.iter();
        told.map(|(branch, id)| json!({"branch": branch, "draft": id.as_str()}))
            .collect()
    };
    let json = json!({
        "workspace": synced.made, "remote": synced.remote, "branch": synced.branch, "sent": synced.sent, "tries": synced.tries,
        "received": received.collect::<Vec<_>>(), "conflicts": conflicts,
        "refused": synced.refused, "others": others,
        "trespassed": where_found(&synced.trespassed), "forged": where_found(&synced.forged),
    });
    let all_well = conflicts.is_empty()
        && synced.refused.is_empty()
        && synced.others.is_empty()
        && synced.trespassed.is_empty()
        && synced.forged.is_empty();
    let exit = if all_well {
        Exit::Well
    } else {
        Exit::Something
    };
    Answer::new(format!("{}\n", lines.join("\n")), json).ending(exit)
}
