//! `sync`: keep what is not kept yet, take in what others sent, send what is here.

use super::versions::{keep_version, settled};
use super::{World, optional, project_of};
use crate::app::failure::{Failure, GitFailure};
use crate::app::version::{Step, Synced};
use crate::cli::output::{Answer, Exit};
use crate::domain::draft::DraftId;
use crate::messages::{Lang, versions as words};
use crate::text::visible::visible;
use clap::ArgMatches;
use serde_json::json;
use std::io::{IsTerminal, Write, stderr};

/// How often it begins again because somebody wrote in a draft meanwhile.
const TRIES: usize = 5;

pub(super) fn run(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let (lang, remote) = (world.lang, optional(args, "REMOTE"));
    let mut tries = 0;
    loop {
        tries += 1;
        keep_all(world)?;
        let message = words::merged(lang);
        match world
            .versions
            .sync(remote, message, &mut |step| tell(lang, step))
        {
            // Written in while the others' versions came: that is kept too, and then merged.
            Err(Failure::Git(GitFailure::Unkept(path)))
                if tries < TRIES && path.starts_with("drafts/") => {}
            Err(failure) => return Err(failure),
            Ok(synced) => return Ok(answer(lang, &synced)),
        }
    }
}

/// Keeps every draft that is not as its last version. One that is gone or cannot be read stays as it is: git still has
/// its last version.
fn keep_all(world: &mut World<'_>) -> Result<(), Failure> {
    for id in world.versions.unkept()? {
        let Ok(draft) = settled(world, &id) else {
            continue;
        };
        let Ok((call, project)) = project_of(world, &draft) else {
            continue;
        };
        keep_version(world.versions, &call, &project, &draft, None, world.lang)?;
    }
    Ok(())
}

/// A line a step on a terminal's error output; scripts see none.
fn tell(lang: Lang, step: Step) {
    let mut out = stderr().lock();
    if out.is_terminal() {
        let _ = writeln!(out, "{}", words::step(lang, step));
    }
}

fn answer(lang: Lang, synced: &Synced) -> Answer {
    let mut told = String::new();
    for one in &synced.received {
        let drafts: Vec<&str> = one.drafts.iter().map(DraftId::as_str).collect();
        told.push_str(&words::came_in(
            lang,
            &visible(&one.version.author),
            &drafts.join("、"),
            &visible(&one.version.message),
        ));
        told.push('\n');
    }
    let conflicts: Vec<&str> = synced.conflicts.iter().map(DraftId::as_str).collect();
    if !conflicts.is_empty() {
        told.push_str(&words::conflicts(lang, &conflicts.join("、")));
        told.push('\n');
    }
    let (came, sent) = (synced.received.len(), synced.sent);
    told.push_str(&words::synced(lang, &visible(&synced.remote), came, sent));
    told.push('\n');
    let received = synced.received.iter().map(|one| {
        let drafts: Vec<&str> = one.drafts.iter().map(DraftId::as_str).collect();
        let version = &one.version;
        json!({
            "rev": version.rev, "author": version.author, "time": version.time,
            "message": version.message, "drafts": drafts,
        })
    });
    let json = json!({
        "remote": synced.remote, "branch": synced.branch, "sent": sent, "tries": synced.tries,
        "received": received.collect::<Vec<_>>(), "conflicts": conflicts,
    });
    let exit = if conflicts.is_empty() {
        Exit::Well
    } else {
        Exit::Something
    };
    Answer::new(told, json).ending(exit)
}
